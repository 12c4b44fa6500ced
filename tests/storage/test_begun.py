"""A database that was begun and is away, empty or no file is never taken for one to begin."""

import os
import shutil
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cli_helpers import files_in
from storage_helpers import NOW, Address, both, change, fact

from roadmap_cli import storage
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage import Guard

pytestmark = both

Spoil = Callable[[Path], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "progress.db"


@pytest.fixture
def guard(tmp_path: Path) -> Guard:
    return Guard(marks=tmp_path / "own" / "begun", backups=tmp_path / "copies")


def write(database: str, guard: Guard, topic: str = "a") -> None:
    with storage.writing(database, guard) as store:
        store.append("ada", "r", [fact("finished", topic)], NOW)


def topics_in(database: str, guard: Guard) -> list[str | None]:
    with storage.reading(database, guard) as store:
        return [event.topic for event in store.events("ada", "r")]


def refusals(database: str, guard: Guard) -> list[DatabaseUnusable]:
    """What a reader and a writer are told, who both have to be refused."""
    with pytest.raises(DatabaseUnusable) as reading:
        topics_in(database, guard)
    with pytest.raises(DatabaseUnusable) as writing:
        write(database, guard)
    assert str(reading.value) == str(writing.value)
    assert reading.value.hint == writing.value.hint
    return [reading.value, writing.value]


def empty(path: Path) -> None:
    path.write_bytes(b"")


def first_page_alone(path: Path) -> None:
    """What is left of a database that was copied without its -wal while it was young."""
    path.unlink()
    change(path, "PRAGMA journal_mode = WAL")
    assert 0 < path.stat().st_size <= 4096


def dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("moved.db"))


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def door(path: Path) -> None:
    path.unlink()
    with closing(socket.socket(socket.AF_UNIX)) as made:
        made.bind(str(path))


def in_the_folder_gone(path: Path) -> None:
    shutil.rmtree(path.parent)


GONE: dict[str, tuple[Spoil, str]] = {
    "missing": (Path.unlink, "is missing"),
    "empty": (empty, "is empty"),
    "first page alone": (first_page_alone, "is empty"),
    "dangling": (dangling, "moved.db, where nothing is"),
    "a pipe": (pipe, "is a pipe"),
    "a socket": (door, "is a socket"),
    "its folder is gone": (in_the_folder_gone, "its folder is missing"),
}


@pytest.mark.parametrize("kind", GONE)
def test_a_database_that_a_mark_names_is_not_begun_again(at: Address, path: Path, guard: Guard, kind: str) -> None:
    write(at(path), guard)
    spoil, sentence = GONE[kind]
    spoil(path)
    before = files_in(path.parent)
    for refused in refusals(at(path), guard):
        assert refused.exit_code == 4
        assert str(path) in refused.sentence
        assert sentence in refused.sentence
        assert "roadmap database begin" in refused.hint
    assert files_in(path.parent) == before


@pytest.mark.parametrize("kind", ["dangling", "a pipe", "a socket"])
def test_what_is_no_file_is_refused_of_a_database_that_was_never_begun_too(
    at: Address, path: Path, guard: Guard, kind: str
) -> None:
    path.touch()
    spoil, sentence = GONE[kind]
    spoil(path)
    assert all(sentence in refused.sentence for refused in refusals(at(path), guard))


def test_a_device_is_no_database(at: Address, guard: Guard) -> None:
    for refused in refusals(at(Path("/dev/null")), guard):
        assert "/dev/null is a device" in refused.sentence
    assert not Path("/dev/null.lock").exists()


@pytest.mark.parametrize("left", [b"", None], ids=["empty", "missing"])
def test_a_journal_with_the_last_changes_is_kept_for_the_database_that_is_gone(
    at: Address, path: Path, left: bytes | None
) -> None:
    """By nothing but what stands beside it: there is no guard."""
    write(at(path), Guard())
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT * FROM event").fetchall()  # as long as it looks, the journal stays
        write(at(path), Guard(), "b")
        path.unlink()
        if left is not None:
            path.write_bytes(left)
        wal = path.with_name("progress.db-wal").read_bytes()
        assert wal
        for refused in refusals(at(path), Guard()):
            assert "progress.db-wal" in refused.sentence
        assert path.with_name("progress.db-wal").read_bytes() == wal
        assert path.exists() == (left is not None)


