"""The coming study blocks, and what is put into each."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from domain_helpers import TODAY, WAY, roadmap, standing, standings, topic, with_choice, with_status
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.intentions import Break
from roadmap_cli.domain.progress import TopicState
from roadmap_cli.domain.schedule import Block, Entry, fill, study_dates
from roadmap_cli.domain.standing import Standing

EVERY_DAY = range(7)
CHAIN = roadmap(topic("a", hours=1), topic("b", hours=2, requires=("a",)), topic("c", hours=1, requires=("b",)))
WAYS = roadmap(
    topic("a", hours=1),
    topic("x1", option="x", hours=2, requires=("a",)),
    topic("y1", option="y", hours=1, requires=("a",)),
    choices=[WAY],
)


def plan(now: Standing, blocks: int, minutes: int, factor: float = 1.0) -> list[Block]:
    """From today on, a block every day."""
    return list(islice(fill(now, study_dates(TODAY, 1000, EVERY_DAY), minutes, factor), blocks))


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


@given(standings(), st.integers(5, 600), st.sampled_from((0.4, 1.0, 1.7)))
def test_a_block_is_never_longer_than_it_is(now: Standing, minutes: int, factor: float) -> None:
    for block in plan(now, 12, minutes, factor):
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
