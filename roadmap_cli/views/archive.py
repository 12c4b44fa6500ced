"""What came back in from an archive."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count
from roadmap_cli.reports.archive import HiredCounts, ImportReport
from roadmap_cli.views.change import sum_text, titles
from roadmap_cli.views.widgets import NOTHING_WRITTEN, QUIET, Look


def render(report: ImportReport, _: Look) -> RenderableType:
    return Group(*_lines(report))


def _lines(report: ImportReport) -> Iterator[RenderableType]:
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, QUIET)
    if not report.new_events:
        yield Text(f"Nothing new: all {count(report.known_events, 'event')} were here already.")
        return
    yield Text(f"{count(report.new_events, 'new event')} for {report.user}, {report.known_events:,} known already.")
    if report.done:
        yield Text(f"Becomes done: {titles(report.done)}")
    hired = list(_hired(report.hired))
    if hired:
        yield Text(f"With it: {', '.join(hired)}")
    if report.unknown:
        yield Text(f"Not in this roadmap file, kept all the same: {', '.join(report.unknown)}")
    yield sum_text(report.totals)


def _hired(counts: HiredCounts) -> Iterator[str]:
    if counts.projects:
        yield count(counts.projects, "project")
    if counts.stories:
        yield "1 story" if counts.stories == 1 else f"{counts.stories:,} stories"
    if counts.mocks:
        yield count(counts.mocks, "mock")
    if counts.applications:
        yield count(counts.applications, "application")
