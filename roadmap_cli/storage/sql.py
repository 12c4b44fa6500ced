"""The reference adapter: SQLModel sessions on any SQLAlchemy URL of SQLite or PostgreSQL."""

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlmodel import Session, SQLModel

from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage import sqlite as embedded
from roadmap_cli.storage.backup import before_step
from roadmap_cli.storage.event_table import assert_nothing_gone
from roadmap_cli.storage.faults import fault_of
from roadmap_cli.storage.guard import Guard
from roadmap_cli.storage.migrations import Migratable, in_transaction, needs_preparation
from roadmap_cli.storage.queries import queries
from roadmap_cli.storage.rows import Row, Values
from roadmap_cli.storage.seal import NO_VALUES
from roadmap_cli.storage.statements import Statement
from roadmap_cli.storage.store import PROJECTIONS

DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
"""What an address means that names no driver."""
AT_ONCE = 1000
INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class SqlStore(Migratable):
    def __init__(self, session: Session, engine: Engine) -> None:
        super().__init__()
        self.session = session
        self.statements = queries(INSERTS[engine.dialect.name])
        self.place = engine.url.render_as_string(hide_password=True)
        self.keeps_summaries = engine.dialect.name != "sqlite"  # nobody there may read the progress of all

    def select(self, statement: Statement, parameters: Values) -> list[Row]:
        try:
            return list(self.session.exec(self.statements[statement], params=parameters).all())
        except DBAPIError as error:
            if not self._reads_any_text(error):
                raise _derived_or_not(error) from error
            return list(self.session.exec(self.statements[statement], params=parameters).all())

    def run(self, statement: Statement, parameters: Sequence[Values]) -> None:
        if not parameters:
            return
        try:
            self.session.exec(self.statements[statement], params=list(parameters))
        except DBAPIError as error:
            raise _derived_or_not(error) from error

    def writes(self, statement: Statement, parameters: Values) -> bool:
        options = {"preserve_rowcount": True}  # or else it is asked of a cursor that is closed
        try:
            connection = self.session.connection()
            return connection.execute(self.statements[statement], parameters, execution_options=options).rowcount == 1
        except DBAPIError as error:
            raise _derived_or_not(error) from error

    def stream(self, statement: Statement, parameters: Values = NO_VALUES) -> Generator[Row, None, None]:
        told = 0
        try:
            for row in self._streamed(statement, parameters):
                yield row
                told += 1
        except DBAPIError as error:
            if not self._reads_any_text(error):
                raise _derived_or_not(error) from error
            yield from islice(self._streamed(statement, parameters), told, None)

    def _streamed(self, statement: Statement, parameters: Values) -> Iterable[Row]:
        options = {"yield_per": AT_ONCE}
        found: Iterable[Row] = self.session.exec(
            self.statements[statement], params=parameters, execution_options=options
        )
        return found

    @property
    def _file_connection(self) -> sqlite3.Connection | None:
        """Of a database in a file, that of SQLite itself."""
        connection = self.session.connection().connection.driver_connection
        return connection if isinstance(connection, sqlite3.Connection) else None

    def _reads_any_text(self, error: DBAPIError) -> bool:
        connection = self._file_connection
        if connection is None or not isinstance(error.orig, sqlite3.DatabaseError):
            return False
        return embedded.reads_any_text(connection, error.orig)

    def tables(self) -> set[str]:
        return set(inspect(self.session.connection()).get_table_names())

    def create_tables(self) -> None:
        SQLModel.metadata.create_all(self.session.connection())

    def recreate_projections(self) -> None:
        derived = PROJECTIONS if self.keeps_summaries else (*PROJECTIONS, "summary")
        tables = [SQLModel.metadata.tables[name] for name in derived]
        connection = self.session.connection()
        try:
            SQLModel.metadata.drop_all(connection, tables)
        except DBAPIError as error:
            raise _derived_or_not(error) from error
        SQLModel.metadata.create_all(connection)

    def assert_nothing_gone(self) -> None:
        """A server looks after its own pages."""
        connection = self._file_connection
        if connection is not None:
            assert_nothing_gone(connection, self.place)

    def reindex(self) -> None:
        connection = self.session.connection()
        connection.exec_driver_sql("REINDEX TABLE event" if connection.dialect.name == "postgresql" else "REINDEX")
        self.fit_indexes()

    def fit_indexes(self) -> None:
        """A server tells a text of its own of each, so that there they are all made anew."""
        if (file := self._file_connection) is not None:
            embedded.SqliteStore(file, self.place).fit_indexes()
            return
        connection = self.session.connection()
        for index in SQLModel.metadata.tables["event"].indexes:
            index.drop(connection, checkfirst=True)
            index.create(connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.session.rollback()
            raise
        self.session.commit()

    def backup(self, label: str) -> Path | None:
        file = _file(_url(self.place))
        return before_step(file, label) if file else None


def file(database: str) -> Path | None:
    """That of an SQLite database; a server has none."""
    with _sentences(database):
        return _file(_url(database))


def exists(database: str, guard: Guard) -> bool:
    """Whether there is anything to read."""
    with _sentences(database):
        if (file := _file(_url(database))) is not None:
            return embedded.exists(str(file), guard)
        with _engine(database, immediate=False).connect() as connection:
            return bool(inspect(connection).get_table_names())


@contextmanager
def reading(database: str) -> Iterator[SqlStore]:
    with _sentences(database):
        engine = _engine(database, immediate=False)
        with Session(engine) as session:
            store = SqlStore(session, engine)
            if needs_preparation(store):
                session.rollback()
                embedded.prepare_for_reading(lambda: (alone(database), writing(database)))
            yield store


@contextmanager
def unprepared(database: str) -> Iterator[SqlStore]:
    """As it is, whatever is derived and of whatever version."""
    with _sentences(database):
        engine = _engine(database, immediate=False)
        with Session(engine) as session:
            yield SqlStore(session, engine)


def refold(database: str, now: datetime) -> int:
    """Make indexes and everything derived anew, in one transaction. For who is alone on the database. How many events have
    gone.
    """
    with _sentences(database):
        file = _file(_url(database))
    if file:
        return embedded.refold(str(file), now)
    with opened(database) as store, store.transaction():
        store.reindex()
        return store.rebuild()


def writing(database: str) -> AbstractContextManager[SqlStore]:
    """One transaction, for who is alone on the database: see `in_transaction`."""
    return in_transaction(opened(database))


def begin_with(database: str, first: embedded.SqliteStore) -> None:
    """A database where there is none, with all that is in one apart."""
    with _sentences(database):
        file = _file(_url(database))
    if file:
        embedded.begin_with(str(file), first)
        return
    with writing(database) as store:
        store.bring_in(first.everything())


def alone(database: str) -> AbstractContextManager[None]:
    """While no other roadmap writes to a database in a file; a server lets many write."""
    with _sentences(database):
        file = _file(_url(database))
    return embedded.alone(str(file)) if file else nullcontext()


@contextmanager
def opened(database: str) -> Iterator[SqlStore]:
    """A database to write to. SQLAlchemy begins a transaction with the first statement."""
    with _sentences(database):
        file = _file(_url(database))
        if file:
            embedded.make(file)
        engine = _engine(database, immediate=True)
        with Session(engine) as session:
            yield SqlStore(session, engine)


def _url(database: str) -> URL:
    url = make_url(database)
    return url.set(drivername=DRIVERS.get(url.drivername, url.drivername))


def _file(url: URL) -> Path | None:
    """The file of an SQLite database; a server has none."""
    if url.get_backend_name() != "sqlite":
        return None
    if url.database in {None, "", ":memory:"} or url.query:
        sentence = f"{url.render_as_string()} is not a file that could be kept"
        raise DatabaseUnusable(sentence, "give a path, or sqlite:///path with nothing after it")
    return Path(str(url.database))


def _engine(database: str, *, immediate: bool) -> Engine:
    url = _url(database)
    if url.get_backend_name() not in INSERTS:
        sentence = f"{url.get_backend_name()} is not a database that roadmap can use"
        raise DatabaseUnusable(sentence, "give a path, or sqlite:///path")
    file = _file(url)
    if file is None:
        return create_engine(url, poolclass=NullPool)
    return _embedded_engine(url, file, immediate=immediate)


def _embedded_engine(url: URL, file: Path, *, immediate: bool) -> Engine:
    """SQLite, opened by the embedded adapter; pysqlite's own transaction handling is switched off there."""

    def connect() -> sqlite3.Connection:
        return embedded.connect_to_write(file, str(url)) if immediate else embedded.connect_to_read(file)

    engine = create_engine(url, poolclass=NullPool, creator=connect)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _derived_or_not(error: DBAPIError) -> Exception:
    if not isinstance(error.orig, sqlite3.DatabaseError):
        return error
    found = embedded.derived_or_not(error.orig)
    return error if found is error.orig else found


@contextmanager
def _sentences(database: str) -> Iterator[None]:
    """What SQLAlchemy and the driver say about a database, as a sentence without the password."""
    try:
        yield
    except ImportError as error:
        sentence = f"the database {without_password(database)} needs {error.name or 'a driver'}, which is not installed"
        raise DatabaseUnusable(sentence, 'install it with: pip install "learning-roadmap[postgres]"') from error
    except (SQLAlchemyError, sqlite3.Error, OSError, UnicodeError) as error:
        raise fault_of(without_password(database), error) from error


def without_password(database: str) -> str:
    try:
        return make_url(database).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return database.partition("://")[0] + "://..."
