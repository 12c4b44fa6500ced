"""What happened."""

from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.events import Data, Kind
from roadmap_cli.reports.topic_line import Named


class EventLine(NamedTuple):
    """As it counts: `corrected` since it was said, or `deleted`, and then without its words. Of an edit `kind` and `data` say
    what it said; `was` is the entry as it had been before.
    """

    kind: Kind
    topic: str | None
    title: str
    data: Data
    day: date | None = None
    corrected: bool = False
    deleted: bool = False
    was: "EventLine | None" = None


class HistoryEntry(NamedTuple):
    """What one command counts for on one day. `undone` is true while it does not count; `back_dated` means that only the
    day of `at` is known; `about` describes the batch that an undo took back. Older ones tell no `device`.

    `day` is that day; a command that counts for several, from `first` to `last`, has an entry under each of them.
    """

    batch: str
    at: datetime
    day: date
    events: tuple[EventLine, ...]
    undone: bool
    recorded_at: datetime
    first: date
    last: date
    about: tuple[EventLine, ...] = ()
    restores: bool = False
    back_dated: bool = False
    device: str | None = None


class HistoryReport(NamedTuple):
    """`last` is the batch that an undo would take back; None where there is none, and where one topic is told. `device` is
    this one, if it has recorded anything yet.
    """

    entries: tuple[HistoryEntry, ...]
    topic: Named | None = None
    last: str | None = None
    device: str | None = None
