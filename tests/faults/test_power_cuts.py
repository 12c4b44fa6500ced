"""The power fails, at any moment: what was acknowledged is there, and the last command as a whole or not at all."""

import random
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from faults_helpers import (
    LONG,
    assert_sound,
    counted,
    looked_into,
    needs_strace,
    often,
    rows,
)
from power_cuts import SECTOR, Call, Disk, Write, played, recorded
from process_helpers import PATIENCE
from storage_helpers import ask, fact, write

from roadmap_cli import storage
from roadmap_cli.errors import DatabaseUnusable

TRANSACTIONS, SCATTERED, EVERY = often(3, 10), often(1, 8), often(4, 1)
WORKER = """
import os, sys
from datetime import UTC, datetime
sys.path[:0] = {paths!r}
from storage_worker import append
from roadmap_cli import storage
from roadmap_cli.storage import sqlite
database, number, beside, synchronous = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
safely = sqlite.connect_to_write
def connect(path, place):
    connection = safely(path, place)
    if synchronous != "as it is":
        connection.execute("PRAGMA synchronous = " + synchronous)
    return connection
sqlite.connect_to_write = connect
def run():
    for each in range(number):
        os.write(1, append(database, "ada", each).encode())
if beside == "beside a reader":
    with storage.reading(database) as store:
        store.events("ada", "r")
        run()
else:
    run()
"""
"""A reader that stays keeps the journal from being carried into the database at the end of each command."""
PAGE, FRAMES_BEGIN = 4096, 32
FRAME = 24 + PAGE
"""A page in the journal, with what is said of it before."""
BESIDE = ["alone", "beside a reader"]


SYNCS = {
    "the head of a new journal": False,
    "the name of it": True,
    "what a command recorded": True,
    "the journal once more, before it is carried over": False,
    "the database, before the journal is removed": True,
}
"""Of one command, in their order, and whether anything could be lost without it. No setting of SQLite leaves out one of the
two alone without which nothing could.
"""


class Cut(NamedTuple):
    """What may be on the disk after a cut, and which commands had been acknowledged before."""

    files: dict[str, bytes]
    acknowledged: frozenset[str]


class Recording(NamedTuple):
    """What a program did to a database, what was there before, and which commands had been recorded."""

    database: Path
    before: dict[str, bytes]
    known: frozenset[str]
    calls: list[Call]


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    path = tmp_path / "first/progress.db"
    path.parent.mkdir()
    for number in range(12):
        write(str(path), fact("logged", f"t{number % 3}", minutes=5), fact("finished", "t"))
    return path


def recording(database: Path, folder: Path, beside: str, synchronous: str = "as it is") -> Recording:
    is_there = database.exists()
    before = {str(database): database.read_bytes()} if is_there else {}
    known = frozenset(row[2] for row in rows(database).values()) if is_there else frozenset[str]()
    program = folder / "worker.py"
    program.write_text(WORKER.replace("{paths!r}", repr(sys.path)), encoding="utf-8")
    words = [sys.executable, str(program), str(database), str(TRANSACTIONS), beside, synchronous]
    return Recording(database=database, before=before, known=known, calls=recorded(words, folder / "trace"))


def after_each(recording: Recording, every: int) -> Iterator[Cut]:
    """At every so many calls to the database, its journals and the folders that they are in."""
    database, disk, said, dice = recording.database, Disk({**recording.before}), frozenset[str](), random.Random(14)
    its = {f"{database}{suffix}" for suffix in ("", "-wal", "-journal")}
    for number, call in enumerate(recording.calls):
        if call.file == "stdout":
            said |= {call.data.decode()}
        elif call.file in its or database.is_relative_to(call.file):
            disk.do(call)
        else:
            continue
        if number % every == 0 or call.file == "stdout":
            for files in disk.after_cut(dice, SCATTERED):
                yield Cut(files, said)


