"""A topic as several reports tell it: in a line, from another's side, by name; those in progress."""

from collections.abc import Iterable

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.roadmap import UNFINISHED, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.topic_line import LinkLine, Named, Stance, TopicLine
from roadmap_cli.services.workspace import Workspace


def topic_line(standing: Standing, topic: Topic) -> TopicLine:
    state, recall = standing.states.get(topic.id), standing.recall(topic.id)
    status = state.status if state else "todo"
    return TopicLine(
        id=topic.id,
        title=topic.title,
        status=status,
        ready=standing.is_ready(topic) if status in UNFINISHED else None,
        hours=topic.hours_said,
        minutes=state.minutes if state else 0,
        option=topic.option,
        stretch=topic.stretch,
        proven=bool(state and state.proofs),
        fresh=None if recall is None else round(recall, 4),
        placed=bool(state and state.placed),
        memory=standing.freshness(topic.id),
        criteria_count=len(topic.criteria),
        criteria_met=standing.met(topic),
        hours_left=standing.told(standing.hours_left(topic)) if status in UNFINISHED else 0.0,
    )


def link_line(event: Event) -> LinkLine:
    return LinkLine(
        at=event.at,
        day=event.day,
        url=event.data["url"],
        title=event.data.get("title") or "",
        proves=bool(event.data["proves"]),
    )


def stances(standing: Standing, topics: Iterable[str]) -> tuple[Stance, ...]:
    known = (standing.roadmap.topics[topic] for topic in topics)
    lines = (topic_line(standing, topic) for topic in known)
    return tuple(
        Stance(
            id=line.id,
            title=line.title,
            status=line.status,
            ready=line.ready,
            hours=line.hours,
            hours_left=line.hours_left,
        )
        for line in lines
    )


def named(standing: Standing, topic: str) -> Named:
    found = standing.roadmap.topic_of(topic)
    return Named(found.id, found.title) if found else Named(topic, topic)


def in_progress(workspace: Workspace) -> tuple[Named, ...]:
    """Topics that are begun and not done, in the order of the roadmap."""
    standing = workspace.standing()
    return tuple(
        Named(topic.id, topic.title)
        for topic in workspace.roadmap.topics.values()
        if standing.status(topic.id) == "doing"
    )
