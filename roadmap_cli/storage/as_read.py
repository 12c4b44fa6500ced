"""Everything derived against events that were read before, so that no history is read twice."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from roadmap_cli.domain.events import Event, Kind
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage import sqlite
from roadmap_cli.storage.migrations import META
from roadmap_cli.storage.store import PROJECTION_VERSION, PROJECTIONS

MOST_NAMED = 3


class _AsRead(sqlite.SqliteStore):
    def __init__(self, connection: sqlite3.Connection, place: str, events: list[Event]) -> None:
        super().__init__(connection, place)
        self.read: dict[tuple[str, str], list[Event]] = {}
        for each in sorted(events, key=lambda event: event.id):
            self.read.setdefault((each.user, each.roadmap), []).append(each)

    def events(self, user: str, roadmap: str, topic: str | None = None, kind: Kind | None = None) -> list[Event]:
        its = self.read.get((user, roadmap), [])
        return [each for each in its if topic in {None, each.topic} and kind in {None, each.kind}]


def differing_parts(connection: sqlite3.Connection, path: Path, events: list[Event]) -> str:
    """What of everything derived is not what all events add up to, or not under its seal."""
    if projection_of(connection) != PROJECTION_VERSION:
        return ""
    store = _AsRead(connection, str(path), events)
    differing: list[str] = []
    try:
        for user, roadmap in sorted({*store.read, *_derived_scopes(connection)}):
            differing += store.unsealed(user, roadmap)
    except (DatabaseUnusable, sqlite3.Error) as error:
        differing.append(str(error))
    return listed(list(dict.fromkeys(differing)), MOST_NAMED)


def _derived_scopes(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Also those of whom there is no event. Raises sqlite3.Error."""
    asked = " UNION ".join(f"SELECT user, roadmap FROM {table}" for table in PROJECTIONS)  # noqa: S608 - our own names
    return {(str(user), str(roadmap)) for user, roadmap in connection.execute(asked)}


def projection_of(connection: sqlite3.Connection) -> str:
    with suppress(sqlite3.Error, UnicodeError):
        row = connection.execute(f"SELECT value FROM {META} WHERE key = 'projection'").fetchone()  # noqa: S608
        return str(row[0]) if row else ""
    return PROJECTION_VERSION
