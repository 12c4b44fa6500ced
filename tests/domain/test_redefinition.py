"""The texts of a roadmap file, through all its changes."""

from itertools import pairwise
from random import Random

from domain_helpers import event
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.redefinition import Redefinition, TextChange, difference, facts_of, hash_of, redefinition, texts

TEXTS = st.text(alphabet="ab\n\r\x0c\u2028", max_size=12)


def told(history: list[str]) -> list[Event]:
    """A file that had these texts one after the other, as events."""
    events: list[Event] = []
    for before, after in pairwise(history):
        for kind, data in facts_of(TextChange(before, after, "changed", own=False), texts(events)):
            events.append(event(len(events), kind, batch=len(events), **data))
    return events


@given(st.lists(TEXTS, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_every_text_can_be_told_by_its_hash_whatever_the_order_of_the_events(
    history: list[str], chance: Random
) -> None:
    events = told(history)
    chance.shuffle(events)
    found = texts(events)
    assert {hash_of(text) for text in history} <= found.keys()
    assert all(hash_of(text) == name for name, text in found.items())


def test_a_text_that_was_recorded_is_not_kept_whole_again() -> None:
    kinds = [each.kind for each in told(["a\n", "a\nb\n", "a\n", "a\nc\n"])]
    assert kinds == ["defined", "redefined", "redefined", "redefined"]


def test_a_change_by_hand_in_between_is_kept_whole() -> None:
    before = told(["a\n", "b\n"])
    kinds = [kind for kind, _ in facts_of(TextChange("by hand\n", "c\n", "changed", own=False), texts(before))]
    assert kinds == ["defined", "redefined"]


def test_what_does_not_come_to_its_hash_is_left_out() -> None:
    first, change = told(["a\nb\n", "a\nc\n"])
    forged = change._replace(data={**change.data, "lines": "1 2\nd"})
    crooked = change._replace(data={**change.data, "lines": "no place"})
    for each in (forged, crooked):
        assert set(texts([first, each])) == {hash_of(""), hash_of("a\nb\n")}


def test_a_batch_goes_from_its_first_text_to_its_last() -> None:
    events = told(["a", "b", "c"])
    assert redefinition(events) == Redefinition(hash_of("a"), hash_of("c"), own=False)
    assert redefinition([event(1, "noted", "a", text="x")]) is None


def test_a_difference_shows_what_came_and_what_went() -> None:
    assert difference("a\nb\n", "a\nc\n")[-2:] == ("-b", "+c")
