"""A database whose projections are of an older version is folded anew by the first who opens it."""

from pathlib import Path

import pytest
from storage_helpers import Address, ask, both, change, events_of, fact, holds_the_fold, state_of, tables, write

from roadmap_cli import storage
from roadmap_cli.domain.events import PLACEMENT
from roadmap_cli.storage.store import PROJECTION_VERSION

pytestmark = both


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


@pytest.fixture
def old(at: Address, path: Path) -> Path:
    """Of projection version 1, which did not know what was placed; its rows are wrong besides."""
    write(at(path), fact("finished", "a", reason=PLACEMENT), fact("logged", "b", minutes=5))
    (gone,) = write(at(path), fact("finished", "b"))
    write(at(path), fact("undone", batch=gone.batch), fact("chose", choice="way", option="x"))
    change(
        path,
        "ALTER TABLE topic_progress DROP COLUMN placed",
        "UPDATE topic_progress SET minutes = 99",
        "UPDATE roadmap_meta SET value = '1' WHERE key = 'projection'",
    )
    return path


def version(path: Path) -> str:
    return str(ask(path, "SELECT value FROM roadmap_meta WHERE key = 'projection'")[0][0])


def columns(path: Path) -> list[str]:
    return [row[1] for row in ask(path, "PRAGMA table_info(topic_progress)")]


def test_the_first_read_folds_them_anew_and_keeps_every_event(at: Address, old: Path) -> None:
    before = tables(old)["event"]
    assert "placed" not in columns(old)
    topics = state_of(at(old)).topics
    assert {key: (each.status, each.minutes, each.placed) for key, each in topics.items()} == {
        "a": ("done", 0, True),
        "b": ("todo", 5, False),
    }
    assert (version(old), columns(old)[-1]) == (PROJECTION_VERSION, "placed")
    assert tables(old)["event"] == before
    assert len(events_of(at(old))) == 5
    assert holds_the_fold(at(old))


def test_the_first_write_continues_what_was_folded_anew(at: Address, old: Path) -> None:
    write(at(old), fact("logged", "b", minutes=10), fact("reset", "a"))
    assert state_of(at(old)).topics["b"].minutes == 15
    assert not state_of(at(old)).topics["a"].placed
    assert holds_the_fold(at(old))


def test_it_becomes_what_a_new_database_would_be(at: Address, old: Path) -> None:
    events = events_of(at(old))
    new = old.with_name("new.db")
    with storage.writing(at(new)) as store:
        store.merge(events)
    assert tables(new) == tables(old)


def test_no_copy_is_left_beside_it_for_what_is_only_derived(at: Address, old: Path) -> None:
    events_of(at(old))
    assert list(old.parent.glob("*backup*")) == []


def test_what_is_folded_already_is_left_alone(at: Address, old: Path) -> None:
    events_of(at(old))
    change(old, "UPDATE topic_progress SET minutes = 99 WHERE topic = 'b'")
    assert state_of(at(old)).topics["b"].minutes == 99
