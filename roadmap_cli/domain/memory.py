"""What is still remembered: the memory of each card, folded from its grades, and what follows from it today.

The model is FSRS-6 (Ye et al. 2022; github.com/open-spaced-repetition/awesome-fsrs, "The Algorithm"): *stability* is the
number of days after which recall has fallen to 90 %, *difficulty* runs from 1 to 10, *retrievability* (here: recall) is
the predicted probability of an answer. How a grade changes stability and difficulty is the scheduler's affair; the
forgetting curve and the interval are read off them here, so that no reading command has to load it.

Days are the learner's local days: yesterday evening and this evening are one day apart, whatever the hour.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from math import log, sqrt
from operator import mul
from typing import Literal, NamedTuple

from roadmap_cli.domain.events import CARD_KINDS, Event
from roadmap_cli.domain.roadmap import Roadmap

DECAY = -0.1542
"""Of FSRS-6 with its default parameters (the last of the 21)."""
FACTOR: float = 0.9 ** (1 / DECAY) - 1
LEAST_DAYS = 1
"""On the day of a review everything would be recalled, also what was just failed; so recall is told as of a day later."""
FRESH_MARGIN = 0.1
"""By how much recall may lie below the desired retention and still count as fresh."""
FADED = 0.7
"""Recall below which a topic is no ground to build on."""
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = {AGAIN: "again", HARD: "hard", GOOD: "good", EASY: "easy"}
Freshness = Literal["fresh", "fading", "unsure", "untested"]
"""How a topic done that has cards stands in memory: fresh or fading where that is sure enough. Of the two others not enough
is known: untested before the first review, unsure after it.
"""
SURE = 0.8416
"""The normal quantile of 80 %: so probable has to be what is said of a topic. tests/benchmarks/memory.py simulates it."""
FIRST_PASS, SPACED = log(2.3065), log(4)
"""Logarithms of the stability after a first good answer, and of what each after a full interval multiplies it by (FSRS-6: 2.3,
11, 46, 163 days): so it tells how many spaced answers a memory has behind it."""
LEAST_TRIALS, MOST_TRIALS = 0.5, 2.0
"""Of one card: of one that was just failed, which is an answer too, and of one that was recalled in four intervals on end."""


class Reviewing(NamedTuple):
    """How a learner wants to be reminded. `desired_retention` is the recall at which a card comes back; days at most
    `maximum_interval`. A card that was forgotten `leech_lapses` times is a leech; with 0 none ever is.
    """

    desired_retention: float = 0.9
    maximum_interval: int = 180
    new_cards_per_day: int = 5
    reviews_per_day: int = 20
    leech_lapses: int = 8

    @property
    def new_a_day(self) -> int:
        return min(self.new_cards_per_day, self.reviews_per_day)

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
Parameters = tuple[float, ...]
"""Of FSRS, as they were fitted to a learner; none where they never were."""
Scheduling = Callable[[Parameters], Schedule]


class CardState(NamedTuple):
    """A card that was graded or written. One of the learner's own has a question; `written` is the id of the event that
    last said what it is, so that a discarded card has one and no question. `lapses` counts since it was last written.
    `topic` is the id that its events carry.
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


class Traces(NamedTuple):
    """Cards that have a memory, side by side: names, stabilities, and the days of the last grade as ordinals.

    Status reads the memory of thousands of cards; a value for each of them would cost more than all the rest.
    """

    cards: tuple[str, ...] = ()
    stabilities: tuple[float, ...] = ()
    days: tuple[int, ...] = ()

    def only(self, names: Collection[str]) -> "Traces":
        if set(names).issuperset(self.cards):
            return self
        return _side_by_side(each for each in zip(*self, strict=True) if each[0] in names)


class TopicMemory(NamedTuple):
    """What the cards of one topic add up to. `given` are cards that the learner did not write, `unseen` own ones without
    a memory. `introduced` cards had their first grade on `newest`, the last day on which there was one.
    """

    topic: str
    given: Traces = Traces()
    own: Traces = Traces()
    unseen: tuple[str, ...] = ()
    newest: int = 0
    introduced: int = 0


class Trials(NamedTuple):
    """Answers that a topic is judged by: how many, and how many of them are expected today. No whole numbers."""

    number: float
    recalled: float

    def and_(self, others: "Trials") -> "Trials":
        return Trials(self.number + others.number, self.recalled + others.recalled)


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


def recall(stability: float, elapsed: int) -> float:
    """The FSRS forgetting curve: the predicted probability of recall after so many days, at least LEAST_DAYS."""
    return float((1 + FACTOR * max(elapsed, LEAST_DAYS) / stability) ** DECAY)


