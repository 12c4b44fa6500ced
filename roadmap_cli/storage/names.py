"""Names that are too many for the memory, each once: in a file without a name, which vanishes."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from roadmap_cli.storage.nameless import nameless


class ManyNames:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def add(self, names: Iterable[bytes]) -> None:
        self.connection.executemany("INSERT OR IGNORE INTO name VALUES (?)", ((each,) for each in names))

    def discard(self, names: Iterable[bytes]) -> None:
        self.connection.executemany("DELETE FROM name WHERE name = ?", ((each,) for each in names))

    def without(self, names: Iterable[bytes]) -> list[bytes]:
        """Those that are not among them."""
        asked = "SELECT 1 FROM name WHERE name = ?"
        return [each for each in names if self.connection.execute(asked, (each,)).fetchone() is None]

    def count(self) -> int:
        return int(self.connection.execute("SELECT count(*) FROM name").fetchone()[0])


@contextmanager
def many_names() -> Iterator[ManyNames]:
    with nameless() as connection:
        connection.execute("CREATE TABLE name (name BLOB PRIMARY KEY) WITHOUT ROWID")
        yield ManyNames(connection)
