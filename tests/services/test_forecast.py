"""When will I be there, over a log that is a list."""

from datetime import date, timedelta
from operator import mul
from random import Random
from typing import Any

import pytest
from domain_helpers import WAY, roadmap, topic
from list_log import later, workspace

from roadmap_cli.domain.days import Rhythm
from roadmap_cli.domain.events import PLACEMENT
from roadmap_cli.domain.forecast import FUTURES, HALF_LIFE, MOST_RATIO
from roadmap_cli.domain.lesson import Band
from roadmap_cli.reports.forecast import EndLine, ForecastReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.break_ import take_break
from roadmap_cli.services.choose import choose
from roadmap_cli.services.forecast import Question, forecast
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.next import what_next
from roadmap_cli.services.pace import forecast_line
from roadmap_cli.services.plan import Wish, plan
from roadmap_cli.services.status import status
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace

TODAY = date(2026, 11, 23)
LONG = roadmap(
    topic("a", "one/letters", hours=100),
    topic("b", "one/letters", hours=10),
    topic("c", "one/letters", hours=200),
    topic("x-topic", "two/ways", hours=40, option="x"),
    topic("y-topic", "two/ways", hours=90, option="y"),
    topic("end", "three/end", hours=50),
    choices=[WAY],
)
A, B, C, X, Y, END = LONG.topics.values()
WAY_X, WAY_Y = WAY.options
Dates = tuple[date | None, ...]


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def fresh() -> Workspace:
    return workspace(LONG)


def studied(days: int, minutes: int = 60) -> Workspace:
    """So much every day until yesterday."""
    here = fresh()
    for ago in range(1, days + 1):
        log_time(here, A, minutes, day=day(-ago))
    return here


def asked(here: Workspace, **question: Any) -> ForecastReport:
    """Each forecast draws the same futures."""
    return forecast(here._replace(chance=Random(1)), Question(**question), ())


def dates(part: ForecastReport | EndLine) -> Dates:
    return part.p20, part.p50, part.p80


def moved(before: ForecastReport, after: ForecastReport) -> list[int]:
    """By how many days each date is later."""
    pairs = zip(dates(before), dates(after), strict=True)
    return [(late - early).days for early, late in pairs if early is not None and late is not None]


def test_without_a_record_the_goal_of_the_settings_stands_in_for_it() -> None:
    here = fresh()._replace(rhythm=Rhythm(hours_per_week=5.0))
    report = asked(here)
    assert (report.pace.basis, report.pace.hours_per_week, report.pace.weeks) == ("settings", 5.0, ())
    assert (report.began, report.hours_left, report.hours_expected) == (None, 400, 400)
    p20, p50, p80 = (each for each in dates(report) if each is not None)
    assert day(0) < p20 < p50 < p80
    usual = 7 * 400 / 5 / (1 - report.pace.breaks / 100)
    assert abs((p50 - TODAY).days - usual) < 60


def test_the_goal_of_a_plan_comes_before_that_of_the_settings() -> None:
    here = fresh()
    plan(here, Wish(days=frozenset({0})), 1)
    assert asked(here).pace[:2] == ("settings", 7.0)
    plan(here, Wish(hours_per_week=3.0), 1)
    assert asked(here).pace[:2] == ("plan", 3.0)


@pytest.mark.parametrize(("days", "basis", "weeks"), [(13, "settings", 0), (14, "record", 2), (20, "record", 2)])
def test_two_weeks_of_record_are_one(days: int, basis: str, weeks: int) -> None:
    report = asked(studied(days, minutes=30))
    assert (report.pace.basis, report.began) == (basis, day(-days))
    assert report.pace.weeks == (3.5,) * weeks


def test_a_year_of_weeks_is_looked_at_and_today_is_not_over() -> None:
    here = studied(370)
    log_time(here, C, 600)
    assert asked(here).pace.weeks == (7.0,) * 52


def test_what_lies_before_the_year_counts_as_much_as_it_would_by_its_weeks() -> None:
    here = workspace(LONG)
    for ago in range(1, 4 * 52 + 1):
        log_time(here, C, 60 if ago <= 52 else 600, day=day(-7 * ago))
    weights = [0.5 ** (ago / HALF_LIFE) for ago in range(4 * 52)]
    hours = [1.0 if ago < 52 else 10.0 for ago in range(4 * 52)]
    mean = sum(map(mul, weights, hours)) / sum(weights)
    assert asked(here).pace.hours_per_week == pytest.approx(mean, abs=0.05)


