"""What happened, newest first."""

from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.device import id_of, told_apart
from roadmap_cli.reports.event_text import texts
from roadmap_cli.reports.history import HistoryEntry, HistoryReport
from roadmap_cli.views.widgets import QUIET, Look, grid, heading, quiet


def render(report: HistoryReport, look: Look) -> RenderableType:
    title = [heading(report.topic.title)] if report.topic else []
    if not report.entries:
        return Group(*title, Text("Nothing has happened yet."))
    newest = next((each.batch for each in report.entries if not each.undone and not each.about), None)
    taken_next = report.last if report.last != newest else None
    return Group(*title, entries(report.entries, look, taken_next, _names(report)))


def entries(
    commands: Iterable[HistoryEntry], look: Look, taken_next: str | None = None, devices: Mapping[str, str] = {}
) -> RenderableType:
    """A line each, what does not fit hanging below the words. `taken_next` is what an undo takes back, where that is not
    the first line that could be; `devices` are those by id that are named.
    """
    table = grid("left", "left*", padding=2)
    for each in commands:
        said = _said(each, look)
        if each.device and (name := devices.get(id_of(each.device))):
            said.append(f"  (on {name})", QUIET)
        if each.batch == taken_next:
            said.append("  (undo takes this back)", QUIET)
        table.add_row(quiet(_when(each, look)), said)
    return table


def _names(report: HistoryReport) -> dict[str, str]:
    """By id; none where all is of this device, or of the only one there is. What tells none was recorded on this one."""
    this = report.device or ""
    found = {id_of(each): each for each in (entry.device or this for entry in report.entries[::-1])}
    found.update({key: this for key in found if key == id_of(this)})
    if len(found) == 1 and id_of(this) in {"", *found}:
        return {}
    return told_apart((*found.values(), this))


def _when(entry: HistoryEntry, look: Look) -> str:
    """With the time, where it is known for that day."""
    return look.day(entry.day) if entry.back_dated else look.moment(entry.at)


def _said(entry: HistoryEntry, look: Look) -> Text:
    said = _undo(entry, look) if entry.about else "; ".join(texts(entry.events, look.day))
    recorded = entry.recorded_at.astimezone().date()
    late = f"  (recorded {look.day(recorded)})" if entry.back_dated and recorded != entry.day else ""
    taken = "  (taken back)" if entry.undone and not entry.about else ""
    taken += "  (corrected)" if any(each.corrected for each in entry.events) else ""
    style = QUIET if entry.undone or entry.about else ""
    whole = f"  (with more of {look.span(entry.first, entry.last)})" if entry.first != entry.last else ""
    return Text.assemble((said, style), (late or whole, QUIET), (taken, style))


def _undo(entry: HistoryEntry, look: Look) -> str:
    verb = "brought back" if entry.restores else "took back"
    return f"{verb} {'; '.join(texts(entry.about, look.day))}"
