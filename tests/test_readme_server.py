"""The ten lines of the README start a server with a cohort, as they stand there."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_helpers import programs
from process_helpers import PATIENCE

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"<!-- a server and a cohort -->\n```sh\n(.*?)```", re.DOTALL)
PORT, SOCKETS = "5433", "/tmp"  # noqa: S108 - of the page


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where whoever may run a server may write: PostgreSQL refuses root."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    yield folder
    shutil.rmtree(folder)


def as_anybody(folder: Path, name: str) -> None:
    """The program of PostgreSQL by its own name, for whoever is allowed to run it."""
    drop = "setpriv --reuid=nobody --regid=nogroup --clear-groups " if os.geteuid() == 0 else ""
    file = folder / name
    file.write_text(f'#!/bin/sh\nexec {drop}{programs() / name} "$@"\n', encoding="utf-8")
    file.chmod(0o755)


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.process
@pytest.mark.slow
def test_ten_lines_start_a_server_and_a_cohort(folder: Path, home: Path) -> None:
    found = BLOCK.search(README.read_text(encoding="utf-8"))
    assert found
    lines = found[1].strip().splitlines()
    assert len(lines) == 10
    for name in ("initdb", "pg_ctl"):
        as_anybody(folder, name)
    path = os.pathsep.join((str(folder), str(Path(sys.executable).parent), os.environ["PATH"]))
    text = "\n".join(lines).replace(PORT, free_port()).replace(f"-k {SOCKETS}", f"-k {folder}")
    script = f"set -e\ntrap 'pg_ctl --pgdata=pg stop --mode=immediate >/dev/null' EXIT\n{text}\n"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "learners in spring" not in done.stdout
    told = done.stdout.partition("1 learner in spring")[2].splitlines()
    assert [line.split()[:4] for line in told if line.startswith("ada")] == [["ada", "0", "%", "50"]]
    assert home.exists()
