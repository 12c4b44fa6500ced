"""The learner's days: a day begins at four in the morning, so that a late evening counts for the evening."""

from datetime import UTC, date, datetime, time, timedelta

DAY_START = timedelta(hours=4)
NOON = time(12)


def local_day(now: datetime) -> date:
    """`now` carries the learner's time zone."""
    return (now - DAY_START).date()


def moment_on(day: date, now: datetime) -> datetime:
    """A time in UTC for something that happened on a day: now for today, noon where only the day is known."""
    if day == local_day(now):
        return now.astimezone(UTC)
    return datetime.combine(day, NOON, now.tzinfo).astimezone(UTC)
