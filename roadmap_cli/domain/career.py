"""What a roadmap knows about the job that it leads to, as its file tells it. Figures are those of their sources."""

from typing import NamedTuple

from roadmap_cli.domain.job import Tip


class Timeline(NamedTuple):
    """The years to the end for somebody who starts like this."""

    start: str
    years_min: float
    years_max: float
    condition: str = ""


class Salary(NamedTuple):
    """Usual pay a year at one stage, in the currency of the career; `years` are of experience. Without a source or a
    year, those of the career.
    """

    id: str
    title: str
    min: float
    max: float
    years: str = ""
    top: float | None = None
    focus: str = ""
    note: str = ""
    source: str = ""
    year: int | None = None


class Level(NamedTuple):
    """A rung of the ladder; `supports` are topics that lead to it."""

    id: str
    title: str
    focus: str = ""
    supports: tuple[str, ...] = ()


class Activity(NamedTuple):
    id: str
    title: str
    meaning: str = ""
    example: str = ""
    supports: tuple[str, ...] = ()


class SkillText(NamedTuple):
    id: str
    title: str
    topics: tuple[str, ...]
    meaning: str = ""


class Role(NamedTuple):
    title: str
    looks: str = ""
    question: str = ""


class Point(NamedTuple):
    title: str
    text: str
    topic: str | None = None


class Faq(NamedTuple):
    """With `timeline` the years of the source and the learner's own forecast stand beside the answer."""

    id: str
    question: str
    answer: str
    point: tuple[Point, ...] = ()
    topics: tuple[str, ...] = ()
    timeline: bool = False


class Figure(NamedTuple):
    """Without a source or a year, those of the career. `choice` is the one of which it speaks."""

    id: str
    value: str
    meaning: str
    choice: str | None = None
    source: str = ""
    year: int | None = None


class Career(NamedTuple):
    """The tables are named as in the file."""

    title: str
    summary: str = ""
    source: str = ""
    url: str = ""
    year: int | None = None
    currency: str = ""
    note: str = ""
    timeline: tuple[Timeline, ...] = ()
    salary: tuple[Salary, ...] = ()
    level: tuple[Level, ...] = ()
    activity: tuple[Activity, ...] = ()
    skill: tuple[SkillText, ...] = ()
    role: tuple[Role, ...] = ()
    faq: tuple[Faq, ...] = ()
    figure: tuple[Figure, ...] = ()
    tip: tuple[Tip, ...] = ()
