"""Links of a topic, which may prove it."""

from roadmap_cli.domain.events import Data
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.reports.change import ChangeReport
from roadmap_cli.services.note import said_of
from roadmap_cli.services.workspace import Workspace


def link(workspace: Workspace, topic: Topic, url: str, title: str, *, proves: bool) -> ChangeReport:
    data: Data = {"url": url, "proves": proves}
    if title:
        data["title"] = title
    workspace.append([workspace.fact("linked", topic.id, **data)])
    return said_of(workspace, "proved" if proves else "linked", topic, url)
