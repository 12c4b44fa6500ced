"""The learner's days."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.days import DAY_START, Rhythm, local_day, moment_on

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Asia/Kolkata")
TIMES = st.builds(
    lambda seconds, zone: datetime.fromtimestamp(seconds, ZoneInfo(zone)),
    st.integers(1_500_000_000, 1_900_000_000),
    st.sampled_from(ZONES),
)


@pytest.mark.parametrize(("hour", "minute", "day"), [(3, 59, 22), (4, 0, 23), (12, 0, 23), (23, 59, 23), (0, 0, 22)])
def test_a_day_begins_at_four_in_the_morning(hour: int, minute: int, day: int) -> None:
    assert local_day(datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN)) == date(2026, 11, day)


def test_the_day_is_that_of_the_learner_not_of_greenwich() -> None:
    evening = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    assert local_day(evening.astimezone(ZoneInfo("America/New_York"))) == date(2026, 11, 23)
    assert local_day(evening.astimezone(ZoneInfo("Asia/Tokyo"))) == date(2026, 11, 24)


@pytest.mark.parametrize("changing", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_begins_at_four_on_the_night_when_clocks_change_too(changing: date) -> None:
    late = datetime(changing.year, changing.month, changing.day, 3, 59, tzinfo=BERLIN)
    assert local_day(late) == changing - timedelta(days=1)
    assert local_day(late + timedelta(minutes=1)) == changing


@given(TIMES)
def test_a_clock_that_knows_only_its_offset_gives_the_same_day(now: datetime) -> None:
    offset = now.utcoffset()
    assert offset is not None
    assert local_day(now.astimezone(timezone(offset))) == local_day(now)


@given(TIMES)
def test_what_happened_today_happened_now(now: datetime) -> None:
    at = moment_on(local_day(now), now)
    assert (at, at.tzinfo) == (now.astimezone(UTC), UTC)


def test_late_in_the_evening_today_is_still_now() -> None:
    late = datetime(2026, 11, 24, 1, 30, tzinfo=BERLIN)
    assert moment_on(date(2026, 11, 23), late) == late


def test_another_day_happened_at_noon_of_the_learner() -> None:
    now = datetime(2026, 11, 23, 19, 30, tzinfo=BERLIN)
    assert moment_on(date(2026, 11, 20), now) == datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


def test_noon_is_noon_on_the_other_side_of_daylight_saving() -> None:
    now = datetime(2026, 11, 23, 19, 30, tzinfo=BERLIN)
    assert moment_on(date(2026, 7, 1), now) == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


@given(TIMES, st.integers(1, 4000))
def test_the_time_of_another_day_lies_on_that_day(now: datetime, ago: int) -> None:
    day = local_day(now) - timedelta(days=ago)
    zone = now.tzinfo
    assert local_day(moment_on(day, now).astimezone(zone)) == day


def test_of_somebody_who_has_said_nothing_an_hour_a_day_is_assumed_and_no_rest() -> None:
    assert Rhythm() == Rhythm(7.0, DAY_START, frozenset()) == Rhythm(7.0, timedelta(hours=4), frozenset())


@pytest.mark.parametrize(
    ("start", "hour", "minute", "day"),
    [(0, 0, 0, 23), (0, 23, 59, 23), (6.5, 6, 29, 22), (6.5, 6, 30, 23), (12, 11, 59, 22), (12, 12, 0, 23)],
)
def test_a_day_begins_when_the_learner_says(start: float, hour: int, minute: int, day: int) -> None:
    now = datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN)
    assert local_day(now, timedelta(hours=start)) == date(2026, 11, day)


def test_what_happened_today_happened_now_whenever_the_day_begins() -> None:
    early = datetime(2026, 11, 24, 5, 30, tzinfo=BERLIN)
    assert moment_on(date(2026, 11, 23), early, timedelta(hours=6)) == early
    assert moment_on(date(2026, 11, 24), early) == early
    assert moment_on(date(2026, 11, 23), early) == datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@given(TIMES, st.integers(0, 4000), st.integers(0, 12 * 60))
def test_the_time_of_a_day_lies_on_it_whenever_the_day_begins(now: datetime, ago: int, minutes: int) -> None:
    start = timedelta(minutes=minutes)
    day = local_day(now, start) - timedelta(days=ago)
    assert local_day(moment_on(day, now, start).astimezone(now.tzinfo), start) == day
