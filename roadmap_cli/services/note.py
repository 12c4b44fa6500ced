"""Notes on a topic."""

from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.reports.change import Change, ChangeReport, Command
from roadmap_cli.services.workspace import Workspace


def note(workspace: Workspace, topic: Topic, text: str) -> ChangeReport:
    workspace.append([workspace.fact("noted", topic.id, text=text)])
    return said_of(workspace, "noted", topic, text)


def said_of(workspace: Workspace, command: Command, topic: Topic, text: str) -> ChangeReport:
    status = workspace.standing().status(topic.id)
    change = Change(topic.id, topic.title, status, status)
    return ChangeReport(command, workspace.today, workspace.today, (change,), text=text)
