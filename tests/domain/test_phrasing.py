"""Numbers and days as a person would say them."""

from collections.abc import Iterable
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.intentions import Plan
from roadmap_cli.domain.phrasing import (
    amount,
    around,
    clock_text,
    count,
    in_month,
    in_words,
    on_day,
    percent,
    plan_text,
    share,
    weekdays_text,
)

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "0 min"),
        (0.75, "45 min"),
        (0.999, "1 h"),
        (1, "1 h"),
        (1.05, "1 h 03"),
        (1.5, "1 h 30"),
        (9.75, "9 h 45"),
        (9.999, "10 h"),
        (10.4, "10 h"),
        (212, "212 h"),
        (1234, "1,234 h"),
    ],
)
def test_an_amount_of_time(hours: float, said: str) -> None:
    assert amount(hours) == said


@given(st.integers(0, 599))
def test_below_ten_hours_no_minute_is_lost(minutes: int) -> None:
    hours, rest = 0, amount(minutes / 60)
    if " h" in rest:
        whole, rest = rest.split(" h")
        hours = int(whole)
    assert hours * 60 + int(rest.removesuffix(" min") or 0) == minutes


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 topics"), (1, "1 topic"), (2, "2 topics"), (12345, "12,345 topics")]
)
def test_a_count_of_something(number: int, said: str) -> None:
    assert count(number, "topic") == said


@pytest.mark.parametrize(("number", "said"), [(0, "no"), (3, "three"), (10, "ten"), (11, "11"), (1000, "1,000")])
def test_a_small_number_in_words(number: int, said: str) -> None:
    assert in_words(number) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0 %"),
        (1e-9, "0.1 %"),
        (0.19, "0.1 %"),
        (0.73, "0.7 %"),
        (5.0, "5.0 %"),
        (9.99, "9.9 %"),
        (10.0, "10 %"),
        (100 * 0.29, "29 %"),
        (99.9, "99 %"),
        (99.999_999_999, "99 %"),
        (100.0, "100 %"),
        (230.5, "230 %"),
    ],
)
def test_percent_is_rounded_down_but_never_to_nothing_and_100_is_not_shown_early(value: float, said: str) -> None:
    assert percent(value) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "on Saturday"),
        (6, "on Tuesday"),
        (7, "on Mon 16 Nov"),
        (326, "on Thu 1 Jan"),
        (327, "on 31 Dec 2025"),
        (-1, "tomorrow"),
        (-2, "on Wednesday"),
        (-6, "on Sunday"),
        (-7, "on Mon 30 Nov"),
        (-60, "on 22 Jan 2027"),
    ],
)
def test_a_day_as_seen_from_a_monday(ago: int, said: str) -> None:
    assert on_day(MONDAY - timedelta(days=ago), MONDAY) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        *((time(19, 30), "7:30 pm"), (time(7, 5), "7:05 am"), (time(), "12:00 am"), (time(12), "12:00 pm")),
        (time(23, 59, 59), "11:59 pm"),
    ],
)
def test_a_time_of_day_by_either_clock(at: time, said: str) -> None:
    assert (clock_text(at, "12h"), clock_text(at)) == (said, f"{at:%H:%M}")


@pytest.mark.parametrize(
    ("ahead", "said", "coarsely"),
    [
        (0, "23 November 2026", "November 2026"),
        (-30, "24 October 2026", "October 2026"),
        (92, "23 February 2027", "February 2027"),
        (93, "February 2027", "February 2027"),
        (366, "November 2027", "November 2027"),
        (367, "November 2027", "2027"),
        (36_525, "November 2126", "2126"),
    ],
)
def test_the_further_ahead_a_day_lies_the_less_is_said_of_it(ahead: int, said: str, coarsely: str) -> None:
    day = MONDAY + timedelta(days=ahead)
    assert (in_month(day, MONDAY), in_month(day, MONDAY, coarse=True)) == (said, coarsely)


@pytest.mark.parametrize(
    ("ahead", "weeks", "short", "said"),
    [
        ((20, 30), 3, False, "around December 2026"),
        ((20, 30), 3, True, "around December 2026"),
        ((20, 30), 10, True, "around Sun 13 Dec, with 80 % by Wed 23 Dec"),
        ((100, 102), 10, False, "around March 2027"),
        ((20, 50), 3, False, "around December 2026, with 80 % by January 2027"),
        ((20, None), 3, False, "around December 2026"),
    ],
)
def test_two_dates_of_arrival_that_read_the_same_are_said_once(
    ahead: tuple[int, int | None],
    weeks: int,
    short: bool,  # noqa: FBT001 - a parameter
    said: str,
) -> None:
    p50, p80 = (None if days is None else MONDAY + timedelta(days=days) for days in ahead)
    assert p50
    assert around(p50, p80, MONDAY, weeks=weeks, short=short) == said


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (Plan(6, (0, 2, 5), time(19, 30), "after dinner"), "6 h a week, on Mon, Wed and Sat, at 19:30, after dinner"),
        (Plan(2.5), "2 h 30 a week"),
        (Plan(days=(6,), at=time(7, 5)), "on Sun, at 07:05"),
        (Plan(at=time(0)), "at 00:00"),
        (Plan(cue="first thing"), "first thing"),
        (Plan(), "none"),
    ],
)
def test_a_plan_as_one_line(plan: Plan, said: str) -> None:
    assert plan_text(plan) == said


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ((3,), "Thu"),
        ((5, 0), "Mon and Sat"),
        ((0, 2, 5), "Mon, Wed and Sat"),
        (range(6), "Mon, Tue, Wed, Thu, Fri and Sat"),
        (range(7), "every day"),
    ],
)
def test_days_of_the_week_in_words(places: Iterable[int], said: str) -> None:
    assert weekdays_text(places) == said


@pytest.mark.parametrize(
    ("some", "of", "said"),
    [(0, 12, "0 %"), (2, 12, "17 %"), (12, 12, "100 %"), (1, 1000, "1 %"), (999, 1000, "99 %"), (1, 3, "33 %")],
)
def test_a_share_is_rounded_to_the_nearest(some: int, of: int, said: str) -> None:
    assert share(some, of) == said
