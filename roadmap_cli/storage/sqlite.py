"""The embedded adapter: a plain path, the standard library's sqlite3, statements compiled from the SQLModel tables."""

import json
import os
import sqlite3
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from errno import EINVAL, EISDIR
from itertools import islice
from pathlib import Path

from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.files import SQLITE, create, sync_folder
from roadmap_cli.storage import begun
from roadmap_cli.storage.guard import UNGUARDED, Guard
from roadmap_cli.storage.migrations import DERIVED, Migratable, in_transaction, needs_preparation, prepare
from roadmap_cli.storage.rows import Row, Values, text_or_bytes
from roadmap_cli.storage.seal import NO_VALUES, Unsound
from roadmap_cli.storage.statements import SCHEMA, STATEMENTS, Statement

WAIT_SECONDS = 10
NAMELESS = ""
"""What SQLite takes for a database apart, in a temporary file."""
PRIMARY = 0xFF
"""The part of an error code of SQLite that says its sort."""


class SqliteStore(Migratable):
    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        super().__init__()
        self.connection = connection
        self.place = place

    def select(self, statement: Statement, parameters: Values) -> list[Row]:
        given = {name: json.dumps(each) if isinstance(each, tuple) else each for name, each in parameters.items()}
        try:
            return self.connection.execute(STATEMENTS[statement], given).fetchall()
        except sqlite3.DatabaseError as error:
            if not reads_any_text(self.connection, error):
                raise self._meant(error) from error
            return self.connection.execute(STATEMENTS[statement], given).fetchall()

    def run(self, statement: Statement, parameters: Sequence[Values]) -> None:
        try:
            self.connection.executemany(STATEMENTS[statement], parameters)
        except sqlite3.DatabaseError as error:
            raise self._meant(error) from error

    def writes(self, statement: Statement, parameters: Values) -> bool:
        try:
            return self.connection.execute(STATEMENTS[statement], parameters).rowcount == 1
        except sqlite3.DatabaseError as error:
            raise self._meant(error) from error

    def stream(self, statement: Statement, parameters: Values = NO_VALUES) -> Generator[Row, None, None]:
        told = 0
        try:
            for row in self.connection.execute(STATEMENTS[statement], parameters):
                yield row
                told += 1
        except sqlite3.DatabaseError as error:
            if not reads_any_text(self.connection, error):
                raise self._meant(error) from error
            yield from islice(self.connection.execute(STATEMENTS[statement], parameters), told, None)

    def tables(self) -> set[str]:
        return {row[0] for row in self.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def create_tables(self) -> None:
        for _, statement in SCHEMA:
            self.connection.execute(statement)

    def recreate_projections(self) -> None:
        try:
            for table in DERIVED:
                self.connection.execute(f"DROP TABLE IF EXISTS {table}")
        except sqlite3.DatabaseError as error:
            raise derived_or_not(error) from error
        left = self.tables()
        for table, statement in SCHEMA:
            if table not in left:
                self.connection.execute(statement)

    def assert_nothing_gone(self) -> None:
        from roadmap_cli.storage import event_table  # only where something is made anew

        event_table.assert_nothing_gone(self.connection, self.place)

    def add_columns(self) -> None:
        from roadmap_cli.storage import event_table  # only after an older program

        event_table.add_columns(self.connection)

    def number_arrivals(self) -> None:
        from roadmap_cli.storage import event_table

        event_table.number_arrivals(self.connection)

    def every_row(self) -> Iterator[Row]:
        from roadmap_cli.storage import event_table

        self.connection.text_factory = text_or_bytes
        return (row for _, row in event_table.whole(self.connection))

    def reindex(self) -> None:
        self.connection.execute("REINDEX")
        self.fit_indexes()

    def fit_indexes(self) -> None:
        texts = [text for table, text in SCHEMA if table == "event" and text.startswith("CREATE INDEX")]
        wanted = {text.split()[2]: text for text in texts}
        told = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        found = {name: " ".join(text.split()) for name, text in self.connection.execute(told)}
        for name, text in wanted.items():
            if found.get(name, text) != text:
                self.connection.execute(f"DROP INDEX {name}")
            if found.get(name) != text:
                self.connection.execute(text)

    def _meant(self, error: sqlite3.DatabaseError) -> Exception:
        """Of a store that vanishes the disk of temporary files is full, and not that of the database."""
        if self.place == NAMELESS and getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite3.SQLITE_FULL:
            from roadmap_cli.storage.nameless import no_room

            return no_room(error)
        return derived_or_not(error)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:  # a full disk has rolled back by itself
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def backup(self, label: str) -> Path | None:
        from roadmap_cli.storage.backup import before_step

        return before_step(Path(self.place), label)


def reads_any_text(connection: sqlite3.Connection, error: sqlite3.DatabaseError) -> bool:
    """Whether a text that is no UTF-8 was the only hindrance; from here on it is read too, and found to be odd."""
    if not str(error).startswith("Could not decode") or connection.text_factory is text_or_bytes:
        return False
    connection.text_factory = text_or_bytes
    return True


def derived_or_not(error: sqlite3.DatabaseError) -> Exception:
    """What is missing, malformed or twice where it must not be is perhaps only derived: the log is asked."""
    sort = getattr(error, "sqlite_errorcode", 0) & PRIMARY
    is_missing = str(error).startswith(("no such table", "no such column", "table ")) and "roadmap_meta" not in str(
        error
    )
    if sort in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CONSTRAINT} or (sort == sqlite3.SQLITE_ERROR and is_missing):
        return Unsound(str(error))
    return error


