"""What is the same on two roadmaps."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count, percent
from roadmap_cli.reports.adopt import AdoptReport
from roadmap_cli.views.widgets import (
    DOING,
    NOTHING_WRITTEN,
    Look,
    grid,
    heading,
    quiet,
)


def render(report: AdoptReport, look: Look) -> RenderableType:
    return Group(*_adopt(report, look))


def _adopt(report: AdoptReport, look: Look) -> Iterator[RenderableType]:
    """What is asked about stands last, next to the question."""
    there = report.there.title
    if report.unmatched:
        yield heading(f"Not found in {there}: {count(len(report.unmatched), 'topic')}")
        yield quiet(look.separator.join(each.title for each in report.unmatched))
        yield Text()
    if report.known:
        yield Text(f"Done there already: {count(report.known, 'topic')}")
    if not report.pairs:
        yield Text(f"There is nothing to mark as done in {there}.")
        return
    yield heading(f"To be marked as done in {there}: {count(len(report.pairs), 'topic')}")
    table = grid("right", "left*", "left*", padding=2)
    table.add_row(*map(quiet, ("alike", report.here.title, there)))
    for pair in report.pairs:
        alike = "same id" if pair.by == "id" else percent(pair.score)
        table.add_row(quiet(alike), Text(pair.topic.title), Text(pair.twin.title))
    yield table
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, DOING)
