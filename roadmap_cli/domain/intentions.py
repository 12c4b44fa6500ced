"""What a learner means to do: breaks, the plan of the week, and a timer that runs. Folded from the few events that say so."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from roadmap_cli.domain.days import WEEKDAYS
from roadmap_cli.domain.edit import in_effect
from roadmap_cli.domain.events import Event

DAY = timedelta(days=1)


class Break(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date
    reason: str = ""


class Plan(NamedTuple):
    """The weekly goal, and the if-then line: at this cue, on these days (places in WEEKDAYS), at this time."""

    hours_per_week: float | None = None
    days: tuple[int, ...] = ()
    at: time | None = None
    cue: str = ""


class Timer(NamedTuple):
    """A running timer. `day` is the learner's local day on which it was started."""

    topic: str
    at: datetime
    day: date


class PlanFrom(NamedTuple):
    """A plan with the first day on which it is in force."""

    day: date
    plan: Plan


class Intentions(NamedTuple):
    """Breaks are in the order of their first day. `plan` is the one of today, `plans` are all, in the order of their days."""

    breaks: tuple[Break, ...] = ()
    plan: Plan | None = None
    timer: Timer | None = None
    plans: tuple[PlanFrom, ...] = ()


def fold_intentions(events: Iterable[Event]) -> Intentions:
    """Of any events, as `progress.fold`."""
    alive = in_effect(events)
    plans = fold_plans(alive)
    plan = plans[-1].plan if plans else None
    return Intentions(breaks=fold_breaks(alive), plan=plan, timer=fold_timer(alive), plans=plans)


def fold_breaks(events: Iterable[Event]) -> tuple[Break, ...]:
    """Every break, in the order of its first day, without those that lie within a longer one. An end cuts off the rest
    of those that its day lies in.

    The events are in the order of ids; those of other kinds are passed over.
    """
    breaks: list[Break] = []
    for event in events:
        if event.kind == "paused":
            first, last = (date.fromisoformat(day) for day in (event.data["first"], event.data["last"]))
            breaks.append(Break(first, last, event.data.get("reason") or ""))
        elif event.kind == "resumed":
            end = date.fromisoformat(event.data["on"])
            cut = (each._replace(last=end - DAY) if each.first <= end <= each.last else each for each in breaks)
            breaks = [each for each in cut if each.first <= each.last]
    longest_first = sorted(breaks, key=lambda each: (each.first, -each.last.toordinal()))
    seen = date.min
    kept = []
    for each in longest_first:
        if each.last > seen:
            kept.append(each)
            seen = each.last
    return tuple(kept)


def fold_plans(events: Iterable[Event]) -> tuple[PlanFrom, ...]:
    """The last plan wins as a whole, from its day on; before it those that were in force then."""
    plans: list[PlanFrom] = []
    for event in events:
        if event.kind == "planned":
            plans = [*(each for each in plans if each.day < event.day), PlanFrom(event.day, plan_of(event))]
    return tuple(plans)


def plan_of(event: Event) -> Plan:
    data = event.data
    days, at = (data.get("days") or "").split(","), data.get("at")
    return Plan(
        hours_per_week=data.get("hours_per_week"),
        days=tuple(sorted({WEEKDAYS.index(day) for day in days if day})),
        at=time.fromisoformat(at) if at else None,
        cue=data.get("cue") or "",
    )


def fold_timer(events: Iterable[Event]) -> Timer | None:
    """Running if the last thing said of a timer is that it was started."""
    timed = [event for event in events if event.kind == "timed"]
    if not timed or timed[-1].data["action"] != "start":
        return None
    return Timer(timed[-1].topic or "", timed[-1].at, timed[-1].day)


def plan_on(day: date, plans: Sequence[PlanFrom]) -> Plan | None:
    """The plan that was in force on a day."""
    before = bisect_right(plans, day, key=lambda each: each.day)
    return plans[before - 1].plan if before else None


def break_on(day: date, breaks: Iterable[Break]) -> Break | None:
    """The break that a day lies in; of several the one that ends last."""
    return max((each for each in breaks if each.first <= day <= each.last), key=lambda each: each.last, default=None)


def break_until(day: date, breaks: Iterable[Break]) -> date | None:
    """The last day of the break that a day lies in; None outside one."""
    around = break_on(day, breaks)
    return around.last if around else None


def date_after(start: date, days: int, breaks: Iterable[Break]) -> date:
    """The last of so many days from `start` on, days in breaks not counted; `start` itself is the first.

    The end of the calendar where they reach beyond it.
    """
    day, reached = start.toordinal() + days - 1, start.toordinal()
    for each in sorted(breaks):
        first, last = max(each.first.toordinal(), reached), each.last.toordinal()
        if first > day:
            break
        if last >= first:
            day += last - first + 1
            reached = last + 1
    return date.fromordinal(min(day, date.max.toordinal()))


def date_before(end: date, days: int, breaks: Iterable[Break]) -> date:
    """The first of so many days up to `end`, days in breaks not counted; `end` itself is the last.

    The beginning of the calendar where they reach beyond it.
    """
    day, reached = end.toordinal() - days + 1, end.toordinal()
    for each in sorted(breaks, key=lambda each: each.last, reverse=True):
        first, last = each.first.toordinal(), min(each.last.toordinal(), reached)
        if last < day:
            break
        if last >= first:
            day -= last - first + 1
            reached = first - 1
    return date.fromordinal(max(day, 1))


def days_until(end: date, start: date, breaks: Iterable[Break]) -> int:
    """How many days from `start` to `end`, both included, lie in no break."""
    days = max((end - start).days + 1, 0)
    reached = start
    for each in sorted(breaks):
        first, last = max(each.first, reached), min(each.last, end)
        if first <= last:
            days -= (last - first).days + 1
            reached = last + DAY
    return days
