"""What mentors see of those who learn by a roadmap, and what a learner sees of that."""

from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.cohort import Member, Order
from roadmap_cli.domain.standing import FULL
from roadmap_cli.domain.summary import Summary
from roadmap_cli.reports.topic_line import Named

UNREAD = "What the database holds of them was written by another version of roadmap, or by another program."


class DoneOf(NamedTuple):
    done: float
    counted: float


class StuckLine(NamedTuple):
    """A topic in progress that should have been done on the day `due`, by its estimate and the learner's own hours a week."""

    topic: Named
    since: date
    due: date
    days: int


class LearnerLine(NamedTuple):
    """`recent_hours` are those of the last 28 days, `last_day` the last one with anything. `topic` was worked on last of what is in
    progress, since the day `since`; `phase` is the id of its phase, else of the first with anything left. `arrival` is by the
    mean pace of the last weeks. Of several topics that the learner is stuck at, `stuck` is the one that was due first.
    """

    user: str
    percent: float
    topics: DoneOf
    hours: DoneOf
    recent_hours: float
    phase: str | None
    topic: Named | None
    since: date | None
    last_day: date | None
    arrival: date | None
    stuck: StuckLine | None
    proven: int
    fresh: int

    @property
    def is_done(self) -> bool:
        return self.percent == FULL


class CohortPhase(NamedTuple):
    """One phase of all learners together, each with what counts for them."""

    id: str
    title: str
    number: int
    percent: float
    topics: DoneOf
    hours: DoneOf


class StuckTopic(NamedTuple):
    topic: Named
    learners: int


class CohortReport(NamedTuple):
    """`learners` are all that were asked for, of whom `done` have nothing left and `stuck` are stuck; `lines` are
    those of one page, but for `unread`, of whom the database holds what this version does not write. `stuck_topics` are the
    ones that most are stuck at.
    """

    roadmap: Named
    as_of: date
    group: str | None
    phase: Named | None
    idle_since: date | None
    sort: Order
    page: int
    pages: int
    learners: int
    done: int
    stuck: int
    phases: tuple[CohortPhase, ...]
    stuck_topics: tuple[StuckTopic, ...]
    lines: tuple[LearnerLine, ...]
    unread: tuple[str, ...] = ()

    @property
    def is_of_some(self) -> bool:
        """Whether who is there was asked for, and not everybody."""
        return bool(self.group or self.phase or self.idle_since)


class MeReport(NamedTuple):
    """`line` is what a mentor is told, None as long as nothing is recorded; `kept` all that it is worked out of, as the
    database holds it, and all of a learner's that a mentor may read. Both are None where it is `unread`, as it is for mentors.
    """

    roadmap: Named
    as_of: date
    user: str
    groups: tuple[Member, ...]
    line: LearnerLine | None
    kept: Summary | None
    unread: bool = False
