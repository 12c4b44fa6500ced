"""What a learner means to do: breaks and their days, the plan of the week, a timer."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from itertools import islice, pairwise
from random import Random
from typing import Any

import pytest
from domain_helpers import MOMENT, TODAY, event, histories, undone
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.events import INTENTION_KINDS, Event
from roadmap_cli.domain.intentions import (
    Break,
    Plan,
    PlanFrom,
    Timer,
    break_on,
    date_after,
    date_before,
    days_until,
    fold_breaks,
    fold_intentions,
    fold_timer,
    plan_of,
    plan_on,
)

DAY = timedelta(days=1)
RANDOMS = st.randoms(use_true_random=False)
TIMER_ACTIONS = ("start", "stop", "cancel")
SPANS = st.tuples(st.integers(-40, 60), st.integers(0, 20))
BREAKS = st.lists(SPANS.map(lambda span: days(span[0], span[0] + span[1])), max_size=5).map(tuple)
"""In any order, as they overlap, touch, or lie in the past."""


def on(place: int) -> date:
    """A day by its distance from today."""
    return TODAY + place * DAY


def days(first: int, last: int, reason: str = "") -> Break:
    return Break(on(first), on(last), reason)


def paused(number: int, first: int, last: int, **reason: str) -> Event:
    return event(number, "paused", first=on(first).isoformat(), last=on(last).isoformat(), **reason)


def resumed(number: int, place: int) -> Event:
    return event(number, "resumed", on=on(place).isoformat())


def timed(number: int, action: str, topic: str = "a") -> Event:
    return event(number, "timed", topic, action=action)


def is_free(day: date, breaks: Iterable[Break]) -> bool:
    return not any(each.first <= day <= each.last for each in breaks)


@st.composite
def records(draw: st.DrawFn, most: int = 10) -> list[Event]:
    """Intentions in the order of ids, some of them undone."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(("paused", "paused", "resumed", "planned", "timed", "undone")))
        if kind == "paused":
            first, more = draw(SPANS)
            events.append(paused(number, first, first + more))
        elif kind == "resumed":
            events.append(resumed(number, draw(st.integers(-40, 60))))
        elif kind == "planned":
            events.append(event(number, "planned", hours_per_week=number, days="mon,sat", at="19:30", cue=""))
        elif kind == "timed":
            events.append(timed(number, draw(st.sampled_from(TIMER_ACTIONS)), draw(st.sampled_from("ab"))))
        elif number:
            events.append(undone(number, draw(st.integers(0, number - 1))))
    return events


@given(records(), RANDOMS)
def test_intentions_in_any_order_and_twice_add_up_to_the_same(events: list[Event], random: Random) -> None:
    again = random.choices(events, k=4) if events else []
    assert fold_intentions(random.sample(events, len(events)) + again) == fold_intentions(events)


@given(records())
def test_undoing_the_newest_intention_gives_what_was_meant_before(events: list[Event]) -> None:
    for last in (paused(20, -90, 90), resumed(20, 0), event(20, "planned"), timed(20, "start", "c")):
        assert fold_intentions([*events, last, undone(21, batch=20)]) == fold_intentions(events)


@given(histories())
def test_what_was_studied_says_nothing_about_intentions(events: list[Event]) -> None:
    said = [each for each in events if each.kind in INTENTION_KINDS or each.kind == "undone"]
    assert fold_intentions(events) == fold_intentions(said)


@given(records())
def test_breaks_are_in_the_order_of_their_first_day_and_none_lies_within_another(events: list[Event]) -> None:
    breaks = fold_intentions(events).breaks
    assert list(breaks) == sorted(breaks)
    assert all(one.last < other.last for one, other in pairwise(breaks))


@given(st.lists(SPANS, max_size=6))
def test_no_day_of_a_declared_break_is_lost(spans: list[tuple[int, int]]) -> None:
    declared = [days(first, first + more) for first, more in spans]
    kept = fold_breaks(paused(number, first, first + more) for number, (first, more) in enumerate(spans))
    assert set(kept) <= set(declared)
    assert all(is_free(on(place), kept) == is_free(on(place), declared) for place in range(-45, 85))