def what_is_lost(cut: Cut, folder: Path, known: frozenset[str]) -> frozenset[str]:
    """Of what was acknowledged; everything else has to hold."""
    folder.mkdir(exist_ok=True)
    for each in folder.iterdir():
        each.unlink()
    for name, content in cut.files.items():
        (folder / Path(name).name).write_bytes(content)
    database = folder / "progress.db"
    if not (known or has_events(database)):
        write(str(database), fact("finished", "t"))
        assert_sound(database)
        return cut.acknowledged
    batches = [row[2] for row in rows(database).values()]
    assert known <= set(batches)
    assert all(batches.count(batch) == 2 for batch in set(batches))
    assert_sound(database)
    return cut.acknowledged - set(batches)


def has_events(database: Path) -> bool:
    """Whether it was begun: the first command makes the file, and its tables with what is recorded first."""
    return database.exists() and bool(ask(database, "SELECT name FROM sqlite_master WHERE name = 'event'"))


def play(recording: Recording, folder: Path, every: int = EVERY) -> Iterator[frozenset[str]]:
    """For every cut, what was lost by it. What is the same as after a cut before is not looked at again."""
    assert sum(call.file == "stdout" for call in recording.calls) == TRANSACTIONS
    seen = set[int]()
    for cut in after_each(recording, every):
        content = hash((tuple(sorted(cut.files.items())), cut.acknowledged))
        if content not in seen:
            seen.add(content)
            yield what_is_lost(cut, folder / "cut", recording.known)


def loses_or_damages(recording: Recording, folder: Path) -> bool:
    try:
        return any(play(recording, folder))
    except (AssertionError, sqlite3.DatabaseError, DatabaseUnusable):
        return True


@needs_strace
@pytest.mark.timeout(PATIENCE * often(5, 60))
@pytest.mark.parametrize("beside", BESIDE)
def test_nothing_acknowledged_is_lost_when_the_power_fails(begun: Path, tmp_path: Path, beside: str) -> None:
    lost = [*play(recording(begun, tmp_path, beside), tmp_path)]
    counted(f"power cuts, {beside}", cuts=len(lost), commands=TRANSACTIONS, lost=sum(map(len, lost)))
    assert not any(lost)


@needs_strace
@pytest.mark.timeout(PATIENCE * often(5, 60))
def test_nor_is_the_first_that_is_recorded_in_a_new_home(tmp_path: Path) -> None:
    lost = [*play(recording(tmp_path / "home/data/progress.db", tmp_path, "alone"), tmp_path, often(2, 1))]
    counted("power cuts, in a new home", cuts=len(lost), commands=TRANSACTIONS, lost=sum(map(len, lost)))
    assert not any(lost)


@needs_strace
def test_a_program_that_syncs_less_is_found_out(begun: Path, tmp_path: Path) -> None:
    assert any(play(recording(begun, tmp_path, "beside a reader", "NORMAL"), tmp_path))


@needs_strace
def test_a_program_that_never_syncs_is_found_out_even_alone(begun: Path, tmp_path: Path) -> None:
    """It loses what was acknowledged, or leaves a damaged database."""
    assert loses_or_damages(recording(begun, tmp_path, "alone", "OFF"), tmp_path)


@needs_strace
@pytest.mark.timeout(PATIENCE * often(5, 60))
@pytest.mark.parametrize(("sync", "is_needed"), SYNCS.items(), ids=SYNCS)
def test_what_a_record_outlasts_a_power_cut_by(
    begun: Path,
    tmp_path: Path,
    sync: str,
    is_needed: bool,  # noqa: FBT001 - a parameter
) -> None:
    """By three of the five syncs of a command, whoever else reads."""
    whole = [recording(begun, tmp_path, beside) for beside in BESIDE]
    for each in whole:
        assert len(sorts_of_syncs(each)) <= len(SYNCS) * TRANSACTIONS
    fewer = [without(each, sync) for each in whole]
    assert fewer != whole
    assert any(loses_or_damages(each, tmp_path) for each in fewer) == is_needed


def sorts_of_syncs(recording: Recording) -> dict[int, str]:
    """By the number of its call, what each sync is for: as in SYNCS."""
    sorts, unsynced = dict[int, str](), 0
    head, name, record, again, database = SYNCS
    for number, call in enumerate(recording.calls):
        if call.file == f"{recording.database}-wal" and "write" in call.name:
            unsynced = max(unsynced, call.offset + len(call.data))
        elif "sync" in call.name and call.file == f"{recording.database}-wal":
            sorts[number] = again if not unsynced else head if unsynced <= FRAMES_BEGIN else record
            unsynced = 0
        elif "sync" in call.name and call.file == str(recording.database):
            sorts[number] = database
        elif "sync" in call.name and call.file == str(recording.database.parent):
            sorts[number] = name
    return sorts


