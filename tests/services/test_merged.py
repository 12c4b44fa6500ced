"""Several topics have become one in a newer edition: every command finds what was recorded on them."""

from typing import Any

import pytest
from domain_helpers import roadmap, topic
from list_log import kept, later, state, workspace

from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.lookup import find_topic
from roadmap_cli.domain.periods import calendar_period
from roadmap_cli.services.cohort import made_with, summary_of
from roadmap_cli.services.edit import ids_of
from roadmap_cli.services.history import history_of
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.next import what_next
from roadmap_cli.services.note import note
from roadmap_cli.services.report import report
from roadmap_cli.services.show import show
from roadmap_cli.services.status import status
from roadmap_cli.services.timer import start_timer, stop_timer
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace

OLD = roadmap(topic("a", hours=4), topic("b", hours=6), topic("c", requires=("a", "b")))
NEW = roadmap(topic("whole", hours=8, merges=("a", "b")), topic("c", requires=("whole",)))
A, B, _ = OLD.topics.values()
WHOLE = NEW.topics["whole"]


def newer(here: Workspace) -> Workspace:
    return here._replace(roadmap=NEW)


def half() -> Workspace:
    """One of both is done, in the older edition."""
    here = workspace(OLD)
    log_time(here, A, 60)
    note(here, A, "so far")
    mark(here, "finished", [A])
    return here


def test_what_is_half_done_is_gone_on_with_and_opens_nothing_yet() -> None:
    here = newer(half())
    first = what_next(here, 9).suggestions[0]
    assert (first.topic, first.action, first.hours_left) == ("whole", "continue", 7)
    assert status(here).totals.topics.done == 0
    assert [each.topic for each in what_next(here, 9).suggestions] == ["whole"]


@pytest.mark.parametrize("kind", ["finished", "skipped"])
def test_what_is_all_done_is_done_and_opens_what_stands_on_it(kind: Any) -> None:
    here = half()
    mark(here, kind, [B])
    here = newer(here)
    assert status(here).totals.topics.done == 1
    assert [each.topic for each in what_next(here, 9).suggestions] == ["c"]
    assert status(here).orphaned == ()


def test_it_shows_what_is_recorded_on_each() -> None:
    here = half()
    log_time(here, B, 30)
    note(here, B, "and more")
    here = newer(here)
    shown = show(here, WHOLE, Lesson())
    assert (shown.topic.status, shown.topic.minutes) == ("doing", 90)
    assert sorted(each.text for each in shown.notes) == ["and more", "so far"]
    assert {event.topic for entry in history_of(here, WHOLE, 9).entries for event in entry.events} == {"a", "b"}
    assert {*ids_of(here, "a")} == {"a", "b", "whole"}
    assert find_topic(NEW, "a") == find_topic(NEW, "b") == WHOLE


def test_a_mark_on_it_can_be_undone_and_redone_and_what_was_there_comes_back() -> None:
    here = newer(half())
    mark(here, "finished", [WHOLE])
    assert status(here).totals.topics.done == 1
    assert undo(here).totals.topics.doing == 1
    assert redo(here).totals.topics.done == 1
    mark(here, "reset", [WHOLE])
    assert status(here).totals.topics.todo == 2
    assert [each for each in kept(here) if each[1] == "whole"][-1] == ("reset", "whole")


def test_what_is_foreseen_of_a_mark_is_what_comes() -> None:
    here = newer(half())
    told = mark(here, "finished", [WHOLE])
    assert [each.id for each in told.opened] == ["c"]
    assert told.totals == status(here).totals


def test_an_old_mark_that_arrives_late_does_not_take_a_later_one_back() -> None:
    here = half()
    late = later(here, minutes=5)
    mark(newer(late), "finished", [WHOLE])
    events = here.log.events(here.user, OLD.id)
    assert newer(late).standing().status("whole") == "done"
    fresh = workspace(NEW)
    fresh.log.merge(sorted(events, key=lambda each: each.topic or "", reverse=True))
    assert state(fresh) == state(late)
    assert fresh.standing().status("whole") == "done"


def test_a_timer_goes_on_under_the_id_of_the_whole() -> None:
    here = workspace(OLD)
    start_timer(here, B)
    assert stop_timer(newer(later(here, minutes=25)), "", None).total_minutes == 25


def test_a_report_says_that_it_is_done_in_the_week_in_which_the_last_of_it_was() -> None:
    here = half()
    here = later(here, days=8)
    mark(here, "finished", [B])
    here = newer(here)
    told = report(here, calendar_period("week", here.today, here.rhythm.week_starts, so_far=True))
    assert [each.id for each in told.topics.finished] == ["whole"]


def test_a_mentor_sees_the_one_topic_and_its_summary_is_made_anew() -> None:
    here = half()
    assert made_with(here) != made_with(newer(here))
    its = summary_of(newer(here), "made")
    assert its is not None
    assert (its.done, its.topics, [each.topic for each in its.in_progress]) == (0, 2, ["whole"])
