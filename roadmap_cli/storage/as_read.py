"""All rows of the log as a look into the table finds them, and everything derived against what they add up to."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from roadmap_cli.domain.events import Event, next_id
from roadmap_cli.domain.later_event import AnyEvent, LaterEvent
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage import event_table, sqlite, unsealed
from roadmap_cli.storage.migrations import META, PROJECTION_VERSION, PROJECTIONS
from roadmap_cli.storage.rows import Row, checked_event

AHEAD = timedelta(days=1)
MOST_NAMED = 3


class AsRead:
    """What is in the table of events: row by row, and held by nobody. `ahead` are events of ids from `limit` on, `later` those
    that were after the moment `since` and not after `now`, `unfolded` those of a later version of roadmap.
    """

    def __init__(self, now: datetime, since: datetime | None) -> None:
        self.now, self.since, self.limit = now, since, next_id(None, int((now + AHEAD).timestamp() * 1000), 0)
        self.rows = self.odd = self.unfolded = self.ahead = self.later = 0
        self.some_odd: list[str] = []
        self.touched: dict[tuple[str, str], unsealed.Looked] = {}
        self.newest, self.users_ahead = "", set[str]()
        self.first_later = now

    def take(self, rows: Iterable[tuple[int, Row]]) -> Self:
        for some in in_pieces(rows):
            self.rows += len(some)
            scopes: dict[tuple[str, str], list[AnyEvent]] = {}
            for rowid, row in some:
                event, fault = event_table.checked(row)
                if event is None:
                    self.odd += 1
                    self.some_odd += [f"{row[1]!r} (rowid {rowid}): {fault}"] if self.odd <= MOST_NAMED else []
                else:
                    scopes.setdefault((event.user, event.roadmap), []).append(event)
                    self.unfolded += isinstance(event, LaterEvent)
                    self._see(event)
            for scope, its in scopes.items():
                self.touched.setdefault(scope, unsealed.Looked()).add(its)
        return self

    def _see(self, event: AnyEvent) -> None:
        if event.id >= self.limit:
            self.ahead += 1
            self.newest = max(self.newest, event.id)
            self.users_ahead.add(event.user)
        if self.since and self.since < event.at <= self.now:
            self.later += 1
            self.first_later = min(self.first_later, event.at)

    @property
    def scopes(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.touched))


class _Checked(sqlite.SqliteStore):
    """A log without a row that is left out, as a look at each of them in its table has found."""

    def _each_sound(self, found: Iterable[Row]) -> Iterator[Event]:
        return map(checked_event, found)


def differing_parts(connection: sqlite3.Connection, path: Path, read: AsRead, *, suspicious: bool) -> str:
    """What of everything derived is not what all events add up to, or not under its seal. The log is read topic by topic:
    where its indexes are suspicious, in a database apart.
    """
    if projection_of(connection) != PROJECTION_VERSION:
        return ""
    store = (sqlite.SqliteStore if read.odd or read.unfolded else _Checked)(connection, str(path))
    differing: list[str] = []
    try:
        with _apart(connection) if suspicious else nullcontext(store) as log:
            for scope in sorted({*read.touched, *_derived_scopes(connection)}):
                differing += unsealed.differing_parts(log, store, *scope, read.touched.get(scope, unsealed.Looked()))
    except (DatabaseUnusable, sqlite3.Error) as error:
        differing.append(str(error))
    return listed(list(dict.fromkeys(differing)), MOST_NAMED)


@contextmanager
def _apart(connection: sqlite3.Connection) -> Iterator[sqlite.SqliteStore]:
    with sqlite.apart() as store, store.transaction():
        store.take(row for _, row in event_table.whole(connection) if not event_table.fault_in(row))
        yield store


def _derived_scopes(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Also those of whom there is no event. Raises sqlite3.Error."""
    asked = " UNION ".join(f"SELECT user, roadmap FROM {table}" for table in PROJECTIONS)  # noqa: S608 - our own names
    return {(str(user), str(roadmap)) for user, roadmap in connection.execute(asked)}


def projection_of(connection: sqlite3.Connection) -> str:
    with suppress(sqlite3.Error, UnicodeError):
        row = connection.execute(f"SELECT value FROM {META} WHERE key = 'projection'").fetchone()  # noqa: S608
        return str(row[0]) if row else ""
    return PROJECTION_VERSION
