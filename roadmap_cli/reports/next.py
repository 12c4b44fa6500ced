"""What comes next, and why."""

from typing import NamedTuple

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.reports.status import ReadyLine, ReviewLine
from roadmap_cli.reports.topic_line import Named, Stance


class NextReport(NamedTuple):
    """`counted` is how many topics count at all: none where everything is skipped; `ready` is as on `status`."""

    suggestions: tuple[Suggestion, ...]
    blocked_count: int
    left_count: int
    counted: int
    review: ReviewLine
    ready: ReadyLine | None = None


class WhyReport(NamedTuple):
    """`place` is the rank among `ready_count` topics that could be done now; None when this one is not of them."""

    topic: Named
    status: Status
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
