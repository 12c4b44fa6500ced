"""What can be put right in a database without losing anything, behind a copy that is never pruned."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from roadmap_cli import storage
from roadmap_cli.domain.phrasing import count
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable
from roadmap_cli.storage import anew, doctor, sqlite
from roadmap_cli.storage.begun import journal_of
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
        if examined.has_only_ours:
            yield f"copied first: {anew.protected(path, now)}"
        yield _folded(path, examined, now)
    with suppress(sqlite3.Error), closing(sqlite.connect_to_write(path, str(path))) as connection:
        journal = journal_of(path)
        before = journal.stat().st_size if journal.exists() else 0
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if before > doctor.LARGE_JOURNAL and not busy:
            yield f"moved {before / doctor.MIB:,.0f} MiB from the journal into the database"


def _folded(path: Path, examined: Examined, now: datetime) -> str:
    """In all pages, which would not hold what somebody else has put there."""
    try:
        gone = anew.in_all_pages(path) if examined.has_only_ours else anew.refold(str(path), now)
    except sqlite3.IntegrityError as error:
        return f"left what is derived as it is: two rows claim to be the same event ({error})"
    except (DatabaseUnusable, sqlite3.DatabaseError):
        if examined.has_only_ours:
            raise
        return "left what is derived as it is: there are tables of somebody else in the database; go on without them: roadmap doctor --rescue NEW"
    told = "folded everything derived anew, with its indexes, from the events"
    lost = f"; {count(gone, 'event')} that had been recorded {'is' if gone == 1 else 'are'} not there any more: roadmap backup list"
    return f"{told}{lost if gone else ''}"
