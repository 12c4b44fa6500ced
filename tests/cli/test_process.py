"""The program as a process among others: pipes, closed streams, full disks, poor terminals, Ctrl-C."""

import signal
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from cli_helpers import (
    PROGRAM,
    STARTED,
    assert_no_traceback,
    files_in,
    run_in_terminal,
    run_program,
    run_shell,
)
from conftest import Cli
from process_helpers import impatient


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.mark.parametrize("command", ["list", "schema", "--help"])
def test_a_reader_who_has_had_enough_ends_the_program_quietly(command: str) -> None:
    result = run_shell(f"$ROADMAP_RUN {command} | head -1; $ROADMAP_RUN {command} | true", prefix=STARTED)
    assert (result.code, result.err) == (0, "")
    assert result.out.count("\n") <= 1


def test_a_long_list_into_a_pipe_that_closes_early_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    result = run_shell(
        "set -o pipefail; $ROADMAP_RUN export json | head -c 1; $ROADMAP_RUN status --all | head -1",
        "bash",
        prefix=STARTED,
    )
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("command", ["show nonsense", "done b"])
def test_with_stderr_closed_the_exit_code_still_tells(command: str) -> None:
    result = run_shell(f"$ROADMAP_RUN {command} 2>&-", prefix=STARTED)
    assert result.code == (1 if "nonsense" in command else 0)
    assert "error" not in result.out


@pytest.mark.parametrize("command", ["status", "done a", "note a some text"])
def test_with_stdin_closed_nothing_is_different(command: str) -> None:
    result = run_shell(f"$ROADMAP_RUN {command} <&-", prefix=STARTED)
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [("note a", 2, "there is no text"), ("reset --all", 1, "there was no answer, so nothing was done")],
)
def test_with_stdin_closed_a_question_is_refused(
    cli: Cli, database: Path, command: str, code: int, message: str
) -> None:
    cli("done a")
    before = files_in(database.parent)
    result = run_shell(f"$ROADMAP_RUN {command} <&-", prefix=STARTED)
    assert (result.code, result.out, message in result.err) == (code, "", True)
    assert_no_traceback(result)
    assert files_in(database.parent) == before


def test_all_three_streams_may_be_closed(database: Path) -> None:
    assert run_shell("$ROADMAP_RUN done a <&- >&- 2>&-", prefix=STARTED).code == 0
    assert database.exists()


POOR = (
    {"TERM": "dumb"},
    {"TERM": ""},
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "no_SUCH"},
    {"COLUMNS": "1"},
    {"COLUMNS": "nonsense"},
    {"PYTHONIOENCODING": "latin-1"},
)


@pytest.mark.parametrize("environment", POOR, ids=str)
def test_a_poor_environment_breaks_nothing(small: Path, environment: dict[str, str]) -> None:
    small.write_text(small.read_text().replace('"Beta"', '"Bêta Ω 字"'), encoding="utf-8")
    for command in ("status --all", "show bêta-Ω-nonsense"):
        result = run_program(*command.split(), environment=environment)
        assert_no_traceback(result)
        assert result.code == (1 if "nonsense" in command else 0)


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"NO_COLOR": "1"}], ids=str)
def test_a_terminal_without_colours_gets_none(environment: dict[str, str]) -> None:
    _, said = run_in_terminal("status", environment=environment)
    assert "Alpha" in said
    assert "\x1b[3" not in said
    assert "\x1b[9" not in said


def test_a_terminal_gets_colours_and_a_pipe_does_not() -> None:
    assert "\x1b[" in run_in_terminal("status")[1]
    assert "\x1b[" not in run_in_terminal("--no-color", "list", environment={"TERM": "dumb"})[1]
    assert "\x1b[" not in run_program("status", environment={"CLICOLOR_FORCE": "0"}).out


def test_a_question_in_a_terminal_is_answered_there(cli: Cli, database: Path) -> None:
    cli("done a")
    code, said = run_in_terminal("reset", "--all", typed="y\n")
    assert code == 0
    assert "Back to todo: Alpha" in said


def test_ctrl_c_at_a_question_ends_with_130_and_changes_nothing(cli: Cli, database: Path) -> None:
    cli("done a")
    before = files_in(database.parent)
    code, said = run_in_terminal("reset", "--all", interrupt_at="[y/N]")
    assert code == 130
    assert "Traceback" not in said
    assert files_in(database.parent) == before


def test_ctrl_d_at_a_question_changes_nothing(cli: Cli, database: Path) -> None:
    cli("done a")
    before = files_in(database.parent)
    code, said = run_in_terminal("reset", "--all", typed="\x04")
    assert code == 1
    assert "there was no answer, so nothing was done" in said
    assert files_in(database.parent) == before


def started(*arguments: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    impatient(process)
    return process


def test_ctrl_c_while_waiting_for_the_database_writes_nothing(cli: Cli, database: Path) -> None:
    cli("done a")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = started("done", "b")
        wait_until_open(waiting, database)
        waiting.send_signal(signal.SIGINT)
        other.execute("ROLLBACK")
        out, err = waiting.communicate()
    assert (waiting.returncode, out, b"Traceback" in err) == (130, b"", False), err
    assert cli("history").out == "2026-11-23 19:30  done: Alpha\n"


def wait_until_open(process: subprocess.Popen[bytes], file: Path) -> None:
    """Until the process has the file open, as /proc tells, or has ended."""
    folder = Path(f"/proc/{process.pid}/fd")
    while process.poll() is None:
        with suppress(OSError):
            if any(each.readlink() == file for each in folder.iterdir()):
                return
        time.sleep(0.005)


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4])
def test_ctrl_c_at_any_moment_leaves_all_or_nothing(cli: Cli, database: Path, delay: float) -> None:
    """Before Python has begun to run the program, SIGINT ends it as any process; after the end it comes too late."""
    process = started("done", "a", "b", "c")
    with suppress(subprocess.TimeoutExpired):
        process.wait(delay)
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert process.returncode in {0, 1, 130, -signal.SIGINT}
    if database.exists():
        assert len(cli("list --status done").out.splitlines()) in {1, 3}
        with closing(sqlite3.connect(database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_killed_writers_never_leave_half_a_command(cli: Cli, database: Path) -> None:
    for delay in (0.1, 0.2, 0.25, 0.3, 0.35):
        process = started("done", "a", "b", "c")
        with suppress(subprocess.TimeoutExpired):
            process.wait(delay)
        process.kill()
        process.communicate()
        assert cli("list --status done --json").out.count('"status": "done"') in {0, 3}
        cli("reset --all --yes")


def test_writers_at_the_same_time_all_succeed(cli: Cli) -> None:
    writers = [started("log", "a", "10m", f"writer {number}") for number in range(6)]
    for writer in writers:
        _, err = writer.communicate()
        assert (writer.returncode, err) == (0, b"")
    assert "1 h logged" in cli("show a").out


def test_the_program_runs_under_any_time_zone() -> None:
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        for command in ("done a --on 1970-01-02", "history", "undo"):
            result = run_program(*command.split(), environment={"TZ": zone})
            assert (result.code, result.err) == (0, ""), result
