"""What happened: history, and what an undo or redo would take.

The log is read by ids, newest first, and history is told by days. A day lies at most DATE_LINE days after the one on which
it was recorded, so that once some commands are known, their oldest day says how far back the log has to be read, and no more
of it is. What was given another day afterwards is looked up by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from roadmap_cli.domain.device import id_of, of_this
from roadmap_cli.domain.edit import EDITS, as_edited, edits_by_event, is_about, was_recorded_at, without_words
from roadmap_cli.domain.events import Event, first_id_for
from roadmap_cli.domain.intentions import plan_of
from roadmap_cli.domain.lookup import find_topic
from roadmap_cli.domain.phrasing import plan_text
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.history import EventLine, HistoryEntry, HistoryReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.last_command import last_command
from roadmap_cli.services.workspace import Workspace

COMMANDS_AT_ONCE = 1000
EVENTS_OF_A_COMMAND = 2
"""That are read first for each."""
MORE = 100
"""So many times as much is read next, for then it is known where to end."""
AT_ONCE = timedelta(minutes=1)


class _Command(NamedTuple):
    """What of a batch counts for one day, in the order of ids, or reviews that follow each other. `span` are the first and
    the last day of all of the batch.
    """

    day: date
    events: list[Event]
    is_review: bool
    span: tuple[date, date]


class _Target(NamedTuple):
    """What an undo takes back, or with `restores` brings back."""

    events: list[Event]
    restores: bool


class _Marks(NamedTuple):
    """Batches that do not count, events as they were corrected, and those that were withdrawn; both by id."""

    gone: frozenset[str]
    corrected: Mapping[str, Event]
    deleted: frozenset[str]


def history(workspace: Workspace, limit: int, since: date = date.min) -> HistoryReport:
    """The newest commands by the day that they count for, newest first, those taken back included; all since a day are there,
    as far as they are no more than that.
    """
    entries = _entries(workspace, (None,), limit, since)
    last = last_command(workspace, of_this(workspace.device))
    return HistoryReport(entries, last=last.batch if last else None, device=workspace.device.known())


def history_of(workspace: Workspace, topic: Topic, limit: int) -> HistoryReport:
    """The newest commands that touched a topic, under its former ids too."""
    entries = _entries(workspace, topic.ids, limit)
    return HistoryReport(entries, Named(topic.id, topic.title), device=workspace.device.known())


def history_by_name(workspace: Workspace, words: str, limit: int) -> HistoryReport:
    """Of a topic by its name, or by the id that it had before the definition stopped naming it. Raises CannotBeDone."""
    try:
        return history_of(workspace, find_topic(workspace.roadmap, words), limit)
    except CannotBeDone:
        entries = _entries(workspace, (words.strip(),), limit)
        if not entries:
            raise
        return HistoryReport(entries, Named(words.strip(), words.strip()), device=workspace.device.known())


def lines(workspace: Workspace, events: Iterable[Event]) -> tuple[EventLine, ...]:
    """Events as they were said, with the titles of today's definition; of an edit with what it is about."""
    events = list(events)
    before = _before(workspace, events)
    return tuple(line_of(workspace, each)._replace(was=before.get(each.id)) for each in events)


def line_of(workspace: Workspace, event: Event) -> EventLine:
    return EventLine(kind=event.kind, topic=event.topic, title=_title(workspace, event), data=event.data, day=event.day)


def bare_line(workspace: Workspace, event: Event) -> EventLine:
    """Without what was written."""
    return line_of(workspace, event._replace(data=without_words(event.data)))


def _before(workspace: Workspace, events: Iterable[Event]) -> dict[str, EventLine]:
    """By the ids of the edits among these: the entry that each is about, as it counted until then."""
    told = [each for each in events if each.kind in EDITS]
    if not told:
        return {}
    user, roadmap = workspace.user, workspace.roadmap.id
    gone, edits = workspace.log.undone(user, roadmap), workspace.log.edits(user, roadmap)
    about = edits_by_event(each for each in edits if each.batch not in gone)
    entries = {each.id: each for each in workspace.log.commands_of(user, roadmap, edits_by_event(told))}
    found = {}
    for edit in told:
        entry = entries.get(edit.data["event"])
        if entry and is_about(edit, entry):
            earlier = (each for each in about.get(entry.id, ()) if each.id < edit.id)
            found[edit.id] = bare_line(workspace, as_edited(entry, earlier) or entry)
    return found


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


