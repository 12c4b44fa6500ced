"""Topics that fulfil conditions."""

from typing import NamedTuple


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
