"""Texts of a roadmap file that several devices change."""

from random import Random
from typing import NamedTuple

import pytest
from conftest import examples
from domain_helpers import event, undone
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.found import FOUND
from roadmap_cli.domain.heads import NO_TEXT, Head, Heads, following, heads_of, settling


def changed(number: int, before: str, after: str, batch: int | None = None, **data: bool) -> Event:
    return event(number, "redefined", batch=batch, before=before, after=after, lines="", text="", **data)


def kept(number: int, name: str, **data: str) -> Event:
    return event(number, "defined", hash=name, text="", **data)


def came(number: int, name: str) -> Event:
    """By itself, whatever stood there before."""
    return kept(number, name, reason=FOUND)


def settled(number: int, before: str, after: str) -> Event:
    return event(number, "settled", before=before, after=after)


def of_file(*events: Event) -> Heads:
    return heads_of(events, own=False)


def test_a_text_is_followed_by_what_it_was_changed_to() -> None:
    heads = of_file(kept(1, "a"), changed(2, "a", "b"), changed(3, "b", "c"))
    assert heads.hashes == ("c",)
    assert {following(heads, each) for each in "abc"} == {"c"}
    assert following(heads, "elsewhere") == "elsewhere"


def test_two_changes_of_one_text_stand_beside_each_other() -> None:
    heads = of_file(kept(1, "a"), changed(2, "a", "b"), changed(3, "a", "c"), changed(4, "b", "d"))
    assert heads.hashes == ("c", "d")
    assert not heads.is_settled
    assert [following(heads, each) for each in "abcd"] == ["a", "d", "c", "d"]


def test_the_same_change_made_twice_is_one() -> None:
    twice = (kept(1, "a"), changed(2, "a", "b"), kept(3, "a"), changed(4, "b", "c"), changed(5, "a", "b"))
    assert of_file(*twice).hashes == ("c",)
    both = (kept(1, "a"), changed(2, "a", "b"), changed(3, "a", "c"), changed(4, "b", "d"), changed(5, "c", "d"))
    assert of_file(*both).hashes == ("d",)


def test_who_goes_back_to_a_text_while_another_goes_on_has_another_one() -> None:
    events = (kept(1, "a"), changed(2, "a", "b"), changed(3, "b", "c"), changed(4, "b", "a"))
    assert set(of_file(*events).hashes) == {"c", "a"}
    assert of_file(*events[:2], changed(3, "b", "a")).hashes == ("a",)


def test_what_is_settled_counts_and_takes_the_place_of_the_others() -> None:
    fork = (kept(1, "a"), changed(2, "a", "b"), changed(3, "a", "c"))
    heads = of_file(*fork, settled(4, "b,c", "c"))
    assert heads.hashes == ("c",)
    assert {following(heads, each) for each in "abc"} == {"c"}
    assert of_file(*fork, settled(4, "b,c", "a")).hashes == ("a",)


def test_a_text_that_came_meanwhile_is_not_settled_with_the_others() -> None:
    fork = (kept(1, "a"), changed(2, "a", "b"), changed(3, "a", "c"), changed(4, "a", "d"))
    assert of_file(*fork, settled(5, "b,c", "b")).hashes == ("d", "b")


def test_who_settles_on_a_text_that_was_changed_further_settles_on_what_it_became() -> None:
    fork = (kept(1, "a"), changed(2, "a", "b"), changed(3, "a", "c"))
    assert of_file(*fork, changed(4, "b", "d"), settled(5, "c,b", "b")).hashes == ("d",)
    assert of_file(*fork, settled(4, "c,b", "b"), changed(5, "b", "d")).hashes == ("d",)
    assert of_file(*fork, changed(4, "b", "d"), settled(5, "c,b", "c")).hashes == ("d", "c")


def test_of_two_that_settle_at_once_the_last_counts() -> None:
    fork = (kept(1, "a"), changed(2, "a", "b"), changed(3, "a", "c"))
    assert of_file(*fork, settled(4, "b,c", "b"), settled(5, "c,b", "c")).hashes == ("c",)


def test_what_is_taken_back_brings_back_what_stood_before() -> None:
    first = (event(1, "defined", batch=1, hash="a", text=""), changed(2, "a", "b", batch=1))
    heads = of_file(*first, changed(3, "b", "c"), undone(4, 3), undone(5, 1))
    assert heads.hashes == ("a",)
    assert {following(heads, each) for each in "abc"} == {"a"}
    assert of_file(*first, undone(4, 1), undone(5, 4)).hashes == ("b",)


def test_a_choice_that_is_taken_back_leaves_both_again() -> None:
    heads = of_file(kept(1, "a"), changed(2, "a", "b"), changed(3, "a", "c"), settled(4, "b,c", "c"), undone(5, 4))
    assert heads.hashes == ("b", "c")
    assert [following(heads, each) for each in "bc"] == ["b", "c"]