def _entries(
    workspace: Workspace, topics: Sequence[str | None], limit: int, since: date = date.min
) -> tuple[HistoryEntry, ...]:
    whose = workspace.user, workspace.roadmap.id
    gone = workspace.log.undone(*whose)
    edits = [each for each in workspace.log.edits(*whose) if each.batch not in gone]
    moved = _moved(workspace, edits, topics)
    asked, day = min(limit, COMMANDS_AT_ONCE) * EVENTS_OF_A_COMMAND, since
    while True:
        found = [workspace.log.newest(*whose, asked, topic, day) for topic in topics]
        known = {each.id: each for each in chain(moved, *found)}
        marks = _marks(known, edits, gone)
        commands = _commands((marks.corrected.get(key, each) for key, each in known.items()), gone)
        read = max(its[-1].id if len(its) == asked else first_id_for(day) for its in found)
        oldest = commands[limit - 1].day if len(commands) >= limit else since
        if read <= first_id_for(oldest):
            return _told(workspace, commands[:limit], marks)
        asked, day = MORE * asked, oldest


def _moved(workspace: Workspace, edits: Iterable[Event], topics: Sequence[str | None]) -> list[Event]:
    """The commands of entries of these topics that were given another day, however long ago they were recorded."""
    everywhere = None in topics
    its = [each for each in edits if each.data.get("day") and (everywhere or each.topic in topics)]
    about = edits_by_event(its)
    found = workspace.log.commands_of(workspace.user, workspace.roadmap.id, about)
    batches = {entry.batch for entry in found if any(is_about(each, entry) for each in about.get(entry.id, ()))}
    return [each for each in found if each.batch in batches and (everywhere or each.topic in topics)]


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


def _commands(events: Iterable[Event], gone: frozenset[str]) -> list[_Command]:
    """Newest first, a batch of many days under each of them. Reviews that follow each other on one day are told as one."""
    batches: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda each: each.id):
        batches.setdefault(event.batch, []).append(event)
    commands: list[_Command] = []
    for each in sorted(_parts(batches.values(), gone), key=lambda each: (each.day, each.events[0].id)):
        before = commands[-1] if commands else None
        if before and before.is_review and each.is_review and _sitting(before) == _sitting(each):
            before.events.extend(each.events)
        else:
            commands.append(each)
    return commands[::-1]


def _sitting(command: _Command) -> tuple[date, str]:
    """Reviews of one evening, at one device."""
    return command.day, id_of(command.events[0].device or "")


def _parts(batches: Iterable[list[Event]], gone: frozenset[str]) -> Iterator[_Command]:
    for its in batches:
        if all(each.kind == "defined" for each in its):  # a text that was kept as it was: nobody did anything
            continue
        counting = _counting(its)
        own = {each.id: each.day for each in counting}
        days: dict[date, list[Event]] = {}
        for each in its:
            days.setdefault(own.get(each.id, counting[0].day), []).append(each)
        is_review = its[0].batch not in gone and all(each.kind == "graded" for each in its)
        span = (min(days), max(days))
        yield from (_Command(day=day, events=events, is_review=is_review, span=span) for day, events in days.items())


def _counting(events: Iterable[Event]) -> list[Event]:
    """A clock that is stopped after midnight counts for the day of the time that it logs."""
    its = list(events)
    return [each for each in its if each.kind != "timed"] or its


def _told(workspace: Workspace, commands: Sequence[_Command], marks: _Marks) -> tuple[HistoryEntry, ...]:
    """With what all of them are about, which is read at once."""
    targets = {each.events[0].id: _target(workspace, each.events[0]) for each in commands}
    shown = [each for command in commands for each in (*command.events, *targets[command.events[0].id].events)]
    before = _before(workspace, shown)

    def line(event: Event) -> EventLine:
        return line_of(workspace, event)._replace(was=before.get(event.id))

    def marked(event: Event) -> EventLine:
        if event.id in marks.deleted:
            return bare_line(workspace, event)._replace(deleted=True)
        return line(event)._replace(corrected=event.id in marks.corrected)

    return tuple(
        _entry(each, marks, tuple(map(marked, each.events)), workspace.now)._replace(
            about=tuple(map(line, target.events)), restores=target.restores
        )
        for each in commands
        for target in [targets[each.events[0].id]]
    )


def _target(workspace: Workspace, first: Event) -> _Target:
    """What an undo is about; of any other command nothing."""
    if first.kind != "undone":
        return _Target([], restores=False)
    target, restores, earlier = workspace.batch(first.data["batch"]), False, first.id
    while target and target[0].kind == "undone" and target[0].id < earlier:  # an import may hold a circle
        restores, earlier = not restores, target[0].id
        target = workspace.batch(target[0].data["batch"])
    return _Target(target, restores)


def _entry(command: _Command, marks: _Marks, told: tuple[EventLine, ...], now: datetime) -> HistoryEntry:
    first, batch = _counting(command.events)[0], command.events[-1].batch
    recorded = was_recorded_at(first, now)
    first_day, last_day = command.span
    return HistoryEntry(
        batch=batch,
        at=first.at,
        day=command.day,
        events=told,
        undone=batch in marks.gone,
        back_dated=abs(first.at - recorded) > AT_ONCE,
        recorded_at=recorded,
        first=first_day,
        last=last_day,
        device=first.device,
    )
