"""Which cards to recall now, and in which order. The whole rule stands here.

1. A card waits while its topic is done and on the path: a reviewed one from the day on which recall has fallen to the
   desired retention, a new one from the day after its topic was finished.
2. A day has room for `reviews_per_day` cards, what was reviewed today taken off; at most `new_cards_per_day` of them are
   new. What was learned before goes first, so that after a break the queue is worked off before it grows.
3. Due cards are ordered by relative overdueness, days since the last review over the interval, times one more than the
   number of topics in progress or suggested next that stand on the card's topic, directly or not. New ones follow in the
   order in which their topics were finished.
4. Neighbours come from different modules as long as another one is left: interleaving beats blocking for later retention
   (see `advice`).
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.memory import FADED, Reviewed
from roadmap_cli.domain.standing import Standing

CARD_MINUTES = 0.5
"""What a card takes. An assumption: a short question, a short answer, and a moment to judge oneself."""


class Waiting(NamedTuple):
    """Everything that waits, and how much of it today has room for: a number of due cards; of `new` ones topic and card."""

    due: int
    new: tuple[tuple[str, str], ...]
    due_today: int
    new_today: int

    @property
    def cards(self) -> int:
        return self.due_today + self.new_today

    @property
    def later(self) -> int:
        return self.due + len(self.new) - self.cards


class Queued(NamedTuple):
    """A card in the queue; `memory` is None for a new one."""

    topic: str
    card: str
    memory: Reviewed | None = None


def minutes_for(cards: int) -> int:
    """Rounded up."""
    return -int(-cards * CARD_MINUTES // 1)


def waiting(standing: Standing, day_of: Callable[[datetime], date]) -> Waiting:
    """`day_of` tells the learner's day of a time."""
    recollection, reviewing = standing.recollection, standing.recollection.reviewing
    due = sum(cards for topic, cards in recollection.due_counts.items() if topic in standing.learned)
    new = tuple(_new(standing, day_of))
    room = max(reviewing.reviews_per_day - recollection.reviewed_today, 0)
    new_room = max(reviewing.new_cards_per_day - recollection.introduced_today, 0)
    due_today = min(due, room)
    return Waiting(due=due, new=new, due_today=due_today, new_today=min(len(new), new_room, room - due_today))


def _new(standing: Standing, day_of: Callable[[datetime], date]) -> Iterator[tuple[str, str]]:
    """Cards without a review of topics finished before today, the topic finished first in front."""
    for finished, topic in _finished(standing, day_of):
        if finished < standing.recollection.day:
            yield from ((topic, card) for card in unseen_of(standing, topic))


def new_tomorrow(standing: Standing, day_of: Callable[[datetime], date]) -> tuple[tuple[str, str], ...]:
    """Cards without a review of topics finished today."""
    today = [topic for finished, topic in _finished(standing, day_of) if finished >= standing.recollection.day]
    return tuple((topic, card) for topic in today for card in unseen_of(standing, topic))


def _finished(standing: Standing, day_of: Callable[[datetime], date]) -> list[tuple[date, str]]:
    """The learner's day on which each topic was finished, in the order in which they were."""
    moments = ((state.finished_at, key) for key, state in standing.states.items() if key in standing.learned)
    return [(day_of(moment), key) for moment, key in sorted((moment, key) for moment, key in moments if moment)]


def unseen_of(standing: Standing, topic: str) -> tuple[str, ...]:
    """Cards of a topic without a memory, the definition's first."""
    seen = standing.recollection.seen
    of_definition = (card for card in standing.roadmap.topics[topic].cards if card not in seen)
    return *of_definition, *standing.recollection.unseen.get(topic, ())


def queue(
    standing: Standing,
    waiting: Waiting,
    near: Collection[str],
    scope: Collection[str] | None = None,
    limit: int | None = None,
) -> tuple[Queued, ...]:
    """What today has room for; with a `scope` all that waits in these topics. `near` are the topics in progress and
    suggested next. A `limit` leaves out what is least urgent.
    """
    if scope is None:
        due, new = by_urgency(standing, standing.learned, near)[: waiting.due_today], waiting.new[: waiting.new_today]
    else:
        due = by_urgency(standing, standing.learned & set(scope), near)
        new = tuple(each for each in waiting.new if each[0] in scope)
    return _in_turn(standing, (_queued(due), [Queued(topic, card) for topic, card in new]), limit)


def ahead(
    standing: Standing, scope: Iterable[str], near: Collection[str], limit: int | None = None
) -> tuple[Queued, ...]:
    """All cards of some topics whatever their day: due ones first, then new ones, then those due soonest."""
    wanted = dict.fromkeys(scope)
    due = by_urgency(standing, wanted.keys(), near)
    later = (each for each in standing.recollection.reviewed if each.topic in wanted and not each.is_due)
    new = [Queued(topic, card) for topic in wanted for card in unseen_of(standing, topic)]
    soonest = sorted(later, key=lambda each: (each.interval - each.elapsed, each.card))
    return _in_turn(standing, (_queued(due), new, _queued(soonest)), limit)


def _queued(cards: Iterable[Reviewed]) -> list[Queued]:
    return [Queued(each.topic, each.card, each) for each in cards]


def _in_turn(standing: Standing, parts: Iterable[list[Queued]], limit: int | None) -> tuple[Queued, ...]:
    """One part after the other, each interleaved for itself."""
    found: list[Queued] = []
    for part in parts:
        found += interleaved(standing, part[: None if limit is None else limit - len(found)])
    return tuple(found)


def by_urgency(standing: Standing, scope: Collection[str], near: Collection[str]) -> list[Reviewed]:
    """The due cards of some topics by the third rule."""
    weight: dict[str, int] = {}
    for topic in near:
        for ground in grounds(standing, topic):
            weight[ground] = weight.get(ground, 1) + 1
    due = (each for each in standing.recollection.reviewed if each.is_due and each.topic in scope)
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
    left: dict[str, deque[tuple[int, Queued]]] = {}
    for number, card in enumerate(cards):
        left.setdefault(standing.roadmap.topics[card.topic].module, deque()).append((number, card))
    found: list[Queued] = []
    module = ""
    while left:
        others = [name for name in left if name != module] or [module]
        module = min(others, key=lambda name: left[name][0][0])
        found.append(left[module].popleft()[1])
        if not left[module]:
            del left[module]
    return tuple(found)


def has_faded(standing: Standing, topic: str) -> bool:
    """Whether a topic that is done is no ground to build on, and can be refreshed by a review."""
    recall = standing.recall(topic)
    return (
        recall is not None
        and recall < FADED
        and topic in standing.learned
        and standing.recollection.due_counts.get(topic, 0) > 0
    )
