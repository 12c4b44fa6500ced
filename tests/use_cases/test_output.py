"""What no command writes over, whatever file it is told to write: each command by each part of a record."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from cli_helpers import assert_refused, files_in
from conftest import Cli

from roadmap_cli.settings.folders import config_file, drafts_folder, marks_folder, roadmaps_folder

COMMANDS = (
    "export markdown -o {} --force",
    "export json -o {} --force --fewer",
    "export csv -o {} --force",
    "plan --ics {} --force",
    "new {} --force",
    "backup {} --force",
    "doctor --rescue {}",
)
BUT_COPIES = tuple(each for each in COMMANDS if not each.startswith("backup"))
JOURNALS = ("-wal", "-shm", "-journal", ".lock")
ASIDE = "progress.db.2026-11-23T193000.aside"


def begun(database: Path) -> None:
    """One that is missing, whose journal holds everything."""
    database.rename(database.with_name("elsewhere"))
    database.with_name("progress.db-wal").write_bytes(b"all that was recorded")


def empty(database: Path) -> None:
    database.write_bytes(b"")


def marked(database: Path) -> None:
    """As a drive leaves its folder behind."""
    database.rename(database.with_name("elsewhere"))
    shutil.rmtree(database.with_name("progress.db.backups"))


def damaged(database: Path) -> None:
    database.write_bytes(b"\0" * 8192)


def as_it_is(_: Path) -> None:
    pass


@pytest.fixture(autouse=True)
def _record(cli: Cli, small: Path, database: Path) -> None:
    """A learner's record with a part of every kind."""
    cli("config rest_days sun")
    cli(f"use {small}")
    cli("done a")
    cli(f"--database {database.with_name('other.db')} done a")
    roadmaps_folder().mkdir()
    (roadmaps_folder() / "trees.toml").write_text(small.read_text(encoding="utf-8"), encoding="utf-8")
    cli("roadmaps")  # what is derived of them is there already
    (roadmaps_folder() / "trees.toml.backup").write_text("# edited by hand\n", encoding="utf-8")
    (drafts_folder() / "note-x").mkdir(parents=True)
    (drafts_folder() / "note-x" / "note.md").write_text("typed\n", encoding="utf-8")
    for ending in ("", "-wal"):
        database.with_name(f"{ASIDE}{ending}").write_bytes(b"a database without its first page")
    (database.with_name("progress.db.backups") / "progress.db.2026-11-22.day.backup").write_bytes(b"damaged")


@pytest.mark.parametrize("ending", ["", *JOURNALS])
@pytest.mark.parametrize("state", [as_it_is, begun, empty, marked, damaged])
def test_no_command_writes_over_a_database_or_what_belongs_to_it_whatever_is_left_of_it(
    cli: Cli, home: Path, database: Path, state: Callable[[Path], None], ending: str
) -> None:
    """By a command that works on another one, too."""
    state(database)
    assert_kept(cli, home, Path(f"{database}{ending}"), words=("--database", str(database.with_name("other.db"))))


@pytest.mark.parametrize("part", ["mark", "config", "draft", "new draft", "kept", "edited", "in use"])
def test_no_command_writes_over_what_a_record_stands_on(cli: Cli, home: Path, small: Path, part: str) -> None:
    parts = {
        "mark": next(marks_folder().iterdir()),
        "config": config_file(),
        "draft": drafts_folder() / "note-x" / "note.md",
        "new draft": drafts_folder() / "another.md",
        "kept": roadmaps_folder() / "trees.toml",
        "edited": roadmaps_folder() / "trees.toml.backup",
        "in use": small,
    }
    assert_kept(cli, home, parts[part])


@pytest.mark.parametrize("name", ["2026-11-22", "2026-11-23"])
def test_none_but_a_copy_is_written_over_a_copy(cli: Cli, home: Path, database: Path, name: str) -> None:
    copy = database.with_name("progress.db.backups") / f"progress.db.{name}.day.backup"
    assert copy.is_file()
    assert_kept(cli, home, copy, BUT_COPIES)
    assert_kept(cli, home, copy.with_name(f"{copy.name}-wal"))


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_what_was_put_aside_stays(cli: Cli, home: Path, database: Path, ending: str) -> None:
    database.with_name(f"{ASIDE}{ending}").write_bytes(b"what it was")
    assert_kept(cli, home, database.with_name(f"{ASIDE}{ending}"))


def test_nothing_is_written_through_a_link(cli: Cli, home: Path, database: Path) -> None:
    link = home / "topics.csv"
    link.symlink_to(database)
    assert_kept(cli, home, link)
    marked(database)
    assert_kept(cli, home, link, words=("--database", str(database.with_name("other.db"))))


@pytest.mark.parametrize("part", ["progress.db", "progress.db.backups"])
def test_nothing_is_put_where_a_part_of_the_record_will_be(cli: Cli, home: Path, database: Path, part: str) -> None:
    """A fresh machine, or a folder of copies that somebody has removed."""
    if part == "progress.db":
        database = database.with_name("fresh.db")
        assert_kept(cli, home, database, BUT_COPIES[:-1], ("--database", str(database)))
        return
    shutil.rmtree(database.with_name(part))
    assert_kept(cli, home, database.with_name(part))


def test_a_roadmap_that_is_gone_can_be_begun_again(cli: Cli, small: Path) -> None:
    small.unlink()
    assert cli(f"new {small}").code == 0


@pytest.mark.parametrize(
    "name",
    [
        *("report-wal", ".lock", "-wal", "progress.backup", "notes.aside", "a/../b"),
        *("progress.2026-11-28.json.backup", "notes.2026-11-28T101010.aside"),
    ],
)
def test_whatever_else_it_is_called_is_written(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "a").mkdir()
    for command in COMMANDS:
        assert cli(*command.format(tmp_path / name).split()).code == 0
        assert (tmp_path / name).is_file()
        (tmp_path / name).unlink()


def test_where_settings_cannot_be_read_a_roadmap_can_be_begun_all_the_same(
    cli: Cli, home: Path, database: Path
) -> None:
    config_file().write_text("?", encoding="utf-8")
    assert cli(f"new {home / 'another.toml'}").code == 0
    assert_kept(cli, home, database, ["new {} --force"])


def assert_kept(
    cli: Cli, home: Path, path: Path, commands: Sequence[str] = COMMANDS, words: Sequence[str] = ()
) -> None:
    before = files_in(home.parent)
    for command in commands:
        refused = cli(*words, *command.format(path).split())
        assert_refused(refused, 1, f"{path} ")
        assert "name a" in refused.err
        assert files_in(home.parent) == before, command
