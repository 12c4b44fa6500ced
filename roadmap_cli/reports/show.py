"""Everything about one topic."""

from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.lesson import Card, Resource
from roadmap_cli.domain.memory import Freshness
from roadmap_cli.domain.roadmap import Status, TopicKind
from roadmap_cli.reports.history import HistoryEntry
from roadmap_cli.reports.topic import LinkLine, Named, Stance


class NoteLine(NamedTuple):
    at: datetime
    day: date
    text: str


class ShowReport(NamedTuple):
    id: str
    title: str
    phase: Named
    module: Named
    kind: TopicKind
    option: str | None
    stretch: bool
    status: Status
    ready: bool | None
    counted: bool
    hours: float
    hours_basis: str
    minutes: int
    started_at: datetime | None
    finished_at: datetime | None
    proven: bool
    fresh: float | None
    memory: Freshness | None
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
