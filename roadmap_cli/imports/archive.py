"""The JSON that `roadmap export json` writes, read back with suspicion."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from pathlib import Path
from typing import NamedTuple, TypedDict, TypeGuard, get_args

from roadmap_cli.domain.days import WEEKDAYS
from roadmap_cli.domain.events import END_OF_IDS, KINDS, Data, Datum, Event, Kind, Sort, TimerAction, milliseconds_of
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import read_text
from roadmap_cli.imports.json_value import load_json
from roadmap_cli.reports.archive import ARCHIVE_FORMAT

WRITTEN_BY = "such a file is written by: roadmap export json"
SCHEMA = 1
MOST_BYTES = 256 * 1024 * 1024


class Parsed(NamedTuple):
    roadmap: str
    events: tuple[Event, ...]


def read(path: Path, user: str) -> Parsed:
    """The events in a file, as events of `user`. Raises InvalidFile with the place of the first fault."""
    content = load_json(path, read_text(path, MOST_BYTES), WRITTEN_BY)
    schema = content.get("schema") if isinstance(content, dict) and content.get("format") == ARCHIVE_FORMAT else None
    if not isinstance(schema, int) or schema < SCHEMA:
        raise _invalid(path, "this is not a progress file of roadmap", WRITTEN_BY)
    if schema > SCHEMA:
        raise _invalid(
            path, "this file was written by a newer version of roadmap", "upgrade roadmap, then import again"
        )
    try:
        roadmap, events = content["roadmap"]["id"], content["events"]
    except (KeyError, TypeError) as error:
        raise _invalid(path, 'it needs "roadmap" with an "id", and "events"') from error
    if not isinstance(roadmap, str) or not isinstance(events, list):
        raise _invalid(path, '"id" must be text, and "events" a list')
    return Parsed(roadmap, tuple(_events(path, events, user, roadmap)))


class _Told(TypedDict):
    """An event in the archive, once `_fault` has found none in it."""

    id: str
    batch: str
    kind: Kind
    topic: str | None
    at: str
    day: str
    data: Data


def _events(path: Path, rows: list[_Told], user: str, roadmap: str) -> Iterator[Event]:
    for number, row in enumerate(rows, start=1):
        fault = _fault(row)
        if fault:
            raise _invalid(path, f"event {number} is not valid: {fault}")
        at = datetime.fromisoformat(row["at"]).astimezone(UTC)
        day = date.fromisoformat(row["day"])
        yield Event(
            user=user,
            id=row["id"],
            batch=row["batch"],
            roadmap=roadmap,
            kind=row["kind"],
            topic=row["topic"],
            at=at,
            day=day,
            data=row["data"],
        )


def _fault(row: object) -> str:
    """What is wrong with an event, or nothing."""
    if not isinstance(row, dict):
        return "it must be an object"
    for name, (fits, wanted) in _FIELDS.items():
        if name not in row:
            return f'it needs "{name}"'
        if not fits(row[name]):
            return f'"{name}" must be {wanted}'
    kind = row["kind"]
    if (row["topic"] is None) == KINDS[kind].has_topic:
        return f'"{kind}" {"needs a" if row["topic"] is None else "has no"} topic'
    wrong = [name for name, wanted in KINDS[kind].data.items() if not _fits(row["data"].get(name), wanted)]
    if not wrong and kind == "paused":
        first, last = (date.fromisoformat(row["data"][name]) for name in ("first", "last"))
        wrong = ["last"] if last < first else []
    return f'"{kind}" has a wrong "{wrong[0]}"' if wrong else ""


def _fits(value: object, wanted: Datum) -> bool:
    if value is None:
        return wanted.optional
    in_bounds = not _is_number(value) or 0 < value <= wanted.most
    return in_bounds and _SORTS[wanted.sort](value)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_id(value: object) -> bool:
    try:
        return isinstance(value, str) and milliseconds_of(value) < END_OF_IDS
    except ValueError:
        return False


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and value != ""


def _is_time(value: object) -> bool:
    """At the edges of the calendar another time zone would be outside of it."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return moment is not None and moment.tzinfo is not None and MINYEAR < moment.year < MAXYEAR


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and MINYEAR < date.fromisoformat(value).year < MAXYEAR
    except ValueError:
        return False


def _is_storable(value: object) -> bool:
    """NaN and halves of surrogate pairs pass Python's reader of JSON, but are no JSON and no text."""
    if not isinstance(value, dict) or any(isinstance(each, dict | list) for each in value.values()):
        return False
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        return False
    return True


def _is_weekdays(value: object) -> bool:
    return isinstance(value, str) and (not value or all(day in WEEKDAYS for day in value.split(",")))


def _is_time_of_day(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value) is not None


Check = Callable[[object], bool]
_FIELDS: dict[str, tuple[Check, str]] = {
    "id": (_is_id, "a UUIDv7"),
    "batch": (_is_id, "a UUIDv7"),
    "kind": (lambda value: isinstance(value, str) and value in KINDS, f"one of {', '.join(sorted(KINDS))}"),
    "topic": (lambda value: value is None or _is_name(value), "the id of a topic or null"),
    "at": (_is_time, "a time with its offset, such as 2026-11-23T19:30:00+00:00"),
    "day": (_is_day, "a day, such as 2026-11-23"),
    "data": (_is_storable, "an object of text and numbers"),
}
_SORTS: dict[Sort, Check] = {
    "text": lambda value: isinstance(value, str),
    "name": _is_name,
    "true or false": lambda value: isinstance(value, bool),
    "whole number": lambda value: _is_number(value) and isinstance(value, int),
    "number": _is_number,
    "day": _is_day,
    "time": _is_time,
    "weekdays": _is_weekdays,
    "time of day": _is_time_of_day,
    "action": lambda value: value in get_args(TimerAction),
}


def _invalid(path: Path, sentence: str, hint: str = "") -> InvalidFile:
    return InvalidFile(f"{path}: {sentence}", hint)
