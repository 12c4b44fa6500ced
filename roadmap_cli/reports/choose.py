"""Choices and their options."""

from typing import NamedTuple

from roadmap_cli.domain.job import Tip
from roadmap_cli.reports.topic_line import Named


class OptionStatus(NamedTuple):
    """`prerequisites` are topics outside the option that its topics stand on; `ends_in` is what nothing in it follows."""

    id: str
    title: str
    hours: float
    topics: int
    done: int
    prerequisites_done: int
    prerequisites: int
    leads_to: str
    ends_in: tuple[Named, ...]


class ChoiceStatus(NamedTuple):
    """`effective` counts in every total; `chosen` is None while the choice is open; `topic` is where it is made, if anywhere."""

    id: str
    title: str
    chosen: str | None
    effective: str
    options: tuple[OptionStatus, ...]
    topic: str | None = None


class ChoicesReport(NamedTuple):
    """`tips` are for whoever has not chosen yet; JSON holds none."""

    choices: tuple[ChoiceStatus, ...]
    tips: tuple[Tip, ...] = ()
