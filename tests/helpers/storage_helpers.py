"""What the storage tests share: addresses for a path, facts to write, and a look inside a database."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW
from list_log import ListLog
from postgres_helpers import asked, changed, is_on_server, postgres
from process_helpers import impatient
from sqlalchemy import URL, create_engine

from roadmap_cli import storage
from roadmap_cli.domain.events import Event, Fact
from roadmap_cli.domain.memory import CardState, TopicMemory
from roadmap_cli.domain.progress import State
from roadmap_cli.storage import migrations, sql, sqlite

Address = Callable[[Path], str]

WORKER = Path(__file__).with_name("storage_worker.py")
TABLES = (
    "card",
    "choice",
    "event",
    "membership",
    "roadmap_meta",
    "seal",
    "study_day",
    "summary",
    "topic_memory",
    "topic_progress",
    "undone_batch",
)
Derived = tuple[State, list[CardState], list[TopicMemory]]


class Compiled(dict[tuple[Any, ...], Any]):
    """Statements for whichever engine of SQLite. Each database has its own, which compiles everything anew: more than half
    of what it costs a test to write and to read through one.
    """

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: tuple[Any, ...], value: Any) -> None:
        super().__setitem__(key[1:], value)


sql.create_engine = partial(create_engine, execution_options={"compiled_cache": Compiled()})


@contextmanager
def watched(watch: Callable[[sqlite3.Connection], object]) -> Iterator[None]:
    """Every connection that is opened meanwhile is handed to `watch`."""
    connect = sqlite3.connect

    def opened(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        watch(connection)
        return connection

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sqlite3, "connect", opened)
        yield


def embedded(path: Path) -> str:
    return str(path)


def through_sql(path: Path) -> str:
    return URL.create("sqlite", database=str(path)).render_as_string()


ON_FILES = (embedded, through_sql)
both = pytest.mark.parametrize("at", ON_FILES, ids=("embedded", "sql"))
"""What is about a file, through either adapter of one."""
ADDRESSES = (*ON_FILES, postgres)
everywhere = pytest.mark.parametrize("at", ADDRESSES, ids=("embedded", "sql", "postgres"))


def fact(kind: str, topic: str | None = None, at: datetime = NOW, **data: object) -> Fact:
    return Fact(kind, topic, at, at.date(), data)


def write(database: str, *facts: Fact, user: str = "ada", roadmap: str = "r", now: datetime = NOW) -> list[Event]:
    with storage.writing(database) as store:
        return store.append(user, roadmap, facts, now)


def merge(database: str, events: Iterable[Event]) -> list[Event]:
    with storage.writing(database) as store:
        return store.merge(events)


def events_of(database: str, user: str = "ada", roadmap: str = "r") -> list[Event]:
    with storage.reading(database) as store:
        return store.events(user, roadmap)


def state_of(database: str, user: str = "ada", roadmap: str = "r") -> State:
    with storage.reading(database) as store:
        return store.state(user, roadmap)


def derived(log: storage.Store | ListLog, user: str = "ada", roadmap: str = "r") -> Derived:
    """Everything that is folded from the events of one learner on one roadmap and kept."""
    return log.state(user, roadmap), log.cards(user, roadmap), log.memories(user, roadmap)


def derived_of(database: str, user: str = "ada", roadmap: str = "r") -> Derived:
    with storage.reading(database) as store:
        return derived(store, user, roadmap)


def folded(events: Iterable[Event], user: str = "ada", roadmap: str = "r") -> Derived:
    """The same, from the events alone."""
    log = ListLog()
    log.merge(events)
    return derived(log, user, roadmap)


def holds_the_fold(database: str, user: str = "ada", roadmap: str = "r") -> bool:
    """Law 2, for one learner on one roadmap."""
    return derived_of(database, user, roadmap) == folded(events_of(database, user, roadmap), user, roadmap)


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in an order of its own; but in which order it got the events."""
    found = _found(path)
    return {**found, "event": sorted((row[:-1] for row in found["event"]), key=repr)}


def _found(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    if is_on_server(path):
        return {name: sorted(asked(path, f"SELECT * FROM {name}"), key=repr) for name in TABLES}  # noqa: S608
    with closing(sqlite3.connect(path)) as connection:
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in TABLES}  # noqa: S608


def change(path: Path, *statements: str) -> None:
    """What another program does to a database."""
    if is_on_server(path):
        changed(path, *statements)
        return
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def ask(path: Path, statement: str) -> list[tuple[Any, ...]]:
    if is_on_server(path):
        return asked(path, statement)
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def opened(database: str) -> Any:
    """A writing connection of the adapter that an address belongs to, before any transaction."""
    return (sql if "://" in database else sqlite).opened(database)


def raw(store: storage.Store) -> sqlite3.Connection:
    """The driver's connection under a store."""
    if isinstance(store, sqlite.SqliteStore):
        return store.connection
    assert isinstance(store, sql.SqlStore)
    connection: sqlite3.Connection = store.session.connection().connection.driver_connection
    return connection


def start(*words: str, prefix: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """A real process that uses the storage: see `storage_worker.py`."""
    command = [*prefix, sys.executable, str(WORKER), *words]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    impatient(process)
    return process


def say(process: subprocess.Popen[str], line: str = "") -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def step(*statements: str) -> migrations.Step:
    """A migration step that runs statements."""

    def run(store: migrations.Migratable) -> None:
        for statement in statements:
            if isinstance(store, sql.SqlStore):
                store.session.connection().exec_driver_sql(statement)
            else:
                raw(store).execute(statement)

    return run
