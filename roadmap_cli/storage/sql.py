"""The reference adapter: SQLModel sessions on an SQLAlchemy URL of SQLite. What is on a server stands on its store."""

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlmodel import Session, SQLModel

from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage import sqlite as embedded
from roadmap_cli.storage.address import without_password
from roadmap_cli.storage.backup import before_step
from roadmap_cli.storage.clauses import Query
from roadmap_cli.storage.event_table import assert_nothing_gone
from roadmap_cli.storage.faults import fault_of
from roadmap_cli.storage.guard import Guard
from roadmap_cli.storage.migrations import Migratable, in_transaction, needs_preparation
from roadmap_cli.storage.queries import queries
from roadmap_cli.storage.rows import Row, Values
from roadmap_cli.storage.seal import NO_VALUES
from roadmap_cli.storage.statements import Statement

AT_ONCE = 1000
INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@cache
def statements_of(dialect: str) -> dict[str, Query]:
    return queries(INSERTS[dialect])


class SqlStore(Migratable):
    def __init__(self, session: Session, place: str) -> None:
        super().__init__()
        self.session = session
        self.statements = statements_of(session.get_bind().dialect.name)
        self.place = place

    def select(self, statement: Statement, parameters: Values) -> list[Row]:
        try:
            return list(self.session.exec(self.statements[statement], params=parameters).all())
        except DBAPIError as error:
            if not self._reads_any_text(error):
                raise self._meant(error) from error
            return list(self.session.exec(self.statements[statement], params=parameters).all())

    def run(self, statement: Statement, parameters: Sequence[Values]) -> None:
        if not parameters:
            return
        try:
            self.session.exec(self.statements[statement], params=list(parameters))
        except DBAPIError as error:
            raise self._meant(error) from error

    def writes(self, statement: Statement, parameters: Values) -> bool:
        options = {"preserve_rowcount": True}  # or else it is asked of a cursor that is closed
        try:
            connection = self.session.connection()
            return connection.execute(self.statements[statement], parameters, execution_options=options).rowcount == 1
        except DBAPIError as error:
            raise self._meant(error) from error

    def stream(self, statement: Statement, parameters: Values = NO_VALUES) -> Generator[Row, None, None]:
        told = 0
        try:
            for row in self._streamed(statement, parameters):
                yield row
                told += 1
        except DBAPIError as error:
            if not self._reads_any_text(error):
                raise self._meant(error) from error
            yield from islice(self._streamed(statement, parameters), told, None)

    def _streamed(self, statement: Statement, parameters: Values) -> Iterable[Row]:
        options = {"yield_per": AT_ONCE}
        found: Iterable[Row] = self.session.exec(
            self.statements[statement], params=parameters, execution_options=options
        )
        return found

    @property
    def _file_connection(self) -> sqlite3.Connection:
        """That of SQLite itself."""
        connection = self.session.connection().connection.driver_connection
        assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - it comes from `_engine`
        return connection

    @property
    def _embedded(self) -> embedded.SqliteStore:
        """The other adapter on the same connection, for what a session says nothing of."""
        return embedded.SqliteStore(self._file_connection, self.place)

    def _reads_any_text(self, error: DBAPIError) -> bool:
        if not isinstance(error.orig, sqlite3.DatabaseError):
            return False
        return embedded.reads_any_text(self._file_connection, error.orig)

    def _meant(self, error: DBAPIError) -> Exception:
        if not isinstance(error.orig, sqlite3.DatabaseError):
            return error
        found = embedded.derived_or_not(error.orig)
        return error if found is error.orig else found

    def tables(self) -> set[str]:
        return set(inspect(self.session.connection()).get_table_names())

    def create_tables(self) -> None:
        SQLModel.metadata.create_all(self.session.connection())

    def recreate_projections(self) -> None:
        self._embedded.recreate_projections()

    def assert_nothing_gone(self) -> None:
        assert_nothing_gone(self._file_connection, self.place)

    def add_columns(self) -> None:
        self._embedded.add_columns()

    def number_arrivals(self) -> None:
        self._embedded.number_arrivals()

    def every_row(self) -> Iterator[Row]:
        return self._embedded.every_row()

    def reindex(self) -> None:
        self._embedded.reindex()

    def fit_indexes(self) -> None:
        self._embedded.fit_indexes()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.session.rollback()
            raise
        self.session.commit()

    def backup(self, label: str) -> Path | None:
        return before_step(file(self.place), label)


def file(database: str) -> Path:
    with sentences(database):
        return _file(make_url(database))


def exists(database: str, guard: Guard) -> bool:
    """Whether there is anything to read."""
    return embedded.exists(str(file(database)), guard)


@contextmanager
def reading(database: str) -> Iterator[SqlStore]:
    with unprepared(database) as store:
        if needs_preparation(store):
            store.session.rollback()
            embedded.prepare_for_reading(lambda: (alone(database), writing(database)))
        yield store


@contextmanager
def unprepared(database: str) -> Iterator[SqlStore]:
    """As it is, whatever is derived and of whatever version."""
    with sentences(database), Session(_engine(database, immediate=False)) as session:
        yield SqlStore(session, database)


def refold(database: str, now: datetime) -> int:
    return embedded.refold(str(file(database)), now)


def writing(database: str) -> AbstractContextManager[SqlStore]:
    """One transaction, for who is alone on the database: see `in_transaction`."""
    return in_transaction(opened(database))


def begin_with(database: str, first: embedded.SqliteStore) -> None:
    """A database where there is none, with all that is in one apart."""
    embedded.begin_with(str(file(database)), first)


def alone(database: str) -> AbstractContextManager[None]:
    """While no other roadmap writes to it."""
    return embedded.alone(str(file(database)))


@contextmanager
def opened(database: str) -> Iterator[SqlStore]:
    """A database to write to. SQLAlchemy begins a transaction with the first statement."""
    with sentences(database):
        embedded.make(file(database))
        with Session(_engine(database, immediate=True)) as session:
            yield SqlStore(session, database)


def _file(url: URL) -> Path:
    if url.database in {None, "", ":memory:"} or url.query:
        sentence = f"{url.render_as_string()} is not a file that could be kept"
        raise DatabaseUnusable(sentence, "give a path, or sqlite:///path with nothing after it")
    return Path(str(url.database))


def _engine(database: str, *, immediate: bool) -> Engine:
    """SQLite, opened by the embedded adapter; pysqlite's own transaction handling is switched off there."""
    url, path = make_url(database), file(database)

    def connect() -> sqlite3.Connection:
        return embedded.connect_to_write(path, database) if immediate else embedded.connect_to_read(path)

    engine = create_engine(url, poolclass=NullPool, creator=connect)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


@contextmanager
def sentences(database: str) -> Iterator[None]:
    """What SQLAlchemy and the driver say about a database, as a sentence without the password."""
    try:
        yield
    except ImportError as error:
        sentence = f"the database {without_password(database)} needs {error.name or 'a driver'}, which is not installed"
        raise DatabaseUnusable(sentence, 'install it with: pip install "learning-roadmap[postgres]"') from error
    except (SQLAlchemyError, sqlite3.Error, OSError, UnicodeError) as error:
        raise fault_of(without_password(database), error) from error
