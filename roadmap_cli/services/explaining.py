"""What there is to know about one topic."""

from collections.abc import Iterable

from roadmap_cli.domain.advice import Suggestion, needed_for, opened_by, suggest
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.memory import NOTHING
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.status import Named
from roadmap_cli.reports.topic import LinkLine, NoteLine, ShowReport, Stance, WhyReport
from roadmap_cli.services.reading import topic_line
from roadmap_cli.services.remembering import history_of
from roadmap_cli.services.reviewing import own_cards
from roadmap_cli.services.workspace import Workspace


def why(workspace: Workspace, topic: Topic) -> WhyReport:
    """One topic's place: ready or blocked by what, how far away, what it opens."""
    standing = workspace.standing()
    unreviewed = standing._replace(recollection=NOTHING)
    suggestions = suggest(unreviewed, workspace.moment(standing), len(standing.left))
    own = (each for each in suggestions if each.topic == topic.id and each.action != "choose")
    before = needed_for(standing, topic) if standing.status(topic.id) in {"todo", "doing"} else []
    opens = opened_by(standing, topic.id)
    return WhyReport(
        topic=Named(topic.id, topic.title),
        status=standing.status(topic.id),
        counted=topic.id in standing.path,
        option=topic.option,
        place=_place(standing, topic, suggestions),
        ready_count=len(suggestions),
        suggestion=next(own, None),
        missing=_stances(standing, standing.missing(topic)),
        before=_stances(standing, (each.id for each in before)),
        hours_before=round(sum(standing.hours_left(each) for each in before), 2),
        opens=_stances(standing, (each.id for each in opens)),
        hours_opened=round(sum(each.hours for each in opens), 2),
    )


def show(workspace: Workspace, topic: Topic, lesson: Lesson) -> ShowReport:
    """Everything about a topic."""
    standing, roadmap = workspace.standing(), workspace.roadmap
    line = topic_line(standing, topic)
    state = standing.states.get(topic.id)
    phase = next(phase for phase in roadmap.phases if phase.id == topic.phase)
    unlocks = (each.id for each in roadmap.topics.values() if topic.id in standing.requires(each))
    events = [event for each in (*topic.formerly, topic.id) for event in workspace.events(topic=each)]
    return ShowReport(
        **{name: getattr(line, name) for name in ("id", "title", "option", "stretch", "status", "ready")},
        **{name: getattr(line, name) for name in ("hours", "minutes", "proven", "fresh", "memory", "placed")},
        phase=Named(phase.id, phase.title),
        module=Named(topic.module, roadmap.modules[topic.module].title),
        kind=topic.kind,
        counted=topic.id in standing.path,
        started_at=state.started_at if state else None,
        finished_at=state.finished_at if state else None,
        **{name: getattr(lesson, name) for name in ("why", "hours_basis", "origin", "criteria", "resources")},
        cards=(*lesson.cards, *(own.text for own in own_cards(workspace) if own.topic == topic)),
        requires=_stances(standing, standing.requires(topic)),
        unlocks=_stances(standing, unlocks),
        notes=tuple(NoteLine(each.at, each.day, each.data["text"]) for each in events if each.kind == "noted"),
        links=tuple(link_line(each) for each in events if each.kind == "linked"),
        history=history_of(workspace, topic, limit=20).entries,
    )


def link_line(event: Event) -> LinkLine:
    return LinkLine(event.at, event.day, event.data["url"], event.data.get("title", ""), bool(event.data["proves"]))


def _place(standing: Standing, topic: Topic, suggestions: Iterable[Suggestion]) -> int | None:
    """A topic that waits for an open choice has the place of the choice."""
    if topic.id not in standing.left or standing.missing(topic):
        return None
    choice = standing.roadmap.choice_of.get(topic.option or "")
    names = {("learn", topic.id), ("continue", topic.id), ("choose", choice.id if choice else "")}
    return next(place for place, each in enumerate(suggestions, start=1) if (each.action, each.topic) in names)


def _stances(standing: Standing, topics: Iterable[str]) -> tuple[Stance, ...]:
    known = (standing.roadmap.topics[topic] for topic in topics)
    lines = (topic_line(standing, topic) for topic in known)
    return tuple(Stance(line.id, line.title, line.status, line.ready, line.hours) for line in lines)
