"""What is remembered of each card: equal to the package `fsrs`, and a fold of the grades."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

import fsrs
import pytest
from domain_helpers import (
    RATINGS,
    TODAY,
    card_events,
    event,
    graded,
    learners,
    recollection,
    reviewings,
    roadmap,
    topic,
    undone,
    written,
)
from hypothesis import assume, example, given
from hypothesis import strategies as st

from roadmap_cli.domain.edit import in_effect
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.memory import (
    CardState,
    Memory,
    Recollection,
    Reviewing,
    Trials,
    fold_cards,
    freshness,
    interval,
    recall,
    surplus,
    topic_memory,
    trials,
)
from roadmap_cli.domain.standing import Standing
from roadmap_cli.scheduling import schedule

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
FOREVER = Reviewing(maximum_interval=36_500)
GAPS = st.sampled_from((0, 1, 2, 7, 30)) | st.integers(-5, 900)
"""Days since the grade before: the same day and, after a journey or under a wrong clock, an earlier one are among them."""
LESSON = roadmap(topic("a", cards=("a-1", "a-2")), topic("b", cards=("b-1",), formerly=("old",)))


def package(reviewing: Reviewing) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=reviewing.desired_retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=reviewing.maximum_interval,
        enable_fuzzing=False,
    )


def evening(day: date) -> datetime:
    return datetime.combine(day, time(21, 45), UTC)


def after(ratings: Sequence[int], gaps: Sequence[int]) -> list[Memory]:
    """The memory after each grade."""
    days = accumulate(gaps, lambda day, gap: day + timedelta(days=gap), initial=TODAY)
    found = list[Memory]()
    for rating, day in zip(ratings, list(days)[1:], strict=True):
        found.append(schedule(found[-1] if found else None, rating, day))
    return found


@given(st.lists(st.tuples(RATINGS, GAPS), min_size=1, max_size=20), reviewings(), st.integers(-3, 4000))
def test_memory_interval_and_recall_equal_those_of_the_package(
    history: list[tuple[int, int]], reviewing: Reviewing, later: int
) -> None:
    scheduler, card = package(reviewing), fsrs.Card(card_id=1)
    for memory, (rating, _) in zip(after(*zip(*history, strict=True)), history, strict=True):
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), evening(memory.day))
        assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
        assert interval(memory.stability, reviewing) == (card.due - card.last_review).days
        asked = evening(memory.day + timedelta(days=max(later, 1)))
        assert recall(memory.stability, later) == scheduler.get_card_retrievability(card, asked)


@given(st.floats(0.001, 50_000), reviewings(), st.integers(0, 40_000))
def test_whatever_the_stability_interval_and_recall_equal_those_of_the_package(
    stability: float, reviewing: Reviewing, elapsed: int
) -> None:
    """Recall on the day of a review is told as of the next. But for stabilities that put the interval in the very middle of two days, where the last bit decides."""
    scheduler = package(reviewing)
    endless = stability / scheduler._FACTOR * (reviewing.desired_retention ** (1 / scheduler._DECAY) - 1)
    assume(abs(endless % 1 - 0.5) > 1e-9 * max(endless, 1))
    assert interval(stability, reviewing) == scheduler._next_interval(stability=stability)
    card = fsrs.Card(1, fsrs.State.Review, None, stability, 5.0, evening(TODAY), evening(TODAY))
    then = evening(TODAY + timedelta(days=max(elapsed, 1)))
    assert recall(stability, elapsed) == scheduler.get_card_retrievability(card, then)


def test_intervals_are_those_that_the_package_publishes() -> None:
    """From `test_review_card` in tests/test_basic.py of py-fsrs 6.3.2. An interval of 0 days there is a step within the
    day, which we do not have: the grade after it comes on the same day, and memory goes on alike.
    """
    ratings = [GOOD] * 6 + [AGAIN] * 2 + [GOOD] * 5
    published = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
    memories = after(ratings, [0, *published[:-1]])
    found = [interval(memory.stability, FOREVER) for memory in memories]
    assert [days for days, said in zip(found, published, strict=True) if said] == [each for each in published if each]


def test_a_memory_is_the_one_that_the_package_publishes() -> None:
    """From `test_memo_state` in tests/test_basic.py of py-fsrs 6.3.2, which has it from fsrs-rs."""
    memory = after([AGAIN, GOOD, GOOD, GOOD, GOOD, GOOD], [0, 0, 1, 3, 8, 21])[-1]
    assert memory.stability == pytest.approx(53.62691, abs=1e-4)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-4)


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [(AGAIN, 0.212, 6.4133), (HARD, 1.2931, 5.1121707), (GOOD, 2.3065, 2.118104), (EASY, 8.2956, 1.0)],
)
def test_the_first_memory_is_the_published_one(rating: int, stability: float, difficulty: float) -> None:
    """From the documentation of `next_states` in src/inference.rs of fsrs-rs 5.2."""
    assert schedule(None, rating, TODAY) == (pytest.approx(stability), pytest.approx(difficulty), TODAY)


def test_ten_easy_grades_on_a_day_leave_a_card_as_easy_as_can_be() -> None:
    """From `test_repeated_correct_reviews` in tests/test_basic.py of py-fsrs 6.3.2."""
    assert after([EASY] * 10, [0] * 10)[-1].difficulty == 1


@given(st.floats(0.001, 50_000))
def test_stability_is_the_number_of_days_until_recall_is_90_percent(stability: float) -> None:
    assert interval(stability, FOREVER) == min(max(round(stability), 1), 36_500)
    days = max(round(stability), 1)
    assert recall(days, days) == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("stability", "reviewing", "days"),
    [
        (0.01, Reviewing(), 1),
        (100, Reviewing(), 100),
        (1000, Reviewing(), 180),
        (100, Reviewing(maximum_interval=30), 30),
        (100, Reviewing(0.8), 180),
        (10, Reviewing(0.8), 33),
        (10, Reviewing(0.95), 4),
    ],
)
def test_an_interval_is_at_least_a_day_at_most_what_is_set_and_shorter_for_more_recall(
    stability: float, reviewing: Reviewing, days: int
) -> None:
    assert interval(stability, reviewing) == days


def test_what_was_just_failed_is_not_known_though_a_minute_later_it_would_be() -> None:
    failed = schedule(None, AGAIN, TODAY)
    assert [recall(failed.stability, days) for days in (0, -7)] == [recall(failed.stability, 1)] * 2
    assert recall(failed.stability, 0) < 0.8
    assert recollection(LESSON, graded("a", "a-1", failed.stability, 0)).recall == {"a": recall(failed.stability, 1)}


def test_fresh_begins_a_tenth_below_the_desired_retention() -> None:
    assert [Reviewing(each).fresh_from for each in (0.9, 0.8, 0.75)] == [0.8, 0.7, 0.65]


@given(card_events(), st.data())
def test_going_on_from_the_cards_at_any_time_equals_folding_everything(
    events: list[Event], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(events)))
    before = fold_cards(events[:cut], schedule)
    assert fold_cards(events[cut:], schedule, before) == fold_cards(events, schedule)


@given(card_events())
def test_a_card_is_what_its_own_events_say(events: list[Event]) -> None:
    found = {each.card: each for each in fold_cards(events, schedule)}
    assert found.keys() == {each.data["card"] for each in events if "card" in each.data}
    for name, state in found.items():
        own = [each for each in events if each.data.get("card") == name]
        grades = [each for each in own if each.kind == "graded"]
        said = next((each for each in reversed(own) if each.kind != "graded"), None)
        memory = None
        for each in grades:
            memory = schedule(memory, each.data["rating"], each.day)
        assert state.memory == memory
        assert (state.topic, state.reviews) == ("a", len(grades))
        since = max((place for place, each in enumerate(own) if each.kind == "written"), default=0)
        assert state.lapses == sum(each in grades[1:] and each.data["rating"] == AGAIN for each in own[since:])
        assert (state.first_day, state.last_day) == ((grades[0].day, grades[-1].day) if grades else (None, None))
        assert state.written == (said.id if said else "")
        assert state.question == (said.data.get("question") if said else None)
        assert state.answer == (said.data.get("answer") if said else None)


def test_a_card_never_recalled_has_no_lapse_before_its_second_grade() -> None:
    events = [event(number, "graded", "a", card="a-1", rating=AGAIN) for number in range(3)]
    assert [fold_cards(events[:many], schedule)[0].lapses for many in (1, 2, 3)] == [0, 1, 2]


def test_a_grade_taken_back_leaves_the_memory_as_it_was() -> None:
    first = event(0, "graded", "a", card="a-1", rating=GOOD)
    second = event(20, "graded", "a", card="a-1", rating=AGAIN)
    assert fold_cards(in_effect([first, second, undone(30, 20)]), schedule) == fold_cards([first], schedule)


def test_a_discarded_card_keeps_its_history_and_has_it_again_when_it_is_written_anew() -> None:
    told = {"card": "own", "question": "Why?", "answer": "So."}
    events = [event(0, "written", "a", **told), event(1, "graded", "a", card="own", rating=GOOD)]
    gone = [*events, event(2, "discarded", "a", card="own")]
    (discarded,) = fold_cards(gone, schedule)
    assert (discarded.question, discarded.reviews) == (None, 1)
    assert topic_memory("a", [discarded]) == topic_memory("a", [])
    (again,) = fold_cards([*gone, event(3, "written", "a", **told)], schedule)
    assert topic_memory("a", [again]).own.cards == ("own",)


def test_the_memory_of_a_topic_tells_given_own_and_unseen_cards_apart() -> None:
    cards = [written("a", "u"), graded("a", "o", 5, 2, "Why?"), graded("a", "a-2", 9, 1), graded("a", "a-1", 7, 2)]
    found = topic_memory("a", cards)
    days = [TODAY.toordinal() - ago for ago in (2, 1)]
    assert found.given == (("a-1", "a-2"), (7, 9), tuple(days))
    assert (found.own.cards, found.unseen) == (("o",), ("u",))
    assert (found.newest, found.introduced) == (days[1], 1)


def test_ones_own_new_cards_come_in_the_order_in_which_they_were_written() -> None:
    told = {"question": "Why?", "answer": "So."}
    events = [event(number, "written", "a", card=card, **told) for number, card in enumerate(("c", "a", "b"))]
    assert topic_memory("a", fold_cards(events, schedule)).unseen == ("c", "a", "b")


def test_of_no_cards_there_is_no_memory() -> None:
    assert topic_memory("a", []) == ("a", ((), (), ()), ((), (), ()), (), 0, 0)


TRACES = st.tuples(st.floats(0.001, 1e12) | st.integers(1, 400), st.integers(-400, 40_000))
"""Stability, and how many days ago; a day that lies ahead is among them."""


@given(st.lists(TRACES, min_size=1, max_size=12), reviewings())
@example([(2.5, 2), (2.5, 3), (3.5, 4), (0.2, 0), (0.2, 1)], Reviewing())
def test_counting_the_due_cards_at_once_equals_asking_each(
    traces: list[tuple[float, int]], reviewing: Reviewing
) -> None:
    names = tuple(f"c{number}" for number in range(len(traces)))
    where = roadmap(topic("a", cards=names[::2]), topic("b", cards=names[1::2]))
    home = {name: ("a", "b")[number % 2] for number, name in enumerate(names)}
    cards = [graded(home[name], name, *trace) for name, trace in zip(names, traces, strict=True)]
    now = recollection(where, *cards, reviewing=reviewing)
    for key, number in now.due_counts.items():
        assert number == sum(each.is_due for each in now.reviewed if each.topic == key)
    assert len(now.reviewed) == len(traces)


@given(learners())
def test_the_parts_of_a_recollection_agree(now: Standing) -> None:
    mind = now.recollection
    assert sorted(each.card for each in mind.reviewed) == sorted(mind.seen)
    for key in now.roadmap.topics:
        cards = [each for each in mind.reviewed if each.topic == key]
        assert mind.due_counts.get(key, 0) == sum(each.is_due for each in cards)
        mean = sum(each.recall for each in cards) / len(cards) if cards else None
        assert mind.recall.get(key) == (pytest.approx(mean) if cards else None)
    assert mind.reviewed_today == sum(each.elapsed == 0 for each in mind.reviewed)


@given(TRACES, reviewings())
def test_a_card_is_recalled_by_the_curve_and_due_by_the_interval(
    trace: tuple[float, int], reviewing: Reviewing
) -> None:
    stability, days_ago = trace
    (only,) = recollection(LESSON, graded("a", "a-1", *trace), reviewing=reviewing).reviewed
    assert only == ("a", "a-1", max(days_ago, 0), interval(stability, reviewing), recall(stability, days_ago))
    assert only.is_due == (days_ago >= interval(stability, reviewing))


def homes(mind: Recollection) -> dict[str, str]:
    return {each.card: each.topic for each in mind.reviewed}


def test_a_card_that_left_the_definition_is_left_out() -> None:
    mind = recollection(LESSON, graded("a", "a-1", 5, 1), graded("a", "a-9", 5, 1), graded("gone", "g", 5, 1))
    assert (homes(mind), mind.seen, mind.due_counts) == ({"a-1": "a"}, {"a-1"}, {"a": 0})


def test_a_card_of_ones_own_stays_with_its_topic_and_goes_with_it() -> None:
    mind = recollection(
        LESSON, graded("a", "o1", 5, 1, "Why?"), graded("gone", "o2", 5, 1, "Why?"), written("gone", "o3")
    )
    assert (homes(mind), mind.unseen) == ({"o1": "a"}, {})


def test_a_renamed_topic_keeps_its_cards() -> None:
    mind = recollection(LESSON, graded("old", "b-1", 5, 9), graded("old", "o", 5, 1, "Why?"), written("old", "u"))
    assert homes(mind) == {"b-1": "b", "o": "b"}
    assert (mind.unseen, mind.due_counts, mind.recall.keys()) == ({"b": ("u",)}, {"b": 1}, {"b"})


def test_a_card_that_moved_to_another_topic_counts_there() -> None:
    mind = recollection(LESSON, graded("a", "b-1", 5, 9), graded("a", "a-1", 5, 1))
    assert homes(mind) == {"b-1": "b", "a-1": "a"}
    assert mind.due_counts == {"a": 0, "b": 1}


def test_of_a_card_that_was_graded_under_two_ids_the_first_memory_counts() -> None:
    mind = recollection(LESSON, graded("b", "b-1", 5, 2), graded("old", "b-1", 70, 30))
    assert [each.card for each in mind.reviewed] == ["b-1"]
    assert mind.recall["b"] == recall(5, 2)


def test_own_cards_of_two_ids_of_a_topic_are_put_together() -> None:
    mind = recollection(LESSON, written("b", "u1"), written("old", "u2"), graded("old", "o", 5, 0, "Why?"))
    assert (mind.unseen, homes(mind)) == ({"b": ("u1", "u2")}, {"o": "b"})


def test_what_was_reviewed_and_what_was_introduced_today_is_told_apart() -> None:
    yesterday = TODAY - timedelta(days=1)
    known = graded("a", "a-1", 5, 0)._replace(reviews=2, first_day=yesterday)
    mind = recollection(LESSON, known, graded("a", "a-2", 5, 0), graded("b", "b-1", 5, 1))
    assert (mind.reviewed_today, mind.introduced_today) == (2, 1)


def test_what_was_introduced_on_another_day_is_not_introduced_today() -> None:
    mind = recollection(LESSON, graded("a", "a-1", 5, 1), graded("b", "b-1", 5, 1))
    assert (mind.reviewed_today, mind.introduced_today) == (0, 0)


def test_a_card_without_all_of_its_memory_has_none() -> None:
    assert CardState("a", "a-1").memory is None
    assert graded("a", "a-1", 5, 1).memory == Memory(5, 5, TODAY - timedelta(days=1))


def beta_above(recalled: float, number: float, least: float, steps: int = 2000) -> float:
    """By Simpson's rule: how probable a share of at least that much is, by so many trials and a flat prior."""
    a, b, width = recalled, number - recalled, (1 - least) / steps

    def density(place: int) -> float:
        share = least + place * width
        return share**a * (1 - share) ** b if share < 1 else float(b == 0)

    whole = density(0) + density(steps) + sum(density(place) * (4 if place % 2 else 2) for place in range(1, steps))
    return whole * width / 3 / math.exp(math.lgamma(a + 1) + math.lgamma(b + 1) - math.lgamma(a + b + 2))


@given(st.floats(0, 40), st.floats(0, 1), st.floats(0.6, 0.87))
def test_how_sure_a_topic_is_fresh_is_the_tail_of_a_beta_distribution(
    number: float, share: float, least: float
) -> None:
    told = math.erfc(-surplus(Trials(number, number * share), least) / math.sqrt(2)) / 2
    assert told == pytest.approx(beta_above(number * share, number, least), abs=0.01)


def test_three_of_three_are_not_enough_and_thirty_are() -> None:
    assert [freshness(Trials(many, many), 0.8) for many in (3, 30)] == ["unsure", "fresh"]
    assert [freshness(Trials(many, 0.7 * many), 0.8) for many in (3, 30)] == ["unsure", "fading"]


@given(st.lists(st.tuples(st.floats(0.1, 400), st.integers(1, 300)), min_size=1, max_size=12), st.integers(1, 200))
def test_what_nobody_reviews_is_never_surer_to_be_fresh_a_day_later(cards: list[tuple[float, int]], later: int) -> None:
    stabilities = [stability for stability, _ in cards]

    def sure(more: int) -> float:
        return surplus(trials(stabilities, [recall(stability, ago + more) for stability, ago in cards]), 0.8)

    assert sure(later) <= sure(0)
