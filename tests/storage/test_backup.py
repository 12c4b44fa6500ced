"""Copies of a database: consistent, whole or not at all, and never the last to hold anything when they are cleared away."""

import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import NOW, examples
from hypothesis import given
from hypothesis import strategies as st
from storage_helpers import (
    Address,
    ask,
    both,
    change,
    embedded,
    events_of,
    fact,
    hear,
    merge,
    say,
    start,
    tables,
    through_sql,
    write,
)

from roadmap_cli import storage
from roadmap_cli.domain.backup import Keeping
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable, InvalidFile, RoadmapError
from roadmap_cli.storage import backup, copies
from roadmap_cli.storage.copies import Copy, contents
from roadmap_cli.storage.restore import CopiedEvents

TODAY = NOW.date()
SERVER = "postgresql://nobody@localhost:1/none"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "progress.db"


@pytest.fixture
def chosen(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def copy_of_day(path: Path, chosen: Path | None = None, day: date = TODAY) -> Copy:
    made = backup.make_copy(str(path), chosen, datetime.combine(day, NOW.time(), NOW.tzinfo), "day", day)
    assert made
    return made


def all_files(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*") if each.is_file())


@both
def test_a_copy_has_everything_of_everybody_and_a_name_that_tells_when_and_why(at: Address, path: Path) -> None:
    write(at(path), fact("logged", "a", minutes=5))
    write(at(path), fact("finished", "b"), user="bob", roadmap="other")
    made = backup.make_copy(at(path), None, NOW, "asked")
    assert made
    assert made.path == path.with_name("progress.db.backups") / "progress.db.2026-11-23T193000.asked.backup"
    assert tables(made.path) == tables(path)
    assert contents(made.path) == (2, ("ada", "bob"))
    assert [*CopiedEvents(made.path)] == [*events_of(at(path)), *events_of(at(path), "bob", "other")]
    assert copies.of(at(path), None) == [made]
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


def test_a_copy_is_one_file_and_reading_it_leaves_nothing_beside_it(path: Path) -> None:
    write(str(path), fact("finished", "a"))
    made = copy_of_day(path)
    before = made.path.read_bytes()
    assert (len([*CopiedEvents(made.path)]), contents(made.path).events) == (1, 1)
    assert all_files(made.path.parent) == ["progress.db.2026-11-23.day.backup"]
    assert made.path.read_bytes() == before


def test_of_a_database_on_a_server_there_are_none(tmp_path: Path) -> None:
    assert backup.make_copy(SERVER, tmp_path, NOW, "day", TODAY) is None
    assert copies.of(SERVER, tmp_path) == []
    assert backup.prune(SERVER, tmp_path, Keeping(0, 0, 0), NOW) == []
    assert not storage.lacks_copy(SERVER, tmp_path, TODAY)


def test_the_copy_of_a_day_is_found_by_one_look(path: Path, chosen: Path) -> None:
    chosen.mkdir()
    write(str(path), fact("finished", "a"))
    for folder in (None, chosen):
        assert storage.lacks_copy(str(path), folder, TODAY)
        copy_of_day(path, folder)
        assert not storage.lacks_copy(str(path), folder, TODAY)
        assert not storage.lacks_copy(through_sql(path), folder, TODAY)
        assert storage.lacks_copy(str(path), folder, TODAY + timedelta(days=1))
        (made,) = (each.path for each in copies.of(str(path), folder))
        made.unlink()


def test_a_folder_that_is_away_is_not_made_up_and_the_copy_stays_beside_the_database(path: Path, chosen: Path) -> None:
    write(str(path), fact("finished", "a"))
    made = copy_of_day(path, chosen / "copies")
    assert made.path.parent == path.with_name("progress.db.backups")
    assert not chosen.exists()
    assert not storage.lacks_copy(str(path), chosen / "copies", TODAY)


def test_what_guards_a_step_stays_beside_the_database_and_what_is_asked_for_goes_elsewhere(
    path: Path, chosen: Path
) -> None:
    chosen.mkdir()
    write(str(path), fact("finished", "a"))
    where = {reason: backup.make_copy(str(path), chosen, NOW, reason) for reason in ("asked", "fix", "restore")}
    beside = path.with_name("progress.db.backups")
    assert [each and each.path.parent for each in where.values()] == [chosen, beside, beside]
    assert len(copies.of(str(path), chosen)) == 3


def test_copies_of_the_versions_before_are_found_too(path: Path) -> None:
    write(str(path), fact("finished", "a"))
    for name in ("rename-20260102T030405", "rename-20260102T030405-2", "schema-1"):
        path.with_name(f"progress.db.{name}.backup").write_bytes(path.read_bytes())
    path.with_name("progress.db.rename-x.backup").write_bytes(b"no copy")
    found = copies.of(str(path), None)
    assert sorted(each.reason for each in found) == ["rename", "rename", "schema-1"]
    assert {each.day for each in found if each.reason == "rename"} == {date(2026, 1, 2)}


@pytest.mark.parametrize("address", [embedded, through_sql])
def test_copies_under_many_writers_are_each_of_one_moment(address: Address, path: Path) -> None:
    """Each batch has two events and what is derived from them: a copy has all of a batch or nothing."""
    write(str(path), fact("finished", "a"))
    with start("append", address(path), "bob") as one, start("append", str(path), "cleo") as other:
        for each in (one, other):
            assert hear(each) == "ready"
            say(each)
        for number in range(25):
            made = backup.make_copy(str(path), None, NOW, "asked")
            assert made
            events = [*CopiedEvents(made.path)]
            batches = [each.batch for each in events if each.user != "ada"]
            assert all(batches.count(each) == 2 for each in batches)
            assert ask(made.path, "PRAGMA integrity_check") == [("ok",)], number
            hear(one)
            hear(other)
        for each in (one, other):
            each.kill()
    assert len([*CopiedEvents(made.path)]) > 20


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such limit")
@pytest.mark.parametrize("most_bytes", [0, 1, 4096, 20_000, 60_000, 90_000])
def test_a_full_disk_leaves_nothing_of_a_copy(path: Path, most_bytes: int) -> None:
    import resource  # noqa: PLC0415 - not on every system
    import signal  # noqa: PLC0415 - as above

    write(str(path), fact("finished", "a"))
    size = path.stat().st_size
    before = (resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[0][1]))
    try:
        with pytest.raises(RoadmapError, match=r"no copy of the database can be made in|cannot use the database"):
            copy_of_day(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before[0])
        signal.signal(signal.SIGXFSZ, before[1])
    assert most_bytes < size
    assert all_files(path.parent) == [name for name in all_files(path.parent) if not name.endswith((".tmp", ".backup"))]
    assert len(events_of(str(path))) == 1


def test_an_interrupted_copy_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(str(path), fact("finished", "a"))

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backup, "_verify", interrupt)
    with pytest.raises(KeyboardInterrupt):
        copy_of_day(path)
    assert [name for name in all_files(path.parent) if "backup" in name or name.endswith(".tmp")] == []


