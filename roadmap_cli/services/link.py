"""Links of a topic, which may prove it."""

from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.reports.change import ChangeReport
from roadmap_cli.services.note import said_of
from roadmap_cli.services.workspace import Workspace


def link(workspace: Workspace, topic: Topic, url: str, title: str, *, proves: bool) -> ChangeReport:
    titled = {"title": title} if title else {}
    workspace.append([workspace.fact("linked", topic.id, url=url, **titled, proves=proves)])
    return said_of(workspace, "proved" if proves else "linked", topic, url)
