"""Practice for interviews: sittings and how a format stands."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.interview import (
    WEAK,
    InterviewQuestion,
    Practice,
    format_standing,
    in_turn,
    proposed_score,
    questions_of_a_mock,
    trend,
    weak_topics,
)
from roadmap_cli.domain.job import InterviewFormat, Thresholds

TODAY = date(2026, 11, 28)
CODING = InterviewFormat("coding", "Coding", minutes=5)
WANTED = Thresholds(days=60, score=4)


def held(score: int, days_ago: int, *, mock: str = "", name: str = "coding") -> Practice:
    return Practice(
        id=f"{name}-{score}-{days_ago}", day=TODAY - timedelta(days_ago), format=name, score=score, mock=mock
    )


def answered(score: int, mock: str) -> Practice:
    """A question of the bank."""
    return held(score, 3, mock=mock)._replace(question="q")


@pytest.mark.parametrize(
    ("practice", "score", "is_ready"),
    [
        ([held(4, 60)], 4, True),
        ([held(5, 61)], 5, False),
        ([held(2, 9), held(4, 3)], 4, True),
        ([held(5, 9), held(3, 3)], 4, True),
        ([held(5, 70), held(3, 3)], 3, False),
        ([held(5, 12), held(3, 9), held(3, 3)], 3, False),
        ([held(3, 3)], 3, False),
        ([held(5, 3, name="screening")], None, False),
    ],
    ids=[
        "on the last day",
        "a day too late",
        "the last one alone",
        "a bad day after a good one",
        "a good one that is too old",
        "two bad days",
        "not well",
        "another format",
    ],
)
def test_a_format_is_ready_by_its_last_mock_or_the_last_two(
    practice: list[Practice], score: float | None, *, is_ready: bool
) -> None:
    standing = format_standing(CODING, practice, WANTED, TODAY)
    assert (standing.score, standing.is_ready) == (score, is_ready)


def test_the_answers_of_a_sitting_are_one_mock() -> None:
    practice = [answered(5, "m"), answered(4, "m"), answered(3, "m")]
    standing = format_standing(CODING, practice, WANTED, TODAY)
    assert (standing.mocks, standing.score, standing.last) == (1, 4.0, TODAY - timedelta(3))


@pytest.mark.parametrize(
    ("minutes", "answers", "counts"),
    [(5, 2, False), (5, 3, True), (4, 3, False), (4, 4, True), (15, 1, True), (20, 1, True)],
)
def test_a_sitting_is_a_mock_from_a_quarter_of_an_hour_on(minutes: int, answers: int, *, counts: bool) -> None:
    practice = [answered(5, "m")] * answers
    standing = format_standing(CODING._replace(minutes=minutes), practice, WANTED, TODAY)
    assert (standing.mocks, standing.is_ready) == (int(counts), counts)
    assert questions_of_a_mock(minutes) <= answers or not counts


def test_practice_takes_nothing_away_from_a_mock() -> None:
    practice = [held(4, 9), answered(1, "m")]
    assert format_standing(CODING, practice, WANTED, TODAY) == format_standing(CODING, practice[:1], WANTED, TODAY)


@pytest.mark.parametrize("wanted", [None, Thresholds()])
def test_nothing_is_missing_where_nothing_is_wanted(wanted: Thresholds | None) -> None:
    assert format_standing(CODING, [], wanted, TODAY).is_ready
    assert format_standing(CODING, [held(1, 900)], wanted, TODAY).is_ready


@given(st.lists(st.builds(held, st.integers(1, 5), st.integers(0, 90)), max_size=6), st.integers(1, 5))
def test_a_mock_held_well_today_makes_a_format_ready_whatever_was_before(practice: list[Practice], least: int) -> None:
    now = held(least, 0)._replace(id="now")
    assert format_standing(CODING, [*practice, now], Thresholds(days=60, score=least), TODAY).is_ready


QUESTIONS = [InterviewQuestion(f"q{number}", "?", ("met",), ("t",) if number % 2 else ()) for number in range(6)]
ANSWERS = st.dictionaries(
    st.sampled_from([each.id for each in QUESTIONS]), st.builds(held, st.integers(1, 5), st.integers(0, 90))
)


@given(answers=ANSWERS, luck=st.lists(st.integers(0, 9), min_size=6, max_size=6), covered=st.booleans())
def test_every_question_comes_once_and_weak_ones_before_all_others(
    answers: dict[str, Practice], luck: list[int], *, covered: bool
) -> None:
    order = [each.id for each in in_turn(QUESTIONS, answers, {"t"} if covered else set(), TODAY, luck)]
    assert sorted(order) == [each.id for each in QUESTIONS]
    weak = {name for name, each in answers.items() if each.score <= WEAK}
    assert set(order[: len(weak)]) == weak
    days = [answers[name].day for name in order if name in weak]
    assert days == sorted(days)


def test_luck_decides_among_new_questions() -> None:
    orders = {tuple(each.id for each in in_turn(QUESTIONS, {}, {"t"}, TODAY, luck)) for luck in permutations(range(6))}
    assert len(orders) == 720


@given(st.integers(1, 30), st.data())
def test_a_proposed_score_is_1_for_nothing_5_for_all_and_grows_with_what_is_met(
    criteria: int, data: st.DataObject
) -> None:
    met = data.draw(st.integers(0, criteria))
    assert 1 <= proposed_score(met, criteria) <= 5
    assert proposed_score(0, criteria) == 1
    assert proposed_score(criteria, criteria) == 5
    assert met == criteria or proposed_score(met, criteria) <= proposed_score(met + 1, criteria)


def test_a_half_is_rounded_up() -> None:
    assert [proposed_score(met, 8) for met in range(9)] == [1, 2, 2, 3, 3, 4, 4, 5, 5]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], None),
        ([3], None),
        ([3, 3.4], "steady"),
        ([3, 3.5], "rising"),
        ([4, 4, 3], "falling"),
        ([2, 4, 3.6], "rising"),
        ([5, 3, 4], "up and down"),
        ([4, 3, 3.6], "steady"),
    ],
)
def test_a_trend_needs_half_a_point(scores: list[float], expected: str | None) -> None:
    assert trend(scores) == expected


def test_a_topic_is_weak_by_the_last_answer_to_a_question_and_the_last_mock_elsewhere() -> None:
    practice = [
        held(1, 5)._replace(question="q1", weak=("a",)),
        held(5, 3)._replace(question="q1"),
        held(2, 4)._replace(weak=("b", "c")),
        held(3, 2, name="screening")._replace(weak=("c",)),
        held(1, 61)._replace(question="q2", weak=("d",)),
    ]
    assert [(each.topic, each.format) for each in weak_topics(practice, WANTED, TODAY)] == [
        ("c", "screening"),
        ("b", "coding"),
    ]
