"""An answer that nobody can get: an error of a command that only reads, a hint of one that has recorded."""

from pathlib import Path

import pytest
from cli_helpers import STARTED, run_shell
from conftest import Cli
from faults_helpers import LONG

READING = (
    *(
        "status",
        "next",
        "list",
        "show b",
        "history",
        "choose",
        "evidence",
        "report",
        "forecast",
        "activity",
        "roadmaps",
    ),
    *(
        "status --json",
        "card list b",
        "review --list",
        "review --stats",
        "review --stats --json",
        "export anki",
        "config",
        "user",
        "plan",
        "schema",
    ),
    *("export markdown", "export json -o -", "export csv -o -", "--help", "done --help", "--version", "help done"),
    "--show-completion bash",
)
WRITING = (
    *("start b", "log b 5m", "note b x", "done b", "undo", "redo", "link b https://example.org", "skip extra"),
    *(
        "reset extra",
        "choose x",
        "card add a -q x -a y",
        "card add a -q z -a y --json",
        "tick b 1",
        "edit --last --delete",
    ),
    *("break 3d", "plan --hours-per-week 6", "timer start b", "config rest_days sun", "config rest_days sat --json"),
)
CLOSED, FULL = ">&-", ">/dev/full"
WHY = {CLOSED: "stdout is closed", FULL: "no space left on device"}


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.mark.parametrize("command", READING if LONG else READING[::3])
def test_a_reading_command_says_that_nobody_got_its_answer(command: str) -> None:
    told = run_shell(f"exec 3>&1; $ROADMAP_RUN {command} {FULL}; echo $? >&3")
    assert (told.out, told.err) == ("1\n", f"error: cannot write the answer: {WHY[FULL]}\n")


@pytest.mark.parametrize("command", ["status", "export json -o -", "schema", "--help", "--show-completion bash"])
def test_a_closed_answer_is_none_either_and_where_nobody_can_be_told_the_exit_code_tells(command: str) -> None:
    """With one command of each way in which something is written."""
    places = (CLOSED, ">&- 2>&-", ">/dev/full 2>/dev/full")
    script = "".join(f"$ROADMAP_RUN {command} {each}; echo $? >&3; " for each in places)
    told = run_shell(f"exec 3>&1; {script}")
    assert told.out.split() == ["1"] * len(places)
    assert told.err == f"error: cannot write the answer: {WHY[CLOSED]}\n"


@pytest.mark.parametrize("command", READING if LONG else READING[1::3])
def test_a_reader_who_has_had_enough_is_no_error(command: str) -> None:
    told = run_shell(f"$ROADMAP_RUN {command} | true; echo ${{PIPESTATUS[0]}}", "bash")
    assert (told.out, told.err) == ("0\n", "")


@pytest.mark.parametrize(("redirection", "commands"), [(FULL, WRITING), (CLOSED, WRITING[:4])])
def test_what_is_recorded_stays_so_whatever_becomes_of_the_answer(
    cli: Cli, redirection: str, commands: tuple[str, ...]
) -> None:
    script = "".join(f"$ROADMAP_RUN {command} {redirection}; echo $? >&3; " for command in commands)
    told = run_shell(f"exec 3>&1; {script}")
    assert told.out.split() == ["0"] * len(commands), told.err
    said = f"hint: it is recorded, but the answer could not be written: {WHY[redirection]}\n"
    assert told.err.count(said) == len(commands), told.err
    assert cli("show b --json").out.count('"minutes": 5') >= 1


@pytest.mark.parametrize("redirections", [">/dev/full 2>/dev/full", ">&- 2>&-", ">&- 2>/dev/full", "<&- >&- 2>&-"])
def test_where_nobody_can_be_told_the_exit_code_tells(cli: Cli, redirections: str) -> None:
    told = run_shell(
        f"$ROADMAP_RUN done a {redirections}; echo $?; $ROADMAP_RUN status {redirections}; echo $?", prefix=STARTED
    )
    assert (told.out.split(), told.err) == (["0", "1"], "")
    assert "done: Alpha" in cli("history").out


def test_completion_into_a_full_disk_leaves_no_traceback() -> None:
    words = "_ROADMAP_COMPLETE=complete_bash COMP_WORDS='roadmap sta' COMP_CWORD=1 $ROADMAP_RUN"
    told = run_shell(f"{words}; {words} >/dev/full; echo $?")
    assert told.out.split() == ["status", "start", "1"]
    assert told.err == "error: cannot write the answer: no space left on device\n"


def test_no_file_of_the_program_takes_the_place_of_an_output(cli: Cli, database: Path) -> None:
    """The database, opened as number 1, would get what a pager or a library writes to its output."""
    assert run_shell("$ROADMAP_RUN done a <&- >&- 2>&-", prefix=STARTED).code == 0
    assert cli("show a --json").out.count('"status": "done"') == 1
    assert database.read_bytes().startswith(b"SQLite format 3\0")
