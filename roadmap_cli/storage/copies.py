"""The copies of a database that there are: found by their names, in their order, and opened to be read."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import storage
from roadmap_cli.domain.events import MOST_AHEAD
from roadmap_cli.errors import DatabaseUnusable, InvalidFile
from roadmap_cli.files import SQLITE, as_typed, read_bytes
from roadmap_cli.storage.begun import has_journal
from roadmap_cli.storage.guard import folder_beside, tag_of
from roadmap_cli.storage.migrations import needs_preparation
from roadmap_cli.storage.rows import text_or_bytes
from roadmap_cli.storage.sqlite import SqliteStore, connect_to_read

DAY = "day"
ASKED = "asked"
ANOTHER = "take another one: roadmap backup list"
REASONS = r"day|asked|rename|fix|replace|restore|schema-\d+"
"""What else is called so is somebody's own."""
NAME = re.compile(rf"(\d{{4}}-\d\d-\d\d)(?:T(\d{{6}}))?(?:-\d+)?\.({REASONS})(?:-([0-9a-f]{{8}}))?\.backup")
FORMER_NAME = re.compile(r"(rename)-(\d{8}T\d{6})(?:-\d+)?\.backup|(schema-\d+)\.backup")
"""As they were called before, beside the database."""


class Copy(NamedTuple):
    """A copy, by its name. `day` is the learner's, of the copy of a day; `is_own` is whether it is of this database rather
    than of another one of its name, as in a folder that was brought from another computer.
    """

    path: Path
    reason: str
    day: date
    made: datetime
    bytes: int
    is_own: bool = True

    @property
    def is_of_a_day(self) -> bool:
        """Only such a copy is ever cleared away."""
        return self.reason == DAY

    @property
    def guards_a_step(self) -> bool:
        """Then it may be of something damaged, or of what somebody wanted to get rid of."""
        return self.reason not in {DAY, ASKED}

    def is_ahead(self, now: datetime) -> bool:
        """Whether the clock was wrong when it was made."""
        return self.made > now + MOST_AHEAD


class Contents(NamedTuple):
    events: int
    users: tuple[str, ...]


Reading = Callable[[Path], Contents]
"""`contents` or `glance`."""


def of(database: str, chosen: Path | None, now: datetime | None = None) -> list[Copy]:
    """In the folder that is chosen and beside the database, newest first. Where it is known what time it is, those of a clock
    that was wrong come last, unless the newest of the others is known to hold less.
    """
    path = storage.file_of(database)
    if path is None:
        return []
    folders = {path.parent, *_folders(path, chosen)}
    found = (copy for folder in folders for file in files_in(folder) if (copy := _copy_named(path, file)))
    newest_first = sorted(found, key=lambda each: (each.made, each.day, each.path), reverse=True)
    return _in_order(newest_first, now) if now else newest_first


def foreign(file: Path) -> Copy:
    """A file that somebody names, whatever it is called. Raises OSError."""
    touched = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    return Copy(path=file, reason=ASKED, day=touched.date(), made=touched, bytes=file.stat().st_size)


def unreadable(database: str, chosen: Path | None) -> str:
    """Which folder of copies is there and cannot be looked into, and why; nothing where all can."""
    path = storage.file_of(database)
    for folder in _folders(path, chosen) if path else ():
        try:
            next(folder.iterdir(), None)
        except FileNotFoundError:  # none is made yet, or it is away
            continue
        except OSError as error:
            return f"the folder of copies {folder} cannot be read: {(error.strerror or str(error)).lower()}"
    return ""


def files_in(folder: Path) -> Iterable[Path]:
    try:
        with os.scandir(folder) as entries:  # which know of most that they are files without another look
            return [folder / each.name for each in entries if each.is_file()]
    except OSError:  # see `unreadable`
        return []


@contextmanager
def opened(copy: Path) -> Iterator[sqlite3.Connection]:
    """To be read, with nothing written beside it. Raises InvalidFile for what is no sound copy, also where that shows later."""
    try:
        beginning = read_bytes(copy, len(SQLITE))  # which waits for no pipe
    except OSError as error:
        sentence = f"cannot read {copy}: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(sentence) from error
    if beginning != SQLITE:
        way_on = f"what roadmap export json wrote comes in with: roadmap import {as_typed(copy)}"
        raise InvalidFile(f"{copy} is no copy of a database", way_on if may_be_archive(beginning) else "")
    with _told(copy), closing(connect(copy)) as connection:
        if not is_sound(connection):
            sentence = f"the copy {copy} is damaged"
            raise InvalidFile(sentence, "take an older one: roadmap backup list")
        yield connection


def may_be_archive(beginning: bytes) -> bool:
    """Whether a file may be one of `export json`."""
    return beginning.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"


def contents(copy: Path) -> Contents:
    """Read from end to end. Raises InvalidFile."""
    with opened(copy) as connection:
        events, _ = sum_of(connection)
        users = connection.execute("SELECT DISTINCT user FROM event ORDER BY user").fetchall()
    return Contents(events, tuple(user for (user,) in users if isinstance(user, str)))


