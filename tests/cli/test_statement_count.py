"""What a command asks of the database does not grow with the history."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW, Cli

from roadmap_cli.domain.days import local_day
from roadmap_cli.domain.events import Fact
from roadmap_cli.storage import writing

Count = Callable[[str], int]


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def count(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Iterator[Count]:
    """How many statements a command runs, as SQLite itself reports them."""
    seen: list[str] = []
    connect = sqlite3.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(seen.append)
        return connection

    def run(command: str) -> int:
        seen.clear()
        assert cli(command).code == 0
        return len(seen)

    monkeypatch.setattr(sqlite3, "connect", traced)
    yield run
    monkeypatch.undo()


def live(database: Path, evenings: int) -> None:
    """Evenings of study in the past, on other topics than the ones that are counted."""
    with writing(str(database)) as log:
        for ago in range(evenings, 0, -1):
            at = NOW - timedelta(days=ago)
            log.append("ada", "small", [Fact("logged", "extra", at, local_day(at), {"minutes": 30})], at)


@pytest.mark.parametrize("command", ["status", "next", "list", "done a"])
def test_statements_do_not_grow_with_the_history(cli: Cli, database: Path, count: Count, command: str) -> None:
    cli("start c")
    few = count(command)
    cli("undo")
    live(database, 60)
    cli("start c")
    assert few > 0
    assert count(command) == few


@pytest.mark.parametrize("command", ["status", "next", "list"])
def test_reading_takes_a_handful_of_statements(cli: Cli, count: Count, command: str) -> None:
    cli("done a b")
    assert count(command) <= 8


def test_reading_never_writes(cli: Cli, database: Path) -> None:
    cli("done a")
    with closing(sqlite3.connect(database)) as connection:
        before = connection.execute("PRAGMA data_version").fetchone()
        for command in ("status", "next", "list", "history", "show a", "export json"):
            assert cli(command).code == 0
        assert connection.execute("PRAGMA data_version").fetchone() == before
