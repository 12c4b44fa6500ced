"""What a learner sees: every view on screens of several widths, without colour, in ASCII, and in a pipe."""

import gc
import re
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW, Clock
from review_scenes import ANSWER
from rich.style import Style
from scenes import CHANGES, CHOSEN, MIDDLE, SCENES, VIEWS
from syrupy.assertion import SnapshotAssertion
from views_helpers import COLOUR, TREES, Diary, Screen, Shown, bare, visible_codes

from roadmap_cli import cli
from roadmap_cli.domain.question import Asked
from roadmap_cli.reports.place import QuestionReport
from roadmap_cli.reports.review import AskReport, CardLine, LeechLine, SessionReport
from roadmap_cli.reports.status import ReviewLine
from roadmap_cli.reports.topic_line import Named

PROGRAM_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
PERSON_DAY = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")
SAID_TO_ALL = re.compile(r"you (?:started it|are .* into it, last) on \w+ \d+ \w+")
"""A reason."""


@pytest.fixture(autouse=True)
def _trees(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(TREES))
    time.tzset()


@pytest.fixture
def diary(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Diary:
    return Diary(clock, monkeypatch)


@pytest.mark.parametrize("scene", VIEWS)
def test_a_view_looks_like_this(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str
) -> None:
    shown = diary.ends(scene)
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)
    monkeypatch.setenv("COLUMNS", "80")
    assert bare(shown.on(Screen("ascii"))) == snapshot(name="ascii")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


@pytest.mark.parametrize("scene", CHANGES)
def test_what_a_command_did_looks_like_this(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str
) -> None:
    shown = diary.ends(scene)
    monkeypatch.setenv("COLUMNS", "60")
    assert bare(shown.on(Screen())) == snapshot(name="60")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


@pytest.mark.parametrize("command", ["import {} --dry-run", "import {}", "import {} again"])
def test_what_an_import_did_looks_like_this(
    diary: Diary, tmp_path: Path, snapshot: SnapshotAssertion, command: str
) -> None:
    file = tmp_path / "progress.json"
    diary(f"{MIDDLE}0 export json -o {file}\n")
    without_soil = TREES.read_text(encoding="utf-8").replace('"soil-types"', '"earth"')
    edited = tmp_path / "edited.toml"
    edited.write_text(without_soil, encoding="utf-8")
    if command.endswith("again"):
        diary(f"0 --user eve --file {edited} import {file}\n")
    shown = diary.shows(f"--user eve --file {edited} {command.removesuffix(' again').format(file)}")
    assert shown.on(Screen(terminal=False)).replace(str(tmp_path), "FOLDER") == snapshot


def test_progress_on_a_topic_that_left_the_file_is_shown_as_kept(
    diary: Diary, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    diary(MIDDLE)
    edited = tmp_path / "edited.toml"
    edited.write_text(TREES.read_text(encoding="utf-8").replace('"ten-species"', '"species"'), encoding="utf-8")
    assert bare(diary.shows(f"--file {edited} status").on(Screen())) == snapshot


@pytest.mark.parametrize(
    ("answered", "right"),
    [(False, None), (True, None), (True, True), (True, False)],
    ids=["asked", "shown", "right", "not right"],
)
def test_a_card_of_an_interview_looks_like_this(
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
    answered: bool,  # noqa: FBT001 - as the report has it
    right: bool | None,  # noqa: FBT001
) -> None:
    topic = Named("growth", "Growth: buds, rings, and the seasons in which they are made")
    why = "Three years: it made one each spring, where the scales of the bud have fallen off."
    typed = "" if right is None else "number"
    asked = Asked("recall", "How old is a branch with three girdles of scars?", why, typed=typed, right="3 years")
    said = "" if right is None else "3" if right else "6"
    report = QuestionReport(2, 20, topic, asked, answered=answered, typed=said, right=right)
    shown = Shown(report, {})
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)


