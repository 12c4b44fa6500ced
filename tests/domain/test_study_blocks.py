"""The coming study blocks, and what is put into each."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from domain_helpers import (
    TODAY,
    WAY,
    graded,
    learners,
    remembering,
    roadmap,
    standing,
    standings,
    topic,
    with_choice,
    with_status,
)
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.intentions import Break
from roadmap_cli.domain.progress import TopicState
from roadmap_cli.domain.standing import Standing
from roadmap_cli.domain.study_blocks import Block, Entry, fill, gathered, study_dates

EVERY_DAY = range(7)
CHAIN = roadmap(topic("a", hours=1), topic("b", hours=2, requires=("a",)), topic("c", hours=1, requires=("b",)))
WAYS = roadmap(
    topic("a", hours=1),
    topic("x1", option="x", hours=2, requires=("a",)),
    topic("y1", option="y", hours=1, requires=("a",)),
    choices=[WAY],
)


def plan(
    now: Standing, blocks: int, minutes: int, factor: float = 1.0, cards: Mapping[date, int] | None = None
) -> list[Block]:
    """From today on, a block every day."""
    return list(islice(fill(now, study_dates(TODAY, 1000, EVERY_DAY), minutes, factor, cards or {}), blocks))


def told(now: Standing, blocks: int, minutes: int, factor: float = 1.0) -> list[list[tuple[str, str, int]]]:
    """Of each block what is done to which topic for how long."""
    found = plan(now, blocks, minutes, factor)
    return [[(each.action, each.topic, each.minutes) for each in block.entries] for block in found]


def follow(now: Standing, entry: Entry) -> Standing:
    if entry.action == "choose":
        return with_choice(now, entry.topic, now.effective[entry.topic])
    return with_status(now, entry.topic, "done" if entry.finishes else "doing")


def on_foot(now: Standing, blocks: Sequence[Block]) -> Standing:
    """How things stand at the end of a plan that is followed. Each of its steps is sound when it is taken."""
    for entry in (entry for block in blocks for entry in block.entries):
        if entry.action == "choose":
            assert entry.topic in {each.id for each in now.roadmap.choices if now.chosen(each) is None}
        else:
            assert now.is_ready(now.roadmap.topics[entry.topic])
            assert entry.topic in now.path
            assert entry.action == ("continue" if now.status(entry.topic) == "doing" else "learn")
        now = follow(now, entry)
    return now


def test_study_days_are_those_of_the_plan_from_today_on() -> None:
    found = list(study_dates(TODAY, 2, {0, 2}))
    assert found == [TODAY + timedelta(days=ahead) for ahead in (0, 2, 7, 9)]


@pytest.mark.parametrize(("weeks", "days"), [(0, 0), (1, 7), (3, 21)])
def test_so_many_weeks_have_seven_days_each(weeks: int, days: int) -> None:
    assert len(list(study_dates(TODAY, weeks, EVERY_DAY))) == days


def test_no_study_day_lies_in_a_break() -> None:
    breaks = (Break(TODAY - timedelta(days=5), TODAY), Break(TODAY + timedelta(days=2), TODAY + timedelta(days=5)))
    assert list(study_dates(TODAY, 1, EVERY_DAY, breaks)) == [TODAY + timedelta(days=ahead) for ahead in (1, 6)]


def test_study_days_cross_the_29th_of_february() -> None:
    monday = date(2028, 2, 28)
    assert list(study_dates(monday, 1, {0, 1, 2})) == [monday, date(2028, 2, 29), date(2028, 3, 1)]


def test_a_topic_goes_on_from_block_to_block_and_is_followed_by_the_next() -> None:
    assert told(standing(CHAIN), 4, 45) == [
        [("learn", "a", 45)],
        [("continue", "a", 15), ("learn", "b", 30)],
        [("continue", "b", 45)],
        [("continue", "b", 45)],
    ]


def test_a_block_has_its_day_and_says_what_is_finished_in_it() -> None:
    first, second = plan(standing(CHAIN), 2, 60)
    assert first == Block(TODAY, 60, (Entry("learn", "a", "A", 60, finishes=True),))
    assert second == Block(TODAY + timedelta(days=1), 60, (Entry("learn", "b", "B", 60, finishes=False),))


def test_estimates_are_calibrated() -> None:
    assert told(standing(CHAIN), 2, 90, factor=1.5) == [[("learn", "a", 90)], [("learn", "b", 90)]]
    assert told(standing(CHAIN), 1, 90, factor=0.5) == [[("learn", "a", 30), ("learn", "b", 60)]]


def test_what_is_in_progress_comes_first_with_what_is_left_of_it() -> None:
    where = roadmap(topic("a", hours=1), topic("b", hours=2))
    half = TopicState("b", "doing", "0", minutes=90, last_day=TODAY)
    assert told(standing(where, b=half), 1, 60) == [[("continue", "b", 30), ("learn", "a", 30)]]


def test_nothing_new_is_begun_in_less_than_five_minutes() -> None:
    assert told(standing(CHAIN), 2, 64) == [[("learn", "a", 60)], [("learn", "b", 64)]]
    assert told(standing(CHAIN), 1, 65) == [[("learn", "a", 60), ("learn", "b", 5)]]


def test_less_than_a_minute_left_of_a_topic_is_no_reason_for_another_evening() -> None:
    where = roadmap(topic("a", hours=1.01), topic("b"))
    assert told(standing(where), 2, 60) == [[("learn", "a", 60)], [("learn", "b", 60)]]


def test_an_open_choice_is_made_on_the_way_and_the_plan_goes_on_with_what_counts() -> None:
    assert told(standing(WAYS), 2, 60) == [[("learn", "a", 60)], [("choose", "way", 0), ("learn", "y1", 60)]]


def test_a_choice_that_is_made_is_no_entry() -> None:
    assert told(standing(WAYS, {"way": "x"}), 2, 60) == [[("learn", "a", 60)], [("learn", "x1", 60)]]


def test_at_the_end_of_the_path_blocks_are_empty() -> None:
    assert told(standing(CHAIN, a="done", b="skipped"), 3, 90) == [[("learn", "c", 60)], [], []]


def test_a_renamed_topic_is_finished_like_any_other() -> None:
    where = roadmap(topic("new", hours=1, formerly=("old",)), topic("b", hours=1))
    begun = standing(where, old=TopicState("old", "doing", "0", minutes=30, last_day=TODAY))
    assert told(begun, 3, 60) == [[("continue", "new", 30), ("learn", "b", 30)], [("continue", "b", 30)], []]


@given(standings(), st.sampled_from((5, 45, 240)), st.sampled_from((0.4, 1.0, 1.7)))
def test_whoever_follows_a_plan_never_lacks_a_prerequisite(now: Standing, minutes: int, factor: float) -> None:
    on_foot(now, plan(now, 12, minutes, factor))


@given(standings(), st.sampled_from((60, 240, 600)), st.sampled_from((0.4, 1.0, 1.7)))
def test_whoever_follows_a_plan_long_enough_is_at_the_end(now: Standing, minutes: int, factor: float) -> None:
    blocks = plan(now, 500, minutes, factor)
    assert blocks[-1].entries == ()
    assert not on_foot(now, blocks).left


@given(standings(), st.integers(5, 600), st.sampled_from((0.4, 1.0, 1.7)), st.integers(0, 99))
def test_a_block_is_never_longer_than_it_is(now: Standing, minutes: int, factor: float, cards: int) -> None:
    for block in plan(now, 12, minutes, factor, {TODAY + timedelta(days=day): cards * day for day in range(12)}):
        assert sum(entry.minutes for entry in block.entries) <= block.minutes == minutes
        assert all(entry.minutes >= 0 for entry in block.entries)


@given(standings(), st.integers(5, 600))
def test_there_is_one_thing_at_a_time(now: Standing, minutes: int) -> None:
    """Another one is only begun where the one before it is finished."""
    entries = [entry for block in plan(now, 12, minutes) for entry in block.entries]
    for entry, after in pairwise(entries):
        assert entry.finishes or after.topic == entry.topic
    finished = [entry.topic for entry in entries if entry.finishes and entry.action != "choose"]
    assert len(finished) == len(set(finished))


def test_a_block_begins_with_its_cards_and_the_rest_goes_to_topics() -> None:
    first, second, third = plan(standing(CHAIN), 3, 30, cards={TODAY: 20, TODAY + timedelta(days=2): 1})
    assert first.entries == (
        Entry("review", "", "20 cards", 10, finishes=True),
        Entry("learn", "a", "A", 20, finishes=False),
    )
    assert [entry.action for entry in second.entries] == ["continue"]
    assert third.entries[0] == Entry("review", "", "1 card", 1, finishes=True)


@pytest.mark.parametrize(("cards", "reviewing", "learning"), [(50, 25, 5), (52, 26, 0), (60, 30, 0), (200, 30, 0)])
def test_cards_may_fill_a_block_but_never_more_than_it(cards: int, reviewing: int, learning: int) -> None:
    (block,) = plan(standing(CHAIN), 1, 30, cards={TODAY: cards})
    assert [entry.minutes for entry in block.entries] == [reviewing, learning][: 1 + (learning > 0)]


def test_cards_come_on_when_nothing_is_left_to_learn() -> None:
    (block,) = plan(standing(CHAIN, a="done", b="done", c="done"), 1, 30, cards={TODAY: 4})
    assert block.entries == (Entry("review", "", "4 cards", 2, finishes=True),)


@given(learners(), st.sampled_from((5, 45, 240)))
def test_what_has_faded_is_no_entry_of_its_own(now: Standing, minutes: int) -> None:
    """Its cards are among those of the day."""
    assert plan(now, 12, minutes) == plan(Standing(now.roadmap, now.state), 12, minutes)


def test_a_plan_knows_no_reviews_but_the_cards_of_its_days() -> None:
    where = roadmap(topic("a", cards=("a1",)), topic("b", hours=1, requires=("a",)))
    now = remembering(standing(where, a="done"), graded("a", "a1", 1, 300))
    assert told(now, 1, 60) == [[("learn", "b", 60)]]


def test_the_cards_of_days_without_study_come_on_the_next_study_day() -> None:
    days = [TODAY + timedelta(days=ahead) for ahead in (0, 2, 5)]
    assert list(gathered([1, 2, 4, 8, 16, 32, 64], TODAY, days).items()) == list(zip(days, (1, 6, 56), strict=True))


def test_what_is_due_before_the_first_study_day_waits_for_it() -> None:
    later = TODAY + timedelta(days=3)
    assert gathered([9, 1, 1, 1, 1], TODAY, [later]) == {later: 12}


@given(st.lists(st.integers(0, 20), min_size=21, max_size=21), st.sets(st.integers(0, 6)))
def test_up_to_the_last_study_day_no_card_is_lost_or_doubled(cards: list[int], weekdays: set[int]) -> None:
    days = list(study_dates(TODAY, 3, weekdays))
    found = gathered(cards, TODAY, days)
    assert list(found) == days
    assert sum(found.values()) == sum(cards[: (days[-1] - TODAY).days + 1] if days else [])
