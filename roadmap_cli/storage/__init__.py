"""Events and progress on disk. The only owner of sqlmodel and sqlite3; nothing heavy is loaded before it is needed.

The tables are SQLModel models, also for who reads the file with a program of his own: `EventRow`, `TopicProgressRow` ...
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from roadmap_cli.errors import CannotBeDone, DatabaseUnusable
from roadmap_cli.storage.guard import UNGUARDED, Guard, copy_of_day, folder_beside
from roadmap_cli.storage.log_reader import OddRow
from roadmap_cli.storage.seal import Unsound
from roadmap_cli.storage.store import Store

__all__ = [
    "CardRow",
    "ChoiceRow",
    "EventRow",
    "Guard",
    "MembershipRow",
    "MetaRow",
    "OddRow",
    "SealRow",
    "Store",
    "StudyDayRow",
    "SummaryRow",
    "TopicMemoryRow",
    "TopicProgressRow",
    "UndoneBatchRow",
    "Unsound",
    "Whereabouts",
    "alone",
    "begin",
    "begin_anew",
    "file_of",
    "files",
    "folded",
    "is_file",
    "lacks_copy",
    "look",
    "reading",
    "refold",
    "writing",
]
if TYPE_CHECKING:
    from roadmap_cli.storage.migrations import Migratable
    from roadmap_cli.storage.sqlite import SqliteStore
    from roadmap_cli.storage.tables import (
        CardRow,
        ChoiceRow,
        EventRow,
        MembershipRow,
        MetaRow,
        SealRow,
        StudyDayRow,
        SummaryRow,
        TopicMemoryRow,
        TopicProgressRow,
        UndoneBatchRow,
    )
else:

    def __getattr__(name: str) -> object:
        """A table, and SQLModel with it, is loaded when somebody names it."""
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from roadmap_cli.storage import tables

        return getattr(tables, name)


MISTYPED = ("postgres:", "postgresql:", "postgresql+psycopg:", "host=", "dbname=", "service=")
"""What begins so and has no `://` is no file that anybody wants, whose name may hold a password besides."""


class Adapter(Protocol):
    """What a module offers for a database of its kind."""

    def file(self, database: str, /) -> Path | None: ...
    def exists(self, database: str, guard: Guard, /) -> bool: ...
    def reading(self, database: str, /) -> AbstractContextManager[Store]: ...
    def writing(self, database: str, /) -> AbstractContextManager[Store]: ...


class FileAdapter(Adapter, Protocol):
    """What each of the two for a file offers besides: one that is begun by whoever comes first, and by nobody else meanwhile."""

    def alone(self, database: str, /) -> AbstractContextManager[object]: ...
    def unprepared(self, database: str, /) -> AbstractContextManager["Migratable"]: ...
    def refold(self, database: str, now: datetime, /) -> int: ...
    def begin_with(self, database: str, first: "SqliteStore", /) -> None: ...


@contextmanager
def reading(database: str, guard: Guard = UNGUARDED) -> Iterator[Store]:
    """The progress in a database (a path or an SQLAlchemy URL); an empty one where there is no database yet."""
    adapter = _adapter(database)
    if not adapter.exists(database, guard):
        with _apart() as store:
            yield store
        return
    with adapter.reading(database) as store:
        _remember(database, guard)
        yield store


@contextmanager
def writing(database: str, guard: Guard = UNGUARDED) -> Iterator[Store]:
    """One transaction. A database is created by the first event, not by a command that writes nothing."""
    if not is_file(database):
        with _adapter(database).writing(database) as on_server:
            yield on_server
        return
    adapter = _file_adapter(database)
    adapter.exists(database, guard)  # asked first: beside what cannot be a database nothing is made
    with adapter.alone(database):
        if adapter.exists(database, guard):  # meanwhile it may have come or gone
            with adapter.writing(database) as store:
                yield store
            _remember(database, guard)
            return
        with _apart() as first:
            with first.transaction():
                yield first
                first.settle_names()
            if first.wrote:
                adapter.begin_with(database, first)
                _remember(database, guard)


class Whereabouts(NamedTuple):
    """What there is of a database without opening it. Of one on a server no more is known than its address."""

    place: str
    is_begun: bool
    size_bytes: int | None = None
    newest_copy: Path | None = None


def look(database: str, guard: Guard = UNGUARDED) -> Whereabouts:
    from roadmap_cli.storage import begun

    path = _adapter(database).file(database)
    if path is None:
        from roadmap_cli.storage.address import without_password

        return Whereabouts(place=without_password(database), is_begun=True)
    return Whereabouts(
        place=str(path.absolute()),
        is_begun=begun.is_begun(path, guard),
        size_bytes=begun.size_of(path),
        newest_copy=begun.newest_copy(path, guard.backups),
    )


def begin(database: str, guard: Guard = UNGUARDED) -> None:
    """See that a database in a file is there that can be used, whatever the guard knows of one before: an empty one if
    need be. Raises DatabaseUnusable where something of another one is left, which has to be put aside before.
    """
    from roadmap_cli.storage import aside

    aside.begin(reachable(database, guard))
    _remember(database, guard)


def begin_anew(database: str, now: datetime, guard: Guard = UNGUARDED) -> list[Path]:
    """Put aside what is there and begin another, or leave everything as it is. What went aside."""
    from roadmap_cli.storage import aside

    moved = aside.begin_anew(reachable(database, guard), now)
    _remember(database, guard)
    return moved


def reachable(database: str, guard: Guard) -> Path:
    """Of a drive that is away no folder is made up on this one. Raises DatabaseUnusable, and CannotBeDone for one on a server."""
    from roadmap_cli.storage import begun

    path = file_of(database)
    if path is None:
        sentence = "a database on a server is no file that could be moved"
        raise CannotBeDone(sentence, "begin another one there with the tools of the server")
    if begun.is_away(path, guard):
        raise begun.away(path)
    return path


def file_of(database: str) -> Path | None:
    """That of a database in a file; one on a server has none."""
    return _adapter(database).file(database)


def files(database: str, guard: Guard) -> list[str]:
    """Whatever an answer out of a database in a file depends on."""
    from roadmap_cli.storage import begun

    path = file_of(database)
    return [] if path is None else begun.files(path, guard)


def lacks_copy(database: str, chosen: Path | None, day: date) -> bool:
    """Whether there is a file without a copy of that day, for which one look is taken where there is one."""
    path = file_of(database)
    folders = [] if path is None else [*([chosen] if chosen else []), folder_beside(path)]
    return path is not None and not any(copy_of_day(path, folder, day).exists() for folder in folders)


def refold(database: str, now: datetime, user: str = "") -> int:
    """Make indexes and everything derived anew from the log, in one transaction; on a server only what is derived of a user. How
    many events have gone from that since they were counted: then there is a copy of what it was, if it is a file. Raises
    DatabaseUnusable and CannotBeDone.
    """
    if not is_file(database):
        from roadmap_cli.storage import server

        return server.refold(database, user)
    adapter = _file_adapter(database)
    with adapter.alone(database):
        return adapter.refold(database, now)


@contextmanager
def folded(database: str, _: Guard = UNGUARDED) -> Iterator[Store]:
    """The progress in a database, folded apart from it from every event that can be read; nothing is written."""
    if not is_file(database):
        from roadmap_cli.storage import server

        with server.folded(database) as of_server:
            yield of_server
        return
    from roadmap_cli.storage.sqlite import apart, beneath

    with apart() as store, store.transaction():
        with beneath(database), _file_adapter(database).unprepared(database) as old:
            if "event" not in old.tables():
                raise Unsound("the table of its events is gone", can_be_written=False)
            old.assert_nothing_gone()
            store.take(old.every_row())
        store.rebuild()
        yield store


def is_file(database: str) -> bool:
    return "://" not in database or database.startswith("sqlite")


def alone(path: Path, seconds: float | None = None) -> AbstractContextManager[object]:
    """While no other roadmap is at work on a file or a folder. Raises OSError, and DatabaseUnusable after so many seconds."""
    from roadmap_cli.storage import sqlite
    from roadmap_cli.storage.lock import hold

    return hold(path, sqlite.WAIT_SECONDS if seconds is None else seconds)


def _remember(database: str, guard: Guard) -> None:
    from roadmap_cli.storage import begun

    path = _adapter(database).file(database)
    if path is not None:
        begun.remember(path, guard)


def _adapter(database: str) -> Adapter:
    if is_file(database):
        return _file_adapter(database)
    from roadmap_cli.storage import server

    return server


def _file_adapter(database: str) -> FileAdapter:
    if "://" in database:
        from roadmap_cli.storage import sql

        return sql
    if database.lower().startswith(MISTYPED):
        sentence = "the database is a path that begins as an address does, and is none"
        raise DatabaseUnusable(sentence, "it is written postgresql://user@host/database; a path: ./NAME")
    from roadmap_cli.storage import sqlite

    return sqlite


def _apart() -> AbstractContextManager["SqliteStore"]:
    from roadmap_cli.storage.sqlite import apart

    return apart()
