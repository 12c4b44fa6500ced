"""A topic as several reports tell it: in a line, from another's side, by name."""

from collections.abc import Iterable

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.roadmap import UNFINISHED, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.topic import LinkLine, Named, Stance, TopicLine


def topic_line(standing: Standing, topic: Topic) -> TopicLine:
    state, recall = standing.states.get(topic.id), standing.recall(topic.id)
    status = state.status if state else "todo"
    return TopicLine(
        topic.id,
        topic.title,
        status,
        not standing.missing(topic) if status in UNFINISHED else None,
        topic.hours,
        state.minutes if state else 0,
        topic.option,
        topic.stretch,
        bool(state and state.proofs),
        None if recall is None else round(recall, 4),
        bool(state and state.placed),
        standing.freshness(topic.id),
    )


def link_line(event: Event) -> LinkLine:
    return LinkLine(event.at, event.day, event.data["url"], event.data.get("title", ""), bool(event.data["proves"]))


def stances(standing: Standing, topics: Iterable[str]) -> tuple[Stance, ...]:
    known = (standing.roadmap.topics[topic] for topic in topics)
    lines = (topic_line(standing, topic) for topic in known)
    return tuple(Stance(line.id, line.title, line.status, line.ready, line.hours) for line in lines)


def named(standing: Standing, topic: str) -> Named:
    found = standing.roadmap.topic_of(topic)
    return Named(found.id, found.title) if found else Named(topic, topic)
