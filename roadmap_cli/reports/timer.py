"""A timer."""

from typing import Literal, NamedTuple

from roadmap_cli.reports.status import TimerLine


class TimerReport(NamedTuple):
    """`change` is empty where the timer was only looked at."""

    timer: TimerLine | None
    change: Literal["started", "cancelled", ""] = ""