@given(records(), st.integers(-40, 60))
def test_after_an_end_its_day_lies_in_no_break(events: list[Event], place: int) -> None:
    assert break_on(on(place), fold_intentions([*events, resumed(20, place)]).breaks) is None


def test_a_break_is_told_with_its_reason() -> None:
    assert fold_breaks([paused(0, 1, 9, reason="exams"), paused(1, 20, 29)]) == (days(1, 9, "exams"), days(20, 29))


def test_a_break_that_is_extended_is_one_break() -> None:
    assert fold_breaks([paused(0, 1, 9), paused(1, 1, 15, reason="still ill")]) == (days(1, 15, "still ill"),)


def test_breaks_that_overlap_or_touch_are_both_kept() -> None:
    assert fold_breaks([paused(0, 5, 12), paused(1, 1, 9), paused(2, 13, 14)]) == (
        days(1, 9),
        days(5, 12),
        days(13, 14),
    )


@pytest.mark.parametrize("inner", [(1, 9), (1, 4), (4, 9), (3, 3)])
def test_a_break_within_another_is_dropped_whichever_was_declared_first(inner: tuple[int, int]) -> None:
    assert fold_breaks([paused(0, 1, 9), paused(1, *inner)]) == (days(1, 9),)
    assert fold_breaks([paused(0, *inner), paused(1, 1, 9)]) == (days(1, 9),)


def test_a_break_that_is_ended_lasts_until_the_day_before() -> None:
    assert fold_breaks([paused(0, 1, 9, reason="exams"), resumed(1, 5)]) == (days(1, 4, "exams"),)


@pytest.mark.parametrize("place", [0, 10])
def test_an_end_outside_a_break_changes_nothing(place: int) -> None:
    assert fold_breaks([paused(0, 1, 9), resumed(1, place)]) == (days(1, 9),)


def test_a_break_that_is_ended_on_its_last_day_loses_that_day() -> None:
    assert fold_breaks([paused(0, 1, 9), resumed(1, 9)]) == (days(1, 8),)


def test_a_break_that_is_ended_on_its_first_day_never_was() -> None:
    assert fold_breaks([paused(0, 5, 9), paused(1, 1, 2), resumed(2, 5)]) == (days(1, 2),)


def test_an_end_cuts_every_break_that_its_day_lies_in() -> None:
    assert fold_breaks([paused(0, 1, 9), paused(1, 4, 20), resumed(2, 6)]) == (days(1, 5),)
    assert fold_breaks([paused(0, 1, 9), paused(1, 8, 20), resumed(2, 4)]) == (days(1, 3), days(8, 20))


def test_a_break_declared_after_an_end_stands() -> None:
    assert fold_breaks([paused(0, 1, 9), resumed(1, 4), paused(2, 5, 7)]) == (days(1, 3), days(5, 7))


def test_the_last_plan_wins_as_a_whole() -> None:
    first = event(0, "planned", hours_per_week=6, days="mon,wed", at="19:30", cue="after dinner")
    second = event(1, "planned", hours_per_week=None, days="sun", at=None, cue="")
    assert fold_intentions([first, second]).plan == Plan(None, (6,), None, "")
    assert fold_intentions([first, second, undone(2, batch=1)]).plan == plan_of(first)


def test_each_plan_is_in_force_from_its_day_until_the_next_and_none_before_the_first() -> None:
    plans = fold_intentions(event(number, "planned", hours_per_week=number) for number in (10, 11, 30, 50)).plans
    assert [each.day for each in plans] == [on(1), on(3), on(5)]
    in_force = [plan_on(on(place), plans) for place in range(7)]
    assert [each and each.hours_per_week for each in in_force] == [None, 11, 11, 30, 30, 50, 50]


def test_a_later_plan_of_an_earlier_day_stands_for_all_from_that_day_on() -> None:
    late = event(31, "planned", hours_per_week=2)._replace(day=on(1))
    plans = fold_intentions([event(30, "planned", hours_per_week=6), late]).plans
    assert plans == (PlanFrom(on(1), Plan(2)),)


