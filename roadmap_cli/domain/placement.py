"""What somebody knows already, found out with few questions.

Every answer makes some topics likelier to be known and others less (`roadmap_cli/domain/knowledge.py`). No answer settles a
topic: who knows a card forgets it on some evenings (RECALL), and who does not guesses it on others (GUESS), as in the basic
local independence model of knowledge spaces (Doignon & Falmagne 1999). Asked is the card that leaves the least doubt behind:
the variance that its answer is expected to take from the topics around, each counted by its hours.

What a file says is a claim of a whole topic, and believed as far as its claims go together: among the topics that stand on
something which is denied hardly any is known, so the share of them that is claimed all the same tells how freely the rest was claimed.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from math import log
from types import MappingProxyType
from typing import Literal, NamedTuple

from roadmap_cli.domain.knowledge import DEEDS, Knowledge, stands_on
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.domain.standing import Standing

RECALL, GUESS = 0.8, 0.06
"""How likely a card comes to mind where its topic is known, and where it is not."""
FURTHER = 0.85
"""What the next card of the same topic tells, as part of what the one before did: what is rusty is so in all its cards."""
CLAIMED, OVERCLAIMED = 0.95, 0.0005
"""How likely a topic is claimed that is known, and one that is not, by somebody whose claims all go together."""
USUAL_CLAIMS = 20
"""As if so many contradictable claims had been made before by somebody who hardly overclaims."""
PROPOSED_FROM = 0.6
"""How likely a topic has to be known to be proposed, if its own answers or what stands on it speak for it. Being all that is missing
is no reason: of topics all of whose prerequisites are known, and that were not asked about, a third is known on the tuning
seed, however likely the model holds them, and they were most of what was falsely proposed. A lost topic costs the hours of one that need not
be learned, a false one leaves a hole that is found by the first topic that stands on it. Of the others few are in doubt: from 0.45 to
0.75 two hours more are lost and a tenth of a false topic is saved.
"""
BELIEVED_FROM = 0.35
"""The same for a topic that was claimed, where claims contradict each other; where none does, all are believed."""
OPEN_FROM = 0.25
LEAST_GAIN = 0.05
"""Hours of doubt that a question has to be expected to take away."""
MOST_OF_PHASE, MOST = 20, 60
"""Questions of an interview about one phase or a part of one, and about more."""
Objection = Literal["deed", "denied", "unlikely"]
"""Why a claimed topic is not proposed."""


class Refused(NamedTuple):
    """A topic that was claimed and is not proposed. `denied` are topics that it stands on and that were denied."""

    topic: Topic
    objection: Objection
    denied: tuple[Topic, ...] = ()


class _Placement(NamedTuple):
    standing: Standing
    scope: frozenset[str]
    most: int
    cards: tuple[tuple[str, bool], ...] = ()
    claims: Mapping[str, bool] = MappingProxyType({})
    passed_over: frozenset[str] = frozenset()


class Placement(_Placement):
    """An interview so far: whether each `card` asked came to mind, by its topic, what was claimed of topics, and the
    topics nobody wants to be asked about. `scope` is what the interview is about.
    """

    def question(self, cards: Mapping[str, int]) -> Topic | None:
        """The topic of the next card, of so many each; None where no card is worth it."""
        return Questions(self, cards).next(self)

    def answered(self, topic: str, *, knows: bool) -> "Placement":
        return self._replace(cards=(*self.cards, (topic, knows)))

    def passing(self, topic: str) -> "Placement":
        return self._replace(passed_over=self.passed_over | {topic})

    def claimed(self, claims: Mapping[str, bool]) -> "Placement":
        return self._replace(claims={**self.claims, **claims})

    @property
    def questions_asked(self) -> int:
        return len(self.cards) + len(self.passed_over)

    @property
    def questions_left(self) -> int:
        return self.most - self.questions_asked

    @cached_property
    def _knowledge(self) -> Knowledge:
        """From scratch, so that it does not hang on the order of the answers."""
        knowledge = Knowledge(self.standing)
        knowledge.learn(self.evidence())
        return knowledge

    @cached_property
    def likely(self) -> Mapping[str, float]:
        """How likely each topic left is known."""
        return self._knowledge.likely()

    @cached_property
    def _spoken_for(self) -> frozenset[str]:
        return self._knowledge.spoken_for()

    def may_ask(self, topic: Topic) -> bool:
        return topic.id in self.scope and can_be_asked(topic) and topic.id not in self.passed_over

    def proposal(self) -> tuple[Topic, ...]:
        """What to mark as done, in the order of the file: nothing that was denied."""
        return tuple(topic for topic in self.standing.left.values() if self._is_proposed(topic))

    def _is_proposed(self, topic: Topic) -> bool:
        claim = self.claims.get(topic.id)
        if topic.id not in self.scope or topic.kind in DEEDS or claim is False:
            return False
        if claim and self._goes_together:
            return True
        return topic.id in self._spoken_for and self.likely[topic.id] >= (BELIEVED_FROM if claim else PROPOSED_FROM)

    @cached_property
    def _goes_together(self) -> bool:
        """Whether no topic is claimed that stands on one that was denied, directly or not."""
        doubtful: set[str] = set()
        for key in reversed(self.standing.latest_first):
            below = stands_on(self.standing, self.standing.left[key])
            if any(each in doubtful or self.claims.get(each) is False for each in below):
                doubtful.add(key)
        return not any(self.claims.get(key) for key in doubtful)

    @cached_property
    def shown(self) -> frozenset[str]:
        """Topics of which a card came to mind, or that were claimed: no others are known from an answer of their own."""
        return frozenset(key for key, knows in (*self.cards, *self.claims.items()) if knows)

    def open(self) -> tuple[Topic, ...]:
        """Topics of which it is not known enough."""
        proposed = {topic.id for topic in self.proposal()}
        left = (each for key, each in self.standing.left.items() if key in self.scope and key not in proposed)
        return tuple(each for each in left if can_be_asked(each) and self.likely[each.id] >= OPEN_FROM)

    def refused(self) -> tuple[Refused, ...]:
        """What was claimed and is not proposed, with the reason."""
        proposed, left = {topic.id for topic in self.proposal()}, self.standing.left
        claimed = [
            each for key, each in left.items() if self.claims.get(key) and key in self.scope and key not in proposed
        ]
        return tuple(self._refused(topic) for topic in claimed)

    def _refused(self, topic: Topic) -> Refused:
        denied = tuple(self.standing.left[each] for each in self._denied(topic.id))
        return Refused(topic, "deed" if topic.kind in DEEDS else "denied" if denied else "unlikely", denied)

    def _denied(self, key: str) -> list[str]:
        """What a topic stands on and was denied."""
        needed = stands_on(self.standing, self.standing.left[key])
        return [each for each in needed if self.claims.get(each) is False]

    def evidence(self) -> dict[str, float]:
        """Logarithms of odds by topic, in the order of the file: the order of answers changes nothing."""
        of_cards = {key: _odds(*counts) for key, counts in _counted(self.cards).items()}
        of_claims = self._of_claims()
        said = (key for key in self.standing.left if key in of_cards or key in of_claims)
        return {key: of_cards.get(key, 0.0) + of_claims.get(key, 0.0) for key in said}

    def _of_claims(self) -> dict[str, float]:
        claims = {key: claim for key, claim in self.claims.items() if key in self.standing.left}
        contradictable = [claim for key, claim in claims.items() if self._denied(key)]
        freely = (OVERCLAIMED * USUAL_CLAIMS + sum(contradictable)) / (USUAL_CLAIMS + len(contradictable))
        yes, no = log(CLAIMED / freely), log((1 - CLAIMED) / (1 - freely))
        return {key: max(yes, 0.0) if claim else min(no, 0.0) for key, claim in claims.items()}


class Questions:
    """The questions of an interview, one after the other. It keeps what follows from the answers so far, since most of it
    stays as it is with the next one. `cards` is how many cards there are, by topic.
    """

    def __init__(self, placement: Placement, cards: Mapping[str, int]) -> None:
        self._knowledge = Knowledge(placement.standing)
        self._cards = cards
        self._learned: dict[str, float] = {}

    def next(self, placement: Placement) -> Topic | None:
        """Of the interview as it is now, after the answers to what was asked."""
        if placement.questions_left <= 0:
            return None
        evidence = placement.evidence()
        new = {key: odds - self._learned.get(key, 0.0) for key, odds in evidence.items()}
        self._knowledge.learn({key: odds for key, odds in new.items() if odds})
        self._learned = evidence
        gains = self._gains(placement)
        best = max(gains, key=gains.__getitem__, default=None)
        return None if best is None or gains[best] <= LEAST_GAIN else placement.standing.left[best]

    def _gains(self, placement: Placement) -> dict[str, float]:
        """The hours of doubt that the next card of each topic is expected to take away."""
        asked, reach, likely = _counted(placement.cards), self._knowledge.reach(), self._knowledge.likely()
        found = {}
        for key, topic in placement.standing.left.items():
            number = sum(asked.get(key, (0, 0)))
            if number < self._cards.get(key, 0) and placement.may_ask(topic):
                found[key] = _told(likely[key], number) * reach[key]
        return found


def begin(standing: Standing, topics: Iterable[Topic]) -> Placement:
    """An interview about those of the topics that count and are not done."""
    here = [topic for topic in topics if topic.id in standing.left]
    most = MOST if len({topic.phase for topic in here}) > 1 else MOST_OF_PHASE
    return Placement(standing, frozenset(topic.id for topic in here), most)


def can_be_asked(topic: Topic) -> bool:
    return topic.kind not in DEEDS


def _counted(cards: Iterable[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    """How many cards of each topic came to mind, and how many did not."""
    found: dict[str, tuple[int, int]] = {}
    for key, knows in cards:
        yes, no = found.get(key, (0, 0))
        found[key] = (yes + knows, no + (not knows))
    return found


def _odds(yes: int, no: int) -> float:
    """The logarithm of the odds that so many cards of a topic give it, in any order."""
    number = yes + no
    weight = sum(FURTHER**each for each in range(number)) / number
    return weight * (yes * log(RECALL / GUESS) + no * log((1 - RECALL) / (1 - GUESS)))


def _told(likely: float, number: int) -> float:
    """Which part of the doubt about a topic its next card is expected to take, after so many others, times that doubt."""
    comes = likely * RECALL + (1 - likely) * GUESS
    return ((RECALL - GUESS) * likely * (1 - likely) * FURTHER**number) ** 2 / (comes * (1 - comes))
