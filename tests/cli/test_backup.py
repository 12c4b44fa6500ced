"""Copies from the command line: the one of a day by itself, those that are asked for, and the list of them."""

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from cli_helpers import STARTED, assert_no_traceback, assert_refused, files_in, json_of, run_program, run_shell
from conftest import Cli, Clock
from json_shapes import COUNT, DAY, FLAG, TEXT, TEXT_OR_NULL, TIME, listing, table
from jsonschema import validate
from process_helpers import AS_NOBODY
from rich.filesize import decimal
from storage_helpers import change

from roadmap_cli import storage
from roadmap_cli.storage import backup, copies
from roadmap_cli.storage.copies import contents

COPY = table(
    path=TEXT,
    reason=TEXT,
    day=DAY,
    made=TIME,
    bytes=COUNT,
    events={"type": ["integer", "null"]},
    users=listing(TEXT),
    fault=TEXT,
    is_own=FLAG,
    fades=FLAG,
)
SERVER = "postgresql://nobody@localhost:1/none"
READING = ("status", "next", "list", "history", "export json", "backup list", "restore --dry-run", "user", "config")


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def beside(database: Path) -> Path:
    return database.with_name("progress.db.backups")


def of_days(folder: Path) -> list[str]:
    return sorted(each.name.split(".")[2] for each in folder.glob("*.day*.backup"))


def test_the_first_record_of_a_day_is_followed_by_a_copy_of_everything(cli: Cli, beside: Path, clock: Clock) -> None:
    assert cli("log a 10m").err == ""
    (first,) = beside.iterdir()
    assert (first.name, contents(first).events) == ("progress.db.2026-11-23.day.backup", 2)
    before = first.read_bytes()
    cli("done a")
    assert first.read_bytes() == before
    clock.move(hours=8)  # half past three: still the learner's evening
    cli("log b 10m")
    assert of_days(beside) == ["2026-11-23"]
    clock.move(hours=1)
    cli("log b 10m")
    assert of_days(beside) == ["2026-11-23", "2026-11-24"]


def test_a_command_that_records_nothing_makes_none(cli: Cli, database: Path, beside: Path, clock: Clock) -> None:
    for command in (*READING, "undo"):
        cli(command)
    assert not database.exists()
    cli("done a")
    clock.move(days=1)
    for command in (*READING, "done a", "reset a --dry-run"):
        cli(command)
    assert of_days(beside) == ["2026-11-23"]


@pytest.mark.parametrize("address", ["{}", "sqlite:///{}"])
def test_it_is_made_of_whatever_database_was_recorded_in(cli: Cli, tmp_path: Path, address: str) -> None:
    path = tmp_path / "x.db"
    assert cli(f"--database {address.format(path)} done a").code == 0
    assert of_days(tmp_path / "x.db.backups") == ["2026-11-23"]
    assert len(json_of(cli, f"--database {address.format(path)} backup list")["copies"]) == 1


