"""What a learner's record says about the time to come, as far as the dashboard needs it too."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import accumulate
from typing import NamedTuple

from roadmap_cli.domain.advice import in_order
from roadmap_cli.domain.days import WEEK
from roadmap_cli.domain.events import recorded_at
from roadmap_cli.domain.forecast import (
    Calibration,
    Dates,
    Futures,
    Pace,
    calibrate,
    draw,
    finish,
    hours_before,
    hours_by_day,
    pace_of,
    record_since,
)
from roadmap_cli.domain.intentions import Intentions, Plan
from roadmap_cli.domain.progress import DayTotal, TopicState
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.status import Basis, ForecastLine
from roadmap_cli.services.workspace import Workspace

NEVER = Dates(None, None, None)
DATED_BACK_WEEKS = 12
"""As far back a finished topic may be dated for a record to begin with it."""


class Outlook(NamedTuple):
    """`began` is the first day of the record."""

    pace: Pace
    basis: Basis
    calibration: Calibration
    began: date | None


class Ahead(NamedTuple):
    """What the dashboard says of the whole path, and the futures that it was read off; None where nothing is left, or no
    hours are known.
    """

    line: ForecastLine
    futures: Futures | None
    intentions: Intentions


class Record(NamedTuple):
    """What a pace is read off besides a standing: the days as far back as it looks, and the first day with logged time."""

    totals: Sequence[DayTotal]
    first_logged: date | None


def forecast_line(workspace: Workspace, standing: Standing, intentions: Intentions) -> ForecastLine:
    return look_ahead(workspace, standing, intentions).line


def look_ahead(workspace: Workspace, standing: Standing, intentions: Intentions) -> Ahead:
    outlook = look_out(workspace, standing, intentions)
    pace, futures, dates = outlook.pace, None, NEVER
    if standing.left and not standing.no_hours:
        futures = draw(workspace.chance, pace, outlook.calibration)
        dates = finish(futures, sum(standing.remaining.values()), workspace.today, intentions.breaks)
    weeks = len(pace.weeks) if pace.recorded else 0
    line = ForecastLine(
        p20=dates.p20,
        p50=dates.p50,
        p80=dates.p80,
        hours_per_week=round(pace.mean, 2),
        basis=outlook.basis,
        weeks=weeks,
        done=not standing.left,
        without_hours=standing.without_hours,
        no_hours=standing.no_hours,
        expected=round(pace.expected.mean, 2),
    )
    return Ahead(line, futures, intentions)


def look_out(workspace: Workspace, standing: Standing, intentions: Intentions, asked: float | None = None) -> Outlook:
    log, whose = workspace.log, (workspace.user, workspace.roadmap.id)
    since = record_since(workspace.today, intentions.breaks)
    record = Record(log.day_totals(*whose, since), log.first_logged(*whose))
    return outlook_by(record, workspace, standing, intentions, asked)


def outlook_by(
    record: Record, workspace: Workspace, standing: Standing, intentions: Intentions, asked: float | None = None
) -> Outlook:
    """By a record of any time; the workspace tells its day, and what is meant to be studied."""
    today, breaks = workspace.today, intentions.breaks
    since = record_since(today, breaks)
    began = record_began(record, workspace, standing, record_since(today, breaks, DATED_BACK_WEEKS))
    calibration = calibrate(standing)
    hours = hours_by_day(standing, calibration.factor, record.totals, began or today, workspace.day_of)
    goal, source = workspace.goal(intentions.plan)
    before = hours_before(standing, hours, record.totals, since)
    pace = pace_of(hours, began, today, breaks, goal, before)
    if asked is not None:
        return Outlook(
            pace=pace.at(asked) if pace.recorded else pace._replace(weeks=(asked,)),
            basis="asked",
            calibration=calibration,
            began=began,
        )
    return Outlook(pace=pace, basis="record" if pace.recorded else source, calibration=calibration, began=began)


def record_began(record: Record, workspace: Workspace, standing: Standing, since: date) -> date | None:
    """The first day with logged time, or the first day on which a topic was finished, as far as it lies after `since`.

    What was dated further back was known long before; its record began on the day on which it was marked.
    """
    later = (workspace.day_of(each.finished_at) for each in standing.states.values() if each.finished_at)
    days = (record.first_logged, marked_first(workspace, standing), *(day for day in later if day >= since))
    return min((day for day in days if day), default=None)


def marked_first(workspace: Workspace, standing: Standing) -> date | None:
    """The day on which a topic was first marked as done, whatever day it was dated to."""
    finished = [each for each in standing.state.topics.values() if each.first_finished]
    first = min(finished, key=lambda each: each.first_finished, default=None)
    return workspace.day_of(_marked_at(first, workspace.now)) if first else None


def _marked_at(state: TopicState, now: datetime) -> datetime:
    """When it was first finished; by its own time where the clock that gave the id was wrong."""
    said = recorded_at(state.first_finished)
    return said if said <= now else min(state.finished_at or now, now)


def hours_of(standing: Standing, topics: Iterable[Topic]) -> float:
    return sum(standing.hours_left(topic) for topic in topics)


def hours_to_phases(
    workspace: Workspace, standing: Standing, hours_per_week: float, plan: Plan | None
) -> dict[str, float]:
    """By the estimates, until the last topic of each phase is done, for whoever does what `next` says. A phase with
    nothing left is not there; the one that ends last takes as long as the whole path.
    """
    days = len(plan.days) if plan and plan.days else WEEK - len(workspace.rhythm.rest_days)
    order = in_order(standing, workspace.moment(standing, with_job=False), hours_per_week / days)
    sums = accumulate(standing.hours_left(topic) for topic in order)
    ends = dict(zip((topic.phase for topic in order), sums, strict=True))
    if order:
        ends[order[-1].phase] = hours_of(standing, standing.left.values())
    return ends
