"""Streaks that forgive. A record is drawn as a line of days up to today, which is a Monday:

`x` studied, `-` not, `b` in a declared break, `B` studied all the same.
"""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import pairwise

import pytest
from domain_helpers import TODAY
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.habits import Streaks, streaks
from roadmap_cli.domain.intentions import Break, Plan, PlanFrom, break_on

DAY = timedelta(days=1)
SAT, SUN = 5, 6
STUDIED = st.frozensets(st.integers(0, 45).map(lambda days: TODAY - timedelta(days=days)), max_size=40)
OFTEN = st.frozensets(st.integers(0, 45).map(lambda days: TODAY - timedelta(days=days)), max_size=10).map(
    lambda missed: frozenset(day for ago in range(46) if (day := TODAY - timedelta(days=ago)) not in missed)
)
DAYS = STUDIED | OFTEN
REST = st.frozensets(st.integers(0, 6), max_size=3)
BREAKS = st.lists(
    st.builds(
        lambda ago, more: Break(TODAY - timedelta(days=ago), TODAY + timedelta(days=more - ago)),
        st.integers(-5, 50),
        st.integers(0, 12),
    ),
    max_size=3,
).map(tuple)


def dates(picture: str, marks: str) -> list[date]:
    last = len(picture) - 1
    return [TODAY - timedelta(days=last - place) for place, mark in enumerate(picture) if mark in marks]


def seen(picture: str, rest_days: Collection[int] = ()) -> Streaks:
    breaks = [Break(day, day) for day in dates(picture, "bB")]
    return streaks(frozenset(dates(picture, "xB")), TODAY, rest_days, breaks)


@pytest.mark.parametrize("picture", ["", "-", "------", "bb-"])
def test_without_a_study_day_there_is_no_streak(picture: str) -> None:
    assert seen(picture) == Streaks(0, 0)


@pytest.mark.parametrize(
    ("picture", "current", "best"),
    [
        ("x", 1, 1),
        ("xxxx", 4, 4),
        ("xxx--x", 1, 3),
        ("x--xx--", 2, 2),
        ("xx---", 0, 2),
        ("xxxx--xx--xxx", 3, 4),
        ("xx--xxxxx---x--", 1, 5),
    ],
)
def test_two_missed_days_in_a_row_end_a_streak_and_the_best_is_kept(picture: str, current: int, best: int) -> None:
    assert (seen(picture).current, seen(picture).best) == (current, best)


@pytest.mark.parametrize(("picture", "current"), [("xx-", 2), ("xx", 2), ("x-x-", 2)])
def test_today_is_not_missed_before_it_is_over(picture: str, current: int) -> None:
    assert (seen(picture).current, seen(picture).repairable) == (current, False)


@pytest.mark.parametrize(("picture", "length", "missed"), [("xx-x", 3, 2), ("x-xxx", 4, 1), ("x--x-x", 2, 4)])
def test_a_single_missed_day_is_repaired_by_studying_on_the_next(picture: str, length: int, missed: int) -> None:
    day = TODAY - timedelta(days=len(picture) - 1 - missed)
    assert (seen(picture).current, seen(picture).repaired) == (length, (day,))


@pytest.mark.parametrize(
    ("between", "current", "repaired"),
    [("x" * 5, 1, 1), ("x" * 6, 8, 2), ("x" * 7, 9, 2), ("xx--x", 1, 1), ("xx--xx", 3, 2)],
)
def test_a_day_is_repaired_at_most_once_in_seven_days(between: str, current: int, repaired: int) -> None:
    found = seen(f"x-{between}-x")
    assert (found.current, len(found.repaired)) == (current, repaired)


def test_a_repair_of_a_streak_that_ended_counts_for_the_next_one() -> None:
    assert seen("x-x--x-x").repaired == (TODAY - 6 * DAY,)
    assert seen("x--x-xx").repaired == (TODAY - 2 * DAY,)


@pytest.mark.parametrize(
    ("picture", "repairable"),
    [
        ("xx--", True),
        ("xx-b-", True),
        ("xx-b", True),
        ("xx-", False),
        ("xx---", False),
        ("xx-x", False),
        ("x-xxx--", False),
        ("x--", True),
        ("-", False),
    ],
)
def test_studying_today_is_said_to_repair_a_day_exactly_where_it_does(picture: str, repairable: bool) -> None:  # noqa: FBT001
    assert seen(picture).repairable is repairable
    after = seen(f"{picture[:-1]}x")
    assert (len(after.repaired) > len(seen(picture).repaired)) is repairable


