"""Practice for interviews: formats, what would be asked, and what a sitting came to."""

from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.interview import Missing, Trend
from roadmap_cli.reports.topic_line import Named, TopicLine


class Bar(NamedTuple):
    """What a format asks for to be ready: this score or better, within so many days; 0 asks for nothing."""

    days: int
    score: int


class Coverage(NamedTuple):
    """How many topics a format stands on, and how well they are known."""

    topics: int
    covered: int
    proven: int
    fresh: int


class FormatLine(NamedTuple):
    """`tests` is what it finds out, `beyond` why it is on the list where the source does not name it; `minutes` are for a
    question, `topic` is where practised time is logged. `questions` are in the bank, `asked` of them were asked.
     A sitting of `least` questions or more is a mock. `scores` are those of the last mocks, oldest first; `ready` is None
    where the roadmap does not say what that takes.
    """

    id: str
    title: str
    tests: str
    beyond: str
    minutes: int
    least: int
    topic: str | None
    topics: Coverage
    questions: int
    asked: int
    mocks: int
    last: date | None
    score: float | None
    scores: tuple[float, ...]
    trend: Trend | None
    ready: bool | None
    missing: Missing


class InterviewReport(NamedTuple):
    today: date
    wanted: Bar | None
    formats: tuple[FormatLine, ...]


class QuestionLine(NamedTuple):
    """With the day and the score of the last answer to it, None if there was none."""

    id: str
    question: str
    criteria: tuple[str, ...]
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    answer: str = ""
    complexity: str = ""
    last: date | None = None
    score: int | None = None


class ListedQuestion(NamedTuple):
    """One as it may be seen before it is asked: without criteria and answer."""

    id: str
    question: str
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    last: date | None
    score: int | None


class WeakLine(NamedTuple):
    topic: Named
    day: date


class MockLine(NamedTuple):
    """`questions` is 0 for a mock that was held elsewhere."""

    day: date
    score: float
    questions: int
    whom: str
    weak: tuple[Named, ...]


class PracticeNote(NamedTuple):
    """What was typed or noted on an answer to a question, or on a mock that was held elsewhere, which has no `question`.
    `asked` is the text of the question, empty where the file has it no longer.
    """

    day: date
    question: str | None
    asked: str
    score: int
    whom: str
    note: str


class FormatReport(NamedTuple):
    """One format in full. `mocks` are the last ones, newest first; `notes` all there are, newest first."""

    today: date
    wanted: Bar | None
    format: FormatLine
    topics: tuple[TopicLine, ...]
    weak_topics: tuple[WeakLine, ...]
    weak_questions: tuple[QuestionLine, ...]
    mocks: tuple[MockLine, ...]
    notes: tuple[PracticeNote, ...]


class SittingReport(NamedTuple):
    """What is asked, in order, in so many minutes, with all that whoever asks has to know."""

    today: date
    format: Named
    minutes: int
    questions: tuple[QuestionLine, ...]


class SittingListed(NamedTuple):
    """What would be asked, for whoever is to answer."""

    today: date
    format: Named
    minutes: int
    questions: tuple[ListedQuestion, ...]


def list_of(sitting: SittingReport) -> SittingListed:
    questions = (
        ListedQuestion(
            id=each.id, question=each.question, topics=each.topics, tags=each.tags, last=each.last, score=each.score
        )
        for each in sitting.questions
    )
    return SittingListed(sitting.today, sitting.format, minutes=sitting.minutes, questions=tuple(questions))


class PractisedReport(NamedTuple):
    """What a mock came to. `before` is the score of the one before it; `minutes` were logged on `topic`."""

    format: FormatLine
    wanted: Bar | None
    today: date
    day: date
    questions: int
    score: float | None
    before: float | None
    whom: str
    weak: tuple[Named, ...]
    minutes: int
    topic: Named | None


class QuestionAsked(NamedTuple):
    """On the screen while a mock goes on; `left` are minutes."""

    number: int
    questions: int
    left: int
    question: str


class AnswerGraded(NamedTuple):
    """The same with its checklist, and what was typed."""

    number: int
    questions: int
    question: QuestionLine
    typed: str


class AnswerTold(NamedTuple):
    """After ticking: how many criteria were met, and what a good answer says."""

    question: QuestionLine
    met: int
