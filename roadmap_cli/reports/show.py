"""Everything about one topic, or about a phase or a module."""

from datetime import date, datetime
from typing import Literal, NamedTuple

from roadmap_cli.domain.lesson import CardKind, Resource
from roadmap_cli.domain.question import Offered, Typed
from roadmap_cli.domain.roadmap import TopicKind
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.history import HistoryEntry
from roadmap_cli.reports.status import ModuleStatus
from roadmap_cli.reports.tick import TickLine
from roadmap_cli.reports.topic_line import LinkLine, Named, Stance, TopicLine


class NoteLine(NamedTuple):
    at: datetime
    day: date
    text: str


class CardText(NamedTuple):
    """A card as it is drawn for an example, the same every time."""

    id: str
    question: str
    answer: str
    kind: CardKind = "recall"
    criterion: int = 0
    typed: Typed = ""
    code: str = ""
    language: str = ""
    choices: tuple[Offered, ...] = ()
    right: str = ""
    unit: str = ""


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
    cards: tuple[CardText, ...]
    requires: tuple[Stance, ...]
    unlocks: tuple[Stance, ...]
    notes: tuple[NoteLine, ...]
    links: tuple[LinkLine, ...]
    history: tuple[HistoryEntry, ...]
    ticks: tuple[TickLine, ...]
    hidden: bool = False


Sort = Literal["phase", "module"]


class ScopeLine(NamedTuple):
    """Another phase or module as seen from one."""

    sort: Sort
    id: str
    title: str
    totals: Totals


class ScopeProject(NamedTuple):
    """A project whose criteria say that the scope is learned; `done` is that it is marked so."""

    topic: Named
    done: bool
    criteria: tuple[TickLine, ...]


class ScopeReport(NamedTuple):
    """A phase, or a module, which has the `number` and the texts of no phase. `counted` is whether anything in it is on the
    path; `skills` are those that its topics teach. It is done when nothing counted is left, which `projects` show.
    """

    sort: Sort
    id: str
    title: str
    number: int | None
    phase: Named
    goal: str
    metaphor: str
    warning: str
    counted: bool
    totals: Totals
    hours_left: float
    skills: tuple[Named, ...]
    modules: tuple[ModuleStatus, ...]
    projects: tuple[ScopeProject, ...]
    stands_on: tuple[ScopeLine, ...]
    opens: tuple[ScopeLine, ...]
