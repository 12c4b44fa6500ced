"""Study time."""

from datetime import date, datetime

from roadmap_cli.domain.days import MOST_MINUTES
from roadmap_cli.domain.events import Data, Fact
from roadmap_cli.domain.phrasing import exact, on_day
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.change import ChangeReport, change_of
from roadmap_cli.services.workspace import Workspace


def log_time(workspace: Workspace, topic: Topic, minutes: int, note: str = "", day: date | None = None) -> ChangeReport:
    """Study time; it starts a topic that is still to do."""
    on = day or workspace.today
    fit_into_day(workspace, on, minutes, "what is wrong there is mended with: roadmap edit")
    return keep_time(workspace, topic, logged(topic, minutes, note, workspace.moment_on(on), on))


def fit_into_day(workspace: Workspace, day: date, minutes: int, hint: str, *, instead_of: int = 0) -> None:
    """Raises CannotBeDone where a day would hold more than 24 h with these minutes. What is brought in from elsewhere is
    only remarked on, by `overfull_days`.
    """
    totals = workspace.log.day_totals(workspace.user, workspace.roadmap.id, day)
    others = sum(total.minutes for total in totals if total.day == day) - instead_of
    if minutes > instead_of and others + minutes > MOST_MINUTES:
        when = on_day(day, workspace.today)
        sentence = f"{exact(others)} was logged {when} already, and {exact(minutes)} more would be over 24 h"
        raise CannotBeDone(sentence, hint)


def overfull_days(workspace: Workspace) -> tuple[date, ...]:
    """Days that hold more than 24 h, which no command logs."""
    totals = workspace.log.day_totals(workspace.user, workspace.roadmap.id)
    return tuple(total.day for total in totals if total.minutes > MOST_MINUTES)


def logged(topic: Topic, minutes: int, note: str, at: datetime, day: date) -> Fact:
    data: Data = {"minutes": minutes, "note": note} if note else {"minutes": minutes}
    return Fact(kind="logged", topic=topic.id, at=at, day=day, data=data)


def keep_time(workspace: Workspace, topic: Topic, fact: Fact, *besides: Fact) -> ChangeReport:
    """A logged fact, what it was found out by, and the start of a topic that is still to do."""
    standing, minutes = workspace.standing(), fact.data["minutes"]
    before = standing.status(topic.id)
    starts = [fact._replace(kind="started", data={})] if before == "todo" else []
    workspace.append([*besides, *starts, fact])
    change = change_of(topic, before, "doing" if starts else before)
    text, total = fact.data.get("note") or "", standing.minutes(topic.id) + minutes
    return ChangeReport(
        command="logged",
        day=fact.day,
        today=workspace.today,
        changes=(change,),
        minutes=minutes,
        text=text,
        total_minutes=total,
    )
