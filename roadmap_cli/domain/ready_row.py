"""One thing that is asked for of whoever wants to be hired, and what all of them are told from."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.candidacy import Candidacy
from roadmap_cli.domain.job import Job, Skill, Thresholds
from roadmap_cli.domain.skills import SkillStanding
from roadmap_cli.domain.standing import Standing
from roadmap_cli.domain.story import Story

RowCode = Literal["covered", "proven", "fresh", "shipped", "written", "stories", "tags", "format", "choice"]
BY_THE_FILE: frozenset[RowCode] = frozenset({"shipped", "written", "stories", "tags", "format"})
"""Whose hours are the file's own estimate of one of them."""


class ReadyRow(NamedTuple):
    """`id` is that of the format or the choice; `missing` says what is, `command` does the next of it, and the hours are
    those of this row by itself, which take `days` at least where only so much of it comes up in a day.
    """

    code: RowCode
    title: str
    have: float
    want: float
    met: bool
    missing: tuple[str, ...] = ()
    command: str = ""
    hours: float = 0.0
    id: str = ""
    days: int = 0


class Seeker(NamedTuple):
    """One learner on the way to a job: their standing with all that the rows are made of. `told` are stories that lack nothing, `drafts` the others."""

    standing: Standing
    candidacy: Candidacy
    today: date
    wanted: Thresholds
    job: Job
    skills: tuple[tuple[Skill, SkillStanding], ...]
    told: tuple[Story, ...]
    drafts: tuple[Story, ...]


def topics_before(standing: Standing, topics: Iterable[str]) -> frozenset[str]:
    """These topics and all that still stands before them, directly or not."""
    found: set[str] = set()
    every, waits_for, waiting = standing.roadmap.topics, standing.waits_for, list(topics)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += waits_for[key] if key in waits_for else standing.missing(every[key])
    return frozenset(found)


def hours_of_topics(standing: Standing, topics: Iterable[str]) -> float:
    every, remaining = standing.roadmap.topics, standing.remaining
    return sum([remaining[key] if key in remaining else standing.hours_left(every[key]) for key in topics])
