"""Practice for interviews: sittings and how a format stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.hiring import Wanted
from roadmap_cli.domain.interview import Practice, format_standing

TODAY = date(2026, 11, 28)
WANTED = Wanted(days=60, score=4)


def held(score: int, days_ago: int, *, mock: str = "", name: str = "coding") -> Practice:
    return Practice(
        id=f"{name}-{score}-{days_ago}", day=TODAY - timedelta(days_ago), format=name, score=score, mock=mock
    )


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
    standing = format_standing("coding", practice, WANTED, TODAY)
    assert (standing.score, standing.is_ready) == (score, is_ready)


def test_the_answers_of_a_sitting_are_one_mock() -> None:
    practice = [held(5, 3, mock="m"), held(4, 3, mock="m"), held(3, 3, mock="m")]
    standing = format_standing("coding", practice, WANTED, TODAY)
    assert (standing.mocks, standing.score, standing.last) == (1, 4.0, TODAY - timedelta(3))


@pytest.mark.parametrize("wanted", [None, Wanted()])
def test_nothing_is_missing_where_nothing_is_wanted(wanted: Wanted | None) -> None:
    assert format_standing("coding", [], wanted, TODAY).is_ready
    assert format_standing("coding", [held(1, 900)], wanted, TODAY).is_ready


@given(st.lists(st.builds(held, st.integers(1, 5), st.integers(0, 90)), max_size=6), st.integers(1, 5))
def test_a_mock_held_well_today_makes_a_format_ready_whatever_was_before(practice: list[Practice], least: int) -> None:
    now = held(least, 0)._replace(id="now")
    assert format_standing("coding", [*practice, now], Wanted(days=60, score=least), TODAY).is_ready
