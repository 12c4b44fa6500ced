"""Copies brought back from the command line."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from errno import EIO
from pathlib import Path

import pytest
from cli_helpers import assert_refused, events_in, files_in, histories, json_of, run_in_terminal, status_of
from conftest import Cli, Clock
from json_shapes import COUNT, DAY, FLAG, TEXT, listing, table
from jsonschema import validate
from storage_helpers import change

from roadmap_cli import storage
from roadmap_cli.storage import backup

LINE = table(user=TEXT, roadmap=TEXT, events=COUNT, first=DAY, last=DAY, here_as=TEXT)
REPORT = table(
    database=TEXT,
    copy={"type": "object"},
    how={"enum": ["merged", "replaced", "put back"]},
    lines=listing(LINE),
    known=COUNT,
    left_out={"type": ["integer", "null"]},
    user=TEXT,
    barred=COUNT,
    members=listing(table(user=TEXT, group=TEXT, role={"enum": ["learner", "mentor"]})),
    kept=listing(TEXT),
    dry_run=FLAG,
)


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def beside(database: Path) -> Path:
    return database.with_name("progress.db.backups")


@pytest.fixture
def _lost_and_gone_on(cli: Cli, database: Path, clock: Clock) -> None:
    """A week of two people of which there is a copy, then a database begun anew by hand, in which one of them went on."""
    cli("log a 10m")
    cli("--user bob done a b")
    cli("done a")
    clock.move(minutes=1)
    cli("backup")
    for each in database.parent.glob("progress.db*"):
        if each.is_file():
            each.unlink()
    other = database.with_name("other.db")
    clock.move(days=3)
    cli(f"--database {other} log c 25m")
    other.replace(database)


def gone(database: Path) -> None:
    for each in database.parent.glob("progress.db*"):
        if each.is_file():
            each.unlink()


def events(cli: Cli, user: str = "ada") -> list[str]:
    return [each["id"] for each in events_in(cli(f"--user {user} export json").out)]


@pytest.mark.usefixtures("_lost_and_gone_on")
def test_what_was_lost_comes_back_beside_what_is_newer(cli: Cli, beside: Path) -> None:
    newer = events(cli)
    said = cli("restore")
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0] == "Copy of 2026-11-23 19:31 (asked for): 5 events"
    assert [line.split("  ") for line in lines[2:4]] == [
        ["ada", "small", "+ 3 events", "2026-11-23"],
        ["bob", "small", "+ 2 events", "2026-11-23"],
    ]
    assert lines[4] == "Brought back 5 events; 0 here already, and nothing is taken away"
    (kept,) = beside.glob("*.restore.backup")
    assert lines[5] == f"What was here before is kept: {kept}"
    assert set(newer) < set(events(cli))
    assert (status_of(cli, "a"), status_of(cli, "c")) == ("done", "doing")
    assert cli("restore").out.endswith("Nothing is missing here: all 7 events of the copy are here already.\n")
    assert cli("restore today").code == 0


@pytest.mark.usefixtures("_lost_and_gone_on")
def test_undo_goes_back_command_by_command_and_does_not_take_back_what_came(cli: Cli) -> None:
    cli("restore")
    assert [each["events"][0]["kind"] for each in histories(cli)] == ["started", "finished", "started"]
    assert "25 min on Gamma" in cli("undo").out
    assert status_of(cli, "a") == "done"
    assert cli("undo").out.startswith("Took back: done: Alpha")


@pytest.mark.usefixtures("_lost_and_gone_on")
def test_a_dry_run_writes_nothing(cli: Cli, home: Path) -> None:
    before = files_in(home)
    said = cli("restore --dry-run").out
    assert said.startswith("Nothing is written: this is what would happen.\n")
    assert "Would bring back 5 events" in said
    assert cli("restore --dry-run --replace").out.splitlines()[-1] == (
        "Would replace the database: 5 events come back; 2 events that are here are not in the copy"
    )
    assert files_in(home) == before


def test_groups_come_back_with_the_copy_that_holds_them(cli: Cli, database: Path) -> None:
    for each in ("log a 10m", "group add spring ada bob", "group add spring grace --mentor", "backup"):
        assert cli(each).code == 0
    whole = cli("group list spring").out
    cli("user rename ada lovelace"), cli("group remove spring bob grace"), cli("group add spring bob --mentor")
    dry = cli("restore --dry-run").out
    assert dry.endswith("Would be back in groups: grace in spring\n")
    report = json_of(cli, "restore")
    validate(report, REPORT)
    assert report["members"] == [{"user": "grace", "group": "spring", "role": "mentor"}]
    here = {each["user"]: each["role"] for each in json_of(cli, "group list spring")["members"]}
    assert here == {"lovelace": "learner", "bob": "mentor", "grace": "mentor"}
    assert cli("restore").out.count("Nothing is missing here") == 1
    assert cli("group remove spring grace").code == 0
    assert cli("restore --replace --yes").code == 0
    assert cli("group list spring").out == whole
    gone(database)
    assert cli("restore").code == 0
    assert cli("group list spring").out == whole


@pytest.mark.usefixtures("_lost_and_gone_on")
def test_it_is_told_to_scripts(cli: Cli, beside: Path) -> None:
    dry, report = json_of(cli, "restore --dry-run"), json_of(cli, "restore")
    validate(report, REPORT)
    assert (dry["dry_run"], report["dry_run"], dry["lines"]) == (True, False, report["lines"])
    assert (report["how"], report["known"], report["left_out"]) == ("merged", 0, 2)
    assert (dry["kept"], report["kept"]) == ([], [str(next(beside.glob("*.restore.backup")))])


@pytest.mark.usefixtures("_lost_and_gone_on")
def test_replaced_is_only_what_is_agreed_to_and_what_was_here_is_kept(cli: Cli, database: Path, home: Path) -> None:
    newer = events(cli)
    before = files_in(home)
    refused = cli("restore --replace")
    assert_refused(refused, 1, "would be replaced")
    assert files_in(home) == before
    said = cli("restore --replace --yes").out
    assert "Replaced the database: 5 events come back; 2 events that are here are not in the copy\n" in said
    assert (len(events(cli)), set(newer) & set(events(cli))) == (3, set())
    (aside,) = (each for each in database.parent.glob("*.aside"))
    with closing(sqlite3.connect(aside)) as connection:
        assert {name for (name,) in connection.execute("SELECT id FROM event")} == set(newer)
    (protective,) = database.with_name("progress.db.backups").glob("*.replace.backup")
    assert cli(f"restore {protective.name}").code == 0
    assert set(newer) < set(events(cli))
    assert database.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("how", ["missing", "empty", "with a journal left"])
@pytest.mark.parametrize("address", ["{}", "sqlite:///{}"])
def test_where_the_database_is_gone_the_copy_becomes_it(cli: Cli, database: Path, how: str, address: str) -> None:
    cli("log a 10m")
    cli("--user bob done a")
    cli("backup")
    before = events(cli)
    gone(database)
    if how == "empty":
        database.touch()
    if how == "with a journal left":
        database.with_name("progress.db-wal").write_bytes(b"left over")
    report = json_of(cli, f"--database {address.format(database)} restore")
    assert (report["how"], [each["user"] for each in report["lines"]]) == ("put back", ["ada", "bob"])
    assert events(cli) == before
    assert len(events(cli, "bob")) == 1
    if how == "with a journal left":
        (aside,) = database.parent.glob("*.aside-wal")
        assert aside.read_bytes() == b"left over"
    assert cli("log b 5m").code == 0


def test_without_an_own_record_it_is_said_whose_progress_came_back(
    cli: Cli, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("done a")
    gone(database)
    monkeypatch.setenv("LOGNAME", "newname")
    said = cli("restore")
    assert said.err == ("hint: the progress is of ada, not of newname: roadmap config user ada, or --user ada\n")
    assert said.out.endswith(f"The database is back: {database}\n")


def test_the_newest_copy_at_or_before_a_day_is_taken(cli: Cli, clock: Clock) -> None:
    for topic in "abc":
        cli(f"log {topic} 10m")
        clock.move(days=2)
    wanted = {"today": "2026-11-27", "2026-11-26": "2026-11-25", "'4 days ago'": "2026-11-25", "monday": "2026-11-23"}
    for words, day in wanted.items():
        assert json_of(cli, f"restore {words} --dry-run")["copy"]["day"] == day
    refused = cli("restore 2026-11-22")
    assert_refused(refused, 1, "there is no copy of 2026-11-22 or before")
    assert "the oldest is of 2026-11-23" in refused.err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ("nonsense", 2, "'nonsense' is not a day"),
        ("nowhere.db", 1, "there is no file nowhere.db"),
        ("tomorrow", 2, "is in the future"),
    ],
)
def test_what_is_neither_a_day_nor_a_file_is_refused(cli: Cli, words: str, code: int, sentence: str) -> None:
    cli("done a")
    assert_refused(cli(f"restore {words}"), code, sentence)


def test_without_any_copy_it_is_said(cli: Cli, database: Path) -> None:
    assert_refused(cli("restore"), 1, f"there is no copy of {database}")
    assert not database.parent.exists()


def spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def test_a_damaged_copy_is_refused_and_the_next_older_one_named(cli: Cli, clock: Clock, beside: Path) -> None:
    for _ in range(3):
        cli("log a 10m")
        clock.move(days=1)
    oldest, middle, newest = sorted(beside.iterdir())
    spoil(newest)
    spoil(middle)
    refused = cli("restore", str(newest))
    assert_refused(refused, 3, f"the copy {newest} is damaged")
    assert f"hint: the next older one can be read: roadmap restore {oldest}" in refused.err
    assert cli("restore", str(oldest)).code == 0


def test_an_archive_and_what_is_foreign_are_refused_with_the_way_on(cli: Cli, tmp_path: Path) -> None:
    cli("done a")
    archive, foreign = tmp_path / "all.json", tmp_path / "recipes.db"
    archive.write_text(cli("export json").out, encoding="utf-8")
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    refused = cli("restore", str(archive))
    assert_refused(refused, 3, "is no copy of a database")
    assert f"roadmap import {archive}" in refused.err
    assert_refused(cli("restore", str(foreign)), 3, "is a database of another program")
    assert_refused(cli("restore", str(foreign), "--replace", "--yes"), 3, "is a database of another program")


def test_a_damaged_database_is_replaced_and_the_damaged_one_kept(cli: Cli, database: Path) -> None:
    cli("log a 10m")
    cli("backup")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damaged = database.read_bytes()[:200] + b"\xff" * 9000
    database.write_bytes(damaged)
    refused = cli("restore")
    assert refused.code == 4
    assert "roadmap restore --replace" in refused.err
    report = json_of(cli, "restore --replace --yes")
    assert (report["how"], report["left_out"]) == ("replaced", None)
    assert damaged in {Path(each).read_bytes() for each in report["kept"]}
    assert status_of(cli, "a") == "doing"


def test_with_a_full_disk_nothing_is_moved(cli: Cli, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("log a 10m")
    cli("backup")
    cli("done a")
    before = files_in(database.parent)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_copy", full)
    refused = cli("restore --replace --yes")
    assert_refused(refused, 1, "no copy of the database can be made in")
    monkeypatch.undo()
    assert files_in(database.parent) == before


def test_a_database_on_a_drive_that_is_away_is_not_made_up(cli: Cli, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    cli(f"config database {drive / 'progress.db'}")
    stick = tmp_path / "stick"
    stick.mkdir()
    cli(f"config backup_folder {stick}")
    assert cli("done a").code == 0
    shutil.rmtree(drive)
    assert_refused(cli("restore"), 4, "its folder is missing")
    assert not drive.exists()


def test_who_was_renamed_is_told_that_everything_is_here_already(cli: Cli) -> None:
    cli("done a")
    cli("user rename ada lovelace")
    said = cli("--user lovelace restore --dry-run").out
    assert "Nothing is missing here: all 1 event of the copy are here already." in said


def test_who_was_renamed_by_a_version_that_did_not_record_it_is_told_so(cli: Cli, database: Path) -> None:
    cli("done a")
    with storage.writing(str(database)) as store:
        store.rename_user("ada", "lovelace")
    said = cli("--user lovelace restore --dry-run").out
    assert "small, here of lovelace" in said


@pytest.mark.usefixtures("_lost_and_gone_on")
@pytest.mark.parametrize(("typed", "back"), [("y\n", True), ("n\n", False)])
def test_in_a_terminal_it_is_shown_and_asked(cli: Cli, typed: str, back: bool) -> None:  # noqa: FBT001 - a parameter
    code, screen = run_in_terminal("restore", typed=typed)
    assert code == 0, screen
    assert "Bring this back? [y/N]" in screen
    assert screen.count("+ 3 events") == 1
    assert len(events(cli)) == (5 if back else 2)


@pytest.mark.usefixtures("_lost_and_gone_on")
def test_ids_of_the_future_come_back_as_they_are_and_it_is_said_once(cli: Cli, clock: Clock, database: Path) -> None:
    clock.move(days=900)
    cli("log b 10m")
    clock.move(days=-900)
    cli("backup")
    wrong = events(cli)
    gone(database)
    cli(f"--database {database.with_name('new.db')} log c 5m")
    database.with_name("new.db").replace(database)
    said = cli("restore")
    assert (said.code, said.err.count("more than a day ahead")) == (0, 1), said
    assert set(wrong) < set(events(cli))
    cli("done a")
    assert events(cli)[-1] > max(wrong)


def test_a_copy_of_a_clock_that_was_ahead_is_not_the_newest_for_ever(
    cli: Cli, clock: Clock, beside: Path, database: Path
) -> None:
    cli("log a 10m")
    clock.move(days=12_000)
    cli("note a 'of the future'")
    (ahead,) = (each for each in beside.iterdir() if "2026" not in each.name)
    clock.move(days=-12_000)
    said = cli("restore --dry-run --json")
    assert json.loads(said.out)["copy"]["path"] == str(ahead)  # nothing else holds the note
    assert "hint: the clock was ahead when this copy was made" in said.err
    assert "made while the clock was ahead" in cli("doctor").out
    clock.move(days=1)
    cli("log b 10m")
    gone(database)
    said = cli("restore")
    assert "progress.db.2026-11-24.day.backup" in said.out
    assert f"made while the clock was ahead, and not taken for the newest: {ahead}" in said.err
    assert len(events(cli)) == 5
    assert "newest 2026-11-24 (today)" in cli("doctor").out
    assert "1 of a day to come" in " ".join(cli("doctor").out.split())


def test_a_pipe_in_the_place_of_the_database_hangs_nobody_and_goes_aside(
    cli: Cli, database: Path, tmp_path: Path
) -> None:
    cli("log a 10m")
    gone(database)
    os.mkfifo(database)
    assert_refused(cli("backup"), 4, "is a pipe")
    assert "roadmap restore --replace" in cli("status").err
    assert cli("restore --replace --yes").code == 0
    assert len(events(cli)) == 2
    (aside,) = database.parent.glob("*.aside")
    assert aside.is_fifo()
    os.mkfifo(tmp_path / "pipe")
    for command in ("restore", "restore --dry-run"):
        assert_refused(cli(f"{command} {tmp_path / 'pipe'}"), 3, "it is a pipe")


@pytest.mark.parametrize("size", [50, 4096, 20_000])
def test_a_database_that_was_cut_comes_back_by_what_is_said(cli: Cli, database: Path, size: int) -> None:
    cli("log a 10m")
    before = events(cli)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.truncate(database, size)
    for command in ("doctor", "restore", "status"):
        if "roadmap restore" in (said := " ".join((cli(command).out + cli(command).err).split())):
            way = "restore --replace --yes" if "roadmap restore --replace" in said else "restore"
            spoiled = files_in(database.parent)
            assert cli(way).code == 0, said
            assert events(cli) == before
            database.write_bytes(spoiled[database.name])
    assert cli("restore --replace --yes").code == 0


def test_a_folder_in_the_place_of_the_database_is_in_the_way_until_it_is_moved(cli: Cli, database: Path) -> None:
    cli("log a 10m")
    before = events(cli)
    gone(database)
    database.mkdir()
    assert "move that folder away, then: roadmap restore" in cli("restore").err
    assert "move that away, and put the database back: roadmap restore --replace" in " ".join(cli("doctor").out.split())
    assert_refused(cli("restore --replace --yes"), 4, "is a folder, which is left where it is")
    database.rmdir()
    assert cli("restore --replace").code == 0
    assert events(cli) == before


def test_the_newest_copy_that_can_be_read_is_taken(cli: Cli, database: Path, clock: Clock, beside: Path) -> None:
    cli("log a 10m")
    clock.move(days=1)
    cli("log b 10m")
    newest = max(beside.iterdir())
    spoil(newest)
    gone(database)
    said = cli("status").err
    assert ".2026-11-23.day" in said
    assert newest.name not in said
    said_back = cli("restore")
    assert (said_back.code, said_back.err.count(newest.name)) == (0, 1)
    assert "passed over, because damaged" in said_back.err
    assert len(events(cli)) == 2


def test_what_guards_a_step_comes_back_only_to_who_names_it(cli: Cli, database: Path, beside: Path) -> None:
    """It may be damaged, or hold what somebody wanted to get rid of."""
    cli("log a 10m")
    guarding = beside / "progress.db.2026-11-23T235900.replace.backup"
    shutil.copyfile(database, guarding)
    spoil(guarding)
    assert json_of(cli, "restore --dry-run")["copy"]["reason"] == "day"
    assert cli("doctor").code == 0
    next(beside.glob("*.day.backup")).replace(guarding)
    refused = cli("restore")
    assert_refused(refused, 1, "there are only copies that were made before a step")
    assert "roadmap backup list" in refused.err
    gone(database)
    for command in ("status", "database"):
        said = cli(command)
        assert str(guarding) not in said.out + said.err
        assert "roadmap backup list" in " ".join((said.out + said.err).split())
    assert cli(f"restore {guarding.name}").code == 0
    assert len(events(cli)) == 2


def test_what_came_back_has_the_journal_of_every_database(cli: Cli, database: Path) -> None:
    cli("log a 10m")
    gone(database)
    assert cli("restore").code == 0
    assert database.read_bytes()[18:20] == b"\2\2"
    assert "not wal" not in cli("doctor").out
    assert not [each for each in database.parent.iterdir() if each.name.endswith((".tmp", ".tmp-wal", ".tmp-shm"))]


def test_what_an_odd_row_of_the_same_id_bars_is_not_said_to_have_come_back(cli: Cli, database: Path) -> None:
    for topic in "ab":
        cli(f"done {topic}")
    cli("backup")
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("UPDATE event SET day = 'nonsense' WHERE topic = 'a'")
        connection.execute("DELETE FROM event WHERE topic = 'b'")
    report = json.loads(cli("restore --json").out)
    assert ([each["events"] for each in report["lines"]], report["barred"], report["known"]) == ([1], 1, 0)
    said = cli("restore").out
    assert "Brought back 0 events; 1 here already" in said
    assert "Rows that roadmap did not write keep 1 event from coming back; see: roadmap doctor" in said
    assert len(events(cli)) == 1


def leave_a_journal(cli: Cli, database: Path, *, alone: bool) -> None:
    """With what was recorded last, as who is killed leaves one."""
    cli("log a 10m")
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM event").fetchone()
        cli("log b 10m")
        kept = {each: each.read_bytes() for each in database.parent.glob("progress.db*") if each.is_file()}
    gone(database)
    for each, content in kept.items():
        if each.name.endswith("-wal") or not alone:
            each.write_bytes(content)


@pytest.mark.parametrize(
    ("command", "alone", "told"),
    [
        ("restore", True, "What was recorded last may be in its journal, and did not come back: "),
        ("restore --replace --yes", False, "What was recorded last may be in its journal: "),
        ("database begin --yes", True, "What was recorded last may be in the journal"),
        ("database begin --yes", False, "What was recorded last may be in the journal"),
    ],
)
def test_a_journal_that_goes_aside_with_something_in_it_is_spoken_of(
    cli: Cli, database: Path, command: str, told: str, *, alone: bool
) -> None:
    leave_a_journal(cli, database, alone=alone)
    said = cli(command)
    (journal,) = database.parent.glob("*.aside-wal")
    assert journal.stat().st_size
    assert told in said.out
    assert str(journal) in "".join(said.out.split("\n"))
    assert f"{journal} status" not in said.out


@pytest.mark.parametrize("failures", [1, 2])
@pytest.mark.parametrize("command", ["restore --replace --yes", "database begin --yes"])
def test_where_a_disk_does_not_answer_everything_stands_where_it_stood_or_it_is_said_where(
    cli: Cli, database: Path, monkeypatch: pytest.MonkeyPatch, command: str, failures: int
) -> None:
    """The second failure is that of the database on its way back."""
    cli("log a 10m")
    before = files_in(database.parent)
    rename, left = Path.rename, iter(range(failures))

    def fail(self: Path, target: str | Path) -> Path:
        if Path(target) == database and next(left, None) is not None:
            raise OSError(EIO, "Input/output error")
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", fail)
        refused = cli(command)
    kept = list(database.parent.glob("*.aside"))
    if failures == 1:
        assert_refused(refused, 4, "does not answer (input/output error)")
        assert kept == []
        assert before.items() <= files_in(database.parent).items()
    else:
        assert_refused(refused, 4, f"it is in {kept[0]}")
        kept[0].rename(database)
    assert len(events(cli)) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE seal SET value = '1' || value",
        "DELETE FROM seal",
        "DROP TABLE topic_progress",
        "UPDATE topic_progress SET minutes = x'00'",
        "UPDATE roadmap_meta SET value = '6' WHERE key = 'projection'",
    ],
)
@pytest.mark.parametrize("how", ["", " --replace --yes"])
def test_a_copy_is_worth_its_log_whatever_was_added_up_in_it(
    cli: Cli, database: Path, beside: Path, how: str, statement: str
) -> None:
    cli("log a 10m")
    cli("--user bob done a b")
    cli("backup")
    right = events(cli), events(cli, "bob")
    (copy,) = beside.glob("*asked*")
    change(copy, statement)
    gone(database)
    restored = cli(f"restore{how}")
    assert restored.code == 0, restored
    assert (events(cli), events(cli, "bob")) == right
    assert cli("status").code == 0


@pytest.mark.parametrize("column", ["user", "id", "roadmap", "topic", "data"])
@pytest.mark.parametrize("value", ["CAST(x'ff41' AS TEXT)", "x'ff41'"], ids=["no text", "a blob"])
def test_a_row_that_is_no_event_keeps_no_copy_from_being_made_and_brought_back(
    cli: Cli, database: Path, beside: Path, clock: Clock, column: str, value: str
) -> None:
    cli("log a 10m")
    cli("done a")
    row = "user, id || 'x', batch, roadmap, kind, topic, at, day, data, NULL, NULL FROM event LIMIT 1"
    change(database, f"INSERT INTO event SELECT {row}", f"UPDATE event SET {column} = {value} WHERE id LIKE '%x'")  # noqa: S608
    clock.move(days=1)
    assert cli("log a 5m").code == 0
    assert len(list(beside.glob("*.day.backup"))) == 2
    clock.move(minutes=1)
    assert "of ada" in cli("backup").out
    right = events(cli)
    assert len(right) == 4
    assert "damaged" not in cli("backup list").out
    gone(database)
    restored = cli("restore")
    assert restored.code == 0, restored
    assert events(cli) == right
