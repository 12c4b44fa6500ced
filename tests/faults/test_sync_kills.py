"""A sync is killed before any of the system calls that change a file: what was recorded stays, and the next one does the rest."""

import os
import random
import re
import subprocess
from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest
from cli_helpers import PROGRAM
from faults_helpers import STRACE, assert_sound, counted, needs_strace, often
from process_helpers import PATIENCE
from storage_helpers import fact
from sync_helpers import SHARED, Home

CHANGES = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "openat", "mkdir")
KILLS = often(6, 400)
EACH = 20


def environment(home: Home) -> dict[str, str]:
    folders = {f"XDG_{kind}_HOME": str(home.root / kind.casefold()) for kind in ("DATA", "CONFIG", "CACHE")}
    given = {"ROADMAP_DEVICE": home.device, "ROADMAP_DATABASE": home.database, "ROADMAP_USER": "ada"}
    return {**os.environ, **folders, **given, "PYTHONDONTWRITEBYTECODE": "1"}


def traced(home: Home, expression: str, trace: Path) -> subprocess.CompletedProcess[bytes]:
    assert STRACE
    command = [STRACE, "-f", "-o", str(trace), "-e", expression, *PROGRAM, "sync"]
    return subprocess.run(command, env=environment(home), capture_output=True, check=False, timeout=PATIENCE)


@pytest.fixture(params=["folder", "database"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Two homes that have synced once, and have recorded something since; the one is to be killed."""
    root = tmp_path / "now"
    root.mkdir()
    (root / SHARED).mkdir()
    place = root / SHARED if request.param == "folder" else root / SHARED / "progress.db"
    a, b = Home(root, "a"), Home(root, "b")
    for home in (a, b):
        home.add(place)
        home.write(*(fact("noted", home.name, text=str(number)) for number in range(EACH)))
        home.synced()
    a.synced()
    a.write(*(fact("noted", "a", text=f"{number} later") for number in range(EACH)))
    a.synced()
    b.write(*(fact("noted", "b", text=f"{number} later") for number in range(EACH)))
    return root


def points(root: Path, trace: Path) -> list[tuple[str, int]]:
    """Every system call of a sync that changes a file, by its name and which of that name it is."""
    assert traced(Home(root, "b"), f"trace={','.join(CHANGES)}", trace).returncode == 0
    seen: Counter[str] = Counter()
    found = []
    for name, rest in re.findall(r"^\d+ +(\w+)\((.*)$", trace.read_text(encoding="utf-8"), re.MULTILINE):
        seen[name] += 1
        if name != "openat" or "O_CREAT" in rest:
            found.append((name, seen[name]))
    return found


@needs_strace
def test_nothing_is_lost_when_a_sync_is_killed_at_a_write(root: Path, tmp_path: Path) -> None:
    """Always in the same place, since each home remembers where the other is to be found."""
    before = tmp_path / "before"
    copytree(root, before)
    every = points(root, tmp_path / "trace")
    some = every if len(every) <= KILLS else random.Random(17).sample(every, KILLS)
    killed = 0
    for call, number in some:
        root.rename(tmp_path / f"{call}-{number}")
        copytree(before, root)
        killed += kill_and_look(root, call, number, tmp_path / "trace")
    counted("a sync killed at a write", kills=killed, lost=0)
    assert killed > len(some) // 2


def kill_and_look(root: Path, call: str, number: int, trace: Path) -> bool:
    a, b = Home(root, "a"), Home(root, "b")
    recorded = {each.id for home in (a, b) for each in home.events()}
    own = {each.id for each in b.events()}
    done = traced(b, f"inject={call}:signal=SIGKILL:when={number}", trace)
    assert own <= {each.id for each in b.events()}
    b.synced(), a.synced()
    assert a.events() == b.events()
    assert {each.id for each in a.events()} == recorded
    assert_sound(a.path)
    assert_sound(b.path)
    return done.returncode != 0
