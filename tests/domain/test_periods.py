"""Weeks, months and years of the calendar, and what they are compared with."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.days import week_start
from roadmap_cli.domain.periods import CalendarPeriod, Span, any_days, calendar_period

DATES = st.dates(date(1980, 1, 1), date(2200, 1, 1))
PERIODS = st.sampled_from(["week", "month", "year"])
STARTS = st.integers(0, 6)
DAY = timedelta(days=1)


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("period", "days", "before"),
    [
        ("week", span("2026-11-16", "2026-11-22"), span("2026-11-09", "2026-11-15")),
        ("month", span("2026-10-01", "2026-10-31"), span("2026-09-01", "2026-09-30")),
        ("year", span("2025-01-01", "2025-12-31"), span("2024-01-01", "2024-12-31")),
    ],
)
def test_the_last_one_that_is_over_against_the_one_before(period: CalendarPeriod, days: Span, before: Span) -> None:
    told = calendar_period(period, date(2026, 11, 25), 0, so_far=False)
    assert (told.days, told.whole, told.before) == (days, days, before)


@pytest.mark.parametrize(
    ("period", "today", "days", "before"),
    [
        ("week", "2026-11-25", span("2026-11-23", "2026-11-25"), span("2026-11-16", "2026-11-18")),
        ("month", "2026-03-31", span("2026-03-01", "2026-03-31"), span("2026-02-01", "2026-02-28")),
        ("year", "2028-02-29", span("2028-01-01", "2028-02-29"), span("2027-01-01", "2027-03-01")),
    ],
)
def test_the_one_of_today_against_as_many_days(period: CalendarPeriod, today: str, days: Span, before: Span) -> None:
    told = calendar_period(period, date.fromisoformat(today), 0, so_far=True)
    assert (told.days, told.before) == (days, before)


def test_a_week_begins_on_the_day_that_is_set() -> None:
    sunday = 6
    assert calendar_period("week", date(2026, 11, 25), sunday, so_far=True).whole == span("2026-11-22", "2026-11-28")
    assert calendar_period("week", date(2026, 11, 22), sunday, so_far=False).days == span("2026-11-15", "2026-11-21")


@given(DATES, PERIODS, STARTS)
def test_the_one_of_today_follows_the_last_one_without_a_gap(today: date, period: CalendarPeriod, starts: int) -> None:
    over = calendar_period(period, today, starts, so_far=False)
    now = calendar_period(period, today, starts, so_far=True)
    assert over.before.last + DAY == over.days.first
    assert over.days.last + DAY == now.days.first <= today == now.days.last <= now.whole.last
    assert now.before.first == over.days.first
    assert now.before.length == min(now.days.length, over.days.length)
    if period == "week":
        assert (now.whole.first.weekday(), now.whole.length) == (starts, 7)


@given(DATES, st.integers(0, 400))
def test_any_days_are_told_against_as_many_before_them(first: date, more: int) -> None:
    told = any_days(first, first + timedelta(days=more))
    assert (told.before.last + DAY, told.before.length) == (first, more + 1)


@given(DATES, STARTS)
def test_every_day_lies_in_the_week_that_begins_at_most_six_days_before(day: date, starts: int) -> None:
    first = week_start(day, starts)
    assert first.weekday() == starts
    assert 0 <= (day - first).days < 7
