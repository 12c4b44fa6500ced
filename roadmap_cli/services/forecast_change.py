"""By how much a forecast moved, and why.

One ingredient after the other takes its value of today: the path, the breaks, the work of the days since, the pace, the
estimates. What the date moves by at each step is the part of that ingredient, so that the parts add up to the whole.
Every step draws the same futures from weeks that are all alike: no part tells of chance.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.domain.days import CENTURY_DAYS
from roadmap_cli.domain.forecast import Calibration, Pace, draw, finish
from roadmap_cli.domain.intentions import DAY, Break, days_until
from roadmap_cli.domain.phrasing import amount, count, listed
from roadmap_cli.domain.roadmap import Choice
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.report import Move, MoveCode, MovePart
from roadmap_cli.services.pace import Outlook, hours_of

if TYPE_CHECKING:
    from roadmap_cli.domain.forecast import Chance

CODES: tuple[MoveCode, ...] = ("path", "breaks", "work", "pace", "estimates")
"""In the order in which they take their values of today."""


class Side(NamedTuple):
    """What a forecast stands on, on one day."""

    today: date
    standing: Standing
    breaks: tuple[Break, ...]
    outlook: Outlook


class _Grounds(NamedTuple):
    """What a date is worked out from."""

    hours: float
    breaks: tuple[Break, ...]
    today: date
    pace: Pace
    calibration: Calibration


def compare(then: Side | None, now: Side, chance: "Chance") -> Move:
    """`then` is None where nothing was recorded yet."""
    if then is None:
        return Move(None, (), "record")
    steps = _steps(then, now)
    ends = [None] * len(steps) if now.standing.no_hours else _ends(steps, chance)
    if not then.standing.left or ends[0] is None:
        return Move(None, (), "then")
    if not now.standing.left or ends[-1] is None:
        return Move(None, (), "now")
    never = now.today + timedelta(days=CENTURY_DAYS)
    dates = [end or never for end in ends]
    texts = (
        _path_text(then.standing, now.standing, steps[1].hours - steps[0].hours),
        _breaks_text(then, now),
        _work_text(steps[2], steps[3], dates[2]),
        _pace_text(steps[3].pace, steps[4].pace),
        _estimates_text(steps[4].calibration, steps[5].calibration),
    )
    moved = ((later - earlier).days for earlier, later in pairwise(dates))
    parts = [MovePart(code, days, text) for code, days, text in zip(CODES, moved, texts, strict=True)]
    told = sorted((part for part in parts if part.days), key=lambda part: -abs(part.days))
    return Move((dates[-1] - dates[0]).days, tuple(told), "")


def _steps(then: Side, now: Side) -> tuple[_Grounds, ...]:
    """From then to now, a step for each of CODES."""
    before, after = then.standing, now.standing
    start = _Grounds(
        hours=hours_of(before, before.left.values()),
        breaks=then.breaks,
        today=then.today,
        pace=then.outlook.pace,
        calibration=then.outlook.calibration,
    )
    path = start._replace(hours=_unworked_hours(before, after))
    breaks = path._replace(breaks=now.breaks, pace=path.pace._replace(away=now.outlook.pace.away))
    work = breaks._replace(hours=hours_of(after, after.left.values()), today=now.today)
    pace = work._replace(pace=now.outlook.pace)
    return start, path, breaks, work, pace, pace._replace(calibration=now.outlook.calibration)


def _unworked_hours(before: Standing, after: Standing) -> float:
    """What would be left of the path of today if nothing had been done on it since. What a placement found to be known
    was not done.
    """
    counted = (topic for key, topic in after.path.items() if after.status(key) != "skipped")
    return hours_of(before, (topic for topic in counted if not _was_known(before, after, topic.id)))


def _was_known(before: Standing, after: Standing, topic: str) -> bool:
    return after.status(topic) == "done" and (before.status(topic) == "done" or after.states[topic].placed)


def _ends(steps: Sequence[_Grounds], chance: "Chance") -> list[date | None]:
    """The date in the middle of each."""
    drawn = {
        (pace, calibration): draw(copy(chance), pace.evened, calibration)
        for pace, calibration in {(step.pace, step.calibration) for step in steps}
    }
    return [finish(drawn[each.pace, each.calibration], each.hours, each.today, each.breaks).p50 for each in steps]


def _path_text(before: Standing, after: Standing, hours: float) -> str:
    return f"{amount(abs(hours))} {'more' if hours > 0 else 'less'} to do: {listed(list(_changes(before, after)))}"


def _changes(before: Standing, after: Standing) -> Iterator[str]:
    """Of the path, without what was done on it."""
    topics = before.roadmap.topics
    skipped = sum(after.status(key) == "skipped" for key in before.left)
    yield from [f"{count(skipped, 'topic')} skipped"] if skipped else []
    known = sum(_was_known(before, after, key) for key in before.left)
    yield from [f"{count(known, 'topic')} known before"] if known else []
    back = sum(before.status(key) == "skipped" != after.status(key) for key in topics if key in after.path)
    yield from [f"{count(back, 'topic')} no longer skipped"] if back else []
    again = sum(before.status(key) == "done" and key in after.left for key in topics)
    yield from [f"{count(again, 'topic')} no longer done"] if again else []
    for choice in before.roadmap.choices:
        if before.effective[choice.id] != after.effective[choice.id]:
            late, early = (_option_title(choice, each.effective[choice.id]) for each in (after, before))
            yield f"{late} instead of {early}"


def _option_title(choice: Choice, option: str) -> str:
    return next(each.title for each in choice.options if each.id == option)


def _breaks_text(then: Side, now: Side) -> str:
    """Of those declared, counted from the day on which the time began, and of those expected besides."""
    end = max((each.last for each in (*then.breaks, *now.breaks)), default=now.today)
    more = days_until(end, then.today, then.breaks) - days_until(end, then.today, now.breaks)
    told = [f"{count(abs(more), 'more day' if more > 0 else 'fewer day')} of breaks"] if more else []
    early, late = (f"{100 * side.outlook.pace.away:.1f} %" for side in (then, now))
    if early != late:
        told.append(f"{late} of the time to come left to breaks not declared yet, {early} before")
    return "; ".join(told) or "breaks lie on other days"


def _work_text(start: _Grounds, after: _Grounds, end: date) -> str:
    """`end` is when the first of the two steps ends: what it expects of the days up to yesterday."""
    factor = start.calibration.factor
    days = days_until(after.today - DAY, start.today, start.breaks)
    expected = start.hours * factor * days / max(days_until(end, start.today, start.breaks), 1)
    done = (start.hours - after.hours) * factor
    return f"{amount(done) if done else 'nothing'} of the path done; the forecast counted on {amount(expected)}"


def _pace_text(before: Pace, after: Pace) -> str:
    early, late = (f"{round(pace.mean, 2):g} h" for pace in (before, after))
    if after.recorded and not before.recorded:
        return f"your own pace of {late} a week in place of the goal of {early}"
    if before.recorded and not after.recorded:
        return f"the goal of {late} a week in place of your own pace of {early}"
    name = "pace" if after.recorded else "goal"
    if early == late and None not in (before.wish, after.wish) and before.wish != after.wish:
        return (
            f"a goal of {after.wish:g} h a week, which counts a little beside your own pace, {before.wish:g} h before"
        )
    if early == late:
        then, now = (len(pace.weeks) + pace.weeks_before for pace in (before, after))
        return f"{late} a week as before, by the record of {then} weeks then and {now} now"
    return f"a {name} of {late} a week, {early} before"


def _estimates_text(before: Calibration, after: Calibration) -> str:
    return f"topics take {100 * after.factor:.1f} % of their estimates, {100 * before.factor:.1f} % before"
