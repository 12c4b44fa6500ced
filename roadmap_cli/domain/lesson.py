"""The texts of a roadmap, kept apart from it because most commands never read them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

CardKind = Literal["recall", "compute", "code", "choose"]
SnippetLanguage = Literal["python", "sql", "sh"]
TOLERANCE = 0.01
"""By which part of the right number a typed one may be off, unless the card says otherwise."""


class Resource(NamedTuple):
    title: str
    url: str
    kind: str = ""


class Range(NamedTuple):
    """Numbers from the least to the most, both of them included, a step apart."""

    least: float
    most: float
    step: float = 1.0


Domain = Range | tuple[float, ...]
"""What a number is drawn from."""


class Compute(NamedTuple):
    """Numbers that are drawn anew each time. `steps` are expressions with names of their own, each of which may use those
    before it; `expression` is the result. `tolerance` is the part of it by which a typed number may be off.
    """

    expression: str
    parameters: Mapping[str, Domain] = MappingProxyType({})
    steps: Mapping[str, str] = MappingProxyType({})
    tolerance: float = TOLERANCE
    unit: str = ""


class Code(NamedTuple):
    """A snippet that is read and never run. `prints` is what running it would print, `line` the number of the one with the
    bug; without either the answer is judged by the learner.
    """

    code: str
    language: SnippetLanguage = "python"
    prints: str = ""
    line: int = 0


class Choose(NamedTuple):
    """One that is right among some that are not; why, the answer says."""

    right: str
    wrong: tuple[str, ...]


class Card(NamedTuple):
    """Without a `task` it asks for recall. `criterion` is the number of that which it tests, from 1; 0 for none. Question and
    answer of one that computes hold the names of its numbers in braces.
    """

    id: str
    question: str
    answer: str
    criterion: int = 0
    task: Compute | Code | Choose | None = None

    @property
    def kind(self) -> CardKind:
        return "recall" if self.task is None else KINDS[type(self.task)]


KINDS: dict[type, CardKind] = {Compute: "compute", Code: "code", Choose: "choose"}
"""Of cards with a task."""


class Band(NamedTuple):
    """How many years the source article of a roadmap gives somebody who starts like this."""

    start: str
    years_min: float
    years_max: float
    source: str


class Imprint(NamedTuple):
    """What a roadmap says of itself; nothing where it does not say."""

    summary: str = ""
    author: str = ""
    licence: str = ""
    version: str = ""
    language: str = ""
    homepage: str = ""


class Lesson(NamedTuple):
    why: str = ""
    hours_basis: str = ""
    origin: str = ""
    criteria: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    cards: tuple[Card, ...] = ()
    known_as: tuple[str, ...] = ()
    """Ids of the topic in other programs."""