def file(database: str) -> Path:
    return Path(database)


def exists(database: str, guard: Guard) -> bool:
    """Whether there is anything to read: an empty file is what a crash before the first write leaves."""
    path = Path(database)
    with _sentences(database, guard):
        if not _is_there(path, guard):
            return False
        if path.is_dir():
            raise IsADirectoryError(EISDIR, "it is a folder")
        with path.open("rb") as file:
            if file.read(len(SQLITE)) != SQLITE:
                raise _not_a_database()
        return True


def _is_there(path: Path, guard: Guard) -> bool:
    try:
        return begun.is_there(path, guard)
    except ValueError as error:
        raise OSError(EINVAL, "no file can have its name") from error


def _not_a_database() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("file is not a database")
    error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
    return error


@contextmanager
def apart() -> Iterator[SqliteStore]:
    """An empty store that vanishes. What is more than a little is in a file without a name for as long, and not in memory."""
    with closing(sqlite3.connect(NAMELESS, isolation_level=None)) as connection:
        store = SqliteStore(connection, NAMELESS)
        prepare(store)
        yield store


@contextmanager
def reading(database: str) -> Iterator[SqliteStore]:
    """A snapshot. Nothing is written, unless projections of an older version have to be folded anew first."""
    with unprepared(database) as store:
        if is_fit := not needs_preparation(store):
            store.connection.execute("BEGIN")
            yield store
    if not is_fit:  # who writes is the last to close it then, and takes the journal of a whole fold along
        prepare_for_reading(lambda: (alone(database), writing(database)))
        with unprepared(database) as store:
            store.connection.execute("BEGIN")
            yield store


@contextmanager
def unprepared(database: str) -> Iterator[SqliteStore]:
    """As it is, whatever is derived and of whatever version, to be read without a transaction."""
    with _sentences(database), closing(connect_to_read(Path(database))) as connection:
        yield SqliteStore(connection, database)


def prepare_for_reading(
    steps: Callable[[], tuple[AbstractContextManager[object], AbstractContextManager[object]]],
) -> None:
    """Alone, write what is missing. Raises Unsound where nothing can be written: then the log is folded apart."""
    try:
        alone, writing = steps()
        with alone, writing:
            pass
    except (DatabaseUnusable, OSError, sqlite3.Error) as error:
        message = "what it adds up is of another version, and cannot be written"
        raise Unsound(message, can_be_written=False) from error


