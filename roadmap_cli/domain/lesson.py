"""The texts of a roadmap, kept apart from it because most commands never read them."""

from typing import NamedTuple


class Resource(NamedTuple):
    title: str
    url: str
    kind: str = ""


class Card(NamedTuple):
    id: str
    question: str
    answer: str


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
