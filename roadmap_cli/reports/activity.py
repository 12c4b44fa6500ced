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
    """`days` are whole weeks up to today; `window` the days that `study_days` is out of."""

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
    current, best, noun = _told(runs)
    if current == best:
        return f"{count(current, noun)}, your best"
    now = f"{count(current, noun)} now" if current else f"a new one begins with the next {noun}"
    return f"{now}, best {best:,}"


def streak_phrase(runs: Streaks) -> str:
    """The same within a line: `streak 12 planned days, best 17`."""
    current, best, noun = _told(runs)
    return f"streak {count(current, noun)}, best {best:,}"


def best_streak_text(runs: Streaks) -> str:
    _, best, noun = _told(runs)
    return count(best, noun)


def _told(runs: Streaks) -> tuple[int, int, str]:
    """Now, at best, and of what: who has planned days counts those."""
    if runs.planned is None or not runs.best_planned:
        return runs.current, runs.best, "study day"
    return runs.planned, runs.best_planned, "planned day"
