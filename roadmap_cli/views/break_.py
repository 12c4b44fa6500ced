"""Breaks: past, running and ahead."""

from collections.abc import Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.intentions import Break
from roadmap_cli.domain.phrasing import count, full_day, month_day
from roadmap_cli.reports.break_ import BreakReport
from roadmap_cli.views.widgets import ACCENT, DOING, QUIET, Look, grid, quiet

_CHANGES = {
    "taken": "Break {}. It breaks no streak, and forecasts leave it out.",
    "extended": "The break is longer now: {}.",
    "ended": "The break is over. It was declared {}. Welcome back.",
    "cancelled": "Called off: the break {}.",
}


def render(report: BreakReport, _: Look) -> RenderableType:
    return Group(*_breaks(report))


def _breaks(report: BreakReport) -> Iterator[RenderableType]:
    if report.change and report.subject:
        yield Text(_CHANGES[report.change].format(_span(report.subject, report.today)))
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
        table.add_row(Text(f"{each.first.isoformat()} to {each.last.isoformat()}"), quiet(days), said)
    yield table


def _span(each: Break, today: date) -> str:
    start = "" if each.first == today else f"from {_day(each.first, today)}, "
    return f"{start}until {_day(each.last, today)}, {count((each.last - each.first).days + 1, 'day')}"


def _day(day: date, today: date) -> str:
    return f"{day:%A}, {month_day(day) if day.year == today.year else full_day(day)}"
