"""Homes to run the program in, each with a history of its own, and the program as a command of one."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.measure import Command, Side
from benchmarks.rows import KIT, Row

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
FLOOR = "import typer, sqlite3, json, rich.console, rich.table, rich.progress_bar"
FILES = {
    "checklist.md": "- [x] vectors\n- [ ] svd\n",
    "known.txt": "vectors yes\n",
}
EMPTY = "import os, shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True); os.mkdir(sys.argv[1])"
COPY = "import shutil, sys; shutil.rmtree(sys.argv[2], ignore_errors=True); shutil.copytree(sys.argv[1], sys.argv[2])"
FORGET = """\
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as connection:
    connection.execute("UPDATE roadmap_meta SET value = 'another' WHERE key = 'projection'")
"""
READY = "ready"
"""The file that says that a home is whole."""


def environment(home: Path, *, memo: bool = False) -> dict[str, str]:
    """Nothing is inherited that changes what is loaded, nor whether byte code is kept."""
    variables = {"HOME": str(home), "LOGNAME": "ada", "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}
    return variables if memo else variables | {"ROADMAP_NO_MEMO": "1"}


def database(home: Path) -> Path:
    return home / ".local/share/learning-roadmap/progress.db"


def bare(home: Path) -> Side:
    return python(home, "-I", "-c", "pass")


def floor(home: Path) -> Side:
    return python(home, "-c", FLOOR)


def python(home: Path, *words: str) -> Side:
    return Side(Command((sys.executable, *words), environment(home), home))


def roadmap(home: Path, words: str, row: Row | None = None, *before: str) -> Command:
    """The program as it is installed; `before` stands between it and the words."""
    row = row or Row(words)
    program = (sys.executable, "-m", "roadmap_cli") if row.by_module else (str(BIN / "roadmap"),)
    said = shlex.split(words.replace("{files}", str(home / "files")))
    variables = environment(home, memo=row.repeated) | row.variables
    return Command((*program, *before, *said), variables, home, row.codes)


def side(home: Path, row: Row, *before: str) -> Side:
    return Side(
        roadmap(home, row.words, row, *before),
        tuple(roadmap(home, words, None, *before) for words in row.before),
        tuple(roadmap(home, words, None, *before) for words in row.after),
    )


def made(folder: Path, kind: str, number: int) -> Path:
    """A home with a history of this kind and size (made_up.py) and a little of everything beside it, unless it is there.

    CalledProcessError where it cannot be made.
    """
    home = folder / f"{kind}-{number}"
    if (home / READY).exists():
        return home
    if home.exists():
        shutil.rmtree(home)
    database(home).parent.mkdir(parents=True)
    (home / "files").mkdir()
    for name, text in FILES.items():
        (home / "files" / name).write_text(text, encoding="utf-8")
    if number:
        run([sys.executable, str(HERE / "made_up.py"), kind, str(database(home)), str(number)], home)
    for words in KIT:
        run(roadmap(home, words).words, home)
    (home / READY).touch()
    return home


def run(words: Iterable[str], home: Path) -> None:
    subprocess.run([*words], env=environment(home), check=True, capture_output=True, cwd=home)


def pristine(home: Path) -> Path:
    """A copy of a small home, as it was made: so that one without a history stays without one."""
    copy = home.with_name(f"{home.name}-now")
    if copy.exists():
        shutil.rmtree(copy)
    return shutil.copytree(home, copy)


def emptied(home: Path) -> tuple[Command, ...]:
    """What makes it a home without anything."""
    return (python(home.parent, "-c", EMPTY, str(home)).command,)


def copied(home: Path, place: Path) -> tuple[Command, ...]:
    """What makes one home a copy of another."""
    return (python(home, "-c", COPY, str(home), str(place)).command,)


def forgotten(home: Path) -> tuple[Command, ...]:
    """What makes all that is added up there count as that of another version."""
    return (python(home, "-c", FORGET, str(database(home))).command,)
