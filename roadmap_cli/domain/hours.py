"""Hours really logged on a topic against its estimate, by how well its prerequisites were remembered when it was begun."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple, get_args

from roadmap_cli.domain.edit import in_order_of_days
from roadmap_cli.domain.events import CARD_KINDS, Event
from roadmap_cli.domain.memory import CardState, Recollection, Schedule, fold_cards, topic_memory
from roadmap_cli.domain.standing import Standing

Ground = Literal["fresh", "unsure", "none"]
"""All prerequisites that have cards were fresh; some were fading or not known well enough; none has cards."""
FEW_TOPICS = 20
"""Of a group with fewer even a median is chance."""


class Taken(NamedTuple):
    """A topic that is done, with hours estimated and logged."""

    topic: str
    begun: date
    hours: float
    logged: float
    ground: Ground


class GroundSums(NamedTuple):
    """`ratio` is the median of logged / estimated hours; None without topics."""

    ground: Ground
    topics: int
    hours: float
    logged: float
    ratio: float | None


class _Begun(NamedTuple):
    day: date
    topic: str


def taken(
    standing: Standing, events: Iterable[Event], schedule: Schedule, day_of: Callable[[datetime], date]
) -> list[Taken]:
    """In the order in which they were begun. `events` are those that count."""
    begun = sorted(_begun(standing, day_of))
    past = in_order_of_days(each for each in events if each.kind in CARD_KINDS)
    found, place, cards = [], 0, list[CardState]()
    for day, topic in begun:
        end = next((number for number in range(place, len(past)) if past[number].day > day), len(past))
        cards, place = _carried(cards, past[place:end], schedule), end
        found.append(
            Taken(
                topic=topic,
                begun=day,
                hours=standing.roadmap.topics[topic].hours,
                logged=standing.minutes(topic) / 60,
                ground=_ground(standing, topic, cards, day),
            )
        )
    return found


def _begun(standing: Standing, day_of: Callable[[datetime], date]) -> Iterator[_Begun]:
    """Of topics that were learned here: of what was placed, or has no time or no estimate, there is no ratio."""
    for topic, state in standing.states.items():
        is_learned = state.status == "done" and not state.placed and state.started_at and state.minutes
        if is_learned and state.started_at and standing.roadmap.topics[topic].is_estimated:
            yield _Begun(day_of(state.started_at), topic)


def _carried(cards: Sequence[CardState], events: Sequence[Event], schedule: Schedule) -> list[CardState]:
    """Cards carried on by later events. A card goes by its topic and its name, of which others may have the same."""
    touched = {each.topic for each in events}
    found = [each for each in cards if each.topic not in touched]
    for topic in touched:
        its = [each for each in events if each.topic == topic]
        found += fold_cards(its, schedule, [each for each in cards if each.topic == topic])
    return found


def _ground(standing: Standing, topic: str, cards: Sequence[CardState], day: date) -> Ground:
    needed = [each for each in standing.requires(standing.roadmap.topics[topic]) if each in standing.with_cards]
    if not needed:
        return "none"
    topics = sorted({each.topic for each in cards})
    memories = [topic_memory(name, [each for each in cards if each.topic == name]) for name in topics]
    told = Recollection(memories, standing.roadmap, day, standing.recollection.reviewing)
    return "fresh" if all(told.freshness(each) == "fresh" for each in needed) else "unsure"


def by_ground(topics: Sequence[Taken]) -> tuple[GroundSums, ...]:
    return tuple(_sums(ground, [each for each in topics if each.ground == ground]) for ground in get_args(Ground))


def _sums(ground: Ground, topics: Sequence[Taken]) -> GroundSums:
    return GroundSums(
        ground=ground,
        topics=len(topics),
        hours=round(sum(each.hours for each in topics), 2),
        logged=round(sum(each.logged for each in topics), 2),
        ratio=round(_median([each.logged / each.hours for each in topics]), 2) if topics else None,
    )


def _median(ratios: Sequence[float]) -> float:
    """Of any. The one of the library would cost each grade the import of it."""
    ordered, half = sorted(ratios), len(ratios) // 2
    return (ordered[half] + ordered[~half]) / 2


def tells_nothing(sums: Iterable[GroundSums]) -> bool:
    """Whether there is too little to compare topics begun on fresh ground with the others."""
    return any(each.topics < FEW_TOPICS for each in sums if each.ground != "none")
