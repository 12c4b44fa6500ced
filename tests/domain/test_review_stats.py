"""How well the prediction of recall holds, and what the coming days bring."""

from datetime import date, datetime, timedelta

import pytest
from domain_helpers import TODAY, card_events, done, event, graded, learners, remembering, roadmap, standing, topic
from hypothesis import given

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.memory import CardState, Memory, Reviewing, fold_cards, recall
from roadmap_cli.domain.review import new_tomorrow, waiting
from roadmap_cli.domain.review_stats import Review, Share, band, foretold, load, replay, share, shares
from roadmap_cli.domain.standing import Standing
from roadmap_cli.scheduling import schedule

ENOUGH = 4000
"""Days after which every card of a random learner has come back."""
LESSON = roadmap(topic("a", cards=tuple(f"a{number}" for number in range(20))), topic("b", cards=("b1",)))


def day_of(moment: datetime) -> date:
    return moment.date()


def loads(now: Standing, days: int) -> list[int]:
    return load(now, waiting(now, day_of), len(new_tomorrow(now, day_of)), days)


@given(card_events())
def test_every_grade_is_told_with_what_was_predicted_right_before_it(events: list[Event]) -> None:
    grades = [number for number, each in enumerate(events) if each.kind == "graded"]
    for review, number in zip(replay(events, schedule), grades, strict=True):
        grade = events[number]
        card = grade.data["card"]
        before = {each.card: each.memory for each in fold_cards(events[:number], schedule)}.get(card)
        assert review == ("a", card, grade.day, grade.data["rating"] > 1, foretold(before, grade.day), before is None)


@pytest.mark.parametrize(("rating", "recalled"), [(1, False), (2, True), (3, True), (4, True)])
def test_all_but_again_is_recalled(rating: int, *, recalled: bool) -> None:
    (review,) = replay([event(0, "graded", "a", card="a-1", rating=rating)], schedule)
    assert review == Review("a", "a-1", TODAY, recalled, None, first=True)


def test_cards_of_the_same_name_in_two_topics_are_not_mixed() -> None:
    events = [event(10 * day, "graded", key, card="one", rating=3) for day, key in enumerate(("a", "b", "a"))]
    memory = schedule(None, 3, TODAY)
    assert [each.predicted for each in replay(events, schedule)] == [None, None, recall(memory.stability, 2)]


@pytest.mark.parametrize(("days", "predicted"), [(-1, None), (0, None), (1, recall(5, 1)), (30, recall(5, 30))])
def test_a_second_grade_on_the_same_day_says_nothing_about_memory(days: int, predicted: float | None) -> None:
    assert foretold(Memory(5, 5, TODAY), TODAY + timedelta(days=days)) == predicted
    assert foretold(None, TODAY) is None


def review(predicted: float | None, days_ago: int = 0, *, recalled: bool = True) -> Review:
    return Review("a", "a-1", TODAY - timedelta(days=days_ago), recalled, predicted, first=predicted is None)


def test_a_share_is_what_was_recalled_beside_what_was_predicted() -> None:
    found = share([review(0.9), review(0.8, recalled=False), review(0.7), review(0.8)])
    assert found == Share(reviews=4, recalled=3, predicted=3.2)
    assert (found.percent, found.predicted_percent) == (75, 80)


def test_of_no_reviews_nothing_was_recalled() -> None:
    assert share([]) == Share(0, 0, 0.0)
    assert (share([]).percent, share([]).predicted_percent) == (0, 0)


def test_first_reviews_have_a_share_without_a_prediction() -> None:
    assert share([review(None), review(None, recalled=False)]) == Share(2, 1, 0.0)


def test_shares_are_grouped_and_stand_in_the_order_of_what_they_are_grouped_by() -> None:
    reviews = [review(0.9), review(0.5, days_ago=60, recalled=False), review(0.8, days_ago=1)]
    assert list(shares(reviews, lambda each: each.day.replace(day=1)).items()) == [
        (date(2026, 9, 1), Share(1, 0, 0.5)),
        (date(2026, 11, 1), Share(2, 2, 1.7)),
    ]


