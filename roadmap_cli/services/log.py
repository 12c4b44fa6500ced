"""Study time."""

from datetime import date, datetime

from roadmap_cli.domain.events import Data, Fact
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.reports.change import ChangeReport, change_of
from roadmap_cli.services.workspace import Workspace


def log_time(workspace: Workspace, topic: Topic, minutes: int, note: str = "", day: date | None = None) -> ChangeReport:
    """Study time; it starts a topic that is still to do."""
    on = day or workspace.today
    return keep_time(workspace, topic, logged(topic, minutes, note, workspace.moment_on(on), on))


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
