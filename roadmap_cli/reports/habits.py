"""Study days, breaks, the timer, and the plan of the coming weeks."""

from datetime import date, time
from typing import NamedTuple

from roadmap_cli.domain.habits import Streaks
from roadmap_cli.domain.intentions import Break
from roadmap_cli.domain.schedule import Block
from roadmap_cli.domain.words import count
from roadmap_cli.reports.status import TimerLine, WeekLine


class ActivityDay(NamedTuple):
    """`state` is `studied`, `repaired`, `break`, `rest`, or `idle`."""

    day: date
    minutes: int
    events: int
    state: str


class ActivityReport(NamedTuple):
    """`days` are whole weeks from a Monday up to today; `window` the days that `study_days` is out of."""

    today: date
    weeks: int
    days: tuple[ActivityDay, ...]
    window: int
    study_days: int
    minutes: int
    week: WeekLine
    streaks: Streaks
    break_until: date | None


def streak_text(runs: Streaks) -> str:
    """Of a record with at least one study day."""
    if runs.current == runs.best:
        return f"{count(runs.current, 'study day')}, your best"
    now = f"{count(runs.current, 'study day')} now" if runs.current else "a new one begins with the next study day"
    return f"{now}, best {runs.best}"


class BreakReport(NamedTuple):
    """`change` is `taken`, `extended`, `ended` or `cancelled`, about `subject`; empty where nothing was changed."""

    today: date
    breaks: tuple[Break, ...]
    change: str = ""
    subject: Break | None = None


class TimerReport(NamedTuple):
    """`change` is `started` or `cancelled`; empty where the timer was only looked at."""

    timer: TimerLine | None
    change: str = ""


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
