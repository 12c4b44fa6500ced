"""Breaks and the plan of the week, over a log that is a list."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from domain_helpers import WAY
from list_log import SMALL, kept, later, workspace

from roadmap_cli.domain.days import Rhythm
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.forecast import calibrate
from roadmap_cli.domain.intentions import Break, Plan
from roadmap_cli.errors import CannotBeDone, RoadmapError, WrongUsage
from roadmap_cli.reports.break_ import BreakReport
from roadmap_cli.reports.plan import PlanReport
from roadmap_cli.services.break_ import breaks, end_break, take_break
from roadmap_cli.services.choose import choose
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.plan import Wish, kept_plan, plan
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace

TODAY = date(2026, 11, 23)
"""A Monday."""
A, B, C, X, Y, END, EXTRA = SMALL.topics.values()
MON, WED, SAT, SUN = 0, 2, 5, 6


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def paused(here: Workspace, first: int, last: int, reason: str = "") -> BreakReport:
    """A break in days from today on."""
    return take_break(here, ahead(first), ahead(last), reason)


def declared(here: Workspace) -> list[tuple[int, int]]:
    """Every break, in days from today on."""
    return [((each.first - TODAY).days, (each.last - TODAY).days) for each in here.intentions().breaks]


def written(here: Workspace) -> list[Event]:
    return here.log.events(here.user, here.roadmap.id)


def refused(here: Workspace, error: type[RoadmapError], act: Callable[..., Any], *arguments: Any) -> RoadmapError:
    """The refusal of what writes nothing."""
    before = written(here)
    with pytest.raises(RoadmapError) as caught:
        act(here, *arguments)
    assert type(caught.value) is error
    assert caught.value.hint
    assert written(here) == before
    return caught.value


@pytest.mark.parametrize(("first", "last"), [(0, 9), (0, 0), (5, 9), (-9, -5), (-9, 4), (0, 365)])
def test_a_break_may_begin_today_later_or_have_been(first: int, last: int) -> None:
    here = workspace()
    report = paused(here, first, last, "a new job")
    wanted = Break(ahead(first), ahead(last), "a new job")
    assert report == BreakReport(TODAY, (wanted,), "taken", wanted)
    assert breaks(here) == BreakReport(TODAY, (wanted,))
    assert kept(here) == [("paused", None)]


def test_breaks_that_do_not_touch_are_told_in_the_order_of_their_days() -> None:
    here = workspace()
    for first, last in ((20, 25), (0, 5), (6, 9)):
        paused(here, first, last)
    assert declared(here) == [(0, 5), (6, 9), (20, 25)]


@pytest.mark.parametrize(("first", "last"), [(0, 20), (3, 20), (9, 20)])
def test_a_break_that_reaches_beyond_one_makes_that_longer(first: int, last: int) -> None:
    here = workspace()
    paused(here, 0, 9)
    report = paused(here, first, last, "still ill")
    assert (report.change, report.subject) == ("extended", Break(TODAY, ahead(last), "still ill"))
    assert declared(here) == [(0, last)]
    undo(here)
    assert declared(here) == [(0, 9)]


def test_a_break_that_is_made_longer_keeps_its_reason_unless_another_is_given() -> None:
    here = workspace()
    paused(here, 0, 9, "ill")
    assert paused(here, 5, 12).breaks == (Break(TODAY, ahead(12), "ill"),)
    assert paused(here, 5, 15, "still ill").breaks == (Break(TODAY, ahead(15), "still ill"),)


@pytest.mark.parametrize(("first", "last"), [(0, 9), (3, 5), (3, 9), (0, 0), (9, 9)])
def test_what_lies_within_a_break_is_refused(first: int, last: int) -> None:
    here = workspace()
    paused(here, 0, 9)
    error = refused(here, CannotBeDone, paused, first, last)
    assert error.sentence == "this lies within the break from 2026-11-23 to 2026-12-02"


@pytest.mark.parametrize(("first", "last"), [(0, 10), (5, 12), (0, 30)])
def test_what_runs_into_a_break_ahead_is_refused(first: int, last: int) -> None:
    here = workspace()
    paused(here, 10, 19)
    error = refused(here, CannotBeDone, paused, first, last)
    assert error.sentence == "there is a break from 2026-12-03 to 2026-12-12 already"


def test_a_break_is_not_made_longer_into_the_next_one() -> None:
    here = workspace()
    paused(here, 0, 5)
    paused(here, 10, 19)
    refused(here, CannotBeDone, paused, 3, 10)
    paused(here, 3, 9)
    assert declared(here) == [(0, 9), (10, 19)]


def test_a_break_that_ends_before_it_begins_is_refused() -> None:
    error = refused(workspace(), WrongUsage, paused, 5, 4)
    assert error.sentence == "a break from 2026-11-28 cannot end on 2026-11-27, which is before it"


def test_a_break_of_more_than_a_year_is_refused() -> None:
    refused(workspace(), WrongUsage, paused, 0, 366)
    refused(workspace(), WrongUsage, paused, -400, -34)


def test_ending_a_break_makes_today_a_day_like_any_other() -> None:
    here = workspace()
    paused(here, -4, 5, "ill")
    report = end_break(here)
    assert report == BreakReport(
        TODAY, (Break(ahead(-4), ahead(-1), "ill"),), "ended", Break(ahead(-4), ahead(5), "ill")
    )


def test_a_break_that_began_today_leaves_nothing_when_it_ends() -> None:
    here = workspace()
    paused(here, 0, 5)
    assert end_break(here).breaks == ()
    undo(here)
    assert declared(here) == [(0, 5)]


def test_outside_a_break_the_next_one_is_called_off() -> None:
    here = workspace()
    for first, last in ((-9, -5), (20, 25), (10, 15)):
        paused(here, first, last)
    report = end_break(here)
    assert (report.change, report.subject) == ("cancelled", Break(ahead(10), ahead(15)))
    assert declared(here) == [(-9, -5), (20, 25)]


def test_ending_one_break_leaves_the_next_alone() -> None:
    here = workspace()
    paused(here, -1, 5)
    paused(here, 6, 9)
    assert end_break(here).change == "ended"
    assert declared(here) == [(-1, -1), (6, 9)]


def test_a_break_that_was_made_longer_ends_as_a_whole() -> None:
    here = workspace()
    paused(here, 0, 9)
    paused(here, 5, 20)
    end_break(later(here, days=3))
    assert declared(here) == [(0, 2)]


def test_a_break_can_be_declared_again_after_it_was_ended() -> None:
    here = workspace()
    paused(here, -4, 5)
    end_break(here)
    paused(here, 0, 5)
    assert declared(here) == [(-4, -1), (0, 5)]


@pytest.mark.parametrize("over", [[], [(-9, -1)]])
def test_there_may_be_no_break_to_end(over: list[tuple[int, int]]) -> None:
    here = workspace()
    for first, last in over:
        paused(here, first, last)
    assert refused(here, CannotBeDone, end_break).sentence == "there is no break to end"


def test_after_midnight_the_day_of_a_break_is_still_the_evenings() -> None:
    here = later(workspace(), hours=7)
    paused(here, -1, 0)
    assert end_break(here).breaks == (Break(ahead(-1), ahead(-1)),)


def planned(here: Workspace, **wish: Any) -> PlanReport:
    return plan(here, Wish(**wish), weeks=2)


def test_a_plan_is_kept_as_it_was_wished() -> None:
    here = workspace()
    report = planned(here, hours_per_week=6.0, days=frozenset({SAT, MON}), at=time(19, 30), cue="after dinner")
    assert kept_plan(here) == Plan(6.0, (MON, SAT), time(19, 30), "after dinner")
    assert report[:7] == (TODAY, 6.0, "plan", (MON, SAT), time(19, 30), "after dinner", 180)
    assert (report.changed, kept(here)) == (True, [("planned", None)])


@pytest.mark.parametrize(
    ("wish", "part"),
    [({"hours_per_week": 2.5}, 0), ({"days": frozenset({WED})}, 1), ({"at": time(7)}, 2), ({"cue": "at dawn"}, 3)],
)
def test_a_wish_changes_only_the_part_it_names(wish: dict[str, Any], part: int) -> None:
    here = workspace()
    planned(here, hours_per_week=6.0, days=frozenset({MON, SAT}), at=time(19, 30), cue="after dinner")
    before = kept_plan(here)
    planned(here, **wish)
    assert [place for place in range(4) if kept_plan(here)[place] != before[place]] == [part]
    undo(here)
    assert kept_plan(here) == before


def test_a_cue_can_be_taken_back() -> None:
    here = workspace()
    planned(here, cue="after dinner")
    planned(here, cue="")
    assert kept_plan(here).cue == ""


def test_wishing_for_what_is_planned_makes_no_event() -> None:
    here = workspace()
    wish = {"hours_per_week": 6.0, "days": frozenset({MON, SAT}), "at": time(19, 30), "cue": "after dinner"}
    planned(here, **wish)
    assert (planned(here, **wish).changed, len(kept(here))) == (False, 1)


def test_a_plan_is_looked_at_without_writing() -> None:
    here = workspace()
    assert (planned(here).changed, kept(here), kept_plan(here)) == (False, [], Plan())


@pytest.mark.parametrize("wish", [{"hours_per_week": 12.2}, {"hours_per_week": 168.0}])
def test_blocks_of_half_a_day_are_refused_before_anything_is_written(wish: dict[str, Any]) -> None:
    here = workspace()
    planned(here, days=frozenset({SUN}))
    error = refused(here, WrongUsage, plan, Wish(**wish), 2)
    assert error.sentence.startswith(f"{wish['hours_per_week']:g} hours a week on Sun would be ")
    planned(here, hours_per_week=12.0)
    assert planned(here).minutes == 720


def test_the_goal_is_the_plans_before_that_of_the_settings() -> None:
    here = workspace()._replace(rhythm=Rhythm(hours_per_week=3.5))
    assert planned(here)[1:3] == (3.5, "settings")
    assert planned(here, days=frozenset({MON}))[1:3] == (3.5, "settings")
    assert planned(here, hours_per_week=6.0)[1:3] == (6.0, "plan")


def test_a_goal_becomes_blocks_of_five_minutes_and_more() -> None:
    here = workspace()
    assert planned(here, hours_per_week=7.0, days=frozenset({MON, WED, SAT})).minutes == 140
    assert planned(here, hours_per_week=5.1).minutes == 100
    assert planned(here, hours_per_week=0.1).minutes == 5


def test_without_named_days_every_day_but_the_rest_days_is_one() -> None:
    here = workspace()._replace(rhythm=Rhythm(rest_days=frozenset({SAT, SUN})))
    report = planned(here)
    assert (report.days, report.minutes) == ((0, 1, 2, 3, 4), 85)
    assert [(each.day - TODAY).days for each in report.blocks] == [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]
    assert planned(here, days=frozenset({SAT})).days == (SAT,)


def test_blocks_begin_today_and_those_in_a_break_are_left_out() -> None:
    here = workspace()
    paused(here, 2, 7)
    report = planned(here, days=frozenset({MON, WED}))
    assert [(each.day - TODAY).days for each in report.blocks] == [0, 9]
    assert report.break_until is None
    assert planned(later(here, days=3)).break_until == ahead(7)


def test_blocks_hold_what_the_learner_would_come_to() -> None:
    here = workspace()
    choose(here, WAY, WAY.options[0])
    blocks = planned(here, hours_per_week=6.0, days=frozenset({MON, SAT})).blocks
    told = [[(each.action, each.topic, each.minutes, each.finishes) for each in block.entries] for block in blocks]
    assert told[:2] == [
        [("learn", "a", 120, True), ("learn", "b", 60, False)],
        [("continue", "b", 180, True)],
    ]


def test_blocks_are_measured_by_the_learners_own_topics() -> None:
    here = workspace()
    choose(here, WAY, WAY.options[0])
    log_time(here, A, 8 * 60)
    mark(here, "finished", [A])
    entry = planned(here, hours_per_week=6.0, days=frozenset({MON})).blocks[0].entries[0]
    assert calibrate(here.standing()).factor > 1
    assert (entry.topic, entry.minutes, entry.finishes) == (
        "b",
        round(60 * 4 * calibrate(here.standing()).factor),
        True,
    )


def test_at_the_end_of_the_path_a_block_holds_nothing() -> None:
    here = workspace()
    mark(here, "finished", list(SMALL.topics.values()))
    blocks = planned(here, days=frozenset({MON})).blocks
    assert [each.entries for each in blocks] == [(), ()]


def test_what_learners_mean_to_do_is_their_own() -> None:
    here = workspace()
    paused(here, 0, 9)
    planned(here, hours_per_week=6.0)
    for other in (here._replace(user="bob"), here._replace(roadmap=SMALL._replace(id="other"))):
        assert (breaks(other).breaks, kept_plan(other)) == ((), Plan())
