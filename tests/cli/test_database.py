"""`roadmap database`, and what becomes of a record whose database is away: losses that were found, each tried."""

import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from shlex import quote

import pytest
from cli_helpers import PROGRAM, assert_refused, files_in, json_of, run_in_terminal, run_program, status_of
from conftest import Cli
from process_helpers import AS_NOBODY, PATIENCE
from rich.filesize import decimal


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def asides(database: Path) -> list[str]:
    return sorted(each.name for each in database.parent.iterdir() if ".aside" in each.name)


EVERYTHING = ("status", "next", "history", "export json", "done b", "log b 5m", "undo", "")
"""What shows nothing, or begins, where a database is taken for a new one."""


@pytest.mark.parametrize("spoil", ["missing", "empty", "link", "pipe"])
def test_a_database_that_is_gone_is_not_taken_for_a_new_one(cli: Cli, database: Path, spoil: str) -> None:
    cli("done a")
    database.unlink()
    if spoil == "empty":
        database.touch()
    elif spoil == "link":
        database.symlink_to("elsewhere.db")
    elif spoil == "pipe":
        os.mkfifo(database)
    before = files_in(database.parent)
    for command in EVERYTHING:
        assert_refused(cli(command), 4, f"the database {database} is ")
    assert "roadmap database begin" in cli("status").err
    assert files_in(database.parent) == before


def test_a_journal_that_holds_the_last_evening_outlives_every_command(cli: Cli, database: Path) -> None:
    """It was destroyed: an empty database was begun beside it."""
    cli("done a")
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM event").fetchone()
        cli("done b")
        journal = database.with_name("progress.db-wal")
        kept, whole = journal.read_bytes(), database.read_bytes()
        database.unlink()
        for command in EVERYTHING:
            assert_refused(cli(command), 4, f"what was recorded last is still in {journal}")
        assert journal.read_bytes() == kept
    database.write_bytes(whole)
    journal.write_bytes(kept)
    assert [status_of(cli, topic) for topic in "ab"] == ["done", "done"]


def test_a_good_archive_is_not_replaced_by_that_of_a_database_that_is_away(
    cli: Cli, database: Path, tmp_path: Path
) -> None:
    cli("done a")
    archive = tmp_path / "good.json"
    cli(f"export json -o {archive}")
    before = archive.read_bytes()
    shutil.move(database, tmp_path / "away.db")
    assert_refused(cli(f"export json -o {archive} --force"), 4, "is missing")
    assert archive.read_bytes() == before


def test_a_drive_that_is_away_is_told_from_a_new_database(cli: Cli, home: Path, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    config = home / ".config" / "learning-roadmap" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'database = "{drive / "p.db"}"\n', encoding="utf-8")
    for command in EVERYTHING:
        refused = cli(command)
        assert_refused(
            refused, 4, f"its folder is missing: {drive}\nhint: bring back the drive or the folder that it is in"
        )
    assert not drive.exists()
    drive.mkdir()
    assert cli("done a").code == 0


def test_with_an_option_a_database_begins_anywhere(cli: Cli, tmp_path: Path) -> None:
    for number, place in enumerate(("new.db", "folder/new.db")):
        assert cli("--database", str(tmp_path / place), "status").code == 0
        assert cli("--database", str(tmp_path / place), "done", "a").code == 0, number


def test_what_a_refused_first_command_leaves_is_new(cli: Cli, database: Path) -> None:
    assert cli("done nonsense").code == 1
    assert cli("undo").code == 1
    database.touch()
    assert {each.name for each in database.parent.iterdir()} == {"progress.db", "progress.db.lock"}
    assert cli("status").code == 0
    assert cli("done a").code == 0


