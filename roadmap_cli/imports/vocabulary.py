"""How people write a status, a length of time, a day, a title and a link: words of foreign files as values."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from roadmap_cli.domain.days import local_day
from roadmap_cli.domain.outline import Unplaced
from roadmap_cli.domain.roadmap import MOST_HOURS, Status
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.errors import InvalidFile

MOST_ENTRIES = 10_000
"""Of any list. What is longer is no roadmap that a person follows, and would take all of the memory."""
SHORT = 80
UNTITLED = "it has no title"
Listed = TypeVar("Listed")
_SAID: dict[Status, str] = {
    "todo": (
        "todo, to do, open, no, n, false, 0, not started, not yet, not begun, unstarted, planned, pending, "
        "backlog, new, queued, queue, up next, next, next up, upcoming, scheduled, later, someday, waiting, "
        "blocked, deferred, postponed, ready, ready to start, to learn, to study, to read, to watch, want to "
        "learn, want to read, want to watch, to be read, wishlist, incomplete, not done, offen, nein, geplant, "
        "nicht begonnen, blockiert, à faire, [], [ ], ⬜, ☐, 🔲, 🔴, ⚪"
    ),
    "doing": (
        "doing, in progress, started, ongoing, learning, active, wip, current, currently learning, now, studying, "
        "reading, currently reading, watching, practicing, practising, working on it, working on, underway, under "
        "way, reviewing, in review, revising, revision, on hold, paused, partial, partially, partly, partially "
        "done, halfway, attempted, familiar, in arbeit, begonnen, angefangen, pausiert, en cours, 🚧, ⏳, 🔄, 🟡"
    ),
    "done": (
        "done, x, yes, y, true, 1, complete, completed, finished, learned, learnt, mastered, passed, known, "
        "understood, closed, resolved, achieved, watched, read, studied, all done, ✓, ✔, ✅, ☑, [x], ja, fertig, "
        "erledigt, abgeschlossen, bestanden, terminé, fait"
    ),
    "skipped": (
        "skipped, skip, cancelled, canceled, dropped, abandoned, won't do, wont do, will not do, not needed, not "
        "applicable, ignored, n/a, übersprungen, abgebrochen, verworfen"
    ),
}
STATUSES: dict[str, Status] = {
    "": "todo",
    **{word: status for status, words in _SAID.items() for word in words.split(", ")},
}
_SAYS_NOTHING = frozenset(
    ["readme", "index", "notes", "roadmap", "config", "export", "untitled", "content", "contents", "data", "document"]
)
_STREAMS = frozenset({"-", "stdin", "fd"})
"""What a file is called that has no name."""
FRACTION = r"(?:\.\d{1,9}|(?<=\b0),\d{1,9}|,(?!\d{3}\b)\d{1,9})?"
"""Three digits behind a comma may as well be thousands."""
_NUMBER = rf"\d{{1,9}}{FRACTION}(?:e-\d{{1,3}})?"
_LENGTH = re.compile(
    rf"(?:(?P<hours>{_NUMBER})\s*(?:h(?:rs?|ours?)?|std\.?|stunden?))?\s*(?:(?P<rest>{_NUMBER})\s*(?P<unit>m(?:ins?|inutes?)?)?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)(?::[0-5]\d)?")
_BARE_SHARE = re.compile(r"(?:100|\d{1,2})(?:[.,]0{1,9})?|\d{1,2}[.,]\d{1,9}")
_SHARES_FROM = 10
"""A status that is a number may be a step, up to here."""
_GREEN, _GREEN_IS_DONE = "🟢", "🟢 done"
_SHARE = re.compile(r"(\d{1,3}[.,]\d{1,9}|\d{1,3}(?=\s*%))\s*(%?)")
_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_STEPS = frozenset(
    {"doing", "in progress", "done", "completed", "complete", "finished", "in arbeit", "fertig", "erledigt"}
)
_LEADING_SIGN = re.compile(r"^[^\w\s\[(]+ | [^\w\s\])]+$")
"""A coloured dot or the like before a word, or behind it."""
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|<\s*>")


def status_of(words: str) -> Status | None:
    """None for what is no status."""
    said = normal(words)
    return STATUSES.get(said) or STATUSES.get(_LEADING_SIGN.sub("", said) or "-") or _status_of_share(words)


def statuses_in(column: Iterable[str]) -> dict[str, str]:
    """What cells mean by the others: numbers are percents where one is too large for a yes or a step, and green is done
    where nothing else is.
    """
    cells = dict.fromkeys(column)
    numbers = {cell: float(cell.replace(",", ".")) for cell in cells if _BARE_SHARE.fullmatch(cell)}
    meant = {cell: f"{cell}%" for cell in numbers} if max(numbers.values(), default=0) >= _SHARES_FROM else {}
    if _GREEN in cells and not any(status_of(cell) == "done" for cell in cells):
        meant[_GREEN] = _GREEN_IS_DONE
    return meant


def statuses_told(column: Iterable[str]) -> tuple[str, ...]:
    """What was made so of cells is said."""
    return ("🟢 = done",) if _GREEN_IS_DONE in column else ()


def steps_in(names: Iterable[str]) -> dict[str, Status]:
    """The lists of a board that are no modules but how far one is. `1` and `yes` are no name of a list, and where none is
    called Doing or Done or the like, none of them is meant so.
    """
    lists = dict.fromkeys(names)
    bare = {name: _LEADING_SIGN.sub("", normal(name)) for name in lists}
    steps = {name: status for name in lists if len(bare[name]) > len("yes") and (status := status_of(name))}
    return steps if any(bare[name] in _STEPS for name in lists) else {}


def steps_told(steps: Iterable[str]) -> tuple[str, ...]:
    """What was made of the names of lists is said."""
    names = ", ".join(steps)
    return (f"the lists {short(names)} say how far one is",) if names else ()


def _status_of_share(words: str) -> Status | None:
    """`100%` and `1.0` are all of it."""
    match = _SHARE.fullmatch(words.strip())
    share = float(match[1].replace(",", ".")) / (100 if match[2] else 1) if match else math.inf
    if share > 1:
        return None
    return "done" if share == 1 else "doing" if share else "todo"


def normal(words: str) -> str:
    """Without what people vary: case, hyphens and underscores, and whether a sign is shown in colour."""
    return " ".join(re.sub(r"[\s_-]+", " ", words.casefold().replace("\ufe0f", "").replace("\u2019", "'")).split())


def folded(name: str) -> str:
    """By which a name is found that is written with other hyphens or in another case."""
    return normal(title_line(name))


def hours_of(words: str, *, in_minutes: bool = False) -> float | None:
    """`3`, `3,5`, `2h`, `90m`, `1h30`, `1:30`; None for what is no length of time. A number alone means hours unless said."""
    clock = _CLOCK.fullmatch(words.strip())
    match = _LENGTH.fullmatch(f"{clock[1]}h{clock[2]}" if clock else words.strip())
    if match is None or not words.strip():
        return None
    hours, rest = (float((match[name] or "0").replace(",", ".")) for name in ("hours", "rest"))
    counts_minutes = in_minutes or match["hours"] is not None or match["unit"] is not None
    total = hours + (rest / 60 if counts_minutes else rest)
    return total if total <= MOST_HOURS else None


def minutes_of(words: str, *, in_minutes: bool = False) -> int:
    """Whole ones, and 0 for what is no length of time."""
    return round(60 * (hours_of(words, in_minutes=in_minutes) or 0))


def day_of(words: str) -> date | None:
    """At the edges of the calendar another time zone would be outside of it."""
    try:
        day = date.fromisoformat(words.strip())
    except ValueError:
        return None
    return day if MINYEAR < day.year < MAXYEAR else None


def day_of_moment(words: str) -> date | None:
    """The learner's day of a time such as 2026-01-05T10:00:00.000Z, also without its hyphens and colons."""
    if "T" not in words:
        return day_of(words)
    try:
        return local_day(datetime.fromisoformat(words.strip()).astimezone())
    except (ValueError, OverflowError, OSError):
        return None


