"""The roadmap that is in use now."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.heads import SHOWN
from roadmap_cli.reports.use import UseReport
from roadmap_cli.views.roadmaps import done_text
from roadmap_cli.views.widgets import (
    ACCENT,
    QUIET,
    STRONG,
    Look,
    left_text,
    percent_text,
    skipped_text,
)


def render(report: UseReport, _: Look) -> RenderableType:
    return Group(*_use(report))


def _use(report: UseReport) -> Iterator[RenderableType]:
    totals = report.totals
    if report.settled:
        yield Text.assemble("Settled on the text ", (report.settled[:SHOWN], ACCENT))
    yield Text.assemble("In use: ", (report.roadmap.title, STRONG), "  ", (report.roadmap.id, ACCENT))
    said = ", ".join(filter(None, (done_text(totals), left_text(totals), skipped_text(totals))))
    yield Text.assemble(percent_text(totals), (f"  {said}", QUIET))
