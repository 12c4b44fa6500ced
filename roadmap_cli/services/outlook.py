"""What a learner's record says about the time to come, as far as the dashboard needs it too."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from roadmap_cli.domain.events import milliseconds_of
from roadmap_cli.domain.forecast import (
    Calibration,
    Dates,
    Futures,
    Pace,
    calibrate,
    draw,
    finish,
    hours_by_day,
    pace_of,
    record_since,
)
from roadmap_cli.domain.intentions import Intentions
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.status import ForecastLine
from roadmap_cli.services.workspace import Workspace

NEVER = Dates(None, None, None)


class Outlook(NamedTuple):
    """`basis` is whose pace it is, as in a ForecastLine, or `asked`; `began` the first day of the record."""

    pace: Pace
    basis: str
    calibration: Calibration
    began: date | None


class Ahead(NamedTuple):
    """What the dashboard says of the whole path, and the futures that it was read off; None where nothing is left."""

    line: ForecastLine
    futures: Futures | None


def forecast_line(workspace: Workspace, standing: Standing, intentions: Intentions) -> ForecastLine:
    return look_ahead(workspace, standing, intentions).line


def look_ahead(workspace: Workspace, standing: Standing, intentions: Intentions) -> Ahead:
    outlook = look_out(workspace, standing, intentions)
    pace, futures, dates = outlook.pace, None, NEVER
    if standing.left:
        futures = draw(workspace.chance, pace, outlook.calibration)
        dates = finish(futures, hours_of(standing, standing.left.values()), workspace.today, intentions.breaks)
    weeks = len(pace.weeks) if pace.recorded else 0
    return Ahead(ForecastLine(*dates, round(pace.mean, 2), outlook.basis, weeks, not standing.left), futures)


def look_out(workspace: Workspace, standing: Standing, intentions: Intentions, asked: float | None = None) -> Outlook:
    today, breaks = workspace.today, intentions.breaks
    since = record_since(today, breaks)
    began = record_began(workspace, standing, since)
    totals = workspace.log.day_totals(workspace.user, workspace.roadmap.id, since)
    calibration = calibrate(standing)
    hours = hours_by_day(standing, calibration.factor, totals, began or today, workspace.day_of)
    goal, source = workspace.goal(intentions.plan)
    pace = pace_of(hours, began, today, breaks, goal)
    if asked is not None:
        return Outlook(pace.at(asked) if pace.recorded else Pace((asked,), recorded=False), "asked", calibration, began)
    return Outlook(pace, "record" if pace.recorded else source, calibration, began)


def record_began(workspace: Workspace, standing: Standing, since: date) -> date | None:
    """The first day with logged time, or the first day on which a topic was finished, as far as it lies after `since`.

    What was dated further back was known long before; its record began on the day on which it was marked.
    """
    logged = workspace.log.first_logged(workspace.user, workspace.roadmap.id)
    first = workspace.log.first_finished(workspace.user, workspace.roadmap.id)
    marked = workspace.day_of(datetime.fromtimestamp(milliseconds_of(first.id) / 1000, UTC)) if first else None
    finished = (workspace.day_of(each.finished_at) for each in standing.states.values() if each.finished_at)
    return min((day for day in (logged, marked, *(day for day in finished if day >= since)) if day), default=None)


def hours_of(standing: Standing, topics: Iterable[Topic]) -> float:
    return sum(standing.hours_left(topic) for topic in topics)
