"""What was taken back, or brought back."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.events import CANDIDACY_KINDS, INTENTION_KINDS
from roadmap_cli.reports.event_text import texts
from roadmap_cli.reports.undo import UndoReport
from roadmap_cli.views.change import MOST_LINES, sum_text
from roadmap_cli.views.widgets import Look


def render(report: UndoReport, look: Look) -> RenderableType:
    return Group(*_lines(report, look))


def _lines(report: UndoReport, look: Look) -> Iterator[RenderableType]:
    verb = "Brought back" if report.redo else "Took back"
    said = texts(report.events, look.day)
    for text in said[:MOST_LINES]:
        yield Text(f"{verb}: {text}")
    if more := said[MOST_LINES:]:
        yield Text(f"{verb}: {len(more):,} more like these")
    if any(event.kind not in INTENTION_KINDS | CANDIDACY_KINDS for event in report.events):
        yield sum_text(report.totals)