def test_ones_own_changes_begin_with_nothing_and_stand_apart() -> None:
    events = [changed(1, NO_TEXT, "x", own=True), came(2, "a"), changed(3, NO_TEXT, "y", own=True)]
    assert heads_of(events, own=True).hashes == ("x", "y")
    assert heads_of(events, own=False).hashes == ("a",)
    assert heads_of([], own=True).standing == (Head(NO_TEXT),)
    heads = heads_of([events[0], undone(4, 1)], own=True)
    assert heads.hashes == (NO_TEXT,)
    assert following(heads, "x") == NO_TEXT


def test_a_text_that_came_by_itself_stands_beside_what_was_there() -> None:
    assert of_file(came(1, "a"), came(2, "b"), changed(3, "b", "c")).hashes == ("a", "c")
    assert of_file(came(1, "a"), came(2, "a")).hashes == ("a",)


def test_in_the_records_of_one_device_a_text_of_a_hand_took_the_place_of_the_one_before() -> None:
    by_command = (event(3, "defined", batch=3, hash="x", text=""), changed(4, "x", "y", batch=3))
    heads = of_file(kept(1, "a"), changed(2, "a", "b"), *by_command)
    assert heads.hashes == ("y",)
    assert {following(heads, each) for each in "abxy"} == {"y"}


def test_a_change_whose_text_before_has_not_arrived_yet_counts_alone() -> None:
    assert of_file(changed(2, "a", "b"), changed(3, "b", "c")).hashes == ("c",)


@pytest.mark.parametrize("before", ["a", "b", "b,a", "c,b"])
def test_a_choice_says_what_stood_here_first(before: str) -> None:
    heads = of_file(kept(1, "a"), came(2, "b"))
    said = settling(before[0], heads, "b", own=False)
    assert said["before"].split(",")[0] == before[0]
    assert set(said["before"].split(",")) == {before[0], "a", "b"}
    assert settling("a", heads, "b", own=True)["own"]


NAMES = st.sampled_from("abcde")


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Whatever anybody may have written, whether it fits together or not."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, 9))):
        before, after = draw(NAMES), draw(NAMES)
        several = ",".join(draw(st.lists(NAMES, min_size=1, max_size=3)))
        made = [
            kept(number, before),
            came(number, before),
            changed(number, before, after),
            settled(number, several, after),
            undone(number, draw(st.integers(0, 9))),
        ]
        events.append(draw(st.sampled_from(made)))
    return events


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_come_and_how_often_changes_nothing(events: list[Event], chance: Random) -> None:
    expected = of_file(*events)
    shuffled = [*events, *chance.sample(events, len(events) // 2)]
    chance.shuffle(shuffled)
    assert of_file(*shuffled) == expected


@given(histories())
def test_every_text_leads_to_a_head_and_no_head_anywhere_else(events: list[Event]) -> None:
    heads = of_file(*events)
    assert all(ends <= set(heads.hashes) and ends for ends in heads.leads_to.values())
    assert all(heads.leads_to[each] == {each} for each in heads.hashes)
    assert len(set(heads.hashes)) == len(heads.hashes)


class Device(NamedTuple):
    """What has come to it, and the text that stands in its file."""

    events: dict[str, Event]
    text: list[str]


def took(device: Device, events: dict[str, Event]) -> None:
    device.events.update(events)
    device.text[0] = following(of_file(*device.events.values()), device.text[0])


@examples(100)
@given(st.data())
def test_devices_that_exchange_their_events_agree_and_lose_no_text(data: st.DataObject) -> None:
    """Until one settles each has its own; after that all have the same, in whatever order they exchange."""
    devices = [Device({(first := kept(0, "a")).id: first}, ["a"]) for _ in range(3)]
    made: set[str] = set()
    for number in range(1, data.draw(st.integers(2, 12))):
        device = data.draw(st.sampled_from(devices))
        if data.draw(st.booleans()):
            new = changed(number, device.text[0], f"{device.text[0]}{data.draw(NAMES)}")
            device.events[new.id], device.text[0] = new, new.data["after"]
            made.add(device.text[0])
        else:
            took(device, data.draw(st.sampled_from(devices)).events)
    everything = {name: each for device in devices for name, each in device.events.items()}
    for device in devices:
        took(device, everything)
    heads = of_file(*everything.values())
    assert all(text[0] in heads.hashes or len(heads.leads_to[text[0]]) > 1 for _, text in devices)
    assert all(any(end.startswith(text) for end in heads.hashes) for text in made)
    choice = data.draw(st.sampled_from(heads.hashes))
    said = event(50, "settled", **settling(devices[0].text[0], heads, choice, own=False))
    for device in devices:
        took(device, {said.id: said})
    assert {each.text[0] for each in devices} == {choice}
