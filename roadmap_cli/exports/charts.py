"""What the page draws, as numbers: the way so far with the forecast, and the map of days. It draws nothing itself.

No maintained chart library fits the page: they bring scripts or colours of their own, where these pictures have to follow
the reader's light or dark theme, print, stand in a file that loads nothing, and come out of a PDF as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.days import shade
from roadmap_cli.domain.phrasing import amount, full_day
from roadmap_cli.reports.activity import ActivityDay
from roadmap_cli.reports.burnup import Burnup
from roadmap_cli.reports.export import ProgressReport

LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 26
"""Room for the labels around a chart, in CSS pixels."""
MOST_TICKS = 6
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
"""Months between two labels of a time axis."""
_HOUR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
CELL, STEP, WEEK = 10, 12, 7
HALF_YEAR = 27


class Tick(NamedTuple):
    at: float
    label: str


class Chart(NamedTuple):
    """Points of SVG polylines and polygons; empty text for what is not known. `today` is a place on the time axis."""

    width: int
    height: int
    done: str
    middle: str
    band: str
    today: float
    goal: float
    hours: tuple[Tick, ...]
    dates: tuple[Tick, ...]


class Cell(NamedTuple):
    x: int
    y: int
    shade: int
    state: str
    label: str


class Weeks(NamedTuple):
    """A piece of the map of days, a column a week."""

    width: int
    months: tuple[Tick, ...]
    cells: tuple[Cell, ...]


class _Scale(NamedTuple):
    first: date
    days: int
    hours: float
    width: int
    height: int

    def x(self, day: date) -> float:
        inner = self.width - LEFT - RIGHT
        return round(LEFT + inner * (day - self.first).days / self.days, 1)

    def y(self, hours: float) -> float:
        inner = self.height - TOP - BOTTOM
        return round(TOP + inner * (1 - hours / self.hours), 1)

    def points(self, values: Iterable[tuple[date, float]]) -> str:
        return " ".join(f"{self.x(day)},{self.y(hours)}" for day, hours in values)


def burnup(report: ProgressReport, width: int, height: int) -> Chart | None:
    """None where there is nothing to draw: no hours at all."""
    way, today = report.burnup, report.activity.today
    if way is None or not way.counted or not (way.done or way.ahead):
        return None
    first = min([today, *(each.day for each in way.done)])
    ends = [each.p80 or each.p50 or each.p20 for each in way.ahead]
    last = max([today, *(end for end in ends if end)])
    scale = _Scale(first=first, days=max((last - first).days, 1), hours=way.counted, width=width, height=height)
    now = way.done[-1].hours if way.done else 0.0
    return Chart(
        width=width,
        height=height,
        done=scale.points(_steps(way, first, today)),
        middle=scale.points(_middle(way, today, now)),
        band=scale.points(_band(way, today, now)),
        today=scale.x(today),
        goal=scale.y(way.counted),
        hours=tuple(Tick(scale.y(hours), f"{hours:,} h") for hours in _round_hours(way.counted)),
        dates=tuple(_dates(scale, first, last)) or (Tick(scale.x(today), f"{today:%b}"),),
    )


def _steps(way: Burnup, first: date, today: date) -> Iterator[tuple[date, float]]:
    """Hours rise on the day on which a topic is done, and stay until the next."""
    hours = 0.0
    yield first, hours
    for each in way.done:
        yield each.day, hours
        hours = each.hours
        yield each.day, hours
    yield today, hours


def _middle(way: Burnup, today: date, now: float) -> Iterator[tuple[date, float]]:
    dated = [(each.p50, each.hours) for each in way.ahead if each.p50]
    yield from [(today, now), *dated] if dated else []


def _band(way: Burnup, today: date, now: float) -> Iterator[tuple[date, float]]:
    """Along the early dates and back along the late ones."""
    both = [each for each in way.ahead if each.p20 and each.p80]
    if not both:
        return
    yield today, now
    yield from ((each.p20, each.hours) for each in both if each.p20)
    yield from ((each.p80, each.hours) for each in reversed(both) if each.p80)


def _round_hours(most: float) -> Iterator[int]:
    step = next((each for each in _HOUR_STEPS if most / each <= MOST_TICKS), _HOUR_STEPS[-1])
    yield from range(0, int(most) + 1, step)


def _dates(scale: _Scale, first: date, last: date) -> Iterator[Tick]:
    """The first of a month, as often as there is room, with the year where it begins."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    room = max(2, (scale.width - LEFT - RIGHT) // 62)
    step = next((each for each in _STEPS if months / each <= room), _STEPS[-1])
    start = first.year * 12 + first.month - 1
    for month in range(start - start % step, start + months + 1):
        day = date(month // 12, month % 12 + 1, 1)
        if (month % step == 0) and first <= day <= last:
            yield Tick(scale.x(day), f"{day:%Y}" if month % 12 == 0 else f"{day:%b}")


def year(days: Sequence[ActivityDay]) -> tuple[Weeks, ...]:
    """Two halves, which stand beside each other where there is room."""
    weeks = [days[start : start + WEEK] for start in range(0, len(days), WEEK)]
    return tuple(_weeks(weeks[start : start + HALF_YEAR]) for start in range(0, len(weeks), HALF_YEAR))


def _weeks(weeks: Sequence[Sequence[ActivityDay]]) -> Weeks:
    cells = (
        Cell(x=column * STEP, y=row * STEP, shade=shade(day.minutes, day.events), state=day.state, label=_told(day))
        for column, week in enumerate(weeks)
        for row, day in enumerate(week)
    )
    begins = ((column, day.day) for column, week in enumerate(weeks) for day in week if day.day.day == 1)
    months = (Tick(column * STEP, f"{day:%b}") for column, day in begins if column < len(weeks) - 1)
    return Weeks(len(weeks) * STEP, tuple(months), tuple(cells))


def _told(day: ActivityDay) -> str:
    what = amount(day.minutes / 60) if day.minutes else day.state
    return f"{full_day(day.day)}: {what}"
