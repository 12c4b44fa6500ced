"""The file and its folder: when they come to be, who may read them, and how SQLite is told to keep them."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from conftest import NOW
from storage_helpers import (
    Address,
    both,
    change,
    embedded,
    events_of,
    fact,
    holds_the_fold,
    opened,
    raw,
    state_of,
    tables,
    through_sql,
    write,
)

from roadmap_cli import storage
from roadmap_cli.domain.progress import State
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable

pytestmark = both

POSIX = os.name == "posix"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "progress.db"


def everything(folder: Path) -> list[str]:
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*"))


def test_reading_before_the_first_write_shows_nothing_and_creates_nothing(at: Address, path: Path) -> None:
    before = everything(path.parent.parent)
    assert state_of(at(path)) == State({}, {}, ())
    assert everything(path.parent.parent) == before


def test_a_first_command_that_writes_nothing_creates_no_database(at: Address, path: Path) -> None:
    with storage.writing(at(path)) as store:
        store.append("ada", "r", [], NOW)
        store.merge([])
    assert not path.exists()


def _fails(database: str) -> None:
    with storage.writing(database) as store:
        store.append("ada", "r", [fact("finished", "a")], NOW)
        sentence = "it was not to be"
        raise CannotBeDone(sentence)


def test_a_first_command_that_fails_creates_no_database(at: Address, path: Path) -> None:
    with pytest.raises(CannotBeDone):
        _fails(at(path))
    assert everything(path.parent) == ["progress.db.lock"]


def test_the_first_event_creates_the_database_and_its_folder(at: Address, path: Path) -> None:
    (event,) = write(at(path), fact("finished", "a"))
    assert events_of(at(path)) == [event]
    assert everything(path.parent)[0] == "progress.db"


def test_only_the_learner_may_read_the_file_and_its_folder(at: Address, path: Path) -> None:
    before = os.umask(0)
    try:
        write(at(path), fact("finished", "a"))
    finally:
        os.umask(before)
    expected = [0o700, 0o600] if POSIX else [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path)]
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path)] == expected
    assert not POSIX or all(stat.S_IMODE(each.stat().st_mode) == 0o600 for each in path.parent.iterdir())


def test_a_folder_that_was_there_keeps_its_permissions(at: Address, path: Path) -> None:
    path.parent.mkdir()
    before = path.parent.stat().st_mode
    write(at(path), fact("finished", "a"))
    assert path.parent.stat().st_mode == before


def test_an_empty_file_is_a_database_not_yet_begun(at: Address, path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert events_of(at(path)) == []
    assert path.read_bytes() == b""
    write(at(path), fact("finished", "a"))
    assert state_of(at(path)).topics["a"].status == "done"


@pytest.mark.parametrize("name", ["with space.db", "50%25#1.db", "naïve-语.db", "no-suffix", "'quoted'.db"])
def test_a_database_may_have_an_odd_name(at: Address, path: Path, name: str) -> None:
    odd = path.with_name(name)
    write(at(odd), fact("finished", "a"))
    assert state_of(at(odd)).topics["a"].status == "done"
    assert odd.is_file()


def test_a_database_may_be_named_from_where_one_stands(
    at: Address, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent.parent)
    write(at(Path("here.db")), fact("finished", "a"))
    assert len(events_of(at(Path("here.db")))) == 1
    assert Path("here.db").is_file()


def test_a_writing_connection_loses_nothing_that_it_has_acknowledged(at: Address, path: Path) -> None:
    path.parent.mkdir()
    with opened(at(path)) as store:
        pragmas = {
            name: raw(store).execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 10_000, "foreign_keys": 1}


def test_a_reading_connection_waits_for_others_too(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"))
    with storage.reading(at(path)) as store:
        assert raw(store).execute("PRAGMA busy_timeout").fetchone() == (10_000,)


def test_a_reading_connection_cannot_write(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"))
    with pytest.raises(DatabaseUnusable, match="readonly"), storage.reading(at(path)) as store:
        store.rebuild()


def test_a_writer_is_alone_before_it_has_written_anything(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"))
    with (
        storage.writing(at(path)),
        closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_when_a_command_has_ended_no_connection_is_open(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"))
    state_of(at(path))
    write(at(path), fact("finished", "a"))
    assert set(everything(path.parent)) <= {"progress.db", "progress.db.lock"}  # the last one removes -wal and -shm


def test_a_full_disk_is_named_and_takes_nothing_with_it(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"))
    before = tables(path)
    with pytest.raises(DatabaseUnusable, match="full"), storage.writing(at(path)) as store:
        _fill(store)
    assert tables(path) == before


def _fill(store: storage.Store) -> None:
    """SQLite's own limit stands for the disk's."""
    pages = raw(store).execute("PRAGMA page_count").fetchone()[0]
    raw(store).execute(f"PRAGMA max_page_count = {pages}")
    store.append("ada", "r", [fact("noted", "a", text="x" * 9_000) for _ in range(30)], NOW)


def test_what_made_sqlite_roll_back_by_itself_is_named(at: Address, path: Path) -> None:
    """As it does where the disk fails in the middle; a trigger stands for the disk."""
    write(at(path), fact("started", "a"))
    failing = "CREATE TRIGGER failing BEFORE INSERT ON study_day BEGIN SELECT RAISE(ROLLBACK, 'a bad disk'); END"
    change(path, failing)
    before = tables(path)
    with pytest.raises(DatabaseUnusable, match="a bad disk"):
        write(at(path), fact("finished", "a"))
    assert tables(path) == before


def test_a_damaged_page_is_named(at: Address, path: Path) -> None:
    write(at(path), *(fact("noted", "a", text="x" * 500) for _ in range(100)))
    change(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(DatabaseUnusable, match="malformed"):
        events_of(at(path))


def test_the_two_adapters_continue_each_others_files(at: Address, path: Path) -> None:
    other = through_sql if at is embedded else embedded
    write(at(path), fact("finished", "a"))
    write(other(path), fact("finished", "b"))
    assert state_of(at(path)) == state_of(other(path))
    assert set(state_of(at(path)).topics) == {"a", "b"}
    assert holds_the_fold(at(path))
