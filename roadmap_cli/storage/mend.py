"""What can be put right in a database without losing anything, behind a copy that is never pruned."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from itertools import count as counting
from pathlib import Path
from shutil import copyfile

from roadmap_cli import storage
from roadmap_cli.domain.phrasing import count
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.storage import doctor, event_table, sqlite
from roadmap_cli.storage.doctor import Examined
from roadmap_cli.storage.guard import Guard, folder_beside

LEFT_OVER = re.compile(r"\.[0-9a-f]{16}\.tmp")
AN_HOUR = 3600
"""What is younger may be about to be put in its place."""
PRIVATE, PRIVATE_FOLDER = 0o600, 0o700


def mend(database: str, guard: Guard, now: datetime, folders: tuple[Path, ...]) -> Iterator[str]:
    """A sentence for each thing once it is done. Raises DatabaseUnusable and CannotBeDone."""
    path = storage.file_of(database)
    if path is None:
        return
    beside = (path.parent, folder_beside(path), *filter(None, (guard.backups, guard.marks)))
    yield from _tidied(now, *folders, *beside)
    if not (doctor.examine(database, guard, now).is_ours and os.access(path, os.W_OK)):
        return
    yield from _closed(path, guard)
    try:
        with sqlite.alone(database):
            yield from _mended(path, doctor.examine(database, guard, now), now)
    except (sqlite3.Error, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        sentence = f"{path} could not be put right: {reason[:1].lower()}{reason[1:]}"
        raise CannotBeDone(sentence, "nothing is lost; end other programs that use it, and try again") from error


def _tidied(now: datetime, *folders: Path) -> Iterator[str]:
    """Files that a killed command was about to put in their places."""
    for folder in dict.fromkeys(folders):
        with suppress(OSError):
            for file in folder.iterdir():
                if LEFT_OVER.fullmatch(file.name) and now.timestamp() - file.stat().st_mtime > AN_HOUR:
                    file.unlink()
                    yield f"removed what a killed command left: {file}"


def _closed(path: Path, guard: Guard) -> Iterator[str]:
    for file in doctor.open_to_others(path, guard):
        with suppress(PermissionError):
            file.chmod(PRIVATE_FOLDER if file.is_dir() else PRIVATE)
            yield f"closed to others: {file}"


def _mended(path: Path, examined: Examined, now: datetime) -> Iterator[str]:
    if examined.is_derived_wrong and examined.is_whole:
        if not examined.has_only_ours:
            yield "left what is derived as it is: there are tables of somebody else in the database"
            return
        yield f"copied first: {_protected(path, now)}"
        yield _folded(path)
    with suppress(sqlite3.Error), closing(sqlite.connect_to_write(path, str(path))) as connection:
        journal = Path(f"{os.path.realpath(path)}-wal")
        before = journal.stat().st_size if journal.exists() else 0
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if before > doctor.LARGE_JOURNAL and not busy:
            yield f"moved {before / doctor.MIB:,.0f} MiB from the journal into the database"


def _protected(path: Path, now: datetime) -> Path:
    """The files as they are: a copy by SQLite would not be one of what is damaged."""
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


def _folded(path: Path) -> str:
    """Into a new database, which takes the place of the old one's pages in one transaction: no page of those that are
    damaged has to be read for it. Rows that are no events stay, and are in no fold.
    """
    with closing(sqlite3.connect(path, timeout=sqlite.WAIT_SECONDS, isolation_level=None)) as connection:
        rows = [tuple(row) for _, row in event_table.whole(connection)]
        odd = {row for row in rows if event_table.fault_in(row)}
        with sqlite.memory() as store:
            try:
                _put(store.connection, [row for row in dict.fromkeys(rows) if row not in odd])
                store.rebuild()
                _put(store.connection, list(odd))
            except sqlite3.IntegrityError as error:
                return f"left what is derived as it is: two rows claim to be the same event ({error})"
            store.connection.backup(connection)
    return f"folded everything derived anew, with its indexes, from {count(len(rows), 'event')}"


def _put(connection: sqlite3.Connection, rows: list[tuple[object, ...]]) -> None:
    places = ", ".join("?" * len(event_table.NAMES))
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO event ({event_table.COLUMNS}) VALUES ({places})", rows)  # noqa: S608 - constants
    connection.execute("COMMIT")