def test_breaks_are_expected_at_ones_own_rate() -> None:
    usual = asked(studied(364)).pace.breaks
    here = studied(364)
    take_break(here, day(-60), day(-40), "")
    assert (usual, asked(here).pace.breaks) == (3.8, 6.7)
    assert min(moved(asked(studied(364)), asked(here))) > 0


def test_idle_weeks_are_kept_in() -> None:
    report = asked(later(studied(14), days=14))
    assert (report.pace.weeks, report.pace.idle_weeks) == ((0.0, 0.0, 7.0, 7.0), 2)


@pytest.mark.parametrize("here", [fresh(), studied(30)])
def test_a_pace_that_is_asked_about_is_taken_as_it_is_and_faster_is_earlier(here: Workspace) -> None:
    slow, fast = (asked(here, hours_per_week=hours) for hours in (2.0, 20.0))
    assert [each.pace[:2] for each in (slow, fast)] == [("asked", 2.0), ("asked", 20.0)]
    assert min(moved(fast, slow)) > 300
    assert slow.began == asked(here).began


def test_after_a_pause_that_nobody_declared_the_date_moves_out_by_more_than_the_pause() -> None:
    here = studied(56)
    assert min(moved(asked(here), asked(later(here, days=30)))) > 30 + 60


def test_a_declared_break_moves_the_date_by_itself_and_once_it_is_over_by_what_it_says_of_others() -> None:
    here = studied(56)
    before = asked(here)
    take_break(here, day(0), day(29), "")
    assert moved(before, asked(here)) == [30, 30, 30]
    after = asked(later(here, days=30))
    assert after.pace._replace(breaks=0) == before.pace._replace(breaks=0)
    assert after.pace.breaks > before.pace.breaks
    assert 30 < min(moved(before, after)) <= max(moved(before, after)) < 30 + 0.1 * (known(before.p80) - TODAY).days


def known(day: date | None) -> date:
    assert day is not None
    return day


def test_a_break_that_was_declared_afterwards_counts_as_one() -> None:
    here = studied(56)
    then, ahead = later(here, days=30), later(studied(56), days=30)
    take_break(then, day(0), day(29), "")
    take_break(later(ahead, days=-30), day(0), day(29), "")
    assert asked(then) == asked(ahead)


def test_a_break_ahead_is_added_and_one_after_the_end_is_not() -> None:
    here = studied(56)
    before = asked(here)
    take_break(here, day(20), day(33), "")
    after = asked(here)
    assert (moved(before, after), after.break_until) == ([14, 14, 14], None)
    take_break(here, day(9000), day(9030), "")
    assert asked(here) == after
    assert asked(later(here, days=20)).break_until == day(33)


def test_a_break_without_end_puts_the_end_out_of_sight() -> None:
    here = fresh()
    here.append([here.fact("paused", first=TODAY.isoformat(), last="9998-12-30")])
    assert dates(asked(here)) == (None, None, None)


def test_with_all_counted_done_there_is_nothing_to_foresee() -> None:
    here = studied(14)
    mark(here, "finished", [A, B, C, X])
    mark(here, "skipped", [END])
    choose(here, WAY, WAY_X)
    report = asked(here, by=day(100))
    assert (report.done, report.counted, report.hours_left, report.by) == (True, 4, 0, None)
    assert (dates(report), [each.done for each in report.phases]) == ((None, None, None), [True, True, True])
    line = status(here).forecast
    assert (line.done, line.p50) == (True, None)


MIXED = roadmap(
    topic("a", "one/letters", hours=6),
    topic("aside", "one/rest", hours=20),
    topic("b", "two/letters", hours=10, requires=("a",)),
    *(topic(f"c{each}", "three/end", hours=5, requires=("b",)) for each in range(8)),
)


