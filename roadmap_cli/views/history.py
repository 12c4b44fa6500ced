"""What happened, newest first."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.reports.event_text import texts
from roadmap_cli.reports.history import HistoryEntry, HistoryReport
from roadmap_cli.views.widgets import QUIET, Look, grid, heading, quiet


def render(report: HistoryReport, _: Look) -> RenderableType:
    title = [heading(report.topic.title)] if report.topic else []
    if not report.entries:
        return Group(*title, Text("Nothing has happened yet."))
    return Group(*title, entries(report.entries))


def entries(commands: Iterable[HistoryEntry]) -> RenderableType:
    """A line each, what does not fit hanging below the words."""
    table = grid("left", "left*", padding=2)
    for each in commands:
        table.add_row(
            quiet(each.day.isoformat() if each.back_dated else f"{each.at.astimezone():%Y-%m-%d %H:%M}"), _said(each)
        )
    return table


def _said(entry: HistoryEntry) -> Text:
    said = _undo(entry) if entry.about else "; ".join(texts(entry.events))
    taken = "  (taken back)" if entry.undone and not entry.about else ""
    style = QUIET if entry.undone or entry.about else ""
    return Text(f"{said}{taken}", style)


def _undo(entry: HistoryEntry) -> str:
    verb = "brought back" if entry.restores else "took back"
    return f"{verb} {'; '.join(texts(entry.about))}"
