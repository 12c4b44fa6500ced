"""Events of a file that is being read, before it is known that all of it is sound: in a file without a name, which vanishes."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from roadmap_cli.domain.events import Kind
from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.storage import rows
from roadmap_cli.storage.nameless import nameless

COLUMNS = ("id", "batch", "kind", "topic", "at", "day", "data", "device")


class Staged:
    """A shelf holds the events of one roadmap, whose name may come behind them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def put(self, shelf: int, events: Iterable[AnyEvent]) -> None:
        """Of several with the same id the last one counts."""
        told = ({"shelf": shelf, **rows.event_row(each)} for each in events)
        names = ", ".join(f":{name}" for name in COLUMNS)
        self.connection.executemany(f"INSERT OR REPLACE INTO event VALUES (:shelf, {names})", told)  # noqa: S608 - constants

    def events(self, shelf: int, user: str, roadmap: str, kinds: Collection[Kind] = ()) -> Iterator[AnyEvent]:
        """In the order of ids, perhaps only those of some kinds."""
        some = f"AND kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
        asked = f"SELECT {', '.join(COLUMNS)} FROM event WHERE shelf = ? {some} ORDER BY id"  # noqa: S608 - constants
        for identifier, batch, *rest in self.connection.execute(asked, (shelf, *kinds)):
            yield rows.event((user, identifier, batch, roadmap, *rest))

    def on_two(self, shelves: Collection[int]) -> str | None:
        """The id of an event that is on several of these shelves."""
        some = ", ".join("?" * len(shelves))
        asked = f"SELECT id FROM event WHERE shelf IN ({some}) GROUP BY id HAVING count(*) > 1 LIMIT 1"  # noqa: S608
        found = self.connection.execute(asked, (*shelves,)).fetchone() if len(shelves) > 1 else None
        return str(found[0]) if found else None


@contextmanager
def staged() -> Iterator[Staged]:
    with nameless() as connection:
        columns = ", ".join(COLUMNS)
        connection.execute(f"CREATE TABLE event (shelf, {columns}, PRIMARY KEY (shelf, id)) WITHOUT ROWID")
        yield Staged(connection)
