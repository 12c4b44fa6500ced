"""An interview about what is known already."""

from typing import NamedTuple

from roadmap_cli.domain.question import Asked
from roadmap_cli.reports.topic_line import Named


class QuestionReport(NamedTuple):
    """A card of a topic, the `number`th of at most so many. Once it is answered, what was `typed` and whether that was `right`;
    None where only the learner can tell.
    """

    number: int
    most: int
    topic: Named
    asked: Asked
    answered: bool = False
    typed: str = ""
    right: bool | None = None


class Answer(NamedTuple):
    """To a card of a topic, or about the whole topic."""

    topic: Named
    knows: bool


class KnownLine(NamedTuple):
    """`hours` are 0 where the roadmap says none."""

    id: str
    title: str
    hours: float


class RefusedLine(NamedTuple):
    """A topic that was said to be known and is not to be marked."""

    id: str
    title: str
    reason: str


class PlacementReport(NamedTuple):
    """What to mark as done: topics `shown` by an answer of their own, and those `inferred` from other answers, with their
    hours. `open` is how many topics are neither likely known nor likely unknown.
    """

    answers: tuple[Answer, ...]
    shown: tuple[KnownLine, ...]
    inferred: tuple[KnownLine, ...]
    hours_shown: float
    hours_inferred: float
    open: int
    refused: tuple[RefusedLine, ...] = ()
    dry_run: bool = False

    @property
    def proposed(self) -> tuple[KnownLine, ...]:
        return (*self.shown, *self.inferred)
