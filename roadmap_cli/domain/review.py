"""Which cards to recall now, and in which order. The whole rule stands here.

1. A card waits while its topic is done: a reviewed one from the day on which recall has fallen to the desired retention,
   a new one from the day after its topic was finished.
2. A day has room for `reviews_per_day` cards, what was reviewed today taken off; at most `new_cards_per_day` of them are
   new. What was learned before goes first, so that after a break the queue is worked off before it grows.
3. Due cards are ordered by relative overdueness, days since the last review over the interval, times one more than the
   number of topics in progress or suggested next that stand on the card's topic, directly or not. New ones follow in the
   order in which their topics were finished.
4. Neighbours come from different modules where that is possible: interleaving beats blocking for later retention (see
   `advice`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.memory import FADED, Reviewed, Reviewing
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.domain.standing import Standing

CARD_MINUTES = 0.5
"""What a card takes. An assumption: a short question, a short answer, and a moment to judge oneself."""


class Waiting(NamedTuple):
    """Everything that waits, and how much of it today has room for. `new` are pairs of topic and card."""

    due: tuple[Reviewed, ...]
    new: tuple[tuple[str, str], ...]
    due_today: int
    new_today: int

    @property
    def cards(self) -> int:
        return self.due_today + self.new_today

    @property
    def later(self) -> int:
        return len(self.due) + len(self.new) - self.cards


class Queued(NamedTuple):
    """A card in the queue; `memory` is None for a new one."""

    topic: str
    card: str
    memory: Reviewed | None = None


def minutes_for(cards: int) -> int:
    """Rounded up."""
    return -int(-cards * CARD_MINUTES // 1)


def waiting(standing: Standing, reviewing: Reviewing, today: date, day_of: Callable[[datetime], date]) -> Waiting:
    """`day_of` tells the learner's day of a time."""
    due = tuple(
        each for each in standing.recollection.reviewed if each.is_due and standing.status(each.topic) == "done"
    )
    new = tuple(_new(standing, today, day_of))
    room = max(reviewing.reviews_per_day - standing.recollection.today, 0)
    due_today = min(len(due), room)
    fresh_room = max(reviewing.new_cards_per_day - standing.recollection.introduced, 0)
    return Waiting(due, new, due_today, min(len(new), fresh_room, room - due_today))


def _new(standing: Standing, today: date, day_of: Callable[[datetime], date]) -> Iterator[tuple[str, str]]:
    """Cards without a review of topics finished before today, the topic finished first in front."""
    seen = {each.card for each in standing.recollection.reviewed}
    own: dict[str, list[str]] = {}
    for topic, card in standing.recollection.unseen:
        own.setdefault(topic, []).append(card)
    finished = ((state.finished_at, key) for key, state in standing.states.items() if state.status == "done")
    for moment, topic in sorted((moment, key) for moment, key in finished if moment is not None):
        if day_of(moment) < today:
            of_definition = (card for card in standing.roadmap.topics[topic].cards if card not in seen)
            yield from ((topic, card) for card in (*of_definition, *sorted(own.get(topic, ()))))


def queue(
    standing: Standing, waiting: Waiting, near: Collection[str], scope: Collection[str] | None = None
) -> tuple[Queued, ...]:
    """What today has room for; with a `scope` all that waits in these topics. `near` are the topics in progress and
    suggested next.
    """
    if scope is None:
        due, new = by_urgency(standing, waiting.due, near)[: waiting.due_today], waiting.new[: waiting.new_today]
    else:
        due = by_urgency(standing, (each for each in waiting.due if each.topic in scope), near)
        new = tuple(each for each in waiting.new if each[0] in scope)
    return interleaved(standing, [*_queued(due), *(Queued(*each) for each in new)])


def ahead(standing: Standing, topics: Iterable[Topic], near: Collection[str]) -> tuple[Queued, ...]:
    """All cards of some topics whatever their day: due ones first, then new ones, then those due soonest."""
    wanted = {topic.id: topic for topic in topics}
    reviewed = [each for each in standing.recollection.reviewed if each.topic in wanted]
    due = by_urgency(standing, (each for each in reviewed if each.is_due), near)
    later = sorted((each for each in reviewed if not each.is_due), key=lambda each: each.interval - each.elapsed)
    seen = {each.card for each in reviewed}
    new = [(topic.id, card) for topic in wanted.values() for card in topic.cards if card not in seen]
    new += sorted(each for each in standing.recollection.unseen if each[0] in wanted)
    parts = _queued(due), [Queued(*each) for each in new], _queued(later)
    return tuple(card for part in parts for card in interleaved(standing, part))


def _queued(cards: Iterable[Reviewed]) -> list[Queued]:
    return [Queued(each.topic, each.card, each) for each in cards]


def by_urgency(standing: Standing, due: Iterable[Reviewed], near: Collection[str]) -> list[Reviewed]:
    weight: dict[str, int] = {}
    for topic in near:
        for ground in grounds(standing, topic):
            weight[ground] = weight.get(ground, 1) + 1
    return sorted(due, key=lambda each: (-each.elapsed / each.interval * weight.get(each.topic, 1), each.card))


def grounds(standing: Standing, topic: str) -> set[str]:
    """Everything that a topic stands on, directly or not."""
    found: set[str] = set()
    waiting = [topic]
    while waiting:
        for needed in standing.requires(standing.roadmap.topics[waiting.pop()]):
            if needed not in found:
                found.add(needed)
                waiting.append(needed)
    return found


def interleaved(standing: Standing, cards: Iterable[Queued]) -> tuple[Queued, ...]:
    """The first that is of another module than the one before, as long as there is one."""
    left, found = list(cards), []
    module = ""
    while left:
        following = (each for each in left if standing.roadmap.topics[each.topic].module != module)
        card = next(following, left[0])
        left.remove(card)
        found.append(card)
        module = standing.roadmap.topics[card.topic].module
    return tuple(found)


def has_faded(standing: Standing, topic: str) -> bool:
    """Whether a topic that is done is no ground to build on, and can be refreshed by a review."""
    recall = standing.recall(topic)
    return recall is not None and recall < FADED and standing.status(topic) == "done" and due_of(standing, topic) > 0


def due_of(standing: Standing, topic: str) -> int:
    return sum(each.topic == topic and each.is_due for each in standing.recollection.reviewed)
