"""What a record says about the time to come: calibration, what days are worth, pace."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from domain_helpers import MOMENT, TODAY, roadmap, standing, topic
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.forecast import (
    CALIBRATION_SPREAD,
    HALF_LIFE,
    MOST_BREAK,
    MOST_RATIO,
    MOST_WEEKS,
    PRIOR_HOURS,
    WISH_WEEKS,
    YEAR_DAYS,
    YEAR_OF_BREAKS,
    Calibration,
    Pace,
    calibrate,
    hours_before,
    hours_by_day,
    pace_of,
    record_since,
)
from roadmap_cli.domain.intentions import Break
from roadmap_cli.domain.progress import DayTotal, TopicState

WHERE = roadmap(
    topic("a", hours=10, formerly=("was-a",)),
    topic("b", hours=30),
    topic("c", hours=5),
    topic("much", hours=PRIOR_HOURS),
    topic("as-much", hours=PRIOR_HOURS),
)
LONG_AGO = TODAY - timedelta(days=900)
USUAL = YEAR_OF_BREAKS / YEAR_DAYS
WISH = Pace((7.0,), recorded=False, away=USUAL)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def done(key: str, hours: float = 0, days_ago: int = 0, **more: Any) -> TopicState:
    at = MOMENT - timedelta(days=days_ago)
    return TopicState(key, "done", "0", minutes=int(hours * 60), finished_at=at, **more)


def worth(*states: TopicState, logged: Mapping[date, int] | None = None, first: date = LONG_AGO) -> dict[date, float]:
    """What the days were worth, given minutes logged by day."""
    totals = [DayTotal(day, minutes, 1) for day, minutes in (logged or {}).items()]
    now = standing(WHERE, **{state.topic: state for state in states})
    return hours_by_day(now, calibrate(now).factor, totals, first, datetime.date)


def pace(hours: Mapping[date, float], first: date | None = LONG_AGO, *breaks: Break) -> Pace:
    return pace_of(hours, first, TODAY, breaks, wish=7.0)


def weeks(hours: Mapping[date, float], first: date | None = LONG_AGO, *breaks: Break) -> tuple[float, ...]:
    found = pace(hours, first, *breaks)
    assert found.recorded
    return found.weeks


def evenly(days: int, hours: float = 1.0) -> dict[date, float]:
    """As many hours on each of the last days, today among them."""
    return {ago(each): hours for each in range(days)}


def test_of_nobody_known_estimates_are_taken_as_they_are() -> None:
    assert calibrate(standing(WHERE)) == Calibration(1.0, CALIBRATION_SPREAD, 0, 0.0, 0.0)


def test_what_is_known_weighs_as_much_as_an_exact_guess_once_it_has_as_many_hours() -> None:
    found = calibrate(standing(WHERE, much=done("much", 2 * PRIOR_HOURS)))
    assert found[:1] + found[2:] == (1.5, 1, 2 * PRIOR_HOURS, PRIOR_HOURS)
    assert found.spread == pytest.approx(CALIBRATION_SPREAD / 2**0.5)


def test_what_is_known_of_several_topics_adds_up() -> None:
    twice = {key: done(key, 2 * PRIOR_HOURS) for key in ("much", "as-much")}
    found = calibrate(standing(WHERE, **twice))
    assert (found.factor, found.topics) == (pytest.approx(5 / 3), 2)
    assert found.spread == pytest.approx(CALIBRATION_SPREAD / 3**0.5)


@given(st.floats(1, 500), st.floats(0.1, 8))
def test_the_factor_lies_between_one_and_what_was_met_and_nearer_to_it_the_more_is_known(
    hours: float, ratio: float
) -> None:
    def factor(estimated: float) -> float:
        where = roadmap(topic("a", hours=estimated))
        minutes = round(estimated * ratio * 60)
        return calibrate(standing(where, a=TopicState("a", "done", "0", minutes=minutes))).factor

    little, much = abs(factor(hours) - ratio), abs(factor(4 * hours) - ratio)
    assert much <= little + 0.02 <= abs(1 - ratio) + 0.04
    assert min(1, ratio) - 0.02 <= factor(hours) <= max(1, ratio) + 0.02


@pytest.mark.parametrize(
    "state",
    [
        done("a"),
        done("a", 20, placed=True),
        TopicState("a", "doing", "0", minutes=1200),
        TopicState("a", "skipped", "0", minutes=1200),
        done("was-never-here", 20),
    ],
    ids=["untimed", "placed", "in progress", "skipped", "orphaned"],
)
def test_only_finished_topics_with_logged_time_say_anything_about_estimates(state: TopicState) -> None:
    assert calibrate(standing(WHERE, **{state.topic: state})) == Calibration()


def test_a_renamed_topic_is_measured_by_what_it_was() -> None:
    renamed = standing(WHERE, was_a=done("was-a", 20))
    assert calibrate(renamed) == calibrate(standing(WHERE, a=done("a", 20)))


def test_a_day_is_worth_what_was_logged_on_it() -> None:
    assert worth(done("a", 2), logged={ago(3): 90, ago(1): 30}) == {ago(3): 1.5, ago(1): 0.5}


def test_a_topic_finished_without_logging_is_worth_its_estimate_on_its_day() -> None:
    assert worth(done("a", days_ago=3), done("c", days_ago=3)) == {ago(3): 15}


def test_the_estimate_is_calibrated_and_adds_to_what_was_logged_on_other_topics() -> None:
    slow = done("much", 3 * PRIOR_HOURS)
    assert worth(slow, done("c", days_ago=3), logged={ago(3): 60}) == {ago(3): pytest.approx(1 + 5 * 2)}


def test_however_much_is_finished_on_a_day_it_has_24_hours() -> None:
    assert worth(done("b", days_ago=3)) == worth(done("a", days_ago=3), done("b", days_ago=3)) == {ago(3): 24}


@pytest.mark.parametrize("days_ago", [3, 4])
def test_what_was_finished_on_the_first_day_or_before_says_nothing_about_pace(days_ago: int) -> None:
    assert worth(done("a", days_ago=days_ago), first=ago(3)) == {}


def test_what_was_logged_on_the_first_day_counts() -> None:
    assert worth(logged={ago(3): 60}, first=ago(3)) == {ago(3): 1}


@pytest.mark.parametrize(
    "state",
    [done("a", days_ago=3, placed=True), TopicState("a", "doing", "0", started_at=MOMENT), done("gone", days_ago=3)],
    ids=["placed", "in progress", "orphaned"],
)
def test_what_was_not_finished_here_and_now_is_worth_nothing(state: TopicState) -> None:
    assert worth(state) == {}


def test_a_renamed_topic_is_worth_its_estimate() -> None:
    assert worth(done("was-a", days_ago=3)) == {ago(3): 10}


def test_the_day_of_an_untimed_topic_is_the_learners() -> None:
    late = done("c")._replace(finished_at=MOMENT + timedelta(hours=6))
    found = hours_by_day(standing(WHERE, c=late), 1.0, [], LONG_AGO, lambda at: (at - timedelta(hours=4)).date())
    assert found == {TODAY: 5}


def test_pace_is_of_whole_weeks_up_to_yesterday_newest_first() -> None:
    hours = evenly(1, 5) | {ago(1): 1.0, ago(7): 2.0, ago(8): 4.0, ago(21): 8.0}
    assert weeks(hours, ago(21)) == (3.0, 4.0, 8.0)


@pytest.mark.parametrize(("days", "number"), [(14, 2), (20, 2), (21, 3), (363, 51), (364, 52), (500, 52)])
def test_the_oldest_days_that_make_no_week_are_left_out_and_what_is_older_than_a_year_is_no_week(
    days: int, number: int
) -> None:
    assert weeks(evenly(600), ago(days)) == (7.0,) * number


@pytest.mark.parametrize("first", [None, TODAY, ago(-3)])
def test_without_a_record_the_wish_stands_in(first: date | None) -> None:
    assert pace(evenly(600, 3), first) == WISH


def test_less_than_two_weeks_are_no_record_but_days_without_a_break() -> None:
    assert pace(evenly(600, 3), ago(13)) == WISH._replace(away=YEAR_OF_BREAKS / (YEAR_DAYS + 13))


@pytest.mark.parametrize(("days", "weeks_before"), [(100, 0), (364, 0), (370, 0), (371, 1), (364 + 77, 11)])
def test_what_lies_before_the_year_is_kept_as_one_mean_of_its_weeks(days: int, weeks_before: int) -> None:
    found = pace_of(evenly(364), ago(days), TODAY, (), 7.0, before=22.0)
    assert (found.weeks_before, found.before) == (weeks_before, 22.0 / weeks_before if weeks_before else 0.0)


def test_weeks_before_leave_breaks_out_too() -> None:
    assert pace_of(evenly(364), ago(364 + 77), TODAY, (Break(ago(430), ago(417)),), 7.0, before=18.0).before == 2.0


def test_before_the_year_is_what_is_logged_in_all_less_what_is_since_and_what_was_finished_without_logging() -> None:
    states = {"a": TopicState("a", "doing", "0", minutes=600), "gone": TopicState("gone", "doing", "0", minutes=60)}
    totals, now = [DayTotal(ago(3), 120, 1)], standing(WHERE, **states)
    hours = {ago(3): 2.0, ago(500): 5.0}
    assert hours_before(now, hours, totals, ago(364)) == 600 / 60 + 60 / 60 - 2 + 5
    assert hours_before(standing(WHERE), {}, totals, ago(364)) == 0


def test_a_week_counts_half_as_much_as_one_a_half_life_later() -> None:
    weights = Pace((7.0,) * MOST_WEEKS, recorded=True).weights
    assert weights[0] == 1
    assert weights[HALF_LIFE] == pytest.approx(0.5)


@given(st.integers(2, 400))
def test_all_weeks_before_the_year_weigh_together_what_each_would(number: int) -> None:
    whole = Pace((7.0,) * MOST_WEEKS, recorded=True, weeks_before=number).weights
    assert whole[-1] == pytest.approx(sum(0.5 ** (age / HALF_LIFE) for age in range(MOST_WEEKS, MOST_WEEKS + number)))


@given(st.lists(st.floats(0, 60), min_size=2, max_size=52), st.integers(0, 300), st.floats(0, 60))
def test_the_mean_lies_among_the_weeks_and_is_that_of_evened_ones(
    hours: list[float], weeks_before: int, before: float
) -> None:
    found = Pace(tuple(hours), recorded=True, before=before, weeks_before=weeks_before)
    every = [*hours, *([before] if weeks_before else [])]
    assert min(every) - 1e-9 <= found.mean <= max(every) + 1e-9
    assert found.evened.mean == pytest.approx(found.mean)
    assert len({*found.evened.weeks, found.evened.before}) == 1


@given(st.lists(st.floats(0, 60), min_size=2, max_size=52), st.integers(0, 300), st.floats(0, 60), st.floats(0.5, 60))
def test_what_is_expected_lies_between_the_record_and_the_wish(
    hours: list[float], weeks_before: int, before: float, wish: float
) -> None:
    found = Pace(tuple(hours), recorded=True, before=before, weeks_before=weeks_before, wish=wish)
    seen = sum(found.weights)
    between = (seen * found.mean + WISH_WEEKS * wish) / (seen + WISH_WEEKS)
    assert found.expected.mean == pytest.approx(between if found.mean else 0.0)
    assert found.evened.mean == pytest.approx(found.expected.mean)
    assert found.expected.expected == found.expected


def test_the_wish_is_kept_beside_a_record_and_a_pace_that_is_asked_about_takes_its_place() -> None:
    recorded = pace(evenly(600, 0.5), ago(364))
    assert (recorded.wish, recorded.mean) == (7.0, pytest.approx(3.5))
    assert recorded.at(5).expected.mean == pytest.approx(5)
    assert WISH.expected == WISH


def test_a_life_that_changed_for_good_is_not_averaged_away() -> None:
    changed = {ago(each): 1.0 if each <= 182 else 3.0 for each in range(1, 365)}
    assert 7 < pace(changed, ago(364)).mean < 0.5 * (7 + 21)


def test_breaks_are_expected_at_ones_own_rate_as_if_a_usual_year_had_been_seen_besides() -> None:
    fortnight = Break(ago(30), ago(17))
    assert pace(evenly(600), ago(364), fortnight).away == (14 + YEAR_OF_BREAKS) / (2 * YEAR_DAYS)
    assert pace(evenly(600), ago(91)).away == YEAR_OF_BREAKS / (91 + YEAR_DAYS)


def test_a_long_break_is_no_habit_and_what_is_ahead_or_older_than_a_year_is_none_of_the_rate() -> None:
    months, ahead, long_ago = Break(ago(150), ago(31)), Break(ago(-3), ago(-9)), Break(ago(600), ago(400))
    assert pace(evenly(900), LONG_AGO, long_ago, months, ahead).away == (MOST_BREAK + YEAR_OF_BREAKS) / (2 * YEAR_DAYS)


def test_of_a_break_that_lasts_only_the_days_so_far_are_known() -> None:
    assert pace(evenly(600), ago(91), Break(ago(5), ago(-60))).away == (5 + YEAR_OF_BREAKS) / (91 + YEAR_DAYS)


@given(st.lists(st.tuples(st.integers(-30, 500), st.integers(0, 400)), max_size=20), st.integers(0, 600))
def test_some_time_is_always_left(spans: list[tuple[int, int]], days: int) -> None:
    breaks = [Break(ago(first), ago(first - more)) for first, more in spans]
    assert 0 < pace({}, ago(days), *breaks).away < 1


def test_idle_weeks_are_kept() -> None:
    found = pace({ago(1): 4.0, ago(22): 2.0}, ago(28))
    assert (found.weeks, found.idle_weeks) == ((4.0, 0.0, 0.0, 2.0), 2)
    assert 1.5 < found.mean < 1.6


def test_a_record_may_be_idle_throughout() -> None:
    assert weeks({}, ago(30)) == (0.0,) * 4


def test_days_in_a_break_are_left_out_with_what_was_studied_in_them() -> None:
    hours = {ago(1): 1.0, ago(5): 9.0, ago(30): 9.0, ago(31): 2.0, ago(36): 4.0, ago(37): 8.0}
    assert pace(hours, ago(44), Break(ago(30), ago(2))).weeks == (7.0, 8.0)


def test_a_break_makes_older_weeks_count() -> None:
    a_month = Break(ago(30), ago(1))
    assert weeks(evenly(500), LONG_AGO, a_month) == (7.0,) * MOST_WEEKS
    assert not pace(evenly(200), ago(43), a_month).recorded


def test_a_pace_looks_at_no_day_before_the_one_it_names() -> None:
    breaks = (Break(ago(30), ago(2)), Break(ago(60), ago(55)))
    since = record_since(TODAY, breaks)
    hours = {since: 1.0, since - timedelta(days=1): 100.0}
    assert since == ago(364 + 29 + 6)
    assert weeks(hours, LONG_AGO, *breaks) == (*(0.0,) * (MOST_WEEKS - 1), 1.0)
    assert record_since(TODAY, breaks, 12) == ago(84 + 29 + 6)


def test_at_another_pace_the_weeks_are_as_unsteady_as_before() -> None:
    before = Pace((2.0, 0.0, 4.0), recorded=True, before=1.0, weeks_before=9, away=0.1)
    after = before.at(3 * before.mean)
    assert after.weeks == pytest.approx((6.0, 0.0, 12.0))
    assert (after.before, after.weeks_before, after.away) == (pytest.approx(3.0), 9, 0.1)
    assert after.mean == pytest.approx(3 * before.mean)


def test_an_idle_record_at_another_pace_is_that_pace() -> None:
    assert Pace((0.0, 0.0), recorded=True, away=0.1).at(6) == Pace((6,), recorded=False, away=0.1)


@pytest.mark.parametrize(("minutes", "counted"), [(60 * 960, 10 * MOST_RATIO), (30, 10 / MOST_RATIO), (60 * 12, 12)])
def test_a_single_topic_far_off_its_estimate_counts_as_far_off_as_is_believed(minutes: int, counted: float) -> None:
    done = standing(roadmap(topic("a", hours=10)), a=TopicState("a", "done", "0", minutes=minutes))
    assert calibrate(done).logged == counted