def test_what_is_left_of_a_copy_whose_making_was_killed_is_known_and_is_no_copy(path: Path) -> None:
    write(str(path), fact("finished", "a"))
    made = copy_of_day(path)
    left = made.path.with_name(f".{'0a' * 8}.tmp")
    left.write_bytes(path.read_bytes())
    made.path.with_name("progress.db.2026-11-22T000000.asked.backup").touch()
    assert copies.of(str(path), None) == [made]
    backup.prune(str(path), None, Keeping(), NOW)
    assert backup.unfinished(str(path)) == [left]
    long_ago = (NOW - timedelta(days=2)).timestamp()
    os.utime(left, (long_ago, long_ago))
    backup.prune(str(path), None, Keeping(), NOW)
    assert backup.unfinished(str(path)) == []


def damage(path: Path) -> None:
    """A page of a table in the middle of the file, of which a check knows."""
    root = ask(path, "SELECT rootpage FROM sqlite_master WHERE name = 'event'")[0][0]
    change(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)


def test_no_copy_of_a_day_is_made_of_what_is_damaged_but_one_that_guards_a_step_is(path: Path) -> None:
    write(str(path), fact("finished", "a"))
    damage(path)
    with pytest.raises(DatabaseUnusable, match="is damaged, so no copy of it was made"):
        copy_of_day(path)
    assert copies.of(str(path), None) == []
    made = backup.make_copy(str(path), None, NOW, "fix")
    assert made
    with pytest.raises(InvalidFile, match="is damaged"):
        contents(made.path)


