"""Every cause for which a database cannot be used has its own sentence and hint. Each is caused for real."""

import fcntl
import os
import pwd
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from cli_helpers import assert_refused, files_in, json_of, run_program
from conftest import Cli, Result
from process_helpers import AS_NOBODY
from storage_helpers import hear, say, start

from roadmap_cli.storage import sqlite

ME = pwd.getpwuid(os.geteuid()).pw_name
LIMITED = ("sh", "-c", 'ulimit -f 160; exec "$@"', "sh")
LONG = "x" * 30_000
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""
ADDRESSES = ("{}", "sqlite:///{}")
both = pytest.mark.parametrize("address", ADDRESSES, ids=["path", "url"])


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[bool]:
    """Whether it could be: not everybody may, not even root everywhere."""
    done = subprocess.run(["mount", *options, str(place)], capture_output=True, check=False).returncode == 0
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", "-l", str(place)], check=True)


def minutes_of(cli: Cli, database: str) -> int:
    return sum(each["minutes"] for each in json_of(cli, f"--database {database} list")["topics"])


@both
def test_a_full_disk_loses_nothing_and_says_so(cli: Cli, tmp_path: Path, address: str) -> None:
    """A small disk of its own, or where none can be mounted a limit on files."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted(folder, "-t", "tmpfs", "-o", "size=400k", "tmpfs") as is_disk:
        place = ("--database", address.format(folder / "p.db"))
        recorded = 0
        for _ in range(40):
            result = run_program(*place, "log", "a", "1m", LONG, prefix=() if is_disk else LIMITED)
            if result.code:
                break
            recorded += 1
        told = "its disk is full" if is_disk else "a file may not become that large here"
        assert_refused(result, 4, f"{told}, so nothing was recorded now; nothing is lost of what was recorded before")
        assert "hint: free some space" in result.err or not is_disk
        assert recorded > 0
        assert minutes_of(cli, place[1]) == recorded


@both
def test_a_limit_on_files_is_told_from_a_full_disk(cli: Cli, tmp_path: Path, address: str) -> None:
    place = ("--database", address.format(tmp_path / "p.db"))
    assert run_program(*place, "log", "a", "1m").code == 0
    results = [run_program(*place, "log", "a", "1m", LONG, prefix=LIMITED) for _ in range(8)]
    refused = [each for each in results if each.code]
    assert refused
    for each in refused:
        assert_refused(each, 4, "a file may not become that large here, so nothing was recorded now")
        assert "hint: raise the limit: ulimit -f unlimited" in each.err
    assert minutes_of(cli, place[1]) == 1 + len(results) - len(refused)


def refused_to_nobody(place: str, *messages: str, reading: bool = False) -> None:
    for command in ("done a", *(["status"] if reading else [])):
        result = run_program("--database", place, *command.split(), prefix=AS_NOBODY)
        for message in messages:
            assert_refused(result, 4, message)


@both
@pytest.mark.parametrize(
    ("mode", "told", "reading"), [(0o400, "may only be read", False), (0o000, "may not be read", True)]
)
def test_of_a_file_that_is_closed_to_its_owner_the_way_to_open_it_is_told(
    cli: Cli,
    tmp_path: Path,
    address: str,
    mode: int,
    told: str,
    reading: bool,  # noqa: FBT001 - a parameter
) -> None:
    path = tmp_path / "p.db"
    cli("--database", str(path), "done", "a")
    path.chmod(mode)
    refused_to_nobody(
        address.format(path),
        f"permission denied: {path} {told}\nhint: give yourself the right: chmod u+rw {path}",
        reading=reading,
    )


@both
def test_of_a_folder_that_takes_no_file_the_way_to_open_it_is_told(tmp_path: Path, address: str) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    message = f"permission denied: no file can be made in {folder}\nhint: give yourself the right: chmod u+rwx {folder}"
    refused_to_nobody(address.format(folder / "p.db"), message)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
@both
def test_of_what_is_somebody_elses_it_is_told_whose_it_is(cli: Cli, tmp_path: Path, address: str) -> None:
    path = tmp_path / "p.db"
    cli("--database", str(path), "done", "a")
    daemon = pwd.getpwnam("daemon")
    os.chown(path, daemon.pw_uid, daemon.pw_gid)
    refused_to_nobody(
        address.format(path),
        f"permission denied: {path} may not be read by {ME}; it belongs to daemon",
        f"hint: ask daemon for the right, or make it yours: sudo chown {ME} {path}",
        reading=True,
    )
    os.chown(path, 4_200_000, -1)
    refused_to_nobody(address.format(path), "it belongs to user 4200000", reading=True)


@both
def test_a_file_system_that_can_only_be_read_is_looked_at(cli: Cli, tmp_path: Path, address: str) -> None:
    """Mounted so where that can be done; /proc/sys is such a place, or one that takes no file, everywhere."""
    folder = tmp_path / "shown"
    folder.mkdir()
    path = folder / "p.db"
    cli("--database", str(path), "done", "a")
    with mounted(folder, "--bind", str(folder)) as is_bound:
        if not is_bound:
            assert_refused(cli("--database", "/proc/p.db", "done", "a"), 4, "no file can be made in /proc")
            return
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        before = files_in(folder)
        place = ("--database", address.format(path))
        assert_refused(run_program(*place, "done", "b"), 4, "it is on a file system that can only be read")
        assert "1/2" in run_program(*place, "status").out
        assert files_in(folder) == before


@both
def test_a_file_that_is_marked_as_one_that_nobody_may_change(cli: Cli, tmp_path: Path, address: str) -> None:
    """Where the file system knows such marks; elsewhere its mode says the same to whoever has no powers."""
    path = tmp_path / "p.db"
    cli("--database", str(path), "done", "a")
    place = address.format(path)
    if subprocess.run(["chattr", "+i", str(path)], capture_output=True, check=False).returncode:
        path.chmod(0o400)
        refused_to_nobody(place, f"permission denied: {path} may only be read")
        return
    try:
        message = f"{path} is marked as one that nobody may change\nhint: take the mark away: sudo chattr -i {path}"
        assert_refused(cli("--database", place, "done", "b"), 4, message)
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)


@both
def test_a_database_that_a_roadmap_holds_is_locked_by_it(
    cli: Cli, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.05)
    path = tmp_path / "p.db"
    cli("--database", str(path), "start", "a")
    with start("hold", str(path)) as other:
        assert [hear(other), hear(other)] == ["ready", "held after 0"]
        refused = cli("--database", address.format(path), "done", "a")
        say(other)
    who = f"storage_worker.py (process {other.pid})" if Path("/proc/locks").exists() else "another program"
    told = f"{path} is locked: {who} has been using it for 0.05 seconds, so nothing was recorded\nhint: wait for it"
    assert_refused(refused, 4, told)


@both
@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_database_that_another_program_holds_is_locked_by_it(
    cli: Cli, tmp_path: Path, address: str, journal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.05)
    path = tmp_path / "p.db"
    cli("--database", str(path), "start", "a")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
    script = tmp_path / "evening-report.py"
    script.write_text(HOLD, encoding="utf-8")
    command = [sys.executable, str(script), str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert hear(other) == "held"
        refused = cli("--database", address.format(path), "done", "a")
        say(other)
    who = f"evening-report.py (process {other.pid})" if Path("/proc/locks").exists() else "another program"
    assert_refused(refused, 4, f"it is locked by {who}, so nothing was recorded\nhint: wait for it to end, or end it")


def test_a_lock_of_somebody_else_on_another_file_is_nobodys(tmp_path: Path) -> None:
    from roadmap_cli.storage.holders import holder_of  # noqa: PLC0415 - only here

    (tmp_path / "free").touch()
    with (tmp_path / "mine").open("w") as mine:
        fcntl.flock(mine, fcntl.LOCK_EX)
        assert holder_of([tmp_path / "free", tmp_path / "mine", tmp_path / "missing"]) == ""


@both
def test_a_damaged_database_leads_to_the_doctor(cli: Cli, tmp_path: Path, address: str) -> None:
    path = tmp_path / "p.db"
    for number in range(40):
        cli("--database", str(path), "log", "a", "5m", "x" * 500, str(number))
    damaged = path.read_bytes()[:8192] + b"\xa5" * 16384
    path.write_bytes(damaged)
    for command in ("status", "done a"):
        result = cli("--database", address.format(path), *command.split())
        assert_refused(result, 4, "it is damaged: its pages are malformed")
        assert " doctor" in result.err
    assert path.read_bytes() == damaged


@both
def test_what_was_begun_and_is_no_database_any_more_is_damaged(cli: Cli, tmp_path: Path, address: str) -> None:
    path = tmp_path / "p.db"
    path.write_text("Dear diary\n" * 9, encoding="utf-8")
    never = cli("--database", address.format(path), "status")
    assert_refused(never, 4, "what stands there is not a database\nhint: nothing in it was changed; where its name")
    path.unlink()
    cli("--database", str(path), "done", "a")
    path.write_text("Dear diary\n" * 9, encoding="utf-8")
    for command in ("status", "done a"):
        result = cli("--database", address.format(path), *command.split())
        assert_refused(result, 4, "it is damaged: what stands there is not a database any more\nhint: see what can be")
        assert " doctor" in result.err


@both
def test_a_name_that_no_file_can_have(cli: Cli, tmp_path: Path, address: str) -> None:
    for command in ("status", "done a"):
        long = cli("--database", address.format(tmp_path / ("x" * 300)), *command.split())
        assert_refused(long, 4, "its name is longer than a file can have\nhint: give it a shorter one")
        nul = cli("--database", address.format(tmp_path / "x\0y"), *command.split())
        assert_refused(nul, 4, "no file can have its name")


@both
def test_a_file_where_a_folder_would_have_to_be(cli: Cli, tmp_path: Path, address: str) -> None:
    (tmp_path / "file").touch()
    for command in ("status", "done a"):
        result = cli("--database", address.format(tmp_path / "file" / "p.db"), *command.split())
        assert_refused(result, 4, f"{tmp_path / 'file'} is a file, and would have to be a folder")


@both
def test_a_folder_where_the_file_would_have_to_be(cli: Cli, tmp_path: Path, address: str) -> None:
    for command in ("status", "done a"):
        result = cli("--database", address.format(tmp_path), *command.split())
        assert_refused(result, 4, f"it is a folder\nhint: a database is a file, such as {tmp_path / 'progress.db'}")


@both
def test_links_that_lead_in_a_circle(cli: Cli, tmp_path: Path, address: str) -> None:
    (tmp_path / "a.db").symlink_to(tmp_path / "b.db")
    (tmp_path / "b.db").symlink_to(tmp_path / "a.db")
    for command in ("status", "done a"):
        assert_refused(cli("--database", address.format(tmp_path / "a.db"), *command.split()), 4, "in a circle")


def with_few_files(place: Sequence[str], *command: str) -> Result:
    """The program opens its database while it may open no file at all: its modules are loaded by then."""
    script = (
        "import resource, sys, sqlite3, zc.lockfile\n"
        "from roadmap_cli.cli import run\n"
        "from roadmap_cli.storage import faults, sql\n"
        "from roadmap_cli.use_cases.session import Session\n"
        "serve = Session._serve\n"
        "def scarce(self, *words, **options):\n"
        "    self.definition\n"
        "    before = resource.getrlimit(resource.RLIMIT_NOFILE)\n"
        "    resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))\n"
        "    try:\n"
        "        return serve(self, *words, **options)\n"
        "    finally:\n"
        "        resource.setrlimit(resource.RLIMIT_NOFILE, before)\n"
        "Session._serve = scarce\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, *place, *command], capture_output=True, text=True, check=False)
    return Result(done.returncode, done.stdout, done.stderr)


@both
def test_too_many_open_files(cli: Cli, tmp_path: Path, address: str) -> None:
    path = tmp_path / "p.db"
    cli("--database", str(path), "done", "a")
    result = with_few_files(("--database", address.format(path)), "history")
    assert_refused(result, 4, "too many files are open\nhint: end other programs")


def test_what_is_taken_away_while_it_is_opened(tmp_path: Path) -> None:
    from roadmap_cli.storage.faults import fault_of  # noqa: PLC0415 - only here

    path = tmp_path / "p.db"
    with pytest.raises(sqlite3.OperationalError) as failed:
        sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    fault = fault_of(str(path), failed.value)
    assert fault.sentence == f"cannot use the database {path}: it was taken away while it was opened"


def test_another_file_is_never_the_advice() -> None:
    rooms = Path(sqlite.__file__).parent.glob("*.py")
    assert [
        each.name for each in rooms if "name another file with --database" in each.read_text(encoding="utf-8")
    ] == []


def _no_file(lock: Path, kind: str) -> None:
    lock.unlink()
    match kind:
        case "a pipe":
            os.mkfifo(lock)
        case "a folder":
            lock.mkdir()
        case "a socket":
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(str(lock))
        case "a link that leads in a circle":
            lock.symlink_to(lock.name)
        case _:
            lock.symlink_to("nowhere/lock")


@pytest.mark.parametrize("kind", ["a pipe", "a folder", "a socket", "a link", "a link that leads in a circle"])
def test_a_lock_that_is_no_file_is_called_by_its_name(
    cli: Cli, database: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    cli("done a")
    lock = database.with_name("progress.db.lock")
    monkeypatch.chdir(lock.parent)  # the name of a socket may not be long
    _no_file(Path(lock.name), kind)
    refused = cli("done b")
    assert_refused(refused, 4, f"its lock {lock} is {kind}")
    assert "hint: move that away" in refused.err
    assert cli("status --short").code == 0
    examined = cli("doctor")
    assert examined.code == 1
    assert f"its lock {lock} is {kind}" in " ".join(examined.out.split())


def test_a_lock_that_leads_to_a_device_is_locked(cli: Cli, database: Path) -> None:
    cli("done a")
    lock = database.with_name("progress.db.lock")
    lock.unlink()
    lock.symlink_to("/dev/null")
    assert cli("done b").code == 0
    assert "nothing can be recorded" not in cli("doctor").out
