"""Breaks: past, running and ahead."""

from collections.abc import Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.intentions import Break
from roadmap_cli.domain.phrasing import count
from roadmap_cli.reports.break_ import BreakReport
from roadmap_cli.views.widgets import ACCENT, DOING, QUIET, Look, grid, quiet

_CHANGES = {
    "taken": "Break {}. It breaks no streak, and forecasts leave it out.",
    "extended": "The break is longer now: {}.",
    "ended": "The break is over. It was declared {}. Welcome back.",
    "cancelled": "Called off: the break {}.",
}


def render(report: BreakReport, look: Look) -> RenderableType:
    return Group(*_breaks(report, look))


def _breaks(report: BreakReport, look: Look) -> Iterator[RenderableType]:
    if report.change and report.subject:
        yield Text(_CHANGES[report.change].format(_span(report.subject, report.today, look)))
        return
    if not report.breaks:
        yield Text("No break is declared.")
        yield Text.assemble(("Take one with: ", QUIET), ("roadmap break 10d", ACCENT))
        return
    table = grid("left", "right", "left*", padding=2)
    for each in reversed(report.breaks):
        ahead, over = each.first > report.today, each.last < report.today
        state = Text("ahead" if ahead else "over" if over else "now", QUIET if over else DOING)
        days = count((each.last - each.first).days + 1, "day")
        said = Text.assemble(state, f"  {each.reason}" if each.reason else "")
        table.add_row(Text(f"{look.day(each.first)} to {look.day(each.last)}"), quiet(days), said)
    yield table


def _span(each: Break, today: date, look: Look) -> str:
    start = "" if each.first == today else f"from {look.day(each.first)}, "
    return f"{start}until {look.day(each.last)}, {count((each.last - each.first).days + 1, 'day')}"
