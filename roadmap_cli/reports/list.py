"""Topics that fulfil conditions."""

from typing import NamedTuple

from roadmap_cli.domain.memory import Freshness
from roadmap_cli.domain.roadmap import Status


class ListLine(NamedTuple):
    """A TopicLine with its place in the roadmap."""

    id: str
    title: str
    status: Status
    ready: bool | None
    hours: float
    minutes: int
    option: str | None
    stretch: bool
    proven: bool
    fresh: float | None
    placed: bool
    memory: Freshness | None
    phase: str
    module: str
    counted: bool


class ListReport(NamedTuple):
    topics: tuple[ListLine, ...]
