"""Roadmaps side by side, each with its own progress."""

from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from roadmap_cli.domain.lesson import Imprint
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.heads import HeadLine


class Known(NamedTuple):
    """A roadmap that has a name here, or is in use. The built-in one has no `file`; without a `roadmap` its file cannot be
    used, and `fault` says why. A `copy` lies in the library; one that was fetched has an `address`. `hashes` are those of the
    texts that stand here, of its file and of the learner's own changes of it.
    """

    id: str
    file: Path | None
    in_use: bool
    roadmap: Roadmap | None
    fault: str = ""
    imprint: Imprint | None = None
    copy: bool = False
    address: str | None = None
    hashes: frozenset[str] = frozenset()


class RoadmapLine(NamedTuple):
    """The `source` is unknown where there is progress on a roadmap whose file nobody named.

    `touched` counts the topics with any progress. Without `totals` there is no file that can be used: `fault` says why.
    A `copy` lies in the library; it is of a file on the web where it has an `address`.
    `heads` are texts of it that stand beside each other, because several devices have changed it.
    """

    id: str
    source: Literal["built in", "file", "unknown"]
    touched: int
    last_day: date | None
    title: str = ""
    in_use: bool = False
    file: str | None = None
    totals: Totals | None = None
    fault: str = ""
    copy: bool = False
    address: str | None = None
    version: str | None = None
    author: str | None = None
    licence: str | None = None
    heads: tuple[HeadLine, ...] = ()


class RoadmapsReport(NamedTuple):
    user: str
    roadmaps: tuple[RoadmapLine, ...]
