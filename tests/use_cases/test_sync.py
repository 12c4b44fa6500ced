"""A learner on several machines: whatever comes between, both sides end equal."""

import json
import os
from pathlib import Path

import pytest
from conftest import NOW
from postgres_helpers import postgres
from storage_helpers import fact, holds_the_fold
from sync_helpers import SHARED, Home, files_of, two_homes

from roadmap_cli import storage
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.later_event import LaterEvent
from roadmap_cli.domain.roadmap import NO_ROADMAP
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.reports.sync import Moved
from roadmap_cli.services.user import rename
from roadmap_cli.settings.device import KeptDevice, _here
from roadmap_cli.settings.folders import device_file
from roadmap_cli.storage import folder as folders
from roadmap_cli.storage.database_replica import DatabaseReplica
from roadmap_cli.storage.event_line import line_of
from roadmap_cli.use_cases import sync_memory

LOGGED = fact("logged", "a", minutes=45)
KINDS = ("folder", "database", "database through sql", pytest.param("server", marks=pytest.mark.process))


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / SHARED
    folder.mkdir()
    return folder


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, shared: Path) -> str:
    file = shared / "progress.db"
    if request.param == "server":
        return postgres(file)
    return {"folder": str(shared), "database": str(file)}.get(request.param, f"sqlite:///{file}")


def test_what_one_home_records_the_other_has(tmp_path: Path, place: str) -> None:
    a, b = two_homes(tmp_path, place)
    a.write(LOGGED, fact("finished", "a"), fact("noted", "a", text="so"))
    assert a.synced().went == Moved(events=3, done=1, minutes=45, notes=1, devices=((None, 3),))
    b.write(fact("graded", "b", card="c", rating=3))
    came = b.synced()
    assert (came.came.events, came.went.grades) == (3, 1)
    assert a.synced().came.events == 1
    assert a.events() == b.events()
    assert holds_the_fold(a.database)
    assert holds_the_fold(b.database)


def test_a_second_sync_has_nothing_to_do_and_writes_nothing(tmp_path: Path, place: str) -> None:
    a, b = two_homes(tmp_path, place)
    a.write(LOGGED)
    a.synced(), b.synced(), a.synced()
    for home in (a, b):
        again = home.synced()
        assert (again.came.events, again.went.events, again.is_whole) == (0, 0, False)


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path: Path, place: str) -> None:
    a, b = two_homes(tmp_path, place)
    a.write(LOGGED)
    a.synced()
    b.write(fact("noted", "b", text="x"))
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file() and each.suffix == ".jsonl"}
    (told,) = b.sync(dry_run=True).report.remotes
    assert (told.came.minutes, told.went.notes) == (45, 1)
    assert len(b.events()) == 1
    assert {each: each.read_bytes() for each in before} == before
    assert b.remote().read is None
    done = b.synced()
    assert (done.came, done.went) == (told.came, told.went)


def test_a_fresh_home_begins_with_what_comes(tmp_path: Path, place: str) -> None:
    a, b = two_homes(tmp_path, place)
    a.write(LOGGED)
    a.synced()
    assert not b.path.exists()
    b.synced()
    assert b.events() == a.events()


def test_the_learner_may_be_called_otherwise_there(tmp_path: Path, place: str) -> None:
    a, b = Home(tmp_path, "a"), Home(tmp_path, "b", user="lovelace")
    a.add(place), b.add(place)
    a.write(LOGGED), b.write(fact("noted", "b", text="x"))
    with storage.writing(b.database) as log:
        log.append("bob", "r", [LOGGED], NOW)
    a.synced(), b.synced(), a.synced()
    assert a.events() == b.events()
    assert len(a.events()) == 2


def test_what_comes_from_one_remote_goes_to_the_others_at_once(tmp_path: Path, shared: Path) -> None:
    stick = tmp_path / "stick.db"
    a, b = Home(tmp_path, "a"), Home(tmp_path, "b")
    a.add(shared, "first"), a.add(stick, "then"), b.add(stick)
    b.write(LOGGED)
    b.synced()
    first, then = a.sync().report.remotes
    assert (then.came.events, first.went.events) == (1, 1)


def test_a_database_that_was_lost_has_everything_again(tmp_path: Path, place: str) -> None:
    a, b = two_homes(tmp_path, place)
    a.write(LOGGED)
    a.synced(), b.synced(), a.synced()
    for each in a.root.glob("progress.db*"):
        each.unlink() if each.is_file() else None
    a.write(fact("noted", "a", text="meanwhile"))
    assert a.synced().is_whole
    b.synced()
    assert a.events() == b.events()
    assert len(a.events()) == 2


