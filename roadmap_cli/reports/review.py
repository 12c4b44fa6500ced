"""Cards to recall: the queue, one card with its grades, and what a session came to."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.reports.status import ReviewLine
from roadmap_cli.reports.topic import Named


class CardLine(NamedTuple):
    """`recall` is predicted, None for a new card; `due` is the day on which it comes back; `own` was written by the
    learner.
    """

    id: str
    topic: Named
    question: str
    answer: str
    own: bool
    recall: float | None = None
    due: date | None = None


Lack = Literal["cards", "done", ""]
"""What there would have to be first: cards at all, something done, or nothing."""


class QueueReport(NamedTuple):
    """`waiting` is about the whole path, whatever was asked for; `next_due` the day on which the next card of what was
    asked for comes, None where there is none.
    """

    today: date
    cards: tuple[CardLine, ...]
    waiting: ReviewLine
    next_due: date | None
    lack: Lack = ""


class AskReport(NamedTuple):
    """A card, `number` of `cards`, before the answer is seen, or with it: then `intervals` are the days after which it
    comes back, for each rating from 1 again to 4 easy; and at last with the `rating` that was given.
    """

    number: int
    cards: int
    card: CardLine
    intervals: tuple[int, ...] = ()
    rating: int | None = None


class GradeReport(NamedTuple):
    """`recall` is what was predicted right before, None for a first review and for a second on the same day; `batch` is
    what takes the grade back.
    """

    card: str
    topic: Named
    rating: int
    recall: float | None
    due: date
    days: int
    batch: str


class SessionReport(NamedTuple):
    """`expected` of `foretold` cards were predicted to be recalled, and `kept` of them were; the rest were new or asked
    twice today.
    """

    cards: int
    recalled: int
    topics: int
    foretold: int
    kept: int
    expected: float
    tomorrow: int
    waiting: ReviewLine
