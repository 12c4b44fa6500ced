"""Days as people write them in a column. Which number is the month is settled by the column as a whole, or not at all."""

import re
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime
from functools import cache

from roadmap_cli.domain.outline import DateOrder
from roadmap_cli.imports.vocabulary import day_of

DOUBTFUL = "is the day or the month first? say it with --dates day-first or --dates month-first"
NO_DAY = "this is no day such as 2026-11-23"
CENTURY = 2000
"""Of a year that is said by two numbers."""
LONGEST = 80
"""Letters; what is longer is a text."""
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4}|\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_TIME = re.compile(
    r"(?:[\sT,]|\bat\b)+\d{1,2}:\d\d(?::\d\d)?(?:\.\d{1,9})?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:Z|\(?(?:UTC|GMT|[A-Z]{2,4})\)?)?(?:[+-]\d{1,2}:?\d{0,2})?$",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?(?:\d{1,2}(?:st|nd|rd|th|\.|\u00ba)?\s*[\s-](?:(?:of|de)\s+)?[^\W\d]{3,12}\.?[\s,-]|"
    r"[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?[\s,])\s*(?:de\s+)?\d{4}"
)


def days_in(column: Iterable[str], order: DateOrder | None = None) -> Mapping[str, date]:
    """The day of each cell that has one. `order` is what somebody has said of the whole."""
    cells = dict.fromkeys(column)
    orders = {found for cell in cells if (found := _order(cell))}
    settled = order or (next(iter(orders)) if len(orders) == 1 else None)
    return {cell: day for cell in cells if (day := _day(cell, settled)) is not None}


def is_doubtful(cell: str) -> bool:
    """Whether it is a day in one order and another day in the other one."""
    both = {_day(cell, "day-first"), _day(cell, "month-first")}
    return len(both) > 1 and None not in both


def _order(cell: str) -> DateOrder | None:
    """What a cell tells by a number above twelve. Points stand between day and month wherever they are used."""
    match = _NUMBERS.fullmatch(_without_time(cell))
    if match is None or match[2] == ".":
        return None
    day_first, month_first = _day(cell, "day-first"), _day(cell, "month-first")
    if day_first and not month_first:
        return "day-first"
    return "month-first" if month_first and not day_first else None


def _day(cell: str, order: DateOrder | None) -> date | None:
    words = _without_time(cell)
    if len(words) > LONGEST:
        return None
    if match := _YEAR_FIRST.fullmatch(words):
        return _calendar(match[1], match[2], match[3])
    if match := _NUMBERS.fullmatch(words):
        first, sign, second, year = match.groups()
        day_first = _calendar(year, second, first)
        if sign == "." or order == "day-first":
            return day_first
        month_first = _calendar(year, first, second)
        if order == "month-first" or day_first is None or day_first == month_first:
            return month_first
        return day_first if month_first is None else None
    return day_of(words) or (_in_words(words) if _WORDS.fullmatch(words) else None)


def _without_time(cell: str) -> str:
    return _TIME.sub("", cell[: 2 * LONGEST].strip())


def _calendar(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year) + (0 if len(year) == len("2026") else CENTURY), int(month), int(day))
    except ValueError:
        return None
    return found if MINYEAR < found.year < MAXYEAR else None


@cache
def _in_words(words: str) -> date | None:
    """With the name of a month, in one of a few languages."""
    import dateparser  # loads its languages, so only for a day in words

    found: datetime | None = dateparser.parse(
        words, languages=list(_LANGUAGES), settings={"REQUIRE_PARTS": ["day", "month", "year"]}
    )
    return found.date() if found else None
