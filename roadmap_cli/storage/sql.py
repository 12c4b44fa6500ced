"""The reference adapter: SQLModel sessions on any SQLAlchemy URL of SQLite or PostgreSQL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, NullPool, create_engine, event, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlmodel import Session, SQLModel

from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage.migrations import Migratable, needs_preparation, prepare
from roadmap_cli.storage.queries import queries
from roadmap_cli.storage.rows import Row
from roadmap_cli.storage.store import PROJECTIONS

INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
WAIT_SECONDS = 10


class SqlStore(Migratable):
    def __init__(self, session: Session, engine: Engine) -> None:
        self.session = session
        self.statements = queries(INSERTS[engine.dialect.name])
        self.place = engine.url.render_as_string(hide_password=True)

    def rows(self, statement: str, **parameters: Any) -> list[Row]:  # noqa: ANN401 - column values
        return list(self.session.exec(self.statements[statement], params=parameters).all())

    def run(self, statement: str, parameters: Sequence[dict[str, Any]]) -> None:
        if parameters:
            self.session.exec(self.statements[statement], params=list(parameters))

    def tables(self) -> set[str]:
        return set(inspect(self.session.connection()).get_table_names())

    def create_tables(self) -> None:
        SQLModel.metadata.create_all(self.session.connection())

    def recreate_projections(self) -> None:
        tables = [SQLModel.metadata.tables[name] for name in PROJECTIONS]
        SQLModel.metadata.drop_all(self.session.connection(), tables)
        SQLModel.metadata.create_all(self.session.connection(), tables)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.session.rollback()
            raise
        self.session.commit()

    def backup(self, schema: int) -> None:
        """A server has its own backups; a file is copied."""
        if self.session.get_bind().dialect.name == "sqlite":
            file = self.session.connection().exec_driver_sql("PRAGMA database_list").first()
            target = f"{file[2] if file else ''}.schema-{schema}.backup"
            self.session.commit()
            self.session.connection().execution_options(isolation_level="AUTOCOMMIT")
            self.session.connection().exec_driver_sql("VACUUM INTO ?", (target,))
            self.session.commit()


def exists(database: str) -> bool:
    """Whether there is anything to read."""
    with _sentences(database):
        url = make_url(database)
        if url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).exists()):
            return False
        engine = _engine(database, immediate=False)
        with engine.connect() as connection:
            return bool(inspect(connection).get_table_names())


@contextmanager
def reading(database: str) -> Iterator[SqlStore]:
    with _sentences(database):
        engine = _engine(database, immediate=False)
        with Session(engine) as session:
            store = SqlStore(session, engine)
            if needs_preparation(store):
                session.rollback()
                with writing(database):
                    pass
            yield store


@contextmanager
def writing(database: str) -> Iterator[SqlStore]:
    """One transaction: committed at the end of the block, or nothing has happened."""
    with _sentences(database):
        engine = _engine(database, immediate=True)
        with Session(engine) as session:
            store = SqlStore(session, engine)
            if needs_preparation(store):
                prepare(store)
            with store.transaction():
                yield store


def _engine(database: str, *, immediate: bool) -> Engine:
    url = make_url(database)
    if url.get_backend_name() not in INSERTS:
        sentence = f"{url.get_backend_name()} is not a database that roadmap can use"
        raise DatabaseUnusable(sentence, "give a path, sqlite:///path or postgresql://...")
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        _as_embedded(engine, immediate=immediate)
    return engine


def _as_embedded(engine: Engine, *, immediate: bool) -> None:
    """Open SQLite exactly as the embedded adapter does; pysqlite's own transaction handling is switched off."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _: object) -> None:  # noqa: ANN401 - a DBAPI connection
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        connection.execute("PRAGMA foreign_keys = ON")
        if immediate:
            wal = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal"
            if not wal:
                connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(f"PRAGMA synchronous = {'FULL' if wal else 'EXTRA'}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401 - as above
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _sentences(database: str) -> Iterator[None]:
    """What SQLAlchemy and the driver say about a database, as a sentence without the password."""
    try:
        yield
    except (SQLAlchemyError, ImportError, OSError) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error).splitlines()[0]
        sentence = f"cannot use the database {_without_password(database)}: {reason}"
        raise DatabaseUnusable(sentence, "check the URL, and that the server runs and lets you in") from error


def _without_password(database: str) -> str:
    try:
        return make_url(database).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return database.partition("://")[0] + "://..."
