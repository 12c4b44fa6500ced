"""Hours really logged against the estimates."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.hours import FEW_TOPICS, Ground, GroundSums, tells_nothing
from roadmap_cli.domain.phrasing import count

GROUNDS: dict[Ground, str] = {
    "fresh": "prerequisites fresh",
    "unsure": "fading or not enough known",
    "none": "no prerequisites with cards",
}


class TopicHours(NamedTuple):
    id: str
    title: str
    begun: date
    hours: float
    logged: float
    ground: Ground


class HoursReport(NamedTuple):
    """By how the prerequisites stood when a topic was begun, and each topic in the order in which it was."""

    grounds: tuple[GroundSums, ...]
    topics: tuple[TopicHours, ...]


def hours_texts(report: HoursReport) -> Iterator[str]:
    """`prerequisites fresh: 4 topics, 0.9 of the estimate`, for each group that has any."""
    for each in report.grounds:
        if each.topics:
            yield f"{GROUNDS[each.ground]}: {count(each.topics, 'topic')}, {each.ratio} of the estimate"


def what_it_tells(report: HoursReport) -> str:
    """Whether the groups say anything of what review is worth."""
    if tells_nothing(report.grounds):
        return f"fewer than {FEW_TOPICS} topics in one of the first two groups tell nothing of what review is worth"
    return "medians; who reviews may differ in other things as well, so a difference alone proves nothing"