def test_a_copy_that_holds_less_than_it_should_is_not_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(str(path), fact("finished", "a"), fact("finished", "b"))
    copy = backup._copy

    def lossy(source: sqlite3.Connection, temporary: Path) -> None:
        copy(source, temporary)
        change(temporary, "DELETE FROM event WHERE topic = 'b'")

    monkeypatch.setattr(backup, "_copy", lossy)
    with pytest.raises(CannotBeDone, match="did not hold what it should"):
        copy_of_day(path)
    assert copies.of(str(path), None) == []


def test_a_copy_to_a_file_is_whole_and_never_over_another_one(path: Path, tmp_path: Path) -> None:
    write(str(path), fact("finished", "a"))
    target = tmp_path / "copy.db"

    def copy(target: Path, *, force: bool = False) -> Copy | None:
        return backup.copy_to(str(path), target, NOW, force=force)

    assert copy(target) == (target, "asked", TODAY, NOW, target.stat().st_size, True)
    write(str(path), fact("finished", "b"))
    with pytest.raises(CannotBeDone, match="exists already"):
        copy(target)
    assert contents(target).events == 1
    copy(target, force=True)
    assert contents(target).events == 2
    for itself in (path, tmp_path / "link"):
        if itself != path:
            itself.symlink_to(path)
        with pytest.raises(CannotBeDone, match="is the database itself"):
            copy(itself, force=True)
    with pytest.raises(CannotBeDone, match="no copy of the database can be made in"):
        copy(tmp_path / "nowhere" / "in" / "copy.db")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotBeDone, match="is no file"):
        copy(tmp_path / "pipe", force=True)
    into = copy(tmp_path)
    assert into
    assert into.path.name.startswith("progress.db.2026-11-23T193000.asked-")
    assert [name for name in all_files(tmp_path) if name.endswith(".tmp")] == []


def test_copies_of_two_databases_of_one_name_in_one_folder_are_told_apart(tmp_path: Path, chosen: Path) -> None:
    chosen.mkdir()
    one, other = tmp_path / "one" / "progress.db", tmp_path / "other" / "progress.db"
    for path, topics in ((one, "ab"), (other, "cde")):
        path.parent.mkdir()
        write(str(path), *(fact("finished", topic) for topic in topics))
        for ago in (2, 1, 0):
            copy_of_day(path, chosen, TODAY - timedelta(days=ago))
    assert len(all_files(chosen)) == 6
    assert len(backup.prune(str(one), chosen, Keeping(1, 0, 0), NOW)) == 2
    left = [(contents(each.path).events, each.is_own) for each in copies.of(str(other), chosen)]
    assert sorted(left) == [(2, False), (3, True), (3, True), (3, True)]


def test_a_copy_that_alone_holds_something_is_never_cleared_away(path: Path) -> None:
    write(str(path), fact("finished", "a"))
    events = events_of(str(path))
    oldest = copy_of_day(path, day=TODAY - timedelta(days=2))
    change(path, "DELETE FROM event")
    storage.refold(str(path), NOW)
    write(str(path), fact("finished", "b"))
    for ago in (1, 0):
        copy_of_day(path, day=TODAY - timedelta(days=ago))
    assert [each.name for each in backup.prune(str(path), None, Keeping(1, 0, 0), NOW)] == [
        "progress.db.2026-11-22.day.backup"
    ]
    assert oldest.path.exists()
    merge(str(path), events)
    copy_of_day(path)
    assert backup.prune(str(path), None, Keeping(1, 0, 0), NOW) == [oldest.path]


