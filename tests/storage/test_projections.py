"""A database whose projections are of an older version is folded anew by the first who opens it."""

from pathlib import Path
from typing import Any

import pytest
from storage_helpers import Address, ask, both, change, events_of, fact, holds_the_fold, state_of, tables, write

from roadmap_cli import storage
from roadmap_cli.domain.events import PLACEMENT
from roadmap_cli.storage.migrations import PROJECTION_VERSION

pytestmark = both


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


OLDER = {
    "2": (
        "ALTER TABLE study_day DROP COLUMN grades",
        "DROP TABLE card",
        "DROP TABLE topic_memory",
    ),
    "1": ("ALTER TABLE topic_progress DROP COLUMN placed",),
}
"""What each version before lacked of the one after it: 2 knew nothing of cards, 1 not what was placed; 3 took the day of
a placement for a study day, and 4 wrote the numbers of a memory as hexadecimal digits.
"""


@pytest.fixture(params=["1", "2", "3", "4"])
def old(request: pytest.FixtureRequest, at: Address, path: Path) -> Path:
    """Of an older projection version; its rows are wrong besides."""
    write(at(path), fact("finished", "a", reason=PLACEMENT), fact("logged", "b", minutes=5))
    (gone,) = write(at(path), fact("finished", "b"))
    write(at(path), fact("undone", batch=gone.batch), fact("chose", choice="way", option="x"))
    for card, rating in (("a-1", 3), ("a-2", 1), ("a-1", 1)):
        write(at(path), fact("graded", "a", card=card, rating=rating))
    change(
        path,
        """UPDATE topic_memory SET memory = '[[["a-1"],"000000000000f03f","00000000"],[[],"",""],[],0,0]'""",
        *(statement for version, statements in OLDER.items() if version >= request.param for statement in statements),
        "UPDATE topic_progress SET minutes = 99",
        "UPDATE study_day SET events = 99",
        f"UPDATE roadmap_meta SET value = '{request.param}' WHERE key = 'projection'",  # noqa: S608
    )
    return path


def version(path: Path) -> str:
    return str(ask(path, "SELECT value FROM roadmap_meta WHERE key = 'projection'")[0][0])


def schema(path: Path) -> set[tuple[Any, ...]]:
    """Tables and indexes, as texts on one line."""
    rows = ask(path, "SELECT name, sql FROM sqlite_master")
    return {(name, " ".join((text or "").split())) for name, text in rows}


def test_the_first_read_folds_them_anew_and_keeps_every_event(at: Address, old: Path) -> None:
    before = ask(old, "SELECT * FROM event ORDER BY id")
    topics = state_of(at(old)).topics
    assert {key: (each.status, each.minutes, each.placed) for key, each in topics.items()} == {
        "a": ("done", 0, True),
        "b": ("todo", 5, False),
    }
    assert version(old) == PROJECTION_VERSION
    assert ask(old, "SELECT * FROM event ORDER BY id") == before
    assert len(events_of(at(old))) == 8
    assert holds_the_fold(at(old))


def test_grades_of_before_there_was_a_memory_are_counted(at: Address, old: Path) -> None:
    with storage.reading(at(old)) as store:
        cards = {each.card: (each.reviews, each.lapses) for each in store.cards("ada", "r")}
        (memory,) = store.memories("ada", "r")
        (day,) = [each for each in store.state("ada", "r").days if each.topic == "a"]
    assert cards == {"a-1": (2, 1), "a-2": (1, 0)}
    assert (memory.topic, memory.given.cards, memory.introduced) == ("a", ("a-1", "a-2"), 2)
    assert (day.events, day.grades) == (3, 3)


def test_the_first_write_continues_what_was_folded_anew(at: Address, old: Path) -> None:
    write(at(old), fact("logged", "b", minutes=10), fact("reset", "a"), fact("graded", "a", card="a-2", rating=4))
    assert state_of(at(old)).topics["b"].minutes == 15
    assert not state_of(at(old)).topics["a"].placed
    assert holds_the_fold(at(old))


def test_it_becomes_what_a_new_database_would_be(at: Address, old: Path) -> None:
    events = events_of(at(old))
    new = old.with_name("new.db")
    with storage.writing(at(new)) as store:
        store.merge(events)
    assert tables(new) == tables(old)
    assert schema(new) == schema(old)


def test_no_copy_is_left_beside_it_for_what_is_only_derived(at: Address, old: Path) -> None:
    events_of(at(old))
    assert list(old.parent.glob("*backup*")) == []


def test_what_is_folded_already_is_left_alone(at: Address, old: Path) -> None:
    events_of(at(old))
    change(old, "UPDATE topic_progress SET minutes = 99 WHERE topic = 'b'")
    events_of(at(old))
    assert ask(old, "SELECT minutes FROM topic_progress WHERE topic = 'b'") == [(99,)]
