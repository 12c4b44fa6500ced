"""What came back from a copy of the database."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.cohort import Member
from roadmap_cli.reports.backup import CopyLine

How = Literal["merged", "replaced", "put back"]
"""With what is there; in its place; where nothing was."""


class RestoredLine(NamedTuple):
    """Events of one learner on one roadmap that were not here, with the days that they count for. `here_as` is another name
    under which all of them are here, as after a rename.
    """

    user: str
    roadmap: str
    events: int
    first: date
    last: date
    here_as: str = ""


class RestoreReport(NamedTuple):
    """`known` are events that were here already; `left_out` those here that the copy does not have, None where that cannot be
    told, and only a replacement leaves them out; `barred` those that could not come, since a row of their id that is no event
    is here. `members` were in no such group here. `kept` is where what was here before is kept.
    """

    database: str
    copy: CopyLine
    how: How
    lines: tuple[RestoredLine, ...]
    known: int
    left_out: int | None
    user: str
    barred: int = 0
    members: tuple[Member, ...] = ()
    kept: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def new_events(self) -> int:
        return sum(each.events for each in self.lines)

    @property
    def changes_nothing(self) -> bool:
        return self.how == "merged" and not (self.lines or self.barred or self.members)
