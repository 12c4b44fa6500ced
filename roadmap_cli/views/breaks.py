"""Breaks, and a timer."""

from collections.abc import Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.intentions import Break
from roadmap_cli.domain.words import amount, count
from roadmap_cli.reports.habits import BreakReport, TimerReport
from roadmap_cli.views.parts import ACCENT, DOING, QUIET, Look, grid, quiet

_CHANGES = {
    "taken": "Break {}. It breaks no streak, and forecasts leave it out.",
    "extended": "The break is longer now: {}.",
    "ended": "The break is over. It was declared {}. Welcome back.",
    "cancelled": "Called off: the break {}.",
}


def render(report: BreakReport | TimerReport, _: Look) -> RenderableType:
    return Group(*(_timer(report) if isinstance(report, TimerReport) else _breaks(report)))


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


def _timer(report: TimerReport) -> Iterator[RenderableType]:
    timer = report.timer
    if timer is None:
        yield Text("No timer is running.")
        yield Text.assemble(("Start one with: ", QUIET), ("roadmap timer start TOPIC", ACCENT))
    elif report.change == "started":
        yield Text(f"The timer is running on {timer.title}")
        yield Text.assemble(("Stop it with: ", QUIET), ("roadmap timer stop", ACCENT))
    elif report.change == "cancelled":
        yield Text(f"The timer on {timer.title} is cancelled; nothing is logged")
    else:
        since = timer.started_at.astimezone()
        ran = f": {amount(timer.minutes / 60)} so far" if timer.minutes >= 0 else ", which is later than now"
        day = f"{since:%A}, {since.day} {since:%B}"
        yield Text(f"The timer is running on {timer.title} since {since:%H:%M} on {day}{ran}")
        yield Text.assemble(("Stop it with: ", QUIET), ("roadmap timer stop", ACCENT))


def _span(each: Break, today: date) -> str:
    start = "" if each.first == today else f"from {_day(each.first, today)}, "
    return f"{start}until {_day(each.last, today)}, {count((each.last - each.first).days + 1, 'day')}"


def _day(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%A}, {day.day} {day:%B}{year}"
