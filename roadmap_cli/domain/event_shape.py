"""What an event has to be like, wherever it comes from: a file that is imported, or a row of the database. One of a later
version is sound as well: see `is_later`.
"""

from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime, time
from itertools import chain
from math import isfinite
from typing import NamedTuple, TypeGuard, get_args

from roadmap_cli.domain.days import WEEKDAYS
from roadmap_cli.domain.events import KINDS, NO_ID, Datum, KindOf, Sort, TimerAction, is_uuid7

Check = Callable[[object], bool]
DEEPEST = 64
"""So many lists and objects may stand in each other; readers of JSON give up at a thousand."""
LONGEST_KIND = 100
PARAMETERS = 21
"""Of FSRS-6."""


class _Known(NamedTuple):
    """What this version knows of a kind: each key, whether it may be missing, and what it has to be."""

    has_topic: bool
    checks: tuple[tuple[str, bool, Check], ...]
    keys: frozenset[str]


def fault_of(told: Mapping[str, object]) -> str:
    """What is wrong with an event as text and numbers, by the fields of FIELDS; nothing if it is sound."""
    for name, (fits, wanted) in FIELDS.items():
        if name not in told:
            return f'it needs "{name}"'
        if not fits(told[name]):
            return f'"{name}" must be {wanted}'
    kind, data, device = told["kind"], told["data"], told.get(DEVICE)
    if not (device is None or _is_name(device)):
        return '"device" must be a name or null'
    return _misfit(kind, told["topic"], data) if isinstance(kind, str) and isinstance(data, dict) else ""


def gathered(told: Mapping[str, object]) -> Mapping[str, object]:
    """An event as a file has it, with all that it says in one of FIELDS."""
    data = told.get("data")
    if told.keys() <= _PLACES or not isinstance(data, dict):
        return told
    beside = {key: value for key, value in told.items() if key not in _PLACES}
    if BESIDE in data:
        beside[BESIDE] = data[BESIDE]
    return {**told, "data": {**data, BESIDE: beside}}


def spread(fields: Mapping[str, object], data: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """The way back, for a file: what stands beside the data, and the data."""
    beside = data.get(BESIDE)
    if not (isinstance(beside, dict) and beside and beside.keys().isdisjoint(_PLACES)):
        return dict(fields), dict(sorted(data.items()))
    return {**fields, **beside}, {key: value for key, value in sorted(data.items()) if key != BESIDE}


def is_later(kind: str, data: Mapping[str, object]) -> bool:
    """Whether a sound event says what only a later version understands."""
    return kind not in _KNOWN or not data.keys() <= _KNOWN[kind].keys


def _misfit(kind: str, topic: object, data: Mapping[str, object]) -> str:
    """What does not go with its kind. What a later version says may lack what this one needs."""
    if kind not in _KNOWN:
        return ""
    has_topic, checks, keys = _KNOWN[kind]
    later = not data.keys() <= keys
    if (topic is None) == has_topic and not later:
        return f'"{kind}" {"needs a" if topic is None else "has no"} topic'
    for name, is_optional, fits in checks:
        value = data.get(name)
        if not (is_optional or later if value is None else fits(value)):
            return f'"{kind}" has a wrong "{name}"'
    if (
        kind == "paused"
        and not later
        and date.fromisoformat(str(data["last"])) < date.fromisoformat(str(data["first"]))
    ):
        return '"paused" has a wrong "last"'
    return ""


def is_id(value: object) -> bool:
    """Whether it is a UUIDv7 of a time that a calendar can tell."""
    return isinstance(value, str) and value < NO_ID and is_uuid7(value)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and value != ""


def _is_time(value: object) -> bool:
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
    if not isinstance(value, dict):
        return False
    return all(map(_is_plain, chain(value, value.values()))) or _is_json(value, DEEPEST)


def _is_json(value: object, depth: int) -> bool:
    if isinstance(value, dict | list):
        inside = chain(value, value.values()) if isinstance(value, dict) else value
        return depth > 0 and all(_is_json(each, depth - 1) for each in inside)
    return _is_plain(value)


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return value.isascii() or _is_encodable(value)
    return value is None or isinstance(value, int) or (isinstance(value, float) and isfinite(value))


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_weekdays(value: object) -> bool:
    return isinstance(value, str) and (not value or all(day in WEEKDAYS for day in value.split(",")))


def _is_time_of_day(value: object) -> bool:
    try:
        return isinstance(value, str) and f"{time.fromisoformat(value):%H:%M}" == value
    except ValueError:
        return False


def _is_parameters(value: object) -> bool:
    """Numbers of FSRS-6, whatever they are: the scheduler keeps within its bounds."""
    try:
        return (
            isinstance(value, str) and len([each for each in value.split(",") if isfinite(float(each))]) == PARAMETERS
        )
    except ValueError:
        return False


FIELDS: Mapping[str, tuple[Check, str]] = {
    "id": (is_id, "a UUIDv7"),
    "batch": (is_id, "a UUIDv7"),
    "kind": (lambda value: _is_name(value) and len(str(value)) <= LONGEST_KIND, "the name of a kind"),
    "topic": (lambda value: value is None or _is_name(value), "the id of a topic or null"),
    "at": (_is_time, "a time with its offset, such as 2026-11-23T19:30:00+00:00"),
    "day": (_is_day, "a day, such as 2026-11-23"),
    "data": (_is_storable, "an object of JSON"),
}
DEVICE = "device"
"""Which older events have none of."""
BESIDE = ""
"""The key in the data of an event under which is kept what a file says beside them, of what only a later version has a place for."""
_PLACES = frozenset((*FIELDS, DEVICE, "roadmap"))
_SORTS: Mapping[Sort, Check] = {
    "text": lambda value: isinstance(value, str),
    "name": _is_name,
    "true or false": lambda value: isinstance(value, bool),
    "whole number": lambda value: _is_number(value) and isinstance(value, int),
    "number": _is_number,
    "day": _is_day,
    "time": _is_time,
    "weekdays": _is_weekdays,
    "time of day": _is_time_of_day,
    "parameters": _is_parameters,
    "action": lambda value: value in get_args(TimerAction),
}


def _check_of(datum: Datum) -> Check:
    """Numbers alone have bounds."""
    its, most = _SORTS[datum.sort], datum.most
    if datum.sort not in {"number", "whole number"}:
        return its
    return lambda value: its(value) and _is_number(value) and 0 < value <= most


def _known(its: KindOf) -> _Known:
    checks = tuple((name, datum.optional, _check_of(datum)) for name, datum in its.data.items())
    return _Known(has_topic=its.has_topic, checks=checks, keys=frozenset(its.data))


_KNOWN: Mapping[str, _Known] = {kind: _known(its) for kind, its in KINDS.items()}
