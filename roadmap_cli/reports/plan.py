"""The plan of the coming weeks."""

from datetime import date, time
from typing import NamedTuple

from roadmap_cli.domain.study_blocks import Block
from roadmap_cli.reports.status import GoalSource


class PlanReport(NamedTuple):
    """`days` are places in the week from Monday; `week` is the first day of the week of today. With `no_hours` the roadmap
    says of no topic how long it takes, and there are blocks for cards alone.
    """

    today: date
    hours_per_week: float
    source: GoalSource
    days: tuple[int, ...]
    at: time | None
    cue: str
    minutes: int
    weeks: int
    blocks: tuple[Block, ...]
    changed: bool
    break_until: date | None
    week: date
    no_hours: bool = False
