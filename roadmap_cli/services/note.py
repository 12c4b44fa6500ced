"""Notes on a topic."""

from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.reports.change import ChangeReport, Command, change_of
from roadmap_cli.services.workspace import Workspace


def note(workspace: Workspace, topic: Topic, text: str) -> ChangeReport:
    workspace.append([workspace.fact("noted", topic.id, text=text)])
    return said_of(workspace, "noted", topic, text)


def said_of(workspace: Workspace, command: Command, topic: Topic, text: str) -> ChangeReport:
    status = workspace.standing().status(topic.id)
    change = change_of(topic, status, status)
    return ChangeReport(command=command, day=workspace.today, today=workspace.today, changes=(change,), text=text)
