"""A timer."""

from typing import NamedTuple

from roadmap_cli.reports.status import TimerLine


class TimerReport(NamedTuple):
    """`change` is `started` or `cancelled`; empty where the timer was only looked at."""

    timer: TimerLine | None
    change: str = ""
