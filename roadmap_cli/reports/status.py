"""Where a learner stands, and what comes next."""

from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.standing import Totals


class Named(NamedTuple):
    id: str
    title: str


class TopicLine(NamedTuple):
    """`ready` is None for a topic that is done or skipped; `fresh` is the predicted recall, None before any review;
    `placed` means done by the word of a placement; `memory` is `fresh`, `fading` or `untested` for a topic done that has
    cards, else None.
    """

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
    placed: bool = False
    memory: str | None = None


class ModuleStatus(NamedTuple):
    id: str
    title: str
    totals: Totals
    topics: tuple[TopicLine, ...]


class PhaseStatus(NamedTuple):
    id: str
    title: str
    number: int
    totals: Totals
    modules: tuple[ModuleStatus, ...]


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
    """`effective` counts in every total; `chosen` is None while the choice is open."""

    id: str
    title: str
    chosen: str | None
    effective: str
    options: tuple[OptionStatus, ...]


class DayLine(NamedTuple):
    day: date
    minutes: int
    events: int


class WeekLine(NamedTuple):
    """The week from Monday on, against the goal."""

    first: date
    minutes: int
    goal_minutes: int
    study_days: int


class Habits(NamedTuple):
    """The last `window` days up to today, oldest first, idle ones included; `break_until` is None outside a break."""

    window: int
    study_days: int
    minutes: int
    days: tuple[DayLine, ...]
    week: WeekLine
    break_until: date | None


class ForecastLine(NamedTuple):
    """Dates are None for not within a hundred years. `basis` says whose hours a week: of the `record`, or for want of
    one of the `plan` or the `settings`; `weeks` is how many were recorded; with `done` nothing counted is left.
    """

    p20: date | None
    p50: date | None
    p80: date | None
    hours_per_week: float
    basis: str
    weeks: int
    done: bool


class TimerLine(NamedTuple):
    """A running timer; minutes below none mean that the clock was set back since."""

    topic: str
    title: str
    started_at: datetime
    minutes: int


class ReviewLine(NamedTuple):
    """Cards to recall today, `new` of them for the first time; `later` is what waits beyond today's limit."""

    cards: int
    new: int
    minutes: int
    later: int


class OrphanLine(NamedTuple):
    """Progress on a topic that the definition no longer names."""

    id: str
    status: str
    minutes: int


class StatusReport(NamedTuple):
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
    forecast: ForecastLine
    timer: TimerLine | None
    review: ReviewLine
    focus: str | None = None
    untouched: bool = False


class NextReport(NamedTuple):
    """`counted` is how many topics count at all: none where everything is skipped."""

    suggestions: tuple[Suggestion, ...]
    blocked_count: int
    left_count: int
    counted: int
    review: ReviewLine


class ListLine(NamedTuple):
    """A TopicLine with its place in the roadmap."""

    id: str
    title: str
    status: str
    ready: bool | None
    hours: float
    minutes: int
    option: str | None
    stretch: bool
    proven: bool
    fresh: float | None
    placed: bool
    memory: str | None
    phase: str
    module: str
    counted: bool


class ListReport(NamedTuple):
    topics: tuple[ListLine, ...]


class ChoicesReport(NamedTuple):
    choices: tuple[ChoiceStatus, ...]
