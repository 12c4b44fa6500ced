"""What is in a copy of a database, whole or event by event, and a copy in the place of the database. No copy is written to."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import storage
from roadmap_cli.domain.events import Event
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable, InvalidFile
from roadmap_cli.files import SQLITE, read_bytes, sync_folder
from roadmap_cli.storage.backup import connect_to_copy, is_sound, temporary_copy
from roadmap_cli.storage.migrations import needs_preparation, prepare
from roadmap_cli.storage.sqlite import SqliteStore, connect_to_write

ANOTHER = "take another one: roadmap backup list"


class Contents(NamedTuple):
    events: int
    users: tuple[str, ...]


class _Former(SqliteStore):
    """A copy in memory, which is brought up to date there."""

    def backup(self, label: str) -> Path | None:  # noqa: ARG002 - it is one
        return None


def contents(copy: Path) -> Contents:
    """Raises InvalidFile."""
    with _opened(copy) as connection, _told(copy):
        events = connection.execute("SELECT count(*) FROM event").fetchone()[0]
        users = connection.execute("SELECT DISTINCT user FROM event ORDER BY user").fetchall()
    return Contents(events, tuple(str(user) for (user,) in users))


def events_in(copy: Path) -> list[Event]:
    """Every event, of all users and roadmaps, as today's program has them. Raises InvalidFile."""
    with _opened(copy) as connection, _up_to_date(copy, connection) as store, _told(copy):
        return store.everything()


def is_gone(database: str) -> bool:
    """Whether a database in a file is missing or has nothing in it."""
    path = storage.file_of(database)
    return path is not None and (not path.exists() or (path.is_file() and path.stat().st_size == 0))


def put_in_place(database: str, copy: Path, now: datetime) -> list[Path]:
    """A copy as the database, and what there was beside it. Nothing is moved before the copy stands ready. What was moved."""
    path = Path(os.path.realpath(storage.file_of(database) or database))
    if not path.parent.is_dir():
        path.parent.mkdir(mode=0o700, parents=True)
    with temporary_copy(copy, connect_to_copy(copy), path.parent) as temporary:
        moved = storage.put_aside(str(path), now)
        with storage.alone(path):
            if path.exists():
                sentence = f"{path} was begun anew meanwhile, so the copy was not put in its place"
                raise CannotBeDone(sentence, "nothing is lost; see: roadmap database")
            temporary.replace(path)
            sync_folder(path.parent)
            with suppress(sqlite3.Error, DatabaseUnusable):  # in WAL again, as everything that roadmap writes to
                connect_to_write(path, str(path)).close()
    return moved


@contextmanager
def _opened(copy: Path) -> Iterator[sqlite3.Connection]:
    """Raises InvalidFile for what is no sound database."""
    try:
        beginning = read_bytes(copy, len(SQLITE))  # which waits for no pipe
    except OSError as error:
        sentence = f"cannot read {copy}: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(sentence) from error
    if beginning != SQLITE:
        is_archive = beginning.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
        sentence = f"{copy} is no copy of a database"
        raise InvalidFile(
            sentence, f"what roadmap export json wrote comes in with: roadmap import {copy}" if is_archive else ""
        )
    with closing(connect_to_copy(copy)) as connection:
        if not is_sound(connection):
            sentence = f"the copy {copy} is damaged"
            raise InvalidFile(sentence, "take an older one: roadmap backup list")
        yield connection


@contextmanager
def _up_to_date(copy: Path, connection: sqlite3.Connection) -> Iterator[SqliteStore]:
    with _told(copy):
        store = SqliteStore(connection, str(copy))
        if not store.tables():
            raise InvalidFile(f"{copy} holds no progress", ANOTHER)
        is_former = needs_preparation(store)
    if not is_former:
        yield store
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory, _told(copy):
        connection.backup(memory)
        former = _Former(memory, str(copy))
        prepare(former)
        yield former


@contextmanager
def _told(copy: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        sentence = f"{copy} is no copy of a database of roadmap, or damaged: {error}"
        raise InvalidFile(sentence, ANOTHER) from error
    except DatabaseUnusable as error:
        raise InvalidFile(error.sentence, error.hint) from error
