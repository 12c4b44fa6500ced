"""What reads a whole history holds no more of it when it is four times as long."""

import shutil
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOW, Cli

from roadmap_cli import files, storage
from roadmap_cli.domain import pieces
from roadmap_cli.domain.events import Event, Kind, next_id
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases import archive, export, sync_memory
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.sync_memory import Remote

FEW, MANY = 400, 1_600
DAYS = 7
Prepare = Callable[[Path], None]


@pytest.fixture(autouse=True)
def _in_small_pieces(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that not even the longer one is in memory because it is small."""
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    monkeypatch.setattr(pieces, "AT_ONCE", 50)
    monkeypatch.setattr(files, "PIECE", 2**14)
    monkeypatch.setattr(archive, "IN_MEMORY", 2**14)
    monkeypatch.setattr(export, "CHUNK", 2**14)
    monkeypatch.setattr(
        archive, "MOST_BYTES", 2**14
    )  # so many are asked for of a roadmap file, and traced though untouched


def history(number: int) -> Iterator[Event]:
    last = None
    for index in range(number):
        at = NOW - timedelta(days=index % DAYS)
        last = next_id(last, 1_760_000_000_000 + index, index)
        kind: Kind = "noted" if index % 9 == 0 else "logged"
        yield Event(
            user="ada",
            id=last,
            batch=last,
            roadmap="small",
            kind=kind,
            topic="abc"[index % 3],
            at=at,
            day=at.date(),
            data={"text": "what I have understood"} if kind == "noted" else {"minutes": 1},
        )


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    made = {number: tmp_path_factory.mktemp("histories") / f"{number}.db" for number in (FEW, MANY)}
    for number, path in made.items():
        with storage.writing(str(path)) as store:
            store.bring_in(history(number))
    return made


def with_old_projections(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE roadmap_meta SET value = '0' WHERE key = 'projection'")
        connection.commit()


def begun_anew(path: Path) -> None:
    path.unlink()
    with storage.writing(str(path)) as store:
        store.bring_in(each._replace(user="bob") for each in history(1))


def with_a_folder(path: Path) -> None:
    folder = path.with_name("shared")
    folder.mkdir()
    add_remote(path, folder)


def with_a_full_database(path: Path) -> None:
    begun_anew(path)
    add_remote(path, path.with_name("copy.db"))


def add_remote(path: Path, place: Path) -> None:
    session = Session(Flags(user="ada", database=str(path)))
    sync_memory.keep(session, Remote(name="home", place=str(place), user="ada"))


COMMANDS: dict[str, tuple[str, Prepare | None]] = {
    "an export": ("export json -o {new}", None),
    "an export of a part": ("export json --since 2026-11-20 -o {new}", None),
    "an export over one": ("export json -o {archive} --force", None),
    "an import of what is known": ("import {archive}", None),
    "an import": ("import {archive}", begun_anew),
    "a dry run of an import": ("import {archive} --dry-run", begun_anew),
    "a refold": ("status", with_old_projections),
    "a look at the whole record": ("doctor", None),
    "a copy that comes back": ("restore {copy} --yes", begun_anew),
    "a sync that sends all": ("sync", with_a_folder),
    "a sync that brings all": ("sync", with_a_full_database),
    "a dry run of a sync": ("sync --dry-run", with_a_full_database),
    "a fork": ("fork", None),
    "a dry run of it": ("restore {copy} --dry-run", None),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_four_times_the_history_takes_no_more_memory(
    cli: Cli, histories: dict[int, Path], tmp_path: Path, name: str
) -> None:
    """That of Python's own values; what SQLite holds of a file is limited by itself."""
    command, prepare = COMMANDS[name]
    turns = (peak_of(cli, command, prepare, histories[number], tmp_path / str(turn)) for turn, number in TURNS)
    _, few = next(turns), next(turns)
    assert any(many < 1.3 * few for many in turns)


TURNS = ((0, MANY), (1, FEW), (2, MANY), (3, MANY))
"""What is loaded and kept the first time is not counted; among that are up to 2,000 tuples that Python keeps to use again, so that
the last is looked at where the one before was too much.
"""


def peak_of(cli: Cli, command: str, prepare: Prepare | None, history: Path, folder: Path) -> int:
    folder.mkdir()
    path, copy, kept, new = (folder / name for name in ("progress.db", "copy.db", "kept.json", "new.json"))
    shutil.copy(history, path)
    shutil.copy(history, copy)
    at = f"--database {path} --user ada"
    if "{archive}" in command:
        assert cli(f"{at} export json -o {kept}").code == 0
    if prepare:
        prepare(path)
    tracemalloc.start()
    try:
        done = cli(f"{at} {command.format(new=new, archive=kept, copy=copy)}")
        assert done.code == 0, done.err
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_fold_that_cannot_be_written_holds_no_history(histories: dict[int, Path]) -> None:
    peaks = []
    for number in (MANY, FEW, MANY):
        tracemalloc.start()
        with storage.folded(str(histories[number])):
            peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[-1] < 1.3 * peaks[-2]
