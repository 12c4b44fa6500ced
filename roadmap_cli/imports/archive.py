"""The JSON that `roadmap export json` writes, read back with suspicion."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from roadmap_cli.domain.days import MOST_MINUTES, WEEK_HOURS, WEEKDAYS
from roadmap_cli.domain.events import KINDS, STATUS_KINDS, WITHOUT_TOPIC, Event, milliseconds_of
from roadmap_cli.domain.intentions import TIMER_WORDS
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import read_text
from roadmap_cli.imports.json_value import load_json
from roadmap_cli.reports.archive import ARCHIVE_FORMAT

WRITTEN_BY = "such a file is written by: roadmap export json"
SCHEMA = 1
MOST_BYTES = 256 * 1024 * 1024
MOST_RATING = 4
MOST_CONFIDENCE = 5


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


def _events(path: Path, rows: list[Any], user: str, roadmap: str) -> Iterator[Event]:
    for number, row in enumerate(rows, start=1):
        fault = _fault(row)
        if fault:
            raise _invalid(path, f"event {number} is not valid: {fault}")
        at = datetime.fromisoformat(row["at"]).astimezone(UTC)
        day = date.fromisoformat(row["day"])
        yield Event(user, row["id"], row["batch"], roadmap, row["kind"], row["topic"], at, day, row["data"])


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
    if (row["topic"] is None) != (kind in WITHOUT_TOPIC):
        return f'"{kind}" {"needs a" if row["topic"] is None else "has no"} topic'
    wrong = [name for name, fits in _DATA[kind].items() if not fits(row["data"].get(name))]
    if not wrong and kind == "paused":
        first, last = (date.fromisoformat(row["data"][name]) for name in ("first", "last"))
        wrong = ["last"] if last < first else []
    return f'"{kind}" has a wrong "{wrong[0]}"' if wrong else ""


def _is_id(value: object) -> bool:
    try:
        return isinstance(value, str) and milliseconds_of(value) >= 0
    except ValueError:
        return False


def _is_name_or_none(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.isprintable() and value != "")


def _is_name(value: object) -> bool:
    return value is not None and _is_name_or_none(value)


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


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_hours(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= WEEK_HOURS


def _is_weekdays(value: object) -> bool:
    return isinstance(value, str) and all(day in WEEKDAYS for day in value.split(","))


def _is_clock_time(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value) is not None


def _is_count(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most


Check = Callable[[object], bool]
_FIELDS: dict[str, tuple[Check, str]] = {
    "id": (_is_id, "a UUIDv7"),
    "batch": (_is_id, "a UUIDv7"),
    "kind": (lambda value: isinstance(value, str) and value in KINDS, f"one of {', '.join(sorted(KINDS))}"),
    "topic": (_is_name_or_none, "the id of a topic or null"),
    "at": (_is_time, "a time with its offset, such as 2026-11-23T19:30:00+00:00"),
    "day": (_is_day, "a day, such as 2026-11-23"),
    "data": (_is_storable, "an object of text and numbers"),
}
_DATA: dict[str, dict[str, Check]] = {
    **{kind: {"reason": _is_text_or_none} for kind in STATUS_KINDS},
    "finished": {
        "reason": _is_text_or_none,
        "confidence": lambda value: value is None or _is_count(value, MOST_CONFIDENCE),
    },
    "logged": {
        "minutes": lambda value: _is_count(value, MOST_MINUTES),
        "note": _is_text_or_none,
        "undated": lambda value: value is None or isinstance(value, bool),
    },
    "noted": {"text": _is_text},
    "linked": {"url": _is_text, "title": _is_text_or_none, "proves": lambda value: isinstance(value, bool)},
    "chose": {"choice": _is_text, "option": _is_text_or_none},
    "undone": {"batch": _is_text},
    "paused": {"first": _is_day, "last": _is_day, "reason": _is_text_or_none},
    "resumed": {"on": _is_day},
    "planned": {
        "hours_per_week": lambda value: value is None or _is_hours(value),
        "days": lambda value: value in {None, ""} or _is_weekdays(value),
        "at": lambda value: value is None or _is_clock_time(value),
        "cue": _is_text_or_none,
    },
    "timed": {"action": lambda value: isinstance(value, str) and value in TIMER_WORDS},
    "written": {"card": _is_name, "question": _is_text, "answer": _is_text},
    "discarded": {"card": _is_name},
    "graded": {"card": _is_name, "rating": lambda value: _is_count(value, MOST_RATING)},
}


def _invalid(path: Path, sentence: str, hint: str = "") -> InvalidFile:
    return InvalidFile(f"{path}: {sentence}", hint)
