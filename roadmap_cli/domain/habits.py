"""Study days as a habit: streaks that forgive, because a missed day does not undo one.

One missed day does not matter for a habit (Lally et al. 2010), and a broken streak that is shown hurts unless it can be
repaired (Silverman & Barasch 2023). So a single missed day is repaired by studying on the next day, at most once in
seven days; rest days and declared breaks do not count as missed.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.intentions import DAY, Break, break_on

REPAIR_EVERY = 7


class Streaks(NamedTuple):
    """Lengths in study days. `repaired` are the missed days that were made good; with `repairable`
    yesterday (or the last day that counted) was missed, and studying today makes it good.
    """

    current: int
    best: int
    repaired: tuple[date, ...] = ()
    repairable: bool = False


class _Run(NamedTuple):
    """A streak so far: a day may be missed and not yet repaired, and the last repair may be recent."""

    length: int = 0
    missed: date | None = None
    last_repair: date | None = None

    def may_repair(self, day: date) -> bool:
        return self.last_repair is None or (day - self.last_repair).days >= REPAIR_EVERY


def streaks(
    studied: Collection[date], today: date, rest_days: Collection[int] = (), breaks: Sequence[Break] = ()
) -> Streaks:
    """Over all days from the first studied to today, which is not missed before it is over.

    A day recorded in another time zone may lie after today.
    """
    if not studied:
        return Streaks(0, 0)
    run, best, repaired = _Run(), 0, []
    day, last = min(studied), max(today, *studied)
    while day <= last:
        if day in studied:
            if run.missed is not None:
                repaired.append(run.missed)
                run = run._replace(missed=None, last_repair=run.missed)
            run = run._replace(length=run.length + 1)
            best = max(best, run.length)
        elif day < today and day.weekday() not in rest_days and break_on(day, breaks) is None:
            run = _miss(run, day)
        day += DAY
    return Streaks(
        current=run.length, best=best, repaired=tuple(repaired), repairable=run.missed is not None and run.length > 0
    )


def _miss(run: _Run, day: date) -> _Run:
    if run.length and run.missed is None and run.may_repair(day):
        return run._replace(missed=day)
    return _Run(last_repair=run.last_repair)
