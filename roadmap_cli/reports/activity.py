"""Study days."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.habits import Streaks
from roadmap_cli.domain.phrasing import count
from roadmap_cli.reports.status import WeekLine

DayState = Literal["studied", "repaired", "break", "rest", "idle"]


class ActivityDay(NamedTuple):
    day: date
    minutes: int
    events: int
    state: DayState


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