DAYS = (1, 4, 34, 180)
GROWTH = Named("growth", "Growth: buds, rings, and the seasons in which they are made")
NEW_CARD = CardLine("growth-1", GROWTH, "How old is a branch with three girdles?", "Three years.", own=False)
KNOWN_CARD = NEW_CARD._replace(
    question="Of a branch, from its tip on, you see:\n    - three girdles of narrow scars\n    - and then bark.\nHow old?",
    answer=ANSWER,
    recall=0.8241,
)
LEECHES = tuple(
    LeechLine(each.id, GROWTH, each.question, 8, own) for each, own in ((NEW_CARD, False), (KNOWN_CARD, True))
)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"answered": True, "intervals": DAYS},
        {"answered": True, "intervals": DAYS, "rating": 3},
        {"answered": True, "left": 2},
    ],
    ids=["question", "answer", "grade", "again"],
)
@pytest.mark.parametrize("card", [NEW_CARD, KNOWN_CARD], ids=["new", "known"])
def test_a_card_of_a_session_looks_like_this(
    monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, card: CardLine, told: dict[str, Any]
) -> None:
    shown = Shown(AskReport(3, 20, card, Asked("recall", card.question, card.answer), **told), {})
    for width in ("60", "120", "80"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)
    assert bare(shown.on(Screen("ascii"))) == snapshot(name="ascii")


@pytest.mark.parametrize(
    "report",
    [
        SessionReport(0, 0, 0, 0, 0, 0.0, 0, ReviewLine(7, 2, 4, 12)),
        SessionReport(1, 0, 1, 0, 0, 0.0, 1, ReviewLine(0, 0, 0, 1)),
        SessionReport(12, 10, 4, 9, 8, 8.2, 3, ReviewLine(7, 2, 4, 12)),
        SessionReport(5, 5, 2, 5, 5, 4.0, 0, ReviewLine(0, 0, 0, 0)),
        SessionReport(5, 3, 2, 5, 3, 4.0, 2, ReviewLine(0, 0, 0, 0), 1, LEECHES),
    ],
    ids=["nothing", "one", "some", "all", "leeches"],
)
def test_what_a_session_came_to_looks_like_this(
    monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, report: SessionReport
) -> None:
    shown = Shown(report, {})
    for width in ("60", "80"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)
    assert bare(shown.on(Screen("ascii"))) == snapshot(name="ascii")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