@pytest.mark.parametrize("picture", ["xbx", "xxbbbbbbbbb", "bbxx", "xbb-", "xbbbx--"])
def test_a_break_neither_breaks_a_streak_nor_counts(picture: str) -> None:
    found = seen(picture)
    assert (found.current, found.best, found.repaired) == (picture.count("x"), picture.count("x"), ())


@pytest.mark.parametrize("picture", ["x-bbx", "xb-x", "xb-bbx"])
def test_a_missed_day_beside_a_break_is_repaired_across_it(picture: str) -> None:
    assert (seen(picture).current, len(seen(picture).repaired)) == (2, 1)


def test_two_missed_days_with_a_break_between_them_end_a_streak() -> None:
    assert seen("xx-bb-x") == Streaks(1, 2)


def test_a_day_studied_in_a_break_counts() -> None:
    assert seen("xbBbx") == Streaks(3, 3)


def test_rest_days_neither_break_a_streak_nor_count() -> None:
    assert seen("xx--x", {SAT, SUN}) == Streaks(3, 3)
    assert seen("xx--x", {SAT}) == Streaks(3, 3, (TODAY - DAY,))
    assert seen("xx--x") == Streaks(1, 2)


def test_a_missed_friday_is_repaired_on_the_monday_after_a_weekend_of_rest() -> None:
    assert seen("x----", {SAT, SUN}) == Streaks(1, 1, repairable=True)
    assert seen("x---x", {SAT, SUN}) == Streaks(2, 2, (TODAY - 3 * DAY,))


def test_a_rest_day_studied_all_the_same_counts() -> None:
    assert seen("xxx-x", {SAT, SUN}) == Streaks(4, 4)


def test_a_day_recorded_beyond_the_date_line_lies_after_today_and_counts() -> None:
    tomorrow = TODAY + DAY
    assert streaks({TODAY - DAY, TODAY, tomorrow}, TODAY) == Streaks(3, 3)
    assert streaks({TODAY - DAY, tomorrow}, TODAY) == Streaks(2, 2)
    assert streaks({tomorrow}, TODAY) == Streaks(1, 1)


def test_a_day_that_was_lost_at_the_date_line_is_repaired() -> None:
    assert streaks({TODAY - 2 * DAY, TODAY}, TODAY) == Streaks(2, 2, (TODAY - DAY,))


def test_the_29th_of_february_is_a_day_where_there_is_one() -> None:
    before, leap, after = date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)
    assert streaks({before, leap, after}, after) == Streaks(3, 3)
    assert streaks({before, after}, after) == Streaks(2, 2, (leap,))
    assert streaks({date(2027, 2, 28), date(2027, 3, 1)}, date(2027, 3, 1)) == Streaks(2, 2)


def planned(picture: str, *plans: tuple[int, tuple[int, ...]], rest_days: Collection[int] = ()) -> Streaks:
    """Plans by the place in the picture on which they were made, and their days."""
    start = TODAY - timedelta(days=len(picture) - 1)
    made = [PlanFrom(start + timedelta(days=place), Plan(days=days)) for place, days in plans]
    return streaks(frozenset(dates(picture, "x")), TODAY, rest_days, plans=made)


MON_WED_SAT = (0, 2, 5)


def test_the_days_that_a_plan_leaves_out_are_rest_days() -> None:
    assert planned("x-x--x-x-x--x-x-x--x-x", (0, MON_WED_SAT))[:2] == (10, 10)
    assert seen("x-x--x-x-x--x-x-x--x-x")[:2] == (1, 2)
    assert planned("x-x--x-", (0, (1, 3, 6))).current == 3
    assert planned("x-----x", (0, (1, 3, 6))) == Streaks(1, 1, planned=0, best_planned=1)
    assert not planned("x-x----", (0, (1, 3))).repairable
    assert planned("x-x----", (0, (1, 3, 6))).repairable


def test_a_plan_counts_from_its_day_on_and_the_setting_before_it() -> None:
    assert planned("x--x--x", (4, (0, 3))).current == 2
    assert planned("x--x--x", (4, (0, 3)), rest_days={2, 3}).current == 3
    assert planned("x--x--x", (0, (0, 1, 4)), rest_days={0, 1}).current == 3


def test_another_plan_takes_the_place_of_the_one_before_and_one_without_days_leaves_it_to_the_setting() -> None:
    found = planned("xxx-xx-xx-x-x", (0, ()), (6, (0, 2, 5)))
    assert found == Streaks(9, 9, (TODAY - 9 * DAY,), planned=8, best_planned=8)


