"""What do I do next, and why."""

from collections.abc import Collection, Iterable

from roadmap_cli.domain.advice import STUDYING, Suggestion, suggest
from roadmap_cli.domain.advice_graph import needed_for, opened_by
from roadmap_cli.domain.memory import NOTHING
from roadmap_cli.domain.review import waiting
from roadmap_cli.domain.roadmap import UNFINISHED, Status, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.next import NextReport, WhyReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.prompt import review_line
from roadmap_cli.services.ready import ready_line, with_rows
from roadmap_cli.services.topic_line import stances
from roadmap_cli.services.workspace import Workspace

MOST_STEPS = 1_000_000
"""All there are."""


def what_next(workspace: Workspace, limit: int, minutes: int | None = None) -> NextReport:
    standing = workspace.standing()
    moment = with_rows(standing, workspace.moment(standing, minutes))
    suggestions = suggest(standing, moment, limit)
    counted = standing.whole.topics.counted
    review = review_line(waiting(standing, workspace.day_of))
    return NextReport(
        suggestions=suggestions,
        blocked_count=len(standing.left) - len(standing.ready),
        left_count=len(standing.left),
        counted=counted,
        review=review,
        ready=ready_line(standing, moment),
    )


def to_pick_from(workspace: Workspace, statuses: Collection[Status]) -> tuple[Named, ...]:
    """Topics of some statuses as somebody may mean them: those in progress first, then in the order of the suggestions,
    then the others that are left, then the rest.
    """
    standing = workspace.standing()
    suggestions = suggest(standing, workspace.moment(standing), MOST_STEPS)
    topics = standing.roadmap.topics
    begun = [each for each in topics if standing.status(each) == "doing"]
    likely = [each.topic for each in suggestions if each.topic and each.action in STUDYING]
    order = dict.fromkeys([*begun, *likely, *standing.left, *topics])
    return tuple(Named(each, topics[each].title) for each in order if standing.status(each) in statuses)


def why(workspace: Workspace, topic: Topic) -> WhyReport:
    """One topic's place: ready or blocked by what, how far away, what it opens."""
    standing = workspace.standing()
    unreviewed = standing._replace(recollection=NOTHING)
    steps = suggest(unreviewed, workspace.moment(standing), MOST_STEPS)
    suggestions = [each for each in steps if each.action in STUDYING or each.action == "choose"]
    own = (each for each in suggestions if each.topic == topic.id and each.action != "choose")
    before = needed_for(standing, topic) if standing.status(topic.id) in UNFINISHED else []
    opens = opened_by(standing, topic.id)
    return WhyReport(
        topic=Named(topic.id, topic.title),
        status=standing.status(topic.id),
        counted=topic.id in standing.path,
        option=topic.option,
        place=_rank(standing, topic, suggestions),
        ready_count=len(suggestions),
        suggestion=next(own, None),
        missing=stances(standing, standing.missing(topic)),
        before=stances(standing, (each.id for each in before)),
        hours_before=standing.told(sum(standing.hours_left(each) for each in before)),
        opens=stances(standing, (each.id for each in opens)),
        hours_opened=standing.told(sum(each.hours for each in opens)),
    )


def _rank(standing: Standing, topic: Topic, suggestions: Iterable[Suggestion]) -> int | None:
    """A topic that waits for an open choice has the place of the choice."""
    if topic.id not in standing.left or standing.missing(topic):
        return None
    choice = standing.roadmap.choice_of.get(topic.option or "")
    names = {("learn", topic.id), ("continue", topic.id), ("choose", choice.id if choice else "")}
    return next(rank for rank, each in enumerate(suggestions, start=1) if (each.action, each.topic) in names)
