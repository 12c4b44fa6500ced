"""The way so far as hours done, and the way to come as a band from the early dates to the late ones.

Two lines of hours stand in a letter, the upper half and the lower. (plotext was tried: it draws lines on a canvas of its own
and fills down to an axis only, so that the band would be three lines without anything between them.)
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from rich.console import RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import amount
from roadmap_cli.reports.burnup import Burnup
from roadmap_cli.views.way import Way, dates_on, hours_on, way_of
from roadmap_cli.views.widgets import ACCENT, DONE, QUIET, Look, grid, quiet

_ROWS = 12
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 5000, 10**4, 10**5, 10**6)
_UPPER, _LOWER = "▀", "▄"
NOTHING = "Nothing is done yet and no date is known, so there is no way to draw. Begin with: roadmap next"
UNDATED = "No date is known at this pace, so only the way so far is drawn."

Kind = Literal["done", "band", "middle", ""]
_WORDS: dict[Kind, str] = {"done": "done", "middle": "half of the futures", "band": "20 % to 80 %"}
_SIGNS: dict[Kind, str] = {"done": "█", "middle": "▒", "band": "░", "": " "}
_STYLES: dict[Kind, str] = {"done": DONE, "middle": ACCENT, "band": QUIET, "": ""}
_ASCII: dict[Kind, str] = {"done": "#", "middle": "*", "band": ".", "": " "}


class Axes(NamedTuple):
    """Columns of days and halves of lines of hours."""

    way: Way
    columns: int

    def day(self, column: float) -> date:
        return self.way.first + timedelta(days=round((self.way.last - self.way.first).days * column / self.columns))

    def column(self, day: date) -> int:
        span = (self.way.last - self.way.first).days
        return min(self.columns * (day - self.way.first).days // span, self.columns - 1)

    def kind(self, column: int, half: int) -> Kind:
        """What lies in the middle of a half, counted from the foot."""
        step = self.way.counted / (2 * _ROWS)
        low, here = half * step, (half + 0.5) * step
        if column < self.column(self.way.today) or not self.way.dated:
            return "done" if self.way.reached(self.day(column + 0.5)) >= here else ""
        begins, ends = (hours_on(self.way.middle, self.day(column + side)) for side in (0, 1))
        if begins < low + step and ends >= low:
            return "middle"
        early, late = (hours_on(points, self.day(column + 0.5)) for points in (self.way.early, self.way.late))
        return "band" if late <= here <= early else ""


def burnup_chart(report: Burnup, today: date, look: Look) -> Iterator[RenderableType]:
    way = way_of(report, today)
    if not way.dated and not way.done:
        yield Text(NOTHING)
        return
    if look.plain:
        yield from _rows(report)
    else:
        yield _drawn(way, look)
        yield _legend(way, look)
    if not way.dated:
        yield quiet(UNDATED)


def _drawn(way: Way, look: Look) -> Text:
    marks = {row: name for name, row in _marks(way.counted)}
    label = max(map(len, marks.values())) + 1
    axes = Axes(way, max(look.width - label, 1))
    text = Text(no_wrap=True, overflow="crop")
    for row in reversed(range(_ROWS)):
        text.append(f"{marks.get(row, ''):>{label - 1}} ", QUIET)
        for column in range(axes.columns):
            text.append(*_cell(axes.kind(column, 2 * row + 1), axes.kind(column, 2 * row), look))
        text.append("\n")
    for line in _dates(axes, look):
        text.append(f"{'':{label}}{line}\n", QUIET)
    return text


def _dates(axes: Axes, look: Look) -> Iterator[str]:
    """The line of days, with a sign for today, and the names of some of them where they fit."""
    dates = [(axes.column(day), name) for day, name in dates_on(axes.way.first, axes.way.last, axes.columns)]
    line, tick, now = "-+^" if look.ascii_only else "─┴▲"
    signs = [line] * axes.columns
    for column, _ in dates:
        signs[column] = tick
    signs[axes.column(axes.way.today)] = now
    yield "".join(signs)
    names = ""
    for column, name in dates:
        if len(names) <= column and column + len(name) <= axes.columns:
            names = f"{names:{column}}{name} "
    yield names


def _cell(upper: Kind, lower: Kind, look: Look) -> tuple[str, str]:
    if look.shades is None:
        kind = lower or upper
        sign = (_ASCII if look.ascii_only else _SIGNS)[kind]
        half = kind == "done" and not upper and not look.ascii_only
        return _LOWER if half else sign, _STYLES[kind]
    colours: dict[Kind, str] = {
        "done": look.shades.steps[3],
        "band": look.shades.paused,
        "middle": look.shades.repaired,
    }
    if not upper:
        return (_LOWER, colours[lower]) if lower else (" ", "")
    return _UPPER, f"{colours[upper]} on {colours[lower]}" if lower else colours[upper]


def _marks(counted: float) -> Iterator[tuple[str, int]]:
    """Round hours, each with its line from the foot; the whole path at the top."""
    step = next((each for each in _STEPS if counted <= 5 * each), _STEPS[-1])
    for hours in range(step, int(counted), step):
        row = int(hours / counted * _ROWS)
        if row < _ROWS - 2:
            yield f"{hours:,} h", row
    yield f"{counted:,.0f} h", _ROWS - 1


def _legend(way: Way, look: Look) -> Text:
    kinds: tuple[Kind, ...] = ("done", "middle", "band") if way.dated else ("done",)
    parts = [Text.assemble(_swatch(kind, look), (f" {_WORDS[kind]}", QUIET)) for kind in kinds]
    now = Text(f"{'^' if look.ascii_only else '▲'} today", QUIET)
    return Text("  ").join([*parts, now])


def _swatch(kind: Kind, look: Look) -> tuple[str, str]:
    sign, style = _cell(kind, kind, look)
    return sign * 2, style


def _rows(report: Burnup) -> Iterator[RenderableType]:
    """For a pipe: what was done by a day, and by when more will be."""
    table = grid("left", "right", "left", "left", "left", padding=2)
    for each in report.done:
        table.add_row("done", amount(each.hours), f"by {each.day.isoformat()}")
    for line in report.ahead:
        days = (day.isoformat() if day else "no date" for day in (line.p20, line.p50, line.p80))
        table.add_row(
            "ahead",
            amount(line.hours),
            *(f"{share} by {day}" for share, day in zip(("20 %", "half", "80 %"), days, strict=True)),
        )
    yield table