def trials(stabilities: Iterable[float], recalls: Sequence[float]) -> Trials:
    """Every spaced answer that a card has behind it is half a trial, because answers to one question go together, and was
    recalled as often as FSRS expects today. Counted whole, ten cards of which 75 % are recalled, and not the 95 % that FSRS
    says, would be fresh on 96 of 100 days, and not on 56.
    """
    least, most, first = LEAST_TRIALS, MOST_TRIALS, SPACED - FIRST_PASS
    told = [(log(each) + first) / SPACED / 2 for each in stabilities]
    found = [least if each < least else min(each, most) for each in told]
    return Trials(sum(found), sum(map(mul, found, recalls)))


def surplus(known: Trials, least: float) -> float:
    """How sure it is that the true recall of a topic is at least `least`, in standard deviations; below 0 that it is not.

    Of all that its cards may ask a share would come to mind now: before the first grade any is as likely as any other, the
    trials make it a beta distribution. Cards never reviewed are none, for or against. Its tail is the normal
    approximation of Paulson (1942), which is off by less than half a percent.
    """
    a, b = 1 + known.recalled, 1 + known.number - known.recalled
    above, below = (a * (1 - least)) ** (1 / 3), (b * least) ** (1 / 3)
    found: float = 3 * (above * (1 - 1 / (9 * a)) - below * (1 - 1 / (9 * b))) / sqrt(above**2 / a + below**2 / b)
    return found


def freshness(known: Trials, least: float) -> Freshness:
    """Of a topic with any trials."""
    found = surplus(known, least)
    return "fresh" if found >= SURE else "fading" if found <= -SURE else "unsure"


def interval(stability: float, reviewing: Reviewing) -> int:
    """Whole days until recall falls to the desired retention: at least one, at most the maximum interval."""
    return _interval(stability, _stretch(reviewing), reviewing.maximum_interval)


def _interval(stability: float, stretch: float, most: int) -> int:
    return min(max(round(stability / FACTOR * stretch), 1), most)


def _stretch(reviewing: Reviewing) -> float:
    """Apart from FACTOR, so that an interval is rounded as the package rounds it."""
    return float(reviewing.desired_retention ** (1 / DECAY) - 1)


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


def last_fitted(events: Iterable[Event]) -> Parameters:
    """Of events that count, in the order of ids. One without parameters was a fit that predicted no better."""
    found = [said for event in events if event.kind == "fitted" and (said := event.data.get("parameters"))]
    return tuple(map(float, found[-1].split(","))) if found else ()


def _continued(card: CardState, event: Event, schedule: Schedule) -> CardState:
    data = event.data
    if event.kind == "written":
        return card._replace(question=data["question"], answer=data["answer"], written=event.id, lapses=0)
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


def topic_memory(topic: str, cards: Iterable[CardState]) -> TopicMemory:
    """Discarded cards are left out."""
    present = [each for each in cards if each.question is not None or not each.written]
    present.sort(key=lambda each: (each.written, each.card))  # new ones come in the order in which they were written
    known = [each for each in present if each.memory is not None]
    newest = max((each.first_day for each in known if each.first_day), default=None)
    return TopicMemory(
        topic=topic,
        given=_traces(each for each in known if each.question is None),
        own=_traces(each for each in known if each.question is not None),
        unseen=tuple(each.card for each in present if each.memory is None),
        newest=newest.toordinal() if newest else 0,
        introduced=sum(each.first_day == newest for each in known),
    )


def _traces(cards: Iterable[CardState]) -> Traces:
    memories = ((each.card, each.memory) for each in cards)
    return _side_by_side((card, each.stability, each.day.toordinal()) for card, each in memories if each is not None)


def _side_by_side(traces: Iterable[tuple[str, float, int]]) -> Traces:
    found = list(traces)
    return Traces(*zip(*found, strict=True)) if found else Traces()


def _names(parts: Iterable[tuple[str, Traces]]) -> frozenset[str]:
    return frozenset().union(*(traces.cards for _, traces in parts))


def _once(parts: Iterable[tuple[str, Traces]]) -> tuple[tuple[str, Traces], ...]:
    """Of a card that was graded under several ids of topics the first memory counts."""
    seen: set[str] = set()
    found = []
    for topic, traces in parts:
        found.append((topic, traces.only(set(traces.cards) - seen)))
        seen.update(traces.cards)
    return tuple((topic, traces) for topic, traces in found if traces.cards)


class _Recollection(NamedTuple):
    memories: Sequence[TopicMemory]
    roadmap: Roadmap
    day: date
    reviewing: Reviewing


