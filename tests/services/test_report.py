"""What happened in a time, and why the forecast moved in it, over a log that is a list."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, get_args

import pytest
from conftest import examples
from domain_helpers import WAY, histories, roadmap, topic
from hypothesis import given
from hypothesis import strategies as st
from list_log import NOW, SMALL, later, workspace

from roadmap_cli.domain.events import PLACEMENT, Event, Kind, next_id
from roadmap_cli.domain.memory import NOTHING
from roadmap_cli.domain.periods import DAY, CalendarPeriod, any_days, calendar_period
from roadmap_cli.domain.progress import fold
from roadmap_cli.reports.report import Move, PeriodReport
from roadmap_cli.services.break_ import end_break, take_break
from roadmap_cli.services.choose import choose
from roadmap_cli.services.forecast_change import Side, compare
from roadmap_cli.services.link import link
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.next import what_next
from roadmap_cli.services.note import note
from roadmap_cli.services.pace import forecast_line, look_out
from roadmap_cli.services.plan import Wish, plan
from roadmap_cli.services.report import report
from roadmap_cli.services.review import grade
from roadmap_cli.services.status import status
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage import sqlite

TODAY = date(2026, 11, 23)
WEEK_AGO = date(2026, 11, 16)
"""On the morning of which a week begins while nothing is recorded today."""
LONG = roadmap(
    topic("a", "one/letters", hours=400),
    topic("b", "one/letters", hours=10, cards=("b-1", "b-2")),
    topic("c", "one/letters", hours=100),
    topic("x-topic", "two/ways", hours=40, option="x"),
    topic("y-topic", "two/ways", hours=90, option="y"),
    topic("end", "three/end", hours=50),
    choices=[WAY],
)
A, B, C, X, Y, END = LONG.topics.values()


def event(number: int, days_ago: int, kind: str, key: str | None, **data: Any) -> Event:
    at = NOW - timedelta(days=days_ago)
    name = next_id(None, int(at.timestamp() * 1000) + number, 0)
    return Event("ada", name, name, "test", kind, key, at.astimezone(UTC), at.date(), data)


def of(events: Sequence[Event]) -> Workspace:
    here = workspace(LONG)
    here.log.merge(events)
    return here


def ago(here: Workspace, days: int) -> Workspace:
    return later(here, days=-days)


def studied(days: Sequence[int] = range(1, 85), minutes: int = 60) -> Workspace:
    """So much on each of these days ago, each recorded on its day."""
    return of([event(0, day, "logged", "a", minutes=minutes) for day in days])


DAYS = {"week": 7, "month": 30}


def told(here: Workspace, period: str = "week") -> PeriodReport:
    """Of so many days up to today, if anything is recorded on it. Each report draws the same futures."""
    busy = any(each.day == here.today for each in here.during({*get_args(Kind)} - {"undone"}))
    last = here.today if busy else here.today - timedelta(days=1)
    return report(here._replace(chance=Random(1)), any_days(last - timedelta(days=DAYS[period] - 1), last))


def of_period(here: Workspace, period: CalendarPeriod, *, so_far: bool = False) -> PeriodReport:
    told = calendar_period(period, here.today, here.rhythm.week_starts, so_far=so_far)
    return report(here._replace(chance=Random(1)), told)


def moved(here: Workspace) -> dict[str, int]:
    """The days of each part; they add up."""
    move = told(here).move
    assert sum(part.days for part in move.parts) == move.days
    return {part.code: part.days for part in move.parts}


def reason(here: Workspace, code: str) -> str:
    return next(part.text for part in told(here).move.parts if part.code == code)


@pytest.mark.parametrize(("ahead", "first"), [(0, 16), (6, 16), (7, 23), (-1, 9)])
def test_a_week_is_the_last_one_that_is_over(ahead: int, first: int) -> None:
    said = of_period(later(workspace(LONG), days=ahead), "week")
    assert (said.first, said.last) == (date(2026, 11, first), date(2026, 11, first + 6))
    assert not said.so_far


def test_the_week_of_today_is_told_as_far_as_it_has_gone_against_as_much_of_the_one_before() -> None:
    here = studied([3, 7, 8, 9], minutes=50)
    log_time(here, A, 20)
    said = of_period(later(here, days=1), "week", so_far=True)
    assert (said.first, said.last, said.so_far) == (TODAY, TODAY + timedelta(days=1), True)
    assert said.study == (20, 420, 1, 2, 0)
    assert said.before is not None
    assert (said.before.first, said.before.last) == (WEEK_AGO, WEEK_AGO + timedelta(days=1))
    assert said.before.study == (50, 120, 1, 2, 0)
    assert of_period(later(here, days=6), "week", so_far=True).so_far is True


def test_the_time_before_is_told_with_what_was_done_in_it() -> None:
    here = workspace(LONG)
    assert of_period(here, "week").before is None
    log_time(ago(here, 10), B, 90)
    mark(ago(here, 9), "finished", [B])
    grade(ago(here, 9), "b-1", 3)
    grade(ago(here, 8), "b-2", 1)
    assert told(ago(here, 10)).before is None
    before = of_period(here, "week").before
    assert before is not None
    assert (before.first, before.last) == (date(2026, 11, 9), date(2026, 11, 15))
    assert (before.study, before.finished, before.recalled, before.grades) == ((90, 420, 3, 7, 0), 1, 1, 2)


def test_the_goal_is_that_of_the_plan_of_then() -> None:
    here = studied()
    plan(ago(here, 20), Wish(hours_per_week=14.0), 1)
    plan(here, Wish(hours_per_week=3.0), 1)
    assert of_period(here, "week").study.goal_minutes == 14 * 60
    assert of_period(here, "week", so_far=True).study.goal_minutes == 3 * 60


def test_a_forecast_moved_in_a_time_that_is_over_by_what_happened_in_it() -> None:
    here = studied()
    monday = of_period(ago(here, 7), "week").move
    mark(ago(here, 2), "skipped", [C])
    assert of_period(ago(here, 7), "week").move == monday
    week = report(here._replace(chance=Random(1)), any_days(WEEK_AGO - timedelta(days=7), WEEK_AGO - timedelta(days=1)))
    assert "path" not in {part.code for part in week.move.parts}
    assert "path" in {part.code for part in of_period(here, "week").move.parts}


def test_what_happened_is_told_of_its_days_alone() -> None:
    here = workspace(LONG)
    mark(ago(here, 8), "finished", [C])
    link(ago(here, 8), C, "https://example.org/old", "", proves=True)
    log_time(ago(here, 7), B, 50)
    grade(ago(here, 7), "b-1", 1)
    mark(ago(here, 5), "finished", [B])
    log_time(ago(here, 5), A, 90)
    note(ago(here, 4), A, "so")
    link(ago(here, 4), B, "https://example.org/b", "Notebook", proves=True)
    link(ago(here, 4), B, "https://example.org/read", "", proves=False)
    grade(ago(here, 2), "b-1", 3)
    grade(ago(here, 2), "b-2", 1)
    mark(ago(here, 2), "skipped", [END])
    mark(here, "finished", [X], day=TODAY - timedelta(days=40))
    said = told(here)
    assert said.study == (50 + 90, 7 * 60, 3, 7, 0)
    assert [each[1:] for each in said.topics.finished] == [("B", 50)]
    assert [[each.id for each in its] for its in said.topics] == [["b"], ["a"], ["end"], []]
    assert [(each.topic.id, each.link.url) for each in said.evidence] == [("b", "https://example.org/b")]
    assert (said.notes, said.reviews[:2], said.quiet) == (1, (3, 1), False)


def test_a_topic_is_told_once_by_what_was_said_of_it_last() -> None:
    here = workspace(LONG)
    for kind in ("started", "finished", "reset", "skipped"):
        mark(ago(here, 3), kind, [A])
    mark(ago(here, 2), "finished", [B, C])
    mark(ago(here, 1), "reset", [B])
    assert [[each.id for each in its] for its in told(here).topics] == [["c"], [], ["a"], []]


def test_topics_known_before_are_not_finished_in_that_time() -> None:
    here = studied()
    ago(here, 1).append([here.fact("finished", "c", reason=PLACEMENT)._replace(day=TODAY)])
    said = told(here)
    assert ([each.id for each in said.topics.placed], said.topics.finished) == (["c"], ())
    assert moved(here)["path"] < -80
    assert reason(here, "path") == "100 h less to do: 1 topic known before"


def test_the_goal_leaves_out_the_days_of_breaks() -> None:
    here = studied()
    plan(ago(here, 20), Wish(hours_per_week=14.0), 1)
    assert told(here).study.goal_minutes == 14 * 60
    assert told(here, "month").study.goal_minutes == 14 * 60 * 30 / 7
    take_break(ago(here, 9), TODAY - timedelta(days=9), TODAY - timedelta(days=5), "")
    assert (told(here).study.goal_minutes, told(here).study.break_days) == (14 * 60 * 4 / 7, 3)


def test_forecast_streak_and_next_steps_are_those_of_today() -> None:
    here = studied()
    said, now = told(here), status(here._replace(chance=Random(1)))
    assert (said.forecast, said.next, said.waiting) == (now.forecast, now.next, now.review)
    assert said.next == what_next(here, 3).suggestions
    assert (said.streaks.current, said.streaks.best) == (84, 84)
    assert told(later(here, days=30)).streaks[:2] == (0, 84)


def test_a_steady_learner_is_there_when_the_forecast_said_but_for_the_breaks_that_it_allowed_for() -> None:
    assert -2 <= (told(studied()).move.days or 0) <= 0
    assert -9 <= (told(studied(), "month").move.days or 0) <= 0
    assert moved(studied()).keys() <= {"work", "breaks", "pace"}


def test_a_pace_that_is_known_by_more_weeks_may_move_the_date_by_a_few_days() -> None:
    said = next(part for part in told(studied(), "month").move.parts if part.code == "pace")
    assert abs(said.days) <= 3
    assert said.text == "7 h a week as before, by the record of 7 weeks then and 12 now"


def test_a_time_without_breaks_says_that_fewer_are_to_come() -> None:
    here = of([event(0, day, "logged", "a", minutes=20) for day in range(1, 85)])
    assert moved(here)["breaks"] < 0
    assert reason(here, "breaks") == "6.2 % of the time to come left to breaks not declared yet, 6.3 % before"


def test_the_pace_is_that_of_weeks_of_which_a_late_one_counts_more() -> None:
    """Good and bad weeks take turns: a week later the record holds the same ones in another order."""
    good, bad = (studied([day for day in range(1, 15 * 7) if (day - 1) // 7 % 2 == rest]) for rest in (0, 1))
    assert moved(good)["pace"] < 0 < moved(bad)["pace"]


def test_a_week_without_study_comes_later_by_the_work_and_by_the_pace() -> None:
    here = studied(range(8, 92))
    parts = moved(here)
    assert parts["work"] == 7
    assert parts["pace"] > 30
    assert reason(here, "work").startswith("nothing of the path done; the forecast counted on 6 h ")
    assert reason(here, "pace") == "a pace of 6.39 h a week, 7 h before"


def test_what_is_skipped_leaves_the_path() -> None:
    here = studied()
    mark(ago(here, 1), "skipped", [C, END])
    assert moved(here)["path"] < -120
    assert reason(here, "path") == "150 h less to do: 2 topics skipped"
    assert moved(later(here, days=9)).get("path") is None


def test_what_comes_back_joins_it_and_so_does_another_way() -> None:
    here = studied()
    mark(ago(here, 30), "skipped", [C])
    mark(ago(here, 30), "finished", [END])
    mark(ago(here, 2), "reset", [C, END])
    choose(ago(here, 1), WAY, WAY.options[1])
    assert moved(here)["path"] > 150
    said = "200 h more to do: 1 topic no longer skipped; 1 topic no longer done; The Y way instead of The X way"
    assert reason(here, "path") == said


def test_a_break_ahead_moves_the_date_by_its_days() -> None:
    here = studied()
    take_break(ago(here, 2), TODAY + timedelta(days=20), TODAY + timedelta(days=29), "")
    assert moved(here)["breaks"] in {9, 10}
    assert reason(here, "breaks").startswith("10 more days of breaks; 6.2 % of the time to come left to breaks")
    assert abs(moved(later(here, days=6)).get("breaks", 0)) <= 1


def test_a_break_in_that_time_is_the_reason_and_not_the_work() -> None:
    here = studied(range(8, 92))
    take_break(ago(here, 7), WEEK_AGO, TODAY - timedelta(days=1), "")
    assert moved(here).keys() == {"breaks"}
    assert 7 < moved(here)["breaks"] < 20
    said = "7 more days of breaks; 7.7 % of the time to come left to breaks not declared yet, 6.2 % before"
    assert reason(here, "breaks") == said


def test_a_break_that_ends_early_brings_the_date_back() -> None:
    here = studied(range(9, 93))
    take_break(ago(here, 8), TODAY - timedelta(days=8), TODAY + timedelta(days=20), "")
    end_break(ago(here, 1))
    assert -22 <= moved(here)["breaks"] < -10
    assert reason(here, "breaks").startswith("22 fewer days of breaks; ")


def test_topics_that_take_longer_than_estimated_move_the_date_out() -> None:
    here = studied()
    log_time(ago(here, 2), B, 20 * 60)
    mark(ago(here, 2), "finished", [B])
    assert moved(here)["estimates"] > 30
    assert reason(here, "estimates") == "topics take 140.0 % of their estimates, 100.0 % before"
    assert moved(here)["work"] < -5


def test_ones_own_pace_takes_the_place_of_the_goal() -> None:
    here = studied(range(1, 19), minutes=30)
    assert moved(here)["pace"] > 200
    assert reason(here, "pace") == "your own pace of 3.5 h a week in place of the goal of 7 h"


def test_a_new_goal_is_told_as_long_as_there_is_no_pace() -> None:
    here = workspace(LONG)
    note(ago(here, 10), A, "begun")
    plan(ago(here, 3), Wish(hours_per_week=3.0), 1)
    assert reason(here, "pace") == "a goal of 3 h a week, 7 h before"


def test_a_new_goal_counts_a_little_beside_a_pace_and_is_told() -> None:
    here = studied()
    plan(ago(here, 3), Wish(hours_per_week=21.0), 1)
    assert moved(here)["pace"] < 0
    assert reason(here, "pace") == "a goal of 21 h a week, which counts a little beside your own pace, 7 h before"


def test_before_anything_was_recorded_there_was_no_forecast() -> None:
    here = workspace(LONG)
    assert told(here).move == Move(None, (), "record")
    mark(here, "finished", [A, B], day=TODAY - timedelta(days=100))
    assert told(here).move == Move(None, (), "record")
    assert told(later(here, days=6)).move.lack == "record"
    assert told(later(here, days=9)).move.lack == ""


def test_without_a_date_then_or_now_nothing_moved() -> None:
    here = of([event(0, 100, "noted", "a", text="begun"), event(0, 99, "finished", "b")])
    assert told(here).move == Move(None, (), "then")
    for days in (2, 9, 16, 23):
        log_time(ago(here, days), A, 600)
    assert (told(here, "month").forecast.p50 is None, told(here, "month").move.lack) == (False, "then")
    break_for_ever = here.fact("paused", first=TODAY.isoformat(), last="9998-12-31")
    here.append([break_for_ever])
    assert told(here, "month").move.lack == "then"


def test_at_the_end_of_the_path_nothing_moves() -> None:
    here = studied()
    mark(ago(here, 1), "finished", [A, B, C, X, END])
    assert (told(here).forecast.done, told(here).move.lack, told(here).next) == (True, "now", ())
    assert told(later(here, days=10)).move.lack == "then"


def test_a_move_out_of_sight_and_back_adds_up_too() -> None:
    """A break without end begins before the path of then was at its end, and after that of today is."""
    here = studied()
    first = (TODAY + timedelta(days=90)).isoformat()
    then = ago(here, 2)
    then.append([then.fact("paused", first=first, last="9998-12-31")])
    mark(ago(here, 1), "finished", [A, B, C, X])
    assert moved(here)["breaks"] > 35_900
    assert moved(here)["work"] < -35_900


def test_a_topic_with_a_new_id_is_told_by_that_one() -> None:
    here = workspace(roadmap(topic("new", hours=5, formerly=("old",)), topic("b", hours=5)))
    ago(here, 1).append([here.fact("finished", "old")])
    assert [each[:2] for each in told(here).topics.finished] == [("new", "New")]


KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    *(("logged", {"minutes": minutes}) for minutes in (20, 90, 240)),
    *((kind, {}) for kind in ("started", "finished", "skipped", "reset")),
    ("finished", {"reason": PLACEMENT}),
    ("noted", {"text": "so"}),
    ("linked", {"url": "https://example.org", "proves": True}),
    ("graded", {"card": "b-1", "rating": 1}),
    ("graded", {"card": "b-1", "rating": 3}),
)


@st.composite
def commands(draw: st.DrawFn, least: int = 0) -> list[Event]:
    """Of the last sixty days, the oldest first."""
    days = sorted(draw(st.lists(st.integers(least, 60), max_size=25)), reverse=True)
    return [_command(draw, number, days_ago) for number, days_ago in enumerate(days)]


def _command(draw: st.DrawFn, number: int, days_ago: int) -> Event:
    sort = draw(st.sampled_from(("topic", "topic", "topic", "topic", "chose", "paused", "planned")))
    if sort == "topic":
        kind, data = draw(st.sampled_from(KINDS))
        return event(number, days_ago, kind, draw(st.sampled_from((*LONG.topics, "gone"))), **data)
    if sort == "chose":
        return event(number, days_ago, sort, None, choice="way", option=draw(st.sampled_from(("x", "y", None))))
    if sort == "planned":
        return event(number, days_ago, sort, None, hours_per_week=draw(st.sampled_from((2.0, 9.0))), days="")
    first = TODAY + timedelta(days=draw(st.integers(-60, 40)))
    last = first + timedelta(days=draw(st.integers(0, 30)))
    return event(number, days_ago, sort, None, first=first.isoformat(), last=last.isoformat())


@examples(40)
@given(events=commands(), period=st.sampled_from([*DAYS]))
def test_the_parts_of_a_move_add_up_to_it_and_each_has_a_cause(events: list[Event], period: str) -> None:
    said = told(of(events), period)
    move = said.move
    assert (move.days is None) == bool(move.lack)
    assert sum(part.days for part in move.parts) == (move.days or 0)
    assert all(part.days for part in move.parts)
    sizes = [abs(part.days) for part in move.parts]
    assert sizes == sorted(sizes, reverse=True)
    codes = [part.code for part in move.parts]
    assert len(set(codes)) == len(codes)
    lately = {each.kind for each in events if each.day >= said.first}
    assert "path" not in codes or lately & {"skipped", "reset", "started", "finished", "chose", "logged"}
    assert "estimates" not in codes or lately & {"finished", "logged", "reset", "started", "skipped"}
    here = of(events)
    assert said.forecast == forecast_line(here, here.standing(), here.intentions())


def test_a_note_counts_on_the_day_that_it_was_given_and_not_once_it_was_deleted_or_taken_back() -> None:
    said = [event(number, days, "noted", "a", text="so") for number, days in enumerate((3, 2, 2, 1, 1))]
    moved, deleted, undone, _, brought = (each.id for each in said)
    edits = [
        event(10, 0, "corrected", "a", event=moved, day=(TODAY - DAY).isoformat()),
        event(11, 0, "withdrawn", "a", event=deleted),
        event(12, 0, "undone", None, batch=undone),
        event(13, 0, "corrected", "a", event=brought, day=TODAY.isoformat()),
    ]
    with sqlite.apart() as store:
        store.merge([*said, *edits])
        for here in (of([*said, *edits]), of(())._replace(log=store)):
            numbers = [here.number_of("noted", day, day) for day in (TODAY - days * DAY for days in (3, 2, 1, 0))]
            assert numbers == [0, 0, 2, 1]
            assert here.number_of("noted", TODAY - 3 * DAY, TODAY) == 3


@given(events=histories(), first=st.integers(-4, 4), length=st.integers(0, 4))
def test_what_is_counted_is_what_would_be_read(events: list[Event], first: int, length: int) -> None:
    days = TODAY + first * DAY, TODAY + (first + length) * DAY
    with sqlite.apart() as store:
        store.merge(events)
        for here in (of(events), of(())._replace(log=store)):
            assert here.number_of("noted", *days) == len(here.during(["noted"], *days))


@examples(40)
@given(events=commands(), period=st.sampled_from([*DAYS]))
def test_the_figures_are_those_of_the_fold_of_that_time(events: list[Event], period: str) -> None:
    said = told(of(events), period)
    state = fold(each for each in events if said.first <= each.day <= said.last)
    assert said.study.minutes == sum(each.minutes for each in state.topics.values())
    assert said.study.study_days == len({each.day for each in state.days})
    assert said.reviews.grades == sum(each.grades for each in state.days)
    assert said.notes == sum(each.notes for each in state.topics.values())
    assert len(said.evidence) == sum(each.proofs for each in state.topics.values())
    here = {key: each for key, each in state.topics.items() if key in LONG.topics}
    for status_name, its in (("done", (*said.topics.finished, *said.topics.placed)), ("skipped", said.topics.skipped)):
        assert {each.id for each in its} == {key for key, each in here.items() if each.status == status_name}


@examples(40)
@given(events=commands(), period=st.sampled_from([*DAYS]))
def test_a_move_is_that_from_what_the_whole_history_said_then(events: list[Event], period: str) -> None:
    here, said = of(events), told(of(events), period)
    first, last = said.first, said.last
    then, end = (
        _side(events, day) if any(each.day < first for each in events) else None for day in (first, last + DAY)
    )
    standing, intentions = here.standing(), here.intentions()
    now = Side(TODAY, standing, intentions.breaks, look_out(here, standing, intentions))
    assert said.move == compare(then, end if end and last < TODAY else now, Random(1))


def _side(events: Sequence[Event], first: date) -> Side:
    """What a forecast stood on that morning, for a log that holds no more than what counts for the days before."""
    there = of([each for each in events if each.day < first])
    there = there._replace(now=NOW - (TODAY - first))
    standing, intentions = there.standing()._replace(recollection=NOTHING), there.intentions()
    return Side(first, standing, intentions.breaks, look_out(there, standing, intentions))


@examples(40)
@given(events=commands(least=31), period=st.sampled_from([*DAYS]))
def test_of_a_time_with_nothing_in_it_all_figures_are_zero(events: list[Event], period: str) -> None:
    said = told(of(events), period)
    assert (said.study.minutes, said.study.study_days, said.notes, said.evidence) == (0, 0, 0, ())
    assert (said.topics, said.reviews[:2], said.quiet) == (((), (), (), ()), (0, 0), True)
    assert not {part.code for part in said.move.parts} & {"path", "estimates"}


@examples(40)
@given(events=commands(), period=st.sampled_from([*DAYS]), gone=st.data())
def test_what_was_taken_back_does_not_count(events: list[Event], period: str, gone: st.DataObject) -> None:
    counts = gone.draw(st.lists(st.booleans(), min_size=len(events), max_size=len(events)))
    kept = [each for each, stays in zip(events, counts, strict=True) if stays]
    undone = [event(99 + number, 0, "undone", None, batch=each.batch) for number, each in enumerate(events)]
    taken_back = [each for each, stays in zip(undone, counts, strict=True) if not stays]
    assert told(of([*events, *taken_back]), period) == told(of(kept), period)


def test_undo_gives_the_report_of_before() -> None:
    here = studied(range(3, 60))
    before = told(here)
    for change in (
        lambda: mark(here, "skipped", [C]),
        lambda: log_time(here, A, 300),
        lambda: take_break(here, TODAY, TODAY + timedelta(days=9), ""),
    ):
        change()
        assert told(here) != before
        undo(here)
        assert told(here) == before


def test_the_small_roadmap_has_a_report_too() -> None:
    here = workspace(SMALL)
    assert told(here).quiet
    assert [each.topic for each in told(here).next] == [each.topic for each in what_next(here, 3).suggestions]
    assert datetime(2026, 11, 23, tzinfo=UTC).date() == told(here).today