def test_it_goes_to_the_folder_that_is_chosen_and_there_is_none_where_none_is_wanted(
    cli: Cli, tmp_path: Path, beside: Path, clock: Clock
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    cli(f"config backup_folder {stick}")
    cli("done a")
    assert (of_days(stick), beside.exists()) == (["2026-11-23"], False)
    assert json_of(cli, "backup list")["folder"] == str(stick)
    clock.move(days=1)
    for key in ("daily_backups", "weekly_backups", "monthly_backups"):
        cli(f"config {key} 0")
    cli("done b")
    assert of_days(stick) == ["2026-11-23"]
    assert json_of(cli, "backup list")["folder"] is None


def test_old_ones_are_cleared_away_and_the_newest_of_weeks_and_months_stay(
    cli: Cli, beside: Path, clock: Clock
) -> None:
    for _ in range(70):
        assert cli("log a 1m").code == 0
        clock.move(days=1)
    kept = of_days(beside)
    assert kept[-7:] == [f"{clock.now - timedelta(days=ago):%Y-%m-%d}" for ago in range(7, 0, -1)]
    assert kept[:-7] == ["2026-11-30", "2026-12-31", "2027-01-10", "2027-01-17", "2027-01-24"]


def break_folder(beside: Path) -> None:
    beside.write_text("in the way", encoding="utf-8")


@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left"), sqlite3.DatabaseError("odd"), KeyboardInterrupt(), MemoryError()]
)
def test_a_copy_that_fails_is_never_the_reason_for_another_answer(
    cli: Cli, beside: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(backup, "_verify", fail)
    result = cli("done a")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Done: Alpha")
    assert list(beside.iterdir()) == []
    monkeypatch.undo()


def test_where_its_folder_is_in_the_way_the_command_is_done(cli: Cli, beside: Path) -> None:
    beside.parent.mkdir(parents=True)
    break_folder(beside)
    result = cli("done a")
    assert (result.code, result.err) == (0, "")
    for command in ("backup list", "restore", "restore today"):
        assert_refused(cli(command), 1, f"the folder of copies {beside} cannot be read")
    told = " ".join(cli("doctor").out.split())
    assert f"the folder of copies {beside} cannot be read: not a directory" in told
    assert "make one: roadmap backup" not in told


def test_of_two_folders_one_that_cannot_be_read_is_spoken_of(cli: Cli, beside: Path, tmp_path: Path) -> None:
    cli("done a")
    stick = tmp_path / "stick"
    cli(f"config backup_folder {stick}")
    stick.touch()
    for command in ("backup list", "restore --dry-run"):
        said = cli(command)
        assert said.code == 0
        assert f"hint: there may be more copies: the folder of copies {stick} cannot be read" in said.err
    assert beside.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such limit")
def test_with_a_full_disk_during_the_copy_nothing_is_left_and_the_command_is_done(beside: Path, database: Path) -> None:
    """The database is larger than files may become, and what is recorded fits into its journal."""
    assert run_program("log", "a", "10m").code == 0
    for each in beside.iterdir():
        each.unlink()
    result = run_shell("trap '' XFSZ; ulimit -f 140; $ROADMAP_RUN done a", prefix=STARTED)
    assert database.stat().st_size > 140 * 512
    assert (result.code, result.err) == (0, ""), result
    assert list(beside.iterdir()) == []
    assert run_program("log", "a", "10m").code == 0
    assert len(list(beside.iterdir())) == 1


def test_a_copy_is_looked_for_with_one_look(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("log a 10m")
    seen: list[Path] = []
    exists = Path.exists

    def looked(self: Path, **options: bool) -> bool:
        if "backups" in str(self):
            seen.append(self)
        return exists(self, **options)

    monkeypatch.setattr(Path, "exists", looked)
    cli("done a")
    assert len(seen) == 1


def test_a_copy_that_is_asked_for_says_what_it_holds(cli: Cli, beside: Path, tmp_path: Path, clock: Clock) -> None:
    cli("log a 10m")
    cli("--user bob done a")
    clock.move(minutes=1)
    made = cli("backup")
    (copy,) = beside.glob("*asked*")
    size = copy.stat().st_size
    assert made.out == f"Copied: 3 events of ada; bob, {decimal(size)}\n{copy}\n"
    assert copy.name == "progress.db.2026-11-23T193100.asked.backup"
    target = tmp_path / "copy.db"
    assert cli(f"backup {target}").out.endswith(f"\n{target}\n")
    assert_refused(cli(f"backup {target}"), 1, "exists already")
    assert cli(f"backup {target} --force").code == 0
    assert contents(target) == (3, ("ada", "bob"))
    assert cli(f"backup {tmp_path}").code == 0
    assert cli(f"backup make {target} --force --quiet").out == ""


def test_copies_are_listed_newest_first_with_why(cli: Cli, beside: Path, clock: Clock, database: Path) -> None:
    cli("done a")
    for command in ("user rename ada lovelace", "backup"):
        clock.move(minutes=1)
        assert cli(command).code == 0
    report = json_of(cli, "backup list")
    validate(
        report,
        table(database=TEXT, copies=listing(COPY), folder=TEXT_OR_NULL, daily=COUNT, weekly=COUNT, monthly=COUNT),
    )
    assert [each["reason"] for each in report["copies"]] == ["asked", "rename", "day"]
    assert [each["fades"] for each in report["copies"]] == [False, False, True]
    assert (report["database"], report["folder"]) == (str(database), str(beside))
    assert report["copies"][0]["users"] == ["lovelace"]
    lines = cli("backup list").out.splitlines()
    assert [line.split("  ")[:2] for line in lines] == [
        ["2026-11-23 19:32", "asked for"],
        ["2026-11-23 19:31", "before a rename"],
        ["2026-11-23 19:30", "the day's"],
    ]
    made = json_of(cli, "backup")
    validate(made, table(database=TEXT, copy=COPY))
    assert made["copy"]["events"] == 2  # the new name is one


def test_a_damaged_copy_is_listed_as_such(cli: Cli, beside: Path) -> None:
    cli("done a")
    (copy,) = beside.iterdir()
    copy.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    (line,) = json_of(cli, "backup list")["copies"]
    assert (line["events"], line["fault"]) == (None, f"the copy {copy} is damaged")
    assert "  damaged  " in cli("backup list").out


def test_a_page_that_a_disk_has_lost_is_found_by_reading_all_of_a_copy(cli: Cli, beside: Path, database: Path) -> None:
    for _ in range(60):
        cli("note", "a", "what I have understood " * 9)
    cli("backup")
    (copy,) = beside.glob("*asked*")
    whole = copy.read_bytes()
    page = 4096 * (whole.index(b"what I have understood") // 4096)
    copy.write_bytes(whole[:page] + bytes(4096) + whole[page + 4096 :])
    told = {each["path"]: each["fault"] for each in json_of(cli, "backup list --verify")["copies"]}
    assert told.pop(str(copy)) == f"the copy {copy} is damaged"
    assert set(told.values()) == {""}
    assert "  damaged  " in cli("backup list --verify").out
    assert cli("backup list --verify").out.count("damaged") == 1
    database.unlink()
    (older,) = set(beside.iterdir()) - {copy}
    assert_refused(cli("status"), 4, f"the newest copy, {older}, with: roadmap restore")


def test_a_copy_of_another_version_of_roadmap_is_counted(cli: Cli, beside: Path) -> None:
    cli("log a 10m")
    (copy,) = beside.iterdir()
    change(copy, "UPDATE roadmap_meta SET value = '6' WHERE key = 'projection'", "DELETE FROM seal")
    assert json_of(cli, "backup list")["copies"][0]["events"] == 2


def test_a_copy_that_was_cut_off_is_seen_at_a_glance(cli: Cli, beside: Path, clock: Clock) -> None:
    """As by a stick that was pulled out too early."""
    cli("log a 10m")
    clock.move(days=1)
    cli("log a 10m")
    older, newest = sorted(beside.iterdir())
    newest.write_bytes(newest.read_bytes()[:-4096])
    assert json_of(cli, "backup list")["copies"][0]["fault"] == f"the copy {newest} is damaged"
    assert json_of(cli, "database")["newest_copy"] == str(older)


def test_where_there_is_nothing_nothing_is_copied(cli: Cli, database: Path, tmp_path: Path) -> None:
    assert_refused(cli("backup"), 1, "there is nothing to copy yet")
    assert cli("backup list").out == "There is no copy yet.\n"
    assert not database.parent.exists()


@pytest.mark.parametrize("command", ["backup", "backup x.db", "backup list", "restore", "restore x.db"])
def test_of_a_server_it_is_said_what_makes_a_copy(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.db").touch()
    before = files_in(tmp_path)
    result = cli(f"--database {SERVER} {command}")
    assert_refused(result, 1, "of a database on a server no copy can be made here")
    assert "pg_dump" in result.err
    assert files_in(tmp_path) == before


def test_a_copy_is_the_same_in_a_process_and_loads_nothing_on_the_next_command(beside: Path, database: Path) -> None:
    assert run_program("done", "a").code == 0
    assert len(of_days(beside)) == 1
    probe = "import sys; from roadmap_cli.cli import run; run(['log', 'b', '5m']); sys.exit('roadmap_cli.storage.backup' in sys.modules)"
    assert run_shell(f'{sys.executable} -c "{probe}"').code == 0
    assert not storage.lacks_copy(str(database), None, copies.of(str(database), None)[0].day)


def test_a_copy_brought_to_another_computer_is_found_in_its_folder(cli: Cli, tmp_path: Path, database: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    cli(f"config backup_folder {stick}")
    cli("done a")
    moved = tmp_path / "new computer" / "progress.db"
    shutil.rmtree(database.parent)
    report = json.loads(cli("--database", str(moved), "backup", "list", "--json").out)
    assert [each["is_own"] for each in report["copies"]] == [False]
    assert cli("--database", str(moved), "restore", "--yes").code == 0
    assert "done: Alpha" in cli("--database", str(moved), "history").out


BESIDE = ("", "-wal", "-shm", "-journal", ".lock")


@pytest.mark.parametrize("ending", BESIDE)
@pytest.mark.parametrize(
    "command", ["export markdown -o {} --force", "export json -o {} --force", "new {} --force", "backup {} --force"]
)
def test_nothing_that_is_written_goes_over_the_database_or_what_belongs_to_it(
    cli: Cli, database: Path, command: str, ending: str
) -> None:
    cli("done a")
    before = {file: file.read_bytes() for file in database.parent.glob("progress.db*") if file.is_file()}
    assert_refused(cli(command.format(f"{database}{ending}")), 1, f"{database}{ending}")
    assert {file: file.read_bytes() for file in database.parent.glob("progress.db*") if file.is_file()} == before


def test_a_link_to_the_database_is_not_written_through(cli: Cli, database: Path, tmp_path: Path) -> None:
    cli("done a")
    link = tmp_path / "topics.csv"
    link.symlink_to(database)
    assert_refused(cli(f"export csv -o {link} --force"), 1, "is a database")
    assert cli("status --short").out.startswith("11 %")


def test_a_copy_of_a_clock_that_was_wrong_is_never_the_newest(cli: Cli, database: Path, clock: Clock) -> None:
    now = clock.now
    clock.now = now.replace(year=2060)
    cli("log a 10m")
    cli("backup")
    clock.now = now
    cli("done a")
    cli("done b")
    newest = json_of(cli, "backup list")["copies"][0]
    assert newest["day"] == "2026-11-23"
    assert cli("backup").code == 0
    database.unlink()
    assert cli("restore --yes").code == 0
    assert "2/2" in cli("status").out
    assert json_of(cli, "database")["state"] == "there"
    assert "delete, not wal" not in cli("doctor").out
    assert "2060" not in cli("doctor").out.partition("copies")[2].partition("\n")[0]


def test_a_pipe_is_waited_for_by_nobody(cli: Cli, database: Path, tmp_path: Path) -> None:
    cli("done a")
    database.rename(tmp_path / "away.db")
    os.mkfifo(database)
    assert cli("backup").code == 4
    assert cli("restore --replace --yes").code == 0
    assert cli("status --short").out.startswith("11 %")
    os.mkfifo(tmp_path / "pipe")
    for command in ("restore", "restore --dry-run", "restore --replace --yes"):
        assert_refused(cli(f"{command} {tmp_path / 'pipe'}"), 3, "cannot read")


def test_a_link_to_nowhere_is_no_place_for_a_copy(cli: Cli, tmp_path: Path) -> None:
    cli("done a")
    (tmp_path / "link.db").symlink_to(tmp_path / "nowhere.db")
    assert_refused(cli(f"backup {tmp_path / 'link.db'}"), 1, "where nothing is")


@pytest.mark.parametrize("where", ["stick", "media/stick"])
def test_a_chosen_folder_that_is_not_there_is_said_and_never_made_up(
    cli: Cli, tmp_path: Path, beside: Path, where: str
) -> None:
    away = tmp_path / where
    cli(f"config backup_folder {away}")
    assert cli("log a 10m").err == ""
    assert of_days(beside) == ["2026-11-23"]
    said = cli("backup")
    assert said.code == 0
    assert said.err == (
        f"hint: no copy of the database can be made in {away}: it is not there, so this one is beside the database;"
        " see: roadmap doctor\n"
    )
    assert list(beside.glob("*.asked.backup"))
    assert f"is missing, so they are made beside the database: {away}" in " ".join(cli("doctor").out.split())
    refused = cli(f"backup {away / 'copy.db'}")
    assert_refused(refused, 1, f"no copy of the database can be made in {away}: it is not there")
    assert "bring back the drive" in refused.err
    assert not (tmp_path / where.partition("/")[0]).exists()


def test_no_copy_goes_over_one_that_holds_more(cli: Cli, database: Path, tmp_path: Path) -> None:
    cli("done a")
    copy = tmp_path / "copy.db"
    cli(f"backup {copy}")
    for each in database.parent.glob("progress.db*"):
        if each.is_file():
            each.unlink()
    cli("database begin")
    cli("done b")
    before = copy.read_bytes()
    refused = cli(f"backup {copy} --force")
    assert_refused(refused, 1, f"{copy} is a copy that holds 1 event more than would be in its place")
    assert "write over it all the same with --force --fewer" in refused.err
    assert copy.read_bytes() == before
    assert_refused(cli(f"backup {copy} --fewer"), 2, "--fewer stands beside --force")
    assert cli(f"backup {copy} --force --fewer").code == 0
    assert contents(copy).events == 1
    copy.write_bytes(before[:9000])
    assert_refused(cli(f"backup {copy} --force"), 1, "cannot be read, and may hold what is recorded nowhere else")
    copy.write_text("a shopping list", encoding="utf-8")
    assert cli(f"backup {copy} --force").code == 0
    copy.unlink()
    cli(f"export json -o {copy}")
    assert_refused(cli(f"backup {copy} --force"), 1, "may be an archive of your progress, and no copy of a database")
    assert cli(f"backup {copy} --force --fewer").code == 0


def test_no_copy_goes_over_a_database_that_somebody_uses(cli: Cli, database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    cli(f"--database {other} done b")
    cli("done a")
    with closing(sqlite3.connect(other)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        cli(f"--database {other} done a")
        assert_refused(cli(f"backup {other} --force --fewer"), 1, "is a database, over which no other file is written")


def test_a_folder_that_nobody_may_look_into_is_a_sentence(cli: Cli, tmp_path: Path) -> None:
    cli("done a")
    closed = tmp_path / "closed"
    (closed / "in").mkdir(parents=True)
    closed.chmod(0)
    for words, code in (("backup {}/in", 1), ("backup {}/in/x.db", 1), ("restore {}/in/x.db", 3), ("backup list", 0)):
        environment = {"ROADMAP_BACKUP_FOLDER": str(closed / "in")}
        said = run_program(*words.format(closed).split(), environment=environment, prefix=AS_NOBODY)
        assert said.code == code, said
        assert "permission denied" in said.err
        assert_no_traceback(said)
    closed.chmod(0o700)
