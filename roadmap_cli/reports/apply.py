"""Applications: those that are open, one of them, what was done to it, and how far they come."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.application import AppliedNote, SourceCount, job_title
from roadmap_cli.reports.topic_line import Named


class ApplicationLine(NamedTuple):
    """`since` is the day on which it came to its stage; `closed` the reason, and `closed_on` the day,
    both None while it is open.
    """

    id: str
    company: str
    role: str
    stage: Named
    since: date
    due: date | None
    closed: str | None
    closed_on: date | None
    source: str
    url: str
    last_day: date

    @property
    def title(self) -> str:
        return job_title(self.company, self.role)


class ApplicationsReport(NamedTuple):
    """`due` is how many are due by today, `closed` how many are over; `knows_stages` is whether the roadmap says
    which stages there are.
    """

    today: date
    applications: tuple[ApplicationLine, ...]
    due: int
    closed: int
    only_open: bool
    knows_stages: bool


class StageDay(NamedTuple):
    stage: Named
    day: date


class ApplicationReport(NamedTuple):
    today: date
    application: ApplicationLine
    stages: tuple[StageDay, ...]
    notes: tuple[AppliedNote, ...]


ApplyChange = Literal["added", "moved", "noted", "due", "closed", "known"]
"""Known where it was so already."""


class ApplyReport(NamedTuple):
    """`before` is the stage that it was moved from, `settled` the day on which something was due that no longer is;
    `reopened` is that it was closed.
    """

    change: ApplyChange
    application: ApplicationLine
    before: Named | None = None
    settled: date | None = None
    reopened: bool = False


class FunnelLine(NamedTuple):
    """How many came at least so far; `days` is the median from the stage before, of `samples`, None of too few."""

    stage: Named
    reached: int
    here: int
    days: float | None
    samples: int


class ReasonLine(NamedTuple):
    reason: str
    applications: int


class FunnelReport(NamedTuple):
    """`few` is that shares would say nothing. `reached` of a source is by the stages, in their order."""

    applications: int
    open: int
    few: bool
    stages: tuple[FunnelLine, ...]
    sources: tuple[SourceCount, ...]
    reasons: tuple[ReasonLine, ...]
