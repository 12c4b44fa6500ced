"""What happened: history, and what an undo or redo would take."""

from collections.abc import Iterable, Sequence

from roadmap_cli.domain.events import Event, milliseconds_of
from roadmap_cli.domain.intentions import plan_of
from roadmap_cli.domain.lookup import find_topic
from roadmap_cli.domain.phrasing import plan_text
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.history import EventLine, HistoryEntry, HistoryReport
from roadmap_cli.reports.topic import Named
from roadmap_cli.services.workspace import Workspace

EVENTS_AT_ONCE = 8
AT_ONCE_MILLISECONDS = 60_000


def history(workspace: Workspace, limit: int) -> HistoryReport:
    """The newest commands, newest first, those taken back included."""
    return HistoryReport(_entries(workspace, (None,), limit))


def history_of(workspace: Workspace, topic: Topic, limit: int) -> HistoryReport:
    """The newest commands that touched a topic, under its former ids too."""
    entries = _entries(workspace, (*topic.formerly, topic.id), limit)
    return HistoryReport(entries, Named(topic.id, topic.title))


def history_by_name(workspace: Workspace, words: str, limit: int) -> HistoryReport:
    """Of a topic by its name, or by the id that it had before the definition stopped naming it. Raises CannotBeDone."""
    try:
        return history_of(workspace, find_topic(workspace.roadmap, words), limit)
    except CannotBeDone:
        entries = _entries(workspace, (words.strip(),), limit)
        if not entries:
            raise
        return HistoryReport(entries, Named(words.strip(), words.strip()))


def lines(workspace: Workspace, events: Iterable[Event]) -> tuple[EventLine, ...]:
    """Events with the titles of today's definition."""
    return tuple(
        EventLine(kind=each.kind, topic=each.topic, title=_title(workspace, each), data=each.data) for each in events
    )


def _title(workspace: Workspace, event: Event) -> str:
    roadmap = workspace.roadmap
    if event.kind == "chose":
        titles = {option.id: option.title for choice in roadmap.choices for option in choice.options}
        option = event.data.get("option") or ""
        return titles.get(option, option)
    if event.kind == "planned":
        return plan_text(plan_of(event))
    if event.topic is None:
        return ""
    topic = roadmap.topic_of(event.topic)
    return topic.title if topic else event.topic


def _entries(workspace: Workspace, topics: Sequence[str | None], limit: int) -> tuple[HistoryEntry, ...]:
    gone = workspace.log.undone(workspace.user, workspace.roadmap.id)
    asked = limit * EVENTS_AT_ONCE
    while True:
        events = [each for topic in topics for each in _newest(workspace, asked, topic)]
        commands = _commands(events, gone)
        if len(commands) > limit or len(events) < asked:
            return tuple(_entry(workspace, its[-1].batch, its, gone) for its in commands[:limit])
        asked *= 4


def _commands(events: Iterable[Event], gone: frozenset[str]) -> list[list[Event]]:
    """Events by command, newest command first. Reviews that follow each other on one day are told as one."""
    batches: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda each: each.id):
        batches.setdefault(event.batch, []).append(event)
    commands: list[list[Event]] = []
    day_before = None
    for batch, its in batches.items():
        is_review = batch not in gone and all(each.kind == "graded" for each in its)
        day = its[0].day if is_review else None
        if day is not None and day == day_before:
            commands[-1].extend(its)
        else:
            commands.append(its)
        day_before = day
    return commands[::-1]


def _newest(workspace: Workspace, limit: int, topic: str | None) -> list[Event]:
    return workspace.log.newest(workspace.user, workspace.roadmap.id, limit, topic)


def _entry(workspace: Workspace, batch: str, events: list[Event], gone: frozenset[str]) -> HistoryEntry:
    first = events[0]
    about: tuple[EventLine, ...] = ()
    restores = False
    if first.kind == "undone":
        target = workspace.log.batch(workspace.user, first.data["batch"])
        earlier = first.id
        while target and target[0].kind == "undone" and target[0].id < earlier:  # an import may hold a circle
            restores, earlier = not restores, target[0].id
            target = workspace.log.batch(workspace.user, target[0].data["batch"])
        about = lines(workspace, target)
    back_dated = abs(first.at.timestamp() * 1000 - milliseconds_of(first.id)) > AT_ONCE_MILLISECONDS
    events_said = lines(workspace, events)
    return HistoryEntry(
        batch=batch,
        at=first.at,
        day=first.day,
        events=events_said,
        undone=batch in gone,
        about=about,
        restores=restores,
        back_dated=back_dated,
    )
