"""What somebody knows already, found out with few questions.

Knowing a topic implies knowing what it stands on, and not knowing one implies not knowing what stands on it: the surmise
relation of knowledge spaces (Doignon & Falmagne 1985). So the best question is about the topic in the middle: the one
for which the smaller of the two answers settles the most topics.

A deed (practice, project, decision) is no knowledge: it is done or not. Whoever has done one knows what it stands on, but
knowing what comes after one says neither that it was done nor what is known from before it: a path leads through it, the
knowledge does not. So nothing is implied as a deed or through one.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from roadmap_cli.domain.roadmap import PROJECT, Topic, TopicKind
from roadmap_cli.domain.standing import Standing

NEVER_ASKED: frozenset[TopicKind] = frozenset({PROJECT, "decision"})
"""Nobody knows a project: it is done or not, and leaves something behind that is to be shown."""
DEEDS: frozenset[TopicKind] = NEVER_ASKED | {"practice"}
"""What is never implied. A practice is asked about, since only the learner can tell."""


class Placement(NamedTuple):
    """An interview so far: topics still open, topics known by word or implication, the questions with their answers.
    `below` is each topic left with all that knowing it implies, `above` with all that is not known without it; `scope`
    is what the interview is about.
    """

    standing: Standing
    below: Mapping[str, frozenset[str]]
    above: Mapping[str, frozenset[str]]
    scope: frozenset[str]
    open: frozenset[str]
    known: frozenset[str] = frozenset()
    asked: tuple[tuple[str, bool], ...] = ()

    def question(self, askable: Collection[str]) -> Topic | None:
        """The topic to ask about next; None when every answer is settled. Ties go to the order of the file."""
        left = self.standing.left
        candidates = [key for key in left if key in self.open and key in askable]
        best = max(candidates, key=self._settles, default=None)
        return None if best is None else left[best]

    def answered(self, topic: str, *, knows: bool) -> "Placement":
        settled = (self.below if knows else self.above)[topic]
        known = self.known | settled if knows else self.known
        return self._replace(open=self.open - settled, known=known, asked=(*self.asked, (topic, knows)))

    def proposal(self) -> tuple[Topic, ...]:
        """What to mark as done, in the order of the file."""
        left = self.standing.left
        return tuple(topic for key, topic in left.items() if key in self.known and can_be_asked(topic))

    def overruled(self, said: Mapping[str, bool]) -> tuple[str, ...]:
        """What was said of a topic and settled the other way by the answers to others: a no although it is implied, a yes
        although it was asked about and ruled out.
        """
        ruled_out = self.scope - self.open - self.known
        left = (key for key, topic in self.standing.left.items() if key in said and can_be_asked(topic))
        return tuple(key for key in left if key in (ruled_out if said[key] else self.known))

    def _settles(self, topic: str) -> tuple[int, int]:
        below, above = len(self.below[topic] & self.open), len(self.above[topic] & self.open)
        return min(below, above), below + above


def begin(standing: Standing, topics: Iterable[Topic]) -> Placement:
    """An interview about those of the topics that count and are not done."""
    below = _implied(standing)
    above: dict[str, set[str]] = {key: set() for key in below}
    for key, implied in below.items():
        for each in implied:
            above[each].add(key)
    scope = frozenset(topic.id for topic in topics if topic.id in below)
    return Placement(
        standing=standing,
        below=below,
        above={key: frozenset(those) for key, those in above.items()},
        scope=scope,
        open=scope,
    )


def _implied(standing: Standing) -> dict[str, frozenset[str]]:
    """Each topic left with the knowledge that it stands on, directly or not."""
    found: dict[str, frozenset[str]] = {}
    for key in reversed(standing.latest_first):
        missing = (each for each in standing.missing(standing.left[key]) if standing.left[each].kind not in DEEDS)
        found[key] = frozenset({key}).union(*(found[each] for each in missing))
    return found


def can_be_asked(topic: Topic) -> bool:
    return topic.kind not in NEVER_ASKED
