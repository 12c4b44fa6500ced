"""Many processes on one file, and processes that die: nothing acknowledged is lost."""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from postgres_helpers import postgres
from storage_helpers import (
    ON_FILES,
    Address,
    ask,
    both,
    embedded,
    events_of,
    everywhere,
    fact,
    hear,
    holds_the_fold,
    say,
    start,
    state_of,
    through_sql,
    write,
)

from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage import sqlite

LEAVE_HALF_WRITTEN = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in ("PRAGMA journal_mode = DELETE", "PRAGMA cache_size = 1", "BEGIN IMMEDIATE", "DELETE FROM event"):
    connection.execute(statement)
connection.executemany("INSERT INTO roadmap_meta VALUES (?, ?)", ((str(each), "x" * 1000) for each in range(2000)))
os._exit(1)
"""
WRITERS = [(at, user) for at in (embedded, embedded, embedded, through_sql) for user in ("ada", "bob")]
ON_SERVER = [(postgres, user) for user in ("ada", "bob", "ada", "bob")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


def _killed(database: str, acknowledged: int, moment: float) -> set[str]:
    """What a writer had acknowledged when it was killed, some time after a number of batches."""
    with start("append", database) as process:
        assert hear(process) == "ready"
        say(process)
        heard = {hear(process) for _ in range(acknowledged)}
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        process.kill()
        assert process.stdout is not None
        return heard | {line.strip() for line in process.stdout if line.endswith("\n")}


@everywhere
def test_a_writer_that_is_killed_has_lost_nothing_that_it_acknowledged(at: Address, path: Path) -> None:
    dice = random.Random(2)
    acknowledged: set[str] = set()
    at(path)
    for batches in (0, 1, dice.randint(2, 9), dice.randint(10, 20)) if at is embedded else (0, 5):
        acknowledged |= _killed(at(path), batches, dice.uniform(0, 0.03))
        events = events_of(at(path))
        assert acknowledged <= {event.batch for event in events}
        assert all(len([each for each in events if each.batch == batch]) == 2 for batch in acknowledged)
        assert all(holds_the_fold(reader(path)) for reader in (ON_FILES if at in ON_FILES else (at,)))
    assert len(acknowledged) >= 5
    assert at is postgres or ask(path, "PRAGMA integrity_check") == [("ok",)]


@both
def test_what_was_left_half_written_is_rolled_back_by_whoever_reads_first(at: Address, path: Path) -> None:
    """A database is created in this way, before it is put into WAL mode."""
    write(at(path), fact("finished", "a"))
    subprocess.run([sys.executable, "-c", LEAVE_HALF_WRITTEN, str(path)], check=False)
    assert path.with_name(f"{path.name}-journal").stat().st_size
    assert [event.topic for event in events_of(at(path))] == ["a"]
    assert holds_the_fold(at(path))


@pytest.mark.parametrize("writers", [WRITERS, ON_SERVER], ids=["of both kinds", "on a server"])
def test_writers_begin_a_database_together_and_none_fails(path: Path, writers: list[tuple[Address, str]]) -> None:
    started = [start("append", at(path), user, "4") for at, user in writers]
    for writer in started:
        assert hear(writer) == "ready"
    for writer in started:
        say(writer)
    batches = [writer.communicate()[0].split() for writer in started]
    assert {writer.returncode for writer in started} == {0}
    for user in ("ada", "bob"):
        mine = {batch for (_, who), its in zip(writers, batches, strict=True) if who == user for batch in its}
        assert {event.batch for event in events_of(writers[0][0](path), user)} == mine
        assert len(mine) == 4 * len(writers) // 2
        assert holds_the_fold(writers[0][0](path), user)


@both
def test_who_comes_while_another_begins_a_database_sees_what_it_wrote(at: Address, path: Path) -> None:
    with start("hold", at(path)) as first:
        assert [hear(first), hear(first), path.exists()] == ["ready", "held after 0", False]
        with start("hold", at(path)) as second:
            assert hear(second) == "ready"
            say(first)
            assert hear(second) == "held after 1"
            say(second)
    assert len(events_of(at(path), "holder")) == 2


@both
def test_who_waits_too_long_for_another_roadmap_is_told_that_it_is_locked(
    at: Address, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(at(path), fact("started", "a"))
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.05)
    other_way = through_sql if at is embedded else embedded
    with start("hold", other_way(path)) as other:
        assert [hear(other), hear(other)] == ["ready", "held after 0"]
        with pytest.raises(DatabaseUnusable, match="locked"):
            write(at(path), fact("finished", "a"))
        assert state_of(at(path)).topics["a"].status == "doing"
        say(other)
    write(at(path), fact("finished", "a"))
    assert state_of(at(path)).topics["a"].status == "done"
    assert len(events_of(at(path), "holder")) == 1


@both
def test_who_waits_too_long_for_another_program_is_told_that_it_is_locked(
    at: Address, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(at(path), fact("started", "a"))
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseUnusable, match="locked"):
            write(at(path), fact("finished", "a"))
        assert state_of(at(path)).topics["a"].status == "doing"
    assert len(events_of(at(path))) == 1
