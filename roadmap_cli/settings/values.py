"""What a setting may hold, in whichever form it is given: text, or a value of TOML. Each reader raises ValueError."""

import re
import shlex
from datetime import time, timedelta
from itertools import chain

from roadmap_cli.domain.days import DAY_NAMES, NOON, WEEK_HOURS, WEEKDAYS, Clock

LEAST_HOURS = 0.1
"""Six minutes a week."""
LEAST_RETENTION, MOST_RETENTION = 0.7, 0.97
"""Below the one more is forgotten than kept; above the other the reviews pile up (FSRS advises 0.7 to 0.97)."""
MOST_INTERVAL = 36_500
MOST_CARDS = 9_999
MOST_BACKUPS = 999
LATEST_START = timedelta(hours=12)


def text(value: object) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        message = "must be text, not empty and without NUL"
        raise ValueError(message)
    if not value.isascii() and value.encode("utf-8", "replace").decode() != value:  # bytes that are no text
        message = f"must be text, which {value!r} is not"
        raise ValueError(message)
    return value


def yes_or_no(value: object) -> bool:
    words = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
    found = value if isinstance(value, bool) else words.get(str(value).strip().casefold())
    if found is None:
        message = "must be yes or no"
        raise ValueError(message)
    return found


def files(value: object) -> dict[str, str]:
    """A table from the id of a roadmap to its file."""
    if not isinstance(value, dict) or not all(isinstance(file, str) for file in value.values()):
        message = 'must be a table of files by id, such as tea = "/home/ada/tea.toml"'
        raise ValueError(message)
    return {name: text(file) for name, file in value.items()}


def aliases(value: object) -> object:
    """A table from a word to the command line that it stands for. Looked into only by who needs it: see `alias`."""
    return value


def alias_table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        message = 'must be a table of command lines by word, such as today = "next -n 1"'
        raise ValueError(message)  # noqa: TRY004 - as every reader
    return value


def alias(name: str, line: object) -> list[str]:
    """The words that an alias stands for."""
    if not re.fullmatch(r"[^\W_][\w-]*", name):
        message = f"must have a name of letters, digits and -, not {name!r}"
        raise ValueError(message)
    if not isinstance(line, str):
        message = f'must be a command line, such as "next -n 1", not {line}'
        raise ValueError(message)  # noqa: TRY004 - as every reader
    try:
        words = shlex.split(line)
    except ValueError as error:
        message = f"must be a command line, which {line!r} is not: {str(error).lower()}"
        raise ValueError(message) from error
    if not words or words[0].startswith("-"):
        message = f"must begin with a command, not with {words[0] if words else 'nothing'}"
        raise ValueError(message)
    return words


def hours_per_week(value: object) -> float:
    message = f"must be a number of hours from {LEAST_HOURS:g} to {WEEK_HOURS}, which is all that a week has"
    return _number(value, "h", LEAST_HOURS, WEEK_HOURS, message)


def desired_retention(value: object) -> float:
    """A share, also written as a percentage."""
    message = f"must be a share from {LEAST_RETENTION:g} to {MOST_RETENTION:g}, such as 0.9 or 90%"
    share = _number(value, "%", LEAST_RETENTION, 100 * MOST_RETENTION, message)
    percentage = share > 1 or (isinstance(value, str) and value.strip().endswith("%"))
    share = share / 100 if percentage else share
    if not LEAST_RETENTION <= share <= MOST_RETENTION:
        raise ValueError(message)
    return share


def maximum_interval(value: object) -> int:
    return _whole(value, "d", 1, MOST_INTERVAL, f"must be a number of days from 1 to {MOST_INTERVAL:,}, such as 180")


def cards_per_day(value: object) -> int:
    return _whole(value, "", 0, MOST_CARDS, f"must be a number of cards from 0 to {MOST_CARDS:,}")


def lapses(value: object) -> int:
    return _whole(value, "", 0, MOST_CARDS, f"must be a number of lapses from 0, for never, to {MOST_CARDS:,}")


def backups(value: object) -> int:
    return _whole(value, "", 0, MOST_BACKUPS, f"must be a number of copies from 0 to {MOST_BACKUPS}")


def _whole(value: object, unit: str, least: int, most: int, message: str) -> int:
    number = _number(value, unit, least, most, message)
    if number != int(number):
        raise ValueError(message)
    return int(number)


def _number(value: object, unit: str, least: float, most: float, message: str) -> float:
    number = value.strip().removesuffix(unit).strip().replace(",", ".") if isinstance(value, str) else value
    if isinstance(number, bool) or not isinstance(number, str | int | float):
        raise ValueError(message)  # noqa: TRY004 - to the caller a wrong type is a wrong value
    try:
        found = float(number)
    except (ValueError, OverflowError) as error:
        raise ValueError(message) from error
    if not least <= found <= most:
        raise ValueError(message)
    return found


def day_start(value: object) -> timedelta:
    """How long after midnight a day begins."""
    start = clock_time(value)
    after = timedelta(hours=start.hour, minutes=start.minute)
    if after > LATEST_START:
        message = "must be a time until noon, such as 04:00"
        raise ValueError(message)
    return after


def clock_time(value: object) -> time:
    """`19:30`, `7:05`, `19`, `7:30 pm`, or a time of TOML."""
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    said = value.strip().casefold() if isinstance(value, str) else ""
    match = re.fullmatch(r"(\d{1,2})(?::([0-5]\d))?(?: ?([ap])\.?m\.?)?", said)
    hour = _hour(int(match[1]), match[3]) if match else None
    if match is None or hour is None:
        message = "must be a time of day, such as 19:30"
        raise ValueError(message)
    return time(hour, int(match[2] or 0))


def _hour(said: int, half: str | None) -> int | None:
    """Of a day of 24, also where somebody counts to twelve and says which half it is; None if there is no such hour."""
    if half is None:
        return said if said < 2 * NOON.hour else None
    return said % NOON.hour + NOON.hour * (half == "p") if 0 < said <= NOON.hour else None


def clock(value: object) -> Clock:
    match str(value).strip().casefold().removesuffix("h"):
        case "24":
            return "24h"
        case "12":
            return "12h"
    message = "must be 24h or 12h, the way in which times of day are told"
    raise ValueError(message)


def rest_days(value: object) -> frozenset[int]:
    none = value == [] or (isinstance(value, str) and value.strip().casefold() in {"none", ""})
    days = frozenset() if none else weekdays(value)
    if len(days) == len(WEEKDAYS):
        message = "must leave at least one day of the week to study"
        raise ValueError(message)
    return days


def weekday(value: object) -> int:
    """`mon`, or a whole name; a place in WEEKDAYS."""
    days = weekdays(value) if isinstance(value, str) else frozenset[int]()
    if len(days) != 1:
        message = "must be one day of the week, such as mon"
        raise ValueError(message)
    return min(days)


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
    return frozenset(weekday for word in words if (weekday := _weekday(word)) is not None)


def _weekday(word: str) -> int | None:
    """By at least three letters of its English name: two could be meant in another language."""
    fits = (weekday for weekday, name in enumerate(DAY_NAMES) if len(word) >= len("mon") and name.startswith(word))
    return next(fits, None)
