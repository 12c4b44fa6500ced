"""What a writing command did."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.events import StatusKind
from roadmap_cli.domain.roadmap import Choice, Topic
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.topic_line import Named

Command = Literal[StatusKind, "logged", "noted", "linked", "proved", "chose", "placed", "adopted"]
OPEN = "open"
"""What a choice is before it is made, in the place of an option's title."""


class Change(NamedTuple):
    topic: str
    title: str
    before: str
    after: str


def change_of(what: Topic | Choice, before: str, after: str) -> Change:
    return Change(topic=what.id, title=what.title, before=before, after=after)


class Gap(NamedTuple):
    """A topic that was begun or marked as done although these prerequisites are not done."""

    topic: Named
    missing: tuple[Named, ...]


class ChangeReport(NamedTuple):
    """What a writing command did, or with `dry_run` would do. `unchanged` was so already; `uncounted`
    topics belong to an option that is not chosen; `unproven` ones ask for evidence, `unmet` ones have criteria that are not ticked; `assumed` is that no topic was named,
    and the only one in progress is meant.
    """

    command: Command
    day: date
    today: date
    changes: tuple[Change, ...] = ()
    unchanged: tuple[Change, ...] = ()
    opened: tuple[Named, ...] = ()
    gaps: tuple[Gap, ...] = ()
    totals: Totals | None = None
    minutes: int = 0
    text: str = ""
    dry_run: bool = False
    total_minutes: int = 0
    uncounted: tuple[Named, ...] = ()
    unproven: tuple[Named, ...] = ()
    unmet: tuple[Named, ...] = ()
    assumed: bool = False
