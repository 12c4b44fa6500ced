"""Where somebody may begin who knows something already."""

from collections.abc import Iterable, Mapping

from roadmap_cli.domain.events import PLACEMENT
from roadmap_cli.domain.placement import Placement, Refused, begin
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.reports.change import ChangeReport
from roadmap_cli.reports.place import Answer, KnownLine, PlacementReport, RefusedLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.mark import mark
from roadmap_cli.services.workspace import Workspace


def interview(workspace: Workspace, topics: Iterable[Topic]) -> Placement:
    """Before its first question."""
    return begin(workspace.standing(), topics)


def told(placement: Placement, words: Mapping[str, bool]) -> Placement:
    """After what a file says of cards and topics by their ids, of those that are left; in the order of the roadmap."""
    for key, topic in placement.standing.left.items():
        for card in topic.cards:
            if card in words:
                placement = placement.answered(key, knows=words[card])
    return placement.claimed({key: words[key] for key in placement.standing.left if key in words})


def outcome(placement: Placement, *, dry_run: bool) -> PlacementReport:
    """What the answers come to. Nothing is written."""
    topics, tell = placement.standing.roadmap.topics, placement.standing.told
    lines = [KnownLine(each.id, each.title, tell(each.hours)) for each in placement.proposal()]
    shown = tuple(each for each in lines if each.id in placement.shown)
    inferred = tuple(each for each in lines if each.id not in placement.shown)
    answers = (*placement.cards, *placement.claims.items())
    return PlacementReport(
        answers=tuple(Answer(Named(key, topics[key].title), knows) for key, knows in answers),
        shown=shown,
        inferred=inferred,
        hours_shown=round(sum(each.hours for each in shown), 2),
        hours_inferred=round(sum(each.hours for each in inferred), 2),
        open=len(placement.open()),
        refused=tuple(RefusedLine(each.topic.id, each.topic.title, _reason(each)) for each in placement.refused()),
        dry_run=dry_run,
    )


def _reason(refused: Refused) -> str:
    match refused.objection:
        case "deed":
            return f"a {refused.topic.kind} is not known but done: mark it with roadmap done {refused.topic.id}"
        case "denied":
            return f"it stands on {', '.join(each.id for each in refused.denied)}, which you answered with no"
        case "unlikely":
            return "it does not go with your other answers"


def place(workspace: Workspace, placement: Placement) -> ChangeReport:
    """Mark what was proposed as done, with the reason beside it."""
    return mark(workspace, "finished", placement.proposal(), reason=PLACEMENT)._replace(command="placed")