def glance(copy: Path) -> Contents:
    """What its seals tell, and not whether its pages are whole; where they tell nothing, all of it is read. Raises InvalidFile."""
    with suppress(DatabaseUnusable, sqlite3.Error, OSError), closing(connect(copy)) as connection:
        store = SqliteStore(connection, str(copy))
        if not needs_preparation(store):
            users = tuple(store.users())
            its = (store.scope(user, roadmap) for user in users for roadmap in store.roadmaps_of(user))
            return Contents(sum(each.events for each in its), users)
    return contents(copy)


def newest_sound(found: Iterable[Copy], look: Reading = contents) -> tuple[Copy | None, list[Copy]]:
    """The first that can be read, as far as one looks, and those before it that cannot."""
    damaged: list[Copy] = []
    for each in found:
        with suppress(InvalidFile):
            look(each.path)
            return each, damaged
        damaged.append(each)
    return None, damaged


def lacking(newer: Path, older: Path) -> int:
    """How many events one has that a sound newer one has not, whoever they are of by now. Raises InvalidFile."""
    with opened(newer) as connection:
        connection.execute("ATTACH ? AS older", [_to_read(older)])
        only_there = "SELECT count(*) FROM (SELECT id FROM older.event EXCEPT SELECT id FROM main.event)"
        return int(connection.execute(only_there).fetchone()[0])


def holds(newer: Path, older: Path) -> bool:
    """Whether nothing is in one that is not in a newer one. What cannot be read is never known to be held."""
    with suppress(InvalidFile):
        return not lacking(newer, older)
    return False


def connect(path: Path) -> sqlite3.Connection:
    """Nothing is written, not even beside it, unless somebody brought a journal along with it."""
    if has_journal(path):
        return connect_to_read(path)
    return sqlite3.connect(_as_it_is(path), uri=True, isolation_level=None)


def _to_read(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro" if has_journal(path) else _as_it_is(path)


def _as_it_is(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def is_sound(connection: sqlite3.Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def sum_of(connection: sqlite3.Connection) -> tuple[int, str | None]:
    """How many events there are, and the newest; also where a row is no event, and its text none."""
    connection.text_factory = text_or_bytes
    count, newest = connection.execute("SELECT count(*), max(id) FROM event").fetchone()
    return count, newest


def _in_order(newest_first: list[Copy], now: datetime) -> list[Copy]:
    """Where a name cannot be right, what a copy holds tells its place: events are never taken away, so what holds all that
    another holds, and more, is newer.
    """
    ahead = [each for each in newest_first if each.is_ahead(now)]
    others = [each for each in newest_first if not each.is_ahead(now)]
    if not ahead:
        return others
    best, _ = newest_sound(each for each in others if each.is_own and not each.guards_a_step)
    first = [each for each in ahead if best is None or _is_newer(each.path, best.path)]
    return [*first, *others, *(each for each in ahead if each not in first)]


def _is_newer(copy: Path, other: Path) -> bool:
    return holds(copy, other) and not holds(other, copy)


def _folders(path: Path, chosen: Path | None) -> list[Path]:
    """Where copies are made."""
    return [folder_beside(path), *([chosen] if chosen else [])]


def _copy_named(path: Path, file: Path) -> Copy | None:
    """By its name; of a copy of a day the file tells when it was made, if that can be."""
    beginning = f"{path.name}."
    if not file.name.startswith(beginning):
        return None
    try:
        found = file.stat()
        size, touched = found.st_size, datetime.fromtimestamp(found.st_mtime).astimezone()
        if not size:
            return None
        rest = file.name.removeprefix(beginning)
        if former := FORMER_NAME.fullmatch(rest):
            made = datetime.strptime(former[2], "%Y%m%dT%H%M%S").astimezone() if former[2] else touched
            reason = former[1] or former[3]
            return Copy(path=file, reason=reason, day=made.date(), made=made, bytes=size)
        if not (match := NAME.fullmatch(rest)):
            return None
        said, at, reason, tag = match.groups()
        day = date.fromisoformat(said)
        made = datetime.strptime(f"{said} {at}", "%Y-%m-%d %H%M%S").astimezone() if at else _made_on(day, touched)
    except (OSError, ValueError, OverflowError):
        return None
    is_own = tag is None or f"-{tag}" == tag_of(path, file.parent)
    return Copy(path=file, reason=reason, day=day, made=made, bytes=size, is_own=is_own)


def _made_on(day: date, touched: datetime) -> datetime:
    """The time of the file, unless it was copied elsewhere on another day. A learner's day ends in the next morning."""
    if touched.date() in {day, day + timedelta(days=1)}:
        return touched
    return datetime.combine(day, time(12)).astimezone()


@contextmanager
def _told(copy: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        sentence = f"{copy} is no copy of a database of roadmap, or damaged: {error}"
        raise InvalidFile(sentence, ANOTHER) from error
    except DatabaseUnusable as error:
        raise InvalidFile(error.sentence, error.hint) from error
