"""The way so far, and the way to come as a forecast has it."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import accumulate

from roadmap_cli.domain.forecast import Dates
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.burnup import Burnup, HoursAhead, HoursDone
from roadmap_cli.services.pace import hours_of
from roadmap_cli.services.workspace import Workspace

LEVELS = 12
"""At how many amounts of hours the forecast is drawn: enough for a smooth band."""


def burnup(workspace: Workspace, standing: Standing, ends: Callable[[float], Dates]) -> Burnup:
    """`ends` tells when so many hours of what is left will be done."""
    if standing.no_hours:
        return Burnup((), (), 0.0)
    levels = tuple(_levels(standing, ends)) if standing.left else ()
    return Burnup(tuple(_done(workspace, standing)), levels, standing.whole.hours.counted)


def _done(workspace: Workspace, standing: Standing) -> Iterator[HoursDone]:
    """Of what counts as done today, on the day on which it was finished; what was known before, from the beginning."""
    days: dict[date, float] = {}
    known = 0.0
    for key in standing.learned:
        state, hours = standing.states[key], standing.path[key].hours
        if state.finished_at is None or state.placed:
            known += hours
        else:
            day = min(workspace.day_of(state.finished_at), workspace.today)
            days[day] = days.get(day, 0.0) + hours
    if known:
        first = min(days, default=workspace.today)
        days[first] = days.get(first, 0.0) + known
    sums = accumulate(days[day] for day in sorted(days))
    yield from (HoursDone(day, round(total, 2)) for day, total in zip(sorted(days), sums, strict=True))


def _levels(standing: Standing, ends: Callable[[float], Dates]) -> Iterator[HoursAhead]:
    done = standing.whole.hours.done
    left, counted_left = hours_of(standing, standing.left.values()), standing.whole.hours.left
    for level in range(1, LEVELS + 1):
        dates = ends(left * level / LEVELS)
        hours = round(done + counted_left * level / LEVELS, 2)
        yield HoursAhead(hours=hours, p20=dates.p20, p50=dates.p50, p80=dates.p80)
