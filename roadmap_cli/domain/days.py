"""The learner's days: a day begins at four in the morning, so that a late evening counts for the evening."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple

DAY_START = timedelta(hours=4)
NOON = time(12)
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = tuple(name[:3] for name in DAY_NAMES)
WEEK = 7
WEEK_HOURS = 168
MOST_MINUTES = 24 * 60
"""That can be logged at once, and on a day in all."""
EARLIEST = date(1970, 1, 2)
"""Before it, not every platform can tell the local time."""
CENTURY_DAYS = 36_525
"""What lies further ahead is no date."""
SHADE_MINUTES = (1, 30, 60, 120)


Clock = Literal["24h", "12h"]


class Rhythm(NamedTuple):
    """How a learner's weeks go. `day_start` is how long after midnight a day begins; `rest_days` are places in
    WEEKDAYS, and so is `week_starts`; an hour a day is what `hours_per_week` assumes of somebody who has not said
    anything yet; `clock` is how times of day are told.
    """

    hours_per_week: float = 7.0
    day_start: timedelta = DAY_START
    rest_days: frozenset[int] = frozenset()
    clock: Clock = "24h"
    week_starts: int = 0


def local_day(now: datetime, day_start: timedelta = DAY_START) -> date:
    """`now` carries the learner's time zone."""
    return (now - day_start).date()


def week_start(day: date, week_starts: int) -> date:
    """The first day of the week that a day lies in."""
    return day - timedelta(days=(day.weekday() - week_starts) % WEEK)


def moment_on(day: date, now: datetime, day_start: timedelta = DAY_START) -> datetime:
    """A time in UTC for something that happened on a day: now for today, noon where only the day is known."""
    if day == local_day(now, day_start):
        return now.astimezone(UTC)
    return datetime.combine(day, NOON, now.tzinfo).astimezone(UTC)


def shade(minutes: int, events: int) -> int:
    """How dark a day is on a map of days: 0 for an idle one, 1 for anything at all, up to 4 with the minutes."""
    return max(sum(minutes >= step for step in SHADE_MINUTES), 1 if events else 0)
