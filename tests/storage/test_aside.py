"""A database moved aside is whole there, and where anything fails everything stands where it stood."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from cli_helpers import files_in
from conftest import NOW
from storage_helpers import Address, ask, both, change, events_of, fact, hear, holds_the_fold, say, start, write

from roadmap_cli import storage
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable
from roadmap_cli.storage import Guard, aside, sqlite

STAMP = "2026-11-23T193000"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "progress.db"


@contextmanager
def with_journal(path: Path) -> Iterator[None]:
    """A database whose last event is in its -wal alone, because somebody looks at it."""
    write(str(path), fact("finished", "a"))
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM event").fetchone()
        write(str(path), fact("finished", "b"))
        assert path.with_name(f"{path.name}-wal").stat().st_size
        yield


def left_by_a_kill(path: Path) -> None:
    """The same, when everybody is gone without having closed it."""
    with with_journal(path):
        kept = {each: each.read_bytes() for each in path.parent.glob(f"{path.name}*")}
    for each, content in kept.items():
        each.write_bytes(content)


@both
def test_what_was_begun_anew_is_empty_and_the_former_beside_it_is_whole(at: Address, path: Path) -> None:
    left_by_a_kill(path)
    guard = Guard(marks=path.parent / "begun")
    moved = storage.begin_anew(at(path), NOW, guard)
    assert [each.name for each in moved] == [f"progress.db.{STAMP}.aside{part}" for part in ("", "-wal", "-shm")]
    assert {each.name for each in path.parent.glob("*.aside*")} == {each.name for each in moved}
    assert events_of(at(path)) == []
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert path.stat().st_mode & 0o777 == 0o600
    assert [event.topic for event in events_of(str(moved[0]))] == ["a", "b"]
    assert holds_the_fold(str(moved[0]))
    write(at(path), fact("finished", "c"))
    assert [event.topic for event in events_of(at(path))] == ["c"]
    assert guard.marks
    assert [each.read_bytes() for each in guard.marks.iterdir()] == [os.fsencode(path)]


@both
def test_two_that_are_put_aside_in_one_second_are_both_kept(at: Address, path: Path) -> None:
    names = []
    for topic in ("a", "b", "c"):
        write(at(path), fact("finished", topic))
        moved = storage.begin_anew(at(path), NOW)
        names.append(moved[0].name)
        assert [event.topic for event in events_of(str(moved[0]))] == [topic]
    assert names == [f"progress.db.{STAMP}{end}.aside" for end in ("", "-2", "-3")]


@both
def test_a_journal_without_its_database_is_put_aside_too(at: Address, path: Path) -> None:
    left_by_a_kill(path)
    path.unlink()
    with pytest.raises(DatabaseUnusable, match="what is left of a database stands at") as refused:
        storage.begin(at(path))
    assert "roadmap database begin" in refused.value.hint
    moved = storage.begin_anew(at(path), NOW)
    assert [each.name for each in moved] == [f"progress.db.{STAMP}.aside{part}" for part in ("-wal", "-shm")]
    assert events_of(at(path)) == []


@both
def test_where_one_part_cannot_be_moved_all_are_moved_back(at: Address, tmp_path: Path) -> None:
    """The name of the journal beside would be longer than a file can have, that of the database is not."""
    path = tmp_path / "data" / f"{'x' * 230}"
    left_by_a_kill(path)
    before = files_in(path.parent)
    with pytest.raises(DatabaseUnusable, match="longer than a file can have"):
        storage.begin_anew(at(path), NOW)
    assert files_in(path.parent) == before
    assert [event.topic for event in events_of(at(path))] == ["a", "b"]


@both
def test_a_disk_that_takes_no_other_database_leaves_the_first(at: Address, path: Path) -> None:
    resource = pytest.importorskip("resource")
    left_by_a_kill(path)
    before, limits = files_in(path.parent), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, limits[1]))
    try:
        with pytest.raises(DatabaseUnusable, match="may not become that large"):
            storage.begin_anew(at(path), NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert files_in(path.parent) == before


@both
def test_a_database_is_not_put_aside_under_who_writes_to_it(
    at: Address, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.05)
    write(at(path), fact("started", "a"))
    with start("hold", at(path)) as other:
        assert [hear(other), hear(other)] == ["ready", "held after 0"]
        with pytest.raises(DatabaseUnusable, match="locked"):
            storage.begin_anew(at(path), NOW)
        say(other)
    assert len(events_of(at(path), "holder")) == 1


@both
def test_behind_a_link_the_file_itself_is_moved_and_the_link_stays(at: Address, path: Path, tmp_path: Path) -> None:
    write(at(path), fact("finished", "a"))
    link = tmp_path / "link.db"
    link.symlink_to(path)
    moved = storage.begin_anew(at(link), NOW)
    assert [each.parent for each in moved] == [path.parent]
    assert link.is_symlink()
    assert events_of(at(link)) == []
    for part in ("", "-wal", "-shm"):
        path.with_name(f"progress.db{part}").unlink(missing_ok=True)
    assert storage.begin_anew(at(link), NOW) == []  # what it leads to is begun
    assert path.is_file()


@both
def test_a_link_into_a_folder_that_is_away_goes_aside_itself(at: Address, path: Path, tmp_path: Path) -> None:
    path.symlink_to(tmp_path / "drive" / "progress.db")
    (moved,) = storage.begin_anew(at(path), NOW)
    assert moved.readlink() == tmp_path / "drive" / "progress.db"
    assert path.is_file()
    assert not path.is_symlink()
    assert not (tmp_path / "drive").exists()


@both
def test_a_pipe_goes_aside_and_a_folder_and_a_device_do_not(at: Address, path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(DatabaseUnusable, match="what is left"):
        storage.begin(at(path))
    (moved,) = storage.begin_anew(at(path), NOW)
    assert moved.is_fifo()
    folder = path.with_name("folder")
    folder.mkdir()
    for place, kind in ((folder, "folder"), (Path("/dev/null"), "device")):
        with pytest.raises(DatabaseUnusable, match=f"is a {kind}, which is left where it is"):
            storage.begin_anew(at(place), NOW)
    assert Path("/dev/null").is_char_device()
    assert not Path("/dev/null.lock").exists()


@both
def test_to_begin_where_one_is_there_changes_nothing_in_it(at: Address, path: Path) -> None:
    write(at(path), fact("finished", "a"))
    storage.begin(at(path))
    assert [event.topic for event in events_of(at(path))] == ["a"]


@both
@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_to_begin_where_none_is_leaves_an_empty_one(at: Address, path: Path, left: str) -> None:
    if left == "an empty file":
        path.touch()
    guard = Guard(marks=path.parent.parent / "begun", is_configured=True)
    storage.begin(at(path), guard)
    assert ask(path, "SELECT count(*) FROM event") == [(0,)]
    change(path, "PRAGMA wal_checkpoint")
    path.unlink()
    with pytest.raises(DatabaseUnusable, match="is missing"), storage.reading(at(path), guard):
        pass


@both
def test_of_a_drive_that_is_away_nothing_is_made_up(at: Address, path: Path) -> None:
    """One in its folder that was configured, or begun there; any other may have its folder made."""
    path.parent.rmdir()
    marks = path.parent.parent / "begun"
    for begin in (storage.begin, lambda database, guard: storage.begin_anew(database, NOW, guard)):
        with pytest.raises(DatabaseUnusable, match="its folder is missing"):
            begin(at(path), Guard(is_configured=True))
        assert not path.parent.exists()
    storage.begin(at(path), Guard(marks=marks))
    path.parent.rename(path.parent.with_name("away"))
    with pytest.raises(DatabaseUnusable, match="its folder is missing") as refused:
        storage.begin_anew(at(path), NOW, Guard(marks=marks))
    assert f"mkdir -p {path.parent}" in refused.value.hint
    assert not path.parent.exists()


def test_one_that_was_begun_meanwhile_is_not_put_aside_for_a_copy(path: Path) -> None:
    write(str(path), fact("finished", "a"))
    new = path.with_name("new.db")
    new.touch()
    with pytest.raises(CannotBeDone, match="was begun anew meanwhile"):
        aside.put_in_place(path, new, NOW, over=False)
    assert len(events_of(str(path))) == 1
    assert new.exists()


def test_on_a_server_nothing_is_moved() -> None:
    with pytest.raises(CannotBeDone, match="on a server"):
        storage.begin_anew("postgresql://nobody@localhost:1/none", NOW)
