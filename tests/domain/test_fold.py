"""What a learner's events add up to: law 1 and, as far as the fold goes, law 4."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from domain_helpers import MOMENT, TODAY, event, histories, identifier, topic_events, undone
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.events import PLACEMENT, STATUS_KINDS, Event
from roadmap_cli.domain.progress import StudyDay, TickState, TopicState, fold, fold_choices, fold_days, fold_topic, join

RANDOMS = st.randoms(use_true_random=False)


@given(histories(), RANDOMS)
def test_events_in_any_order_add_up_to_the_same(events: list[Event], random: Random) -> None:
    assert fold(random.sample(events, len(events))) == fold(events)


@given(histories(), RANDOMS)
def test_events_that_arrive_again_change_nothing(events: list[Event], random: Random) -> None:
    again = random.choices(events, k=5) if events else []
    assert fold([*again, *events, *again]) == fold(events)


@given(histories(), RANDOMS)
def test_however_events_are_spread_over_machines_merging_gives_the_same(events: list[Event], random: Random) -> None:
    laptop = [each for each in events if random.random() < 0.7]
    desktop = [each for each in events if each not in laptop or random.random() < 0.3]
    assert fold([*laptop, *desktop]) == fold([*desktop, *laptop]) == fold(events)


@given(histories())
def test_undoing_the_newest_command_gives_the_state_before_it(events: list[Event]) -> None:
    newest = len(events)
    did = event(newest, "finished", "a")
    assert fold([*events, did, undone(newest + 1, batch=newest)]) == fold(events)


@given(histories())
def test_undoing_the_undo_gives_the_state_after_the_command(events: list[Event]) -> None:
    newest = len(events)
    did = event(newest, "finished", "a")
    back_and_forth = [undone(newest + 1, batch=newest), undone(newest + 2, batch=newest + 1)]
    assert fold([*events, did, *back_and_forth]) == fold([*events, did])


def test_an_undo_that_arrives_before_its_command_is_remembered() -> None:
    did = event(0, "finished", "a")
    assert fold([undone(1, batch=0)]) == fold([undone(1, batch=0), did]) == fold([])


def test_the_last_word_on_a_criterion_counts_and_what_is_taken_back_is_remembered() -> None:
    said = [
        event(0, "ticked", "a", criterion="One."),
        event(1, "ticked", "a", criterion="Two."),
        event(2, "ticked", "a", criterion="One.", off=True),
        event(3, "ticked", "a", resource="One."),
    ]
    assert fold(said).topics["a"].ticks == (
        TickState("criterion", "One.", identifier(2), off=True),
        TickState("criterion", "Two.", identifier(1)),
        TickState("resource", "One.", identifier(3)),
    )
    assert fold(said).topics["a"].status == "todo"
    assert fold(said).days == ()


def test_of_a_renamed_topic_the_last_word_counts_under_whichever_id_it_was_said() -> None:
    one = fold([event(0, "ticked", "a", criterion="One."), event(3, "ticked", "a", criterion="Two.", off=True)])
    two = fold([event(1, "ticked", "b", criterion="One.", off=True), event(2, "ticked", "b", criterion="Two.")])
    joined = join(one.topics["a"], two.topics["b"]).ticks
    assert joined == join(two.topics["b"], one.topics["a"]).ticks
    assert [(each.name, each.off) for each in joined] == [("One.", True), ("Two.", True)]


def test_an_undo_takes_back_the_whole_command() -> None:
    events = [event(0, "started", "a", batch=0), event(1, "logged", "b", batch=0, minutes=30), undone(2, batch=0)]
    assert fold(events) == fold([])


@given(topic_events(topics=["a"]), st.integers(0, 12))
def test_the_state_of_a_topic_continues_from_where_it_stood(events: list[Event], cut: int) -> None:
    at_once = fold_topic(TopicState("a"), events)
    assert fold_topic(fold_topic(TopicState("a"), events[:cut]), events[cut:]) == at_once


@given(topic_events(topics=["a"]), st.integers(0, 12))
def test_study_days_continue_from_those_before(events: list[Event], cut: int) -> None:
    assert sorted(fold_days(events[cut:], fold_days(events[:cut]))) == sorted(fold_days(events))


@given(histories())
def test_a_topic_and_its_days_add_up_alone_as_among_others(events: list[Event]) -> None:
    whole = fold(events)
    alone = {key: fold(each for each in events if each.topic == key or each.kind == "undone") for key in whole.topics}
    assert {key: state.topics[key] for key, state in alone.items()} == whole.topics
    assert sorted(day for state in alone.values() for day in state.days) == sorted(whole.days)


@pytest.mark.parametrize(
    ("kind", "status"), [("started", "doing"), ("finished", "done"), ("skipped", "skipped"), ("reset", "todo")]
)
def test_the_last_word_decides_the_status(kind: str, status: str) -> None:
    state = fold([event(0, "finished", "a"), event(1, kind, "a")]).topics["a"]
    assert (state.status, state.decided) == (status, identifier(1))


def test_a_topic_started_and_finished_has_both_times() -> None:
    state = fold([event(0, "started", "a"), event(5, "finished", "a")]).topics["a"]
    assert (state.started_at, state.finished_at) == (MOMENT, MOMENT + timedelta(hours=5))


def test_a_topic_started_anew_is_no_longer_finished() -> None:
    state = fold([event(0, "finished", "a"), event(1, "started", "a")]).topics["a"]
    assert (state.status, state.finished_at) == ("doing", None)


def test_a_reset_forgets_the_times_and_keeps_what_was_done() -> None:
    events = [event(0, "started", "a"), event(1, "logged", "a", minutes=45), event(2, "noted", "a", text="so")]
    state = fold([*events, event(3, "reset", "a")]).topics["a"]
    assert (state.started_at, state.minutes, state.notes) == (None, 45, 1)


def test_minutes_notes_links_and_proofs_add_up() -> None:
    events = [
        event(0, "logged", "a", minutes=45),
        event(1, "logged", "a", minutes=30),
        event(2, "noted", "a", text="one"),
        event(3, "linked", "a", url="https://example.org", proves=False),
        event(4, "linked", "a", url="https://example.org", proves=True),
    ]
    state = fold(events).topics["a"]
    assert (state.minutes, state.notes, state.links, state.proofs) == (75, 1, 2, 1)


def test_what_a_placement_finished_is_done_and_says_so() -> None:
    state = fold([event(0, "finished", "a", reason=PLACEMENT), event(1, "logged", "a", minutes=30)]).topics["a"]
    assert (state.status, state.placed, state.finished_at) == ("done", True, MOMENT)


@pytest.mark.parametrize("kind", STATUS_KINDS)
def test_any_later_word_on_its_status_makes_a_placed_topic_like_any_other(kind: str) -> None:
    events = [event(0, "finished", "a", reason=PLACEMENT), event(1, kind, "a")]
    assert not fold(events).topics["a"].placed
    assert fold([*events, undone(2, batch=1)]).topics["a"].placed


@pytest.mark.parametrize(("kind", "reason"), [("finished", "known from work"), ("skipped", PLACEMENT)])
def test_only_what_is_done_by_placement_is_placed(kind: str, reason: str) -> None:
    assert not fold([event(0, kind, "a", reason=reason)]).topics["a"].placed


@given(
    topic_events(topics=["a"]), st.lists(st.tuples(st.integers(0, 12), st.sampled_from(("start", "stop", "cancel"))))
)
def test_a_timer_changes_no_topic_and_makes_no_study_day(events: list[Event], timers: list[tuple[int, str]]) -> None:
    with_timers = list(events)
    for place, action in timers:
        with_timers.insert(place, event(99, "timed", "a", action=action))
    assert fold_topic(TopicState("a"), with_timers) == fold_topic(TopicState("a"), events)
    assert fold_days(with_timers) == fold_days(events)


def test_a_study_day_counts_what_was_logged_finished_or_reviewed_and_nothing_else() -> None:
    kinds: dict[str, dict[str, Any]] = {
        "started": {},
        "finished": {},
        "noted": {"text": "x"},
        "graded": {"card": "a-1", "rating": 3},
    }
    events = [event(number, kind, "a", **data) for number, (kind, data) in enumerate(kinds.items())]
    assert fold([*events, event(4, "logged", "a", minutes=20)]).days == (StudyDay(TODAY, "a", 20, 3, grades=1),)


def test_what_was_known_before_and_time_of_no_day_make_no_study_day() -> None:
    events = [event(0, "logged", "a", minutes=90, undated=True), event(1, "finished", "a", reason=PLACEMENT)]
    assert fold(events).days == ()
    assert fold(events).topics["a"].minutes == 90
    assert fold([*events, event(2, "logged", "a", minutes=20)]).days == (StudyDay(TODAY, "a", 20, 1),)


def test_a_study_day_is_the_day_that_it_counts_for() -> None:
    yesterday = TODAY - timedelta(days=1)
    logged = event(0, "logged", "a", minutes=20)._replace(day=yesterday)
    assert fold([logged]).days == (StudyDay(yesterday, "a", 20, 1),)


def test_logging_for_an_earlier_day_does_not_move_the_last_day_back() -> None:
    earlier = event(1, "logged", "a", minutes=20)._replace(day=TODAY - timedelta(days=5))
    assert fold([event(0, "started", "a"), earlier]).topics["a"].last_day == TODAY


def test_the_last_word_decides_each_choice() -> None:
    events = [
        event(0, "chose", choice="way", option="x"),
        event(1, "chose", choice="other", option="z"),
        event(2, "chose", choice="way", option="y"),
        event(3, "chose", choice="other", option=None),
        event(4, "chose", choice="third"),
    ]
    chosen = {key: state.option for key, state in fold_choices(events).items()}
    assert chosen == {"way": "y", "other": None, "third": None}


@given(topic_events(topics=["old", "new"]))
def test_two_ids_of_a_renamed_topic_add_up_as_if_it_had_been_one(events: list[Event]) -> None:
    joined, single = _joined_and_single(events)
    assert joined._replace(started_at=None) == single._replace(started_at=None)


@given(topic_events(topics=["old"]), topic_events(topics=["new"]))
def test_a_topic_keeps_its_start_when_it_is_renamed(before: list[Event], after: list[Event]) -> None:
    since = [
        each._replace(id=identifier(20 + number), at=each.at + timedelta(hours=20))
        for number, each in enumerate(each for each in after if each.kind != "reset")
    ]
    joined, single = _joined_and_single([*before, *since])
    assert joined.started_at == single.started_at


def _joined_and_single(events: list[Event]) -> tuple[TopicState, TopicState]:
    apart = [fold_topic(TopicState("a"), (each for each in events if each.topic == key)) for key in ("old", "new")]
    single = fold_topic(TopicState("a"), events)
    assert join(*apart) == join(*reversed(apart))
    return join(*apart), single