@contextmanager
def beneath(database: str) -> Iterator[None]:
    """While the log itself is read: where it is not sound either, what SQLite said of it is told."""
    with _sentences(database):
        try:
            yield
        except Unsound as error:
            if isinstance(error.__cause__, sqlite3.Error):
                raise error.__cause__ from error
            raise


def refold(database: str, now: datetime) -> int:
    """Make indexes and everything derived anew. For who is alone on the database. How many events have gone."""
    from roadmap_cli.storage import anew

    with beneath(database):
        return anew.refold(database, now)


def writing(database: str) -> AbstractContextManager[SqliteStore]:
    """One transaction, for who is alone on the database: see `in_transaction`."""
    return in_transaction(opened(database))


def begin_with(database: str, first: SqliteStore) -> None:
    """A database where there is none, with all that is in one apart: its pages as they are, or none of them."""
    with opened(database) as store:
        copy_pages(first.connection, store.connection)


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """All of them in one transaction, over whatever is there."""
    source.backup(target, progress=_refused)


def _refused(status: int, _remaining: int, _pages: int) -> None:
    """A backup asks again for ever, even after it has waited for a lock as long as its connection says."""
    if status & PRIMARY in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = status
        raise error


@contextmanager
def opened(database: str) -> Iterator[SqliteStore]:
    """A database to write to, made where there is none, with no transaction begun."""
    path = Path(database).absolute()  # SQLite gives names such as :memory: a meaning of their own
    with _sentences(database):
        make(path)
        with closing(connect_to_write(path, database)) as connection:
            yield SqliteStore(connection, database)


@contextmanager
def alone(database: str) -> Iterator[None]:
    """While no other roadmap writes to a database, or begins one. Whoever opens it to write has to be."""
    from roadmap_cli.storage.lock import hold  # only a writing command pays for it

    with _sentences(database):
        held = hold(Path(database).absolute(), WAIT_SECONDS)
    with held:
        yield


def make(path: Path) -> None:
    """A database where there is none. That there are folders on the way to it outlasts a power cut from here on."""
    is_new = not (path.exists() and path.stat().st_size)  # who began it may have been killed before
    create(path)
    for folder in Path(os.path.realpath(path)).parents if is_new else ():
        sync_folder(folder)


def connect_to_write(path: Path, place: str) -> sqlite3.Connection:
    """As measured to lose no acknowledged write in a power cut: WAL with synchronous FULL, or else DELETE with EXTRA."""
    with _connected(path) as connection:
        needs_preparation(SqliteStore(connection, place))  # a foreign database is refused before WAL changes its bytes
        connection.execute("PRAGMA foreign_keys = ON")
        if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
            connection.execute("PRAGMA synchronous = FULL")
        else:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = EXTRA")
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """In a folder that cannot be written, a WAL database without a -wal file is opened as the unchanging file it is."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        return _probe(uri)
    except sqlite3.OperationalError as error:
        writable = os.access(path.parent, os.W_OK)
        if writable and error.sqlite_errorcode & PRIMARY == sqlite3.SQLITE_READONLY:
            _probe(str(path), uri=False).close()  # who was killed left a journal that only a writer may roll back
            return _probe(uri)
        wal = path.with_name(f"{path.name}-wal")
        if writable or (wal.exists() and wal.stat().st_size):
            raise
        return _probe(f"{uri}&immutable=1")


def _probe(place: str, *, uri: bool = True) -> sqlite3.Connection:
    with _connected(place, uri=uri) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


@contextmanager
def _connected(place: Path | str, *, uri: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that waits for others, and is closed if what it is first asked fails."""
    connection = sqlite3.connect(place, uri=uri, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


@contextmanager
def _sentences(database: str, guard: Guard = UNGUARDED) -> Iterator[None]:
    """What SQLite and the operating system say about a database, as a sentence."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeError) as error:
        from roadmap_cli.storage.faults import fault_of

        raise fault_of(database, error, guard) from error
