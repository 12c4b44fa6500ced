"""What a learner's record says about the time to come, as far as the dashboard needs it too."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.days import local_day
from roadmap_cli.domain.forecast import (
    Calibration,
    Dates,
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


def forecast_line(workspace: Workspace, standing: Standing, intentions: Intentions) -> ForecastLine:
    """What the dashboard says of the whole path."""
    outlook = look_out(workspace, standing, intentions)
    dates = NEVER
    if standing.left:
        futures = draw(workspace.chance, outlook.pace, outlook.calibration)
        dates = finish(futures, hours_of(standing, standing.left.values()), workspace.today, intentions.breaks)
    return ForecastLine(*dates, round(outlook.pace.mean, 2), outlook.basis, not standing.left)


def look_out(workspace: Workspace, standing: Standing, intentions: Intentions, asked: float | None = None) -> Outlook:
    user, roadmap, today = workspace.user, workspace.roadmap.id, workspace.today
    breaks = intentions.breaks
    began = workspace.log.first_day(user, roadmap)
    totals = workspace.log.day_totals(user, roadmap, record_since(today, breaks))

    def day_of(moment: datetime) -> date:
        return local_day(moment.astimezone(workspace.now.tzinfo), workspace.rhythm.day_start)

    hours = hours_by_day(standing, totals, began or today, day_of)
    goal, source = workspace.goal(intentions.plan)
    pace = pace_of(hours, began, today, breaks, goal)
    calibration = calibrate(standing)
    if asked is not None:
        return Outlook(pace.at(asked) if pace.recorded else Pace((asked,), recorded=False), "asked", calibration, began)
    return Outlook(pace, "record" if pace.recorded else source, calibration, began)


def hours_of(standing: Standing, topics: Iterable[Topic]) -> float:
    return sum(standing.hours_left(topic) for topic in topics)
