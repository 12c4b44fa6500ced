"""What is derived is made anew from the log as it is; a log that lacks what is known of it is left as it is, for `doctor --rescue`."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from conftest import NOW
from damage_helpers import PAGE, events_in, of_many_pages, pages_of_the_tree, roots, spoil
from faults_helpers import LONG
from storage_helpers import Address, ask, both, change, fact, later, write

from roadmap_cli import storage
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage import anew, event_table, sqlite
from roadmap_cli.storage.doctor import examine
from roadmap_cli.storage.guard import UNGUARDED, folder_beside
from roadmap_cli.storage.mend import mend
from roadmap_cli.storage.rescue import rescue

FIELDS = {"type": (0, 1), "first free block": (1, 2), "cells": (3, 2), "content": (5, 2), "fragments": (7, 1)}
"""Of the header of a page of a tree: where each stands, and its bytes (https://www.sqlite.org/fileformat2.html#b_tree_pages)."""
POSTED = ("cells",) if not LONG else tuple(FIELDS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_many_pages(tmp_path_factory.mktemp("whole") / "progress.db")


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    """One to be damaged."""
    path = tmp_path / "progress.db"
    path.write_bytes(whole.read_bytes())
    path.chmod(0o600)
    return path


def with_header(content: bytes, page: int, field: str, value: int) -> bytes:
    place, size = FIELDS[field]
    first = (page - 1) * PAGE + place
    return content[:first] + value.to_bytes(size, "big") + content[first + size :]


def with_a_spoilt_projection(content: bytes, path: Path) -> bytes:
    page = roots(path)["topic_progress"]
    return content[: (page - 1) * PAGE] + b"\xa5" * PAGE + content[page * PAGE :]


def rescued(path: Path) -> set[str]:
    new = path.with_name("new.db")
    try:
        rescue(str(path), new)
    except DatabaseUnusable:
        return set()
    found = {row[1] for row in events_in(new)}
    for file in path.parent.glob("new.db*"):
        file.unlink()
    return found


def answered(database: str) -> list[str]:
    """As a reading command does, all of the events that it would add up."""
    try:
        storage.refold(database, NOW)
        opening = storage.reading
    except DatabaseUnusable:
        opening = storage.folded
    with opening(database) as store:
        return [each.id for each in store.everything()]


@pytest.mark.parametrize("field", POSTED)
def test_a_page_that_says_too_little_of_itself_costs_no_event(whole: Path, tmp_path: Path, field: str) -> None:
    content, counts = with_a_spoilt_projection(whole.read_bytes(), whole), Counter[str]()
    path, every = tmp_path / "progress.db", {row[1] for row in events_in(whole)}
    for page in pages_of_the_tree(whole):
        for value in (0, 1, 3) if LONG else (0, 2):
            path.write_bytes(with_header(content, page, field, value))
            before = rescued(path)
            assert field != "cells" or before == every
            try:
                told = answered(str(path))
                counts["answered"] += 1
                assert set(told) == every
            except DatabaseUnusable:
                counts["refused"] += 1
            assert rescued(path) >= before
    print(f"{field}: {dict(counts)}")  # noqa: T201 - the counts are the result
    assert (counts["refused"] > 0) is (field in {"type", "cells"})


@both
def test_nothing_is_written_over_an_event_that_its_page_has_forgotten(whole: Path, tmp_path: Path, at: Address) -> None:
    """New rows go behind the last of which the table knows, so into the place of those."""
    path, content = tmp_path / "progress.db", whole.read_bytes()
    newest = max(row[1] for row in events_in(whole) if row[0] == "ada")
    page = next(
        each for each in pages_of_the_tree(whole) if newest.encode() in content[(each - 1) * PAGE : each * PAGE]
    )
    path.write_bytes(with_header(content, page, "cells", 0))
    before = rescued(path)
    assert newest in before
    for _ in range(3):
        with pytest.raises(DatabaseUnusable, match="damaged"):
            write(at(path), fact("noted", "topic-1", text="new" * 300), user="ada", now=later(500))
    assert rescued(path) == before


@both
def test_before_fewer_events_are_sealed_there_is_a_copy_of_the_files(path: Path, at: Address) -> None:
    assert storage.refold(at(path), NOW) == 0
    assert copies_of(path) == []
    change(path, "DELETE FROM event WHERE kind = 'chose'")
    before = path.read_bytes()
    assert storage.refold(at(path), NOW) == 1
    (copy,) = copies_of(path)
    assert copy.read_bytes() == before
    assert storage.refold(at(path), NOW) == 0


@both
def test_events_that_have_gone_are_told_of_where_all_pages_are_written_too(path: Path, at: Address) -> None:
    change(path, "DELETE FROM event WHERE kind = 'chose'")
    spoil(path, roots(path)["topic_progress"])
    assert storage.refold(at(path), NOW) == 1
    assert len(copies_of(path)) == 1


@both
def test_what_cannot_be_made_anew_is_copied_once_and_not_at_every_command(path: Path, at: Address) -> None:
    change(path, "CREATE TABLE mine (word)", "DELETE FROM event WHERE kind = 'chose'")
    spoil(path, roots(path)["topic_progress"])
    for minutes in range(3):
        with pytest.raises(DatabaseUnusable, match="malformed"):
            storage.refold(at(path), later(minutes))
    assert len(copies_of(path)) == 1


@both
def test_a_column_of_somebody_else_stays_among_the_events(path: Path, at: Address) -> None:
    change(path, "ALTER TABLE event ADD COLUMN mine DEFAULT 'kept'")
    spoil(path, roots(path)["topic_progress"])
    with pytest.raises(DatabaseUnusable, match="malformed"):
        storage.refold(at(path), NOW)
    assert ask(path, "SELECT DISTINCT mine FROM event") == [("kept",)]


@both
@pytest.mark.parametrize("column", ["user", "id", "roadmap", "topic", "data"])
def test_a_row_whose_text_is_none_keeps_nothing_else_from_being_added_up(
    path: Path, whole: Path, at: Address, column: str
) -> None:
    one = "user, id || 'x', batch, roadmap, kind, topic, at, day, data, NULL, NULL FROM event LIMIT 1"
    change(path, f"INSERT INTO event SELECT {one}")
    change(path, f"UPDATE event SET {column} = CAST(x'ff41' AS TEXT) WHERE id LIKE '%x'")  # noqa: S608
    change(
        path, "UPDATE topic_progress SET minutes = 999", "UPDATE roadmap_meta SET value = '6' WHERE key = 'projection'"
    )
    every = {row[1] for row in events_in(whole)}
    for opening in (storage.folded, storage.reading):
        with opening(at(path)) as store:
            assert {each.id for each in store.everything()} == every
    assert storage.refold(at(path), NOW) == 0
    assert anew.in_all_pages(path) == 0
    with storage.reading(at(path)) as store:
        assert {each.id for each in store.everything()} == every
    assert examine(str(path), UNGUARDED, NOW).is_whole


@both
def test_what_somebody_else_keeps_in_the_database_stays(path: Path, at: Address) -> None:
    change(path, "CREATE TABLE mine (word)", "INSERT INTO mine VALUES ('kept')")
    assert storage.refold(at(path), NOW) == 0
    spoil(path, roots(path)["topic_progress"])
    with pytest.raises(DatabaseUnusable, match="malformed"):
        storage.refold(at(path), NOW)
    assert ask(path, "SELECT * FROM mine") == [("kept",)]


def test_who_locks_it_is_waited_for_as_long_as_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            anew.in_all_pages(path)


@pytest.mark.parametrize("value", ["'fffffff'", "x'00'"], ids=["no id", "a blob"])
def test_rows_that_are_no_events_stay_and_are_in_no_seal(path: Path, value: str) -> None:
    one = "user, ?, batch, roadmap, kind, topic, at, day, data, NULL, NULL FROM event LIMIT 1".replace("?", value)
    change(path, f"INSERT INTO event SELECT {one}", "UPDATE event SET data = CAST(data AS BLOB) WHERE kind = 'chose'")
    said = f"SELECT {event_table.COLUMNS} FROM event ORDER BY rowid"  # noqa: S608 - constants
    before = ask(path, said)
    assert anew.in_all_pages(path) == 1  # which was an event before
    assert ask(path, said) == before
    with storage.reading(str(path)) as store:
        assert store.unsealed("ada", "r") == store.unsealed("bo", "r") == []


def copies_of(path: Path) -> list[Path]:
    return sorted(folder_beside(path).glob("*.fix.backup"))


def test_what_doctor_mends_it_tells_with_what_has_gone(path: Path) -> None:
    change(path, "DELETE FROM event WHERE kind = 'chose'")
    assert any(
        "1 event that had been recorded is not there any more" in each for each in mend(str(path), UNGUARDED, NOW, ())
    )
    change(path, "CREATE TABLE mine (word)", "UPDATE topic_progress SET minutes = 999")
    assert list(mend(str(path), UNGUARDED, NOW, ())) == [
        "folded everything derived anew, with its indexes, from the events"
    ]
    change(path, "CREATE TABLE another (word)")
    spoil(path, roots(path)["topic_progress"])
    assert "roadmap doctor --rescue NEW" in "".join(mend(str(path), UNGUARDED, NOW, ()))