def test_a_study_day_that_no_plan_meant_counts_and_is_no_planned_day() -> None:
    assert planned("x-xx-xx", (0, (1, 3, 6))) == Streaks(5, 5, planned=3, best_planned=3)


def test_a_day_that_makes_a_planned_one_good_stands_for_it() -> None:
    assert planned("x--x-x-", (0, (1, 3, 6))) == Streaks(3, 3, (TODAY - 4 * DAY,), planned=3, best_planned=3)


@given(DAYS, REST, BREAKS, st.frozensets(st.integers(0, 6), min_size=1))
def test_a_plan_of_all_the_while_is_the_setting_turned_around(
    studied: frozenset[date], rest: frozenset[int], breaks: tuple[Break, ...], days: frozenset[int]
) -> None:
    plans = [PlanFrom(TODAY - timedelta(days=46), Plan(days=tuple(sorted(days))))]
    found = streaks(studied, TODAY, rest, breaks, plans)
    assert found[:4] == streaks(studied, TODAY, frozenset(range(7)) - days, breaks)[:4]
    assert found.planned is not None
    assert found.planned <= found.current


@given(DAYS, REST, BREAKS)
def test_the_current_streak_is_at_most_the_best_and_that_at_most_all_study_days(
    studied: frozenset[date], rest: frozenset[int], breaks: tuple[Break, ...]
) -> None:
    found = streaks(studied, TODAY, rest, breaks)
    assert 0 <= found.current <= found.best <= len(studied)
    assert (found.best > 0) == bool(studied)


@given(DAYS, REST, BREAKS)
def test_repaired_days_were_missed_and_lie_at_least_seven_days_apart(
    studied: frozenset[date], rest: frozenset[int], breaks: tuple[Break, ...]
) -> None:
    repaired = streaks(studied, TODAY, rest, breaks).repaired
    assert all((later - earlier).days >= 7 for earlier, later in pairwise(repaired))
    for day in repaired:
        assert day < TODAY
        assert day not in studied
        assert day.weekday() not in rest
        assert break_on(day, breaks) is None


@given(DAYS, REST, BREAKS)
def test_studying_today_makes_the_streak_a_day_longer(
    studied: frozenset[date], rest: frozenset[int], breaks: tuple[Break, ...]
) -> None:
    before = streaks(studied - {TODAY}, TODAY, rest, breaks)
    after = streaks(studied | {TODAY}, TODAY, rest, breaks)
    assert (after.current, after.repairable) == (before.current + 1, False)
    assert after.best == max(before.best, after.current)
    assert len(after.repaired) == len(before.repaired) + before.repairable


@given(DAYS, REST, BREAKS)
def test_a_streak_that_forgives_is_never_shorter_than_one_that_does_not(
    studied: frozenset[date], rest: frozenset[int], breaks: tuple[Break, ...]
) -> None:
    strict, day = 0, TODAY if TODAY in studied else TODAY - DAY
    while day in studied:
        strict += 1
        day -= DAY
    assert streaks(studied, TODAY, rest, breaks).current >= strict


@given(DAYS, REST, BREAKS)
def test_with_a_break_over_every_other_day_all_study_days_are_one_streak(
    studied: frozenset[date], rest: frozenset[int], breaks: tuple[Break, ...]
) -> None:
    missed = (day for ago in range(46) if (day := TODAY - timedelta(days=ago)) not in studied)
    found = streaks(studied, TODAY, rest, [*breaks, *(Break(day, day) for day in missed)])
    assert found == Streaks(len(studied), len(studied))


@given(DAYS, REST, BREAKS)
def test_a_break_ahead_changes_nothing_yet(
    studied: frozenset[date], rest: frozenset[int], breaks: tuple[Break, ...]
) -> None:
    ahead = Break(TODAY, TODAY + 20 * DAY)
    assert streaks(studied, TODAY, rest, [*breaks, ahead]) == streaks(studied, TODAY, rest, breaks)


@given(DAYS, REST, BREAKS, BREAKS, REST)
def test_where_nothing_is_repaired_more_rest_never_shortens_the_streak(
    studied: frozenset[date],
    rest: frozenset[int],
    breaks: tuple[Break, ...],
    more: tuple[Break, ...],
    more_rest: frozenset[int],
) -> None:
    before = streaks(studied, TODAY, rest, breaks)
    after = streaks(studied, TODAY, rest | more_rest, [*breaks, *more])
    assert before.repaired or after.current >= before.current
