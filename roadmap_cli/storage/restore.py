"""What is in a copy of a database, event by event, and a copy in the place of the database. No copy is written to."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from roadmap_cli import storage
from roadmap_cli.domain.cohort import Member
from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.errors import DatabaseUnusable, InvalidFile
from roadmap_cli.storage import aside, event_table
from roadmap_cli.storage.backup import temporary_copy
from roadmap_cli.storage.begun import EMPTY, lack_of
from roadmap_cli.storage.copies import ANOTHER, connect, opened
from roadmap_cli.storage.faults import fault_of
from roadmap_cli.storage.members import members_in
from roadmap_cli.storage.migrations import is_of_older_schema, meta_of, needs_preparation, prepare
from roadmap_cli.storage.rows import text_or_bytes
from roadmap_cli.storage.sqlite import SqliteStore, connect_to_write


class _Former(SqliteStore):
    """A copy that vanishes, which is brought up to date."""

    def backup(self, label: str) -> Path | None:  # noqa: ARG002 - it is one
        return None


class CopiedEvents:
    """Every event in a copy, of all users and roadmaps and in their order, as today's program has them: out of the log alone,
    whatever had been added up from it. They are read anew each time. Raises InvalidFile while they are.
    """

    def __init__(self, copy: Path) -> None:
        self.copy = copy

    def __iter__(self) -> Iterator[AnyEvent]:
        before = None
        with opened(self.copy) as connection, _of_today(self.copy, connection) as current:
            current.text_factory = text_or_bytes
            columns = event_table.told(current)
            for row in current.execute(f"SELECT {columns} FROM event NOT INDEXED ORDER BY user, roadmap, id"):  # noqa: S608 - constants
                event, _ = event_table.checked(row)
                if event and (name := (event.user, event.id)) != before:
                    yield event
                    before = name


def copied_members(copy: Path) -> list[Member]:
    """Who is in which group there. Raises InvalidFile."""
    with opened(copy) as connection:
        return members_in(connection)


def is_gone(database: str) -> bool:
    """Whether a database in a file is missing or has nothing in it, as where no more than its beginning is left."""
    path = storage.file_of(database)
    with suppress(OSError):  # which is told by who opens it
        return path is not None and (not path.exists() or lack_of(path) is EMPTY)
    return False


def put_in_place(database: str, copy: Path, now: datetime, *, over: bool) -> list[Path]:
    """A copy as the database, and what there was beside it: see `aside`. What was moved."""
    path = Path(os.path.realpath(storage.file_of(database) or database))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise fault_of(database, error) from error
    with temporary_copy(copy, connect(copy), path.parent) as temporary:
        with suppress(sqlite3.Error, DatabaseUnusable):  # in WAL again, as everything that roadmap writes to
            connect_to_write(temporary, str(copy)).close()
        return aside.put_in_place(path, temporary, now, over=over)


@contextmanager
def _of_today(copy: Path, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """With the tables of today's program; one that is older is brought up to date apart."""
    store = SqliteStore(connection, str(copy))
    if not store.tables():
        raise InvalidFile(f"{copy} holds no progress", ANOTHER)
    if not (needs_preparation(store) and is_of_older_schema(store, meta_of(store))):
        yield connection
        return
    with closing(sqlite3.connect("", isolation_level=None)) as memory:
        connection.backup(memory)
        prepare(_Former(memory, str(copy)))
        yield memory
