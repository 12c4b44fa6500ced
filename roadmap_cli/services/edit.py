"""One entry of the record, corrected or deleted afterwards."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Literal, NamedTuple, cast

from roadmap_cli.domain.edit import CORRECTABLE, FIELDS, LEAST_LETTERS, WITHDRAWABLE, Field, mended
from roadmap_cli.domain.events import KINDS, Data, Event, Fact, Folds, is_study
from roadmap_cli.domain.lookup import ambiguous, find_topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.edit import EditReport, EntriesReport, EntryLine
from roadmap_cli.reports.event_text import bare_text, texts
from roadmap_cli.reports.history import EventLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.history import bare_line, line_of
from roadmap_cli.services.log import fit_into_day
from roadmap_cli.services.topic_line import named
from roadmap_cli.services.workspace import EVENTS_AT_ONCE, Workspace

EditKind = Literal["corrected", "withdrawn"]
NAMES: dict[Field, str] = {
    "minutes": "time",
    "note": "note",
    "text": "text",
    "url": "address",
    "title": "title",
    "proves": "proof",
    "day": "day",
}
_ENDING = re.compile(rf"[0-9a-f-]{{{LEAST_LETTERS},36}}")
_ELSEWHERE: dict[Folds, str] = {
    "card": "a card of your own is changed with: roadmap card edit, roadmap card delete",
    "tick": "a tick is taken back with: roadmap tick TOPIC NUMBER --off",
    "timer": "end a timer with: roadmap timer stop, or roadmap timer cancel",
    "choice": "choose anew with: roadmap choose",
    "break": "a break is ended with: roadmap break --end",
    "plan": "plan anew with: roadmap plan",
    "undo": "what was taken back comes back with: roadmap redo",
    "edit": "correct the entry itself once more, or take the edit back with: roadmap undo",
}


class Correction(NamedTuple):
    """What an entry is to say; None leaves a part as it is, and empty text takes a note or a title away."""

    minutes: int | None = None
    day: date | None = None
    text: str | None = None
    url: str | None = None
    title: str | None = None
    proves: bool | None = None


NOTHING = Correction()


class Last(NamedTuple):
    """The newest entry that has what is to be corrected, of these ids of a topic, or of all; found when it is edited."""

    topics: tuple[str, ...]


def entries(workspace: Workspace, topics: Sequence[str], limit: int) -> EntriesReport:
    """The last ones, of these ids of a topic or of all. Grades are many, and are listed with their topic alone."""
    kinds = WITHDRAWABLE if topics else CORRECTABLE
    found = _newest(workspace, topics, limit, lambda event: event.kind in kinds)
    topic = named(workspace.standing(), topics[-1]) if topics else None
    return EntriesReport(workspace.today, topic, _lines(workspace, found))


def entry(workspace: Workspace, meant: Event | Last) -> EntriesReport:
    """One of them alone."""
    event = last(workspace, meant.topics, NOTHING) if isinstance(meant, Last) else meant
    return EntriesReport(workspace.today, None, _lines(workspace, [event]))


def entry_or_topic(workspace: Workspace, words: str) -> tuple[Event | None, tuple[str, ...]]:
    """An entry by the end of its id, or else the ids of a topic. Raises CannotBeDone."""
    event = find(workspace, words)
    return event, (() if event else ids_of(workspace, words))


def ids_of(workspace: Workspace, words: str) -> tuple[str, ...]:
    """The ids of a topic by its name, or the one that it had before the definition stopped naming it. Raises CannotBeDone."""
    try:
        topic = find_topic(workspace.roadmap, words)
    except CannotBeDone:
        if workspace.log.newest(workspace.user, workspace.roadmap.id, 1, words.strip()):
            return (words.strip(),)
        if not _ENDING.fullmatch(words.strip().casefold()):
            raise
        sentence = f'there is no entry and no topic "{words}"'
        raise CannotBeDone(sentence, "see the last entries with: roadmap edit") from None
    return topic.ids


def find(workspace: Workspace, words: str) -> Event | None:
    """The entry whose id ends so, as it counts; None for words that are the end of none, or the whole id of a topic. Raises
    CannotBeDone for several, and for one that cannot be edited.
    """
    ending, roadmap = words.strip().casefold(), workspace.roadmap
    if ending in roadmap.current_id or ending in roadmap.topics or not _ENDING.fullmatch(ending):
        return None
    found = workspace.log.ending_in(workspace.user, roadmap.id, ending)
    fitting = [each for each in found if each.kind in WITHDRAWABLE] or found
    if len(fitting) > 1:
        ids = [each.id for each in found]
        raise ambiguous(words, [f"{_short(each.id, ids)} ({_text(workspace, each)})" for each in fitting])
    return _counted(workspace, fitting[0]) if fitting else None


def last(workspace: Workspace, topics: Sequence[str], correction: Correction) -> Event:
    """The newest entry that has what is to be corrected. Raises CannotBeDone where there is none."""

    def fits(event: Event) -> bool:
        return event.kind in CORRECTABLE and not _strange(event, correction)

    found = _newest(workspace, topics, 1, fits)
    if not found:
        asked = {name for name, value in correction._asdict().items() if value is not None}
        wished = [
            f"an {name}" if name.startswith("a") else f"a {name}" for each, name in NAMES.items() if each in asked
        ]
        sentence = f"there is no entry{' on it' if topics else ''} with {' and '.join(wished) or 'anything to change'}"
        raise CannotBeDone(sentence, "see the last entries with: roadmap edit")
    return found[0]


def correct(workspace: Workspace, meant: Event | Last, correction: Correction, *, dry_run: bool) -> EditReport:
    """Raises CannotBeDone for what the entry has not, and for a day of more than 24 h."""
    event = _meant(workspace, meant, correction)
    strange = _strange(event, correction)
    if strange:
        sentence = f"{bare_text(line_of(workspace, event))} has no {' and no '.join(strange)}"
        raise CannotBeDone(sentence, "see what can be changed with: roadmap edit")
    data = _changes(workspace, event, correction)
    said = _edit_line(workspace, "corrected", event, data)
    if not data:
        return EditReport("known", _line(workspace, event), said)
    if event.kind == "logged":
        _fit(workspace, event, data)
    start = _start_with(workspace, event) if "day" in data else None
    moved: Data = {"day": data.get("day"), "moment": data.get("moment")}
    facts = [_edit(workspace, "corrected", event, data)]
    facts += [_edit(workspace, "corrected", start, moved)] if start and start.day == event.day else []
    report = EditReport("corrected", _line(workspace, event), said)
    return _told(workspace, event, facts, report._replace(dry_run=dry_run))


def delete(workspace: Workspace, meant: Event | Last, *, dry_run: bool) -> EditReport:
    """With the start of its topic, where that came with it and nothing was done on the topic since."""
    event = _meant(workspace, meant, NOTHING)
    start = _start_with(workspace, event)
    facts = [_edit(workspace, "withdrawn", event, {})]
    facts += [_edit(workspace, "withdrawn", start, {})] if start and not _worked_since(workspace, start, event) else []
    said = _edit_line(workspace, "withdrawn", event, {})
    report = EditReport("deleted", _line(workspace, event), said)
    return _told(workspace, event, facts, report._replace(dry_run=dry_run))


def _told(workspace: Workspace, event: Event, facts: Sequence[Fact], report: EditReport) -> EditReport:
    """Written, unless it is a dry run, and told with what it led to."""
    report = report._replace(with_start=len(facts) > 1)
    if report.dry_run:
        return report
    before = workspace.standing()
    workspace.append(facts)
    after, topic = workspace.standing(), workspace.roadmap.current_id.get(event.topic or "", event.topic or "")
    now = next((each for each in _command(workspace, event) if each.id == event.id), event)
    status = after.status(topic)
    return report._replace(
        entry=_line(workspace, now),
        status=status if status != before.status(topic) else None,
        totals=after.whole,
        total_minutes=after.minutes(topic) if event.kind == "logged" else 0,
    )


def _changes(workspace: Workspace, event: Event, correction: Correction) -> Data:
    """Of what is wished, what is not so already."""
    new = {
        name: value
        for name, value in _wished(event, correction).items()
        if value != ("" if event.data.get(name) is None else event.data.get(name))
    }
    day = correction.day
    if day is not None and (day != event.day or event.data.get("undated")):
        moment = workspace.moment_on(day).isoformat(timespec="microseconds")
        new |= {"day": day.isoformat(), "moment": moment}
    return cast("Data", new)


def _wished(event: Event, correction: Correction) -> dict[str, str | int]:
    """Apart from the day."""
    wished = {
        "minutes": correction.minutes,
        "note" if event.kind == "logged" else "text": correction.text,
        "url": correction.url,
        "title": correction.title,
        "proves": correction.proves,
    }
    return {name: value for name, value in wished.items() if value is not None}


def _strange(event: Event, correction: Correction) -> list[str]:
    """What is wished, and is nothing that such an entry has."""
    wished = {*_wished(event, correction), *(("day",) if correction.day else ())}
    names = [NAMES[name] for name in FIELDS if name in wished - CORRECTABLE.get(event.kind, frozenset())]
    return names or (["text then"] if event.kind == "noted" and correction.text == "" else [])


def _fit(workspace: Workspace, event: Event, data: Data) -> None:
    """Raises CannotBeDone where a day would hold more than 24 h by it."""
    day = date.fromisoformat(data.get("day") or event.day.isoformat())
    if not is_study(event) and "day" not in data:
        return
    there = event.data["minutes"] if day == event.day and is_study(event) else 0
    minutes = data.get("minutes", event.data["minutes"])
    fit_into_day(workspace, day, minutes, "see what is there with: roadmap edit", instead_of=there)


def _command(workspace: Workspace, event: Event) -> list[Event]:
    """What was recorded with an event, itself included, as far as it counts, as it counts."""
    whose = workspace.user, workspace.roadmap.id
    gone = workspace.log.undone(*whose)
    its = [*workspace.log.commands_of(*whose, [event.id]), *workspace.log.edits(*whose)]
    return mended(each for each in its if each.batch not in gone)


def _start_with(workspace: Workspace, event: Event) -> Event | None:
    """The start of its topic that was recorded with logged time."""
    its = _command(workspace, event) if event.kind == "logged" else ()
    return next((each for each in its if (each.kind, each.topic) == ("started", event.topic)), None)


def _worked_since(workspace: Workspace, start: Event, event: Event) -> bool:
    """Whether anything but this was done on the topic since its start, under whichever of its ids. A timer that was
    stopped with it is the same work.
    """
    topic = workspace.roadmap.topic_of(event.topic or "")
    ids = topic.ids if topic else (event.topic or "",)

    def is_more(each: Event) -> bool:
        return each.id > start.id and each.id != event.id and (each.batch, each.kind) != (event.batch, "timed")

    return bool(_newest(workspace, ids, 1, is_more))


def _edit(workspace: Workspace, kind: EditKind, event: Event, data: Data) -> Fact:
    fact = workspace.fact(kind, event.topic)
    return fact._replace(data={"event": event.id, **data})


def _edit_line(workspace: Workspace, kind: EditKind, event: Event, data: Data) -> EventLine:
    line = bare_line(workspace, event)
    return line._replace(kind=kind, data=data, was=line)


def _newest(workspace: Workspace, topics: Sequence[str], limit: int, fits: Callable[[Event], bool]) -> list[Event]:
    """Entries that count, newest first, of these ids of a topic or of all. No more is read than has to be."""
    whose = workspace.user, workspace.roadmap.id
    gone, edits = workspace.log.undone(*whose), workspace.log.edits(*whose)
    asked = limit * EVENTS_AT_ONCE
    while True:
        read = [workspace.log.newest(*whose, asked, topic) for topic in topics or (None,)]
        known = {each.id: each for each in chain(edits, *read) if each.batch not in gone}
        found = [each for each in mended(known[key] for key in sorted(known)) if fits(each)]
        unread = max((its[-1].id for its in read if len(its) == asked), default="")
        if not unread or sum(each.id >= unread for each in found) >= limit:
            return found[::-1][:limit]
        asked *= 4


def _meant(workspace: Workspace, meant: Event | Last, correction: Correction) -> Event:
    return _counted(workspace, last(workspace, meant.topics, correction) if isinstance(meant, Last) else meant)


def _counted(workspace: Workspace, event: Event) -> Event:
    """An event as it counts. Raises CannotBeDone for one that does not, and for what is no entry."""
    if event.kind not in WITHDRAWABLE:
        sentence = f'"{event.kind}" is nothing that is corrected or deleted here'
        raise CannotBeDone(sentence, _ELSEWHERE.get(KINDS[event.kind].folds, "") if event.kind in KINDS else "")
    if event.batch in workspace.log.undone(workspace.user, workspace.roadmap.id):
        sentence = f"{_text(workspace, event)}: this was taken back, and does not count"
        raise CannotBeDone(sentence, _ELSEWHERE["undo"])
    now = next((each for each in _command(workspace, event) if each.id == event.id), None)
    if now is None:
        sentence = f"{bare_text(line_of(workspace, event))}: this was deleted already"
        raise CannotBeDone(sentence, "roadmap undo brings back what was deleted last")
    return now


def _line(workspace: Workspace, event: Event) -> EntryLine:
    return _lines(workspace, [event])[0]


def _lines(workspace: Workspace, events: Sequence[Event]) -> tuple[EntryLine, ...]:
    """The history is asked once what is like the ids of them all."""
    whose, rivals = (workspace.user, workspace.roadmap.id), dict[str, list[str]]()
    for each in workspace.log.ids_ending_in(*whose, (event.id[-LEAST_LETTERS:] for event in events)):
        rivals.setdefault(each[-LEAST_LETTERS:], []).append(each)
    said = {each.id: each for each in workspace.log.commands_of(*whose, (event.id for event in events))}
    return tuple(
        EntryLine(
            id=event.id,
            short=_short(event.id, rivals[event.id[-LEAST_LETTERS:]]),
            at=event.at,
            day=event.day,
            kind=event.kind,
            topic=_named(workspace, event),
            text=_text(workspace, event),
            fields=tuple(name for name in FIELDS if name in CORRECTABLE.get(event.kind, ())),
            corrected=said[event.id] != event,
        )
        for event in events
    )


def _named(workspace: Workspace, event: Event) -> Named:
    topic = workspace.roadmap.topic_of(event.topic or "")
    return Named(topic.id, topic.title) if topic else Named(event.topic or "", event.topic or "")


def _text(workspace: Workspace, event: Event) -> str:
    line = line_of(workspace, event)
    return bare_text(line) if event.kind == "graded" else texts([line])[0]


def _short(identifier: str, rivals: Iterable[str]) -> str:
    """The end of an id that no other has, long enough to hold a digit: hardly a word of a topic is like it."""
    others = [each for each in rivals if each != identifier]
    endings = (identifier[-letters:] for letters in range(LEAST_LETTERS, len(identifier)))
    found = (each for each in endings if any(map(str.isdigit, each)) and not any(its.endswith(each) for its in others))
    return next(found, identifier)