def test_a_folder_that_was_lost_has_everything_again(tmp_path: Path, shared: Path) -> None:
    a, b = two_homes(tmp_path, shared)
    a.write(LOGGED)
    a.synced(), b.synced()
    for each in sorted(shared.rglob("*"), reverse=True):
        each.unlink() if each.is_file() else each.rmdir()
    b.write(fact("noted", "b", text="x"))
    b.synced(), a.synced()
    assert a.events() == b.events()
    assert len(a.events()) == 2


def test_a_database_there_that_is_gone_is_not_taken_for_new(tmp_path: Path, shared: Path) -> None:
    file = shared / "progress.db"
    a, _ = two_homes(tmp_path, file)
    a.write(LOGGED)
    a.synced()
    file.unlink()
    (error,) = a.sync().errors
    assert "was there before" in error.sentence
    assert f"roadmap --database {file} database begin" in error.hint
    with a.entered() as session:
        storage.begin(str(file), session.guard)
    assert a.synced().went.events == 1


@pytest.mark.parametrize(
    "dies_at", [(sync_memory, "keep"), (folders, "_write"), (DatabaseReplica, "_take")], ids=["state", "file", "rows"]
)
def test_a_sync_that_dies_is_repeated(
    tmp_path: Path, place: str, dies_at: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = two_homes(tmp_path, place)
    a.write(LOGGED), b.write(fact("noted", "b", text="x"))
    a.synced()
    with monkeypatch.context() as patched:
        patched.setattr(*dies_at, interrupted)
        if dies_at[1] == "keep" or (dies_at[0] is folders) == Path(place).is_dir():
            with pytest.raises(KeyboardInterrupt):
                b.sync()
            assert len(b.events()) == 2  # what came is recorded
    b.synced(), a.synced()
    assert a.events() == b.events()
    assert len(a.events()) == 2


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def torn(line: bytes) -> bytes:
    return line[: len(line) // 2]


def other(event: Event, number: int) -> bytes:
    """Another event as a line."""
    return line_of(event._replace(id=event.id[:-4] + f"{number:04x}"))


def test_half_a_line_waits_for_its_other_half(tmp_path: Path, shared: Path) -> None:
    a, b = two_homes(tmp_path, shared)
    (event,) = a.write(LOGGED)
    a.synced()
    file = shared / "roadmap/ada/a.aaaaaa.jsonl"
    line = other(event, 7)
    with file.open("ab") as written:
        written.write(torn(line))
    assert b.synced().came.events == 1
    assert b.synced().left_out == ()
    file.write_bytes(line_of(event) + line)
    assert b.synced().came.events == 1


def test_half_a_line_of_its_own_is_mended(tmp_path: Path, shared: Path) -> None:
    """Also where it is longer than what comes in its place."""
    a, b = two_homes(tmp_path, shared)
    a.write(LOGGED)
    a.synced()
    file = shared / "roadmap/ada/a.aaaaaa.jsonl"
    with file.open("ab") as written:
        written.write(b'{"roadmap":"r' + b"r" * 5000)
    a.write(fact("noted", "a", text="x"))
    a.synced()
    assert file.read_bytes().endswith(b"}\n")
    done = b.synced()
    assert (done.came.events, done.left_out) == (2, ())


def test_what_is_no_event_is_told_with_its_line_and_stops_nothing(tmp_path: Path, shared: Path) -> None:
    a, b = two_homes(tmp_path, shared)
    (event,) = a.write(LOGGED)
    folder = shared / "roadmap/ada"
    folder.mkdir(parents=True)
    lines = [b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b'{"roadmap":"r"}', b"", b"   ", line_of(event).strip()]
    (folder / "x.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines) + b"\r\n")
    (folder / ".syncthing.x.jsonl.tmp").write_bytes(b"{")
    (folder / "._x.jsonl").write_bytes(b"\0")
    (folder / "notes.txt").write_text("mine")
    (folder / "a folder.jsonl").mkdir()
    done = b.synced()
    assert done.came.events == 1
    places = [each.place.rpartition("/")[2] for each in done.left_out]
    assert places == ["a folder.jsonl", *(f"x.jsonl:{number}" for number in range(1, 6))]
    assert b.synced().left_out[1:] == ()


def test_copies_by_other_programs_are_read_and_their_going_is_no_loss(tmp_path: Path, shared: Path) -> None:
    a, b = two_homes(tmp_path, shared)
    (event,) = a.write(LOGGED)
    a.synced(), b.synced()
    copy = shared / "roadmap/ada/a.aaaaaa.sync-conflict-20261123-193000-ABCDEFG.jsonl"
    copy.write_bytes(line_of(event) + other(event, 9))
    assert b.synced().came.events == 1
    copy.unlink()
    assert b.synced().is_whole
    a.synced()
    assert len(a.events()) == 2
    assert a.events() == b.events()


def test_a_file_that_shrank_is_filled_again(tmp_path: Path, shared: Path) -> None:
    a, b = two_homes(tmp_path, shared)
    for number in range(3):
        a.write(fact("noted", "a", text=str(number)))
        a.synced()
    file = shared / "roadmap/ada/a.aaaaaa.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert a.synced().went.events == 2
    assert file.read_bytes() == whole
    b.synced()
    assert len(b.events()) == 3


def test_no_event_stands_twice_in_the_files_of_homes_that_had_the_same(tmp_path: Path, shared: Path) -> None:
    a, b = two_homes(tmp_path, shared)
    events = a.write(LOGGED, fact("noted", "a", text="x"))
    with storage.writing(b.database) as log:
        log.merge(events)
    a.synced(), b.synced()
    assert sum(each.count(b"\n") for each in files_of(shared).values()) == 2


def test_nothing_is_written_through_a_link(tmp_path: Path, shared: Path) -> None:
    a, _ = two_homes(tmp_path, shared)
    victim = tmp_path / "victim"
    victim.write_text("mine\n")
    folder = shared / "roadmap/ada"
    folder.mkdir(parents=True)
    (folder / "a.aaaaaa.jsonl").symlink_to(victim)
    a.write(LOGGED)
    done = a.sync()
    assert [type(each) for each in done.errors] == [CannotBeDone]
    assert victim.read_text() == "mine\n"
    (remote,) = done.report.remotes
    assert (remote.unsent, remote.left_out[0].fault) == (1, "it is a link")
    assert remote.fault == f"cannot write to the folder {shared}: it is a link (roadmap/ada/a.aaaaaa.jsonl)"
    (folder / "a.aaaaaa.jsonl").unlink()
    assert a.synced().went.events == 1


def test_a_home_that_was_copied_unnoticed_writes_to_a_file_of_its_own(tmp_path: Path, shared: Path) -> None:
    a, b = two_homes(tmp_path, shared)
    a.device = b.device = ""
    a.write(LOGGED)
    a.synced()
    with a.entered() as session:
        first, told = session.device.known(), json.loads(device_file().read_text())
    with b.entered():
        witness = _here()
        device_file().write_text(json.dumps({**told, **witness._asdict()}))
        assert KeptDevice(print).known() == first
    b.synced()
    with b.entered() as session:
        second = session.device.known()
        assert second != first
    assert any("device of its own" in each for each in b.hints)
    b.write(fact("noted", "b", text="x"))
    b.synced(), a.synced()
    assert [*files_of(shared)] == sorted(f"{each}.jsonl" for each in (first, second))
    assert a.events() == b.events()


@pytest.mark.parametrize("name", ["roadmap", "roadmap/ada"])
def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path, shared: Path, name: str) -> None:
    a, _ = two_homes(tmp_path, shared)
    a.write(LOGGED)
    (shared / name).parent.mkdir(exist_ok=True)
    (shared / name).write_text("mine\n")
    (error,) = a.sync().errors
    assert error.sentence == f"cannot read the folder {shared}: not a directory (roadmap/ada)"
    assert (shared / name).read_text() == "mine\n"


def test_what_cannot_be_written_whole_is_taken_away_again(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = two_homes(tmp_path, shared)
    a.write(LOGGED)
    a.synced()
    before = files_of(shared)
    b.write(fact("noted", "b", text="x"))
    b.synced()
    a.write(fact("noted", "a", text="y"))

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        done = a.sync()
    (error,) = done.errors
    assert "no space left" in error.sentence
    assert files_of(shared)["a.aaaaaa.jsonl"] == before["a.aaaaaa.jsonl"]
    assert len(a.events()) == 2 + 1  # what came is here
    assert a.synced().went.events == 1
    b.synced()
    assert a.events() == b.events()


def test_a_disk_that_is_full_halfway_has_nothing_of_it(tmp_path: Path, shared: Path) -> None:
    resource = pytest.importorskip("resource")
    a = Home(tmp_path, "a")
    a.add(shared)
    a.write(LOGGED)
    a.synced()
    before, limits = files_of(shared), resource.getrlimit(resource.RLIMIT_FSIZE)
    a.write(*(fact("noted", "a", text="y" * 1000) for _ in range(300)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        done = a.sync()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "cannot write to the folder" in done.errors[0].sentence
    assert files_of(shared) == before
    assert a.synced().went.events == 300


def test_a_drive_that_is_away_is_never_made_up(tmp_path: Path, place: str, shared: Path) -> None:
    if "://" in place and not place.startswith("sqlite"):
        return  # a server is on no drive
    a, _ = two_homes(tmp_path, place)
    a.write(LOGGED)
    shared.rmdir()
    (error,) = a.sync().errors
    assert "is not there" in error.sentence
    assert not shared.exists()


def test_others_go_on_where_one_is_away(tmp_path: Path, shared: Path) -> None:
    a = Home(tmp_path, "a")
    a.add(tmp_path / "away" / "x", "away"), a.add(shared, "here")
    a.write(LOGGED)
    done = a.sync()
    assert [each.went.events for each in done.report.remotes] == [0, 1]
    assert len(done.errors) == 1


@pytest.mark.parametrize(
    "name", ["Ada", "ada", "ad/../a", ".", "..", "CON", "con", "com1.x", "a.", "ada lovelace", "Ада", "a%41", "é" * 100]
)
def test_each_user_has_a_folder_of_its_own(tmp_path: Path, shared: Path, name: str) -> None:
    replica = folders.FolderReplica(shared, "a.aaaaaa")
    a = Home(tmp_path, "a")
    a.add(shared, user=name)
    a.write(LOGGED)
    a.synced()
    (folder,) = (shared / "roadmap").iterdir()
    assert folder.name == folder.name.lower()
    assert len(folder.name.encode()) < 200
    assert replica.users() == ([name] if len(name) < 100 else [])
    assert (folder.name == name) == (name == "ada")


def test_a_memory_by_another_hand_is_refused_and_one_of_another_log_is_not_believed(
    tmp_path: Path, shared: Path
) -> None:
    a, _ = two_homes(tmp_path, shared)
    a.write(LOGGED)
    a.synced()
    with a.entered() as session:
        remote = a.remote()
        odd = remote._replace(read={"files": {"../x": [1, 2, 3], "y": "z"}}, here=(99, "x"))
        sync_memory.keep(session, odd)
    assert a.synced().is_whole
    with a.entered():
        file = sync_memory.sync_file()
    assert file.stat().st_mode & 0o777 == 0o600
    for text in ("", "[]", '{"databases": []}', '{"databases": {"x": {}}}', '{"databases": {"x": [1]}}', "\xff"):
        file.write_bytes(text.encode("latin-1"))
        with pytest.raises(InvalidFile):
            a.sync()


def test_events_of_a_later_version_travel_as_they_are(tmp_path: Path, place: str) -> None:
    a, b = two_homes(tmp_path, place)
    (event,) = a.write(LOGGED)
    odd = {"zeta": [1, {"b": 10**30, "a": 0.1}], "alpha": "\u2028 \x1b é"}
    later = LaterEvent(*event)._replace(id=event.id[:-4] + "aaaa", kind="dreamt", data=odd)
    more = LaterEvent(*event)._replace(id=event.id[:-4] + "bbbb", data={"minutes": 5, "mood": None})
    with storage.writing(a.database) as log:
        log.bring_in([later, more])
    assert a.synced().went == Moved(events=3, minutes=45, others=2, devices=((None, 3),))
    assert b.synced().came.events == 3
    assert b.synced().came.events == 0
    with storage.reading(a.database) as log:
        sent = [*log.recorded("ada", "r")]
    with storage.reading(b.database) as log:
        assert [*log.recorded("ada", "r")] == sent
    assert later in sent
    assert any("newer version" in each for each in b.hints)


def test_a_new_name_travels_and_what_was_named_stays_known(tmp_path: Path, place: str) -> None:
    a, b = two_homes(tmp_path, place)
    a.write(LOGGED), b.write(fact("noted", "b", text="x"))
    a.synced(), b.synced(), a.synced()
    with a.entered() as session:
        session.on(NO_ROADMAP._replace(id="r")).write(rename, "ada", "lovelace")
    a.user = "lovelace"
    assert a.synced().went.events == 1
    b.write(fact("noted", "b", text="before it heard"))
    b.synced()
    b.user = "lovelace"
    assert len(b.events()) == 4
    b.user = "ada"
    assert b.synced().is_whole is False
    assert a.synced().came.events == 1
    b.user = "lovelace"
    b.write(fact("noted", "b", text="after"))
    b.synced(), a.synced()
    assert a.events() == b.events()
    assert len(a.events()) == 5