def without(recording: Recording, sync: str) -> Recording:
    left_out = {number for number, sort in sorts_of_syncs(recording).items() if sort == sync}
    return recording._replace(calls=[call for number, call in enumerate(recording.calls) if number not in left_out])


class Journalled(NamedTuple):
    """A database with a journal that was not carried into it yet, and how long it was after each command."""

    database: bytes
    journal: bytes
    ends: tuple[int, ...]
    commands: int


@pytest.fixture
def journalled(begun: Path) -> Journalled:
    wal, ends = Path(f"{begun}-wal"), []
    commands = len({row[2] for row in rows(begun).values()})
    with storage.reading(str(begun)) as store:
        store.events("ada", "r")
        for number in range(TRANSACTIONS):
            write(str(begun), fact("logged", f"t{number % 3}", minutes=5), fact("finished", "t"))
            ends.append(wal.stat().st_size)
        return Journalled(begun.read_bytes(), wal.read_bytes(), tuple(ends), commands)


def batches_after(folder: Path, database: bytes, journal: bytes) -> int:
    """How many commands are there."""
    for old in folder.glob("*"):
        old.unlink()
    folder.mkdir(exist_ok=True)
    path = folder / "progress.db"
    path.write_bytes(database)
    Path(f"{path}-wal").write_bytes(journal)
    found = [row[2] for row in rows(path).values()]
    assert all(found.count(batch) == 2 for batch in set(found))
    assert_sound(path)
    write(str(path), fact("finished", "next"))
    return len(set(found))


@pytest.mark.slow
def test_a_journal_that_is_cut_anywhere_keeps_every_command_before_the_cut(
    journalled: Journalled, tmp_path: Path
) -> None:
    """At every 512 bytes and at the end of each command, with nothing behind it, and with zeros."""
    _, whole, ends, commands = journalled
    first = 0 if LONG else ends[-2]
    places, cuts = sorted({*range(first, len(whole), SECTOR), *(end for end in ends if end >= first)}), 0
    for place in places:
        kept = commands + sum(end <= place for end in ends)
        rests = (b"", bytes(len(whole) - place)) if LONG or not place % (4 * SECTOR) else (b"",)
        for rest in rests:
            cuts += 1
            assert batches_after(tmp_path / "cut", journalled.database, whole[:place] + rest) == kept
    counted("journal cut at every 512 bytes", cuts=cuts, lost=0)


def pages_in(journal: bytes) -> list[int]:
    """The pages that it holds, in the order in which they are carried over; each frame begins with the number of its page."""
    frames = range(FRAMES_BEGIN, len(journal), FRAME)
    return sorted({int.from_bytes(journal[place : place + 4]) - 1 for place in frames})


def half_carried(journalled: Journalled, new: bytes) -> Iterator[bytes]:
    """At every page: those before it carried over, and it itself in part, as zeros, or not."""
    for number, page in enumerate(pages := pages_in(journalled.journal)):
        carried = [Write(each * PAGE, new[each * PAGE :][:PAGE]) for each in pages[:number]]
        sectors = range(0, PAGE + 1, SECTOR if LONG else PAGE // 2)
        for last in (*(new[page * PAGE :][:each] for each in sectors), bytes(PAGE)):
            yield played(journalled.database, [*carried, Write(page * PAGE, last)])


@pytest.mark.slow
def test_a_database_that_was_cut_while_its_journal_was_carried_over_is_made_whole(
    journalled: Journalled, begun: Path, tmp_path: Path
) -> None:
    with looked_into(begun) as connection:
        connection.execute("PRAGMA wal_checkpoint(FULL)")
    contents = [*half_carried(journalled, begun.read_bytes())]
    for content in contents:
        found = batches_after(tmp_path / "cut", content, journalled.journal)
        assert found == journalled.commands + TRANSACTIONS
    counted("database cut at every page that was carried over", cuts=len(contents), lost=0)
