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
    MOST_RATIO,
    PRIOR_HOURS,
    Calibration,
    Pace,
    calibrate,
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
WISH = Pace((7.0,), recorded=False)


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
    assert pace(hours, ago(21)) == Pace((3.0, 4.0, 8.0), recorded=True)


@pytest.mark.parametrize(("days", "weeks"), [(14, 2), (20, 2), (21, 3), (83, 11), (84, 12), (500, 12)])
def test_the_oldest_days_that_make_no_week_are_left_out_and_what_is_older_than_twelve_weeks(
    days: int, weeks: int
) -> None:
    assert pace(evenly(600), ago(days)) == Pace((7.0,) * weeks, recorded=True)


@pytest.mark.parametrize("first", [None, TODAY, ago(-3), ago(13)])
def test_less_than_two_weeks_are_no_record_and_the_wish_stands_in(first: date | None) -> None:
    assert pace(evenly(600, 3), first) == WISH


def test_idle_weeks_are_kept() -> None:
    found = pace({ago(1): 4.0, ago(22): 2.0}, ago(28))
    assert (found.weeks, found.idle_weeks, found.mean) == ((4.0, 0.0, 0.0, 2.0), 2, 1.5)


def test_a_record_may_be_idle_throughout() -> None:
    assert pace({}, ago(30)) == Pace((0.0,) * 4, recorded=True)


def test_days_in_a_break_are_left_out_with_what_was_studied_in_them() -> None:
    hours = {ago(1): 1.0, ago(5): 9.0, ago(30): 9.0, ago(31): 2.0, ago(36): 4.0, ago(37): 8.0}
    assert pace(hours, ago(44), Break(ago(30), ago(2))).weeks == (7.0, 8.0)


def test_a_break_makes_older_weeks_count() -> None:
    a_month = Break(ago(30), ago(1))
    assert pace(evenly(200), LONG_AGO, a_month).weeks == (7.0,) * 12
    assert pace(evenly(200), ago(43), a_month) == WISH


def test_a_pace_looks_at_no_day_before_the_one_it_names() -> None:
    breaks = (Break(ago(30), ago(2)), Break(ago(60), ago(55)))
    since = record_since(TODAY, breaks)
    hours = {since: 1.0, since - timedelta(days=1): 100.0}
    assert since == ago(84 + 29 + 6)
    assert pace(hours, LONG_AGO, *breaks).weeks == (*(0.0,) * 11, 1.0)


def test_at_another_pace_the_weeks_are_as_unsteady_as_before() -> None:
    assert Pace((2.0, 0.0, 4.0), recorded=True).at(6) == Pace((6.0, 0.0, 12.0), recorded=True)


def test_an_idle_record_at_another_pace_is_that_pace() -> None:
    assert Pace((0.0, 0.0), recorded=True).at(6) == Pace((6,), recorded=False)


@pytest.mark.parametrize(("minutes", "counted"), [(60 * 960, 10 * MOST_RATIO), (30, 10 / MOST_RATIO), (60 * 12, 12)])
def test_a_single_topic_far_off_its_estimate_counts_as_far_off_as_is_believed(minutes: int, counted: float) -> None:
    done = standing(roadmap(topic("a", hours=10)), a=TopicState("a", "done", "0", minutes=minutes))
    assert calibrate(done).logged == counted