def test_all_settings_look_like_this(
    diary: Diary, home: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    monkeypatch.setenv("ROADMAP_REST_DAYS", "sat, sunday")
    diary("0 config hours_per_week 5,5\n0 plan --days mon,wed,thu --at 19:30 --cue 'after dinner'\n")
    report: Any = diary.shows("config").report
    lines = (line._replace(value=line.value.replace(str(home), "/home/ada")) for line in report.settings)
    shown = Shown(report._replace(file=report.file.replace(str(home), "/home/ada"), settings=tuple(lines)), {})
    monkeypatch.setenv("COLUMNS", "80")
    assert bare(shown.on(Screen())) == snapshot(name="80")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


def test_the_path_of_a_setting_is_never_cut_off(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    file = "/home/ada/a-folder-with-quite-a-long-name/and-another-one-below-it/trees.toml"
    monkeypatch.setenv("ROADMAP_DATABASE", file)
    said = bare(diary.shows("config database").on(Screen())).replace("environment", "")
    assert file in "".join(said.split())


def test_the_plan_calls_the_week_of_today_this_week_also_on_a_monday(diary: Diary, clock: Clock) -> None:
    for days in range(7):
        clock.now = NOW + timedelta(days=days)
        lines = bare(diary.shows("plan").on(Screen())).split("\n")
        first, second, *_ = (line for line in lines if line.endswith(("week", "weeks")))
        assert (first, second) == ("This week", "Next week"), clock.now


@pytest.fixture
def as_if_nothing_had_been_shown() -> None:
    """Rich keeps the codes of a style by the first console that needs them, which may have been one with more colours."""
    for each in gc.get_objects():
        if isinstance(each, Style):
            each._ansi = None


@pytest.mark.usefixtures("as_if_nothing_had_been_shown")
@pytest.mark.parametrize(
    "command",
    [
        *("status", "next", "show parts", "list", "choose", "history", "done fungi"),
        *("forecast", "activity", "plan", "break 1w", "timer start growth", "config user"),
        *("review", "review --stats", "review grade parts-1 hard", "card list", "evidence"),
    ],
)
def test_colours_are_few_and_quiet(diary: Diary, snapshot: SnapshotAssertion, command: str) -> None:
    diary(MIDDLE)
    assert visible_codes(diary.shows(command).on(Screen(), color=True)) == snapshot


@pytest.mark.parametrize("scene", VIEWS)
def test_a_very_wide_screen_is_not_filled(diary: Diary, monkeypatch: pytest.MonkeyPatch, scene: str) -> None:
    shown = diary.ends(scene)
    monkeypatch.setenv("COLUMNS", "120")
    on_120 = shown.on(Screen())
    monkeypatch.setenv("COLUMNS", "200")
    assert shown.on(Screen()) == on_120


@pytest.mark.parametrize("scene", SCENES)
def test_dates_are_told_in_one_way_to_people_and_in_another_to_programs(diary: Diary, scene: str) -> None:
    shown = diary.ends(scene)
    assert PROGRAM_DAY.search(SAID_TO_ALL.sub("", shown.on(Screen()))) is None
    assert PERSON_DAY.search(SAID_TO_ALL.sub("", shown.on(Screen(terminal=False)))) is None


@pytest.mark.parametrize("scene", SCENES)
def test_without_colour_the_same_is_said(diary: Diary, scene: str) -> None:
    shown = diary.ends(scene)
    plain = shown.on(Screen(), color=False)
    assert COLOUR.search(plain) is None
    assert _words(plain) == _words(shown.on(Screen(), color=True))


def _words(text: str) -> list[str]:
    """Without what is drawn: days as signs or as shades."""
    return [word for word in bare(text).split() if not set(word) <= set("▀▄█·░▒▓+-z")]


@pytest.mark.parametrize("scene", SCENES)
def test_on_a_screen_without_unicode_the_program_itself_says_everything_in_ascii(diary: Diary, scene: str) -> None:
    assert diary.ends(scene).on(Screen("ascii")).isascii()


@pytest.mark.parametrize("switch", ["NO_COLOR", "--no-color", "TERM=dumb"])
def test_colour_can_be_switched_off(clock: Clock, monkeypatch: pytest.MonkeyPatch, switch: str) -> None:
    def said(*words: str) -> str:
        with monkeypatch.context() as patch:
            screen = Screen()
            patch.setattr("sys.stdout", screen)
            assert cli.run(words) == 0
            return screen.getvalue()

    assert COLOUR.search(said("status"))
    if switch.startswith("--"):
        assert COLOUR.search(said(switch, "status")) is None
    else:
        name, _, value = switch.partition("=")
        monkeypatch.setenv(name, value or "1")
        assert COLOUR.search(said("status")) is None


def test_a_dumb_terminal_gets_the_plain_page_of_a_pipe(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    diary(CHOSEN)
    shown = diary.shows("status --all")
    piped = shown.on(Screen(terminal=False))
    monkeypatch.setenv("TERM", "dumb")
    assert shown.on(Screen()) == piped


def test_a_note_of_several_lines_is_one_line_of_history_in_a_pipe(diary: Diary) -> None:
    diary("1 note growth 'first\\nsecond\\n\\nthird'")
    (line,) = diary.shows("history").on(Screen(terminal=False)).splitlines()
    assert line.endswith(": first second third")


@pytest.mark.parametrize("scene", ["queue", "queue-ahead", "queue-limit", "cards", "cards-topic"])
def test_a_card_of_several_lines_is_one_line_in_a_pipe(diary: Diary, scene: str) -> None:
    shown = diary.ends(scene)
    ids = [line.split()[0] for line in shown.on(Screen(terminal=False)).splitlines()]
    assert ids == [card.id for card in shown.report.cards]  # type: ignore[attr-defined]


@pytest.mark.parametrize("scene", ["plan", "plan-finished", "plan-recall"])
def test_a_plan_that_begins_with_recall_says_how_many_cards(diary: Diary, scene: str) -> None:
    said = bare(diary.ends(scene).on(Screen()))
    (line,) = (line for line in said.splitlines() if " recall " in f"{line} ")
    assert re.search(r"recall +\d cards?", line)
