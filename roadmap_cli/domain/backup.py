"""Copies of the whole record that are made by themselves: how many of them stay."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple


class Keeping(NamedTuple):
    """The newest copy of so many days, weeks and months; without any, none is made."""

    daily_backups: int = 7
    weekly_backups: int = 4
    monthly_backups: int = 12


def days_to_keep(days: Iterable[date], keeping: Keeping) -> frozenset[date]:
    """Of the days that there is a copy of: those on which it is the newest of a day, week or month that is kept. Weeks
    and months without any copy do not count, so that who comes back after a year finds what there was.
    """
    newest_first = sorted(set(days), reverse=True)
    return frozenset(
        day
        for part, number in (
            (_day, keeping.daily_backups),
            (_week, keeping.weekly_backups),
            (_month, keeping.monthly_backups),
        )
        for day in _newest_of_each(newest_first, part)[:number]
    )


def _newest_of_each(newest_first: Iterable[date], part: Callable[[date], tuple[int, ...]]) -> list[date]:
    found: dict[tuple[int, ...], date] = {}
    for day in newest_first:
        found.setdefault(part(day), day)
    return list(found.values())


def _day(day: date) -> tuple[int, ...]:
    return (day.toordinal(),)


def _week(day: date) -> tuple[int, ...]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, ...]:
    return (day.year, day.month)
