"""Applications: how they add up, what is due, and how far they come."""

from datetime import date, timedelta

import pytest
from domain_helpers import TODAY, event
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.application import (
    LEAST_SAMPLES,
    Application,
    due_applications,
    fold_applications,
    in_order,
    is_same_job,
    next_stage,
    source_counts,
    stage_before,
    stage_counts,
    way,
)

DAY = timedelta(days=1)
DAYS = st.one_of(st.none(), st.integers(-20, 20).map(lambda place: TODAY + place * DAY))
ORDER = ("saved", "applied", "screening", "offer")
MOVES = st.lists(st.sampled_from((*ORDER, "gone")), min_size=1, max_size=8)


def application(company: str, due: date | None = None, closed: str | None = None) -> Application:
    return Application(
        id=company.casefold(),
        company=company,
        role="Engineer",
        first_day=TODAY,
        last_day=TODAY,
        stage="saved",
        stages=(("saved", TODAY),),
        due=due,
        closed=closed,
    )


def moved(*stages: str, source: str = "", every: int = 2, name: str = "a") -> Application:
    """One that went this way, a stage every two days."""
    events = [
        event(number, "applied", application=name, company=name, stage=stage, source=source)._replace(
            day=TODAY + number * every * DAY
        )
        for number, stage in enumerate(stages)
    ]
    return fold_applications(events)[0]


def names(found: tuple[tuple[str, date], ...]) -> list[str]:
    return [stage for stage, _ in found]


def test_what_is_due_is_told_with_what_waits_longest_first() -> None:
    late, now = application("Late", TODAY - 3 * DAY), application("Now", TODAY)
    others = application("Later", TODAY + DAY), application("Never"), application("Over", TODAY, "no reply")
    assert due_applications((*others, now, late), TODAY) == (late, now)


@given(st.lists(st.tuples(DAYS, st.sampled_from((None, "", "no reply")))))
def test_all_that_is_open_and_due_by_today_is_told_in_order(drawn: list[tuple[date | None, str | None]]) -> None:
    every = [application(f"C{place}", due, closed) for place, (due, closed) in enumerate(drawn)]
    found = due_applications(every, TODAY)
    assert set(found) == {each for each in every if each.closed is None and each.due and each.due <= TODAY}
    assert [each.due for each in found] == sorted(each.due for each in found if each.due)


def test_a_list_begins_with_what_is_due_and_ends_with_what_is_over() -> None:
    soon, later, never = application("B", TODAY), application("C", TODAY + DAY), application("A")
    idle = application("D")._replace(last_day=TODAY - DAY)
    over = application("E", closed="no reply")
    assert in_order((over, never, idle, later, soon)) == (soon, later, idle, never, over)


def test_notes_add_up_and_the_last_word_counts_for_the_rest() -> None:
    (told,) = fold_applications(
        [
            event(1, "applied", application="a", company="A", role="R", stage="saved", due=TODAY.isoformat()),
            event(2, "applied", application="a", note="one", address="https://example.org"),
            event(3, "applied", application="a", note="two", address="", settled=True),
        ]
    )
    assert ([each.text for each in told.notes], told.url, told.due, told.title) == (["one", "two"], "", None, "A, R")


def test_closing_settles_and_moving_on_opens_again() -> None:
    events = [
        event(1, "applied", application="a", company="A", stage="saved", due=TODAY.isoformat()),
        event(2, "applied", application="a", closed="no reply"),
    ]
    (over,) = fold_applications(events)
    assert (over.closed, over.due) == ("no reply", None)
    (again,) = fold_applications([*events, event(3, "applied", application="a", stage="applied")])
    assert (again.closed, again.stage) == (None, "applied")


def test_what_is_moved_back_was_never_further_and_comes_there_anew() -> None:
    back = moved("saved", "applied", "offer", "applied")
    assert names(back.stages) == ["saved", "applied"]
    assert dict(moved("saved", "applied", "offer", "applied", "offer").stages)["offer"] == TODAY + 8 * DAY


