"""A learner's cards: those of a topic, what was changed, and a deck on its way out."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.question import Offered
from roadmap_cli.reports.review import CardLine
from roadmap_cli.reports.topic_line import Named

EXPORTED = "learning-roadmap:"
"""What the ids of exported cards begin with, by which they are known when they come back."""


class CardsReport(NamedTuple):
    """Of a topic all cards, of the whole roadmap only the learner's own; `left` are those whose topic is no longer in it."""

    today: date
    topic: Named | None
    cards: tuple[CardLine, ...]
    left: int = 0


CardChange = Literal["added", "edited", "deleted", "known"]
"""Known where it was so already."""


class CardReport(NamedTuple):
    """A card `waits` until its topic is done."""

    change: CardChange
    card: CardLine
    waits: bool = False


class ForeignCard(NamedTuple):
    """A card as a file has it: what it is known by there (Anki's id, or its question where the file has none), and the
    names in its tags and deck. `place` is `file:line`. A question or an answer may be empty where there were no words;
    `formulas_left` are those in LaTeX that stand there as they were typed.
    """

    key: str
    question: str
    answer: str
    place: str = ""
    names: tuple[str, ...] = ()
    formulas_left: int = 0


class CardsImportReport(NamedTuple):
    """How many cards a file brought; `empty` had no question or no answer in words, `differing` are cards of the roadmap
    that say something else in the file and were left as they are; `formulas_left` are those in LaTeX for which there are no
    letters.
    """

    added: int
    edited: int
    known: int
    empty: int
    differing: int
    topics: tuple[Named, ...]
    dry_run: bool = False
    formulas_left: int = 0


class DeckCard(NamedTuple):
    """`home` are the ids of phase, module and topic. Numbers are drawn once for all exports; code of which a line is asked
    for is `numbered`.
    """

    id: str
    question: str
    answer: str
    home: tuple[str, str, str]
    code: str = ""
    numbered: bool = False
    choices: tuple[Offered, ...] = ()
    right: str = ""


class Deck(NamedTuple):
    title: str
    cards: tuple[DeckCard, ...]
