"""Sixteen processes write into one database at the same time, which none of them has begun yet."""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from cli_helpers import run_program
from faults_helpers import LONG, STRACE, assert_sound, counted, needs_strace, often, rows
from postgres_helpers import postgres
from process_helpers import PATIENCE
from storage_helpers import holds_the_fold

WRITERS, COMMANDS = 16, often(3, 50)
ON_SERVER = often(4, 16)
WRITERS_IN_ONE = """
import os, subprocess, sys
from roadmap_cli import cli
from roadmap_cli.cli.commands import log
from roadmap_cli.storage import {adapter}
writers, number, own = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "own"
waits, starts = os.pipe()
for name in (f"writer-{{each}}" for each in range(writers)):
    if os.fork() == 0:
        os.close(starts)
        os.read(waits, 1)
        for each in range(number):
            words = ["--quiet", "log", "ab"[each % 2], "1m", f"{{name}}-{{each}}"]
            if own:
                code = subprocess.run([sys.executable, "-m", "roadmap_cli", *words]).returncode
            else:
                code = cli.run(words)
            os.write(1, f"{{name}}-{{each}} {{code}}\\n".encode())
        os._exit(0)
os.close(starts)
for _ in range(writers):
    os.wait()
"""
"""Processes that are forked where the program is loaded, and begin once all are there. In the long run each command is a process
of its own. A minute each: no day has room for more than its hours.
"""
NOTHING_WAITS = "import sys; from roadmap_cli.storage import lock, sqlite; from contextlib import nullcontext; lock.hold = lambda *_: nullcontext(); sqlite.WAIT_SECONDS = 0;"


def written(
    small: Path, monkeypatch: pytest.MonkeyPatch, first: str = "", adapter: str = "sqlite", number: int = WRITERS
) -> list[str]:
    """What so many writers said, writer by writer: each command with its exit code."""
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    program = first + WRITERS_IN_ONE.format(adapter=adapter)
    words = [sys.executable, "-c", program, str(number), str(COMMANDS), "own" if LONG and not first else "same"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE * often(1, 20), check=True)
    return sorted(done.stdout.splitlines(), key=lambda line: int(line.split("-")[1]))


@pytest.mark.timeout(PATIENCE * often(5, 30))
def test_none_of_sixteen_writers_fails_and_each_has_its_events_in_order(
    database: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = written(small, monkeypatch)
    assert_each_is_there_in_order(database, said, WRITERS)
    assert_sound(database)
    counted("writers at the same time", processes=WRITERS, commands=len(said), failed=0, lost=0)


@pytest.mark.timeout(PATIENCE * often(5, 30))
def test_none_of_those_that_write_to_a_server_fails_either(
    tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "progress.db"
    monkeypatch.setenv("ROADMAP_DATABASE", postgres(path))
    monkeypatch.setenv("ROADMAP_USER", "ada")
    said = written(small, monkeypatch, adapter="server", number=ON_SERVER)
    assert_each_is_there_in_order(path, said, ON_SERVER)
    assert holds_the_fold(postgres(path), "ada", "small")
    counted("writers on a server at the same time", processes=ON_SERVER, commands=len(said), failed=0, lost=0)


def assert_each_is_there_in_order(database: Path, said: list[str], number: int) -> None:
    wanted = [f"writer-{writer}-{each}" for writer in range(number) for each in range(COMMANDS)]
    assert said == [f"{name} 0" for name in wanted]
    logged = sorted(row for row in rows(database).values() if row[4] == "logged")
    assert len({row[1] for row in logged}) == len(wanted)
    notes = [str(row[8]).partition('"note":"')[2].partition('"')[0] for row in logged]
    assert sorted(notes) == sorted(wanted)
    of_writer = defaultdict(list)
    for note in notes:  # in the order of ids
        of_writer[note.rpartition("-")[0]].append(int(note.rpartition("-")[2]))
    assert all(each == sorted(each) for each in of_writer.values())


def test_writers_that_do_not_wait_for_each_other_are_found_out(
    database: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = written(small, monkeypatch, NOTHING_WAITS)
    assert [line for line in said if not line.endswith(" 0")]


@needs_strace
@pytest.mark.parametrize(
    ("system_says", "code", "told"),
    [("EAGAIN:when=1..3", 0, "Done: "), ("ENOLCK", 4, "no locks available")],
    ids=["somebody else has it", "there are no locks"],
)
def test_a_lock_is_waited_for_unless_there_can_be_none(
    database: Path, small: Path, tmp_path: Path, system_says: str, code: int, told: str
) -> None:
    assert STRACE
    traced = (STRACE, "-f", "-o", str(tmp_path / "trace"), "-e", f"inject=flock:error={system_says}")
    result = run_program("--file", str(small), "done", "a", prefix=traced)
    assert result.code == code
    assert told in result.out + result.err
    assert database.exists() == (code == 0)
