"""Options that several commands share, and the way from words to values, or to an error that says what would be right."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer
from typer.core import TyperGroup

from roadmap_cli.cli import completion
from roadmap_cli.cli.screen import hint
from roadmap_cli.domain.days import CENTURY_DAYS, DAY_NAMES, EARLIEST, MOST_MINUTES
from roadmap_cli.domain.safe_text import is_seen
from roadmap_cli.domain.web import is_address, is_near, leads_to_the_web, why_not_the_web
from roadmap_cli.errors import WrongUsage
from roadmap_cli.files import STANDARD_INPUT
from roadmap_cli.settings import values
from roadmap_cli.use_cases.session import Session

if TYPE_CHECKING:
    from roadmap_cli.domain.duration import Duration

Value = TypeVar("Value")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Topic = Annotated[
    str,
    typer.Argument(
        metavar="TOPIC",
        help="An id, its beginning, words of the title, or a number of the last list.",
        autocompletion=completion.topics,
    ),
]
TopicWords = Annotated[
    list[str],
    typer.Argument(
        metavar="TOPIC",
        help="An id, its beginning, words of the title, or a number of the last list.",
        autocompletion=completion.topics,
    ),
]
TopicOrNone = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TOPIC]",
        help="An id, its beginning, words of the title, or a number of the last list.",
        autocompletion=completion.topics,
    ),
]
On = Annotated[str | None, typer.Option(metavar="DAY", help='The day: 2026-11-20, yesterday, "3 days ago".')]


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY_SHAPES = (
    r"in (?:an?|\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten) (?:day|week|month|year)s?",
    r"(?:an?|\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten) (?:day|week|month|year)s? ago",
    rf"\d{{1,2}} {_MONTH}(?: \d{{4}})?",
    rf"{_MONTH} \d{{1,2}}(?:,? \d{{4}})?",
)
_EXAMPLES = {
    "past": '2026-11-20, yesterday, monday, "3 days ago" or "20 November"',
    "future": '2027-06-01, tomorrow, friday, "in 3 weeks" or "1 June 2027"',
}


def parse_minutes(words: str) -> int:
    """`45m`, `1h30`, `1.5 hours`, `90`: whole minutes, above none and at most a day. Raises BadParameter."""
    from roadmap_cli.domain.duration import read_duration

    duration = read_duration(words)
    if duration is None:
        message = f"{words!r} is not a length of time; write 45m, 1h30, 1.5h or 90"
        raise typer.BadParameter(message)
    return minutes_of(duration)


def minutes_of(duration: "Duration") -> int:
    """Raises BadParameter for none at all and for more than a day."""
    minutes, words = duration.minutes, duration.text
    if not 0 < minutes <= MOST_MINUTES:
        message = (
            f"{words!r} is {'no time at all' if minutes == 0 else 'more than a day'}; log between 1m and 24h at once"
        )
        raise typer.BadParameter(message)
    return minutes


def parse_day(words: str, today: date) -> date:
    """A day from EARLIEST to today: ISO, or in words such as `yesterday` and `3 days ago`. Raises WrongUsage."""
    day = _day(words, today, "past")
    if day > today:
        sentence = f"{day.isoformat()} is in the future"
        raise WrongUsage(sentence, "only what has happened can be recorded")
    if day < EARLIEST:
        sentence = f"{day.isoformat()} is too long ago"
        raise WrongUsage(sentence, "is the year right?")
    return day


def day_given(words: str | None, session: Session) -> date | None:
    return None if words is None else parse_day(words, session.today)


def parse_day_ahead(words: str, today: date) -> date:
    """A day from today to a hundred years on, as in `parse_day`, `in 3 weeks` too. Raises WrongUsage."""
    day = _day(words, today, "future")
    if day < today:
        sentence = f"{day.isoformat()} is in the past"
        raise WrongUsage(sentence, f"name a day from {today.isoformat()} on")
    if day > today + timedelta(days=CENTURY_DAYS):
        sentence = f"{day.isoformat()} is more than a hundred years away"
        raise WrongUsage(sentence, "is the year right?")
    return day


def parse_any_day(words: str, today: date) -> date:
    """A day in the past or, within a hundred years, in the future. Raises WrongUsage."""
    day = _day(words, today, "past" if words.strip().casefold() in DAY_NAMES else "future")
    return parse_day(day.isoformat(), today) if day < today else parse_day_ahead(day.isoformat(), today)


def parse_length(words: str) -> int | None:
    """`10d`, `10 days`, `2w`: days, or None for anything else."""
    match = re.fullmatch(r"(\d{1,4})\s*(d|days?|w|weeks?)", words.strip(), re.IGNORECASE)
    return int(match[1]) * (7 if match[2].casefold().startswith("w") else 1) if match else None


def parse_hours_per_week(words: str) -> float:
    return _setting(values.hours_per_week, words)


def parse_weekdays(words: str) -> frozenset[int]:
    return _setting(values.weekdays, words)


def parse_clock(words: str) -> time:
    return _setting(values.clock_time, words)


def parse_url(words: str) -> str:
    """A link into the web; one to a host without a dot gets a remark. Raises BadParameter."""
    url = words.strip()
    if not leads_to_the_web(url):
        message = f"{words!r} {why_not_the_web(url)}"
        raise typer.BadParameter(message)
    if is_near(url):
        hint(f"the host of {url} has no dot, so others will not find it: is it mistyped?")
    return url


def parse_text(words: str) -> str:
    """Text that any database and terminal can hold. Raises BadParameter if nothing of it can be seen."""
    text = words.encode("utf-8", "replace").decode().replace("\0", "").strip()
    if not is_seen(text):
        message = "it is empty"
        raise typer.BadParameter(message)
    return text


def parse_optional_text(words: str) -> str:
    """The same, where nothing takes a text away."""
    return parse_text(words) if is_seen(words) else ""


def json_stands_behind(context: typer.Context, *, as_json: bool) -> None:
    """Of a group: what is said before a command of it would be dropped. Raises WrongUsage."""
    name, group = context.invoked_subcommand, context.command
    if not as_json or name is None or not isinstance(group, TyperGroup):
        return
    words = f"{context.command_path} {name}"
    if any("--json" in each.opts for each in group.commands[name].params):
        sentence = f"--json stands behind {name}"
        raise WrongUsage(sentence, f"write: {words} --json")
    sentence = f"{words} prints no JSON"
    raise WrongUsage(sentence, f"see: {words} --help")


def parse_file(words: str) -> Path:
    if not words.strip():
        message = "a file needs a name"
        raise typer.BadParameter(message)
    if is_address(words):
        message = f"{words} is an address, and no file; a roadmap there is fetched, and kept, by roadmap use"
        raise typer.BadParameter(message)
    return Path(words).expanduser()


def parse_input(words: str) -> Path:
    """A file that is read; `-` is the standard input."""
    return STANDARD_INPUT if words.strip() == "-" else parse_file(words)


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return None


def _day(words: str, today: date, prefer: Literal["past", "future"]) -> date:
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    said = words.strip().casefold()
    day = today + timedelta(days=near[said]) if said in near else _iso(words) or _in_words(words, today, prefer)
    if day is None:
        sentence = f"{words!r} is not a day"
        raise WrongUsage(sentence, f"write {_EXAMPLES[prefer]}, in English")
    return day


def _setting(read: Callable[[str], Value], words: str) -> Value:
    try:
        return read(words)
    except ValueError as error:
        message = f"{words!r} {error}"
        raise typer.BadParameter(message) from error


def _in_words(words: str, today: date, prefer: Literal["past", "future"]) -> date | None:
    """Only what has one meaning: dateparser would make a day of nearly anything, such as a clock time."""
    said = " ".join(words.casefold().split())
    if said in DAY_NAMES and prefer == "future":
        return today + timedelta(days=(DAY_NAMES.index(said) - today.weekday()) % 7)
    if said in DAY_NAMES:
        return today - timedelta(days=(today.weekday() - DAY_NAMES.index(said)) % 7)
    if not any(re.fullmatch(shape, said) for shape in _DAY_SHAPES):
        return None
    import dateparser  # loads its languages, so only for a day in words

    settings = {"RELATIVE_BASE": datetime.combine(today, time(12)), "PREFER_DATES_FROM": prefer}
    found = dateparser.parse(said, languages=["en"], settings=settings)
    return found.date() if found else None


HoursPerWeek = Annotated[
    float | None,
    typer.Option(
        "--hours-per-week", metavar="H", parser=parse_hours_per_week, help="Hours a week.", show_default=False
    ),
]
