"""A timer, running or not."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import amount
from roadmap_cli.reports.status import TimerLine
from roadmap_cli.reports.timer import TimerReport
from roadmap_cli.views.change import ASSUMED
from roadmap_cli.views.widgets import ACCENT, QUIET, Look


def render(report: TimerReport, look: Look) -> RenderableType:
    return Group(*_lines(report, look))


def _lines(report: TimerReport, look: Look) -> Iterator[RenderableType]:
    timer = report.timer
    if timer is None:
        yield Text("No timer is running.")
        yield Text.assemble(("Start one with: ", QUIET), ("roadmap timer start TOPIC", ACCENT))
    elif report.change == "cancelled":
        yield Text(f"The timer on {timer.title} is cancelled; nothing is logged")
    else:
        more = {"": _since(timer, look), "assumed": ASSUMED}.get(report.change, "")
        yield Text(f"The timer is running on {timer.title}{more}")
        yield Text.assemble(("Stop it with: ", QUIET), ("roadmap timer stop", ACCENT))


def _since(timer: TimerLine, look: Look) -> str:
    since = timer.started_at.astimezone()
    ran = f": {amount(timer.minutes / 60)} so far" if timer.minutes >= 0 else ", which is later than now"
    return f" since {look.time(since.time())} on {look.day(since)}{ran}"