def test_copies_of_a_clock_that_was_ahead_take_no_place_of_others(path: Path) -> None:
    write(str(path), fact("finished", "a"))
    for days in (9000, 9001, 0, -1):
        copy_of_day(path, day=TODAY + timedelta(days=days))
    gone = backup.prune(str(path), None, Keeping(2, 0, 0), NOW)
    assert gone == []
    copy_of_day(path, day=TODAY + timedelta(days=1))
    gone = backup.prune(str(path), None, Keeping(2, 0, 0), NOW + timedelta(days=1))
    assert [each.name for each in gone] == ["progress.db.2026-11-22.day.backup"]


@pytest.mark.parametrize("was_replaced", [False, True])
def test_a_copy_of_a_day_to_come_is_the_newest_where_it_holds_the_most(path: Path, *, was_replaced: bool) -> None:
    """Not where the others went on from an older one."""
    write(str(path), fact("finished", "a"))
    copy_of_day(path, day=TODAY - timedelta(days=1))
    if was_replaced:
        write(str(path), fact("finished", "b"))
    ahead = copy_of_day(path, day=TODAY + timedelta(days=9000))
    if was_replaced:
        change(path, "DELETE FROM event WHERE topic = 'b'")
        storage.refold(str(path), NOW)
        write(str(path), fact("finished", "c"))
        copy_of_day(path)
    else:
        write(str(path), fact("finished", "b"))
        ahead = copy_of_day(path, day=TODAY + timedelta(days=9001))
    found = copies.of(str(path), None, NOW)
    assert (found[0] == ahead) != was_replaced
    damage(found[0].path)
    sound, _ = copies.newest_sound(copies.of(str(path), None, NOW))
    assert sound
    assert contents(sound.path).events == (2 if was_replaced else 1)


def test_a_damaged_copy_holds_nothing(path: Path) -> None:
    write(str(path), fact("finished", "a"))
    older, newer = (copy_of_day(path, day=TODAY - timedelta(days=ago)) for ago in (1, 0))
    damage(newer.path)
    assert backup.prune(str(path), None, Keeping(1, 0, 0), NOW) == []
    assert older.path.exists()


def test_what_was_asked_for_or_guards_a_step_is_never_cleared_away(path: Path) -> None:
    write(str(path), fact("finished", "a"))
    for reason in ("asked", "schema-1", "rename", "fix", "replace", "restore"):
        backup.make_copy(str(path), None, NOW - timedelta(days=9), reason)
    copy_of_day(path)
    assert backup.prune(str(path), None, Keeping(0, 0, 0), NOW) == []
    assert len(copies.of(str(path), None)) == 7


Steps = list[tuple[str, int]]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "next day", "next day", "lose", "go back", "rename", "damage"]),
        st.integers(0, 40),
    ),
    max_size=25,
)


@examples(40)
@given(STEPS, st.builds(Keeping, st.integers(0, 3), st.integers(0, 2), st.integers(0, 2)))
def test_clearing_away_never_loses_an_event(
    tmp_path_factory: pytest.TempPathFactory, steps: Steps, keeping: Keeping
) -> None:
    """Whatever happens to the database between the days: what any copy of a day has held is in a sound copy afterwards."""
    path = tmp_path_factory.mktemp("prune") / "progress.db"
    write(str(path), fact("finished", "first"))
    day, user = TODAY, 0
    for step, number in steps:
        match step:
            case "write":
                write(str(path), fact("logged", f"t{number}", minutes=1), user=f"u{user}")
            case "lose":
                change(path, f"DELETE FROM event WHERE rowid % 5 = {number % 5}")  # noqa: S608 - a number
                storage.refold(str(path), NOW)
            case "rename":
                with storage.writing(str(path)) as store:
                    if store.is_user(f"u{user}"):
                        store.rename_user(f"u{user}", f"u{user + 1}")
                        user += 1
            case "damage" if found := copies.of(str(path), None):
                found[number % len(found)].path.write_bytes(b"SQLite format 3\0 no more")
            case "next day" | "go back":
                day += timedelta(days=number + 1) if step == "next day" else timedelta(days=-(number % 5))
                copy_of_day_again(path, day, keeping)