class Recollection(_Recollection):
    """What the cards of a roadmap say on one day. Cards that the definition no longer names are left out."""

    @cached_property
    def parts(self) -> tuple[tuple[str, Traces], ...]:
        """Traces with the id of today's topic, which may stand in several parts; of each card one."""
        found = self._told
        return found if len(self.seen) == sum(len(traces.cards) for _, traces in found) else _once(found)

    @cached_property
    def _told(self) -> tuple[tuple[str, Traces], ...]:
        """The same with all that is told of a card."""
        topics, found = self.roadmap.topics, list[tuple[str, Traces]]()
        for memory in self.memories:
            here = self.roadmap.topic_of(memory.topic)
            homes = {self.roadmap.topic_of_card.get(card) for card in memory.given.cards}
            found += [(home, memory.given.only(topics[home].cards)) for home in sorted(homes - {None}, key=str) if home]
            found += [(here.id, memory.own)] if here is not None and memory.own.cards else []
        return tuple(found)

    @cached_property
    def recalls(self) -> tuple[list[float], ...]:
        """The predicted recall of each card, in the order of `parts`."""
        today, factor, decay = self.day.toordinal(), FACTOR, DECAY
        return tuple(
            [
                (1 + factor * (today - day if day < today else LEAST_DAYS) / stability) ** decay
                for stability, day in zip(traces.stabilities, traces.days, strict=True)
            ]
            for _, traces in self.parts
        )

    @cached_property
    def recall(self) -> dict[str, float]:
        """The mean over the reviewed cards of a topic, for each topic that has any."""
        sums: dict[str, tuple[float, int]] = {}
        for (topic, _), recalls in zip(self.parts, self.recalls, strict=True):
            total, cards = sums.get(topic, (0.0, 0))
            sums[topic] = total + sum(recalls), cards + len(recalls)
        return {topic: total / cards for topic, (total, cards) in sums.items()}

    @cached_property
    def trials(self) -> dict[str, Trials]:
        """What there is to know the recall of a topic by, for each topic that has reviewed cards."""
        found: dict[str, Trials] = {}
        for (topic, traces), recalls in zip(self.parts, self.recalls, strict=True):
            its = trials(traces.stabilities, recalls)
            found[topic] = found[topic].and_(its) if topic in found else its
        return found

    def freshness(self, topic: str) -> Freshness:
        """Of a topic done that has cards."""
        its = self.trials.get(topic)
        return "untested" if its is None else freshness(its, self.reviewing.fresh_from)

    @cached_property
    def due_counts(self) -> dict[str, int]:
        """How many cards are due, by topic, whatever its status; the same as counting those of `reviewed` that are."""
        today, stretch, factor = self.day.toordinal(), _stretch(self.reviewing), FACTOR
        latest, counts = today - self.reviewing.maximum_interval, dict[str, int]()
        for topic, (_, stabilities, days) in self.parts:
            due = [
                day < today and (day <= latest or round(stability / factor * stretch) <= today - day)
                for stability, day in zip(stabilities, days, strict=True)
            ]
            counts[topic] = counts.get(topic, 0) + due.count(True)
        return counts

    @cached_property
    def reviewed(self) -> tuple[Reviewed, ...]:
        """Every card that has a memory, whatever the status of its topic."""
        today, stretch, most = self.day.toordinal(), _stretch(self.reviewing), self.reviewing.maximum_interval
        return tuple(
            Reviewed(
                topic=topic,
                card=card,
                elapsed=max(today - day, 0),
                interval=_interval(stability, stretch, most),
                recall=recalled,
            )
            for (topic, traces), recalls in zip(self.parts, self.recalls, strict=True)
            for card, stability, day, recalled in zip(*traces, recalls, strict=True)
        )

    @cached_property
    def seen(self) -> frozenset[str]:
        """Every card that has a memory."""
        return _names(self._told)

    @cached_property
    def unseen(self) -> dict[str, tuple[str, ...]]:
        """The learner's own cards without a memory, by topic."""
        found: dict[str, tuple[str, ...]] = {}
        for memory in self.memories:
            topic = self.roadmap.topic_of(memory.topic)
            if memory.unseen and topic is not None:
                found[topic.id] = (*found.get(topic.id, ()), *memory.unseen)
        return found

    @property
    def reviewed_today(self) -> int:
        today = self.day.toordinal()
        return sum(traces.days.count(today) for _, traces in self.parts)

    @property
    def introduced_today(self) -> int:
        """Cards that were reviewed for the first time today."""
        return sum(each.introduced for each in self.memories if each.newest == self.day.toordinal())


NOTHING = Recollection(memories=(), roadmap=Roadmap("", "", ()), day=date.min, reviewing=Reviewing())
