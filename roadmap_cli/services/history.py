"""What happened: history, and what an undo or redo would take.

The log is read by ids, newest first, and history is told by days. A day lies at most DATE_LINE days after the one on which
it was recorded, so that of the days after the oldest one read everything is known, and no more has to be read. What was
given another day afterwards is looked up by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from roadmap_cli.domain.edit import EDITS, as_edited, edits_by_event, without_words
from roadmap_cli.domain.events import Event, recorded_at
from roadmap_cli.domain.intentions import plan_of
from roadmap_cli.domain.lookup import find_topic
from roadmap_cli.domain.phrasing import plan_text
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.history import EventLine, HistoryEntry, HistoryReport
from roadmap_cli.reports.topic import Named
from roadmap_cli.services.workspace import Workspace

EVENTS_AT_ONCE = 8
AT_ONCE = timedelta(minutes=1)
DATE_LINE = timedelta(days=2)


class _Command(NamedTuple):
    """The events of a batch in the order of ids, or of reviews that follow each other, with the day that it is told
    under: the one that it counts for, or where those are several, the one on which it was recorded.
    """

    day: date
    events: list[Event]
    is_review: bool


class _Marks(NamedTuple):
    """Batches that do not count, events as they were corrected, and those that were withdrawn; both by id."""

    gone: frozenset[str]
    corrected: Mapping[str, Event]
    deleted: frozenset[str]


def history(workspace: Workspace, limit: int) -> HistoryReport:
    """The newest commands by the day that they count for, newest first, those taken back included."""
    entries = _entries(workspace, (None,), limit)
    last = workspace.log.newest_ordinary(workspace.user, workspace.roadmap.id, in_effect=True)
    return HistoryReport(entries, last=last.batch if last else None)


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
    """Events as they were said, with the titles of today's definition; of an edit with what it is about."""
    return tuple(
        line_of(workspace, each)._replace(was=_before(workspace, each) if each.kind in EDITS else None)
        for each in events
    )


def line_of(workspace: Workspace, event: Event) -> EventLine:
    return EventLine(kind=event.kind, topic=event.topic, title=_title(workspace, event), data=event.data, day=event.day)


def bare_line(workspace: Workspace, event: Event) -> EventLine:
    """Without what was written."""
    return line_of(workspace, event._replace(data=without_words(event.data)))


def _before(workspace: Workspace, edit: Event) -> EventLine | None:
    """The entry that an edit is about, as it counted until then."""
    known = workspace.log.events(workspace.user, workspace.roadmap.id, topic=edit.topic)
    gone = workspace.log.undone(workspace.user, workspace.roadmap.id)
    entry = next((each for each in known if each.id == edit.data["event"]), None)
    edits = edits_by_event(each for each in known if each.batch not in gone and each.id < edit.id)
    return bare_line(workspace, as_edited(entry, edits.get(entry.id, ())) or entry) if entry else None


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
    edits = [each for each in workspace.log.edits(workspace.user, workspace.roadmap.id) if each.batch not in gone]
    moved = [each for each in _moved(workspace, edits) if topics == (None,) or each.topic in topics]
    asked = limit * EVENTS_AT_ONCE
    while True:
        found = [_newest(workspace, asked, topic) for topic in topics]
        known = {each.id: each for each in chain(moved, *found)}
        marks = _marks(known, edits, gone)
        commands = _commands(workspace, (marks.corrected.get(key, each) for key, each in known.items()), gone)
        unread = max((_day_recorded(workspace, its[-1]) for its in found if len(its) == asked), default=None)
        if unread is None or (len(commands) >= limit and commands[limit - 1].day > unread + DATE_LINE):
            return tuple(_entry(workspace, each, marks) for each in commands[:limit])
        asked *= 4


def _moved(workspace: Workspace, edits: Iterable[Event]) -> Iterator[Event]:
    """The commands of entries that were given another day, however long ago they were recorded."""
    for each in edits:
        entry = workspace.log.event(workspace.user, each.data["event"]) if each.data.get("day") else None
        yield from workspace.log.batch(workspace.user, entry.batch) if entry else ()


def _marks(known: Mapping[str, Event], edits: Iterable[Event], gone: frozenset[str]) -> _Marks:
    about = edits_by_event(edits)
    now = {
        key: as_edited(known[key], its) for key, its in about.items() if key in known and known[key].batch not in gone
    }
    return _Marks(
        gone=gone,
        corrected={key: each for key, each in now.items() if each is not None and each != known[key]},
        deleted=frozenset(key for key, each in now.items() if each is None),
    )


def _commands(workspace: Workspace, events: Iterable[Event], gone: frozenset[str]) -> list[_Command]:
    """Newest first. Reviews that follow each other on one day are told as one."""
    batches: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda each: each.id):
        batches.setdefault(event.batch, []).append(event)
    commands: list[_Command] = []
    for each in sorted(_batches(workspace, batches.values(), gone), key=lambda each: (each.day, each.events[0].id)):
        before = commands[-1] if commands else None
        if before and before.is_review and each.is_review and before.day == each.day:
            before.events.extend(each.events)
        else:
            commands.append(each)
    return commands[::-1]


def _batches(workspace: Workspace, batches: Iterable[list[Event]], gone: frozenset[str]) -> Iterator[_Command]:
    for its in batches:
        first, last = _days(its)
        is_review = its[0].batch not in gone and all(each.kind == "graded" for each in its)
        yield _Command(first if first == last else _day_recorded(workspace, its[0]), its, is_review)


def _days(events: Iterable[Event]) -> tuple[date, date]:
    days = {each.day for each in events}
    return min(days), max(days)


def _day_recorded(workspace: Workspace, event: Event) -> date:
    return workspace.day_of(recorded_at(event.id))


def _newest(workspace: Workspace, limit: int, topic: str | None) -> list[Event]:
    return workspace.log.newest(workspace.user, workspace.roadmap.id, limit, topic)


def _told(workspace: Workspace, event: Event, marks: _Marks) -> EventLine:
    if event.id in marks.deleted:
        return bare_line(workspace, event)._replace(deleted=True)
    return lines(workspace, [event])[0]._replace(corrected=event.id in marks.corrected)


def _entry(workspace: Workspace, command: _Command, marks: _Marks) -> HistoryEntry:
    first, batch = command.events[0], command.events[-1].batch
    about: tuple[EventLine, ...] = ()
    restores = False
    if first.kind == "undone":
        target = workspace.log.batch(workspace.user, first.data["batch"])
        earlier = first.id
        while target and target[0].kind == "undone" and target[0].id < earlier:  # an import may hold a circle
            restores, earlier = not restores, target[0].id
            target = workspace.log.batch(workspace.user, target[0].data["batch"])
        about = lines(workspace, target)
    first_day, last_day = _days(command.events)
    return HistoryEntry(
        batch=batch,
        at=first.at,
        day=command.day,
        events=tuple(_told(workspace, each, marks) for each in command.events),
        undone=batch in marks.gone,
        about=about,
        restores=restores,
        back_dated=abs(first.at - recorded_at(first.id)) > AT_ONCE,
        recorded_at=recorded_at(first.id),
        first=first_day,
        last=last_day,
    )
