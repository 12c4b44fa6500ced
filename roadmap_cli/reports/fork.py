"""A roadmap of one's own, made of another."""

from typing import NamedTuple

from roadmap_cli.reports.topic_line import Named


class ForkReport(NamedTuple):
    """`events` counts what is recorded on the other one and is now on this one too."""

    roadmap: Named
    origin: Named
    file: str
    topics: int
    events: int
