"""Everything derived made anew from the log: in its tables or, where their pages are damaged, in all pages at once."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from filecmp import cmp
from glob import escape
from itertools import count as counting
from pathlib import Path
from shutil import copyfile

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import create
from roadmap_cli.storage import event_table, sqlite
from roadmap_cli.storage.begun import journal_of
from roadmap_cli.storage.guard import folder_beside
from roadmap_cli.storage.members import members_in
from roadmap_cli.storage.rows import Row, text_or_bytes
from roadmap_cli.storage.seal import Unsound
from roadmap_cli.storage.statements import SCHEMA

OURS = {statement.split()[2]: table for table, statement in SCHEMA}
"""Tables and indexes by their names, with the table that each belongs to."""


def refold(database: str, now: datetime) -> int:
    """How many events have gone since they were sealed: then, and where all pages are written, there is a copy before it.

    Raises DatabaseUnusable, CannotBeDone and sqlite3.Error; then everything is as it was.
    """
    path = Path(database).absolute()
    if _is_short(database):
        protected(path, now)
    with sqlite.opened(database) as store:
        try:
            return _in_its_tables(store)
        except (Unsound, sqlite3.DatabaseError) as error:
            cause = error.__cause__ if isinstance(error, Unsound) else error
            is_damaged = getattr(cause, "sqlite_errorcode", 0) & sqlite.PRIMARY == sqlite3.SQLITE_CORRUPT
            if not (is_damaged and has_only_ours(store.connection)):
                raise
        store.assert_nothing_gone()
    protected(path, now)
    return in_all_pages(path)


def _is_short(database: str) -> bool:
    """Whether there are fewer rows than were sealed. What is copied then is not open here: who closes a file lets go of what
    SQLite has locked in it, https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
    """
    with sqlite.opened(database) as store:
        (there,) = store.connection.execute("SELECT count(*) FROM event NOT INDEXED").fetchone()
        return _sealed_in(store) > int(there)


def _sealed_in(store: sqlite.SqliteStore) -> int:
    """As far as it can be told."""
    try:
        return store.sealed_in_all()
    except (Unsound, sqlite3.DatabaseError):
        return 0


def _in_its_tables(store: sqlite.SqliteStore) -> int:
    with store.transaction():
        store.assert_nothing_gone()
        store.reindex()
        return store.rebuild()


def in_all_pages(path: Path) -> int:
    """From a database apart, in one transaction: no page of those that are damaged has to be read for it. Rows that are no
    events stay, and are in no fold. How many events have gone since they were sealed. Raises sqlite3.IntegrityError where two
    rows claim to be the same event.
    """
    with closing(sqlite3.connect(path.absolute(), timeout=sqlite.WAIT_SECONDS, isolation_level=None)) as connection:
        connection.text_factory = text_or_bytes
        with sqlite.apart() as store:
            with store.transaction():
                for _, row in event_table.whole(connection):
                    _take(store.connection, row)
                store.rebuild()
                store.cohort.add(members_in(connection))
            gone = _sealed_in(sqlite.SqliteStore(connection, str(path))) - store.sealed_in_all()
            sqlite.copy_pages(store.connection, connection)
    return max(gone, 0)


def _take(connection: sqlite3.Connection, row: Row) -> None:
    """A row that is there twice is one. Raises sqlite3.IntegrityError for another one of the same name."""
    places = ", ".join("?" * len(row))
    try:
        connection.execute(f"INSERT INTO event ({event_table.COLUMNS}) VALUES ({places})", row)  # noqa: S608 - constants
    except sqlite3.IntegrityError:
        named = f"SELECT {event_table.COLUMNS} FROM event WHERE user IS ? AND id IS ?"  # noqa: S608 - constants
        if connection.execute(named, row[:2]).fetchone() != row:
            raise


def has_only_ours(connection: sqlite3.Connection) -> bool:
    """Whether nobody has put anything of their own into it, or into the table of events."""
    columns = {row[0] for row in connection.execute("SELECT name FROM pragma_table_info('event')")}
    return names_in(connection) <= OURS.keys() and columns <= event_table.OWN_COLUMNS


def names_in(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")}


def protected(path: Path, now: datetime) -> Path:
    """The files as they are: a copy by SQLite would not be one of what is damaged. One that has been made of just these does.
    Raises CannotBeDone.
    """
    folder, journal = folder_beside(path), journal_of(path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for made in folder.glob(f"{escape(path.name)}.*.fix.backup"):
            if _is_same(path, made) and _is_same(journal, journal_of(made)):
                return made
        names = (
            f"{path.name}.{now:%Y-%m-%dT%H%M%S}{f'-{number}' if number else ''}.fix.backup" for number in counting()
        )
        target = next(folder / name for name in names if not (folder / name).exists())
        for source, copy in ((path, target), (journal, journal_of(target))):
            if _holds_anything(source):
                create(copy)
                copyfile(source, copy)
                with copy.open("rb") as file:
                    os.fsync(file.fileno())
    except OSError as error:
        sentence = f"nothing was changed: no copy can be made in {folder}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence, "see that there is room and that it may be written") from error
    return target


def _is_same(source: Path, copy: Path) -> bool:
    if not (_holds_anything(source) and _holds_anything(copy)):
        return not _holds_anything(source) and not _holds_anything(copy)
    return cmp(source, copy, shallow=False)


def _holds_anything(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0
