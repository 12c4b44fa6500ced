"""From an older schema to today's, with steps made up for the test: the migrations that will come are such functions."""

import re
from pathlib import Path

import pytest
from storage_helpers import Address, ask, both, change, events_of, fact, holds_the_fold, state_of, step, tables, write

from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage import copies, migrations

pytestmark = both

WIDER = step("ALTER TABLE event ADD COLUMN place TEXT", "ALTER TABLE event DROP COLUMN place")
NEW_TABLE = step("CREATE TABLE extra (x TEXT)", "INSERT INTO extra VALUES ('migrated')")
MORE_ROWS = step("INSERT INTO extra VALUES ('more')")
HALFWAY = step("INSERT INTO extra VALUES ('half')", "CREATE TABLE half (x TEXT)", "SELECT * FROM nowhere")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


@pytest.fixture
def old(at: Address, path: Path) -> Path:
    """A database of schema 1."""
    write(at(path), fact("logged", "a", minutes=5), fact("finished", "b"))
    return path


def steps(monkeypatch: pytest.MonkeyPatch, *functions: migrations.Step) -> None:
    monkeypatch.setattr(migrations, "STEPS", functions)


def schema(path: Path) -> str:
    return str(ask(path, "SELECT value FROM roadmap_meta WHERE key = 'schema'")[0][0])


def backups(path: Path) -> list[str]:
    """By what they guard."""
    return [each.reason for each in copies.of(str(path), None)]


def test_a_new_database_begins_at_the_newest_schema(at: Address, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps(monkeypatch, NEW_TABLE, MORE_ROWS)
    write(at(path), fact("started", "a"))
    assert schema(path) == "3"
    assert ask(path, "SELECT name FROM sqlite_master WHERE name = 'extra'") == []
    assert backups(path) == []


def test_every_step_that_is_missing_runs_once_and_in_order(
    at: Address, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(old)
    steps(monkeypatch, NEW_TABLE)
    write(at(old))
    assert schema(old) == "2"
    steps(monkeypatch, NEW_TABLE, MORE_ROWS, WIDER)
    write(at(old))
    write(at(old))
    assert schema(old) == "4"
    assert ask(old, "SELECT x FROM extra") == [("migrated",), ("more",)]
    assert {name: rows for name, rows in tables(old).items() if name != "roadmap_meta"} == {
        name: rows for name, rows in before.items() if name != "roadmap_meta"
    }


def test_a_reader_migrates_what_it_finds(at: Address, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps(monkeypatch, NEW_TABLE)
    assert len(events_of(at(old))) == 2
    assert schema(old) == "2"
    assert holds_the_fold(at(old))


def test_a_step_that_fails_leaves_nothing_of_itself_and_the_earlier_ones_recorded(
    at: Address, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps(monkeypatch, NEW_TABLE, HALFWAY, MORE_ROWS)
    with pytest.raises(DatabaseUnusable, match="nowhere"):
        write(at(old), fact("finished", "a"))
    assert schema(old) == "2"
    assert ask(old, "SELECT x FROM extra") == [("migrated",)]
    assert ask(old, "SELECT name FROM sqlite_master WHERE name = 'half'") == []
    assert len(ask(old, "SELECT * FROM event")) == 2


def test_a_migration_that_failed_is_taken_up_where_it_stopped(
    at: Address, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps(monkeypatch, NEW_TABLE, HALFWAY)
    for _ in range(2):
        with pytest.raises(DatabaseUnusable):
            events_of(at(old))
    steps(monkeypatch, NEW_TABLE, MORE_ROWS)
    assert len(events_of(at(old))) == 2
    assert ask(old, "SELECT x FROM extra") == [("migrated",), ("more",)]


def test_the_database_is_copied_beside_itself_first(at: Address, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables(old)
    steps(monkeypatch, step("DELETE FROM event"))
    assert events_of(at(old)) == []
    (copy,) = (each.path for each in copies.of(at(old), None))
    assert copy.parent == old.with_name("progress.db.backups")
    assert re.fullmatch(r"progress\.db\.\d{4}-\d\d-\d\dT\d{6}\.schema-1\.backup", copy.name)
    assert tables(copy) == before
    assert copy.stat().st_mode == old.stat().st_mode
    steps(monkeypatch)
    assert len(events_of(at(copy))) == 2


def test_an_attempt_that_fails_again_makes_no_second_copy_unless_there_is_more(
    at: Address, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps(monkeypatch, step("SELECT * FROM nowhere"))
    for _ in range(2):
        with pytest.raises(DatabaseUnusable):
            events_of(at(old))
    assert backups(old) == ["schema-1"]
    steps(monkeypatch)
    write(at(old), fact("finished", "c"))
    steps(monkeypatch, NEW_TABLE)
    assert len(events_of(at(old))) == 3
    assert sorted(len(tables(each.path)["event"]) for each in copies.of(str(old), None)) == [2, 3]


def test_without_a_copy_nothing_is_migrated(at: Address, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old.with_name("progress.db.backups").write_text("in the way", encoding="utf-8")
    steps(monkeypatch, NEW_TABLE)
    with pytest.raises(DatabaseUnusable, match="no copy of the database can be made"):
        write(at(old))
    with pytest.raises(DatabaseUnusable, match="cannot be written"):
        events_of(at(old))
    assert schema(old) == "1"


def test_a_migrated_database_is_newer_for_the_program_before(
    at: Address, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps(monkeypatch, NEW_TABLE)
    write(at(old))
    steps(monkeypatch)
    with pytest.raises(DatabaseUnusable, match="newer version"):
        events_of(at(old))


def test_projections_are_folded_anew_after_the_steps(at: Address, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(old, "UPDATE roadmap_meta SET value = '0' WHERE key = 'projection'", "DROP TABLE topic_progress")
    steps(monkeypatch, step("UPDATE event SET topic = 'renamed' WHERE topic = 'a'"))
    assert set(state_of(at(old)).topics) == {"renamed", "b"}
    assert holds_the_fold(at(old))


def test_the_indexes_of_an_older_program_become_those_of_today_with_the_next_fold(at: Address, old: Path) -> None:
    its = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    told = [(name, " ".join(text.split())) for name, text in ask(old, its)]
    change(
        old,
        *(f"DROP INDEX event_of_{name}" for name in ("kind", "timer", "ending", "device")),
        "CREATE INDEX event_of_kind ON event (user, roadmap, kind, id)",
        "UPDATE roadmap_meta SET value = '7' WHERE key = 'projection'",
    )
    assert holds_the_fold(at(old))
    assert [(name, " ".join(text.split())) for name, text in ask(old, its)] == told
    assert not old.with_name("progress.db-wal").exists()
    assert schema(old) == "1"