def test_whoever_does_what_next_says_reaches_each_phase_on_the_date_in_the_middle() -> None:
    """An hour an evening for as long as it takes."""
    here = workspace(MIXED)
    asked_first, left = asked(here), {each.id: round(each.hours) for each in MIXED.topics.values()}
    ends: dict[str, date] = {}
    while (first := what_next(here, 1).suggestions) and (found := MIXED.topics[first[0].topic]):
        left[found.id] -= 1
        mark(here, "started", [found]) if left[found.id] else mark(here, "finished", [found])
        ends[found.phase] = here.today
        here = later(here, days=1)
    expected, off = {each.id: each.p50 for each in asked_first.phases}, 0.15 + asked_first.pace.breaks / 100
    assert ends["one"] > ends["two"], "the second phase goes before the last of the first"
    for phase, end in ends.items():
        assert abs(((expected[phase] or TODAY) - end).days) <= off * (end - TODAY).days, phase


def test_phases_end_one_after_the_other_and_the_last_with_the_whole() -> None:
    report = asked(studied(28))
    ends = [dates(each) for each in report.phases]
    assert ends == sorted(ends)
    assert len(set(ends)) == 3
    assert ends[-1] == dates(report)
    assert [each.hours_left for each in report.phases] == [72 + 10 + 200, 40, 50]
    assert report.hours_left == sum(each.hours_left for each in report.phases)


def test_a_phase_with_nothing_left_has_no_date() -> None:
    here = fresh()
    mark(here, "finished", [X])
    done = asked(here).phases[1]
    assert (done.done, dates(done)) == (True, (None, None, None))


def test_the_options_of_an_open_choice_stand_side_by_side() -> None:
    report = asked(fresh())
    assert [(each.id, each.hours_left) for each in report.options] == [("x", 400), ("y", 450)]
    assert dates(report.options[0]) == dates(report)
    assert dates(report.options[1]) == dates(asked(fresh(), options=(WAY_Y,)))
    assert dates(report.options[1]) > dates(report)
    assert report.option == Named("x", "The X way")


def test_after_the_choice_there_is_nothing_to_compare() -> None:
    here = fresh()
    choose(here, WAY, WAY_Y)
    report = asked(here)
    assert (report.options, report.option, report.hours_left) == ((), None, 450)


def test_a_question_about_an_option_assumes_it() -> None:
    here = fresh()
    choose(here, WAY, WAY_X)
    report = asked(here, options=(WAY_Y,))
    assert (report.option, report.hours_left, [each.id for each in report.options]) == (
        Named("y", "The Y way"),
        450,
        ["y"],
    )
    assert dates(report) == dates(report.options[0])
    assert asked(here, options=(WAY_X,)).option is None
    assert asked(here).hours_left == 400


@pytest.mark.parametrize("here", [fresh(), studied(30)])
def test_the_hours_that_reach_a_day_reach_it_with_80_percent(here: Workspace) -> None:
    by = asked(here, by=day(400)).by
    assert by is not None
    assert (by.day, by.hours_per_week is not None) == (day(400), True)
    reached = asked(here, hours_per_week=by.hours_per_week).p80
    assert reached is not None
    assert abs((reached - day(400)).days) <= 14


def needed(here: Workspace, by: date) -> float:
    line = asked(here, by=by).by
    assert line is not None
    assert line.hours_per_week is not None
    return line.hours_per_week


def test_an_earlier_day_takes_more_hours_a_week_and_so_does_a_break_before_it() -> None:
    here = studied(30)
    before = needed(here, day(400))
    assert needed(here, day(200)) > 1.5 * before
    take_break(here, day(10), day(209), "")
    assert needed(here, day(400)) > 1.5 * before


def test_a_day_that_lies_in_a_break_until_then_cannot_be_reached() -> None:
    here = studied(30)
    take_break(here, day(0), day(30), "")
    assert asked(here, by=day(20)).by == (day(20), None)


def test_a_record_of_idle_weeks_alone_knows_no_date_but_what_a_day_would_take() -> None:
    here = fresh()
    log_time(here, Y, 60, day=day(-14))
    undo(here)
    mark(here, "finished", [B])
    here = later(here, days=100)
    report = asked(here, by=day(500))
    assert (report.pace.basis, report.pace.weeks, dates(report)) == ("record", (0.0,) * 14, (None, None, None))
    assert report.by is not None
    assert report.by.hours_per_week is not None
    assert status(here).forecast.p80 is None


