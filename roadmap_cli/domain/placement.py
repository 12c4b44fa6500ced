"""What somebody knows already, found out with few questions.

Knowing a topic implies knowing what it stands on, and not knowing one implies not knowing what stands on it: the surmise
relation of knowledge spaces (Doignon & Falmagne 1985). So the best question is about the topic in the middle: the one
for which the smaller of the two answers settles the most topics.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from roadmap_cli.domain.advice import needed_for, opened_by
from roadmap_cli.domain.roadmap import PROJECT, Topic
from roadmap_cli.domain.standing import Standing

DOING_KINDS = frozenset({PROJECT, "decision"})
"""Nobody knows a project: it is done or not, so it is neither asked about nor implied."""


class Placement(NamedTuple):
    """An interview so far: topics still open, topics known by word or implication, the questions with their answers.
    `below` is each topic left with everything it stands on, `above` with everything that stands on it.
    """

    standing: Standing
    below: Mapping[str, frozenset[str]]
    above: Mapping[str, frozenset[str]]
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
        return tuple(topic for key, topic in left.items() if key in self.known and topic.kind not in DOING_KINDS)

    def _settles(self, topic: str) -> tuple[int, int]:
        below, above = len(self.below[topic] & self.open), len(self.above[topic] & self.open)
        return min(below, above), below + above


def begin(standing: Standing, topics: Iterable[Topic]) -> Placement:
    """An interview about those of the topics that count and are not done."""
    left = standing.left
    below = {key: frozenset({key, *(each.id for each in needed_for(standing, topic))}) for key, topic in left.items()}
    above = {key: frozenset({key, *(each.id for each in opened_by(standing, key))}) for key in left}
    return Placement(
        standing=standing, below=below, above=above, open=frozenset(topic.id for topic in topics if topic.id in left)
    )


def can_be_asked(topic: Topic) -> bool:
    return topic.kind not in DOING_KINDS