def copy_of_day_again(path: Path, day: date, keeping: Keeping) -> None:
    if storage.lacks_copy(str(path), None, day):
        copy_of_day(path, day=day)
        before = ids_in_copies(path)
        backup.prune(str(path), None, keeping, datetime.combine(day, NOW.time(), NOW.tzinfo))
        assert ids_in_copies(path) == before


def ids_in_copies(path: Path) -> set[str]:
    found: set[str] = set()
    for each in copies.of(str(path), None):
        with suppress(InvalidFile):
            found |= {event.id for event in CopiedEvents(each.path)}
    return found


UNREADABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text": (lambda file: file.write_text("Dear diary"), "is no copy of a database"),
    "nothing": (lambda file: file.touch(), "is no copy of a database"),
    "a folder": (lambda file: file.mkdir(), "cannot read"),
    "a foreign database": (lambda file: change(file, "CREATE TABLE recipe (name TEXT)"), "of another program"),
    "an empty database": (lambda file: change(file, "PRAGMA user_version = 1"), "holds no progress"),
    "half of one": (lambda file: file.write_bytes(b"SQLite format 3\0" + b"\0" * 50), "damaged"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_copy_is_refused_and_left_as_it_was(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "folder" / "file.db"
    file.parent.mkdir()
    make, sentence = UNREADABLE[kind]
    make(file)
    before = file.read_bytes() if file.is_file() else b""
    with pytest.raises(InvalidFile, match=sentence):
        [*CopiedEvents(file)]
    assert (file.read_bytes() if file.is_file() else b"") == before
    assert list(file.parent.iterdir()) == [file]


def test_a_copy_that_was_brought_with_its_journal_is_read_with_it(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)):
        write(str(path), fact("finished", "a"))
        holder = sqlite3.connect(path)
        holder.execute("SELECT count(*) FROM event").fetchone()
        write(str(path), fact("finished", "b"))
        for end in ("", "-wal"):
            (tmp_path / f"brought.db{end}").write_bytes(path.with_name(f"progress.db{end}").read_bytes())
        holder.close()
    assert len([*CopiedEvents(tmp_path / "brought.db")]) == 2


def test_a_copy_of_an_older_version_is_brought_up_to_date_on_the_way(path: Path) -> None:
    write(str(path), fact("finished", "a"))
    change(path, "UPDATE roadmap_meta SET value = '0' WHERE key = 'projection'", "DROP TABLE topic_progress")
    made = copy_of_day(path)
    before = made.path.read_bytes()
    assert [each.topic for each in CopiedEvents(made.path)] == ["a"]
    assert made.path.read_bytes() == before


def test_a_copy_with_a_journal_beside_it_is_as_much_as_both(path: Path, tmp_path: Path) -> None:
    """Somebody has written to it and was killed."""
    write(str(path), fact("logged", "a", minutes=5))
    old = copy_of_day(path, day=TODAY - timedelta(days=3))
    with closing(sqlite3.connect(old.path)) as reader:
        reader.execute("PRAGMA journal_mode = WAL")
        reader.execute("PRAGMA wal_autocheckpoint = 0")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        (late,) = write(str(old.path), fact("noted", "a", text="x"))
        kept = [(each, each.read_bytes()) for each in old.path.parent.glob(f"{old.path.name}*")]
    for file, content in kept:
        file.write_bytes(content)
    write(str(path), fact("logged", "a", minutes=7))
    copy_of_day(path)
    assert backup.prune(str(path), None, Keeping(1, 0, 0), NOW) == []
    assert late in CopiedEvents(old.path)
    merge(str(path), [late])
    copy_of_day(path)
    assert backup.prune(str(path), None, Keeping(1, 0, 0), NOW) == [old.path]
    assert list(old.path.parent.glob(f"{old.path.name}-*")) == []
