"""The order in which a database got its events, and a log of an older program, which has no columns for devices and numbers."""

from pathlib import Path

import pytest
from conftest import NOW
from storage_helpers import Address, ask, both, change, embedded, events_of, fact, holds_the_fold, merge, write

from roadmap_cli import storage
from roadmap_cli.storage import copies, rescue
from roadmap_cli.storage.restore import CopiedEvents

WITHOUT = (
    "DROP INDEX event_of_arrival",
    "DROP INDEX event_of_device",
    "ALTER TABLE event DROP COLUMN device",
    "ALTER TABLE event DROP COLUMN arrived",
    "UPDATE roadmap_meta SET value = '8' WHERE key = 'projection'",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


def got(database: str, after: int = 0, user: str = "ada") -> list[str | None]:
    with storage.reading(database) as store:
        return [each.topic for each in store.arrivals(user, after, store.last_arrival(user))]


@both
def test_each_learner_counts_what_came_in_the_order_in_which_it_came(at: Address, path: Path, tmp_path: Path) -> None:
    (older,) = write(at(tmp_path / "other.db"), fact("started", "elsewhere"))
    write(at(path), fact("started", "a"), fact("finished", "b"))
    write(at(path), fact("started", "bobs"), user="bob")
    merge(at(path), [older, *events_of(at(path))])
    write(at(path), fact("started", "c"), roadmap="s")
    assert got(at(path)) == ["a", "b", "elsewhere", "c"]
    assert got(at(path), 2) == ["elsewhere", "c"]
    assert got(at(path), user="bob") == ["bobs"]
    with storage.reading(at(path)) as store:
        assert store.last_arrival("ada") == 4
        assert store.arrival("ada", 3) == older.id
        assert store.arrival("ada", 5) is store.arrival("carol", 1) is None


@both
def test_what_was_recorded_says_by_which_device(at: Address, path: Path) -> None:
    with storage.writing(at(path)) as store:
        store.device = "laptop.abcdef"
        store.append("ada", "r", [fact("started", "a")], NOW)
    write(at(path), fact("finished", "a"))
    assert [each.device for each in events_of(at(path))] == ["laptop.abcdef", None]


@both
def test_a_log_of_an_older_program_is_read_and_goes_on(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"), fact("finished", "b"))
    before = events_of(at(path))
    change(path, *WITHOUT)
    with storage.folded(at(path)) as store:
        assert store.events("ada", "r") == before
    assert list(CopiedEvents(path)) == before
    assert copies.contents(path).events == 2
    assert rescue.rescue(str(path), path.with_name("new.db")).events == 2
    assert events_of(at(path)) == before
    write(at(path), fact("started", "c"))
    assert got(at(path)) == ["a", "b", "c"]
    assert holds_the_fold(at(path))
    assert ask(path, "SELECT value FROM roadmap_meta WHERE key = 'schema'") == [("1",)]


@both
def test_what_an_older_program_writes_meanwhile_is_new(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"), fact("finished", "b"))
    (later,) = write(embedded(path.with_name("other.db")), fact("started", "later"))
    said = f"'ada', '{later.id}', '{later.batch}', 'r', 'started', 'later', '2026-11-23T19:30:00.000000Z', '2026-11-23'"
    change(path, f"INSERT INTO event VALUES ({said}, '{{}}', NULL, NULL)", WITHOUT[-1])  # noqa: S608 - of the test
    assert got(at(path), 2) == ["later"]
    assert holds_the_fold(at(path))


@both
def test_numbers_outlast_a_fold_of_everything(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"))
    write(at(path), fact("started", "bobs"), user="bob")
    write(at(path), fact("finished", "a"))
    before = ask(path, "SELECT id, arrived FROM event ORDER BY id")
    storage.refold(at(path), NOW)
    assert ask(path, "SELECT id, arrived FROM event ORDER BY id") == before
