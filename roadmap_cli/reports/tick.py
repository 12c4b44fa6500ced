"""What there is to tick on a topic, and what was."""

from typing import NamedTuple

from roadmap_cli.domain.progress import TickSort
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.reports.topic_line import Named


class TickLine(NamedTuple):
    """A criterion or a resource by its number. An `orphaned` one was ticked, but the roadmap file says it no longer."""

    sort: TickSort
    number: int
    text: str
    url: str
    ticked: bool
    orphaned: bool = False


class TickReport(NamedTuple):
    """`changed` was ticked, or with `off` is no longer; `unchanged` was so already. `started` is that the topic was still
    to do; `hours_left` are 0 for one that is done or skipped.
    """

    topic: Named
    status: Status
    lines: tuple[TickLine, ...]
    met: int
    criteria: int
    hours_left: float
    changed: tuple[TickLine, ...] = ()
    unchanged: tuple[TickLine, ...] = ()
    off: bool = False
    started: bool = False
    assumed: bool = False
