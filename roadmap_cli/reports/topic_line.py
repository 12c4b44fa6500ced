"""A topic as several reports tell it."""

from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.memory import Freshness
from roadmap_cli.domain.roadmap import Status


class Named(NamedTuple):
    id: str
    title: str


class TopicLine(NamedTuple):
    """`ready` is None for a topic that is done or skipped; `fresh` is the predicted recall, None before any review;
    `placed` means done by the word of a placement; `memory` is None for a topic that is not done or has no cards;
    `criteria_met` of its `criteria_count` are ticked; `hours_left` are 0 for one that is done or skipped.
    """

    id: str
    title: str
    status: Status
    ready: bool | None
    hours: float
    minutes: int
    option: str | None
    stretch: bool
    proven: bool
    fresh: float | None = None
    placed: bool = False
    memory: Freshness | None = None
    criteria_count: int = 0
    criteria_met: int = 0
    hours_left: float = 0.0


class Stance(NamedTuple):
    """Another topic as seen from one. `ready` is None and `hours_left` are 0 for a topic that is done or skipped."""

    id: str
    title: str
    status: Status
    ready: bool | None
    hours: float
    hours_left: float


class LinkLine(NamedTuple):
    at: datetime
    day: date
    url: str
    title: str
    proves: bool
