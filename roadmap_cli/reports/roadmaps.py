"""Roadmaps side by side, each with its own progress."""

from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.status import Named


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


class UseReport(NamedTuple):
    """The roadmap that is in use from now on."""

    roadmap: Named
    totals: Totals


class Pair(NamedTuple):
    """A topic of one roadmap and its twin in another, known by an `id` that they share or by a like `title`; `score` is
    from 0 to 100.
    """

    topic: Named
    twin: Named
    score: float
    by: str


class AdoptReport(NamedTuple):
    """Of the topics done `here`: the `pairs` whose twin is to be marked as done `there`, how many twins are `known` as
    done there already, and those that are `unmatched`. `marked` says that it was written.
    """

    here: Named
    there: Named
    pairs: tuple[Pair, ...]
    known: int
    unmatched: tuple[Named, ...]
    dry_run: bool = False
    marked: bool = False
