"""Databases that are none, or not ours, or not of our time: a sentence, and not one byte changed."""

import os
from pathlib import Path

import pytest
from storage_helpers import Address, both, change, events_of, fact, holds_the_fold, state_of, tables, write

from roadmap_cli import storage
from roadmap_cli.errors import DatabaseUnusable

WITHOUT_WAL = "PRAGMA journal_mode = DELETE"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


def newer(path: Path) -> None:
    write(str(path), fact("started", "a"))
    change(path, "UPDATE roadmap_meta SET value = '99' WHERE key = 'schema'", WITHOUT_WAL)


def unversioned(path: Path) -> None:
    write(str(path), fact("started", "a"))
    change(path, "DELETE FROM roadmap_meta", WITHOUT_WAL)


def misversioned(path: Path) -> None:
    write(str(path), fact("started", "a"))
    change(path, "UPDATE roadmap_meta SET value = '-1' WHERE key = 'schema'", WITHOUT_WAL)


def misnamed(path: Path) -> None:
    """SQLite names it in what it says of it, which Python then cannot read."""
    write(str(path), fact("started", "a"))
    change(path, WITHOUT_WAL)
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE event (", b"CREATE TABLE \xffvent("))


def alike(path: Path) -> None:
    change(path, "CREATE TABLE roadmap_meta (colour TEXT)")


UNUSABLE = {
    "random bytes": (lambda path: path.write_bytes(os.urandom(9_000)), "not a database"),
    "a text": (lambda path: path.write_text("Dear diary,\n"), "not a database"),
    "a long text": (lambda path: path.write_text("Dear diary,\n" * 500), "not a database"),
    "a foreign database": (lambda path: change(path, "CREATE TABLE recipe (name TEXT)"), "of another program"),
    "a table of the same name": (alike, "no such column"),
    "a name that is no text": (misnamed, "damaged"),
    "a newer schema": (newer, "newer version of roadmap"),
    "no version": (unversioned, "does not say which version"),
    "a version that is none": (misversioned, "does not say which version"),
}


@both
@pytest.mark.parametrize("kind", UNUSABLE)
def test_what_is_no_database_of_ours_is_refused_and_left_as_it_was(at: Address, path: Path, kind: str) -> None:
    make, sentence = UNUSABLE[kind]
    make(path)
    before = path.read_bytes()
    with pytest.raises(DatabaseUnusable, match=sentence) as reading:
        events_of(at(path))
    with pytest.raises(DatabaseUnusable, match=sentence) as writing:
        write(at(path), fact("finished", "a"))
    assert path.read_bytes() == before
    for refused in (reading.value, writing.value):
        assert str(path) in refused.sentence
        assert refused.hint
        assert refused.exit_code == 4


@both
def test_reading_what_is_refused_leaves_nothing_beside_it(at: Address, path: Path) -> None:
    change(path, "CREATE TABLE recipe (name TEXT)")
    with pytest.raises(DatabaseUnusable):
        events_of(at(path))
    assert list(path.parent.glob("progress*")) == [path]


@both
def test_a_folder_is_no_database(at: Address, path: Path) -> None:
    path.mkdir()
    with pytest.raises(DatabaseUnusable, match="it is a folder"):
        events_of(at(path))
    with pytest.raises(DatabaseUnusable, match="it is a folder"):
        write(at(path), fact("finished", "a"))
    assert list(path.iterdir()) == []


@both
def test_a_file_in_the_place_of_the_folder_is_refused(at: Address, path: Path) -> None:
    path.write_text("a file")
    with pytest.raises(DatabaseUnusable, match="cannot use the database"):
        write(at(path / "deeper.db"), fact("finished", "a"))
    assert path.read_text() == "a file"


@both
@pytest.mark.parametrize("version", ["UPDATE roadmap_meta SET value = 'other'", "DELETE FROM roadmap_meta"])
def test_projections_of_another_version_are_folded_anew_by_the_next_reader(
    at: Address, path: Path, version: str
) -> None:
    write(at(path), fact("logged", "a", minutes=5), fact("finished", "b"), fact("chose", choice="way", option="x"))
    right = tables(path)
    change(path, f"{version} WHERE key = 'projection'", "UPDATE topic_progress SET minutes = 99", "DROP TABLE choice")
    assert state_of(at(path)).topics["a"].minutes == 5
    assert holds_the_fold(at(path))
    assert tables(path) == right


@both
def test_projections_of_another_version_are_folded_anew_by_the_next_writer(at: Address, path: Path) -> None:
    write(at(path), fact("logged", "a", minutes=5))
    change(path, "UPDATE roadmap_meta SET value = '0' WHERE key = 'projection'", "DROP TABLE topic_progress")
    write(at(path), fact("logged", "b", minutes=7))
    assert {topic: state.minutes for topic, state in state_of(at(path)).topics.items()} == {"a": 5, "b": 7}


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://ada:secret@host/db", "not a database that roadmap can use"),
        ("nonsense://x", "not a database that roadmap can use"),
        ("://", "cannot use the database"),
        ("sqlite://", "not a file that could be kept"),
        ("sqlite:///:memory:", "not a file that could be kept"),
        ("sqlite:///file:x.db?uri=true", "not a file that could be kept"),
        ("postgresql+psycopg://ada:secret@127.0.0.1:1/db", "the database postgresql"),
        ("postgresql://ada:secret@[bad/db", "the database postgresql"),
        ("postgresql://ada:pass@secret@localhost/db", "more than one @"),
        ("postgresql+psycopg2://ada:secret@host/db", "not a database that roadmap can use"),
        ("POSTGRESQL://ada:secret@127.0.0.1:1/db", "cannot use the database"),
        ("postgresql:/ada:secret@host/db", "begins as an address"),
        ("host=localhost password=secret", "begins as an address"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_without_telling_the_password(address: str, sentence: str) -> None:
    for use in (storage.reading, storage.writing):
        with pytest.raises(DatabaseUnusable, match=sentence) as refused, use(address) as store:
            store.events("ada", "r")
        assert "secret" not in f"{refused.value.sentence} {refused.value.hint}"


@both
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE topic_progress SET started_at = 'some day'",
        "UPDATE study_day SET day = 'never'",
        "UPDATE study_day SET minutes = 'x'",
    ],
)
def test_a_derived_row_that_a_foreign_hand_wrote_is_noticed_when_read_and_when_carried_on(
    at: Address, path: Path, statement: str
) -> None:
    write(str(path), fact("started", "a"), fact("logged", "a", minutes=5))
    change(path, statement)
    with pytest.raises(storage.Unsound, match="not as roadmap wrote them"):
        state_of(at(path))
    with pytest.raises(storage.Unsound, match="not as roadmap wrote them"):
        write(at(path), fact("logged", "a", minutes=5))
