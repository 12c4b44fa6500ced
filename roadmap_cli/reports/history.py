"""What happened."""

from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.events import Data, Kind
from roadmap_cli.reports.topic import Named


class EventLine(NamedTuple):
    kind: Kind
    topic: str | None
    title: str
    data: Data


class HistoryEntry(NamedTuple):
    """One command. `undone` is true while it does not count; `back_dated`
    means that only the day of `at` is known; `about` describes the batch that an undo took back.
    """

    batch: str
    at: datetime
    day: date
    events: tuple[EventLine, ...]
    undone: bool
    about: tuple[EventLine, ...] = ()
    restores: bool = False
    back_dated: bool = False


class HistoryReport(NamedTuple):
    entries: tuple[HistoryEntry, ...]
    topic: Named | None = None
