"""Interviews: the questions of a roadmap, and how practice went.

A sitting is a mock when its questions fill LEAST_MINUTES by the minutes of its format; one that was held elsewhere always
is. Shorter ones are practice: they say which questions and topics are weak, and nothing of whether a format is ready.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.job import InterviewFormat, Thresholds, days_of_practice
from roadmap_cli.domain.story import listed_ids

BEST = 5
"""Of a score, which begins with 1."""
WEAK = 2
"""At this score or below an answer was weak."""
LEAST_MINUTES = 15
"""A single question that was answered well is no interview."""
REST_DAYS = 30
"""So long a question that was answered well stays away while there are others."""
NOISE = 0.5
"""A score that is off by less than half a point says nothing."""
UNEVEN = 1
MOST_QUESTIONS = 100
"""Of one sitting."""

Missing = Literal["", "mock", "days", "score"]
"""What a format lacks to be ready: any mock, one that is not too old, or a better one."""
Trend = Literal["rising", "steady", "falling", "up and down"]


class InterviewQuestion(NamedTuple):
    """`criteria` are what one grades oneself against, `answer` what a good answer says."""

    id: str
    question: str
    criteria: tuple[str, ...]
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    answer: str = ""
    complexity: str = ""


class Practice(NamedTuple):
    """One answer to a question of the bank, or where `question` is None, a whole mock that was held elsewhere. Answers
    with the same `mock` belong together. `score` is 1 to 5; `weak` are topics.
    """

    id: str
    day: date
    format: str
    score: int
    question: str | None = None
    mock: str = ""
    weak: tuple[str, ...] = ()
    whom: str = ""
    note: str = ""


class Mock(NamedTuple):
    """One sitting, long enough or not, or one held elsewhere, of which `questions` are none: its score is the mean of its answers, to one decimal."""

    day: date
    format: str
    score: float
    questions: int
    weak: tuple[str, ...] = ()
    whom: str = ""


class FormatStanding(NamedTuple):
    """`last` is the day of the last mock, `mocks` how many there were in all."""

    format: str
    last: date | None = None
    score: float | None = None
    mocks: int = 0
    is_ready: bool = False


class WeakTopic(NamedTuple):
    """Found weak in this format, on that day."""

    topic: str
    format: str
    day: date


def fold_practice(events: Iterable[Event]) -> tuple[Practice, ...]:
    """In the order in which it was recorded.

    The events are in effect and in the order of ids; those of other kinds are passed over.
    """
    return tuple(_practice(event) for event in events if event.kind == "practised")


def questions_of_a_mock(minutes: int) -> int:
    """How many of so many minutes each a sitting has at least."""
    return -(-LEAST_MINUTES // minutes)


def is_mock(sitting: Mock, minutes: int) -> bool:
    """Whether it counts as one, where a question takes so many minutes."""
    return not sitting.questions or sitting.questions >= questions_of_a_mock(minutes)


def mocks(practice: Iterable[Practice], interview_format: InterviewFormat) -> tuple[Mock, ...]:
    """Those of one format that count, as `sittings` has them."""
    its = sittings(each for each in practice if each.format == interview_format.id)
    return tuple(each for each in its if is_mock(each, interview_format.minutes))


def sittings(practice: Iterable[Practice]) -> tuple[Mock, ...]:
    """By day, oldest first; those of one day as they were recorded."""
    found: dict[tuple[str, str], list[Practice]] = {}
    for each in practice:
        found.setdefault((each.format, each.mock or each.id), []).append(each)
    return tuple(sorted((_mock(its) for its in found.values()), key=lambda each: each.day))


def format_standing(
    interview_format: InterviewFormat, practice: Iterable[Practice], wanted: Thresholds | None, today: date
) -> FormatStanding:
    """How practice in one format stands against what is wanted; nothing is ever missing where nothing is.

    The score is that of the last mock, or where it is better, the mean of the last two if both are within the days
    wanted: a good mock shows what one can do from now on, and a bad one after it may be a bad day, but two are none.
    Mocks that are too old keep their score and do not count as ready.
    """
    held = mocks(practice, interview_format)
    if not held:
        return FormatStanding(interview_format.id, is_ready=wanted is None or not (wanted.days or wanted.score))
    days, least = (wanted.days, wanted.score) if wanted else (0, 0)
    recent = [each for each in held[-2:] if not days or (today - each.day).days <= days]
    last = held[-1]
    score = max(last.score, round(sum(each.score for each in recent) / len(recent), 1)) if recent else last.score
    return FormatStanding(
        format=interview_format.id,
        last=last.day,
        score=score,
        mocks=len(held),
        is_ready=bool(recent) and score >= least,
    )


def missing(standing: FormatStanding, wanted: Thresholds | None, today: date) -> Missing:
    if standing.is_ready or wanted is None:
        return ""
    if standing.last is None:
        return "mock"
    return "days" if wanted.days and (today - standing.last).days > wanted.days else "score"


def trend(scores: Sequence[float]) -> Trend | None:
    """The last score against the mean of those before it; None where there is nothing to compare. Nothing is steady whose
    scores are further apart than UNEVEN.
    """
    if len(scores) < 2:  # noqa: PLR2004 - the last one, and one before it
        return None
    change = scores[-1] - sum(scores[:-1]) / (len(scores) - 1)
    if abs(change) >= NOISE:
        return "rising" if change > 0 else "falling"
    return "up and down" if max(scores) - min(scores) > UNEVEN else "steady"


def proposed_score(met: int, criteria: int) -> int:
    """1 for nothing met to 5 for everything, halves upwards."""
    return 1 + (2 * (BEST - 1) * met + criteria) // (2 * criteria)


def last_answers(practice: Iterable[Practice]) -> dict[str, Practice]:
    """The last answer to each question that was ever asked."""
    return {each.question: each for each in _by_day(practice) if each.question is not None}


def weak_topics(practice: Iterable[Practice], wanted: Thresholds | None, today: date) -> tuple[WeakTopic, ...]:
    """What the last answer to a question, or the last mock held elsewhere, found weak; the newest first.

    So a topic stops being weak when its question is answered well, when a later mock elsewhere goes better without naming
    it, or when it is too long ago to say anything.
    """
    recent = [each for each in _by_day(practice) if (today - each.day).days <= days_of_practice(wanted)]
    last = {(each.format, each.question): each for each in recent}
    elsewhere = [each for each in recent if each.question is None]
    found: dict[str, WeakTopic] = {}
    for each in reversed(_by_day(last.values())):
        later = [it for it in elsewhere if it.format == each.format and it.day > each.day] if each.weak else []
        better = [it for it in later if it.score > each.score]
        for topic in each.weak:
            if all(topic in it.weak for it in better):
                found.setdefault(topic, WeakTopic(topic, each.format, each.day))
    return tuple(found.values())


def in_turn(
    questions: Sequence[InterviewQuestion],
    answers: Mapping[str, Practice],
    covered: Container[str],
    today: date,
    luck: Sequence[int],
) -> list[InterviewQuestion]:
    """In which order to ask: weak ones, new ones on covered topics, what was not asked for long, other new ones, the rest.

    `luck` is a number for each question, which decides among equals. Of equals are all new ones; of the others those
    that were asked longest ago come first.
    """

    def turn(place: int) -> tuple[int, date, int]:
        question = questions[place]
        last = answers.get(question.id)
        if last is None:
            return (1 if all(topic in covered for topic in question.topics) else 3), date.min, luck[place]
        rested = (today - last.day).days >= REST_DAYS
        return (0 if last.score <= WEAK else 2 if rested else 4), last.day, luck[place]

    return [questions[place] for place in sorted(range(len(questions)), key=turn)]


def _by_day(practice: Iterable[Practice]) -> list[Practice]:
    return sorted(practice, key=lambda each: each.day)


def _mock(its: list[Practice]) -> Mock:
    weak = dict.fromkeys(topic for each in its for topic in each.weak)
    return Mock(
        day=max(each.day for each in its),
        format=its[0].format,
        score=round(sum(each.score for each in its) / len(its), 1),
        questions=sum(each.question is not None for each in its),
        weak=tuple(weak),
        whom=its[0].whom,
    )


def _practice(event: Event) -> Practice:
    data = event.data
    return Practice(
        id=event.id,
        day=event.day,
        format=data["format"],
        score=data["score"],
        question=data.get("asked"),
        mock=data.get("mock") or "",
        weak=listed_ids(data.get("weak")),
        whom=data.get("whom") or "",
        note=data.get("note") or "",
    )
