"""Facts that happened, and the ids that put them in order."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from roadmap_cli.domain.roadmap import Status

STATUS_KINDS: dict[str, Status] = {"started": "doing", "finished": "done", "skipped": "skipped", "reset": "todo"}
STUDY_KINDS = frozenset({"finished", "logged", "graded"})
"""What makes a day a study day: something was logged, done or reviewed on it."""
WITHOUT_TOPIC = frozenset({"chose", "paused", "resumed", "planned", "undone"})
KINDS = frozenset({*STATUS_KINDS, *STUDY_KINDS, *WITHOUT_TOPIC, "noted", "linked", "timed", "written", "discarded"})
PLACEMENT = "placement"
"""The reason of a `finished` that a placement proposed, or that a file tells of no day: no time was spent on it here."""

_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_RANDOM_BITS = 74
_COUNTER = (1 << _RANDOM_BITS) - 1


class Fact(NamedTuple):
    """What a command wants to say, before it has an id. `at` is UTC; `day` the learner's local date it counts for."""

    kind: str
    topic: str | None
    at: datetime
    day: date
    data: Mapping[str, Any] = MappingProxyType({})


class Event(NamedTuple):
    """One fact in the log, never changed afterwards. `id` orders events; `at` is only for showing."""

    user: str
    id: str
    batch: str
    roadmap: str
    kind: str
    topic: str | None
    at: datetime
    day: date
    data: Mapping[str, Any] = MappingProxyType({})


def is_study(event: Event) -> bool:
    """Whether its day is a study day. What was known before and time of no day are only recorded on it."""
    dated = event.data.get("reason") != PLACEMENT if event.kind == "finished" else not event.data.get("undated")
    return event.kind in STUDY_KINDS and dated


def next_id(last: str | None, milliseconds: int, random_bits: int) -> str:
    """A UUIDv7 (RFC 9562) that sorts after `last`: the hybrid logical clock of Kulkarni et al. (2014).

    `milliseconds` is the wall clock since the epoch, `random_bits` at least 74 random bits. Where the clock stands
    behind `last`, the id is `last` plus a random step, so that ids made on two machines still differ.
    """
    value = milliseconds << _RANDOM_BITS | (random_bits & _COUNTER)
    if last is not None and value <= (floor := _unpack(last)):
        value = floor + 1 + (random_bits & 0xFFFFFFFF)
    return _pack(value)


def milliseconds_of(identifier: str) -> int:
    """The wall clock inside a UUIDv7. Raises ValueError for anything else."""
    if not _UUID7.fullmatch(identifier):
        message = f"{identifier!r} is not a UUIDv7"
        raise ValueError(message)
    return int(identifier.replace("-", "")[:12], 16)


def undone_batches(events: Iterable[Event]) -> frozenset[str]:
    """The batches that no longer count. Undoing an undo restores, so the newest `undone` speaks first."""
    gone: set[str] = set()
    undone = {event.id: event for event in events if event.kind == "undone"}
    for _, event in sorted(undone.items(), reverse=True):
        if event.batch not in gone:
            gone.add(event.data["batch"])
    return frozenset(gone)


def in_effect(events: Iterable[Event]) -> list[Event]:
    """Duplicates are taken away by id, undone batches dropped, the rest put in the order of ids."""
    by_id = {event.id: event for event in events}
    gone = undone_batches(by_id.values())
    return [by_id[key] for key in sorted(by_id) if by_id[key].batch not in gone]


def _pack(value: int) -> str:
    """74 free bits and the time, spread around the version and variant bits."""
    whole = (value >> 62) >> 12 << 80 | 7 << 76 | ((value >> 62) & 0xFFF) << 64 | 0b10 << 62 | (value & ((1 << 62) - 1))
    text = f"{whole:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _unpack(identifier: str) -> int:
    whole = int(identifier.replace("-", ""), 16)
    return (whole >> 80) << _RANDOM_BITS | ((whole >> 64) & 0xFFF) << 62 | (whole & ((1 << 62) - 1))
