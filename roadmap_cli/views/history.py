"""What happened, newest first."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.events import PLACEMENT
from roadmap_cli.domain.intentions import intention_text
from roadmap_cli.domain.memory import CARD_KINDS
from roadmap_cli.domain.phrasing import amount, listed
from roadmap_cli.reports.history import EventLine, HistoryEntry, HistoryReport, card_texts
from roadmap_cli.views.widgets import QUIET, Look, grid, heading, quiet

_VERBS = {"started": "started", "finished": "done", "skipped": "skipped", "reset": "reset"}


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
    said = _undo(entry) if entry.about else "; ".join(event_texts(entry.events))
    taken = "  (taken back)" if entry.undone and not entry.about else ""
    style = QUIET if entry.undone or entry.about else ""
    return Text(f"{said}{taken}", style)


def event_texts(events: tuple[EventLine, ...]) -> list[str]:
    """One text a kind of fact; topics that share one are named together."""
    texts: list[str] = []
    statuses: dict[str, list[str]] = {}
    for event in events:
        if event.kind in _VERBS:
            by = ", known before" if event.data.get("reason") == PLACEMENT else ""
            statuses.setdefault(f"{_VERBS[event.kind]}{by}", []).append(event.title)
        elif (
            event.kind not in CARD_KINDS and event.data.get("action") != "stop"
        ):  # what it measured is logged beside it
            texts.append(_one(event))
    return [f"{verb}: {listed(titles)}" for verb, titles in statuses.items()] + texts + card_texts(events)


def _undo(entry: HistoryEntry) -> str:
    verb = "brought back" if entry.restores else "took back"
    return f"{verb} {'; '.join(event_texts(entry.about))}"


def _one(event: EventLine) -> str:
    match event.kind:
        case "logged":
            note = f": {_line(event.data['note'])}" if event.data.get("note") else ""
            day = ", on no day in particular" if event.data.get("undated") else ""
            return f"{amount(event.data['minutes'] / 60)} on {event.title}{day}{note}"
        case "noted":
            return f"note on {event.title}: {_line(event.data['text'])}"
        case "linked":
            return f"{'proof' if event.data['proves'] else 'link'} for {event.title}: {event.data['url']}"
        case "chose":
            return f"chose {event.title}" if event.data["option"] else f"opened the choice {event.data['choice']} again"
        case _:
            return intention_text(event.kind, event.title, event.data)


def _line(text: str) -> str:
    """A note may have several lines; history gives each command one."""
    return " ".join(text.split())
