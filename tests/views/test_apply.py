"""Applications on screens of several widths, in ASCII, and in a pipe."""

from datetime import date, timedelta

import pytest
from conftest import NOW
from syrupy.assertion import SnapshotAssertion
from views_helpers import Screen, bare

from roadmap_cli.domain.application import AppliedNote, SourceCount
from roadmap_cli.reports.apply import (
    ApplicationLine,
    ApplicationReport,
    ApplicationsReport,
    ApplyReport,
    FunnelLine,
    FunnelReport,
    ReasonLine,
    StageDay,
)
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.views import View, apply, console_for, text_of
from roadmap_cli.views.widgets import Reader

TODAY = NOW.date()
DAY = timedelta(days=1)
SAVED, APPLIED, OFFER = Named("saved", "Saved"), Named("applied", "Applied"), Named("offer", "Offer")


def line(
    company: str, role: str, stage: Named = APPLIED, due: date | None = None, closed: str | None = None
) -> ApplicationLine:
    return ApplicationLine(
        id=f"{company} {role}".casefold().replace(",", "").replace(" ", "-")[:60],
        company=company,
        role=role,
        stage=stage,
        since=TODAY - 9 * DAY,
        due=due,
        closed=closed,
        closed_on=None if closed is None else TODAY - DAY,
        source="a friend",
        url="https://jobs.example.org/research-engineer-in-machine-learning/4711?from=newsletter",
        last_day=TODAY - 2 * DAY,
    )


LINES = (
    line("Acme", "ML engineer", due=TODAY - 3 * DAY),
    line("The Institute for Very Long Names", "Senior research scientist, weather and climate", due=TODAY),
    line("Bolt", "Data scientist", SAVED, due=TODAY + 2 * DAY),
    line("Corvid", "ML engineer"),
    line("Dune", "ML engineer", closed="no reply"),
    line("Elk", "ML engineer", OFFER, closed=""),
)
LIST = ApplicationsReport(today=TODAY, applications=LINES, due=2, closed=2, only_open=False, knows_stages=True)
NOTES = (
    AppliedNote(TODAY - 9 * DAY, "They use PyTorch, pair a lot, and want a talk about one project."),
    AppliedNote(TODAY, "Two lines\nof it"),
)
FUNNEL = FunnelReport(
    applications=12,
    open=7,
    few=False,
    stages=(
        FunnelLine(stage=SAVED, reached=12, here=2, days=None, samples=0),
        FunnelLine(stage=APPLIED, reached=9, here=5, days=2.5, samples=9),
        FunnelLine(stage=OFFER, reached=1, here=0, days=None, samples=1),
    ),
    sources=(SourceCount("a friend", 5, (5, 4, 1)), SourceCount("", 7, (7, 5, 0))),
    reasons=(ReasonLine("no reply", 4), ReasonLine("", 1)),
)
SCENES: dict[str, tuple[View, object]] = {
    "list": (apply.render, LIST),
    "open": (apply.render, LIST._replace(applications=LINES[:4], only_open=True)),
    "none": (apply.render, LIST._replace(applications=(), due=0, closed=0, only_open=True)),
    "none is open": (apply.render, LIST._replace(applications=(), due=0, only_open=True)),
    "one": (
        apply.render_one,
        ApplicationReport(
            TODAY, LINES[1], (StageDay(SAVED, TODAY - 20 * DAY), StageDay(APPLIED, TODAY - 9 * DAY)), NOTES
        ),
    ),
    "closed": (apply.render_one, ApplicationReport(TODAY, LINES[4], (StageDay(APPLIED, TODAY),), ())),
    "funnel": (apply.render_funnel, FUNNEL),
    "funnel of few": (apply.render_funnel, FUNNEL._replace(few=True, sources=(), reasons=())),
    "funnel of none": (apply.render_funnel, FUNNEL._replace(applications=0)),
    "added": (apply.render_change, ApplyReport("added", LINES[1])),
    "moved": (apply.render_change, ApplyReport("moved", LINES[3], SAVED, TODAY)),
    "moved, which opens": (apply.render_change, ApplyReport("moved", LINES[3], APPLIED, reopened=True)),
    "noted": (apply.render_change, ApplyReport("noted", LINES[3])),
    "due": (apply.render_change, ApplyReport("due", LINES[2])),
    "nothing due": (apply.render_change, ApplyReport("due", LINES[3], settled=TODAY + DAY)),
    "closed now": (apply.render_change, ApplyReport("closed", LINES[4])),
    "known": (apply.render_change, ApplyReport("known", LINES[3])),
}


@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_like_this(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str) -> None:
    view, report = SCENES[scene]

    def on(screen: Screen) -> str:
        return bare(text_of(console_for(screen, color="never", reader=Reader(TODAY)), view, report))

    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert on(Screen()) == snapshot(name=width)
        assert max(map(len, on(Screen()).splitlines())) <= int(width)
    assert on(Screen("ascii")).isascii()
    assert on(Screen(terminal=False)) == snapshot(name="pipe")


def test_without_a_role_nothing_dangles() -> None:
    """Another device may have said less of one."""
    report = ApplyReport("added", line("Acme", ""))
    console = console_for(Screen(terminal=False), color="never", reader=Reader(TODAY))
    assert text_of(console, apply.render_change, report).startswith("Kept: Acme, Applied ")
