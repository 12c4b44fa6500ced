"""Study time, and how much of it a day can hold, over a log that is a list."""

from datetime import date

import pytest
from list_log import SMALL, kept, later, workspace

from roadmap_cli.domain.events import Fact
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services.log import fit_into_day, log_time, overfull_days
from roadmap_cli.services.timer import start_timer, stop_timer

A, B, *_ = SMALL.topics.values()
TODAY, YESTERDAY, LONG_AGO = date(2026, 11, 23), date(2026, 11, 22), date(2025, 3, 1)


@pytest.mark.parametrize("day", [TODAY, YESTERDAY, LONG_AGO])
def test_a_day_holds_24_hours_over_all_topics(day: date) -> None:
    here = workspace()
    log_time(here, A, 23 * 60 + 50, "", day)
    log_time(here, B, 10, "", day)
    before = kept(here)
    with pytest.raises(CannotBeDone, match=r"24 h was logged .* already, and 1 min more would be over 24 h") as refused:
        log_time(here, B, 1, "", day)
    assert refused.value.hint
    assert kept(here) == before
    log_time(here, B, 1, "", date(2026, 11, 20))


def test_the_sentence_leaves_no_minute_out() -> None:
    here = workspace()
    log_time(here, A, 23 * 60 + 50)
    with pytest.raises(CannotBeDone, match="23 h 50 was logged today already, and 45 min more would be over 24 h"):
        log_time(here, A, 45)


def test_a_timer_that_does_not_fit_goes_on() -> None:
    here = workspace()
    log_time(here, A, 23 * 60 + 50)
    start_timer(here, B)
    before = kept(here)
    with pytest.raises(CannotBeDone) as refused:
        stop_timer(later(here, minutes=25), "", None)
    assert refused.value.hint.startswith("the timer goes on; say how long it was: roadmap timer stop --minutes")
    assert (kept(here), here.intentions().timer is None) == (before, False)
    assert stop_timer(later(here, minutes=25), "", 10).minutes == 10


def test_what_takes_the_place_of_a_time_makes_room_and_may_always_lower_it() -> None:
    here = workspace()
    here.append([Fact("logged", "a", here.now, TODAY, {"minutes": 1400}) for _ in range(2)])
    fit_into_day(here, TODAY, 1399, "", instead_of=1400)
    with pytest.raises(CannotBeDone):
        fit_into_day(here, TODAY, 1401, "", instead_of=1400)


def test_days_that_hold_more_were_brought_in_and_are_named() -> None:
    here = workspace()
    log_time(here, A, 1440)
    assert overfull_days(here) == ()
    here.append([Fact("logged", "a", here.now, YESTERDAY, {"minutes": 800}) for _ in range(2)])
    assert overfull_days(here) == (YESTERDAY,)
