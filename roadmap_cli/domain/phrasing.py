"""Numbers and days as a person would say them."""

from collections.abc import Iterable, Sequence
from datetime import date, time

from roadmap_cli.domain.days import NOON, WEEK, WEEKDAYS, Clock
from roadmap_cli.domain.intentions import Plan
from roadmap_cli.domain.memory import Freshness

HOUR = 60
QUARTER = 92
YEAR = 366
FEW_WEEKS = 6
"""Of a shorter record dates are told by the year only."""
_NOISE = 6
"""Places that are kept: 100 x 0.29 is a hair under 29."""
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NO_HOURS = "no hours"
"""Of a topic of which the roadmap does not say them; an import of a report reads it as that."""

NOT_KNOWN = "not enough known"
"""Of a topic that is unsure."""


def amount(hours: float) -> str:
    """Hours and minutes: `45 min`, `1 h 30`, `212 h`. Above ten hours the minutes say nothing."""
    minutes = round(hours * 60)
    if minutes < HOUR:
        return f"{minutes} min"
    if minutes >= 10 * HOUR or minutes % HOUR == 0:
        return f"{round(minutes / HOUR):,} h"
    return f"{minutes // HOUR} h {minutes % HOUR:02}"


def or_nothing(hours: float, form: str = "{}") -> str:
    """`amount` within a form; nothing of hours that nobody said."""
    return form.format(amount(hours)) if hours else ""


def extent(phases: int, modules: int, topics: int) -> str:
    """How large a roadmap is."""
    return ", ".join([count(phases, "phase"), count(modules, "module"), count(topics, "topic")])


def exact(minutes: int) -> str:
    """As `amount`, and no minute is left out above ten hours."""
    hours, rest = divmod(minutes, HOUR)
    return f"{hours:,} h {rest:02}" if hours and rest else amount(minutes / HOUR)


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def in_words(number: int) -> str:
    return _SMALL[number] if number < len(_SMALL) else f"{number:,}"


def percent(value: float) -> str:
    """Rounded down, so that 100 is never shown early; below 10 in tenths and never nothing for something, so that the
    first evening moves it.
    """
    if value <= 0:
        return "0 %"
    tenths = max(1, int(round(10 * value, _NOISE)))
    whole = tenths // 10 if value >= 100 else min(tenths // 10, 99)  # noqa: PLR2004 - all of it
    return f"{whole} %" if whole >= 10 else f"{tenths / 10:.1f} %"  # noqa: PLR2004 - two figures


def share(some: int, of: int) -> str:
    """A part of things that are counted, to the nearest; neither all nor nothing is said of what is less or more."""
    if not some or some == of:
        return f"{100 if some else 0} %"
    return f"{min(max(round(100 * some / of), 1), 99)} %"


def recall_text(recall: float) -> str:
    return f"recall {percent(100 * recall)}"


def memory_text(memory: Freshness | None, recall: float | None) -> str:
    """`fading, recall 62 %`; nothing for a topic that memory says nothing of."""
    known = None if recall is None else recall_text(recall)
    return ", ".join(each for each in (NOT_KNOWN if memory == "unsure" else memory, known) if each)


def on_day(day: date, today: date, *, iso: bool = False) -> str:
    """`today`, `yesterday`, `tomorrow`, `on Monday` within a week, `on Sat 3 Oct`, `on 3 Oct 2024`; with `iso` these
    two as `on 2024-10-03`.
    """
    ago = (today - day).days
    if ago in {-1, 0, 1}:
        return {-1: "tomorrow", 0: "today", 1: "yesterday"}[ago]
    if -WEEK < ago < WEEK:
        return f"on {day:%A}"
    return f"on {day.isoformat() if iso else short_day(day, today)}"


def short_day(day: date, today: date) -> str:
    """As a screen says it: `Mon 23 Nov` within the year, `23 Nov 2027` beyond it."""
    return f"{day:%a} {day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b} {day.year}"


def clock_text(at: time, clock: Clock = "24h") -> str:
    """`19:30`, or `7:30 pm`."""
    return f"{at.hour % 12 or 12}:{at:%M} {'pm' if at.hour >= NOON.hour else 'am'}" if clock == "12h" else f"{at:%H:%M}"


def in_month(day: date, today: date, *, coarse: bool = False, short: bool = False) -> str:
    """`14 March 2027` within the coming quarter, `March 2029` later; with `coarse` never the day, and only `2029` after a
    year, so that little knowledge does not look like much. With `short` a day is told as on a screen.
    """
    ahead = (day - today).days
    if ahead <= QUARTER and not coarse:
        return short_day(day, today) if short else full_day(day)
    return f"{day:%Y}" if coarse and ahead > YEAR else f"{day:%B %Y}"


def around(p50: date, p80: date | None, today: date, *, weeks: int, short: bool = False) -> str:
    """When a path ends, told as exactly as a record of so many weeks allows: `around March 2029, with 80 % by 2031`, and
    of two dates that read the same one.
    """
    coarse = weeks < FEW_WEEKS
    middle = in_month(p50, today, coarse=coarse, short=short)
    late = in_month(p80, today, coarse=coarse, short=short) if p80 else middle
    return f"around {middle}" if late == middle else f"around {middle}, with 80 % by {late}"


def full_day(day: date) -> str:
    return f"{month_day(day)} {day.year}"


def span_text(first: date, last: date) -> str:
    """`17 to 23 November 2026`, and as much more of the first day as the last does not say."""
    if first == last:
        return full_day(first)
    if first.year != last.year:
        return f"{full_day(first)} to {full_day(last)}"
    month = "" if first.month == last.month else f" {first:%B}"
    return f"{first.day}{month} to {full_day(last)}"


def long_day(day: date, today: date) -> str:
    """`23 November` within the year, `23 November 2027` beyond it."""
    return month_day(day) if day.year == today.year else full_day(day)


def month_day(day: date) -> str:
    return f"{day.day} {day:%B}"


def plan_text(plan: Plan, clock: Clock = "24h") -> str:
    """As one line: `6 h a week, on Mon, Wed and Sat, at 19:30, after dinner`."""
    parts = [f"{amount(plan.hours_per_week)} a week"] if plan.hours_per_week else []
    parts += [f"on {weekdays_text(plan.days)}"] if plan.days else []
    parts += [f"at {clock_text(plan.at, clock)}"] if plan.at else []
    parts += [plan.cue] if plan.cue else []
    return ", ".join(parts) or "none"


def weekdays_text(days: Iterable[int]) -> str:
    """`every day`, or `Mon, Wed and Sat`."""
    names = [WEEKDAYS[place].title() for place in sorted(days)]
    if len(names) == len(WEEKDAYS):
        return "every day"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def listed(names: Sequence[str], most: int = 8) -> str:
    """Titles hold commas, so semicolons part them; what is more than `most` is only counted."""
    more = len(names) - most
    return "; ".join([*names[:most], *([f"and {more} more"] if more > 0 else [])])


def nothing_left(counted: int) -> str:
    """What stands in the place of the next step when there is none; `counted` is how many topics count at all."""
    if counted:
        return "Nothing counted is left: the whole path is done."
    return "No topic counts: roadmap topic add adds one, roadmap reset brings skipped ones back."