def short(text: str) -> str:
    line = title_line(text)
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


def title_of(path: Path) -> str:
    """For a file that does not say what it is called: its name, or that of its folder where it is called as every other."""
    if path.stem.casefold() in _STREAMS:
        return "Imported"
    says_nothing = path.stem.casefold() in _SAYS_NOTHING
    return (_capital(path.absolute().parent.name) if says_nothing else "") or _capital(path.stem) or "Imported"


def _capital(name: str) -> str:
    words = title_line(re.sub(r"[\s_-]+", " ", name).encode("utf-8", "replace").decode())
    return f"{words[:1].upper()}{words[1:]}"


def without_addresses(text: str) -> tuple[str, tuple[str, ...]]:
    """A text, and the addresses that stood in it."""
    found = tuple(dict.fromkeys(url for match in _ADDRESS.findall(text) if leads_to_the_web(url := _ended(match))))
    if not found:
        return text, ()
    for url in sorted(found, key=len, reverse=True):
        text = text.replace(url, "")
    return title_line(_EMPTY_BRACKETS.sub("", text)).rstrip(" .:;,-\u2013\u2014"), found


def _ended(url: str) -> str:
    """Without what ends the sentence around it."""
    while url and (url[-1] in ".,;:!?'\"*]" or (url[-1] == ")" and "(" not in url)):
        url = url[:-1]
    return url


def numbered(titles: Iterable[str]) -> list[str]:
    """Titles in their order, the second of the same name as `name (2)`."""
    names: dict[str, None] = {}
    counts: dict[str, int] = {}
    for title in titles:
        name = title
        while name in names:
            counts[title] = counts.get(title, 1) + 1
            name = f"{title} ({counts[title]})"
        names[name] = None
    return list(names)


def refuse_too_many(path: Path, count: int) -> None:
    if count > MOST_ENTRIES:
        sentence = f"{path}: it holds more than {MOST_ENTRIES:,} entries, which is the most that is read"
        raise InvalidFile(sentence)


def counted(path: Path, entries: Iterable[Listed]) -> tuple[Listed, ...]:
    """All of them; no more are looked at than may be."""
    found = tuple(islice(entries, MOST_ENTRIES + 1))
    refuse_too_many(path, len(found))
    return found


def no_web_page(place: str, text: str) -> Unplaced:
    return Unplaced(place, short(text), "it leads to no web page")


def not_read(place: str, name: str, count: int) -> Unplaced:
    """What occurs many times is told once."""
    return Unplaced(
        place, short(name), f"nothing is made of it ({count} times)" if count > 1 else "nothing is made of it"
    )


def none_read(place: str, names: Mapping[str, int]) -> Iterator[Unplaced]:
    return (not_read(place, name, times) for name, times in sorted(names.items()))
