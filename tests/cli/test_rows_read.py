"""What a command reads of the log does not grow with it, unless the log is the answer."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW, Cli
from storage_helpers import watched

from roadmap_cli.domain.events import Data, Event, Kind, milliseconds_of, next_id
from roadmap_cli.storage import writing

Read = Callable[[str], int]
LOOKS = (
    *("status", "next", "list", "list --stale", "show a", "show one", "history", "history a", "activity --weeks 60"),
    *("evidence", "forecast", "forecast --chart", "plan", "break", "choose", "ready", "review --list", "card list"),
    *("report", "report week --now", "report month", "timer status", "edit", "edit a", "roadmaps"),
    *("export markdown", "export csv", "export svg", "export ics", "export markdown --since 2026-11-01"),
    *("export todotxt", "interview", "portfolio", "story", "apply", "career", "user"),
)
CHANGES = (
    *(
        "log a 5m",
        "done a",
        "start b",
        "skip a",
        "reset b",
        "note a x",
        "link a https://example.org",
    ),
    *("timer start a", "plan --hours-per-week 5", "break --until 2026-12-24", "choose x", "card add a -q x -a y"),
)
CORRECTIONS = ("undo", "redo", "edit a --last --minutes 7", "edit a --last --delete", "edit a --last --on 2026-11-20")


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def read(cli: Cli) -> Iterator[Read]:
    """How many rows a command gets out of the database."""
    rows: list[None] = []

    def counted(_: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
        rows.append(None)
        return row

    def count(connection: sqlite3.Connection) -> None:
        connection.row_factory = counted

    def run(command: str) -> int:
        rows.clear()
        assert cli(command).code == 0, command
        return len(rows)

    with watched(count):
        yield run


def events(number: int) -> Iterator[Event]:
    """Ten times logged on each day up to a year ago, on two topics in turn."""
    last = None
    for ago in range(number, 0, -1):
        at = NOW - timedelta(days=365, hours=2.4 * ago)
        batch = next_id(last, int(at.timestamp() * 1000), ago)
        last = next_id(batch, int(at.timestamp() * 1000), ago)
        yield Event("ada", last, batch, "small", "logged", "a" if ago % 2 else "extra", at, at.date(), {"minutes": 1})


def mended(number: int, kind: Kind) -> Iterator[Event]:
    """As many entries, each undone or corrected; or else as many notes."""
    last = None
    for each in events(number):
        batch = next_id(last, milliseconds_of(each.batch), 0)
        first = each._replace(batch=batch, id=next_id(batch, 0, 0), topic="a")
        batch = next_id(first.id, 0, 0)
        last = next_id(batch, 0, 0)
        data: dict[Kind, Data] = {
            "undone": {"batch": first.batch},
            "corrected": {"event": first.id, "minutes": 2},
            "noted": {"text": "so"},
        }
        topic = None if kind == "undone" else "a"
        yield from [first] if kind != "noted" else []
        yield first._replace(batch=batch, id=last, kind=kind, topic=topic, data=data[kind])


_lived: dict[tuple[object, ...], bytes] = {}


def lived(cli: Cli, path: Path, history: Callable[..., Iterable[Event]], *given: object) -> str:
    """The words for a database in which all that happened before a little that happened lately; the former is recorded once
    and then put there.
    """
    before = f"--database {path}"
    if (history, *given) not in _lived:
        with writing(str(path)) as log:
            log.merge(history(*given))
        _lived[history, *given] = path.read_bytes()
    path.write_bytes(_lived[history, *given])
    for words in (
        "done b",
        "log a 20m --on 2026-11-19",
        "note a so",
        "link a https://example.com --proves",
        "log a 5m",
    ):
        assert cli(f"{before} {words}").code == 0
    return before


@pytest.mark.parametrize("commands", [LOOKS, CHANGES], ids=["looks", "changes"])
def test_no_more_rows_are_read_of_a_long_history(
    cli: Cli, read: Read, tmp_path: Path, commands: tuple[str, ...]
) -> None:
    few, many = (lived(cli, tmp_path / f"{number}.db", events, number) for number in (900, 2800))
    told = {each: (read(f"{few} {each}"), read(f"{many} {each}")) for each in commands}
    assert {each: both for each, both in told.items() if both[0] == 0 or both[1] > both[0] + MONTHS} == {}


@pytest.mark.parametrize("command", CORRECTIONS)
def test_a_correction_reads_no_more_of_a_long_history(cli: Cli, read: Read, tmp_path: Path, command: str) -> None:
    few, many = (lived(cli, tmp_path / f"{number}.db", events, number) for number in (900, 2800))
    for database in (few, many):
        assert cli(f"{database} {'undo' if command == 'redo' else 'log a 3m'}").code == 0
    assert 0 < read(f"{many} {command}") <= read(f"{few} {command}") + MONTHS


def noted(cli: Cli, path: Path, a_day: int) -> str:
    """The words for a database with so many notes on each of the last ten days."""
    with writing(str(path)) as log:
        log.merge(notes(a_day))
    return f"--database {path}"


def notes(a_day: int) -> Iterator[Event]:
    for number in range(10 * a_day):
        at = NOW - timedelta(days=10 * (1 - number / (10 * a_day)), minutes=-1)
        name = next_id(None, int(at.timestamp() * 1000), number)
        yield Event("ada", name, name, "small", "noted", "a", at, at.date(), {"text": "so"})


@pytest.mark.parametrize(
    "command", ["export csv", "export todotxt", "export dot", "export mermaid", "export svg", "report month --now"]
)
def test_what_tells_no_single_notes_reads_no_more_where_there_are_many(
    cli: Cli, read: Read, tmp_path: Path, command: str
) -> None:
    few, many = (noted(cli, tmp_path / f"{number}.db", number) for number in (2, 20))
    assert 0 < read(f"{many} {command}") <= read(f"{few} {command}") + 2


def test_history_reads_no_further_back_than_what_it_tells(cli: Cli, read: Read, tmp_path: Path) -> None:
    few, many = (noted(cli, tmp_path / f"{number}.db", number) for number in (2, 40))
    more = read(f"{many} history -n 5") - read(f"{few} history -n 5")
    assert 0 < more <= 5 * 40


MONTHS = 42
"""Seven of them more have three seals each, of logged time and of days, which a command may read twice."""


@pytest.mark.parametrize("command", ["backup list", "database"])
def test_a_look_at_copies_takes_no_more_steps_with_a_long_history(cli: Cli, tmp_path: Path, command: str) -> None:
    """A check of pages, or a count, would return one row of however many."""
    few, many = (lived(cli, tmp_path / f"{number}.db", events, number) for number in (900, 2800))
    assert 0 < steps_of(cli, f"{many} {command}") < 1.5 * steps_of(cli, f"{few} {command}")


def steps_of(cli: Cli, words: str, code: int = 0) -> int:
    """That the machine of SQLite takes for a command."""
    steps: list[None] = []

    def count(connection: sqlite3.Connection) -> None:
        connection.set_progress_handler(lambda: steps.append(None), 1)

    with watched(count):
        assert cli(words).code == code
    return len(steps)


DESK = "desk.aaaaaa"


def of_desk(number: int) -> Iterator[Event]:
    return (each._replace(device=DESK) for each in events(number))


@pytest.mark.parametrize(("command", "code"), [("device", 0), ("history", 0), ("undo", 1), ("redo", 1)])
def test_a_device_that_recorded_nothing_takes_no_more_steps_after_much_that_another_one_did(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, code: int
) -> None:
    """What is passed over would return no row."""
    monkeypatch.setenv("ROADMAP_DEVICE", DESK)
    few, many = (lived(cli, tmp_path / f"{number}.db", of_desk, number) for number in (900, 2800))
    monkeypatch.setenv("ROADMAP_DEVICE", "lap.bbbbbb")
    assert 0 < steps_of(cli, f"{many} {command}", code) < 1.2 * steps_of(cli, f"{few} {command}", code)


FREE = (
    *("next", "list", "list --stale", "show one", "choose", "review --list", "card list", "roadmaps", "career", "user"),
    *("log a 5m", "done a", "start b", "skip a", "reset b", "note a x", "link a https://example.org", "choose x"),
    "card add a -q x -a y",
)
MOST: dict[Kind, dict[str, int]] = {
    "undone": {
        **dict.fromkeys(("report", "report week --now", "report month", "edit a"), 3),
        "edit": 6,
        "redo": 2,
        "export markdown --since 2026-11-01": 2,
    },
    "corrected": {
        **dict.fromkeys(("show a", "edit", "edit a", "undo", "export markdown --since 2026-11-01"), 2),
        **dict.fromkeys((each for each in CORRECTIONS if each != "undo"), 3),
    },
    "noted": dict.fromkeys(("export markdown", "export csv", "export svg", "export todotxt"), 2),
}
"""Rows that a command reads for each undo, correction or note, where it is more than one. All entries are undone, so that who
looks for the oldest or the newest that counts has to pass every one of them.
"""


@pytest.mark.parametrize("kind", MOST)
def test_of_what_is_rare_no_more_is_read_than_there_is_to_know(
    cli: Cli, read: Read, tmp_path: Path, kind: Kind
) -> None:
    sizes = (300, 600)
    few, many = (lived(cli, tmp_path / f"{number}.db", mended, number, kind) for number in sizes)
    for command in (*LOOKS, *CHANGES, *CORRECTIONS):
        if command in CORRECTIONS:
            for database in (few, many):
                assert cli(f"{database} {'undo' if command == 'redo' else 'log a 3m'}").code == 0
        most = 0 if command in FREE else MOST[kind].get(command, 1)
        more = read(f"{many} {command}") - read(f"{few} {command}")
        assert more <= most * (sizes[1] - sizes[0]) + MONTHS, command
