"""Several topics that have become one: what was recorded on them goes on, and nobody's progress means anything else."""

from datetime import timedelta
from itertools import permutations
from random import Random
from typing import Any

import pytest
from domain_helpers import MOMENT, TODAY, event, histories, roadmap, topic, topic_events, undone
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.events import PLACEMENT, Event
from roadmap_cli.domain.merged import merge
from roadmap_cli.domain.progress import TopicState, fold, join
from roadmap_cli.domain.standing import Standing

RANDOMS = st.randoms(use_true_random=False)
WHOLE = roadmap(topic("whole", merges=("a", "b"), hours=10), topic("other"))
KINDS = {"todo": (), "doing": ("started",), "done": ("finished",), "skipped": ("skipped",)}


def whole(events: list[Event]) -> TopicState | None:
    return Standing(WHOLE, fold(events)).states.get("whole")


def status(events: list[Event]) -> str:
    state = whole(events)
    return state.status if state else "todo"


def said(*words: str) -> list[Event]:
    """`a finished`, one after the other, a day each."""
    pairs = enumerate(each.split() for each in words)
    return [event(number, kind, key)._replace(at=MOMENT + timedelta(days=number)) for number, (key, kind) in pairs]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("done", "done", "done"),
        ("done", "skipped", "done"),
        ("skipped", "skipped", "skipped"),
        ("done", "todo", "doing"),
        ("done", "doing", "doing"),
        ("doing", "skipped", "doing"),
        ("doing", "todo", "doing"),
        ("skipped", "todo", "todo"),
        ("todo", "todo", "todo"),
    ],
)
def test_it_is_done_once_all_of_it_is_done_or_left_out(one: str, other: str, expected: str) -> None:
    for first, second in (("a", "b"), ("b", "a")):
        events = said(*(f"{first} {kind}" for kind in KINDS[one]), *(f"{second} {kind}" for kind in KINDS[other]))
        assert status(events) == expected


@given(topic_events(("a", "b", "whole")), RANDOMS)
def test_events_in_any_order_add_up_to_the_same(events: list[Event], random: Random) -> None:
    assert whole(random.sample(events, len(events))) == whole(events)


@given(topic_events(("a", "b", "c", "whole")))
def test_the_order_in_which_the_file_names_its_parts_makes_no_difference(events: list[Event]) -> None:
    states = fold(events).topics
    own, *parts = (states.get(key, TopicState(key)) for key in ("whole", "a", "b", "c"))
    assert len({merge(own, each) for each in permutations(parts)}) == 1


@given(topic_events(("a", "b", "whole")))
def test_minutes_notes_links_and_ticks_add_up(events: list[Event]) -> None:
    states, state = fold(events).topics, whole(events)
    assert (state is None) == (not states)
    for name in ("minutes", "notes", "links", "proofs"):
        assert not state or getattr(state, name) == sum(getattr(each, name) for each in states.values())
    if state:
        assert {each.name for each in state.ticks} == {tick.name for each in states.values() for tick in each.ticks}
        days = [each.last_day for each in states.values() if each.last_day]
        assert state.last_day == max(days, default=None)


@given(topic_events(("a", "whole")))
def test_of_a_single_part_it_is_the_same_as_another_id_for_it(events: list[Event]) -> None:
    states = fold(events).topics
    part, own = (states.get(key, TopicState(key)) for key in ("a", "whole"))
    assert merge(own, [part]) == join(part, own)._replace(topic="whole")


@given(topic_events(("a", "b", "whole")), st.sampled_from(("started", "finished", "skipped", "reset")))
def test_the_latest_mark_on_the_whole_counts(events: list[Event], kind: Any) -> None:
    marked = [*events, event(len(events), kind, "whole")]
    assert status(marked) == {"started": "doing", "finished": "done", "skipped": "skipped", "reset": "todo"}[kind]
    assert whole([*marked, undone(len(marked), len(events))]) == whole(events)


@given(histories())
def test_undoing_the_newest_command_gives_the_state_before_it(events: list[Event]) -> None:
    newest = len(events)
    for key in ("a", "b", "whole"):
        did = event(newest, "finished", key)
        assert whole([*events, did, undone(newest + 1, batch=newest)]) == whole(events)


@given(topic_events(("a", "b")))
def test_it_is_finished_only_where_each_part_is_done_or_left_out(events: list[Event]) -> None:
    state = whole(events)
    found = {fold(events).topics.get(key, TopicState(key)).status for key in ("a", "b")}
    done = found <= {"done", "skipped"} and "done" in found
    assert (status(events) == "done") == done == (state is not None and state.finished_at is not None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("whole finished", "a finished"), "done"),
        (("whole finished", "a reset"), "doing"),
        (("whole started", "a finished", "b finished"), "done"),
        (("a finished", "b finished", "whole reset", "b finished"), "doing"),
        (("a finished", "whole skipped"), "skipped"),
    ],
)
def test_what_an_older_edition_says_later_counts_for_its_part(words: tuple[str, ...], expected: str) -> None:
    assert status(said(*words)) == expected


def test_it_was_begun_with_the_first_part_and_done_with_the_last() -> None:
    state = whole(said("b started", "a started", "a finished", "b finished"))
    assert state is not None
    assert (state.started_at, state.finished_at) == (MOMENT, MOMENT + timedelta(days=3))
    assert whole(said("b finished", "a started")) == state._replace(
        status="doing",
        decided=event(1, "started").id,
        finished_at=None,
        last_day=TODAY,
        first_finished=event(0, "finished").id,
    )


def test_a_skipped_part_is_not_when_it_was_done() -> None:
    state = whole(said("a finished", "b skipped"))
    assert state is not None
    assert (state.finished_at, state.decided) == (MOMENT, event(0, "finished").id)


@pytest.mark.parametrize(("other", "placed"), [("finished", False), ("skipped", True)])
def test_it_is_placed_where_all_that_is_done_of_it_is(other: Any, placed: bool) -> None:  # noqa: FBT001 - what is expected
    state = whole([event(0, "finished", "a", reason=PLACEMENT), event(1, other, "b")])
    assert state is not None
    assert (state.status, state.placed) == ("done", placed)


def test_nothing_recorded_is_no_state_and_no_part_is_orphaned() -> None:
    assert whole([event(0, "started", "other")]) is None
    now = Standing(WHOLE, fold(said("a finished", "gone finished")))
    assert [each.topic for each in now.orphaned] == ["gone"]
    assert {*now.states} == {"whole"}


def test_an_earlier_id_of_the_whole_is_its_own() -> None:
    where = roadmap(topic("now", formerly=("whole",), merges=("a", "b")))
    assert Standing(where, fold(said("a finished", "whole finished"))).status("now") == "done"
    assert Standing(where, fold(said("a finished", "b skipped"))).status("now") == "done"
    assert Standing(where, fold(said("a finished"))).status("now") == "doing"
