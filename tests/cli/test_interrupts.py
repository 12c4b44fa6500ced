"""Ctrl-C at any line of the program: no traceback, and what is told is what has happened."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_helpers import files_in
from conftest import Cli, Result
from process_helpers import PATIENCE

INTERRUPTED_AT = Path(__file__).parents[1] / "helpers" / "interrupted_at.py"
INTERRUPTED = 130
MOMENTS = 6
LAST = 6
"""Lines before the end, where it is decided what has become of the command."""


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def interrupted(command: str, line: int, times: int = 1, places: str = "all") -> Result:
    done = subprocess.run(
        [sys.executable, str(INTERRUPTED_AT), "SIGINT", str(line), str(times), places, *command.split()],
        capture_output=True,
        text=True,
        env=os.environ,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=PATIENCE,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def moments(command: str, places: str = "all", number: int = MOMENTS) -> Iterator[int]:
    """Lines over the whole run, and each of the last. The first is where Python begins the program."""
    lines = int(interrupted(command, 0, places=places).err.split("lines: ")[1])
    yield from sorted({*range(2, lines, max(1, lines // number)), *range(max(2, lines - LAST), lines + 1)})


@pytest.mark.parametrize(
    ("command", "times"),
    [("status", 1), ("status", 4), ("export json", 1), ("export json", 4), ("review --list", 1), ("show b --json", 4)],
)
def test_a_reading_command_ends_with_130_or_has_answered(cli: Cli, command: str, times: int) -> None:
    cli("done a")
    seen = Counter[int]()
    for line in moments(command):
        result = interrupted(command, line, times)
        seen[result.code] += 1
        assert result.code in {0, INTERRUPTED}, (line, result)
        assert "Traceback" not in result.err, (line, result)
        assert result.code == 0 or result.err == "", (line, result)
    print(f"{command}, Ctrl-C {times} times: {dict(seen)}")  # noqa: T201 - the counts are the point
    assert seen[INTERRUPTED] >= MOMENTS // 2


@pytest.mark.parametrize("places", ["all", "use_cases/session,use_cases/commitment,storage/sqlite,storage/migrations"])
def test_130_has_recorded_nothing_and_0_has(cli: Cli, database: Path, places: str) -> None:
    cli("done a")
    seen = Counter[int]()
    for line in moments("log b 5m", places, 2 * MOMENTS):
        before = cli("history -n 1000 --json").out
        result = interrupted("log b 5m", line, places=places)
        seen[result.code] += 1
        assert result.code in {0, INTERRUPTED}, (line, result)
        assert "Traceback" not in result.err, (line, result)
        assert (cli("history -n 1000 --json").out != before) == (result.code == 0), (line, result)
        assert result.out or result.code or "hint: it is recorded, but the answer was interrupted" in result.err
        assert not [name for name in files_in(database.parent) if name.endswith(".tmp")]
    print(f"log: {dict(seen)}")  # noqa: T201 - the counts are the point
    assert seen[0] >= LAST
    assert seen[INTERRUPTED] >= LAST


def test_who_ignores_ctrl_c_goes_on_ignoring_it() -> None:
    """As a shell without job control starts what is to run in the background."""
    done = subprocess.run(
        ["sh", "-c", 'trap "" INT; "$@"', "sh", sys.executable, INTERRUPTED_AT, "SIGINT", "900", "3", "all", "status"],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr, "Alpha" in done.stdout) == (0, "", True)
