"""Roadmaps side by side as a learner sees them, on screens of several widths, in ASCII, and in a pipe."""

from datetime import timedelta

import pytest
from conftest import NOW
from syrupy.assertion import SnapshotAssertion
from views_helpers import Screen, Shown, bare, looks

from roadmap_cli.domain.standing import HourTotals, TopicTotals, Totals
from roadmap_cli.reports.adopt import AdoptReport, Pair
from roadmap_cli.reports.roadmaps import RoadmapLine, RoadmapsReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.reports.use import UseReport

TODAY = NOW.date()
TREES = Named("trees", "Look after trees")
TEA = Named("tea-making", "The making of tea, from the leaf to the cup, in all weathers and for any number of guests")


def totals(done: int, counted: int, skipped: int = 0) -> Totals:
    topics = TopicTotals(counted, done, 0, counted - done, skipped)
    hours = HourTotals(*(2.0 * each for each in (counted, done, counted - done)), logged=0.0, skipped=2.0 * skipped)
    return Totals(topics, hours, int(1000 * done / counted) / 10, 0)


BUILT_IN = RoadmapLine(
    *("ml-scientist", "built in", 12, TODAY - timedelta(days=3), "Become a machine learning scientist"),
    in_use=True,
    totals=totals(11, 101),
)
LINES = (
    BUILT_IN,
    RoadmapLine("broken", "file", 3, TODAY, file="/home/ada/broken.toml", fault="broken.toml:28: not valid TOML: oh"),
    RoadmapLine("gone", "file", 0, None, file="/a/gone.toml", fault="cannot read gone.toml: no such file or directory"),
    RoadmapLine(*TEA[:1], "file", 2, TODAY, TEA.title, file="/home/ada/tea.toml", totals=totals(1, 3, 1)),
    RoadmapLine("trees", "file", 0, None, TREES.title, file="/home/ada/roadmaps/trees.toml", totals=totals(9, 9)),
    RoadmapLine("left-behind", "unknown", 1, TODAY - timedelta(days=700)),
)
PAIRS = (
    Pair(Named("roots", "Roots"), Named("r", "Leaves, and what one can read in them"), 100.0, "id"),
    Pair(Named("leaves", "Tea leaves"), Named("l", "Tea leaves"), 100.0, "title"),
    Pair(Named("soil", "Soil types (a walk)"), Named("s", "Soil types, a walk"), 94.9, "title"),
)
ADOPT = AdoptReport(TREES, TEA, PAIRS, 2, (Named("a", "Pruning"), Named("b", "Grafting, summer and winter")))
SCENES = {
    "one": RoadmapsReport("ada", (BUILT_IN,)),
    "several": RoadmapsReport("ada", LINES),
    "use": UseReport(TEA, totals(1, 3, 1)),
    "use-finished": UseReport(TREES, totals(9, 9)),
    "adopt": ADOPT,
    "adopt-dry-run": ADOPT._replace(known=0, unmatched=(), pairs=PAIRS[1:2], dry_run=True),
    "adopt-nothing": ADOPT._replace(pairs=()),
}


@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_like_this(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str) -> None:
    for name, text in looks(Shown(SCENES[scene], {}), monkeypatch):
        assert text == snapshot(name=name)


def test_a_likeness_is_rounded_down_so_that_all_is_never_shown_early() -> None:
    report = ADOPT._replace(pairs=(PAIRS[0]._replace(score=99.9, by="title"),))
    assert " 99 %  Roots" in Shown(report, {}).on(Screen(terminal=False))


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_an_id_is_folded_rather_than_cut_off(monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    line = BUILT_IN._replace(id="q" * 60)  # as long as an import may make it
    said = bare(Shown(RoadmapsReport("ada", (line,)), {}).on(Screen()))
    assert (said.count("q"), "\u2026" in said) == (60, False)