def test_first_commands_at_the_same_time_all_work(database: Path) -> None:
    """Each may find what another has begun, in every state that it can be in."""
    for number in range(3):
        place = database.with_name(f"{number}.db")
        commands = [["log", "a", "1m"], ["status"], ["done", "b"], ["history"], ["log", "c", "1m"], ["next"]]
        started = [
            subprocess.Popen(
                [*PROGRAM, "--database", str(place), *words],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            for words in commands
        ]
        said = [(each.communicate(timeout=PATIENCE)[1], each.returncode) for each in started]
        assert [code for _, code in said] == [0] * len(commands), said
        history = json.loads(run_program("--database", str(place), "history", "--json").out)
        assert len(history["entries"]) == 3


def test_where_progress_is_and_what_is_known_of_it_is_told(cli: Cli, database: Path) -> None:
    assert cli("database").out == (
        f"Database     {database}\n"
        "Begun        not yet: the first command that records something begins it\n"
        "Progress of  nobody yet\n"
        "Newest copy  none\n"
    )
    assert not database.parent.exists()
    cli("done a")
    cli("--user bob done a")
    (copy,) = database.with_name("progress.db.backups").glob("*.day.backup")
    size = sum(
        each.stat().st_size for each in database.parent.glob("progress.db*") if each.suffix in {".db", ".db-wal"}
    )
    assert cli("database").out == (
        f"Database     {database}\nBegun        yes, {decimal(size)}\nProgress of  ada; bob\nNewest copy  {copy}\n"
    )
    assert json_of(cli, "database") == {
        "schema": 1,
        "database": str(database),
        "state": "there",
        "begun": True,
        "shared_by": "",
        "size_bytes": size,
        "users": ["ada", "bob"],
        "newest_copy": str(copy),
        "fault": "",
        "advice": "",
    }


def test_what_cannot_be_used_is_told_of_as_well(cli: Cli, database: Path) -> None:
    cli("done a")
    database.unlink()
    result = cli("database")
    assert (result.code, result.err) == (0, "")
    assert f"the database {database} is missing, and was there before" in result.out
    assert "roadmap database begin" in result.out
    told = json_of(cli, "database")
    assert (told["state"], told["begun"], told["size_bytes"], told["users"]) == ("unusable", True, None, [])
    assert told["fault"].startswith(f"the database {database} is missing")


def test_of_a_server_its_address_is_told_without_the_password(cli: Cli) -> None:
    result = cli("--database postgresql://ada:secret@127.0.0.1:1/d database --json")
    assert result.code == 0
    assert json.loads(result.out)["database"] == "postgresql://ada:***@127.0.0.1:1/d"
    assert "secret" not in result.out
    refused = cli("--database postgresql://ada:secret@127.0.0.1:1/d database begin")
    assert_refused(refused, 1, "a database on a server is no file that could be moved")


def test_to_begin_anew_what_is_lost_needs_no_yes(cli: Cli, database: Path) -> None:
    cli("done a")
    database.write_bytes(b"\xa5" * 9000)
    result = cli("database begin")
    aside = database.with_name("progress.db.2026-11-23T193000.aside")
    assert (result.code, result.err) == (0, "")
    assert [line for line in result.out.splitlines() if not line.endswith(("-wal", "-shm"))] == [
        f"Begun: {database}",
        "What stood there is kept beside it:",
        str(aside),
        f"Look at it: roadmap --database {aside} status",
        f"Bring it back: roadmap restore {aside}",
    ]
    assert aside.read_bytes() == b"\xa5" * 9000
    assert cli("status").code == 0
    assert status_of(cli, "a") == "todo"
    assert cli("done b").code == 0


@pytest.mark.parametrize("address", ["{}", "sqlite:///{}"], ids=["path", "url"])
def test_what_can_be_read_and_holds_progress_is_put_aside_only_by_who_says_so(
    cli: Cli, database: Path, address: str
) -> None:
    place = ("--database", address.format(database))
    cli(*place, "done", "a")
    cli(*place, "--user", "bob", "done", "a")
    before = files_in(database.parent)
    refused = cli(*place, "database", "begin")
    assert_refused(
        refused, 1, "can be read, and holds progress of ada; bob\nhint: to put it aside all the same, give --yes"
    )
    assert files_in(database.parent) == before
    assert cli(*place, "database", "begin", "--yes").code == 0
    (aside,) = [name for name in asides(database) if name.endswith(".aside")]
    assert status_of(cli, "a") == "todo"
    old = json.loads(cli("--database", str(database.with_name(aside)), "show", "a", "--json").out)
    assert old["status"] == "done"


def test_what_was_never_begun_is_left_to_whoever_it_belongs(cli: Cli, tmp_path: Path) -> None:
    """A path that is mistyped must not move the file of another program."""
    notes, recipes = tmp_path / "notes.txt", tmp_path / "recipes.db"
    notes.write_text("Dear diary", encoding="utf-8")
    with closing(sqlite3.connect(recipes)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = files_in(tmp_path)
    for file, told in ((notes, "is not a database"), (recipes, "is a database of another program")):
        refused = cli("--database", str(file), "database", "begin")
        assert_refused(refused, 4, told)
        assert "database begin --yes" in refused.err
    assert files_in(tmp_path) == before
    assert cli("--database", str(notes), "database", "begin", "--yes").code == 0
    assert (tmp_path / "notes.txt.2026-11-23T193000.aside").read_text(encoding="utf-8") == "Dear diary"


def test_an_empty_database_goes_aside_without_a_question(cli: Cli, database: Path) -> None:
    assert cli("database begin").code == 0
    assert cli("database").out.splitlines()[2] == "Progress of  nobody yet"
    assert cli("database begin").code == 0
    assert len([name for name in asides(database) if name.endswith(".aside")]) == 1


def test_what_went_aside_comes_back_with_what_was_in_its_journal_alone(cli: Cli, database: Path) -> None:
    cli("done a")
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM event").fetchone()
        cli("done b")
        result = cli("database begin --yes")
    assert result.code == 0
    cli("done c")
    restored = cli(result.out.splitlines()[-1].removeprefix("Bring it back: roadmap ") + " --yes")
    assert restored.code == 0, restored
    assert [status_of(cli, topic) for topic in "abc"] == ["done"] * 3


@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("n\n", 1)])
def test_in_a_terminal_it_is_asked(cli: Cli, database: Path, typed: str, code: int) -> None:
    cli("done a")
    got, screen = run_in_terminal("database", "begin", typed=typed)
    assert (got, bool(asides(database))) == (code, code == 0), screen
    assert "begin an empty one? [y/N]" in " ".join(screen.split())


