"""Lengths of time as people write them: what the words mean, and where they could mean something else.

    time    = clock | hours [[and] minutes | NN | "and a half"] | minutes | NUMBER
    clock   = N:NN
    hours   = (NUMBER | a | an) ("h" | "hr" | "hour")         NUMBER with a point or a comma; 1,234 is a thousand
    minutes = NUMBER ("m" | "min" | "minute")

A number alone is minutes. Every sort of amount that `phrasing.amount` writes is read back.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Literal, NamedTuple

Ending = Literal["unit", "hours", "minutes apart", "bare"]
"""How a time ends: with its unit, with that of hours, with minutes that have none (`1 h 30`), or it is a mere number."""


class Duration(NamedTuple):
    minutes: int
    text: str
    ending: Ending


class TimedWords(NamedTuple):
    """A time, with what stands before and after it."""

    before: str
    duration: Duration
    after: str


_NUMBER = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]{1,9}(?:[.,][0-9]{1,9})?|[.,][0-9]{1,9}|an?(?=\s+hour))"
_HOURS = r"h(?:(?:ou)?rs?)?\.?"
_MINUTES = r"m(?:in(?:ute)?s?)?\.?"
_FORMS: tuple[tuple[Ending, str], ...] = (
    ("unit", rf"(?P<hours>[0-9]{{1,5}}):(?P<minutes>[0-5][0-9])(?:\s*{_HOURS})?"),
    ("unit", rf"(?P<hours>{_NUMBER})\s*{_HOURS}\s*(?:[,+&]|and\b)?\s*(?P<minutes>{_NUMBER})\s*{_MINUTES}"),
    ("minutes apart", rf"(?P<hours>[0-9]{{1,9}}|an?(?=\s+hour))\s*{_HOURS}\s*(?P<minutes>[0-5][0-9]|[0-9](?=\s*$))"),
    ("unit", rf"(?P<hours>{_NUMBER})\s*{_HOURS}\s+and\s+a\s+(?P<half>half)"),
    ("unit", r"(?P<half>half)\s+an\s+hour"),
    ("hours", rf"(?P<hours>{_NUMBER})\s*{_HOURS}"),
    ("unit", rf"(?P<minutes>{_NUMBER})\s*{_MINUTES}"),
    ("bare", r"(?P<minutes>[0-9]{1,9})"),
)
_UNITS = r"(?:h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|d|days?|w|weeks?|months?|years?)"
_LONG_UNITS = ("hour", "hours", "minute", "minutes", "mins")
_NEAR = 0.8
"""How like a unit a word is that was probably meant as one: `hous`, `minuets`."""


def read_duration(text: str) -> Duration | None:
    """A text that as a whole is a time."""
    found = _leading(text.strip(), 0)
    return found if found and found.text == text.strip() else None


def timed(text: str) -> list[TimedWords]:
    """Every word with which a time can begin: first those that say a unit or have a colon, then mere numbers."""
    found = list(_timed(text))
    return sorted(found, key=lambda each: each.duration.ending == "bare")


def is_doubtful(said: TimedWords) -> bool:
    """Whether what stands after a time could belong to it, so that nobody can tell the time from the note."""
    after, ending = said.after, said.duration.ending
    if re.match(rf"(?:and\s+|[+&]\s*)?[0-9.,]+\s*{_UNITS}\b|(?:and|[+&])\s*[0-9]|[0-9.,:]+$", after, re.IGNORECASE):
        return True
    if ending == "minutes apart" and after and "hour" in said.duration.text.casefold():  # `1 hour 45 cards`
        return True
    if ending == "hours":
        return re.match(r"[0-9]{1,2}\b|and\s+an?\b", after) is not None
    return ending in {"minutes apart", "bare"} and (_begins_with_unit(after) or (ending == "bare" and _tells(after)))


@cache
def _patterns() -> tuple[tuple[Ending, re.Pattern[str]], ...]:
    """Compiled when a time is read first: most commands read none."""
    return tuple((ending, re.compile(rf"{form}(?=[,;:]?(?:\s|$))", re.IGNORECASE)) for ending, form in _FORMS)


def _leading(text: str, place: int) -> Duration | None:
    for ending, pattern in _patterns():
        if match := pattern.match(text, place):
            known = match.groupdict()
            minutes = 60 * _number(known.get("hours")) + _number(known.get("minutes")) + 30 * ("half" in known)
            return Duration(minutes=round(minutes), text=match[0], ending=ending)
    return None


def _timed(text: str) -> Iterator[TimedWords]:
    for word in re.finditer(r"\S+", text):
        duration = _leading(text, word.start())
        if duration:
            after = re.sub(r"\A[,;:]?\s+", "", text[word.start() + len(duration.text) :])
            of = "" if duration.ending == "bare" else r"of\s+"
            yield TimedWords(text[: word.start()].strip(), duration, re.sub(rf"\A{of}", "", after).strip())


def _number(text: str | None) -> float:
    if text is None:
        return 0
    if text.casefold() in {"a", "an"}:
        return 1
    thousands = re.fullmatch(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+", text)
    return float(text.replace(",", "" if thousands else "."))


def _begins_with_unit(after: str) -> bool:
    word = re.match(r"\w+", after.casefold())
    if word is None:
        return False
    return bool(re.fullmatch(_UNITS, word[0]) or get_close_matches(word[0], _LONG_UNITS, n=1, cutoff=_NEAR))


def _tells(after: str) -> bool:
    """Whether a note begins with a number or tells of a time, so that a mere number before it need not be the time."""
    words = re.findall(r"\w+", after.casefold())
    return (
        after[:1].isdigit()
        or any(word in _LONG_UNITS for word in words)
        or any(each.duration.ending != "bare" for each in _timed(after))
    )
