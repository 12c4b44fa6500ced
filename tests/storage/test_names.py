"""What is apart from the database for a while, because memory may be too small for it."""

import pytest
from storage_helpers import NOW, fact

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.storage.names import many_names
from roadmap_cli.storage.sqlite import apart
from roadmap_cli.storage.staged import staged


def test_a_name_is_there_once_until_it_is_taken_away() -> None:
    with many_names() as names:
        names.add([b"a", b"b", b"a"])
        names.add([b"b", b"c"])
        names.discard([b"a", b"other"])
        assert names.count() == 2


def test_where_there_is_no_room_it_is_told() -> None:
    def fill() -> None:
        with many_names() as names:
            names.connection.execute("PRAGMA max_page_count = 3")
            names.add(str(number).encode() for number in range(10_000))

    with pytest.raises(CannotBeDone, match="cannot be kept meanwhile: database or disk is full"):
        fill()


def test_nothing_is_on_two_shelves_of_none() -> None:
    with staged() as shelves:
        assert shelves.on_two([]) is None


def test_a_store_apart_tells_which_disk_is_full() -> None:
    facts = [fact("noted", "t", text="x" * 5_000) for _ in range(100)]
    with apart() as store:
        store.connection.execute("PRAGMA max_page_count = 60")
        with pytest.raises(CannotBeDone, match="cannot be kept meanwhile: database or disk is full"):
            store.append("ada", "r", facts, NOW)