def test_a_mark_that_is_dated_back_begins_no_record() -> None:
    here = fresh()
    mark(here, "finished", [A], date(2021, 1, 1))
    report = asked(here)
    assert (report.began, report.pace.basis) == (TODAY, "settings")
    assert asked(later(here, days=14)).pace[:4] == ("record", 0.0, (0.0, 0.0), 2)


def test_logged_time_that_is_dated_back_begins_one() -> None:
    here = fresh()
    mark(here, "finished", [B])
    log_time(here, A, 120, day=day(-21))
    report = asked(here)
    assert (report.began, report.pace.basis, report.pace.weeks) == (day(-21), "record", (0.0, 0.0, 2.0))


def test_a_record_begins_on_the_learners_own_day_and_not_with_what_was_taken_back() -> None:
    here = later(fresh(), hours=7)
    mark(here, "finished", [A])
    assert asked(here).began == TODAY
    undo(here)
    assert asked(here).began is None


def test_what_is_finished_on_the_first_day_says_nothing_about_pace() -> None:
    here = fresh()
    mark(here, "finished", [A])
    mark(later(here, days=5), "finished", [B])
    mark(later(here, days=12), "finished", [C])
    assert asked(later(here, days=21)).pace.weeks == (0.0, 24.0, 10.0)


def test_what_was_placed_says_nothing_about_pace_or_estimates() -> None:
    here = studied(14, minutes=30)
    mark(here, "finished", [B], day(-5), reason=PLACEMENT)
    mark(here, "finished", [A], reason=PLACEMENT)
    report = asked(here)
    assert (report.pace.weeks, report.calibration.topics, report.calibration.factor) == ((3.5, 3.5), 0, 1.0)


def test_a_finished_topic_with_logged_time_counts_by_that_alone() -> None:
    here = studied(14, minutes=30)
    log_time(here, B, 120, day=day(-3))
    mark(here, "finished", [B], day(-3))
    report = asked(here)
    assert report.pace.weeks == (5.5, 3.5)
    assert (report.calibration.topics, report.calibration.estimated) == (1, 10)
    assert report.calibration.logged == 10 / MOST_RATIO  # two hours are further off than is believed
    assert report.hours_expected == round(report.hours_left * report.calibration.factor, 2) < report.hours_left


@pytest.mark.parametrize("days", [0, 30])
def test_the_dashboard_says_what_the_forecast_says(days: int) -> None:
    here = studied(days)
    take_break(here, day(3), day(9), "")
    report = asked(here)
    line = forecast_line(here._replace(chance=Random(1)), here.standing(), here.intentions())
    assert (line.p20, line.p50, line.p80) == dates(report)
    assert (line.basis, line.hours_per_week, line.weeks) == (report.pace[0], report.pace[1], len(report.pace.weeks))
    assert status(here._replace(chance=Random(1))).forecast == line


def test_a_forecast_writes_nothing_and_is_the_same_every_time() -> None:
    here = studied(30)
    before = here.log.events("ada", "test")
    assert asked(here, by=day(400)) == asked(here, by=day(400))
    assert here.log.events("ada", "test") == before


def test_the_bands_of_the_roadmap_are_passed_on_and_the_number_of_futures_said() -> None:
    bands = (Band("a base", 1, 2, "the article"),)
    report = forecast(fresh(), Question(), bands)
    assert (report.bands, report.futures) == (bands, FUTURES)


def test_what_is_marked_with_days_of_the_last_weeks_is_a_record_from_there_on() -> None:
    here = fresh()
    mark(here, "finished", [A], day(-30))
    mark(here, "finished", [B], day(-9))
    report = asked(here)
    assert (report.began, report.pace.basis) == (day(-30), "record")
    assert report.pace.weeks == (0.0, 10.0, 0.0, 0.0)


def test_the_hours_that_reach_a_day_reach_it_when_they_are_asked_about() -> None:
    here = studied(84)
    needed = asked(here, by=day(400)).by
    assert needed is not None
    assert needed.hours_per_week is not None
    late = asked(here, hours_per_week=needed.hours_per_week * 1.001).p80
    assert late is not None
    assert day(397) <= late <= day(400)
