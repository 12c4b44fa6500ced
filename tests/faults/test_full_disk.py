"""The disk is full, at whichever write: a sentence says so, nothing is half written, and after some room is made it works."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_helpers import PROGRAM, assert_no_traceback, run_program
from conftest import Cli, Result
from faults_helpers import (
    LONG,
    STRACE,
    a_small_record,
    assert_sound,
    copy_of,
    counted,
    needs_strace,
    often,
    rows,
)

from roadmap_cli import files

FULL = re.compile(r"full|no space left", re.IGNORECASE)
PAGE = 4096
RECORDING = (
    *(
        "done c",
        "start y-topic",
        "skip y-topic",
        "reset a",
        "log c 25m a note",
        "note c some text",
        f"note c {'long ' * 3000}",
    ),
    *("link c https://example.org/c", "tick b 1 --off", "choose way x", "plan --hours-per-week 5", "break 3d skiing"),
    *("timer start c", "card add c -q Who? -a Me.", "review grade a-2 3", "edit c --last --minutes 30", "undo", "redo"),
    *("import IN", "place --answers ANSWERS --yes", "reset --all --yes", "user rename bob eve"),
)
WRITING = (
    *("export json -o OUT --force", "export html -o OUT --force", "export markdown -o OUT --force"),
    *("plan --ics OUT --force", "config day_start 03:00", "new OUT --force", "use FILE"),
)
"""What writes a file of the user's, and no event."""