def test_after_the_database_was_begun_anew_it_is_guarded_as_before(cli: Cli, database: Path) -> None:
    cli("done a")
    database.unlink()
    assert cli("database begin").code == 0
    assert database.is_file()
    database.unlink()
    assert_refused(cli("status"), 4, "is missing")


def test_the_copies_that_are_chosen_are_named_where_the_database_is_gone(
    cli: Cli, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = tmp_path / "stick"
    copies.mkdir()
    monkeypatch.setenv("ROADMAP_BACKUP_FOLDER", str(copies))
    for name in ("progress.db.2026-11-22.day.backup", "progress.db.2026-11-21T120000.asked.backup"):
        (copies / name).write_text("a copy", encoding="utf-8")
    refused = cli("status")
    assert_refused(refused, 4, f"the database {database} cannot be reached, its folder is missing")
    assert f"the newest copy, {copies / 'progress.db.2026-11-22.day.backup'}, with: roadmap restore" in refused.err


def test_no_folder_is_made_up_for_a_drive_that_is_away(cli: Cli, tmp_path: Path) -> None:
    drive = tmp_path / "stick"
    drive.mkdir()
    assert cli(f"config database {drive / 'progress.db'}").code == 0
    assert cli("done a").code == 0
    drive.rename(tmp_path / "away")
    assert_refused(cli("database begin --yes"), 4, f"its folder is missing: {drive}")
    assert "make the folder, and begin an empty one" in cli("status").err
    assert not drive.exists()


def test_what_is_advised_for_a_database_that_was_named_names_it(cli: Cli, tmp_path: Path) -> None:
    named = tmp_path / "it's mine.db"
    words = ("--database", str(named))
    assert cli(*words, "done", "a").code == 0
    option = f"roadmap --database {quote(str(named))}"
    begun = cli(*words, "database", "begin", "--yes").out
    assert f"{option} restore" in "".join(begun.split("\n"))
    named.unlink()
    assert f"{option} restore" in cli(*words, "status").err


@pytest.mark.parametrize(
    ("command", "code"),
    [
        *[(command, 4) for command in ("status", "backup", "database begin", "doctor --rescue saved.db")],
        *[("restore --replace --yes {}", 4), ("restore {}", 4), ("restore", 1), ("doctor", 1), ("database", 0)],
    ],
)
def test_a_database_in_a_folder_that_is_closed_is_told_with_who_can_open_it(
    cli: Cli, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("done a").code == 0
    (copy,) = database.with_name("progress.db.backups").iterdir()
    closed = tmp_path / "closed"
    (closed / "in").mkdir(parents=True)
    closed.chmod(0)
    words = command.format(copy).split()
    said = run_program("--database", str(closed / "in" / "p.db"), *words, prefix=AS_NOBODY)
    closed.chmod(0o700)
    assert said.code == code, said
    told = said.out + said.err
    assert f"chmod u+rwx {closed}" in told or command == "restore"
    assert "permission denied" in told