@pytest.mark.parametrize(
    ("predicted", "edge"),
    [(0.0, 0.0), (0.6999, 0.0), (0.7, 0.7), (0.79, 0.7), (0.8, 0.8), (0.9, 0.9), (0.95, 0.9), (1.0, 0.9)],
)
def test_a_prediction_lies_in_the_band_that_begins_at_or_below_it(predicted: float, edge: float) -> None:
    assert band(predicted) == edge


def learner(*cards: CardState, reviews: int = 20, new: int = 5, a: int = 3) -> Standing:
    """Who finished a some days ago, and never began b."""
    reviewing = Reviewing(reviews_per_day=reviews, new_cards_per_day=new)
    return remembering(standing(LESSON, a=done("a", a)), *cards, reviewing=reviewing)


def due(number: int) -> list[CardState]:
    return [graded("a", f"a{each}", 10, 60) for each in range(number)]


def coming(*days_ago: int) -> list[CardState]:
    """All come back ten days after their grade."""
    return [graded("a", f"a{number}", 10, ago) for number, ago in enumerate(days_ago)]


@pytest.mark.parametrize(
    ("now", "cards"),
    [
        (learner(), [5, 5, 5, 5, 0]),
        (learner(new=20, reviews=8), [8, 8, 4, 0, 0]),
        (learner(*due(20), reviews=8), [8, 8, 4, 0, 0]),
        (learner(*due(20), reviews=0), [0, 0, 0, 0, 0]),
        (learner(*due(10), reviews=8), [8, 2 + 5, 5, 0, 0]),
        (learner(*due(13), reviews=8), [8, 5 + 3, 4, 0, 0]),
        (learner(*coming(9, 9, 9, 8, 10), reviews=2, new=0), [1, 2, 2, 0, 0]),
        (learner(*coming(6, 5), new=0), [0, 0, 0, 0, 1]),
        (learner(*coming(0, 0, 0), reviews=5, new=4), [1, 4, 4, 4, 4]),
        (learner(graded("a", "a1", 10, 60), a=0, new=9), [1, 9, 9, 1, 0]),
        (learner(graded("b", "b1", 10, 60), new=0), [0, 0, 0, 0, 0]),
    ],
    ids=[
        "new",
        "many new",
        "due",
        "no room",
        "due then new",
        "due before new",
        "coming",
        "far",
        "reviewed today",
        "finished today",
        "not done",
    ],
)
def test_each_day_brings_what_is_due_then_what_is_new_within_its_limits(now: Standing, cards: list[int]) -> None:
    assert loads(now, 5) == cards


def test_no_days_bring_nothing() -> None:
    assert loads(learner(*due(3)), 0) == []


@given(learners())
def test_over_enough_days_every_card_that_waits_or_comes_back_is_there_once(now: Standing) -> None:
    mind = now.recollection
    limits = {"reviews_per_day": mind.reviewing.reviews_per_day + 1, "new_cards_per_day": 1}
    now = now._replace(recollection=mind._replace(reviewing=mind.reviewing._replace(**limits)))
    cards = sum(now.status(each.topic) == "done" and each.topic in now.path for each in mind.reviewed)
    assert sum(loads(now, ENOUGH)) == cards + len(waiting(now, day_of).new) + len(new_tomorrow(now, day_of))


@given(learners())
def test_no_day_brings_more_cards_or_more_new_ones_than_it_has_room_for(now: Standing) -> None:
    """What is due goes first, so that the new ones are all that is added when there are any."""
    found, reviewing = waiting(now, day_of), now.recollection.reviewing
    both, without = loads(now, 60), load(now, found._replace(new=(), new_today=0), 0, 60)
    assert max(both) <= reviewing.reviews_per_day
    assert all(0 <= one - other <= reviewing.new_cards_per_day for one, other in zip(both, without, strict=True))
    assert both[0] == found.cards <= max(reviewing.reviews_per_day - now.recollection.reviewed_today, 0)


@given(learners())
def test_a_longer_look_ahead_begins_like_a_shorter_one(now: Standing) -> None:
    assert loads(now, 40)[:7] == loads(now, 7)
