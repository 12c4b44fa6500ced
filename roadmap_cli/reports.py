"""Frozen results: all that a command has to say. The screen and JSON are two renderings of the same report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.progress import State
from roadmap_cli.domain.roadmap import Card, Resource
from roadmap_cli.domain.standing import Totals


@dataclass(frozen=True, slots=True)
class Named:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class TopicLine:
    """`ready` is None for a topic that is done or skipped; `fresh` is None before any review."""

    id: str
    title: str
    status: str
    ready: bool | None
    hours: float
    minutes: int
    option: str | None
    stretch: bool
    proven: bool
    fresh: float | None = None


@dataclass(frozen=True, slots=True)
class ModuleStatus:
    id: str
    title: str
    totals: Totals
    topics: tuple[TopicLine, ...]


@dataclass(frozen=True, slots=True)
class PhaseStatus:
    id: str
    title: str
    number: int
    totals: Totals
    modules: tuple[ModuleStatus, ...]


@dataclass(frozen=True, slots=True)
class OptionStatus:
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


@dataclass(frozen=True, slots=True)
class ChoiceStatus:
    """`effective` counts in every total; `chosen` is None while the choice is open."""

    id: str
    title: str
    chosen: str | None
    effective: str
    options: tuple[OptionStatus, ...]


@dataclass(frozen=True, slots=True)
class DayLine:
    day: date
    minutes: int
    events: int


@dataclass(frozen=True, slots=True)
class Habits:
    """The last `window` days up to today, oldest first, idle ones included."""

    window: int
    study_days: int
    minutes: int
    days: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True)
class OrphanLine:
    """Progress on a topic that the definition no longer names."""

    id: str
    status: str
    minutes: int


@dataclass(frozen=True, slots=True)
class StatusReport:
    """`focus` is the phase or module that was asked for; `current` the first phase with something left."""

    roadmap: Named
    user: str
    as_of: datetime
    totals: Totals
    phases: tuple[PhaseStatus, ...]
    choices: tuple[ChoiceStatus, ...]
    habits: Habits
    orphaned: tuple[OrphanLine, ...]
    next: tuple[Suggestion, ...]
    current: str | None
    focus: str | None = None
    untouched: bool = False


@dataclass(frozen=True, slots=True)
class NextReport:
    suggestions: tuple[Suggestion, ...]
    blocked_count: int
    left_count: int


@dataclass(frozen=True, slots=True)
class Stance:
    """Another topic as seen from one. `ready` is None for a topic that is done or skipped."""

    id: str
    title: str
    status: str
    ready: bool | None
    hours: float


@dataclass(frozen=True, slots=True)
class WhyReport:
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


@dataclass(frozen=True, slots=True)
class NoteLine:
    at: datetime
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    at: datetime
    day: date
    url: str
    title: str
    proves: bool


@dataclass(frozen=True, slots=True)
class EventLine:
    kind: str
    topic: str | None
    title: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One command. `undone` is true while it does not count; `about` describes the batch that an undo took back."""

    batch: str
    at: datetime
    day: date
    events: tuple[EventLine, ...]
    undone: bool
    about: tuple[EventLine, ...] = ()
    restores: bool = False


@dataclass(frozen=True, slots=True)
class HistoryReport:
    entries: tuple[HistoryEntry, ...]
    topic: Named | None = None


@dataclass(frozen=True, slots=True)
class ShowReport:
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


@dataclass(frozen=True, slots=True)
class ListLine:
    """A topic with its place in the roadmap."""

    phase: str
    module: str
    counted: bool
    topic: TopicLine


@dataclass(frozen=True, slots=True)
class ListReport:
    topics: tuple[ListLine, ...]


@dataclass(frozen=True, slots=True)
class ChoicesReport:
    choices: tuple[ChoiceStatus, ...]


@dataclass(frozen=True, slots=True)
class Change:
    topic: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic that was marked although these prerequisites are not done."""

    topic: Named
    missing: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What a writing command did, or with `dry_run` would do. `unchanged` was so already."""

    command: str
    day: date
    today: date
    changes: tuple[Change, ...] = ()
    unchanged: tuple[Change, ...] = ()
    opened: tuple[Named, ...] = ()
    gaps: tuple[Gap, ...] = ()
    totals: Totals | None = None
    minutes: int = 0
    text: str = ""
    dry_run: bool = False
    total_minutes: int = 0


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What was taken back, or with `redo` brought back."""

    redo: bool
    at: datetime
    events: tuple[EventLine, ...]
    totals: Totals


@dataclass(frozen=True, slots=True)
class ImportReport:
    new_events: int
    known_events: int
    done: tuple[Named, ...]
    unknown: tuple[str, ...]
    totals: Totals
    user: str
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    topic: Named
    link: LinkLine


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """What a person would send to a mentor."""

    status: StatusReport
    recent: tuple[HistoryEntry, ...]
    evidence: tuple[EvidenceLine, ...]
    dates: Mapping[str, tuple[datetime | None, datetime | None]]


@dataclass(frozen=True, slots=True)
class Archive:
    """The whole history of one learner on one roadmap, and the state it adds up to."""

    roadmap: Named
    user: str
    events: tuple[Event, ...]
    state: State
