"""Topics that fulfil conditions."""

from typing import NamedTuple

from roadmap_cli.reports.topic_line import TopicLine


class ListLine(NamedTuple):
    """A topic with where it stands in the roadmap."""

    topic: TopicLine
    phase: str
    module: str
    counted: bool


class ListReport(NamedTuple):
    topics: tuple[ListLine, ...]
