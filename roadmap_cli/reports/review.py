"""Cards to recall: the queue, one card with its grades, and what a session came to."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.lesson import CardKind
from roadmap_cli.domain.question import Asked, Offered, Typed
from roadmap_cli.reports.status import ReviewLine
from roadmap_cli.reports.topic_line import Named


class CardLine(NamedTuple):
    """`recall` is predicted, None for a new card; `due` is the day on which it comes back; `own` was written by the
    learner. Question, answer and what is `right` are as they were drawn: of one question, and of no other; `typed` is in
    which form it is answered.
    """

    id: str
    topic: Named
    question: str
    answer: str
    own: bool
    recall: float | None = None
    due: date | None = None
    kind: CardKind = "recall"
    criterion: int = 0
    typed: Typed = ""
    code: str = ""
    language: str = ""
    choices: tuple[Offered, ...] = ()
    right: str = ""
    unit: str = ""


class LeechLine(NamedTuple):
    """A card that is forgotten again and again: it is too much at once, or badly worded. `own` was written by the learner."""

    id: str
    topic: Named
    question: str
    lapses: int
    own: bool


Lack = Literal["cards", "done", ""]
"""What there would have to be first: cards at all, something done, or nothing."""


class QueueReport(NamedTuple):
    """`waiting` is about the whole path, whatever was asked for; `next_due` the day on which the next card of what was
    asked for comes, None where there is none; `leeches` are of what was asked for, whether they wait or not.
    """

    today: date
    cards: tuple[CardLine, ...]
    waiting: ReviewLine
    next_due: date | None
    lack: Lack = ""
    leeches: tuple[LeechLine, ...] = ()


class AskReport(NamedTuple):
    """A card, `number` of `cards`, before it is `answered`, or after: then `intervals` are the days after which it comes
    back, for each rating from 1 again to 4 easy; and at last with the `rating` that was given. With `left` it was failed
    before and is asked again, as one of so many that are still to come; of that nothing is recorded. What was `typed` is
    `right` or not; None where only the learner can tell.
    """

    number: int
    cards: int
    card: CardLine
    asked: Asked
    answered: bool = False
    intervals: tuple[int, ...] = ()
    rating: int | None = None
    left: int = 0
    typed: str = ""
    right: bool | None = None


class KeysReport(NamedTuple):
    """Which keys there are once the answer is seen: `proposed` is the rating that stands unless the learner says otherwise;
    `asks_why`, if they chose what is right, for whatever reason.
    """

    proposed: int | None = None
    asks_why: bool = False


class BackReport(NamedTuple):
    """One card back in a session: the rating that is taken back, None where there was none."""

    topic: str
    rating: int | None


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
    twice today. Of the cards that were not recalled at first `caught` were before the end; `leeches` are of this session.
    """

    cards: int
    recalled: int
    topics: int
    foretold: int
    kept: int
    expected: float
    tomorrow: int
    waiting: ReviewLine
    caught: int = 0
    leeches: tuple[LeechLine, ...] = ()
