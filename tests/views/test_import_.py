"""What an import says, before it is written and after."""

import pytest
from acting_letters import ACTING
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from made_reports import texts
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion
from views_helpers import CODES, Screen, Shown, bare

from roadmap_cli.domain.outline import Unplaced
from roadmap_cli.reports.import_ import DefinitionLine, ForeignFile, TakenInReport
from roadmap_cli.reports.topic_line import Named

TREES = Named("trees", "Know your trees")
MADE = DefinitionLine("/home/ada/.local/share/learning-roadmap/roadmaps/trees.toml", 2, 5, 31, 31, new=True)
GUESSED = "modules from the points that hold other points"
OWN = ForeignFile("trees.md", "markdown", in_use=False, inferred=GUESSED, definition=MADE)
NOTHING = TakenInReport(TREES, "ada", ForeignFile("trees.md", "markdown", in_use=True), (), (), (), 0, 0, 0)


def named(*titles: str) -> tuple[Named, ...]:
    return tuple(Named(title.casefold().replace(" ", "-"), title) for title in titles)


def unplaced(count: int) -> tuple[Unplaced, ...]:
    return tuple(
        Unplaced(f"trees.md:{number + 12}", f"Line {number}", "text outside of the list") for number in range(count)
    )


MANY = named(*(f"Tree number {number}" for number in range(12)))
SOME = NOTHING._replace(done=named("Growth", "Pruning"), doing=named("Ten species"), known=3)
SCENES = {
    "a new roadmap": SOME._replace(origin=OWN, skipped=named("Fungi"), minutes=200, links=2, unplaced=unplaced(3)),
    "a long list": SOME._replace(done=MANY, unplaced=unplaced(23)),
    "on the roadmap in use": SOME,
    "on another roadmap": SOME._replace(origin=OWN._replace(definition=None)),
    "a roadmap that has grown": SOME._replace(origin=OWN._replace(inferred="", definition=MADE._replace(new=False))),
    "a dry run": SOME._replace(dry_run=True),
    "nothing new": NOTHING._replace(known=4),
    "nothing new and no place": NOTHING._replace(unplaced=(*unplaced(1), Unplaced("trees.md:9", "", "no title"))),
}


@pytest.mark.parametrize("scene", SCENES)
def test_an_import_looks_like_this(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str) -> None:
    shown = Shown(SCENES[scene], {})
    for width in ("60", "80"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


def test_after_a_yes_one_line_is_enough() -> None:
    assert bare(Shown(SOME, {"brief": True}).on(Screen())) == "Imported into Know your trees."


@examples(25)
@given(text=texts, width=st.sampled_from([60, 80, 120]))
def test_no_text_of_a_file_acts_or_breaks_the_screen(text: str, width: int) -> None:
    some, line = named(text, text), Unplaced(text, text, text)
    origin = OWN._replace(file=text, inferred=text, definition=MADE._replace(file=text))
    report = TakenInReport(
        Named("x", text), text, origin, some, some, some, 5, 1, 1, unplaced=(line, line), dry_run=True
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        said = Shown(report, {}).on(Screen(), color=True)
        assert max(cell_len(each) for each in bare(said).split("\n")) <= width
        assert ACTING.search(CODES.sub("", said)) is None
        assert ACTING.search(Shown(report, {}).on(Screen(terminal=False))) is None


@pytest.mark.parametrize("terminal", [True, False])
def test_of_many_that_have_no_place_the_first_ten_are_named_and_all_with_verbose(*, terminal: bool) -> None:
    report, screen = NOTHING._replace(unplaced=unplaced(23)), Screen(terminal=terminal)
    short, whole = (bare(Shown(report, {"verbose": each}).on(screen)) for each in (False, True))
    assert [short.count("text outside"), whole.count("text outside")] == [10, 23]
    assert "Without a place: 23\n" in short
    assert "and 13 more; see all of them with --verbose" in short
    assert "more; see" not in whole
