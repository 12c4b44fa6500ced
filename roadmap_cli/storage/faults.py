"""What keeps a database from being used, each cause with a sentence and a hint of its own. Loaded once something fails."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from errno import (
    EACCES,
    EDQUOT,
    EFBIG,
    EHOSTDOWN,
    EINVAL,
    EIO,
    EISDIR,
    ELOOP,
    EMFILE,
    ENAMETOOLONG,
    ENFILE,
    ENODEV,
    ENOENT,
    ENOSPC,
    ENOTCONN,
    ENOTDIR,
    ENXIO,
    EPERM,
    EROFS,
    ESTALE,
    ETIMEDOUT,
)
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage.begun import is_begun, journal_of, lack_of
from roadmap_cli.storage.guard import UNGUARDED, Guard
from roadmap_cli.storage.holders import holder_of

PRIMARY = 0xFF
"""The part of an error code of SQLite that says its sort."""
PROBE_BYTES = 2**16
"""More than SQLite asks for at once."""
WHERE_FROM = "nothing in it was changed; where its name comes from is told by: roadmap config database"
LOOK = "see what can be saved, which changes nothing: roadmap doctor"


class Cause(NamedTuple):
    told: str
    hint: str


FULL = Cause(
    "its disk is full, so nothing was recorded now; nothing is lost of what was recorded before",
    "free some space, then give the command again",
)
AWAY = Cause(
    "the drive or the network folder that it is on does not answer (input/output error)",
    "bring it back and try again; if it fails again, copy the database to another disk, and see: roadmap doctor",
)
TOO_MANY = Cause("too many files are open", "end other programs, or raise the limit with: ulimit -n 1024")
SIMPLE: dict[int | None, Cause] = {
    ENOSPC: FULL,
    EDQUOT: FULL._replace(told=FULL.told.replace("its disk", "your share of its disk")),
    EFBIG: Cause(
        "a file may not become that large here, so nothing was recorded now; nothing is lost of what was recorded before",
        "raise the limit: ulimit -f unlimited",
    ),
    EINVAL: Cause("no file can have its name", "give it a name of ordinary letters"),
    EROFS: Cause(
        "it is on a file system that can only be read, so nothing was recorded",
        "mount it so that it can be written to; what is there can be looked at meanwhile",
    ),
    EMFILE: TOO_MANY,
    ENFILE: TOO_MANY,
    ENAMETOOLONG: Cause("its name is longer than a file can have", "give it a shorter one"),
    ELOOP: Cause("its links lead in a circle", "let them lead to the file: see what they are with ls -l"),
    **dict.fromkeys((EIO, ENXIO, ENODEV, ESTALE, ENOTCONN, EHOSTDOWN, ETIMEDOUT), AWAY),
}
"""What the operating system says, where it needs no looking."""
STATED = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_NOMEM: Cause("there is not enough memory", "end other programs and try again"),
    sqlite3.SQLITE_CORRUPT: Cause("it is damaged: its pages are malformed", LOOK),
    sqlite3.SQLITE_NOTADB: Cause("it is damaged: what stands there is not a database any more", LOOK),
}
"""What SQLite says, of a database that was begun."""
LOCKS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
VAGUE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}
"""Of what SQLite tells only that it failed."""
WAIT = "wait for it to end, or end it, and try again"


def fault_of(database: str, error: BaseException, guard: Guard = UNGUARDED) -> DatabaseUnusable:
    """What SQLite, SQLAlchemy or the operating system said about a database (a path or a URL without its password)."""
    cause = _cause_at(file_of(database), getattr(error, "orig", None) or error, guard)
    return DatabaseUnusable(f"cannot use the database {database}: {cause.told}", cause.hint)


def locked(path: Path, locks: Iterable[Path], seconds: float) -> DatabaseUnusable:
    """For who has waited so long for another to let go of one of these locks."""
    who = holder_of(locks) or "another program"
    sentence = f"{path} is locked: {who} has been using it for {seconds:g} seconds, so nothing was recorded"
    return DatabaseUnusable(sentence, WAIT)


def file_of(database: str) -> Path | None:
    """None for a database on a server."""
    if "://" not in database:
        return Path(database)
    return Path(database.partition(":///")[2]) if database.startswith("sqlite") else None


def _cause_at(path: Path | None, error: BaseException, guard: Guard) -> Cause:
    if path is None:
        return Cause(_first_line(error), "check the URL, and that the server runs and lets you in")
    if isinstance(error, OSError):
        is_of_lock = error.filename in {None, f"{path.absolute()}.lock"}
        return (odd_lock(path) if is_of_lock else None) or _of_system(path, error)
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(path, error, guard)
    if isinstance(error, UnicodeEncodeError):
        return SIMPLE[EINVAL]
    if isinstance(error, UnicodeDecodeError):  # as what SQLite says of a name in it that is none
        return STATED[sqlite3.SQLITE_CORRUPT]
    return Cause(_first_line(error), LOOK)


def odd_lock(path: Path) -> Cause | None:
    """Of a database whose lock is nothing that can be locked, so that nobody writes to it."""
    lock = Path(f"{path.absolute()}.lock")
    with suppress(OSError, ValueError):
        if kind := _odd_kind(lock):
            told = f"its lock {lock} {kind}, and has to be a file"
            return Cause(told, "move that away; the next command that records something makes it anew")
    return None


def _odd_kind(lock: Path) -> str:
    """Empty of what can be locked, which devices such as /dev/null can, and of what can be made."""
    real = Path(os.path.realpath(lock))
    if real.is_symlink():
        return "is a link that leads in a circle"
    if real.is_dir():
        return "is a folder"
    if real.is_file() or real.is_char_device() or (not real.exists() and real.parent.is_dir()):
        return ""
    lack = lack_of(lock)
    return lack.told if lack and lack.is_odd else ""


def _of_system(path: Path, error: OSError) -> Cause:
    if error.errno in SIMPLE:
        return SIMPLE[error.errno]
    culprit = Path(error.filename) if isinstance(error.filename, str) else path
    match error.errno:
        case code if code in {EACCES, EPERM}:
            return denied(culprit, is_marked=code == EPERM)
        case code if code == EISDIR:
            return Cause("it is a folder", f"a database is a file, such as {path / 'progress.db'}")
        case code if code == ENOTDIR:
            return Cause(f"{_nearest(path)} is a file, and would have to be a folder", "correct its path")
        case code if code == ENOENT:
            return _nowhere(path, was_there=error.filename == str(path))
    return Cause(_lower(error.strerror or str(error)), LOOK)


def _nowhere(path: Path, *, was_there: bool) -> Cause:
    if was_there:
        return Cause("it was taken away while it was opened", "give the command again, to be told what is there")
    return Cause(f"no file can be made in {path.parent}", "see that it is a folder in which files can be made")


def _of_sqlite(path: Path, error: sqlite3.Error, guard: Guard) -> Cause:
    sort = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY
    if sort == sqlite3.SQLITE_NOTADB and not is_begun(path, guard):
        return Cause("what stands there is not a database", WHERE_FROM)
    if sort in STATED:
        return STATED[sort]
    if sort in LOCKS:
        who = holder_of((path, Path(f"{path}-shm"))) or "another program"
        return Cause(f"it is locked by {who}, so nothing was recorded", WAIT)
    if sort in VAGUE:
        found = _probed(path)
        return _of_system(path, found) if found else _unexplained(error, is_io=sort == sqlite3.SQLITE_IOERR)
    return Cause(_first_line(error), LOOK)


def _unexplained(error: sqlite3.Error, *, is_io: bool) -> Cause:
    """What of it is left when it cannot be provoked again."""
    if not is_io:
        return Cause(_first_line(error), LOOK)
    with suppress(ImportError):
        from resource import RLIM_INFINITY, RLIMIT_FSIZE, getrlimit

        if getrlimit(RLIMIT_FSIZE)[0] != RLIM_INFINITY:
            return SIMPLE[EFBIG]
    return AWAY


def _probed(path: Path) -> OSError | None:
    """What the operating system says to what SQLite needs of it."""
    steps: tuple[Callable[[], None], ...] = (
        lambda: os.close(os.open(path, os.O_RDONLY)),
        lambda: _write_beside(path),
        lambda: os.close(os.open(path, os.O_RDWR)),
        *(lambda part=part: _opened_if_there(part) for part in (journal_of(path), Path(f"{path}-shm"))),
    )
    for step in steps:
        try:
            step()
        except OSError as error:
            return error
    return None


def _opened_if_there(path: Path) -> None:
    with suppress(FileNotFoundError):
        os.close(os.open(path, os.O_RDWR))


def _write_beside(path: Path) -> None:
    temporary = path.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(bytes(PROBE_BYTES))
    finally:
        temporary.unlink(missing_ok=True)


def denied(culprit: Path, *, is_marked: bool) -> Cause:
    """Whose it is, and what would let one in."""
    place = _nearest(culprit)
    owner, me = _name_of(place.stat().st_uid), _name_of(os.geteuid() if hasattr(os, "geteuid") else 0)
    if is_marked and owner == me:
        told = f"permission denied: {place} is marked as one that nobody may change"
        return Cause(told, f"take the mark away: sudo chattr -i {place}")
    if place.is_dir():
        told, right = f"no file can be made in {place}", "rwx"
    elif os.access(place, os.R_OK):
        told, right = f"{place} may only be read", "rw"
    else:
        told, right = f"{place} may not be read", "rw"
    if owner == me:
        return Cause(f"permission denied: {told}", f"give yourself the right: chmod u+{right} {place}")
    told = f"permission denied: {told} by {me}; it belongs to {owner}"
    return Cause(told, f"ask {owner} for the right, or make it yours: sudo chown {me} {place}")


def _nearest(path: Path) -> Path:
    """The path itself, or the first above it that is there."""
    for each in (path, *path.absolute().parents):
        with suppress(OSError):
            each.stat()
            return each
    return path


def _name_of(number: int) -> str:
    with suppress(ImportError, KeyError):
        import pwd

        return pwd.getpwuid(number).pw_name
    return f"user {number}"


def _first_line(error: BaseException) -> str:
    return _lower(next(iter(str(error).splitlines()), type(error).__name__))


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
