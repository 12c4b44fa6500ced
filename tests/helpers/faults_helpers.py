"""What the tests of faults share: how often, what was counted, a record to hurt, and what has to hold of it afterwards."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import give_cards, has_happened
from conftest import Cli
from process_helpers import LONG
from storage_helpers import ask, holds_the_fold

COUNTS = os.environ.get("ROADMAP_FAULT_COUNTS")
"""A file to which counts are added, if any: `run.py` makes its table of it. Read now, for tests see no ROADMAP_... of outside."""
STRACE = shutil.which("strace")
needs_strace = pytest.mark.skipif(STRACE is None, reason="needs strace")
Rows = dict[tuple[str, str], tuple[Any, ...]]


def often(ordinary: int, long: int) -> int:
    """How often, in the ordinary suite and in the long run."""
    return long if LONG else ordinary


def counted(fault: str, **counts: int) -> None:
    """Tell what was counted: with `-s`, and in the table of the long run."""
    words = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items())
    print(f"\n{fault}: {words}")  # noqa: T201 - these are the counts
    if COUNTS:
        with Path(COUNTS).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"fault": fault, "counts": words}) + "\n")


def rows(path: Path) -> Rows:
    """Every event, byte for byte, by user and id. What a kill left is rolled forward or back by the looking."""
    return {row[:2]: row for row in ask(path, "SELECT user, id, batch, roadmap, kind, topic, at, day, data FROM event")}


def scopes(path: Path) -> list[tuple[str, str]]:
    return [(str(user), str(roadmap)) for user, roadmap in ask(path, "SELECT DISTINCT user, roadmap FROM event")]


def assert_sound(path: Path, user: str | None = None) -> None:
    """The database opens, is whole, and says of every learner, or of one, what the events say; its copies are whole."""
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    for name, roadmap in scopes(path):
        assert user not in {None, name} or holds_the_fold(str(path), name, roadmap), (name, roadmap)
    for copy in path.parent.rglob("*.backup"):
        assert ask(copy, "PRAGMA quick_check") == [("ok",)], copy


def assert_whole_batches(found: Rows, before: Rows, whole: int) -> None:
    """What one command records is there as a whole, or not at all."""
    new = [row for key, row in found.items() if key not in before]
    batches = {row[2] for row in new}
    assert all(sum(row[2] == batch for row in new) == whole for batch in batches), new


@contextmanager
def looked_into(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def copy_of(database: Path, folder: Path) -> Path:
    """A database with its journal, somewhere else."""
    folder.mkdir(parents=True)
    for suffix in ("", "-wal"):
        if (file := Path(f"{database}{suffix}")).exists():
            shutil.copy(file, folder / file.name)
    return folder / database.name


def a_small_record(cli: Cli, small: Path, database: Path) -> None:
    """A few evenings of two learners, with a bit of everything that the small roadmap knows."""
    give_cards(small, a=2, c=1)
    has_happened(
        cli,
        database,
        *("start a", "log a 50m the norm", "note a what I know", "link a https://example.org/a --proves", "done a"),
        *("log b 30m --on 2026-11-20", "done b", "tick b 1", "choose way x", "choose way y", "skip extra"),
        *("plan --hours-per-week 8 --days mon,wed", "break --from 2026-12-20 --until 2026-12-31 skiing"),
        *("timer start c", "timer cancel", "card add b -q Which? -a This.", "review grade b-1 3", "review grade a-1 2"),
        *("log c 20m a slip", "undo", "log c 15m", "edit --last --minutes 25", "note c slip", "edit --last --delete"),
        *("--user bob start a", "--user bob log a 45m", "--user bob done a", "undo"),
    )
