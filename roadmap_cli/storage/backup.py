"""Copies of a whole database in a file, with all users: made, verified and cleared away."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from errno import EACCES, EDQUOT, EEXIST, EIO, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from itertools import count
from pathlib import Path
from shutil import disk_usage

from roadmap_cli import storage
from roadmap_cli.domain.backup import Keeping, days_to_keep
from roadmap_cli.domain.phrasing import count as counted
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable, InvalidFile
from roadmap_cli.files import SQLITE, read_bytes, sync_folder
from roadmap_cli.storage import copies
from roadmap_cli.storage.begun import lack_of
from roadmap_cli.storage.copies import ASKED, DAY, Copy, is_sound, sum_of
from roadmap_cli.storage.faults import Cause, denied, fault_of
from roadmap_cli.storage.guard import PARTS, copy_of_day, folder_beside, tag_of
from roadmap_cli.storage.sqlite import connect_to_read

LITTLE = 2**20
"""Where so few bytes are free, what SQLite calls an I/O error is a full disk."""
CAUSES = {
    ENOENT: Cause("it is not there", "bring back the drive that it is on, or make that folder"),
    EROFS: Cause("it can only be read", "mount it so that it can be written to"),
    EIO: Cause("its disk does not answer (input/output error)", "bring it back and try again"),
}
PAGES_AT_ONCE = 4096
"""So many are copied between two looks at whether Ctrl-C was pressed."""


def make_copy(  # noqa: PLR0913 - what a copy is of, and why
    database: str,
    chosen: Path | None,
    now: datetime,
    reason: str,
    day: date | None = None,
    hint: Callable[[str], object] = lambda _: None,
) -> Copy | None:
    """Verified, or none at all: that of a `day` in the place of one of the same day, any other beside those before. What is
    not made by itself or asked for guards a step that is taken next: it stays beside the database, and may be as damaged
    as that. None for a database on a server. `hint` hears why one is not in the folder that is chosen. Raises CannotBeDone
    and DatabaseUnusable.
    """
    path = storage.file_of(database)
    if path is None:
        return None
    if chosen and reason in {DAY, ASKED}:
        try:
            return _made(path, chosen, now, reason, day)
        except CannotBeDone as error:  # a drive that is away, or full
            hint(f"{error.sentence}, so this one is beside the database; see: roadmap doctor")
    return _made(path, folder_beside(path), now, reason, day)


def copy_to(database: str, target: Path, now: datetime, *, force: bool, fewer: bool = False) -> Copy | None:
    """Into a folder, or to a file of that name, whole or not at all; over one that holds what this one lacks if `fewer` is
    allowed. None for a database on a server. Raises CannotBeDone.
    """
    path = storage.file_of(database)
    if path is None:
        return None
    with _told(target.parent):
        if target.is_dir():
            return _made(path, target, now, ASKED, None)
        _assert_writable(path, target, force=force)
    with temporary_copy(path, _source(path), target.parent) as temporary, _told(target.parent):
        if target.exists() and not fewer:
            _assert_none_lost(target, temporary)
        temporary.replace(target if force else _claimed([target]))
    sync_folder(target.parent)
    return Copy(path=target, reason=ASKED, day=now.date(), made=now, bytes=target.stat().st_size)


def _assert_writable(path: Path, target: Path, *, force: bool) -> None:
    if target.exists() and path.exists() and target.samefile(path):
        sentence = f"{target} is the database itself"
        raise CannotBeDone(sentence, "name another file")
    if target.is_symlink() and not target.exists():
        sentence = f"{target} is a link to {target.readlink()}, where nothing is"
        raise CannotBeDone(sentence, "bring back what it leads to, or name another file")
    if target.exists() and not target.is_file():
        sentence = f"{target} is no file"
        raise CannotBeDone(sentence, "name a file or a folder")
    if target.exists() and not force:
        sentence = f"{target} exists already"
        raise CannotBeDone(sentence, "write over it with --force, or name another file")


def _assert_none_lost(target: Path, copy: Path) -> None:
    """Where a database or an archive is to be written over: what it holds may be nowhere else."""
    over = "name another file, or write over it all the same with --force --fewer"
    beginning = read_bytes(target, len(SQLITE))
    if copies.may_be_archive(beginning):
        raise CannotBeDone(f"{target} may be an archive of your progress, and no copy of a database", over)
    if beginning != SQLITE:
        return
    try:
        lost = copies.lacking(copy, target)
    except InvalidFile as error:
        sentence = f"{target} is a database that cannot be read, and may hold what is recorded nowhere else"
        raise CannotBeDone(sentence, over) from error
    if lost:
        sentence = f"{target} is a copy that holds {counted(lost, 'event')} more than would be in its place"
        raise CannotBeDone(sentence, over)


def prune(database: str, chosen: Path | None, keeping: Keeping, now: datetime) -> list[Path]:
    """Clear away the copies of days that are not to be kept, as far as a newer one holds every event of theirs; and
    halves of copies whose making was killed. Those of a clock that was wrong take nobody's place. Which copies went.
    """
    mine = [each for each in copies.of(database, chosen) if each.is_of_a_day and each.is_own]
    kept = days_to_keep((each.day for each in mine), keeping)
    kept |= days_to_keep((each.day for each in mine if not each.is_ahead(now)), keeping)
    gone: list[Path] = []
    for number, each in enumerate(mine):
        newer = [other.path for other in mine[:number] if other.path not in gone]
        if each.day not in kept and any(copies.holds(other, each.path) for other in newer):
            each.path.unlink()
            for end in ("-wal", "-shm"):
                each.path.with_name(f"{each.path.name}{end}").unlink(missing_ok=True)
            gone.append(each.path)
    for left in unfinished(database) if mine else ():
        if left.stat().st_mtime < (now - timedelta(days=1)).timestamp():
            left.unlink(missing_ok=True)
    return gone


def unfinished(database: str) -> list[Path]:
    """What is left beside a database of copies whose making was killed, or is being made just now."""
    path = storage.file_of(database)
    files = copies.files_in(folder_beside(path)) if path else ()
    return [each for each in files if re.fullmatch(r"\.[0-9a-f]{16}\.tmp(-journal)?", each.name)]


def before_step(path: Path, reason: str) -> Path:
    """The copy of a database before a step of a migration, which nobody can tell the time; one of the same from an attempt
    that failed stays. Raises DatabaseUnusable.
    """
    try:
        former = next((each for each in copies.of(str(path), None) if each.reason == reason), None)
        if former and _is_same(former.path, path):
            return former.path
        return _made(path, folder_beside(path), None, reason, None).path
    except CannotBeDone as error:
        raise DatabaseUnusable(error.sentence, error.hint) from error


def _is_same(copy: Path, path: Path) -> bool:
    with suppress(InvalidFile), copies.opened(copy) as one, closing(connect_to_read(path)) as other:
        return sum_of(one) == sum_of(other)
    return False


def _made(path: Path, folder: Path, now: datetime | None, reason: str, day: date | None) -> Copy:
    with temporary_copy(path, _source(path), folder, strict=reason in {DAY, ASKED}) as temporary, _told(folder):
        if now is None:
            now = datetime.fromtimestamp(temporary.stat().st_mtime).astimezone()
        os.utime(temporary, (now.timestamp(),) * 2)
        target = _claimed(_names(path, folder, now, reason)) if day is None else copy_of_day(path, folder, day)
        temporary.replace(target)
    sync_folder(folder)
    return Copy(path=target, reason=reason, day=day or now.date(), made=now, bytes=target.stat().st_size)


def _names(path: Path, folder: Path, now: datetime, reason: str) -> Iterator[Path]:
    """By the second, and by numbers for more within one."""
    end = f"{reason}{tag_of(path, folder)}.backup"
    for number in count(1):
        yield folder / f"{path.name}.{now:%Y-%m-%dT%H%M%S}{f'-{number}' if number > 1 else ''}.{end}"


@contextmanager
def temporary_copy(path: Path, source: sqlite3.Connection, folder: Path, *, strict: bool = True) -> Iterator[Path]:
    """A verified copy of a temporary name, for the block to give it its own; what is left of it at the end is removed."""
    temporary = folder / f".{os.urandom(8).hex()}.tmp"
    try:
        with closing(source), _told(folder):
            if folder == folder_beside(path):  # any other is somebody's, or on a drive that is away
                folder.mkdir(mode=0o700, exist_ok=True)
            os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            _copy(source, temporary)
            _verify(path, source, temporary, strict=strict)
            _sync(temporary)
        yield temporary
    finally:
        for end in PARTS:
            with suppress(OSError):
                temporary.with_name(f"{temporary.name}{end}").unlink(missing_ok=True)


def _copy(source: sqlite3.Connection, temporary: Path) -> None:
    """As it is at one moment, whoever writes meanwhile. It is one file afterwards, without a journal beside it."""
    source.execute("BEGIN")
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it stands still
    with closing(sqlite3.connect(temporary.absolute(), isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # all of it is brought to the disk at once, afterwards
        copy.execute("PRAGMA journal_mode = OFF")
        source.backup(copy, pages=PAGES_AT_ONCE, progress=lambda *_: None)
        copy.execute("PRAGMA journal_mode = DELETE")


def _verify(path: Path, source: sqlite3.Connection, temporary: Path, *, strict: bool) -> None:
    """Opened anew, checked and counted against what it is a copy of."""
    with closing(copies.connect(temporary)) as copy:
        if not is_sound(copy):
            if strict or is_sound(source):
                sentence = f"the database {path} is damaged, so no copy of it was made"
                raise DatabaseUnusable(sentence, "see what can be saved: roadmap doctor")
            return
        if sum_of(copy) != sum_of(source):
            sentence = f"a copy of {path} did not hold what it should, so it was not kept"
            raise CannotBeDone(sentence, "try again; if it happens again, that disk may be failing")


def _source(path: Path) -> sqlite3.Connection:
    try:
        if (lack := lack_of(path)) and lack.is_odd:  # whoever opens a pipe waits for ever
            sentence = f"the database {path} {lack.told}"
            raise DatabaseUnusable(sentence, "put it aside and bring back a copy: roadmap restore --replace")
        return connect_to_read(path)
    except (sqlite3.Error, OSError) as error:
        raise fault_of(str(path), error) from error


def _claimed(targets: Iterable[Path]) -> Path:
    """The first of these names that nobody has, held by an empty file that only its owner can read."""
    for target in targets:
        with suppress(FileExistsError):
            os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            return target
    raise FileExistsError(EEXIST, "it exists already")


def _sync(path: Path) -> None:
    """To the disk, before it gets the name under which it is trusted."""
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        cause = _cause(folder, error)
        sentence = f"no copy of the database can be made in {folder}: {cause.told}"
        raise CannotBeDone(sentence, f"nothing was changed; {cause.hint}") from error


def _cause(folder: Path, error: sqlite3.Error | OSError) -> Cause:
    number = error.errno if isinstance(error, OSError) else None
    if number in {ENOTDIR, EEXIST} and not folder.is_dir():
        return Cause("it is no folder", "move away what stands there")
    if number in {ENOSPC, EDQUOT} or (isinstance(error, sqlite3.Error) and _is_full(folder, error)):
        return Cause("its disk is full", "free space there")
    if number in {EACCES, EPERM}:
        return denied(folder, is_marked=number == EPERM)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return CAUSES.get(number or 0, Cause(f"{reason[:1].lower()}{reason[1:]}", "see that files can be written there"))


def _is_full(folder: Path, error: sqlite3.Error) -> bool:
    with suppress(OSError):
        return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL or disk_usage(folder).free < LITTLE
    return False
