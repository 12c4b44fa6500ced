"""A timer that survives the terminal, over a log that is a list."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from domain_helpers import roadmap, topic
from list_log import NOW, SMALL, kept, later, state, workspace

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.intentions import Timer
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.timer import TimerReport
from roadmap_cli.services.mark import mark
from roadmap_cli.services.timer import cancel_timer, start_timer, stop_timer, timer
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
A, B, C, *_ = SMALL.topics.values()
BERLIN = ZoneInfo("Europe/Berlin")


def written(here: Workspace) -> list[Event]:
    return here.log.events(here.user, here.roadmap.id)


def refused(here: Workspace, act: Callable[..., Any], *arguments: Any) -> str:
    """The sentence about what cannot be done and writes nothing."""
    before = written(here)
    with pytest.raises(CannotBeDone) as caught:
        act(here, *arguments)
    assert caught.value.hint
    assert written(here) == before
    return caught.value.sentence


def running(here: Workspace) -> Timer | None:
    return here.intentions().timer


def test_a_timer_starts_and_says_how_long_it_runs() -> None:
    here = workspace()
    started = start_timer(here, A)
    assert started.timer is not None
    assert (started.change, started.timer) == ("started", ("a", "A", NOW, 0))
    assert timer(later(here, minutes=25)) == TimerReport(started.timer._replace(minutes=25))
    assert (kept(here), running(here)) == ([("timed", "a")], Timer("a", NOW, TODAY))
    assert state(here).days == ()


def test_with_nothing_running_there_is_no_timer() -> None:
    assert timer(workspace()) == TimerReport(None)
    assert refused(workspace(), cancel_timer) == "no timer is running"
    assert refused(workspace(), stop_timer, "", None) == "no timer is running"
    assert refused(workspace(), stop_timer, "", 45) == "no timer is running"


@pytest.mark.parametrize("again", [A, B])
def test_a_second_timer_is_refused(again: Topic) -> None:
    here = workspace()
    start_timer(here, A)
    assert refused(here, start_timer, again) == "a timer is running already, on A"


def test_stopping_logs_what_was_measured_on_the_day_and_at_the_time_of_the_start() -> None:
    here = later(workspace(), hours=7, minutes=30)
    start_timer(here, A)
    after_four = later(here, hours=2)
    report = stop_timer(after_four, "slowly", None)
    timed, started, logged = written(here)[1:]
    assert (timed.kind, timed.topic, timed.data, timed.day) == ("timed", "a", {"action": "stop"}, TOMORROW)
    assert (started.kind, started.at, started.day) == ("started", here.now, TODAY)
    assert (logged.kind, logged.topic, logged.at, logged.day) == ("logged", "a", here.now, TODAY)
    assert logged.data == {"minutes": 120, "note": "slowly"}
    assert len({timed.batch, started.batch, logged.batch}) == 1
    assert (report.command, report.day, report.today, report.minutes) == ("logged", TODAY, TOMORROW, 120)
    assert (report.text, report.total_minutes) == ("slowly", 120)
    assert running(here) is None


@pytest.mark.parametrize(("kind", "status"), [("started", "doing"), ("finished", "done"), ("skipped", "skipped")])
def test_stopping_starts_only_a_topic_that_is_still_to_do(kind: str, status: str) -> None:
    here = workspace()
    mark(here, kind, [A])
    start_timer(here, A)
    (change,) = stop_timer(later(here, minutes=25), "", None).changes
    assert (change.before, change.after) == (status, status)
    assert kept(here)[1:] == [("timed", "a"), ("timed", "a"), ("logged", "a")]
    assert written(here)[-1].data == {"minutes": 25}


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (20, 1), (89, 1), (91, 2), (240 * 60, 240), (14_429, 240)])
def test_a_timer_measures_whole_minutes_and_at_least_one(seconds: int, minutes: int) -> None:
    here = workspace()
    start_timer(here, A)
    assert stop_timer(later(here, seconds=seconds), "", None).minutes == minutes


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ({"minutes": 241}, "the timer was started today at 19:30, 4 h 01 ago, and may have been forgotten"),
        ({"days": 3}, "the timer was started on Monday at 19:30, 72 h ago, and may have been forgotten"),
        ({"minutes": -1}, "the timer was started today at 19:30, which is later than now: "),
        ({"days": -1}, "the timer was started tomorrow at 19:30, which is later than now: "),
        ({"days": -2}, "the timer was started on Monday at 19:30, which is later than now: "),
    ],
)
def test_what_nobody_would_believe_is_logged_only_with_its_minutes(by: dict[str, float], sentence: str) -> None:
    here = workspace()
    start_timer(here, A)
    then = later(here, **by)
    assert refused(then, stop_timer, "", None).startswith(sentence)
    assert running(here) == Timer("a", NOW, TODAY)
    assert stop_timer(then, "", 45).minutes == 45
    assert (written(here)[-1].at, written(here)[-1].day, running(here)) == (NOW, TODAY, None)


def test_named_minutes_are_logged_whatever_was_measured() -> None:
    here = workspace()
    start_timer(here, A)
    assert stop_timer(later(here, minutes=25), "", 90).minutes == 90


def test_a_timer_that_was_started_ahead_of_a_clock_set_back_says_so() -> None:
    here = workspace()
    start_timer(here, A)
    told = timer(later(here, minutes=-30)).timer
    assert told is not None
    assert told.minutes == -30


def test_cancelling_logs_nothing() -> None:
    here = workspace()
    start_timer(here, A)
    report = cancel_timer(later(here, minutes=25))
    assert report.timer is not None
    assert (report.change, report.timer.topic, report.timer.minutes) == ("cancelled", "a", 25)
    assert (kept(here), running(here), state(here).days) == ([("timed", "a")] * 2, None, ())
    assert start_timer(here, B).change == "started"


def test_undoing_a_stop_restores_the_running_timer() -> None:
    here = workspace()
    start_timer(here, A)
    before = state(here)
    stop_timer(later(here, minutes=25), "", None)
    after = state(here)
    undo(here)
    assert (running(here), state(here)) == (Timer("a", NOW, TODAY), before)
    redo(here)
    assert (running(here), state(here)) == (None, after)


def test_undoing_a_start_leaves_no_timer() -> None:
    here = workspace()
    start_timer(here, A)
    undo(here)
    assert running(here) is None


def test_a_timer_on_a_topic_that_left_the_roadmap_can_only_be_cancelled() -> None:
    here = workspace()
    start_timer(here, C)
    gone = later(here, minutes=25)._replace(roadmap=roadmap(topic("a")))
    assert refused(gone, stop_timer, "", None) == "the timer runs on c, which is no longer in the roadmap file"
    told = timer(gone).timer
    assert told is not None
    assert (told.topic, told.title) == ("c", "c")
    cancel_timer(gone)
    assert running(gone) is None


def test_a_timer_goes_on_under_the_new_id_of_its_topic() -> None:
    here = workspace()
    start_timer(here, A)
    renamed = later(here, minutes=25)._replace(roadmap=roadmap(topic("alpha", formerly=("a",))))
    told = timer(renamed).timer
    assert told is not None
    assert told.title == "Alpha"
    assert stop_timer(renamed, "", None).total_minutes == 25
    assert (kept(renamed)[-1], running(renamed)) == (("logged", "alpha"), None)


def test_the_timers_of_learners_and_roadmaps_are_apart() -> None:
    here = workspace()
    start_timer(here, A)
    for other in (here._replace(user="bob"), here._replace(roadmap=SMALL._replace(id="other"))):
        assert timer(other).timer is None


def test_a_timer_counts_real_time_through_the_hour_that_exists_twice() -> None:
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold) for fold in (0, 1))
    here = workspace()._replace(now=first)
    start_timer(here, A)
    assert stop_timer(here._replace(now=second), "", None).minutes == 60
