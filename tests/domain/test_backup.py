"""Which copies stay."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.backup import Keeping, days_to_keep

DAYS = st.sets(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=60)
NUMBERS = st.integers(0, 12)
KEEPING = st.builds(Keeping, NUMBERS, NUMBERS, NUMBERS)
NEWEST = date(2026, 11, 28)


def every(days: int) -> list[date]:
    return [NEWEST - timedelta(days=ago) for ago in range(days)]


def test_of_two_years_of_evenings_days_weeks_and_months_stay() -> None:
    kept = sorted(days_to_keep(every(730), Keeping()), reverse=True)
    assert [f"{day:%d.%m.%y}" for day in kept] == [
        *("28.11.26", "27.11.26", "26.11.26", "25.11.26", "24.11.26", "23.11.26", "22.11.26"),
        *("15.11.26", "08.11.26"),
        *("31.10.26", "30.09.26", "31.08.26", "31.07.26", "30.06.26", "31.05.26"),
        *("30.04.26", "31.03.26", "28.02.26", "31.01.26", "31.12.25"),
    ]


def test_a_week_is_that_of_the_calendar_also_over_new_year() -> None:
    days = [date(2026, 12, 28), date(2026, 12, 31), date(2027, 1, 3), date(2027, 1, 4)]
    assert days_to_keep(days, Keeping(0, 2, 0)) == {date(2027, 1, 3), date(2027, 1, 4)}


def test_after_a_year_away_what_there_was_is_kept() -> None:
    days = [NEWEST, *(NEWEST - timedelta(days=400 + ago) for ago in range(7))]
    assert days_to_keep(days, Keeping(7, 0, 0)) == set(days[:7])


@given(DAYS, KEEPING)
def test_the_newest_always_stays_and_never_more_than_wanted(days: set[date], keeping: Keeping) -> None:
    kept = days_to_keep(days, keeping)
    assert kept <= days
    assert len(kept) <= sum(keeping)
    assert not days or not any(keeping) or max(days) in kept


@given(DAYS, KEEPING)
def test_clearing_away_day_by_day_leaves_what_clearing_away_at_once_would(days: set[date], keeping: Keeping) -> None:
    """So that it does not matter how often it is done."""
    held: set[date] = set()
    for day in sorted(days):
        held = set(days_to_keep({*held, day}, keeping))
    assert held == days_to_keep(days, keeping)
