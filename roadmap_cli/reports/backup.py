"""Copies of the whole record: one that was made, and all that there are."""

from datetime import date, datetime
from typing import NamedTuple


class CopyLine(NamedTuple):
    """`day` is the one whose copy it is. A copy that cannot be read has a `fault` and no `events`; `is_own` is whether it is
    of this database rather than of another one of its name; `fades` whether it is cleared away in time.
    """

    path: str
    reason: str
    day: date
    made: datetime
    bytes: int
    events: int | None = None
    users: tuple[str, ...] = ()
    fault: str = ""
    is_own: bool = True
    fades: bool = False


class BackupReport(NamedTuple):
    """The copy of a database that was made."""

    database: str
    copy: CopyLine


class BackupsReport(NamedTuple):
    """All copies, newest first. `folder` is where the copy of a day goes, None where the settings want none; `daily` and so on are how many stay."""

    database: str
    copies: tuple[CopyLine, ...]
    folder: str | None
    daily: int
    weekly: int
    monthly: int
