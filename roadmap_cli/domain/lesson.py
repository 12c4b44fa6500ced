"""The texts of a topic, kept apart from it because most commands never read them."""

from typing import NamedTuple


class Resource(NamedTuple):
    title: str
    url: str
    kind: str = ""


class Card(NamedTuple):
    id: str
    question: str
    answer: str


class Lesson(NamedTuple):
    why: str = ""
    hours_basis: str = ""
    origin: str = ""
    criteria: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    cards: tuple[Card, ...] = ()
