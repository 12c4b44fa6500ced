"""Events and progress on disk. The only owner of sqlmodel and sqlite3; nothing heavy is loaded before it is needed."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from roadmap_cli.storage.store import Store

__all__ = ["Store", "alone", "reading", "writing"]


@contextmanager
def reading(database: str) -> Iterator[Store]:
    """The progress in a database (a path or an SQLAlchemy URL); an empty one where there is no database yet."""
    adapter = _adapter(database)
    opened = adapter.reading(database) if adapter.exists(database) else _memory()
    with opened as store:
        yield store


@contextmanager
def writing(database: str) -> Iterator[Store]:
    """One transaction. A database is created by the first event, not by a command that writes nothing."""
    adapter = _adapter(database)
    is_there = adapter.exists(database)  # asked first: beside what cannot be a database nothing is made
    with adapter.alone(database):
        if is_there or adapter.exists(database):  # somebody else may have created it meanwhile
            with adapter.writing(database) as store:
                yield store
            return
        with _memory() as first:
            yield first
            if first.wrote:
                events = [event for user, roadmap in first.rows("scopes") for event in first.events(user, roadmap)]
                with adapter.writing(database) as store:
                    store.merge(events)


def alone(path: Path) -> AbstractContextManager[object]:
    """While no other roadmap is at work on a file or a folder. Raises OSError, and DatabaseUnusable after some seconds."""
    hold: AbstractContextManager[object] = import_module("roadmap_cli.storage.sqlite").hold(path)
    return hold


def _adapter(database: str) -> Any:  # noqa: ANN401 - one of two modules with the same functions
    return import_module(f"roadmap_cli.storage.{'sql' if '://' in database else 'sqlite'}")


def _memory() -> Any:  # noqa: ANN401 - as above
    return import_module("roadmap_cli.storage.sqlite").memory()
