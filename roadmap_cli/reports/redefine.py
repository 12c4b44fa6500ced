"""What was changed in a roadmap."""

from typing import Literal, NamedTuple

from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.topic_line import Named

Redefining = Literal["added", "changed", "moved", "removed", "hidden"]
Sort = Literal["topic", "module", "phase"]


class Recorded(NamedTuple):
    """What is recorded on a topic that goes; it stays on record."""

    status: Status
    minutes: int


class RedefineReport(NamedTuple):
    """`file` is the one that was written; with `own` that of the learner's own changes of the roadmap. `phase`, `module`,
    `hours` and `requires` are those of the topic as it is now; `others` have recorded something on one that goes.
    """

    roadmap: Named
    action: Redefining
    sort: Sort
    what: Named
    file: str
    own: bool
    totals: Totals
    phase: Named | None = None
    module: Named | None = None
    hours: float | None = None
    requires: tuple[Named, ...] = ()
    recorded: Recorded | None = None
    others: tuple[str, ...] = ()
