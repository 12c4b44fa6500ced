"""What a database says of itself when it is looked at closely. Nothing is written to it."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from shutil import disk_usage
from stat import S_IMODE, S_ISREG
from typing import NamedTuple

from roadmap_cli import storage
from roadmap_cli.domain.events import recorded_at
from roadmap_cli.domain.later_event import LaterEvent
from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.errors import DatabaseUnusable, RoadmapError
from roadmap_cli.reports.doctor import Finding, remark, sound, wrong
from roadmap_cli.storage import event_table, reading, safe_copies, sqlite
from roadmap_cli.storage.anew import OURS, has_only_ours, names_in
from roadmap_cli.storage.as_read import MOST_NAMED, AsRead, differing_parts, projection_of
from roadmap_cli.storage.begun import journal_of
from roadmap_cli.storage.cohort import COHORT_TABLES
from roadmap_cli.storage.copies import Copy
from roadmap_cli.storage.faults import denied, fault_of, odd_lock
from roadmap_cli.storage.guard import Guard, folder_beside
from roadmap_cli.storage.migrations import META, PROJECTION_VERSION, PROJECTIONS, STEPS
from roadmap_cli.storage.rows import text_or_bytes
from roadmap_cli.storage.safe_copies import A_SECOND

RESCUE = "save what can be read: roadmap doctor --rescue NEW; or bring back a copy: roadmap restore --replace"
FIX = "fold it anew from the events: roadmap doctor --fix"
UPGRADE = "upgrade roadmap: python -m pip install --upgrade learning-roadmap"
VERSION = sqlite3.sqlite_version
SECONDS = 2
"""How long to wait for whoever has locked it: somebody sits there."""
LARGE_JOURNAL = 64 * 2**20
"""SQLite keeps one at 4 MB by itself, unless a reader never ends."""
OTHERS = 0o077
READ_VERSION, IS_WAL = slice(19, 20), b"\2"
"""Where the head of a database says which journal it has, and how."""
MIB = 2**20


class Examined(NamedTuple):
    """`scopes` are the learners and their roadmaps; `is_whole` says that the table of events can be read to its end and lacks
    nothing, `is_ours` that it is of this program and of a version that it knows; `has_only_ours` is asked where what is derived
    is wrong.
    """

    findings: tuple[Finding, ...]
    path: Path | None = None
    scopes: tuple[tuple[str, str], ...] = ()
    read: AsRead | None = None
    is_whole: bool = False
    is_ours: bool = False
    is_derived_wrong: bool = False
    has_only_ours: bool = False


def examine(database: str, guard: Guard, now: datetime, user: str = "") -> Examined:
    """Of a server what is there of a user."""
    try:
        path = storage.file_of(database)
        if path is None:
            return _of_server(database, guard, user)
        absent = _absent(database, path, guard)
        if absent:
            found = safe_copies.usual(path, guard.backups, now)
            return Examined((absent, *_around(path, guard, now, found)), path)
        return _of_file(path, guard, now)
    except RoadmapError as error:
        return Examined((wrong("database", error.sentence, error.hint),))


def shown(database: str) -> str:
    """Without a password."""
    if "://" not in database:
        return database
    from roadmap_cli.storage.address import without_password

    return without_password(database)


def _of_server(database: str, guard: Guard, user: str) -> Examined:
    """It checks itself; what is asked is whether it can be used at all, and whether what is derived is as the events say."""
    with reading(database, guard) as store:
        scopes = tuple((user, roadmap) for roadmap in store.roadmaps_of(user))
        parts = sorted({part for scope in scopes for part in store.unsealed(*scope)})
        unfolded = sum(isinstance(each, LaterEvent) for each in store.arrivals(user, 0, store.last_arrival(user)))
        odd = [f"{each.place}: {each.fault}" for each in store.odd.values()]
    what = f"on a server, which looks after itself; {_progress_of(scopes)}"
    found = [
        sound("database", what),
        remark("copies", "none are made of a server", "make them with its own tools: pg_dump"),
    ]
    found += [_unfolded(unfolded)] if unfolded else []
    if parts:
        todo = "it is folded anew by the next command that needs it"
        found.append(remark("progress", f"not as the events say: {listed(parts, MOST_NAMED)}", todo))
    if odd:
        found.append(remark("rows", _left_out(len(odd), odd), "they count nowhere; its owner alone can take them away"))
    return Examined(tuple(found), scopes=scopes)


def _absent(database: str, path: Path, guard: Guard) -> Finding | None:
    """Where there is nothing to look into: whether there should be."""
    try:
        found = path.stat()
        if S_ISREG(found.st_mode) and found.st_size:
            return None
        is_odd = not S_ISREG(found.st_mode)
    except FileNotFoundError:
        is_odd = path.is_symlink()
    except OSError as error:
        fault = fault_of(database, error, guard)
        return wrong("database", fault.sentence, fault.hint)
    if is_odd:
        what = f"{path} is no file that a database could be in"
        return wrong("database", what, "move that away, and put the database back: roadmap restore --replace")
    try:
        with reading(database, guard):  # raises where it was begun
            pass
    except DatabaseUnusable as error:
        return wrong("database", error.sentence, error.hint)
    return sound("database", f"nothing is recorded yet; it begins with the first entry, in {path}")


def _of_file(path: Path, guard: Guard, now: datetime) -> Examined:
    found = safe_copies.usual(path, guard.backups, now)
    try:
        with closing(_opened(path)) as connection:
            examined = _content(connection, path, AsRead(now, found[0].made + A_SECOND if found else None))
    except (sqlite3.Error, OSError, UnicodeError) as error:
        return Examined((wrong("database", *_unusable(path, error)), *_around(path, guard, now, found)), path)
    around = _around(path, guard, now, found, examined.read)
    return examined._replace(findings=(*examined.findings, *around), path=path)


def _opened(path: Path) -> sqlite3.Connection:
    """To read. Where even that would write (a journal left by who was killed), as the file that it is."""
    place = path.absolute().as_uri()
    for how in ("mode=ro", "mode=ro&immutable=1"):
        connection = sqlite3.connect(f"{place}?{how}", uri=True, timeout=SECONDS, isolation_level=None)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if how != "mode=ro" or _is_locked(error) or journal_of(path).exists():
                raise
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError


def _is_locked(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & sqlite.PRIMARY in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _unusable(path: Path, error: BaseException) -> tuple[str, str]:
    """A sentence, and what to do: without trying out, as `fault_of` does, what the system says to a file beside it."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    if _is_locked(error):
        return f"{path} is locked by another program", "wait for it to end, or end it, and look again"
    if getattr(error, "sqlite_errorcode", 0) & sqlite.PRIMARY == sqlite3.SQLITE_NOTADB:
        return f"{path} is no database, or the beginning of it is damaged", RESCUE
    if not os.access(path, os.R_OK):
        cause = denied(path, is_marked=False)
        return f"{path} cannot be opened: {cause.told}", cause.hint
    if isinstance(error, sqlite3.OperationalError | OSError):
        todo = f"see that it can be read, with its folder: {path.parent}"
        return f"{path} cannot be opened: {reason[:1].lower()}{reason[1:]}", todo
    return f"{path} is damaged: {reason}", RESCUE