@pytest.mark.parametrize("beside", [True, False])
def test_a_copy_says_that_a_database_was_begun_and_the_newest_is_named(
    at: Address,
    path: Path,
    guard: Guard,
    beside: bool,  # noqa: FBT001 - a parameter
) -> None:
    folder = path.with_name("progress.db.backups") if beside else guard.backups
    assert folder
    folder.mkdir()
    for name in (
        "progress.db.2026-11-20.day.backup",
        "progress.db.2026-11-21.day.backup",
        "other.db.2027-01-01.day.backup",
        "progress.db.2027-01-01.day-00000000.backup",
    ):
        (folder / name).write_text("a copy", encoding="utf-8")
    for refused in refusals(at(path), guard._replace(marks=None)):
        assert "is missing" in refused.sentence
        assert str(folder / "progress.db.2026-11-21.day.backup") in refused.hint
        assert "roadmap restore" in refused.hint


def test_copies_of_another_database_of_the_same_name_say_nothing_of_this(at: Address, path: Path, guard: Guard) -> None:
    """They are in a folder that several share, perhaps from another computer."""
    assert guard.backups
    guard.backups.mkdir()
    (guard.backups / "progress.db.2027-01-01.day-00000000.backup").write_text("a copy", encoding="utf-8")
    write(at(path), guard)
    assert topics_in(at(path), guard) == ["a"]


def test_a_database_that_is_configured_on_a_drive_that_is_away_is_not_begun(
    at: Address, tmp_path: Path, guard: Guard
) -> None:
    path = tmp_path / "drive" / "progress.db"
    for refused in refusals(at(path), guard._replace(is_configured=True)):
        assert f"its folder is missing: {path.parent}" in refused.sentence
        assert "drive" in refused.hint
    assert not path.parent.exists()
    path.parent.mkdir()
    write(at(path), guard._replace(is_configured=True))
    assert topics_in(at(path), guard) == ["a"]


@pytest.mark.parametrize("leave", ["nothing", "a lock", "an empty file", "an empty journal"])
def test_what_a_refused_first_command_leaves_is_new(at: Address, path: Path, guard: Guard, leave: str) -> None:
    names = {"a lock": "progress.db.lock", "an empty file": "progress.db", "an empty journal": "progress.db-wal"}
    if leave in names:
        path.with_name(names[leave]).touch()
    assert topics_in(at(path), guard) == []
    write(at(path), guard)
    assert topics_in(at(path), guard) == ["a"]


def test_in_a_folder_that_is_not_there_yet_a_database_begins(at: Address, tmp_path: Path, guard: Guard) -> None:
    write(at(tmp_path / "new" / "p.db"), guard)
    assert topics_in(at(tmp_path / "new" / "p.db"), guard) == ["a"]


def test_a_mark_is_private_and_names_the_database(at: Address, path: Path, guard: Guard) -> None:
    assert guard.marks
    assert topics_in(at(path), guard) == []
    assert not guard.marks.exists()
    write(at(path), guard)
    (mark,) = guard.marks.iterdir()
    assert mark.read_bytes() == os.fsencode(path)
    assert mark.stat().st_mode & 0o777 == 0o600
    assert {each.stat().st_mode & 0o777 for each in (guard.marks, guard.marks.parent)} == {0o700}


def test_an_older_database_is_marked_when_it_is_opened_first(at: Address, path: Path, guard: Guard) -> None:
    write(at(path), Guard())
    assert topics_in(at(path), guard) == ["a"]
    path.unlink()
    assert "is missing" in refusals(at(path), guard)[0].sentence


def test_a_command_that_records_nothing_marks_nothing(at: Address, path: Path, guard: Guard) -> None:
    with storage.writing(at(path), guard):
        pass
    assert guard.marks
    assert not guard.marks.exists()
    assert not path.exists()


def test_a_mark_of_another_database_says_nothing_of_this(at: Address, path: Path, guard: Guard) -> None:
    """Two paths may have the same sum."""
    write(at(path), guard)
    assert guard.marks
    (mark,) = guard.marks.iterdir()
    mark.write_text("/somewhere/else.db", encoding="utf-8")
    path.unlink()
    assert topics_in(at(path), guard) == []


def test_marks_that_cannot_be_written_stop_nobody(at: Address, path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    guard = Guard(marks=tmp_path / "file" / "begun")
    write(at(path), guard)
    assert topics_in(at(path), guard) == ["a"]


def test_a_database_goes_by_its_whole_name(
    at: Address, path: Path, guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(at(path), guard)
    path.unlink()
    monkeypatch.chdir(path.parent)
    for name in ("progress.db", "../data/progress.db"):
        assert "is missing" in refusals(at(Path(name)), guard)[0].sentence


def test_through_a_link_the_journal_of_the_file_itself_counts(at: Address, path: Path) -> None:
    write(at(path), Guard())
    link = path.with_name("link.db")
    link.symlink_to(path)
    assert topics_in(at(link), Guard()) == ["a"]
    path.write_bytes(b"")
    path.with_name("progress.db-wal").write_bytes(b"x")
    assert "is empty" in refusals(at(link), Guard())[0].sentence
