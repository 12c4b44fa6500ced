"""The way so far and to come as lines over days, for a chart of any size."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from roadmap_cli.reports.burnup import Burnup

Points = Sequence[tuple[date, float]]
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
_NAME_COLUMNS = 9


class Way(NamedTuple):
    """Hours by day: done in steps; ahead early, in the middle and late, in straight lines from today on."""

    first: date
    last: date
    today: date
    counted: float
    done: Points
    early: Points
    middle: Points
    late: Points

    @property
    def dated(self) -> bool:
        return len(self.middle) > 1

    def reached(self, day: date) -> float:
        place = bisect_right(self.done, day, key=lambda point: point[0])
        return self.done[place - 1][1] if place else 0.0


def way_of(report: Burnup, today: date) -> Way:
    now = report.done[-1].hours if report.done else 0.0
    early = [(each.p20, each.hours) for each in report.ahead if each.p20]
    middle = [(each.p50, each.hours) for each in report.ahead if each.p50]
    late = [(each.p80, each.hours) for each in report.ahead if each.p80]
    first = min([today, *(each.day for each in report.done)])
    last = max([today, *(day for day, _ in (*early, *middle, *late))])
    return Way(
        first=first,
        last=max(last, first + timedelta(days=1)),
        today=today,
        counted=report.counted,
        done=tuple((each.day, each.hours) for each in report.done),
        early=((today, now), *early),
        middle=((today, now), *middle),
        late=((today, now), *late),
    )


def hours_on(points: Points, day: date) -> float:
    """In a straight line between two points, and level after the last."""
    place = bisect_right(points, day, key=lambda point: point[0])
    if place in {0, len(points)}:
        return points[place - 1][1] if place else points[0][1]
    (start, low), (end, high) = points[place - 1], points[place]
    return low + (high - low) * (day - start).days / (end - start).days


def dates_on(first: date, last: date, columns: int) -> list[tuple[date, str]]:
    """The first of a month as often as there is room, with the year where it begins."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((each for each in _MONTHS if months / each * _NAME_COLUMNS <= columns), _MONTHS[-1])
    start = first.year * 12 + first.month - 1
    begins = (date(month // 12, month % 12 + 1, 1) for month in range(start - start % step, start + months + 1, step))
    return [(day, f"{day:%Y}" if day.month == 1 else f"{day:%b}") for day in begins if first <= day <= last]
