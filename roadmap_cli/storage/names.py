"""Names that are too many for the memory, each once: in a file without a name, which vanishes."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

from roadmap_cli.errors import CannotBeDone


class ManyNames:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def add(self, names: Iterable[bytes]) -> None:
        self.connection.executemany("INSERT OR IGNORE INTO name VALUES (?)", ((each,) for each in names))

    def discard(self, names: Iterable[bytes]) -> None:
        self.connection.executemany("DELETE FROM name WHERE name = ?", ((each,) for each in names))

    def count(self) -> int:
        return int(self.connection.execute("SELECT count(*) FROM name").fetchone()[0])


@contextmanager
def nameless() -> Iterator[sqlite3.Connection]:
    """A database in a file that nobody else sees. Raises CannotBeDone where there is no room for it."""
    try:
        with closing(sqlite3.connect("")) as connection:
            yield connection
    except sqlite3.Error as error:
        raise no_room(error) from error


def no_room(error: sqlite3.Error) -> CannotBeDone:
    sentence = f"what is read cannot be kept meanwhile: {error}"
    return CannotBeDone(sentence, "see that there is room where temporary files are (TMPDIR)")


@contextmanager
def many_names() -> Iterator[ManyNames]:
    with nameless() as connection:
        connection.execute("CREATE TABLE name (name BLOB PRIMARY KEY) WITHOUT ROWID")
        yield ManyNames(connection)
