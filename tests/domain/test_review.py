"""Which cards wait, how many of them a day has room for, and in which order they come."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise

import pytest
from domain_helpers import (
    TODAY,
    WAY,
    done,
    graded,
    learners,
    remembering,
    roadmap,
    standing,
    topic,
    with_status,
    written,
)
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.memory import CardState, Reviewing, recall
from roadmap_cli.domain.progress import TopicState
from roadmap_cli.domain.review import (
    Queued,
    ahead,
    by_urgency,
    grounds,
    has_faded,
    interleaved,
    minutes_for,
    new_tomorrow,
    queue,
    unseen_of,
    waiting,
)
from roadmap_cli.domain.standing import Standing

FOUR = ("1", "2", "3", "4")


def day_of(moment: datetime) -> date:
    return moment.date()


LESSONS = roadmap(
    topic("a", "one/letters", cards=("a1", "a2", "a3", "a4")),
    topic("b", "one/numbers", cards=("b1", "b2", "b3", "b4")),
    topic("c", "two/figures", requires=("b",)),
)


def learner(*cards: CardState, reviewing: Reviewing | None = None, **states: str | TopicState) -> Standing:
    """Whoever finished a and b some days ago, unless something else is said of them."""
    finished = {"a": done("a", 5), "b": done("b", 4), **states}
    return remembering(standing(LESSONS, **finished), *cards, reviewing=reviewing)


def due(key: str, days: int = 20) -> list[CardState]:
    """All cards of a topic, more urgent the earlier they stand."""
    return [graded(key, f"{key}{each}", 10, days - int(each)) for each in FOUR]


def today(now: Standing, near: Sequence[str] = (), scope: Sequence[str] | None = None) -> list[str]:
    return names(queue(now, waiting(now, day_of), near, scope))


def names(cards: Iterable[Queued]) -> list[str]:
    return [each.card for each in cards]


@pytest.mark.parametrize(("days_ago", "waits"), [(0, 0), (1, 4), (2, 4)])
def test_the_cards_of_a_topic_wait_from_the_day_after_it_was_finished(days_ago: int, waits: int) -> None:
    now = learner(a=done("a", days_ago), b="todo")
    assert len(waiting(now, day_of).new) == waits


def test_a_topic_finished_late_in_the_evening_was_finished_on_the_learners_day() -> None:
    now = learner(a=done("a", 0), b="todo")
    assert len(waiting(now, lambda _: TODAY.replace(day=22)).new) == 4


@pytest.mark.parametrize("status", ["todo", "doing", "skipped"])
def test_only_what_is_done_waits(status: str) -> None:
    now = with_status(learner(*due("a")[:2]), "a", status)
    found = waiting(now, day_of)
    assert (found.due, {key for key, _ in found.new}) == (0, {"b"})
    assert {each.topic for each in queue(now, found, ())} == {"b"}
    assert today(now, scope=["a"]) == []


def test_what_was_done_of_an_option_that_does_not_count_does_not_wait() -> None:
    where = roadmap(
        *(topic(each, option=each[0], cards=(f"{each}-1", f"{each}-2")) for each in ("x1", "y1")), choices=[WAY]
    )
    both = standing(where, {"way": "y"}, x1=done("x1"), y1=done("y1"))
    now = remembering(both, graded("x1", "x1-1", 10, 300), graded("y1", "y1-1", 10, 300))
    assert sorted(today(now)) == ["y1-1", "y1-2"]
    assert today(now, scope=["x1"]) == []
    assert (has_faded(now, "x1"), has_faded(now, "y1")) == (False, True)


def test_cards_taken_out_come_back_with_their_memory_when_the_topic_is_done_again() -> None:
    now = learner(*due("a"), b="todo")
    assert today(with_status(with_status(now, "a", "todo"), "a", "done")) == today(now) == ["a1", "a2", "a3", "a4"]


def test_new_cards_come_in_the_order_in_which_their_topics_were_finished() -> None:
    now = learner(a=done("a", 2), b=done("b", 9))
    assert [key for key, _ in waiting(now, day_of).new] == ["b"] * 4 + ["a"] * 4


def test_the_new_cards_of_a_topic_are_those_of_the_definition_and_then_ones_own() -> None:
    now = learner(graded("a", "a2", 5, 1), written("a", "mine"))
    assert unseen_of(now, "a") == ("a1", "a3", "a4", "mine")
    assert [card for _, card in waiting(now, day_of).new][:4] == ["a1", "a3", "a4", "mine"]


@pytest.mark.parametrize(
    ("reviews", "new", "counts", "later"),
    [
        (20, 5, (4, 4), 0),
        (20, 3, (4, 3), 1),
        (6, 5, (4, 2), 2),
        (4, 5, (4, 0), 4),
        (3, 5, (3, 0), 5),
        (0, 5, (0, 0), 8),
        (20, 0, (4, 0), 4),
    ],
)
def test_a_day_has_room_for_so_many_the_due_before_the_new(
    reviews: int, new: int, counts: tuple[int, int], later: int
) -> None:
    now = learner(*due("a"), reviewing=Reviewing(new_cards_per_day=new, reviews_per_day=reviews))
    found = waiting(now, day_of)
    assert (found.due, len(found.new)) == (4, 4)
    assert ((found.due_today, found.new_today), found.later, found.cards) == (counts, later, sum(counts))
    assert sorted(today(now)) == [f"a{each}" for each in FOUR][: counts[0]] + [f"b{each}" for each in FOUR][: counts[1]]


def test_what_was_reviewed_today_is_taken_off_the_room() -> None:
    cards = [*due("a"), graded("b", "b1", 5, 0)]
    assert waiting(learner(*cards, reviewing=Reviewing(reviews_per_day=3)), day_of).due_today == 2
    assert waiting(learner(*cards, reviewing=Reviewing(reviews_per_day=1)), day_of).due_today == 0


def test_what_was_introduced_today_is_taken_off_the_new() -> None:
    first = graded("b", "b1", 5, 0)
    again = first._replace(reviews=2, first_day=TODAY.replace(day=1))
    few = Reviewing(new_cards_per_day=2)
    assert waiting(learner(first, a="todo", reviewing=few), day_of).new_today == 1
    assert waiting(learner(again, a="todo", reviewing=few), day_of).new_today == 2


def test_the_most_overdue_come_first_in_proportion_to_their_interval() -> None:
    cards = [graded("a", "a1", 100, 110), graded("a", "a2", 2, 6), graded("a", "a3", 10, 20), graded("a", "a4", 10, 9)]
    now = learner(*cards)
    assert [each.card for each in by_urgency(now, {"a", "b"}, ())] == ["a2", "a3", "a1"]
    assert by_urgency(now, {"b"}, ()) == []


def test_as_overdue_cards_come_in_the_order_of_their_names() -> None:
    now = learner(graded("b", "b1", 10, 20), graded("a", "a2", 5, 10), graded("a", "a1", 10, 20))
    assert [each.card for each in by_urgency(now, {"a", "b"}, ())] == ["a1", "a2", "b1"]


@pytest.mark.parametrize(("near", "first"), [((), "a1"), (("c",), "b1"), (("a", "b"), "a1")])
def test_what_the_next_topics_stand_on_is_more_urgent(near: tuple[str, ...], first: str) -> None:
    now = learner(graded("a", "a1", 10, 15), graded("b", "b1", 10, 10))
    assert by_urgency(now, {"a", "b"}, near)[0].card == first


@pytest.mark.parametrize(("near", "ratio", "first"), [(1, 1.9, "root"), (1, 2.1, "alone"), (3, 3.9, "root")])
def test_every_topic_that_stands_on_a_card_adds_to_its_urgency(near: int, ratio: float, first: str) -> None:
    chain = [topic("root", cards=("root",)), topic("alone", cards=("alone",)), topic("t0", requires=("root",))]
    chain += [topic(f"t{number}", requires=(f"t{number - 1}",)) for number in range(1, 4)]
    cards = [graded("root", "root", 10, 10), graded("alone", "alone", 10, round(10 * ratio))]
    now = remembering(standing(roadmap(*chain), root="done", alone="done"), *cards)
    ready = [f"t{number}" for number in range(near)]
    assert by_urgency(now, {"root", "alone"}, ready)[0].card == first


def test_the_grounds_of_a_topic_are_all_that_it_stands_on_under_the_option_that_counts() -> None:
    end = topic("end", requires=("mid",), requires_option={"x": ("x1",), "y": ("y1",)})
    where = roadmap(
        topic("root"),
        topic("mid", requires=("root",)),
        topic("side", requires=("root",)),
        topic("x1", option="x"),
        topic("y1", option="y", requires=("side",)),
        end,
        choices=[WAY],
    )
    assert grounds(standing(where, {"way": "x"}), "end") == {"root", "mid", "x1"}
    assert grounds(standing(where, {"way": "y"}), "end") == {"root", "mid", "y1", "side"}
    assert grounds(standing(where), "root") == set()


def test_the_queue_goes_from_module_to_module() -> None:
    assert today(learner(*due("a"), *due("b", 10))) == ["a1", "a2", "a3", "a4"]
    assert today(learner(*due("a"), *due("b", 18))) == ["a1", "b1", "a2", "b2", "a3", "b3", "a4", "b4"]


def test_new_cards_come_after_the_due() -> None:
    assert today(learner(*due("a"))) == ["a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4"]


@pytest.mark.parametrize(
    ("limit", "cards"),
    [
        (0, ""),
        (2, "a1 a2"),
        (4, "a1 b1 a2 a3"),
        (6, "a1 b1 a2 a3 a4 b2"),
        (99, "a1 b1 a2 a3 a4 b2 b3 b4"),
        (None, "a1 b1 a2 a3 a4 b2 b3 b4"),
    ],
)
def test_a_limit_leaves_out_what_is_least_urgent_before_modules_take_turns(limit: int | None, cards: str) -> None:
    urgent = [graded("a", f"a{number}", 10, 100 - number) for number in (1, 2, 3)]
    now = learner(*urgent, graded("b", "b1", 10, 20))
    assert names(queue(now, waiting(now, day_of), (), limit=limit)) == cards.split()
    assert names(queue(now, waiting(now, day_of), (), ["a", "b"], limit)) == cards.split()
    assert names(ahead(now, ["a", "b"], (), limit)) == cards.split()


def test_what_was_finished_today_brings_its_new_cards_tomorrow() -> None:
    now = learner(graded("a", "a2", 5, 0), a=done("a", 0))
    assert new_tomorrow(now, day_of) == (("a", "a1"), ("a", "a3"), ("a", "a4"))
    assert new_tomorrow(learner(), day_of) == ()


def test_within_a_scope_a_day_has_no_limits() -> None:
    now = learner(*due("a"), graded("b", "b1", 5, 0), reviewing=Reviewing(new_cards_per_day=0, reviews_per_day=1))
    assert today(now) == []
    assert today(now, scope=["a"]) == ["a1", "a2", "a3", "a4"]
    assert today(now, scope=["b", "c"]) == ["b2", "b3", "b4"]


def test_a_queued_card_tells_its_memory_and_a_new_one_has_none() -> None:
    now = learner(*due("a"))
    found = {each.card: each for each in queue(now, waiting(now, day_of), ())}
    assert found["b1"] == Queued("b", "b1", None)
    assert found["a1"].memory == ("a", "a1", 19, 10, recall(10, 19))


def test_ahead_of_their_day_come_the_due_then_the_new_then_those_due_soonest() -> None:
    cards = [graded("a", "a1", 10, 3), graded("a", "a2", 10, 30), graded("a", "a3", 10, 7)]
    assert names(ahead(learner(*cards), ["a"], ())) == ["a2", "a4", "a3", "a1"]


def test_ahead_asks_neither_for_the_status_nor_for_the_limits() -> None:
    now = learner(graded("a", "a1", 10, 3), a="todo", b=done("b", 0), reviewing=Reviewing(0.9, 180, 0, 0))
    found = ahead(now, ["a", "b"], ())
    assert (len(found), found[-1].card) == (8, "a1")


@given(learners(), st.data())
def test_today_is_never_more_than_a_day_has_room_for(now: Standing, data: st.DataObject) -> None:
    found, reviewing = waiting(now, day_of), now.recollection.reviewing
    near = data.draw(st.lists(st.sampled_from(sorted(now.roadmap.topics)), unique=True))
    cards = queue(now, found, near)
    assert len(cards) == found.cards <= reviewing.reviews_per_day
    assert sum(each.memory is None for each in cards) == found.new_today <= reviewing.new_cards_per_day
    assert found.cards + found.later == found.due + len(found.new)
    assert found.new_today == 0 or found.due_today == found.due


@given(learners(), st.data())
def test_over_all_topics_nothing_that_waits_is_lost_or_doubled(now: Standing, data: st.DataObject) -> None:
    """However urgent, and with every topic in the scope."""
    topics = sorted(now.roadmap.topics)
    near = data.draw(st.lists(st.sampled_from(topics), unique=True))
    found = waiting(now, day_of)
    cards = queue(now, found, near, topics)
    mind = now.recollection
    counted = [key for key in now.path if now.status(key) == "done"]
    waits = [each.card for each in mind.reviewed if each.is_due and each.topic in counted]
    finished = [key for key in counted if (moment := now.states[key].finished_at) and day_of(moment) < TODAY]
    new = [card for key in finished for card in unseen_of(now, key)]
    assert sorted(names(cards)) == sorted([*waits, *new])
    assert found.due == len(waits)
    assert sorted(card for _, card in found.new) == sorted(new)
    unseen = [card for key in counted if now.states[key].finished_at for card in unseen_of(now, key)]
    assert sorted(card for _, card in (*found.new, *new_tomorrow(now, day_of))) == sorted(unseen)


@given(learners(), st.data())
def test_ahead_has_every_card_of_its_topics_once(now: Standing, data: st.DataObject) -> None:
    scope = data.draw(st.lists(st.sampled_from(sorted(now.roadmap.topics)), unique=True))
    mind = now.recollection
    everything = {card for key in scope for card in (*now.roadmap.topics[key].cards, *mind.unseen.get(key, ()))}
    everything |= {each.card for each in mind.reviewed if each.topic in scope}
    assert sorted(names(ahead(now, scope, ()))) == sorted(everything)


@given(learners(("done",)), st.lists(st.integers(0, 99), max_size=30))
def test_neighbours_are_of_different_modules_as_long_as_another_is_left(now: Standing, picks: list[int]) -> None:
    """Within a module the order stays."""
    topics = list(now.roadmap.topics.values())
    cards = [Queued(topics[pick % len(topics)].id, f"c{number}") for number, pick in enumerate(picks)]
    found = interleaved(now, cards)
    assert found[:1] == tuple(cards[:1])
    modules = [now.roadmap.topics[each.topic].module for each in found]
    for place, (one, other) in enumerate(pairwise(modules), start=1):
        assert one != other or set(modules[place:]) == {one}
    for its in now.roadmap.modules.values():
        keys = {each.id for each in its.topics}
        assert [each for each in found if each.topic in keys] == [each for each in cards if each.topic in keys]
    assert sorted(found) == sorted(cards)


@pytest.mark.parametrize(("cards", "minutes"), [(0, 0), (1, 1), (2, 1), (3, 2), (20, 10), (21, 11)])
def test_a_card_takes_half_a_minute_rounded_up(cards: int, minutes: int) -> None:
    assert minutes_for(cards) == minutes


FADING = graded("a", "a1", 10, 300)


@pytest.mark.parametrize(
    ("now", "faded"),
    [
        (learner(FADING), True),
        (learner(graded("a", "a1", 10, 60)), False),
        (learner(FADING, graded("a", "a2", 10, 0)), False),
        (learner(FADING, a="doing"), False),
        (learner(FADING, a="skipped"), False),
        (learner(), False),
        (learner(FADING, a="todo"), False),
    ],
)
def test_a_topic_has_faded_when_less_than_70_percent_would_be_recalled_of_what_is_done(
    now: Standing, *, faded: bool
) -> None:
    assert has_faded(now, "a") is faded


@given(learners())
def test_a_topic_has_faded_exactly_where_a_review_can_refresh_it(now: Standing) -> None:
    for key in now.roadmap.topics:
        recalled = now.recall(key)
        due = [each for each in queue(now, waiting(now, day_of), (), [key]) if each.memory]
        assert has_faded(now, key) == (recalled is not None and recalled < 0.7 and due != [])
