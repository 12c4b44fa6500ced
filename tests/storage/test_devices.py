"""What the log tells by devices, on each adapter, is what a list of the same events tells."""

from itertools import product
from pathlib import Path

from domain_helpers import event, undone
from hypothesis import given
from hypothesis import strategies as st
from list_log import ListLog
from storage_helpers import Address, both

from roadmap_cli import storage
from roadmap_cli.domain.device import OfDevice
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.later_event import LaterEvent
from roadmap_cli.storage import sqlite

DEVICES = st.sampled_from([None, "a.aa", "b.aa", "a.bb", "aa", "x.y.aa", "a", "a.a", "é.aa"])
ASKED = st.sampled_from([*product(("aa", "bb", "a", "%", "_a"), (True, False)), ("", True)])


def said(devices: list[str | None], undos: list[int]) -> list[Event]:
    """An event of each device, some of them taken back by the last."""
    count = len(devices)
    notes = [event(number, "noted", "a", text="so")._replace(device=each) for number, each in enumerate(devices)]
    its = [undone(count + number, batch=batch)._replace(device=devices[-1]) for number, batch in enumerate(undos)]
    return [*notes, *its]


@given(
    st.lists(DEVICES, min_size=1, max_size=8),
    st.lists(st.integers(0, 7), max_size=3),
    ASKED,
    st.integers(1, 4),
)
def test_whose_events_are_asked_for_is_told_by_the_id(
    devices: list[str | None], undos: list[int], asked: tuple[str, bool], limit: int
) -> None:
    events, of, model = said(devices, undos), OfDevice(*asked), ListLog()
    model.merge(events)
    with sqlite.apart() as store:
        store.merge(events)
        assert store.newest_of_device("ada", "test", of, limit) == model.newest_of_device("ada", "test", of, limit)
        assert store.newest_in_effect("ada", "test", of) == model.newest_in_effect("ada", "test", of)
        assert sorted(store.devices("ada")) == sorted(model.devices("ada"))


@both
def test_each_adapter_tells_them(at: Address, tmp_path: Path) -> None:
    events = said(["a.aa", None, "b.bb", "new.aa"], [3])
    with storage.writing(at(tmp_path / "progress.db")) as store:
        store.merge(events)
    with storage.reading(at(tmp_path / "progress.db")) as store:
        assert store.newest_in_effect("ada", "test", OfDevice("aa")) == events[0]
        assert store.newest_in_effect("ada", "test", OfDevice("aa", nameless=True)) == events[1]
        assert store.newest_of_device("ada", "test", OfDevice("aa"), 9) == [events[4], events[3], events[0]]
        assert sorted(store.devices("ada")) == [
            ("a.aa", events[0].id),
            ("b.bb", events[2].id),
            ("new.aa", events[4].id),
        ]
        assert store.devices("bob") == []


@both
def test_a_device_is_told_of_all_roadmaps_by_its_newest_event(at: Address, tmp_path: Path) -> None:
    first, *others = said(["a.aa", "b.bb", "a.aa", "c.cc"], [])
    elsewhere = [each._replace(roadmap=roadmap) for each, roadmap in zip(others, ("r", "s", "z"), strict=True)]
    later = LaterEvent(*elsewhere[2]._replace(kind="noted", data={"text": "so", "mood": 3}))
    with storage.writing(at(tmp_path / "progress.db")) as store:
        store.merge([first, *elsewhere[:2], later])
    with storage.reading(at(tmp_path / "progress.db")) as store:
        assert sorted(store.devices("ada")) == [
            (f"{each}.{each * 2}", its.id) for each, its in zip("abc", (elsewhere[1], elsewhere[0], later), strict=True)
        ]
        assert store.newest_of_device("ada", "r", OfDevice("aa"), 9) == []
