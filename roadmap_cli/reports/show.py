"""Everything about one topic."""

from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.lesson import Card, Resource
from roadmap_cli.domain.roadmap import TopicKind
from roadmap_cli.reports.history import HistoryEntry
from roadmap_cli.reports.tick import TickLine
from roadmap_cli.reports.topic import LinkLine, Named, Stance, TopicLine


class NoteLine(NamedTuple):
    at: datetime
    day: date
    text: str


class ShowReport(NamedTuple):
    topic: TopicLine
    phase: Named
    module: Named
    kind: TopicKind
    counted: bool
    started_at: datetime | None
    finished_at: datetime | None
    hours_basis: str
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
    ticks: tuple[TickLine, ...]
