"""Where somebody may begin who knows something already."""

from collections.abc import Iterable

from roadmap_cli.domain.events import PLACEMENT
from roadmap_cli.domain.placement import Placement, begin, can_be_asked
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.reports.change import ChangeReport
from roadmap_cli.reports.place import Answer, PlacementReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.mark import mark
from roadmap_cli.services.workspace import Workspace


def interview(workspace: Workspace, topics: Iterable[Topic]) -> Placement:
    """Before its first question."""
    return begin(workspace.standing(), topics)


def outcome(placement: Placement, *, dry_run: bool) -> PlacementReport:
    """What the answers come to. Nothing is written."""
    topics = placement.standing.roadmap.topics
    proposed = placement.proposal()
    return PlacementReport(
        answers=tuple(Answer(Named(key, topics[key].title), knows) for key, knows in placement.asked),
        proposed=tuple(Named(topic.id, topic.title) for topic in proposed),
        hours=placement.standing.told(sum(topic.hours for topic in proposed)),
        open=sum(can_be_asked(topics[key]) for key in placement.open),
        dry_run=dry_run,
    )


def place(workspace: Workspace, placement: Placement) -> ChangeReport:
    """Mark what was proposed as done, with the reason beside it."""
    return mark(workspace, "finished", placement.proposal(), reason=PLACEMENT)._replace(command="placed")
