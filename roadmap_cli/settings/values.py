"""What a setting may hold, in whichever form it is given: text, or a value of TOML. Each reader raises ValueError."""

import re
from datetime import time, timedelta
from itertools import chain

from roadmap_cli.domain.days import DAY_NAMES, WEEK_HOURS, WEEKDAYS

LEAST_HOURS = 0.1
"""Six minutes a week."""
LATEST_START = timedelta(hours=12)


def text(value: object) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        message = "must be text, not empty and without NUL"
        raise ValueError(message)
    if not value.isascii() and value.encode("utf-8", "replace").decode() != value:  # bytes that are no text
        message = f"must be text, which {value!r} is not"
        raise ValueError(message)
    return value


def hours_per_week(value: object) -> float:
    message = f"must be a number of hours from {LEAST_HOURS:g} to {WEEK_HOURS}, which is all that a week has"
    number = value.strip().removesuffix("h").strip().replace(",", ".") if isinstance(value, str) else value
    if isinstance(number, bool) or not isinstance(number, str | int | float):
        raise ValueError(message)  # noqa: TRY004 - to the caller a wrong type is a wrong value
    try:
        hours = float(number)
    except (ValueError, OverflowError) as error:
        raise ValueError(message) from error
    if not LEAST_HOURS <= hours <= WEEK_HOURS:
        raise ValueError(message)
    return hours


def day_start(value: object) -> timedelta:
    """How long after midnight a day begins."""
    start = clock_time(value)
    after = timedelta(hours=start.hour, minutes=start.minute)
    if after > LATEST_START:
        message = "must be a time until noon, such as 04:00"
        raise ValueError(message)
    return after


def clock_time(value: object) -> time:
    """`19:30`, `7:05`, `19`, or a time of TOML."""
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    match = re.fullmatch(r"(\d{1,2})(?::([0-5]\d))?", value.strip()) if isinstance(value, str) else None
    if match is None or int(match[1]) > 23:  # noqa: PLR2004 - the hours of a day
        message = "must be a time of day, such as 19:30"
        raise ValueError(message)
    return time(int(match[1]), int(match[2] or 0))


def rest_days(value: object) -> frozenset[int]:
    none = value == [] or (isinstance(value, str) and value.strip().casefold() in {"none", ""})
    days = frozenset() if none else weekdays(value)
    if len(days) == len(WEEKDAYS):
        message = "must leave at least one day of the week to study"
        raise ValueError(message)
    return days


def weekdays(value: object) -> frozenset[int]:
    """`mon,wed,sat`, whole names too, or a list of them; places in WEEKDAYS."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
        message = "must be days of the week, such as mon,wed,sat"
        raise ValueError(message)
    words = list(chain.from_iterable(re.findall(r"[^,;\s]+", each.casefold()) for each in names))
    unknown = [word for word in words if _weekday(word) is None]
    if not words or unknown:
        message = f'must be days of the week out of {", ".join(WEEKDAYS)}; "{(unknown or [""])[0]}" is none of them'
        raise ValueError(message)
    return frozenset(place for word in words if (place := _weekday(word)) is not None)


def _weekday(word: str) -> int | None:
    """By at least three letters of its English name: two could be meant in another language."""
    fits = (place for place, name in enumerate(DAY_NAMES) if len(word) >= len("mon") and name.startswith(word))
    return next(fits, None)
