"""What a question looks like before it is answered, and after; and what is said to be pressed."""

from typing import get_args

import pytest
from syrupy.assertion import SnapshotAssertion
from views_helpers import Screen, Shown, bare

from roadmap_cli.domain.question import Asked, Offered, Typed
from roadmap_cli.reports.question import WaysReport
from roadmap_cli.reports.review import AskReport, CardLine, KeysReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.views.question import rows_of

DAYS = (1, 4, 34, 180)
CARD = CardLine("growth-1", Named("growth", "Growth: buds, rings, and the seasons"), "Why?", "So.", own=False)
CODE = """\
def added(xs, found=[]):
    for x in xs:  # each of them
        found.append(x * 2)
    return found

print(added([1]), added([2]), "a line of sixty-one letters")"""
ASKED = {
    "compute": Asked(
        kind="compute",
        text="Of n = 40 seeds each grows with p = 0.25. What is the standard deviation of how many grow?",
        answer="The variance is 40 * 0.25 * 0.75 = 7.5, and its root 2.739.",
        typed="number",
        right="2.739 seeds",
        unit="seeds",
        number=2.7386,
        tolerance=0.01,
    ),
    "prints": Asked(
        "code", "What does this print?", "The list is made once.", "words", "[2] [2, 4]\nof sixty", CODE, "python"
    ),
    "line": Asked("code", "Which line has the bug?", "The list is made once.", "line", "line 1", CODE, "python"),
    "choose": Asked(
        kind="choose",
        text="What is a bud of?",
        answer="It is a shoot that has not grown yet.",
        typed="letter",
        right="b",
        choices=(Offered("a", "Bark"), Offered("b", "A shoot with its leaves, folded up below scales of many colours")),
    ),
}


TYPED = {
    "compute": ("2.74", "3.5"),
    "prints": ("[2] [2, 4] of sixty", "[2] [4]"),
    "line": ("1", "3"),
    "choose": ("b", "a"),
}
"""What is right, and what is not."""


def looks(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, report: object) -> None:
    for width in ("60", "120", "80"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(Shown(report, {}).on(Screen())) == snapshot(name=width)


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_looks_like_this(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, kind: str) -> None:
    looks(monkeypatch, snapshot, AskReport(3, 20, CARD, ASKED[kind]))


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
@pytest.mark.parametrize("kind", ASKED)
def test_what_was_typed_is_told_with_what_is_right(
    monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, kind: str, *, right: bool
) -> None:
    typed = TYPED[kind][not right]
    told = AskReport(3, 20, CARD, ASKED[kind], answered=True, intervals=DAYS, typed=typed, right=right)
    looks(monkeypatch, snapshot, told)


@pytest.mark.parametrize("kind", ASKED)
def test_who_does_not_know_is_told_what_is_right(
    monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, kind: str
) -> None:
    looks(monkeypatch, snapshot, AskReport(3, 20, CARD, ASKED[kind], answered=True, left=2, right=False))


OTHERS = (("s", "skip"), ("o", "open"), ("u", "undo"), ("q", "quit"))


@pytest.mark.parametrize(
    "report",
    [
        *(WaysReport(typed, OTHERS) for typed in get_args(Typed)),
        WaysReport("number", OTHERS, misread=True),
        KeysReport(),
        KeysReport(3),
        KeysReport(asks_why=True),
    ],
    ids=["recall", *get_args(Typed)[1:], "misread", "grade", "proposed", "why"],
)
def test_what_can_be_pressed_is_said_like_this(
    monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, report: WaysReport | KeysReport
) -> None:
    looks(monkeypatch, snapshot, report)


@pytest.mark.parametrize(
    ("typed", "width", "rows"),
    [("", 10, 1), ("x" * 10, 10, 1), ("x" * 11, 10, 2), ("漢" * 6, 10, 2), ("\x1b" * 6, 10, 2), ("\tx", 8, 2)],
    ids=["nothing", "full", "over", "wide", "control", "tab"],
)
def test_a_line_that_was_typed_takes_as_many_rows_as_the_terminal_gave_it(typed: str, width: int, rows: int) -> None:
    assert rows_of(typed, width) == rows