def _content(connection: sqlite3.Connection, path: Path, unread: AsRead) -> Examined:
    connection.text_factory = text_or_bytes
    connection.execute("BEGIN")  # one moment for all that is asked
    version, is_ours = _version(connection, path)
    if not is_ours:
        return Examined((version,))
    faults = [*event_table.complaints(connection, 100), *_missing(connection)]
    read, is_whole = _read(connection, unread, suspicious=bool(faults))
    differing = differing_parts(connection, path, read, suspicious=bool(faults)) if is_whole else ""
    findings = (
        _sound(faults, path, read.rows, is_whole=is_whole),
        *([_progress(differing, read.scopes)] if is_whole else []),
        *([_odd(read)] if read.odd else []),
        *([_unfolded(read.unfolded)] if read.unfolded else []),
        _clock(read),
        version,
        _journal_of(connection, path),
    )
    is_wrong = is_whole and bool(differing or faults)
    return Examined(
        findings=findings,
        scopes=read.scopes,
        read=read,
        is_whole=is_whole,
        is_ours=True,
        is_derived_wrong=is_wrong,
        has_only_ours=is_wrong and has_only_ours(connection),
    )


def _version(connection: sqlite3.Connection, path: Path) -> tuple[Finding, bool]:
    """And whether the rest can be looked at."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables & {META, "event"}:
        if tables:
            return wrong("version", f"{path} is a database of another program", "name the right one"), False
        return remark("version", f"{path} is an empty database; the first entry begins it"), False
    meta: dict[str, str] = {}
    with suppress(sqlite3.Error, UnicodeError):
        meta = {str(key): str(value) for key, value in connection.execute(f"SELECT key, value FROM {META}")}  # noqa: S608
    schema = meta.get("schema", "")
    if not (schema.isdecimal() and int(schema)):
        return wrong("version", "it does not say which version of roadmap wrote it", RESCUE), True
    if int(schema) > len(STEPS) + 1:
        return wrong("version", f"{path} was written by a newer version of roadmap", UPGRADE), False
    what = f"schema {schema}, projections {meta.get('projection', 'unknown')}"
    if int(schema) <= len(STEPS) or meta.get("projection") != PROJECTION_VERSION:
        return remark("version", f"{what}, older than the program: the next command renews them"), True
    return sound("version", what), True


def _missing(connection: sqlite3.Connection) -> list[str]:
    """What a database of this version has; projections of another version are made anew anyhow."""
    is_current = projection_of(connection) == PROJECTION_VERSION
    lacking = sorted(OURS.keys() - names_in(connection))
    return [f"{name} is missing" for name in lacking if is_current or OURS[name] not in (*PROJECTIONS, *COHORT_TABLES)]


def _read(connection: sqlite3.Connection, unread: AsRead, *, suspicious: bool) -> tuple[AsRead, bool]:
    """Every row that can be read, and whether these are all: what is found in two places is not damaged in both."""
    try:
        read = AsRead(unread.now, unread.since).take(event_table.whole(connection))
    except (sqlite3.Error, UnicodeError):
        with suppress(sqlite3.Error):
            return unread.take(event_table.salvaged(connection).rows.items()), False
        return unread, False
    return read, not suspicious or event_table.is_named_whole(connection)


def _sound(faults: list[str], path: Path, events: int, *, is_whole: bool) -> Finding:
    size = f"{path.stat().st_size / MIB:,.1f} MiB"
    if not faults:
        return sound("database", f"{count(events, 'event')} in {size}, whole")
    if is_whole:
        what = f"damaged in what is derived; {count(events, 'event')} can all be read: {faults[0]}"
        return wrong("database", what, FIX)
    what = f"damaged where events are; {count(events, 'event')} can be read: {faults[0]}"
    return wrong("database", what, RESCUE)


def _progress_of(scopes: tuple[tuple[str, str], ...]) -> str:
    users, roadmaps = {user for user, _ in scopes}, {roadmap for _, roadmap in scopes}
    return f"{count(len(users), 'learner')} on {count(len(roadmaps), 'roadmap')}"


def _progress(differing: str, scopes: tuple[tuple[str, str], ...]) -> Finding:
    if differing:
        return wrong("progress", f"what is shown differs from the events: {differing}", FIX)
    return sound("progress", f"of {_progress_of(scopes)}, as the events say")


def _left_out(number: int, some: Sequence[str]) -> str:
    more = f"; and {number - MOST_NAMED} more" if number > MOST_NAMED else ""
    return f"{count(number, 'row')} that roadmap did not write, and leaves out: {'; '.join(some[:MOST_NAMED])}{more}"


def _odd(read: AsRead) -> Finding:
    what = _left_out(read.odd, read.some_odd)
    return wrong("rows", what, "see what stands there with: roadmap doctor --rescue NEW, which changes nothing")


def _unfolded(events: int) -> Finding:
    return remark("later", f"{count(events, 'event')} of a newer version of roadmap, kept and not counted", UPGRADE)


def _clock(read: AsRead) -> Finding:
    """Ids ahead of the clock are kept as they are: whoever gave them a new one would have the events twice."""
    if not read.ahead:
        return sound("clock", f"no event is ahead of it: {read.now:%Y-%m-%d %H:%M}")
    until, users = recorded_at(read.newest), sorted(read.users_ahead)
    what = f"{count(read.ahead, 'event')} of {listed(users)} came while it was ahead, until {until:%Y-%m-%d}"
    return remark("clock", f"{what}; later ones follow them, and each keeps its own day")


def _journal_of(connection: sqlite3.Connection, path: Path) -> Finding:
    mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    with suppress(OSError), path.open("rb") as file:  # where nothing can be written SQLite does not tell
        mode = "wal" if file.read(READ_VERSION.stop)[READ_VERSION] == IS_WAL else mode
    size = 0
    with suppress(OSError):
        size = journal_of(path).stat().st_size
    if mode != "wal":
        what = f"{mode}, not wal: safe, and slower; perhaps the folder is on a network"
        return remark("journal", what, "move it to a disk of this machine if it is slow")
    if size > LARGE_JOURNAL:
        todo = "end programs that hold it open, then: roadmap doctor --fix"
        return remark("journal", f"{size / MIB:,.0f} MiB are not in the database itself yet", todo)
    return sound("journal", f"wal, {size:,} bytes; every entry is on the disk before it is told")


def _around(
    path: Path, guard: Guard, now: datetime, found: list[Copy], read: AsRead | None = None
) -> Iterator[Finding]:
    if os.path.isdir(path.parent):  # noqa: PTH112 - which one that is closed is not, and is told of already
        yield _access(path, guard)
    with suppress(OSError):
        yield _space(path)
    yield from safe_copies.examine(path, guard.backups, now, found, read)


def _access(path: Path, guard: Guard) -> Finding:
    folder = path.parent
    there = [each for each in (path, journal_of(path)) if each.is_file()]
    closed = [each for each in (*there, folder) if not os.access(each, os.W_OK)]
    if closed:
        cause = denied(closed[0], is_marked=False)
        return wrong("access", f"nothing can be recorded: {cause.told}", cause.hint)
    if odd := odd_lock(path):
        return wrong("access", f"nothing can be recorded: {odd.told}", odd.hint)
    strange = [each for each in there if os.name == "posix" and each.stat().st_uid != os.getuid()]
    if strange:
        return remark("access", f"{strange[0]} belongs to somebody else (user {strange[0].stat().st_uid})")
    if open_ones := open_to_others(path, guard):
        what = f"others on this machine can read {listed([each.name for each in open_ones])}"
        return remark("access", what, "close it to them: roadmap doctor --fix")
    return sound("access", "read and written by you alone")


def open_to_others(path: Path, guard: Guard) -> list[Path]:
    """What of a database others may read, where the system knows of others. A folder of somebody's choice is theirs."""
    if os.name != "posix":
        return []
    real = os.path.realpath(path)
    its = [path, *(Path(f"{real}{end}") for end in ("-wal", "-shm")), folder_beside(path)]
    its += [path.parent] if guard.marks and guard.marks.parent == path.parent else []
    return [each for each in its if (each.is_file() or each.is_dir()) and S_IMODE(each.stat().st_mode) & OTHERS]


def _space(path: Path) -> Finding:
    folder = next(each for each in (path.parent, *path.parent.absolute().parents) if each.exists())
    free, size = disk_usage(folder).free, path.stat().st_size if path.is_file() else 0
    told = f"{free / 2**30:,.1f} GiB" if free >= 2**30 else f"{free / MIB:,.1f} MiB"
    if free < max(size, MIB):
        return wrong("space", f"{told} free, less than the database needs", "free some space: nothing is lost")
    if free < 5 * max(size, MIB):
        return remark("space", f"{told} free: little for copies", "free some space")
    return sound("space", f"{told} free")
