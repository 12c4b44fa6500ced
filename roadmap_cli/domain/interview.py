"""Interviews: the questions of a roadmap, and how practice went."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.hiring import Wanted
from roadmap_cli.domain.story import listed_ids

BEST = 5
"""Of a score, which begins with 1."""


class Question(NamedTuple):
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
    """One sitting: its score is the mean of its answers, to one decimal."""

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


def fold_practice(events: Iterable[Event]) -> tuple[Practice, ...]:
    """In the order in which it was recorded.

    The events are in effect and in the order of ids; those of other kinds are passed over.
    """
    return tuple(_practice(event) for event in events if event.kind == "practised")


def mocks(practice: Iterable[Practice]) -> tuple[Mock, ...]:
    """By day, oldest first; those of one day as they were recorded."""
    sittings: dict[tuple[str, str], list[Practice]] = {}
    for each in practice:
        sittings.setdefault((each.format, each.mock or each.id), []).append(each)
    return tuple(sorted((_mock(its) for its in sittings.values()), key=lambda each: each.day))


def format_standing(
    interview_format: str, practice: Iterable[Practice], wanted: Wanted | None, today: date
) -> FormatStanding:
    """How practice in one format stands against what is wanted; nothing is ever missing where nothing is.

    The score is that of the last mock, or where it is better, the mean of the last two if both are within the days
    wanted: a good mock shows what one can do from now on, and a bad one after it may be a bad day, but two are none.
    Mocks that are too old keep their score and do not count as ready.
    """
    held = mocks(each for each in practice if each.format == interview_format)
    if not held:
        return FormatStanding(interview_format, is_ready=wanted is None or not (wanted.days or wanted.score))
    days, least = (wanted.days, wanted.score) if wanted else (0, 0)
    recent = [each for each in held[-2:] if not days or (today - each.day).days <= days]
    last = held[-1]
    score = max(last.score, round(sum(each.score for each in recent) / len(recent), 1)) if recent else last.score
    return FormatStanding(
        format=interview_format, last=last.day, score=score, mocks=len(held), is_ready=bool(recent) and score >= least
    )


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
