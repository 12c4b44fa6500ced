"""What is still remembered: the memory of each card, folded from its grades, and what follows from it today.

The model is FSRS-6 (Ye et al. 2022; github.com/open-spaced-repetition/awesome-fsrs, "The Algorithm"): *stability* is the
number of days after which recall has fallen to 90 %, *difficulty* runs from 1 to 10, *retrievability* (here: recall) is
the predicted probability of an answer. How a grade changes stability and difficulty is the scheduler's affair; the
forgetting curve and the interval are read off them here, so that no reading command has to load it.

Days are the learner's local days: yesterday evening and this evening are one day apart, whatever the hour.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.roadmap import Roadmap

DECAY = -0.1542
"""Of FSRS-6 with its default parameters (the last of the 21)."""
FACTOR = 0.9 ** (1 / DECAY) - 1
FRESH_MARGIN = 0.1
"""By how much recall may lie below the desired retention and still count as fresh."""
FADED = 0.7
"""Recall below which a topic is no ground to build on."""
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = {AGAIN: "again", HARD: "hard", GOOD: "good", EASY: "easy"}
CARD_KINDS = frozenset({"graded", "written", "discarded"})


class Reviewing(NamedTuple):
    """How a learner wants to be reminded. `desired_retention` is the recall at which a card comes back; days at most
    `maximum_interval`.
    """

    desired_retention: float = 0.9
    maximum_interval: int = 180
    new_cards_per_day: int = 5
    reviews_per_day: int = 20

    @property
    def fresh_from(self) -> float:
        """Recall from which on something counts as fresh."""
        return round(self.desired_retention - FRESH_MARGIN, 4)


class Memory(NamedTuple):
    """Of one card after its last grade, which was on `day`."""

    stability: float
    difficulty: float
    day: date


Schedule = Callable[[Memory | None, int, date], Memory]
"""The memory after a grade (1 to 4) on a day; before the first grade there is none."""


class CardState(NamedTuple):
    """A card that was graded or written. One of the learner's own has a question; `written` is the id of the event that
    last said what it is, so that a discarded card has one and no question. `topic` is the id that its events carry.
    """

    topic: str
    card: str
    question: str | None = None
    answer: str | None = None
    written: str = ""
    stability: float | None = None
    difficulty: float | None = None
    reviews: int = 0
    lapses: int = 0
    first_day: date | None = None
    last_day: date | None = None

    @property
    def memory(self) -> Memory | None:
        if self.stability is None or self.difficulty is None or self.last_day is None:
            return None
        return Memory(self.stability, self.difficulty, self.last_day)


class Glimpse(NamedTuple):
    """As much of a CardState as a look at all of them needs."""

    topic: str
    card: str
    own: bool
    stability: float | None
    first_day: date | None
    last_day: date | None


class Reviewed(NamedTuple):
    """A card that has a memory: days since its last review, the interval after which it comes back, and its recall."""

    topic: str
    card: str
    elapsed: int
    interval: int
    recall: float

    @property
    def is_due(self) -> bool:
        return self.elapsed >= self.interval


class Recollection(NamedTuple):
    """What all cards say on one day. `recall` is the mean over the reviewed cards of a topic, by topic id;
    `reviewed` has every card with a memory, `unseen` the learner's own cards without one, as (topic, card).
    """

    recall: Mapping[str, float] = MappingProxyType({})
    reviewed: tuple[Reviewed, ...] = ()
    unseen: tuple[tuple[str, str], ...] = ()
    today: int = 0
    """How many cards were reviewed today,"""
    introduced: int = 0
    """and how many of them for the first time."""


def recall(stability: float, elapsed: int) -> float:
    """The FSRS forgetting curve: the predicted probability of recall after so many days."""
    return float((1 + FACTOR * max(elapsed, 0) / stability) ** DECAY)


def interval(stability: float, reviewing: Reviewing) -> int:
    """Whole days until recall falls to the desired retention: at least one, at most the maximum interval."""
    return min(max(round(stability * _stretch(reviewing)), 1), reviewing.maximum_interval)


def _stretch(reviewing: Reviewing) -> float:
    return float((reviewing.desired_retention ** (1 / DECAY) - 1) / FACTOR)


def fold_cards(events: Iterable[Event], schedule: Schedule, start: Iterable[CardState] = ()) -> list[CardState]:
    """The cards of one topic, continued from those in `start`, with events in the order of ids; others are passed
    over.
    """
    cards = {each.card: each for each in start}
    for event in events:
        if event.kind in CARD_KINDS and event.topic is not None:
            name = event.data["card"]
            cards[name] = _continued(cards.get(name) or CardState(event.topic, name), event, schedule)
    return list(cards.values())


def _continued(card: CardState, event: Event, schedule: Schedule) -> CardState:
    data = event.data
    if event.kind == "written":
        return card._replace(question=data["question"], answer=data["answer"], written=event.id)
    if event.kind == "discarded":
        return card._replace(question=None, answer=None, written=event.id)
    stability, difficulty, day = schedule(card.memory, data["rating"], event.day)
    return card._replace(
        stability=stability,
        difficulty=difficulty,
        reviews=card.reviews + 1,
        lapses=card.lapses + (card.reviews > 0 and data["rating"] == AGAIN),
        first_day=card.first_day or day,
        last_day=day,
    )


def recollect(glimpses: Iterable[Glimpse], roadmap: Roadmap, today: date, reviewing: Reviewing) -> Recollection:
    """Cards that the definition no longer names and discarded ones are left out. Of a card that was graded under several
    ids of topics the first counts.
    """
    stretch, most, now = _stretch(reviewing), reviewing.maximum_interval, today.toordinal()
    topic_of, current = roadmap.topic_of_card, roadmap.current_id
    sums: dict[str, list[float]] = {}
    seen: set[str] = set()
    reviewed, unseen = [], []
    today_count = introduced = 0
    for topic, card, own, stability, first, last in glimpses:
        place = current.get(topic, topic) if own else topic_of.get(card)
        if place is None or card in seen or (own and place not in roadmap.topics):
            continue
        seen.add(card)
        if stability is None or last is None:
            unseen += [(place, card)] if own else []
            continue
        elapsed = max(now - last.toordinal(), 0)
        days = min(max(round(stability * stretch), 1), most)
        recalled = (1 + FACTOR * elapsed / stability) ** DECAY
        sums.setdefault(place, []).append(recalled)
        reviewed.append(Reviewed(place, card, elapsed, days, recalled))
        if elapsed == 0:
            today_count += 1
            introduced += first == last
    means = {topic: sum(its) / len(its) for topic, its in sums.items()}
    return Recollection(means, tuple(reviewed), tuple(unseen), today_count, introduced)
