"""What somebody knows already, found out with few questions.

Knowing a topic implies knowing what it stands on, and not knowing one implies not knowing what stands on it: the surmise
relation of knowledge spaces (Doignon & Falmagne 1985). So the best question is about the topic in the middle: the one
for which the smaller of the two answers settles the most topics.

A deed (practice, project, decision) is no knowledge: it is done or not. Whoever has done one knows what it stands on, but
knowing what comes after one says neither that it was done nor what is known from before it: a path leads through it, the
knowledge does not. So nothing is implied as a deed or through one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

from roadmap_cli.domain.roadmap import PROJECT, Topic, TopicKind
from roadmap_cli.domain.standing import Standing

NEVER_ASKED: frozenset[TopicKind] = frozenset({PROJECT, "decision"})
"""Nobody knows a project: it is done or not, and leaves something behind that is to be shown."""
DEEDS: frozenset[TopicKind] = NEVER_ASKED | {"practice"}
"""What is never implied. A practice is asked about, since only the learner can tell."""
Bits = int
"""A set of the topics left, a bit for each in the order of the file: a chain of thousands implies millions."""


class Placement(NamedTuple):
    """An interview so far: topics still open, topics known by word or implication, the questions with their answers.
    `below` is each topic left with all that knowing it implies, `above` with all that is not known without it; `scope`
    is what the interview is about.
    """

    standing: Standing
    below: Mapping[str, Bits]
    above: Mapping[str, Bits]
    scope: Bits
    open_bits: Bits
    known_bits: Bits = 0
    asked: tuple[tuple[str, bool], ...] = ()

    @property
    def open(self) -> frozenset[str]:
        return frozenset(self._of(self.open_bits))

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self._of(self.known_bits))

    def question(self, askable: Collection[str]) -> Topic | None:
        """The topic to ask about next; None when every answer is settled."""
        return Questions(self, askable).next(self)

    def answered(self, topic: str, *, knows: bool) -> "Placement":
        settled = (self.below if knows else self.above)[topic]
        known = self.known_bits | settled if knows else self.known_bits
        return self._replace(open_bits=self.open_bits & ~settled, known_bits=known, asked=(*self.asked, (topic, knows)))

    def proposal(self) -> tuple[Topic, ...]:
        """What to mark as done, in the order of the file."""
        topics = map(self.standing.left.__getitem__, self._of(self.known_bits))
        return tuple(topic for topic in topics if can_be_asked(topic))

    def overruled(self, said: Mapping[str, bool]) -> tuple[str, ...]:
        """What was said of a topic and settled the other way by the answers to others: a no although it is implied, a yes
        although it was asked about and ruled out.
        """
        known = self.known
        ruled_out = frozenset(self._of(self.scope & ~self.open_bits & ~self.known_bits))
        left = (key for key, topic in self.standing.left.items() if key in said and can_be_asked(topic))
        return tuple(key for key in left if key in (ruled_out if said[key] else known))

    def settles(self, topic: str) -> tuple[int, int]:
        """How much at least, and how much by either answer. Never more than before the last answer."""
        below, above = ((which[topic] & self.open_bits).bit_count() for which in (self.below, self.above))
        return min(below, above), below + above

    def _of(self, bits: Bits) -> Iterator[str]:
        """In the order of the file."""
        return (key for key, bit in zip(self.standing.left, reversed(f"{bits:b}"), strict=False) if bit == "1")


class Questions:
    """The questions of an interview, one after the other: the topic that settles most, ties in the order of the file. Each
    topic is asked about once. What one settles never grows, so only those are measured anew that once settled more
    than the best.
    """

    def __init__(self, placement: Placement, askable: Collection[str]) -> None:
        self._keys = tuple(placement.standing.left)
        bits = ((number, key) for number, key in enumerate(self._keys) if placement.open_bits >> number & 1)
        self._best = [self._rank(placement, number) for number, key in bits if key in askable]
        heapify(self._best)

    def next(self, placement: Placement) -> Topic | None:
        """Of the interview as it is now, after the answers to what was asked."""
        while self._best:
            *_, number = before = self._best[0]
            rank = self._rank(placement, number)
            if not placement.open_bits >> number & 1:
                heappop(self._best)
            elif rank == before:
                heappop(self._best)
                return placement.standing.left[self._keys[number]]
            else:
                heapreplace(self._best, rank)
        return None

    def _rank(self, placement: Placement, number: int) -> tuple[int, int, int]:
        least, both = placement.settles(self._keys[number])
        return -least, -both, number


def begin(standing: Standing, topics: Iterable[Topic]) -> Placement:
    """An interview about those of the topics that count and are not done."""
    bit = {key: 1 << number for number, key in enumerate(standing.left)}
    below, above = _implied(standing, bit)
    scope = 0
    for topic in topics:
        scope |= bit.get(topic.id, 0)
    return Placement(standing=standing, below=below, above=above, scope=scope, open_bits=scope)


def _implied(standing: Standing, bit: Mapping[str, Bits]) -> tuple[dict[str, Bits], dict[str, Bits]]:
    """Each topic left with the knowledge that it stands on, directly or not; and with what stands on it."""
    left = standing.left
    direct = {
        key: [each for each in standing.missing(topic) if left[each].kind not in DEEDS] for key, topic in left.items()
    }
    below, above = dict(bit), dict(bit)
    for key in reversed(standing.latest_first):
        for each in direct[key]:
            below[key] |= below[each]
    for key in standing.latest_first:
        for each in direct[key]:
            above[each] |= bit[key] if left[key].kind in DEEDS else above[key]
    return below, above


def can_be_asked(topic: Topic) -> bool:
    return topic.kind not in NEVER_ASKED
