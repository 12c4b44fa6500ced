"""One topic."""

from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.lesson import Card, Resource
from roadmap_cli.reports.history import HistoryEntry
from roadmap_cli.reports.status import Named


class Stance(NamedTuple):
    """Another topic as seen from one. `ready` is None for a topic that is done or skipped."""

    id: str
    title: str
    status: str
    ready: bool | None
    hours: float


class WhyReport(NamedTuple):
    """`place` is the rank among `ready_count` topics that could be done now; None when this one is not of them."""

    topic: Named
    status: str
    counted: bool
    option: str | None
    place: int | None
    ready_count: int
    suggestion: Suggestion | None
    missing: tuple[Stance, ...]
    before: tuple[Stance, ...]
    hours_before: float
    opens: tuple[Stance, ...]
    hours_opened: float


class NoteLine(NamedTuple):
    at: datetime
    day: date
    text: str


class LinkLine(NamedTuple):
    at: datetime
    day: date
    url: str
    title: str
    proves: bool


class ShowReport(NamedTuple):
    id: str
    title: str
    phase: Named
    module: Named
    kind: str
    option: str | None
    stretch: bool
    status: str
    ready: bool | None
    counted: bool
    hours: float
    hours_basis: str
    minutes: int
    started_at: datetime | None
    finished_at: datetime | None
    proven: bool
    fresh: float | None
    memory: str | None
    placed: bool
    why: str
    origin: str
    criteria: tuple[str, ...]
    resources: tuple[Resource, ...]
    cards: tuple[Card, ...]
    requires: tuple[Stance, ...]
    unlocks: tuple[Stance, ...]
    notes: tuple[NoteLine, ...]
    links: tuple[LinkLine, ...]
    history: tuple[HistoryEntry, ...]
