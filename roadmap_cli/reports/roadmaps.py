"""Roadmaps side by side, each with its own progress."""

from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.standing import Totals


class RoadmapLine(NamedTuple):
    """`source` is `built in`, `file`, or `unknown` for progress on a roadmap whose file nobody named.

    `touched` counts the topics with any progress. Without `totals` there is no file that can be used: `fault` says why.
    """

    id: str
    source: str
    touched: int
    last_day: date | None
    title: str = ""
    in_use: bool = False
    file: str | None = None
    totals: Totals | None = None
    fault: str = ""


class RoadmapsReport(NamedTuple):
    user: str
    roadmaps: tuple[RoadmapLine, ...]
