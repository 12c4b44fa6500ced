"""Entries that can be mended, and what became of one."""

from datetime import date, datetime
from typing import Literal, NamedTuple

from roadmap_cli.domain.edit import Field
from roadmap_cli.domain.events import Kind
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.history import EventLine
from roadmap_cli.reports.topic_line import Named


class EntryLine(NamedTuple):
    """As it counts now. `short` is the end of its id, as far as it has to be typed; `fields` can be corrected, and
    each can be deleted.
    """

    id: str
    short: str
    at: datetime
    day: date
    kind: Kind
    topic: Named
    text: str
    fields: tuple[Field, ...]
    corrected: bool


class EntriesReport(NamedTuple):
    """The last ones, newest first; `limit` is how many were asked for."""

    today: date
    topic: Named | None
    entries: tuple[EntryLine, ...]


class EditReport(NamedTuple):
    """What was corrected or deleted, or with `dry_run` would be; `known` was so already. `said` is the edit with what was
    before. `status` is what that of the topic became, where it changed; `with_start` means that the start of the topic,
    which came with the entry, went the same way.
    """

    change: Literal["corrected", "deleted", "known"]
    entry: EntryLine
    said: EventLine
    dry_run: bool = False
    status: Status | None = None
    with_start: bool = False
    totals: Totals | None = None
    total_minutes: int = 0
