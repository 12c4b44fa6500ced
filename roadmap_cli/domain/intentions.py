"""What a learner means to do: breaks, the plan of the week, and a timer that runs. Folded from the few events that say so."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from roadmap_cli.domain.days import WEEKDAYS
from roadmap_cli.domain.events import Event, in_effect
from roadmap_cli.domain.phrasing import amount

DAY = timedelta(days=1)
INTENTION_KINDS = frozenset({"paused", "resumed", "planned", "timed"})
TIMER_WORDS = {"start": "started", "stop": "stopped", "cancel": "cancelled"}


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


class Intentions(NamedTuple):
    """Breaks are in the order of their first day."""

    breaks: tuple[Break, ...] = ()
    plan: Plan | None = None
    timer: Timer | None = None


def fold_intentions(events: Iterable[Event]) -> Intentions:
    """Of any events, as `progress.fold`."""
    alive = in_effect(events)
    return Intentions(fold_breaks(alive), fold_plan(alive), fold_timer(alive))


def fold_breaks(events: Iterable[Event]) -> tuple[Break, ...]:
    """Every break, in the order of its first day, without those that lie within a longer one. An end cuts off the rest
    of those that its day lies in.

    The events are in the order of ids; those of other kinds are passed over.
    """
    breaks: list[Break] = []
    for event in events:
        if event.kind == "paused":
            first, last = (date.fromisoformat(event.data[key]) for key in ("first", "last"))
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


def fold_plan(events: Iterable[Event]) -> Plan | None:
    """The last plan wins as a whole."""
    planned = [event for event in events if event.kind == "planned"]
    return plan_of(planned[-1]) if planned else None


def plan_of(event: Event) -> Plan:
    data = event.data
    days = (data.get("days") or "").split(",")
    return Plan(
        hours_per_week=data.get("hours_per_week"),
        days=tuple(sorted({WEEKDAYS.index(day) for day in days if day})),
        at=time.fromisoformat(data["at"]) if data.get("at") else None,
        cue=data.get("cue") or "",
    )


def plan_text(plan: Plan) -> str:
    """As one line: `6 h a week, on Mon, Wed and Sat, at 19:30, after dinner`."""
    parts = [f"{amount(plan.hours_per_week)} a week"] if plan.hours_per_week else []
    parts += [f"on {weekdays_text(plan.days)}"] if plan.days else []
    parts += [f"at {plan.at:%H:%M}"] if plan.at else []
    parts += [plan.cue] if plan.cue else []
    return ", ".join(parts) or "none"


def weekdays_text(days: Iterable[int]) -> str:
    """`every day`, or `Mon, Wed and Sat`."""
    names = [WEEKDAYS[weekday].title() for weekday in sorted(days)]
    if len(names) == len(WEEKDAYS):
        return "every day"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def intention_text(kind: str, title: str, data: Mapping[str, Any]) -> str:
    """One event as history tells it; the title is that of its topic, or the line of its plan."""
    match kind:
        case "paused":
            reason = f": {' '.join(data['reason'].split())}" if data.get("reason") else ""
            return f"break from {data['first']} to {data['last']}{reason}"
        case "resumed":
            return f"no break from {data['on']} on"
        case "planned":
            return f"plan: {title}"
        case "timed":
            return f"timer {TIMER_WORDS[data['action']]} on {title}"
    return f"{kind} {title}".strip()


def fold_timer(events: Iterable[Event]) -> Timer | None:
    """Running if the last thing said of a timer is that it was started."""
    timed = [event for event in events if event.kind == "timed"]
    if not timed or timed[-1].data["action"] != "start":
        return None
    return Timer(timed[-1].topic or "", timed[-1].at, timed[-1].day)


def break_on(day: date, breaks: Iterable[Break]) -> Break | None:
    """The break that a day lies in; of several the one that ends last."""
    return max((each for each in breaks if each.first <= day <= each.last), key=lambda each: each.last, default=None)


def break_until(day: date, breaks: Iterable[Break]) -> date | None:
    """The last day of the break that a day lies in; None outside one."""
    around = break_on(day, breaks)
    return around.last if around else None


def days_back(start: date, breaks: Iterable[Break]) -> Iterator[date]:
    """Days from `start` backwards that lie in no break."""
    day = start
    while True:
        while (found := _earliest_around(day, breaks)) is not None:
            day = found - DAY
        yield day
        day -= DAY


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


def _earliest_around(day: date, breaks: Iterable[Break]) -> date | None:
    return min((each.first for each in breaks if each.first <= day <= each.last), default=None)
