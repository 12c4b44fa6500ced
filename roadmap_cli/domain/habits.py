"""Study days as a habit: streaks that forgive, because a missed day does not undo one.

One missed day does not matter for a habit (Lally et al. 2010), and a broken streak that is shown hurts unless it can be
repaired (Silverman & Barasch 2023). So a single missed day is repaired by studying on the next day, at most once in
seven days; rest days and declared breaks do not count as missed. The days that a plan leaves out are rest days as long as
the plan is in force.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.intentions import DAY, Break, PlanFrom, break_on, plan_on

REPAIR_EVERY = 7


class Streaks(NamedTuple):
    """Lengths in study days. `repaired` are the missed days that were made good; with `repairable`
    yesterday (or the last day that counted) was missed, and studying today makes it good.

    `planned` and `best_planned` are the same lengths in days that were meant for study, a day that makes one of them good
    among them; None where the plan of today names no days.
    """

    current: int
    best: int
    repaired: tuple[date, ...] = ()
    repairable: bool = False
    planned: int | None = None
    best_planned: int | None = None


class _Run(NamedTuple):
    """A streak so far: a day may be missed and not yet repaired, and the last repair may be recent."""

    length: int = 0
    planned: int = 0
    missed: date | None = None
    last_repair: date | None = None

    def may_repair(self, day: date) -> bool:
        return self.last_repair is None or (day - self.last_repair).days >= REPAIR_EVERY

    def studied(self, *, meant: bool) -> "_Run":
        planned = self.planned + (meant or self.missed is not None)
        return _Run(self.length + 1, planned, last_repair=self.missed or self.last_repair)


def streaks(
    studied: Collection[date],
    today: date,
    rest_days: Collection[int] = (),
    breaks: Sequence[Break] = (),
    plans: Sequence[PlanFrom] = (),
) -> Streaks:
    """Over all days from the first studied to today, which is not missed before it is over.

    A day recorded in another time zone may lie after today.
    """
    run, best, best_planned, repaired = _Run(), 0, 0, []
    day, last = min(studied, default=today + DAY), max([today, *studied])
    while day <= last:
        meant = not rests_on(day, rest_days, plans)
        if day in studied:
            repaired += [run.missed] if run.missed else []
            run = run.studied(meant=meant)
            best, best_planned = max(best, run.length), max(best_planned, run.planned)
        elif day < today and meant and break_on(day, breaks) is None:
            run = _miss(run, day)
        day += DAY
    by_plan = bool(plans and plans[-1].plan.days)
    return Streaks(
        current=run.length,
        best=best,
        repaired=tuple(repaired),
        repairable=run.missed is not None and run.length > 0,
        planned=run.planned if by_plan else None,
        best_planned=best_planned if by_plan else None,
    )


def rests_on(day: date, rest_days: Collection[int], plans: Sequence[PlanFrom]) -> bool:
    """Whether no study is meant on a day: the plan that was in force then leaves it out, or where that names no days, the
    setting does.
    """
    plan = plan_on(day, plans)
    return day.weekday() not in plan.days if plan and plan.days else day.weekday() in rest_days


def _miss(run: _Run, day: date) -> _Run:
    if run.length and run.missed is None and run.may_repair(day):
        return run._replace(missed=day)
    return _Run(last_repair=run.last_repair)
