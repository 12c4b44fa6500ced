"""How long something takes, as people write it: what the words come to in hours, and by which rule.

    3h, 1.5 hours, 90 min, 1:30     as it stands
    2-3 h, 8 to 10 hours            the middle of it
    13 weeks, 8-10 h/week           one times the other
    (2 weeks), 4 months, 2 days     by an assumed week, which is said

What is neither is no length of time: nothing is made of a word that is left over.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from roadmap_cli.domain.days import Rhythm
from roadmap_cli.domain.roadmap import MOST_HOURS
from roadmap_cli.imports.vocabulary import FRACTION, hours_of

ASSUMED_WEEK = Rhythm().hours_per_week
"""Hours of study in a week of which nothing else is said, an hour a day: what a forecast assumes, too."""
HOURS_OF_A_DAY = 24
NO_LENGTH = frozenset({"", "-", "\u2013", "\u2014", "n/a", "?", "tbd", "tba", "none", "self-paced"})
LONGEST = 200
"""Letters; what is longer is a text."""
Unit = Literal["minute", "hour", "day", "week", "month"]
Rule = Literal["", "bare", "a clock", "the middle", "a week times", "assumed"]
_UNITS: dict[Unit, str] = {
    "month": r"months?|mo|mths?|monate?n?",
    "minute": r"minutes?|mins?|m|minuten?",
    "hour": r"hours?|hrs?|h|std|stunden?",
    "day": r"days?|d|tage?n?",
    "week": r"weeks?|wks?|w|wochen?",
}
_IN_HOURS: dict[Unit, float] = {"minute": 1 / 60, "hour": 1}
_IN_DAYS: dict[Unit, float] = {"day": 1, "week": 7, "month": 364 / 12}
_LETTERS: dict[Unit, str] = {"minute": "min", "hour": "h"}
_UNIT = "|".join(_UNITS.values())
_NUMBER = rf"\d{{1,6}}{FRACTION}|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)\b"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PART = re.compile(
    rf"(?<![\w.,])(?P<low>{_NUMBER})(?:\s*\+)?(?:[\s-]*(?P<of_low>{_UNIT})\b\.?)?"
    rf"(?:\s*(?:-|\u2013|\u2014|\bto\b|\bor\b|\bbis\b)\s*(?P<high>{_NUMBER})(?:\s*\+)?)?"
    rf"(?:[\s-]*(?P<unit>{_UNIT})\b\.?)?(?:\s+of\s+(?:study|work|effort))?"
    rf"(?:\s*(?:/|\bper\b|\ban?\b|\beach\b|\bevery\b|\bpro\b|\bp(?=w\b))\s*(?P<per>{_UNIT})\b\.?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,5}):[0-5]\d")
_WITH_SECONDS = re.compile(r"\d{1,3}:[0-5]\d:[0-5]\d")
_BESIDES = re.compile(
    r"[\s()\[\],;:&@~\u2248<\u00d7x*+|]|\b(?:and|und|at|for|of|in|total|about|around|approx(?:imately)?\b\.?|ca\.?|circa|"
    r"roughly|up to|at least|over|duration|effort|estimated?|weekly|duration:)(?=\W|$)",
    re.IGNORECASE,
)


class Length(NamedTuple):
    """`said` is how the hours came about, where they do not stand there as they are."""

    hours: float
    rule: Rule = ""
    said: str = ""


class _Part(NamedTuple):
    """So many units, or so many in each of another one."""

    low: float
    high: float
    unit: Unit
    per: Unit | None

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@lru_cache(maxsize=4096)  # a table says the same few a thousand times
def length_of(words: str, *, bare: Unit = "hour", weekly: str = "") -> Length | None:
    """None for what is no length of time, and for more than a topic may take. `weekly` is what is said elsewhere of the
    hours in a week, with `per week` or the like; a number alone counts `bare`.
    """
    text = words.strip()
    if not weekly and bare in _IN_HOURS and (hours := hours_of(text, in_minutes=bare == "minute")) is not None:
        return Length(hours, "a clock", _equation(text, hours)) if _CLOCK.fullmatch(text) else Length(hours)
    parts = _parts(text, bare)
    rates = _parts(weekly, "hour") if weekly.strip().casefold() not in NO_LENGTH else []
    if parts is None or rates is None:
        return None
    length = _together([*parts, *rates])
    return length if length and 0 < length.hours <= MOST_HOURS else None


def clocks_in(column: Iterable[str]) -> Mapping[str, str]:
    """Where some cells have seconds (1:02:10), or are more than a day (45:00), 12:35 are minutes and seconds: each cell that
    then means something else, with what it means.
    """
    cells = dict.fromkeys(column)
    clocks = [match for cell in cells if (match := _CLOCK.fullmatch(cell.strip()))]
    if not any(int(each[1]) >= HOURS_OF_A_DAY for each in clocks) and not any(map(_WITH_SECONDS.fullmatch, cells)):
        return {}
    parts = {each.string: divmod(int(each[1]), 60) for each in clocks}
    return {cell: f"{hours}:{minutes:02}:{cell.strip()[-2:]}" for cell, (hours, minutes) in parts.items()}


def rules_of(lengths: Iterable[Length | None]) -> tuple[str, ...]:
    """What is to be said of them: each rule by its first example, and how often it was used besides."""
    used: dict[Rule, list[Length]] = {}
    for length in lengths:
        if length is not None and length.rule:
            used.setdefault(length.rule, []).append(length)
    return tuple(_told(rule, its) for rule, its in used.items())


def _told(rule: Rule, lengths: list[Length]) -> str:
    more = f", and {len(lengths) - 1:,} more like it" if len(lengths) > 1 else ""
    why = {
        "bare": "a number alone counts hours",
        "a clock": "hours and minutes",
        "the middle": "the middle of what is said",
        "assumed": f"nothing says how much a week is, so it counts {ASSUMED_WEEK:g} h",
    }.get(rule, "")
    return f"{lengths[0].said}{more}{f': {why}' if why else ''}"


def _parts(words: str, bare: Unit) -> list[_Part] | None:
    """What is left beside them says nothing, else it is None."""
    text = " ".join(words.split())
    if not text or len(text) > LONGEST:
        return None
    found = list(_PART.finditer(text))
    if _BESIDES.sub("", _PART.sub(" ", text)).strip(" .") or not found:
        return None
    parts = []
    for match in found:
        unit = _unit(match["unit"] or match["of_low"]) or (bare if len(found) == 1 else None)
        if unit is None:
            return None
        low = _number(match["low"]) * _ratio(_unit(match["of_low"]) or unit, unit)
        high = _number(match["high"]) if match["high"] else low
        parts.append(_Part(low=low, high=high, unit=unit, per=_unit(match["per"])))
    return parts if all(each.low <= each.high for each in parts) else None


def _ratio(unit: Unit, other: Unit) -> float:
    """So that `30 min - 1 h` can be read; 0 makes nothing of what cannot be compared."""
    for sizes in (_IN_HOURS, _IN_DAYS):
        if unit in sizes and other in sizes:
            return sizes[unit] / sizes[other]
    return float("nan")


def _unit(words: str | None) -> Unit | None:
    return next((unit for unit, form in _UNITS.items() if re.fullmatch(form, words or "", re.IGNORECASE)), None)


def _number(words: str) -> float:
    word = words.casefold()
    if word in {"a", "an"}:
        return 1
    return _WORDS.index(word) + 1 if word in _WORDS else float(word.replace(",", "."))


def _together(parts: list[_Part]) -> Length | None:
    """Hours add up, and so do days and weeks; both beside each other would be the same time twice, or not: nobody knows."""
    rates = [each for each in parts if each.per]
    hours = [each for each in parts if not each.per and each.unit in _IN_HOURS]
    spans = [each for each in parts if not each.per and each.unit in _IN_DAYS]
    if hours and not spans and len(rates) <= 1:
        return _as_it_stands(hours)
    if len(rates) == 1 and spans and not hours:
        return _a_week_times(spans, rates[0])
    return _assumed(spans) if spans and not rates and not hours else None


def _as_it_stands(parts: list[_Part]) -> Length:
    total = sum(each.middle * _IN_HOURS[each.unit] for each in parts)
    if all(each.low == each.high for each in parts):
        return Length(_rounded(total))
    return Length(_rounded(total), "the middle", _equation(_listed(parts), total))


def _a_week_times(spans: list[_Part], rate: _Part) -> Length | None:
    if rate.unit not in _IN_HOURS or rate.per not in _IN_DAYS:
        return None
    days = sum(each.middle * _IN_DAYS[each.unit] for each in spans)
    total = days / _IN_DAYS[rate.per] * rate.middle * _IN_HOURS[rate.unit]
    if len(spans) == 1 and spans[0].unit == "week" and rate.per == "day":
        return Length(
            _rounded(total), "a week times", _equation(f"{_said(spans[0])} \u00d7 7 days \u00d7 {_said(rate)}", total)
        )
    return Length(_rounded(total), "a week times", _equation(f"{_listed(spans)} \u00d7 {_said(rate)}", total))


def _assumed(spans: list[_Part]) -> Length:
    total = sum(each.middle * _IN_DAYS[each.unit] for each in spans) * ASSUMED_WEEK / 7
    return Length(round(total), "assumed", _equation(_listed(spans), round(total)))


def _rounded(hours: float) -> float:
    """A hundredth of an hour is nothing that anybody estimates."""
    return round(hours, 2)


def _equation(words: str, total: float) -> str:
    return f"{words} = {_rounded(total):,g} h"


def _listed(parts: Iterable[_Part]) -> str:
    return " and ".join(map(_said, parts))


def _said(part: _Part) -> str:
    number = f"{part.low:g}" if part.low == part.high else f"{part.low:g}-{part.high:g}"
    name = _LETTERS.get(part.unit) or (part.unit if number == "1" else f"{part.unit}s")
    return f"{number} {name}{f' a {part.per}' if part.per else ''}"
