"""The way into a file: all of it or nothing, and never over what is there unless told to."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import write_file

OLD = "what was there\n"
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all") if os.geteuid() == 0 else ()
WRITE = "import sys, pathlib, roadmap_cli.files as e; e.write_file(pathlib.Path(sys.argv[1]), 'new', force=True)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def old(folder: Path) -> Path:
    file = folder / "report.md"
    file.write_text(OLD, encoding="utf-8")
    return file


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_file_holds_the_text_as_utf_8_with_our_line_ends(folder: Path) -> None:
    write_file(folder / "new.md", "ä\n字\n", force=False)
    assert (folder / "new.md").read_bytes() == "ä\n字\n".encode()
    assert names(folder) == ["new.md"]


def test_an_existing_file_is_not_touched(old: Path) -> None:
    with pytest.raises(CannotBeDone, match=r"report\.md exists already") as raised:
        write_file(old, "new", force=False)
    assert "--force" in raised.value.hint
    assert (old.read_text(encoding="utf-8"), names(old.parent)) == (OLD, ["report.md"])


def test_force_writes_over_an_existing_file(old: Path) -> None:
    write_file(old, "new", force=True)
    assert (old.read_text(encoding="utf-8"), names(old.parent)) == ("new", ["report.md"])


@pytest.mark.usefixtures("umask")
def test_a_new_file_is_as_private_as_the_user_wants_files_to_be(folder: Path) -> None:
    write_file(folder / "private.md", "new", force=False)
    assert (folder / "private.md").stat().st_mode & 0o777 == 0o600
    os.umask(0o027)
    write_file(folder / "group.md", "new", force=False)
    assert (folder / "group.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_a_file_that_is_written_over_keeps_its_mode(old: Path, mode: int) -> None:
    old.chmod(mode)
    write_file(old, "new", force=True)
    assert old.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failure_in_the_middle_leaves_everything_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(step, fails)
    for path in (old, old.with_name("new.md")):
        with pytest.raises((CannotBeDone, KeyboardInterrupt)):
            write_file(path, "new", force=True)
    assert (old.read_text(encoding="utf-8"), names(old.parent)) == (OLD, ["report.md"])


def test_a_full_disk_leaves_everything_as_it_was(old: Path) -> None:
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2, 2)); {WRITE}"
    done = subprocess.run([sys.executable, "-B", "-c", limited, str(old)], capture_output=True, text=True, check=False)
    assert "CannotBeDone" in done.stderr
    assert (old.read_text(encoding="utf-8"), names(old.parent)) == (OLD, ["report.md"])


def test_a_missing_folder_is_told(folder: Path) -> None:
    with pytest.raises(CannotBeDone, match=r"cannot write .*: no such file or directory") as raised:
        write_file(folder / "no" / "where.md", "new", force=False)
    assert raised.value.hint == "name a file in a folder that exists and may be written"


@pytest.mark.parametrize("how", [{"force": True}, {"force": False}], ids=str)
def test_a_directory_is_no_file_to_write(folder: Path, how: dict[str, bool]) -> None:
    with pytest.raises(CannotBeDone, match=r"cannot write .*: is a directory"):
        write_file(folder, "new", **how)
    assert names(folder) == []


def test_a_file_is_no_folder_to_write_into(old: Path) -> None:
    with pytest.raises(CannotBeDone, match=r"cannot write .*: not a directory"):
        write_file(old / "x.md", "new", force=True)


@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_that_may_not_be_written_is_told(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    command = [*BOUND, sys.executable, "-B", "-c", WRITE, str(folder / "new.md")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    folder.chmod(0o700)
    assert "CannotBeDone" in done.stderr
    assert f"cannot write {folder / 'new.md'}: permission denied" in done.stderr
    assert names(folder) == []


def test_a_link_stays_and_what_it_points_to_is_written(old: Path) -> None:
    link = old.with_name("link.md")
    link.symlink_to(old)
    write_file(link, "new", force=True)
    assert link.is_symlink()
    assert old.read_text(encoding="utf-8") == "new"


def test_a_link_to_nothing_makes_the_file_it_points_to(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "new.md")
    write_file(folder / "link.md", "new", force=False)
    assert names(folder) == ["link.md", "new.md"]
    assert (folder / "new.md").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("how", [{"force": True}, {"force": False}], ids=str)
def test_a_device_or_a_pipe_is_written_to_and_stays_what_it_is(folder: Path, how: dict[str, bool]) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, "new", **how)
    assert os.read(reader, 100) == b"new"
    os.close(reader)
    assert pipe.is_fifo()


def test_the_longest_name_that_a_folder_takes_is_taken(folder: Path) -> None:
    name = "x" * 252 + ".md"
    write_file(folder / name, "new", force=False)
    assert names(folder) == [name]
    with pytest.raises(CannotBeDone, match="file name too long"):
        write_file(folder / f"x{name}", "new", force=False)


def test_a_link_that_leads_nowhere_is_replaced(folder: Path) -> None:
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    write_file(folder / "a", "new", force=False)
    assert names(folder) == ["a", "b"]
    assert (folder / "a").read_text(encoding="utf-8") == "new"
