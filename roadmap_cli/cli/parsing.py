"""From what stands on the command line to values, or an error that says what would be right."""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import typer

from roadmap_cli.errors import WrongUsage

MOST_MINUTES = 24 * 60
EARLIEST = date(1970, 1, 2)
"""Before it, not every platform can tell the local time."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY_SHAPES = (
    r"tomorrow|in \d{1,4} (?:day|week|month|year)s?",  # to be told that this is in the future
    r"(?:an?|\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten) (?:day|week|month|year)s? ago",
    rf"\d{{1,2}} {_MONTH}(?: \d{{4}})?",
    rf"{_MONTH} \d{{1,2}}(?:,? \d{{4}})?",
)
_DURATION = r"(?:(?P<hours>\d{1,9}(?:[.,]\d{1,9})?)\s*h)?\s*(?:(?P<minutes>\d{1,9})\s*(?:m|min|mins|minutes)?)?"


def parse_minutes(words: str) -> int:
    """`45m`, `1h30`, `1.5h`, `90`: whole minutes, above none and at most a day. Raises BadParameter."""
    match = re.fullmatch(_DURATION, words.strip(), re.IGNORECASE)
    if match is None or not words.strip():
        message = f"{words!r} is not a length of time; write 45m, 1h30, 1.5h or 90"
        raise typer.BadParameter(message)
    hours = float((match["hours"] or "0").replace(",", "."))
    minutes = round(hours * 60 + int(match["minutes"] or 0))
    if not 0 < minutes <= MOST_MINUTES:
        message = (
            f"{words!r} is {'no time at all' if minutes == 0 else 'more than a day'}; log between 1m and 24h at once"
        )
        raise typer.BadParameter(message)
    return minutes


def parse_day(words: str, today: date) -> date:
    """A day from EARLIEST to today: ISO, or in words such as `yesterday` and `3 days ago`. Raises WrongUsage."""
    day = (
        _iso(words)
        or {"today": today, "yesterday": today - timedelta(days=1)}.get(words.casefold())
        or _in_words(words, today)
    )
    if day is None:
        sentence = f"{words!r} is not a day"
        raise WrongUsage(sentence, 'write 2026-11-20, yesterday, monday, "3 days ago" or "20 November"')
    if day > today:
        sentence = f"{day.isoformat()} is in the future"
        raise WrongUsage(sentence, "only what has happened can be recorded")
    if day < EARLIEST:
        sentence = f"{day.isoformat()} is too long ago"
        raise WrongUsage(sentence, "is the year right?")
    return day


def parse_url(words: str) -> str:
    """A link into the web. Raises BadParameter."""
    url = words.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or " " in url or not url.isprintable():
        message = f"{words!r} is not a link; it should begin with https:// or http://"
        raise typer.BadParameter(message)
    return url


def parse_text(words: str) -> str:
    """Text that any database and terminal can hold. Raises BadParameter if nothing is left of it."""
    text = words.encode("utf-8", "replace").decode().replace("\0", "").strip()
    if not text:
        message = "it is empty"
        raise typer.BadParameter(message)
    return text


def parse_file(words: str) -> Path:
    if not words.strip():
        message = "a file needs a name"
        raise typer.BadParameter(message)
    return Path(words).expanduser()


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return None


def _in_words(words: str, today: date) -> date | None:
    """Only what has one meaning: dateparser would make a day of nearly anything, such as a clock time."""
    said = " ".join(words.casefold().split())
    if said in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(said)) % 7)
    if not any(re.fullmatch(shape, said) for shape in _DAY_SHAPES):
        return None
    import dateparser  # noqa: PLC0415 - loads its languages, so only for a day in words

    settings = {"RELATIVE_BASE": datetime.combine(today, time(12)), "PREFER_DATES_FROM": "past"}
    found = dateparser.parse(said, languages=["en"], settings=settings)
    return found.date() if found else None


for _parser, _name in ((parse_minutes, "time"), (parse_url, "url"), (parse_file, "file")):
    _parser.__name__ = _name  # help shows the name of a parser as the type of its value
