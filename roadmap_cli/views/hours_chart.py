"""The hours of each week as bars, with the goal as a line."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from rich.text import Text

from roadmap_cli.views.widgets import ACCENT, DONE, QUIET, Look

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_HALF = 4
_MOST_ROWS = 4


class Scale(NamedTuple):
    """`row` is the minutes of one line of letters, `goal_rows` how many lines the goal is."""

    row: float
    rows: int
    goal: int
    goal_rows: int


def scale_of(minutes: Sequence[int], goal: int) -> Scale:
    """Two lines to the goal and as many above it; one, where a week was more than double."""
    most = max(minutes, default=0)
    if not goal:
        return Scale(row=max(most / 2, 1), rows=2, goal=0, goal_rows=0)
    goal_rows = 2 if most <= 2 * goal else 1
    row = goal / goal_rows
    return Scale(row=row, rows=min(max(ceil(most / row), goal_rows + 1), _MOST_ROWS), goal=goal, goal_rows=goal_rows)


def hours_chart(minutes: Sequence[int], scale: Scale, look: Look, *, label: int, cell: int) -> Text:
    """A bar of so many columns for each week, from the left; weeks that reach the goal have its colour."""
    text = Text(no_wrap=True, overflow="crop")
    for above in reversed(range(scale.rows)):
        text.append("\n" if text else "")
        name = _name(scale.goal) if scale.goal and above == scale.goal_rows else ""
        text.append(f"{name:{label}.{label}}", QUIET)
        for each in minutes:
            text.append(*_piece(each, above, scale, look, cell))
    return text


def _name(goal: int) -> str:
    """Beside its line, which runs at the foot of the letters above it: four letters, or five."""
    hours = f"{goal / 60:.1f}".removesuffix(".0")
    return f"{goal} m" if goal < 60 else f"{hours} h" if len(hours) < 3 else f"{hours}h"  # noqa: PLR2004 - as said


def _piece(minutes: int, above: int, scale: Scale, look: Look, cell: int) -> tuple[str, str]:
    eighths = min(max(round(8 * (minutes / scale.row - above)), 1 if minutes and not above else 0), 8)
    if eighths and (not look.ascii_only or not above or eighths >= _HALF):
        sign = "#" if look.ascii_only else _EIGHTHS[eighths]
        return sign * cell, DONE if scale.goal and minutes >= scale.goal else ACCENT
    on_line = scale.goal and above == scale.goal_rows
    return ("_" if look.ascii_only else "▁") * cell if on_line else " " * cell, QUIET
