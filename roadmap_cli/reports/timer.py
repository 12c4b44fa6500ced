"""A timer."""

from typing import Literal, NamedTuple

from roadmap_cli.reports.status import TimerLine


class TimerReport(NamedTuple):
    """`change` is empty where the timer was only looked at, and `assumed` where it was started and no topic was named."""

    timer: TimerLine | None
    change: Literal["started", "assumed", "cancelled", ""] = ""
