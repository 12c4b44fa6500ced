"""When a learner will be there: futures, dates, and law 7."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import log
from random import Random
from statistics import median, stdev

import pytest
from domain_helpers import TODAY
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.days import CENTURY_DAYS
from roadmap_cli.domain.forecast import (
    BLOCK,
    HALF_LIFE,
    SETBACKS,
    WISH_HALF_LIFE,
    WISH_SPREAD,
    Calibration,
    Dates,
    Futures,
    Pace,
    _days_needed,
    _hours_in,
    draw,
    finish,
    pace_needed,
    pace_of,
)
from roadmap_cli.domain.intentions import Break, days_until

AN_HOUR_A_DAY = Futures(((7.0, 14.0, 21.0, 28.0),), (1.0,))
STEADY = Pace((7.0,) * 12, recorded=True)
WISH = Pace((7.0,), recorded=False)

HOURS = st.floats(0, 5000)
SEEDS = st.integers(0, 5)
WEEKS = st.lists(st.sampled_from((0.0, 0.25, 1.0, 3.5, 7.0, 20.0)), min_size=2, max_size=52)
PACES = st.builds(
    lambda weeks, before, number, away, wish: Pace(
        tuple(weeks), recorded=True, before=before, weeks_before=number, away=away, wish=wish
    ),
    WEEKS,
    st.sampled_from((0.0, 1.0, 20.0)),
    st.sampled_from((0, 1, 200)),
    st.sampled_from((0.0, 0.08, 0.5)),
    st.sampled_from((None, 0.5, 7.0, 40.0)),
)
BUSY = PACES.filter(lambda pace: pace.mean > 0)
CALIBRATIONS = st.builds(Calibration, st.floats(0.3, 3), st.floats(0.05, 0.4))


@st.composite
def breaks(draw: st.DrawFn) -> tuple[Break, ...]:
    spans = draw(st.lists(st.tuples(st.integers(-20, 200), st.integers(0, 30)), max_size=4))
    return tuple(ahead(first, first + more) for first, more in spans)


@st.composite
def cycles(draw: st.DrawFn, least: float = 0.0) -> tuple[float, ...]:
    """Running sums of four weeks, not all idle."""
    weeks = draw(st.lists(st.floats(0.25, 40) | st.just(least), min_size=4, max_size=4).filter(any))
    return tuple(sum(weeks[: place + 1]) for place in range(4))


@st.composite
def futures(draw: st.DrawFn) -> Futures:
    """A few by hand, so that a law can be asked of odd ones."""
    found = draw(st.lists(st.tuples(cycles() | st.just((0.0,) * 4), st.floats(0.1, 10)), min_size=1, max_size=12))
    return Futures(tuple(cycle for cycle, _ in found), tuple(factor for _, factor in found))


def ahead(first: int, last: int) -> Break:
    """A break by days from today."""
    return Break(TODAY + timedelta(days=first), TODAY + timedelta(days=last))


def in_days(days: int | None) -> date | None:
    """Today is the first of them."""
    return None if days is None else TODAY + timedelta(days=days - 1)


def all_on(days: int | None) -> Dates:
    return Dates(in_days(days), in_days(days), in_days(days))


def known(dates: Iterable[date | None]) -> list[date]:
    """None is later than any date."""
    return [each or date.max for each in dates]


def never_earlier(later: Dates, earlier: Dates) -> bool:
    return all(one >= other for one, other in zip(known(later), known(earlier), strict=True))


def drawn(pace: Pace, hours: float, seed: int = 1, calibration: Calibration = Calibration()) -> Dates:  # noqa: B008 - frozen
    return finish(draw(Random(seed), pace, calibration), hours, TODAY, ())


def test_the_same_seed_draws_the_same_thousand_futures() -> None:
    pace = Pace((7.0, 3.0, 0.0), recorded=True)
    found = draw(Random(1), pace, Calibration())
    assert (len(found.cycles), len(found.factors)) == (1000, 1000)
    assert found == draw(Random(1), pace, Calibration())
    assert found != draw(Random(2), pace, Calibration())


def weeks_of(pace: Pace) -> dict[tuple[float, ...], int]:
    """How often each cycle was drawn, by its weeks."""
    cycles = draw(Random(1), pace, Calibration()).cycles
    return Counter(tuple(after - before for before, after in pairwise((0.0, *cycle))) for cycle in cycles)


def test_a_cycle_is_the_running_sum_of_a_block_out_of_the_record_in_the_order_of_time() -> None:
    weeks = tuple(float(each) for each in range(30, 0, -1))
    found = weeks_of(Pace(weeks, recorded=True))
    assert {len(each) for each in found} == {BLOCK}
    assert {each[-1] for each in found} == set(weeks)
    assert all(after - before in {1, 1 - len(weeks)} for each in found for before, after in pairwise(each))


def test_a_record_shorter_than_a_block_goes_round() -> None:
    found = weeks_of(Pace((3.0, 1.0), recorded=True))
    assert {each[::2] for each in found} == {(3.0,) * (BLOCK // 2), (1.0,) * (BLOCK // 2)}
    assert {each[:2] for each in found} == {(3.0, 1.0), (1.0, 3.0)}


def test_a_late_block_is_drawn_more_often_and_what_is_before_the_year_as_often_as_its_weeks_would_be() -> None:
    weeks = (*(5.0,) * 39, *(1.0,) * 13)
    found = weeks_of(Pace(weeks, recorded=True, before=2.0, weeks_before=1000))
    lately, before = found[(5.0,) * BLOCK], found[(2.0,) * BLOCK]
    assert lately == pytest.approx(1000 * (1 - 0.5 ** ((39 - BLOCK + 1) / HALF_LIFE)), abs=60)
    assert before == pytest.approx(1000 * 0.5 ** (52 / HALF_LIFE), abs=60)


def test_hours_left_take_longer_by_the_breaks_that_are_expected() -> None:
    """As long as the time outside them is what it was."""
    without, half = (draw(Random(1), STEADY._replace(away=away), Calibration()) for away in (0.0, 0.5))
    assert half.cycles == without.cycles
    assert half.factors == pytest.approx([2 * each for each in without.factors])


def test_hours_left_are_wrong_around_the_calibration() -> None:
    factors = draw(Random(1), STEADY, Calibration(1.5, 0.1)).factors
    assert median(factors) == pytest.approx(1.5, rel=0.05)


def test_what_is_surer_is_nearer_together() -> None:
    def spread(pace: Pace, calibration: Calibration) -> float:
        return stdev(draw(Random(1), pace, calibration).factors)

    half = Pace((7.0,) * 3, recorded=True)
    unsure, sure = Calibration(1.0, 0.4), Calibration(1.0, 0.1)
    assert spread(WISH, unsure) > spread(half, unsure) > spread(STEADY, unsure) > spread(STEADY, sure)


def logs(pace: Pace) -> list[float]:
    return sorted(map(log, draw(Random(1), pace, Calibration(1.0, 0.0)).factors))


def test_half_of_what_a_wish_leaves_open_is_known_after_so_many_weeks_of_a_record() -> None:
    wish, later = logs(WISH), logs(STEADY._replace(weeks=(7.0,) * WISH_HALF_LIFE))
    early = len(wish) // 10
    assert later[early] == pytest.approx(wish[early] / 2)
    assert wish[early] == pytest.approx(-1.28 * WISH_SPREAD, rel=0.1)


def test_whatever_the_record_says_more_can_go_wrong_than_right() -> None:
    factors = logs(STEADY._replace(weeks_before=1000))
    assert factors[100] == pytest.approx(0.0, abs=0.001)
    assert factors[-100] == pytest.approx(1.28 * SETBACKS, rel=0.1)


def test_a_wish_is_met_by_half_and_far_from_sure() -> None:
    dates = drawn(WISH, 340, calibration=Calibration(1.0, 0.0))
    assert dates.p50 is not None
    assert dates.p80 is not None
    assert (dates.p50 - TODAY).days == pytest.approx(340, rel=0.07)
    assert (dates.p80 - TODAY).days >= 560


@pytest.mark.parametrize(
    ("hours", "days"), [(0, 1), (0.1, 1), (1, 1), (1.5, 2), (7, 7), (7.1, 8), (28, 28), (290, 290)]
)
def test_an_hour_a_day_takes_as_many_days_as_there_are_hours_and_today_is_the_first(hours: float, days: int) -> None:
    assert finish(AN_HOUR_A_DAY, hours, TODAY, ()) == all_on(days)


def test_a_fifth_half_and_four_fifths_of_the_futures_are_there() -> None:
    ten = Futures(AN_HOUR_A_DAY.cycles * 10, tuple(float(factor) for factor in (7, 3, 10, 1, 9, 2, 8, 4, 6, 5)))
    assert finish(ten, 10, TODAY, ()) == Dates(in_days(20), in_days(50), in_days(80))


def test_idle_weeks_in_the_middle_of_a_cycle_are_waited_for() -> None:
    one = Futures(((7.0, 7.0, 7.0, 14.0),), (1.0,))
    assert [finish(one, hours, TODAY, ()) for hours in (6.5, 7.5, 14.5)] == [all_on(7), all_on(22), all_on(29)]


def test_what_is_done_before_the_idle_end_of_a_cycle_does_not_wait_for_it() -> None:
    one = Futures(((7.0, 7.0, 7.0, 7.0),), (1.0,))
    assert [finish(one, hours, TODAY, ()) for hours in (7, 14)] == [all_on(7), all_on(28 + 7)]


def test_at_no_pace_nothing_is_ever_finished_except_nothing() -> None:
    idle = Futures(((0.0,) * 4,), (1.0,))
    assert finish(idle, 0.1, TODAY, ()) == all_on(None)
    assert finish(idle, 0, TODAY, ()) == all_on(1)


def test_what_lies_beyond_a_hundred_years_is_no_date() -> None:
    assert finish(AN_HOUR_A_DAY, CENTURY_DAYS, TODAY, ()) == all_on(CENTURY_DAYS)
    assert finish(AN_HOUR_A_DAY, CENTURY_DAYS + 0.5, TODAY, ()) == all_on(None)


def test_breaks_add_to_the_dates_once_each_and_only_those_on_the_way() -> None:
    declared = (ahead(20, 24), ahead(-9, 1), ahead(22, 26), ahead(40, 50))
    assert finish(AN_HOUR_A_DAY, 20, TODAY, declared) == all_on(20 + 2 + 7)


def test_after_a_month_without_study_the_date_moves_out_and_after_a_declared_break_by_the_break() -> None:
    first, later = TODAY - timedelta(days=200), TODAY + timedelta(days=30)
    studied = {first + timedelta(days=each): 1.0 for each in range(200)}

    def asked(today: date, *declared: Break) -> Dates:
        pace = pace_of(studied, first, today, declared, 7.0)
        return finish(draw(Random(1), pace, Calibration()), 300, today, declared)

    before, paused, rested = asked(TODAY), asked(later), asked(later, ahead(0, 29))
    moved = [(after - earlier).days for after, earlier in zip(known(paused), known(before), strict=True)]
    assert min(moved) > 45
    by_break = [(after - earlier).days for after, earlier in zip(known(rested), known(before), strict=True)]
    longest = max(known(before)) - TODAY
    assert all(30 <= days < 30 + 0.1 * longest.days for days in by_break), "a break says that there may be another"
    assert all(rest < pause for rest, pause in zip(known(rested), known(paused), strict=True))


@given(futures(), HOURS, breaks())
def test_a_fifth_is_never_later_than_half_nor_half_than_four_fifths(
    some: Futures, hours: float, declared: tuple[Break, ...]
) -> None:
    dates = known(finish(some, hours, TODAY, declared))
    assert dates == sorted(dates)


@given(futures(), HOURS, HOURS, breaks())
def test_more_hours_left_never_give_an_earlier_date(
    some: Futures, hours: float, more: float, declared: tuple[Break, ...]
) -> None:
    less = finish(some, hours, TODAY, declared)
    assert never_earlier(finish(some, hours + more, TODAY, declared), less)


@given(PACES, WEEKS, st.floats(0, 9), HOURS, SEEDS, CALIBRATIONS)
def test_a_record_that_is_faster_in_any_week_never_gives_a_later_date(
    pace: Pace, more: Sequence[float], before: float, hours: float, seed: int, calibration: Calibration
) -> None:
    extra = [*more, *(0.0,) * len(pace.weeks)]
    weeks = tuple(week + extra[place] for place, week in enumerate(pace.weeks))
    faster = pace._replace(weeks=weeks, before=pace.before + before)
    assert never_earlier(drawn(pace, hours, seed, calibration), drawn(faster, hours, seed, calibration))


@given(PACES, st.floats(0, 40), st.floats(0, 40), HOURS, SEEDS)
def test_a_higher_goal_never_gives_a_later_date(pace: Pace, wish: float, more: float, hours: float, seed: int) -> None:
    low, high = pace._replace(wish=wish), pace._replace(wish=wish + more)
    assert never_earlier(drawn(low, hours, seed), drawn(high, hours, seed))


def test_a_record_without_hours_has_no_date_whatever_the_goal() -> None:
    assert drawn(Pace((0.0, 0.0), recorded=True, wish=7.0), 1) == Dates(None, None, None)


@given(PACES, HOURS, SEEDS, st.floats(0, 0.9), st.floats(0, 0.09))
def test_more_breaks_expected_never_give_an_earlier_date(
    pace: Pace, hours: float, seed: int, away: float, more: float
) -> None:
    less = drawn(pace._replace(away=away), hours, seed)
    assert never_earlier(drawn(pace._replace(away=away + more), hours, seed), less)


@given(PACES | st.just(WISH), st.floats(0.1, 80), st.floats(0, 80), HOURS, SEEDS)
def test_a_greater_pace_never_gives_a_later_date(pace: Pace, slow: float, more: float, hours: float, seed: int) -> None:
    assert never_earlier(drawn(pace.at(slow), hours, seed), drawn(pace.at(slow + more), hours, seed))


@given(futures(), HOURS, breaks(), st.integers(0, 300), st.integers(0, 60))
def test_a_break_ahead_never_gives_an_earlier_date_and_costs_at_most_its_days(
    some: Futures, hours: float, declared: tuple[Break, ...], first: int, more: int
) -> None:
    without = finish(some, hours, TODAY, declared)
    after = finish(some, hours, TODAY, (ahead(first, first + more), *declared))
    assert never_earlier(after, without)
    for early, late in zip(without, after, strict=True):
        assert (early is None) == (late is None)
        if early and late:
            assert days_until(late, early + timedelta(days=1), declared) <= more + 1


@given(cycles(), st.floats(0.01, 5000))
def test_after_the_days_needed_the_hours_are_done(cycle: tuple[float, ...], hours: float) -> None:
    assert _hours_in(cycle, _days_needed(cycle, hours) / 7) == pytest.approx(hours)


@given(cycles(least=1.0), st.floats(0.01, 5000))
def test_the_hours_of_so_many_weeks_need_so_many_weeks(cycle: tuple[float, ...], weeks: float) -> None:
    assert _days_needed(cycle, _hours_in(cycle, weeks)) == pytest.approx(7 * weeks)


@given(BUSY | st.just(WISH), st.floats(1, 3000), st.integers(1, 2500), SEEDS, breaks())
def test_the_pace_needed_is_the_least_that_is_there_by_the_day_with_four_fifths(
    pace: Pace, hours: float, days: int, seed: int, declared: tuple[Break, ...]
) -> None:
    def ends(hours_per_week: float) -> date:
        some = draw(Random(seed), pace.at(hours_per_week), Calibration())
        return finish(some, hours, TODAY, declared).p80 or date.max

    by = TODAY + timedelta(days=days)
    some = draw(Random(seed), pace.at(pace.mean), Calibration())
    needed = pace_needed(some, pace, hours, days_until(by, TODAY, declared))
    if needed is not None:
        assert ends(needed * (1 + 1e-9)) <= by < ends(needed * (1 - 1e-6))


def test_the_pace_needed_is_hours_over_weeks_where_nothing_is_unsure() -> None:
    assert pace_needed(AN_HOUR_A_DAY, STEADY, 84, 42) == pytest.approx(14)
    assert pace_needed(AN_HOUR_A_DAY, STEADY, 0, 42) == 0


def test_no_pace_is_there_by_a_day_without_time_before_it_or_from_a_record_of_nothing() -> None:
    assert pace_needed(AN_HOUR_A_DAY, STEADY, 1, 0) is None
    assert pace_needed(Futures(((0.0,) * 4,), (1.0,)), Pace((0.0, 0.0), recorded=True), 1, 42) is None
