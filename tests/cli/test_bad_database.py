"""A database that cannot be used: exit 4, a sentence, and its bytes stay what they are."""

import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest
from cli_helpers import assert_no_traceback, assert_refused, files_in, run_program
from conftest import Cli
from process_helpers import AS_NOBODY

READING = ("status", "next", "list", "history", "show a", "export json", "review", "card list", "evidence", "career")
SOME_READING = ("status", "history", "export json")
WRITING = ("done a", "start a", "log a 45m", "undo", "note a x", "choose x", "reset --all --yes")


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def refused_everywhere(cli: Cli, place: Path | str, message: str) -> None:
    for command in (*READING, *WRITING):
        assert_refused(cli("--database", str(place), *command.split()), 4, message)


def test_a_folder_in_place_of_the_database(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    refused_everywhere(cli, folder, f"cannot use the database {folder}: it is a folder")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4096, b"hi\n"])
def test_a_file_that_is_no_database(cli: Cli, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(content)
    refused_everywhere(cli, file, f"cannot use the database {file}: ")
    assert file.read_bytes() == content


def test_a_damaged_database(cli: Cli, database: Path) -> None:
    for number in range(40):
        cli("log", "a", "5m", "x" * 500, str(number))
    damaged = database.read_bytes()[:8192] + b"\xa5" * 16384
    database.write_bytes(damaged)
    for command in ("status", "history", "done a"):
        assert_refused(cli(command), 4, f"cannot use the database {database}: ")
    assert database.read_bytes() == damaged


def test_a_database_of_another_program(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "other.db"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = place.read_bytes()
    refused_everywhere(cli, place, f"{place} is a database of another program")
    assert place.read_bytes() == before


def test_a_database_of_a_newer_version(cli: Cli, database: Path) -> None:
    cli("done a")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE roadmap_meta SET value = '999' WHERE key = 'schema'")
    before = files_in(database.parent)
    refused_everywhere(cli, database, "was written by a newer version of roadmap")
    assert files_in(database.parent) == before


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ("CREATE TABLE recipes (name TEXT)", "is a database of another program"),
        ("UPDATE roadmap_meta SET value = '999'", "was written by a newer version of roadmap"),
    ],
)
def test_a_url_is_judged_like_a_path(cli: Cli, tmp_path: Path, spoil: str, message: str) -> None:
    place = tmp_path / "place" / "p.db"
    place.parent.mkdir()
    if spoil.startswith("UPDATE"):
        cli("--database", str(place), "done", "a")
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute(spoil)
    before = files_in(place.parent)
    for command in ("status", "done a"):
        assert_refused(cli("--database", f"sqlite:///{place}", *command.split()), 4, message)
    assert files_in(place.parent) == before


def test_a_url_of_a_folder_is_refused(cli: Cli, tmp_path: Path) -> None:
    for command in ("status", "done a"):
        assert_refused(cli("--database", f"sqlite:///{tmp_path}", *command.split()), 4, "cannot use the database")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://u:secret@h/d", "mysql is not a database that roadmap can use"),
        ("nonsense://", "nonsense is not a database that roadmap can use"),
        ("://", "cannot use the database"),
        ("sqlite://", "is not a file that could be kept"),
        (
            "postgresql://u:secret@127.0.0.1:1/d",
            "cannot use the database postgresql://u:***@127.0.0.1:1/d: "
            if find_spec("psycopg")
            else "the database postgresql://u:***@127.0.0.1:1/d needs psycopg, which is not installed\n"
            'hint: install it with: pip install "learning-roadmap[postgres]"',
        ),
        ("postgresql+pg8000://u:secret@h/d", "postgresql+pg8000 is not a database that roadmap can use"),
    ],
)
def test_a_url_that_leads_nowhere_is_refused_without_its_password(cli: Cli, url: str, message: str) -> None:
    for command in ("status", "done a"):
        result = cli("--database", url, *command.split())
        assert_refused(result, 4, message)
        assert "secret" not in result.err


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody can make a file")
@pytest.mark.parametrize("address", ["/proc/x", "sqlite:////proc/x"])
def test_a_folder_that_takes_no_file_is_not_called_locked(cli: Cli, address: str) -> None:
    assert_refused(cli("--database", address, "done", "a"), 4, "/proc/x: no file can be made in /proc\nhint: see that")


def test_a_database_in_use_by_a_writer_can_still_be_read(cli: Cli, database: Path) -> None:
    cli("done a")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert cli("status --short").out == "11 % next: Beta\n"
        other.execute("ROLLBACK")


def test_an_unwritable_folder_refuses_to_write_and_shows_an_untouched_roadmap(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    place = ("--database", str(folder / "p.db"))
    assert_refused(run_program(*place, "done", "a", prefix=AS_NOBODY), 4, "permission denied")
    assert run_program(*place, "status", "--short", prefix=AS_NOBODY).code == 0
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("folder_mode", [0o700, 0o500])
def test_a_read_only_database_can_be_read_but_not_written(cli: Cli, database: Path, folder_mode: int) -> None:
    cli("done a")
    for file in database.parent.iterdir():
        file.chmod(0o400)
    database.parent.chmod(folder_mode)
    before = files_in(database.parent)
    try:
        for command in SOME_READING:
            result = run_program(*command.split(), prefix=AS_NOBODY)
            assert (result.code, result.err) == (0, ""), result
        assert "1/2" in run_program("status", prefix=AS_NOBODY).out
        assert_refused(run_program("done", "b", prefix=AS_NOBODY), 4, "cannot use the database")
    finally:
        database.parent.chmod(0o700)
    assert files_in(database.parent) == before


def test_an_unreadable_database_is_refused(cli: Cli, database: Path) -> None:
    cli("done a")
    database.chmod(0)
    for command in ("status", "done b"):
        assert_refused(run_program(*command.split(), prefix=AS_NOBODY), 4, "cannot use the database")


def test_a_read_only_home_still_shows_everything(empty_home: Path) -> None:
    empty_home.chmod(0o500)
    try:
        for command in SOME_READING:
            result = run_program(*command.split(), prefix=AS_NOBODY)
            assert (result.code, result.err) == (0, ""), result
        result = run_program("done", "a", prefix=AS_NOBODY)
    finally:
        empty_home.chmod(0o700)
    assert_refused(result, 4, "permission denied")
    assert list(empty_home.iterdir()) == []


def test_a_new_database_is_for_its_owner_alone(cli: Cli, database: Path) -> None:
    cli("done a")
    assert database.stat().st_mode & 0o777 == 0o600
    assert database.parent.stat().st_mode & 0o777 == 0o700


def test_an_empty_file_that_a_crash_left_is_an_untouched_database(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "empty.db"
    place.touch()
    assert_no_traceback(cli("--database", str(place), "status"))
    assert cli("--database", str(place), "done", "a").code == 0
