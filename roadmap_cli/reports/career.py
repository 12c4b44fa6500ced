"""The job that a roadmap leads to, and where the learner stands on the way to it."""

from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.career import Role, Timeline
from roadmap_cli.domain.job import Part
from roadmap_cli.reports.choose import OptionStatus
from roadmap_cli.reports.forecast import EndLine
from roadmap_cli.reports.status import ForecastLine
from roadmap_cli.reports.topic_line import Named, TopicLine


class SourceLine(NamedTuple):
    """Who says what stands here unless it says otherwise, and when."""

    title: str
    url: str
    year: int | None
    note: str


class SalaryLine(NamedTuple):
    """Pay a year at one stage, in the currency of the report; `years` are of experience."""

    id: str
    title: str
    years: str
    min: float
    max: float
    top: float | None
    focus: str
    note: str
    source: str
    year: int | None


class RungLine(NamedTuple):
    """Of the ladder, from the lowest; the counts are of the topics that lead there and count, which `topics` lists with
    those that do not.
    """

    id: str
    title: str
    focus: str
    covered_topics: int
    counted_topics: int
    proven_topics: int
    covered: bool
    topics: tuple[TopicLine, ...]


class ActivityLine(NamedTuple):
    id: str
    title: str
    meaning: str
    example: str
    topics: tuple[TopicLine, ...]


class SkillLine(NamedTuple):
    """`missing` are its counted topics that are not done, `stale` those that are and are not remembered any more, or
    were never tested.
    """

    id: str
    title: str
    meaning: str
    covered_topics: int
    counted_topics: int
    covered: bool
    proven: bool
    fresh: bool
    hours_left: float
    missing: tuple[Named, ...]
    stale: tuple[Named, ...]


class PointLine(NamedTuple):
    title: str
    text: str
    topic: TopicLine | None


class FaqLine(NamedTuple):
    """`timeline` and `forecast` are there where the question is how long it takes, and `ready` where the roadmap says of what
    one is to have.
    """

    id: str
    question: str
    answer: str
    points: tuple[PointLine, ...]
    topics: tuple[TopicLine, ...]
    timeline: tuple[Timeline, ...]
    forecast: ForecastLine | None
    ready: EndLine | None = None


class FigureLine(NamedTuple):
    """`options` are those of the choice that it speaks of."""

    id: str
    value: str
    meaning: str
    source: str
    year: int | None
    choice: Named | None
    options: tuple[OptionStatus, ...]


class TipLine(NamedTuple):
    """`part` is the one beside which it stands."""

    id: str
    voice: str
    text: str
    part: Part | None


class CareerReport(NamedTuple):
    """`title` is None for a roadmap that speaks of no job. The lists are named as the parts that show them."""

    roadmap: Named
    as_of: date
    title: str | None
    summary: str
    source: SourceLine
    currency: str
    salary: tuple[SalaryLine, ...] = ()
    ladder: tuple[RungLine, ...] = ()
    day: tuple[ActivityLine, ...] = ()
    skills: tuple[SkillLine, ...] = ()
    roles: tuple[Role, ...] = ()
    faq: tuple[FaqLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    tips: tuple[TipLine, ...] = ()