def small_disk(folder: Path) -> bool:
    folder.mkdir()
    size = f"size={4 * 1024}k"
    mounts = ("mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder))
    return (
        os.name == "posix"
        and os.geteuid() == 0
        and subprocess.run(mounts, capture_output=True, check=False).returncode == 0
    )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, which a test fills."""
    folder = tmp_path / "disk"
    if not small_disk(folder):
        pytest.skip("needs the right to mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def home(home: Path, cli: Cli, small: Path, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With a record in it, an archive of somebody else, and answers for a placement."""
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    a_small_record(cli, small, database)
    monkeypatch.setenv("ROADMAP_DATABASE", str(tmp_path / "other.db"))
    for _ in range(5):
        assert cli("log a 5m from somewhere else").code == 0
    (tmp_path / "in.json").write_text(cli("export json").out, encoding="utf-8")
    (tmp_path / "answers.txt").write_text("y-topic yes\n", encoding="utf-8")
    monkeypatch.delenv("ROADMAP_DATABASE")
    return home


def words_of(command: str, folder: Path, out: Path) -> list[str]:
    places = {"OUT": out, "IN": folder / "in.json", "ANSWERS": folder / "answers.txt", "FILE": folder / "small.toml"}
    return [str(places.get(word, word)) for word in command.split()]


def free(disk: Path) -> int:
    its = os.statvfs(disk)
    return its.f_bavail * its.f_frsize


def leave_free(disk: Path, room: int) -> None:
    with (disk / "filler").open("wb") as file:
        while (more := free(disk) - room) > 0:
            file.write(b"\0" * min(more, PAGE))
            file.flush()


def assert_says_so(result: Result, *codes: int) -> None:
    assert_no_traceback(result)
    assert result.code in codes, result
    assert FULL.search(result.err), result
    assert len(result.err.splitlines()) <= 2, result


@pytest.mark.parametrize("command", RECORDING, ids=lambda each: each[:30])
def test_a_command_that_records_tells_of_a_full_disk_and_records_nothing(
    cli: Cli, database: Path, disk: Path, home: Path, tmp_path: Path, command: str
) -> None:
    """With no room at all, and with ever more of it, until there is enough."""
    words, refused, room = words_of(command, tmp_path, tmp_path / "out"), 0, 0
    while True:
        place = copy_of(database, disk / str(room)) if room else copy_of(database, disk / "first")
        before = rows(place)
        leave_free(disk, room)
        result = cli("--database", str(place), *words)
        (disk / "filler").unlink()
        if result.code == 0:
            break
        refused += 1
        assert_says_so(
            result, *((4, 1) if "rename" in command else (4,))
        )  # of which a copy is made first, which is a file
        assert rows(place) == before
        assert_sound(place)
        assert (again := cli("--database", str(place), *words)).code == 0, again
        shutil.rmtree(place.parent)
        room += often(4, 1) * PAGE
    assert rows(place) != before
    assert_sound(place)
    counted(f"full disk: {command[:20]}", refused_with=refused, half_written=0)
    assert refused


@pytest.mark.parametrize("command", WRITING)
def test_a_command_that_writes_a_file_leaves_the_old_one_where_the_disk_is_full(
    cli: Cli, disk: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    config = disk / "learning-roadmap/config.toml"
    config.parent.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(disk))
    refused = fill_and_write(cli, command, disk, config, tmp_path)
    counted(f"full disk: {command}", refused_with=refused, half_written=0)
    assert refused


def fill_and_write(cli: Cli, command: str, disk: Path, config: Path, folder: Path) -> int:
    """How many times it was refused, with ever another block, until there was room."""
    out, old = disk / "out", b"user = 'ada'\n"
    for blocks in range(500):
        out.write_bytes(old)
        config.write_bytes(old)
        leave_free(disk, blocks * PAGE)
        result = cli(*words_of(command, folder, out))
        (disk / "filler").unlink()
        if result.code == 0:
            assert {out.read_bytes(), config.read_bytes()} != {old}
            return blocks
        assert_says_so(result, 1)
        assert {out.read_bytes(), config.read_bytes()} == {old}
        assert {each.name for each in disk.rglob("*") if each.is_file()} == {"out", "config.toml"}
    raise AssertionError(command)


def test_a_file_that_is_not_written_through_another_is_found_out(
    cli: Cli, disk: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = disk / "learning-roadmap/config.toml"
    config.parent.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(disk))
    monkeypatch.setattr(files, "_replace", lambda path, content: path.write_bytes(content))
    with pytest.raises(AssertionError):
        fill_and_write(cli, WRITING[0], disk, config, tmp_path)


def writes_of(words: list[str], place: Path, trace: Path) -> int:
    """How many system calls change the database, as a command works on a copy of it."""
    done = subprocess.run([*traced(place, "trace=write,pwrite64,ftruncate", trace), *PROGRAM, *words], check=True)
    assert done.returncode == 0
    return len(re.findall(r"(?:write|pwrite64)\(", trace.read_text(encoding="utf-8")))


def traced(place: Path, expression: str, trace: Path) -> tuple[str, ...]:
    assert STRACE
    paths = [word for suffix in ("", "-wal", "-shm", "-journal") for word in ("-P", f"{place}{suffix}")]
    return (STRACE, "-f", "-o", str(trace), *paths, "-e", expression)


@needs_strace
@pytest.mark.parametrize("command", RECORDING if LONG else RECORDING[4:5], ids=lambda each: each[:30])
@pytest.mark.parametrize("since", ["", "+"], ids=["once", "from then on"])
def test_a_disk_that_is_full_at_any_write_is_told_of_and_nothing_is_half_written(
    cli: Cli, database: Path, home: Path, tmp_path: Path, command: str, since: str
) -> None:
    """As the system says it at every write to the database, its journal and its shared memory, whatever room there is."""
    words, first = words_of(command, tmp_path, tmp_path / "out"), copy_of(database, tmp_path / "first")
    writes = writes_of(["--quiet", "--database", str(first), *words], first, tmp_path / "trace")
    numbers, refused = range(1, writes + 1, often(max(writes // 6, 1), 1)), 0
    for number in numbers:
        place = copy_of(database, tmp_path / f"at-{number}")
        before = rows(place)
        inject = f"inject=write,pwrite64,ftruncate:error=ENOSPC:when={number}{since}"
        result = run_program("--database", str(place), *words, prefix=traced(place, inject, tmp_path / "trace"))
        assert_no_traceback(result)
        assert result.code in {0, 4}, result
        assert (rows(place) != before) == (result.code == 0)
        assert_sound(place)
        assert cli("--database", str(place), "log", "a", "5m").code == 0
        refused += result.code == 4
    counted(f"full at a write: {command[:20]}", writes=len(numbers), refused=refused, half_written=0)
    assert refused


def test_a_full_disk_for_copies_is_said_by_who_asks_for_one_and_by_the_doctor(
    cli: Cli, home: Path, disk: Path, database: Path
) -> None:
    assert cli(f"config backup_folder {disk}").code == 0
    leave_free(disk, 10 * PAGE)
    beside = database.with_name(f"{database.name}.backups")
    said = cli("backup")
    assert said.code == 0
    assert f"no copy of the database can be made in {disk}: its disk is full, so this one is beside" in said.err
    assert list(beside.glob("*.asked.backup"))
    told = " ".join(cli("doctor").out.split())
    assert f"the folder for them has no room left, so they are made beside the database: {disk}" in told
    refused = cli(f"backup {disk / 'copy.db'}")
    assert refused.code == 1
    assert "hint: nothing was changed; free space there" in refused.err
    assert [each.name for each in disk.iterdir()] == ["filler"]
