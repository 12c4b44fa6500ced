"""Everything derived made anew from the log: in its tables or, where their pages are damaged, in all pages at once."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from itertools import count as counting
from pathlib import Path
from shutil import copyfile

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.storage import event_table, sqlite
from roadmap_cli.storage.guard import folder_beside
from roadmap_cli.storage.seal import Unsound
from roadmap_cli.storage.statements import SCHEMA

OURS = {statement.split()[2]: table for table, statement in SCHEMA}
"""Tables and indexes by their names, with the table that each belongs to."""


def refold(database: str, now: datetime) -> int:
    """How many events have gone since they were sealed: then, and where all pages are written, there is a copy before it.

    Raises DatabaseUnusable, CannotBeDone and sqlite3.Error; then everything is as it was.
    """
    with sqlite.opened(database) as store:
        try:
            return _in_its_tables(store, now)
        except (Unsound, sqlite3.DatabaseError) as error:
            cause = error.__cause__ if isinstance(error, Unsound) else error
            is_damaged = getattr(cause, "sqlite_errorcode", 0) & sqlite.PRIMARY == sqlite3.SQLITE_CORRUPT
            if not (is_damaged and has_only_ours(store.connection)):
                raise
    path = Path(database)
    with closing(sqlite3.connect(path, timeout=sqlite.WAIT_SECONDS, isolation_level=None)) as connection:
        event_table.assert_nothing_gone(connection, database)
        protected(path, now)
        in_all_pages(connection)
    return 0


def _in_its_tables(store: sqlite.SqliteStore, now: datetime) -> int:
    with store.transaction():
        store.assert_nothing_gone()
        (there,) = store.connection.execute("SELECT count(*) FROM event NOT INDEXED").fetchone()
        if store.sealed_in_all() > there:
            protected(Path(store.place), now)
        store.reindex()
        return store.rebuild()


def in_all_pages(connection: sqlite3.Connection) -> int:
    """From a database in memory, in one transaction: no page of those that are damaged has to be read for it. From how many
    rows; those that are no events stay, and are in no fold. Raises sqlite3.IntegrityError where two claim to be the same.
    """
    connection.text_factory = event_table.text_or_bytes
    rows = list(dict.fromkeys(row for _, row in event_table.whole(connection)))
    places = ", ".join("?" * len(event_table.NAMES))
    with sqlite.memory() as store:
        with store.transaction():
            store.connection.executemany(f"INSERT INTO event ({event_table.COLUMNS}) VALUES ({places})", rows)  # noqa: S608 - constants
            store.rebuild()
        store.connection.backup(connection, progress=_refused)
    return len(rows)


def _refused(status: int, _remaining: int, _pages: int) -> None:
    """A backup asks again for ever, even after it has waited for a lock as long as its connection says."""
    if status & sqlite.PRIMARY in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = status
        raise error


def has_only_ours(connection: sqlite3.Connection) -> bool:
    """Whether nobody has put anything of their own into it."""
    return names_in(connection) <= OURS.keys()


def names_in(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")}


def protected(path: Path, now: datetime) -> Path:
    """The files as they are: a copy by SQLite would not be one of what is damaged. Raises CannotBeDone."""
    folder = folder_beside(path)
    names = (f"{path.name}.{now:%Y-%m-%dT%H%M%S}{f'-{number}' if number else ''}.fix.backup" for number in counting())
    target = next(folder / name for name in names if not (folder / name).exists())
    journal = Path(f"{os.path.realpath(path)}-wal")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for source, copy in ((path, target), (journal, Path(f"{target}-wal"))):
            if source.exists() and source.stat().st_size:
                sqlite.create(copy)
                copyfile(source, copy)
                with copy.open("rb") as file:
                    os.fsync(file.fileno())
    except OSError as error:
        sentence = f"nothing was changed: no copy can be made in {folder}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence, "see that there is room and that it may be written") from error
    return target