def test_a_way_leaves_out_mistakes_and_stages_that_the_roadmap_does_not_have() -> None:
    assert names(way(moved("saved", "offer", "screening"), ORDER)) == ["saved", "screening"]
    assert names(way(moved("saved", "gone", "screening"), ORDER)) == ["saved", "screening"]
    assert way(moved("gone"), ORDER) == ()


@given(MOVES)
def test_a_way_follows_the_order_and_ends_where_the_application_is(moves: list[str]) -> None:
    told = moved(*moves)
    found = names(way(told, ORDER))
    assert found == sorted(found, key=ORDER.index)
    assert told.stage not in ORDER or found[-1] == told.stage
    assert set(found) <= set(moves)


@given(st.lists(MOVES, max_size=6))
def test_no_stage_is_reached_by_more_than_the_one_before(every: list[list[str]]) -> None:
    told = [moved(*moves) for moves in every]
    counts = stage_counts(told, ORDER)
    reached = [each.reached for each in counts]
    assert reached == sorted(reached, reverse=True)
    assert reached[0] == len(told)
    assert all(each.days is None or each.days >= 0 for each in counts)


def test_stages_are_counted_at_least_so_far_with_who_stands_there() -> None:
    over = moved("saved", "applied", "offer")._replace(closed="accepted")
    counts = stage_counts([moved("saved"), moved("saved", "screening"), over], ORDER)
    assert [(each.reached, each.here) for each in counts] == [(3, 1), (2, 0), (2, 1), (1, 0)]


def test_days_are_a_median_and_none_of_too_few() -> None:
    some = [moved("saved", "applied", every=days) for days in (1, 2, 9)]
    counts = {each.stage: each for each in stage_counts(some, ORDER)}
    assert (counts["applied"].days, counts["applied"].samples) == (2.0, LEAST_SAMPLES)
    assert (counts["saved"].days, counts["offer"].days) == (None, None)
    assert stage_counts(some[:2], ORDER)[1].days is None
    assert stage_counts([*some, moved("saved", "applied", every=3)], ORDER)[1].days == 2.5


def test_days_that_run_backwards_are_no_sample() -> None:
    some = [moved("saved", "applied", every=days) for days in (1, 2, 9, -10)]
    applied = stage_counts(some, ORDER)[1]
    assert (applied.days, applied.samples) == (2.0, 3)


def test_the_stage_before_is_that_of_the_way_and_no_mistake() -> None:
    told = moved("saved", "offer")
    assert stage_before(told, "screening", ORDER) == ("saved", TODAY)
    assert stage_before(told, "saved", ORDER) is None
    assert stage_before(told, "gone", ORDER) is None


def test_sources_are_counted_where_one_is_said() -> None:
    assert source_counts([moved("saved")], ORDER) == ()
    told = [moved("saved", source="a friend"), moved("saved", "applied", source="a friend"), moved("offer")]
    counts = source_counts(told, ORDER)
    assert [(each.source, each.applications, each.reached) for each in counts] == [
        ("a friend", 2, (2, 1, 0, 0)),
        ("", 1, (1, 1, 1, 1)),
    ]


@pytest.mark.parametrize(("stage", "wanted"), [("saved", "applied"), ("offer", None), ("gone", None), ("", None)])
def test_the_next_stage_is_that_of_the_roadmap(stage: str, wanted: str | None) -> None:
    assert next_stage(application("A")._replace(stage=stage), ORDER) == wanted


def test_a_job_is_the_same_whatever_the_case_and_the_gaps() -> None:
    assert is_same_job(application("Acme  Inc"), "acme inc", "ENGINEER")
    assert not is_same_job(application("Acme"), "Acme", "Scientist")


def test_what_another_device_did_to_one_whose_beginning_was_undone_makes_none() -> None:
    assert fold_applications([event(2, "applied", application="a", stage="applied", role="R", note="x")]) == ()