def test_a_plan_is_read_from_its_event() -> None:
    data: dict[str, Any] = {"hours_per_week": 6, "days": "mon,wed,sat", "at": "19:30", "cue": "after dinner"}
    assert plan_of(event(0, "planned", **data)) == Plan(6, (0, 2, 5), time(19, 30), "after dinner")


@pytest.mark.parametrize("data", [{}, {"hours_per_week": None, "days": "", "at": None, "cue": None}])
def test_a_plan_that_says_nothing_is_empty(data: dict[str, Any]) -> None:
    assert plan_of(event(0, "planned", **data)) == Plan()


def test_a_timer_runs_from_its_start() -> None:
    assert fold_timer([timed(0, "start"), timed(12, "start", "b")]) == Timer("b", MOMENT + timedelta(hours=12), on(1))


@pytest.mark.parametrize("action", ["stop", "cancel"])
def test_a_timer_runs_no_longer_once_it_is_stopped_or_cancelled(action: str) -> None:
    assert fold_timer([timed(0, "start"), timed(1, action)]) is None
    assert fold_timer([timed(0, action), timed(1, "start")]) == Timer("a", MOMENT + timedelta(hours=1), TODAY)


def test_undoing_the_stop_lets_a_timer_run_on() -> None:
    assert fold_intentions([timed(0, "start"), timed(1, "stop"), undone(2, batch=1)]).timer == Timer("a", MOMENT, TODAY)


@pytest.mark.parametrize(
    ("place", "found"), [(0, None), (1, 9), (2, 9), (4, 9), (5, 12), (9, 12), (12, 12), (13, None)]
)
def test_of_several_breaks_a_day_lies_in_the_one_that_ends_last(place: int, found: int | None) -> None:
    around = break_on(on(place), [days(5, 12), days(1, 9), days(2, 3)])
    assert (around and around.last) == (found and on(found))


@given(st.integers(-10, 10), st.integers(1, 80), BREAKS)
def test_so_many_days_before_is_the_first_of_so_many_days_in_no_break(
    end: int, count: int, breaks: tuple[Break, ...]
) -> None:
    obvious = (day for ago in range(400) if is_free(day := on(end - ago), breaks))
    assert date_before(on(end), count, breaks) == list(islice(obvious, count))[-1]


def test_days_before_the_beginning_of_the_calendar_are_its_first() -> None:
    assert date_before(date(1, 1, 10), 20, ()) == date_before(TODAY, 20, [Break(date(1, 1, 1), TODAY)]) == date.min


@given(st.integers(-10, 10), st.integers(1, 80), BREAKS)
def test_so_many_days_on_is_the_last_of_so_many_days_in_no_break(
    start: int, count: int, breaks: tuple[Break, ...]
) -> None:
    obvious = (day for place in range(start, 400) if is_free(day := on(place), breaks))
    assert date_after(on(start), count, breaks) == list(islice(obvious, count))[-1]


@given(st.integers(-10, 10), st.integers(-60, 120), BREAKS)
def test_days_until_a_day_are_those_in_no_break(start: int, end: int, breaks: tuple[Break, ...]) -> None:
    assert days_until(on(end), on(start), breaks) == sum(is_free(on(place), breaks) for place in range(start, end + 1))


@given(st.integers(-10, 10), st.integers(1, 2000), BREAKS)
def test_there_are_as_many_days_until_a_date_as_lead_to_it(start: int, count: int, breaks: tuple[Break, ...]) -> None:
    assert days_until(date_after(on(start), count, breaks), on(start), breaks) == count


@pytest.mark.parametrize(
    ("breaks", "place"),
    [
        ((), 4),
        ((days(-9, -1),), 4),
        ((days(-9, 0),), 5),
        ((days(4, 6),), 7),
        ((days(5, 6),), 4),
        ((days(1, 3), days(4, 6)), 10),
        ((days(1, 3), days(2, 6)), 10),
        ((days(1, 6), days(2, 3)), 10),
    ],
)
def test_five_days_from_today(breaks: tuple[Break, ...], place: int) -> None:
    assert date_after(TODAY, 5, breaks) == on(place)
