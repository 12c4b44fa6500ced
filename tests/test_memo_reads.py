"""The program reads nothing on the way to an answer that the memo does not look at."""

import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import pytest
from cli_helpers import run_program
from conftest import SMALL
from faults_helpers import STRACE, needs_strace
from process_helpers import PATIENCE

import roadmap_cli
from roadmap_cli import memo

RECORDER = Path(__file__).parent / "helpers" / "reads_recorded.py"
LOOKS = (
    "status",
    "next",
    "list",
    "status --short --due",
    "status linear-algebra",
    "next --why matrices",
    "--file small status",
    "",
)
SETTING = {
    "nothing": {},
    "colours": {"FORCE_COLOR": "1", "COLORTERM": "truecolor"},
    "an own database": {"ROADMAP_DATABASE": "own.db"},
    "a roadmap": {"ROADMAP_FILE": "small.toml"},
}
INSTALLED = [str(Path(roadmap_cli.__file__).parents[1]), sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()]
"""The program, Python and its libraries: of what was loaded of the first, the memo looks at each file."""
OF_THE_SYSTEM = re.compile(
    r"^(/proc/|/sys/|/dev/|/usr/|/lib|/etc/(ld\.|localtime|locale|gai|nsswitch)|/$|anon_inode|pipe:|socket:)"
)
"""Of the time zone it has the name and the hours, of the terminal the kind and the size."""
DERIVED = re.compile(r".*\.db-shm|.*\.lock|\.cache/learning-roadmap(/memo(/.*)?|/steps-.*|/[0-9a-f]{8}\.(json|\d+))?")
"""SQLite makes the first anew out of the journal; the rest is what the program has read before: it knows by itself how old."""


@pytest.fixture(autouse=True)
def _begun(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    (home / "small.toml").write_text(SMALL, encoding="utf-8")
    for words in (
        "done vectors",
        "--database own.db done vectors",
        "import small.toml",
        "config hours_per_week 9",
        "use 1",
    ):
        run_program(*words.split())
    run_program("use", "ml-scientist")


def is_looked_at(path: str, looked_at: Iterable[str], home: Path) -> bool:
    """Folders on the way to a file are as good as the file. The home itself may lie in a folder of the system, as /dev/shm."""
    inside = path.removeprefix(f"{home}/")
    if inside == path and (OF_THE_SYSTEM.match(path) or any(Path(path).is_relative_to(each) for each in INSTALLED)):
        return True
    return DERIVED.fullmatch(inside) is not None or any(f"{each}/".startswith(f"{path}/") for each in looked_at)


def files_of_the_memo(home: Path) -> list[str]:
    (file,) = (home / ".cache/learning-roadmap/memo").iterdir()  # for all else here is young
    _, _, states, *_ = memo._parts(str(file))
    return states.decode().split("\0")[::2]


@pytest.mark.parametrize(
    ("setting", "words"),
    [*(("nothing", each) for each in LOOKS), *((each, "status") for each in SETTING if each != "nothing")],
)
def test_of_the_environment_and_of_files(home: Path, setting: str, words: str) -> None:
    """A roadmap has been read before: what reads it anew asks for more, and not for anything that could change it."""
    run_program(*words.split(), environment=SETTING[setting])
    done = subprocess.run(
        [sys.executable, str(RECORDER), *words.split()],
        env={**os.environ, **SETTING[setting]},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stdout or words == "status --short --due"
    names, paths = json.loads(done.stderr)
    assert {"HOME", "NO_COLOR", "ROADMAP_USER"} <= {*names}, "or nothing was recorded"
    assert str(home / ".config/learning-roadmap/config.toml") in paths
    assert [name for name in names if not memo.is_listed(name)] == []
    looked_at = files_of_the_memo(home)
    assert not is_looked_at(str(home / "elsewhere"), looked_at, home), "or everything is"
    assert [path for path in paths if not is_looked_at(path, looked_at, home)] == []


@needs_strace
@pytest.mark.parametrize("words", ["status", "next", "list"])
def test_of_files_as_the_system_sees_it(home: Path, tmp_path: Path, words: str) -> None:
    """Also what SQLite and the C library ask for; but for what Python asks for wherever it is started."""
    program = "from roadmap_cli import __main__, memo; memo.YOUNG = -1e12; __main__.main()"
    paths = asked_for(tmp_path / "trace", program, words) - asked_for(tmp_path / "bare", "pass")
    assert str(home / ".local/share/learning-roadmap/progress.db-wal") in paths
    looked_at = files_of_the_memo(home)
    assert [path for path in sorted(paths) if not is_looked_at(path, looked_at, home)] == []


def asked_for(trace: Path, program: str, *words: str) -> set[str]:
    assert STRACE
    command = [STRACE, "-f", "-s", "4096", "-o", str(trace), "-e", "trace=%file", sys.executable, "-c", program, *words]
    subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    found = re.findall(r'"((?:[^"\\]|\\.)*)"', trace.read_text(encoding="utf-8"))
    return {os.path.normpath(Path.cwd() / each) for each in found if "/" in each or each.startswith(".")}
