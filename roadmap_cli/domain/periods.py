"""Weeks, months and years of the calendar, and the time before each that it is compared with."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from roadmap_cli.domain.days import WEEK, week_start

CalendarPeriod = Literal["week", "month", "year"]
Period = Literal[CalendarPeriod, "range"]
DAY = timedelta(days=1)
_LONGEST: dict[CalendarPeriod, int] = {"week": WEEK, "month": 31, "year": 366}


class Span(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


class Told(NamedTuple):
    """The days that are told, the whole period that they are the beginning of, and the days to compare them with."""

    period: Period
    days: Span
    whole: Span
    before: Span


def calendar_period(period: CalendarPeriod, today: date, week_starts: int, *, so_far: bool) -> Told:
    """The last one that is over, or with `so_far` the one that today lies in, against as many days of the one before."""
    now = _around(period, today, week_starts)
    before = _around(period, now.first - DAY, week_starts)
    if so_far:
        days = Span(now.first, today)
        return Told(period=period, days=days, whole=now, before=_beginning(before, days.length))
    earlier = _around(period, before.first - DAY, week_starts)
    return Told(period=period, days=before, whole=before, before=earlier)


def any_days(first: date, last: date) -> Told:
    """Against as many days before them."""
    days = Span(first, last)
    before = Span(first - days.length * DAY, first - DAY)
    return Told(period="range", days=days, whole=days, before=before)


def _around(period: CalendarPeriod, day: date, week_starts: int) -> Span:
    first = _start(period, day, week_starts)
    after = _start(period, first + timedelta(days=_LONGEST[period]), week_starts)
    return Span(first, after - DAY)


def _start(period: CalendarPeriod, day: date, week_starts: int) -> date:
    if period == "week":
        return week_start(day, week_starts)
    return day.replace(day=1) if period == "month" else day.replace(month=1, day=1)


def _beginning(span: Span, length: int) -> Span:
    """A month may be shorter than what has gone by of the next."""
    return Span(span.first, min(span.first + (length - 1) * DAY, span.last))
