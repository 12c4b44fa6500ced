"""The plan of the coming weeks."""

from datetime import date, time
from typing import NamedTuple

from roadmap_cli.domain.study_blocks import Block


class PlanReport(NamedTuple):
    """`source` is where the weekly goal comes from; `days` are places in the week from Monday."""

    today: date
    hours_per_week: float
    source: str
    days: tuple[int, ...]
    at: time | None
    cue: str
    minutes: int
    weeks: int
    blocks: tuple[Block, ...]
    changed: bool
    break_until: date | None
