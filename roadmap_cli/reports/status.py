"""Where a learner stands."""

from datetime import date, datetime
from typing import Literal, NamedTuple

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.habits import Streaks
from roadmap_cli.domain.job import Tip
from roadmap_cli.domain.phrasing import FEW_WEEKS, amount, around, in_month, nothing_left
from roadmap_cli.domain.progress import DayTotal
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.choose import ChoiceStatus
from roadmap_cli.reports.topic_line import Named, TopicLine


class ModuleStatus(NamedTuple):
    """`hours_left` are those of the topics that count and are not done, less what is logged on them."""

    id: str
    title: str
    totals: Totals
    topics: tuple[TopicLine, ...]
    hours_left: float = 0.0


class PhaseStatus(NamedTuple):
    id: str
    title: str
    number: int
    totals: Totals
    modules: tuple[ModuleStatus, ...]
    hours_left: float = 0.0


class WeekLine(NamedTuple):
    """The week of today from its first day on, against the goal."""

    first: date
    minutes: int
    goal_minutes: int
    study_days: int


class Habits(NamedTuple):
    """The last `window` days up to today, oldest first, idle ones included; `break_until` is None outside a break."""

    window: int
    study_days: int
    minutes: int
    days: tuple[DayTotal, ...]
    week: WeekLine
    break_until: date | None
    streaks: Streaks


GoalSource = Literal["plan", "settings"]
"""Where the wished hours a week stand."""
Basis = Literal["record", "asked"] | GoalSource
"""Whose hours a week: those of the record, or for want of one of the goal; or those that were only asked about."""


class CoreLine(NamedTuple):
    """The path without the stretch topics that nothing else of it needs; where it leads to a job, one is ready for that then,
    as far as topics go. Dates and `done` are as in `ForecastLine`.
    """

    title: str
    hours_left: float
    done: bool
    p20: date | None
    p50: date | None
    p80: date | None


class ForecastLine(NamedTuple):
    """Dates are None for not within a hundred years. `weeks` is how many were recorded; with `done` nothing counted is
    left. `without_hours` counts the counted topics of which the roadmap does not say how long they take, and with
    `no_hours` those are all of them: then there are no dates. `core` is None where no stretch topic is left that would
    make a difference. `expected` are the hours a week behind the dates, to which the goal adds to those of the record.
    """

    p20: date | None
    p50: date | None
    p80: date | None
    hours_per_week: float
    basis: Basis
    weeks: int
    done: bool
    without_hours: int = 0
    no_hours: bool = False
    core: CoreLine | None = None
    expected: float = 0.0


JOB_READY_TITLE, CORE_TITLE = "Job-ready", "The core"
"""Of the core, by whether the path leads to a job."""
NO_HOURS_NO_DATE = "No hours in the roadmap, so no date can be told"
SAY_HOURS = "say them with: roadmap topic edit TOPIC --hours H"


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


class ReadyLine(NamedTuple):
    """How many rows of `ready` are met, out of how many, and the nearest one that is not, in words that tell nothing of what
    a learner wrote; `hours` are those of the nearest. It is empty where nothing is missing.
    """

    have: int
    want: int
    nearest: str
    hours: float

    @property
    def is_ready(self) -> bool:
        return self.have == self.want


class DueLine(NamedTuple):
    """The application for which something was due longest, out of `number` today or before and `soon` in the next days."""

    number: int
    id: str
    company: str
    role: str
    day: date
    soon: int = 0


class OrphanLine(NamedTuple):
    """Progress on a topic that the definition no longer names."""

    id: str
    status: Status
    minutes: int


class StatusReport(NamedTuple):
    """`focus` is the phase or module that was asked for; `current` the first phase with something of the core left, else with anything. Folded, it
    tells the topics of that alone. `tips` are those that help now, worked out only for a person who may be told
    one of them; JSON holds none.
    """

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
    ready: ReadyLine | None = None
    """None as long as it is not time for it."""
    due: DueLine | None = None
    """Which is no step of `next` again."""
    focus: str | None = None
    untouched: bool = False
    tips: tuple[Tip, ...] = ()


def ends_text(core: CoreLine | None, whole: tuple[date, date | None], today: date, weeks: int, what: str) -> str:
    """When one is `what`, by the second and third date of the path; of a core that ends at another time both, the second
    date of each.
    """
    middle, late = whole
    coarse = weeks < FEW_WEEKS
    last = in_month(middle, today, coarse=coarse, short=True)
    first = in_month(core.p50, today, coarse=coarse, short=True) if core and core.p50 else last
    if core and core.done:
        return f"{CORE_TITLE.lower()} is done, everything around {last}"
    if core is None or first == last:
        return f"{what} {around(middle, late, today, weeks=weeks, short=True)}"
    return f"{core.title.lower()} around {first}, everything {last}"


READY = "ready to apply"
READY_TITLE = READY.capitalize()
DONE_AND_READY = f"The whole path is done, and you are {READY}."


def ready_count(line: ReadyLine) -> str:
    return f"{READY_TITLE}: {line.have} of {line.want}"


def ready_text(line: ReadyLine) -> str:
    """`Ready to apply: 5 of 9, nearest: one more story with a number (2 h)`."""
    if line.is_ready:
        return ready_count(line)
    hours = f" ({amount(line.hours)})" if line.hours else ""
    return f"{ready_count(line)}, nearest: {line.nearest}{hours}"


def at_the_end(counted: int, ready: ReadyLine | None) -> str:
    """What stands in the place of the next step when there is none: a path that leads to a job ends where one is ready."""
    if ready is None or not counted:
        return nothing_left(counted)
    return done_text(ready) if ready.is_ready else f"{done_text(ready)} {ready_text(ready)}."


def done_text(ready: ReadyLine) -> str:
    return DONE_AND_READY if ready.is_ready else "The whole path is done."
