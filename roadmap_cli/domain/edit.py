"""What was mended afterwards: from events to events as they count, before anything is folded.

`corrected` says a field of one event anew, `withdrawn` takes one event away. Each names the id of its event. Of several
corrections the last by id wins, for each field by itself; an event that is both is gone. An edit that is here before its
event waits for it, and one that names an event of another learner, roadmap or topic, or a field that its kind has not,
says nothing. What is left adds up as if it had been said so from the beginning.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Literal, cast, get_args

from roadmap_cli.domain.days import NOON
from roadmap_cli.domain.events import KINDS, Data, Event, Kind, recorded_at, undone_batches

Field = Literal["minutes", "note", "text", "url", "title", "proves", "day"]
FIELDS: tuple[Field, ...] = get_args(Field)
EDITS: frozenset[Kind] = frozenset(kind for kind, its in KINDS.items() if its.folds == "edit")
RETARGETS: frozenset[Kind] = EDITS | {"undone"}
"""What changes how earlier events count, and says nothing by itself."""
WORDS: frozenset[Field] = frozenset({"note", "text", "url", "title"})
_STATUS: frozenset[Field] = frozenset({"day"})
CORRECTABLE: Mapping[Kind, frozenset[Field]] = {
    **{kind: _STATUS for kind, its in KINDS.items() if its.folds == "status"},
    "logged": frozenset({"minutes", "note", "day"}),
    "noted": frozenset({"text", "day"}),
    "linked": frozenset({"url", "title", "proves", "day"}),
}
"""What can be said anew of which kind."""
LEAST_LETTERS = 4
"""Of the end of an id that is typed."""
WITHDRAWABLE: frozenset[Kind] = frozenset({*CORRECTABLE, "graded"})


def in_effect(events: Iterable[Event]) -> list[Event]:
    """Duplicates are taken away by id, undone batches dropped, the rest as it counts, in the order of ids."""
    by_id = {event.id: event for event in events}
    gone = undone_batches(by_id.values())
    return mended([by_id[key] for key in sorted(by_id) if by_id[key].batch not in gone])


def in_order_of_days(events: Iterable[Event]) -> list[Event]:
    """By the day that they count for, on one day as they were recorded."""
    return sorted(events, key=lambda event: (event.day, event.id))


def was_recorded_at(event: Event, now: datetime) -> datetime:
    """By its id; where that is ahead of the clock, because another clock was wrong once, its own time stands for it."""
    said = recorded_at(event.id)
    return event.at if said > now else said


def mended(events: Iterable[Event]) -> list[Event]:
    """Of events without the undone ones, in the order of ids: each as it was last corrected, without those that were
    withdrawn, and without the edits.
    """
    alive = list(events)
    edits = edits_by_event(alive)
    return list(counted(alive, edits)) if edits else alive


def counted(events: Iterable[Event], edits: Mapping[str, Iterable[Event]]) -> Iterator[Event]:
    """The same, one after the other, where the edits are known that count."""
    for each in events:
        if each.kind not in EDITS:
            event = each if each.id not in edits else as_edited(each, edits[each.id])
            yield from [event] if event else []


def edits_by_event(events: Iterable[Event]) -> dict[str, list[Event]]:
    """By the id of the event that they are about, in the order in which they are given."""
    found: dict[str, list[Event]] = {}
    for each in events:
        if each.kind in EDITS:
            found.setdefault(each.data["event"], []).append(each)
    return found


def as_edited(event: Event, edits: Iterable[Event]) -> Event | None:
    """An event after edits that name it, given in the order of ids; None where one of them has withdrawn it."""
    own = [each for each in edits if is_about(each, event)]
    if any(each.kind == "withdrawn" for each in own):
        return None
    for each in own:
        event = _corrected(event, each.data)
    return event


def is_about(edit: Event, event: Event) -> bool:
    """Whether an edit that names an event says anything of it."""
    same = (edit.user, edit.roadmap, edit.topic) == (event.user, event.roadmap, event.topic)
    return same and event.kind in WITHDRAWABLE


def without_words(data: Data) -> Data:
    """What an entry says, without what somebody wrote in it."""
    return cast("Data", {name: value for name, value in data.items() if name not in WORDS})


def _corrected(event: Event, said: Data) -> Event:
    fields = CORRECTABLE.get(event.kind, frozenset())
    new = {str(name): said[name] for name in FIELDS if name in fields and said.get(name) is not None}
    day = new.pop("day", None)
    changed = {**event.data, **new}
    data = {name: value for name, value in changed.items() if value != "" or not _may_miss(event, name)}
    event = event._replace(data=cast("Data", data))
    return event if day is None else _moved(event, date.fromisoformat(str(day)), said.get("moment"))


def _moved(event: Event, day: date, moment: str | None) -> Event:
    """On another day, at the moment that was said with it; time that was of no day has one now."""
    at = datetime.fromisoformat(moment) if moment else datetime.combine(day, NOON, UTC)
    data = {name: value for name, value in event.data.items() if name != "undated"}
    return event._replace(day=day, at=at.astimezone(UTC), data=cast("Data", data))


def _may_miss(event: Event, name: str) -> bool:
    known = KINDS[event.kind].data.get(name)
    return known is not None and known.optional
