"""Criteria and resources that are ticked, over a log that is a list."""

from random import Random

import pytest
from domain_helpers import roadmap, topic
from hypothesis import given
from hypothesis import strategies as st
from list_log import kept, state, workspace

from roadmap_cli.domain.lesson import Lesson, Resource
from roadmap_cli.domain.roadmap import fingerprint
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.forecast import ForecastReport
from roadmap_cli.reports.tick import TickReport
from roadmap_cli.services.forecast import Question, forecast
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.next import what_next
from roadmap_cli.services.tick import WantedTicks, tick, ticks
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace

TEXTS = ("You can count.", "You can read.", "You can write.")
LESSON = Lesson(
    criteria=TEXTS, resources=(Resource("A page", "https://example.org/page", "docs"), Resource("A book on paper", ""))
)
FEW = roadmap(
    topic("a", hours=9, criteria=tuple(map(fingerprint, TEXTS))),
    topic("b", hours=9, requires=("a",), criteria=tuple(map(fingerprint, TEXTS))),
)
A, B = FEW.topics.values()


def ticked(here: Workspace, *numbers: int, resources: tuple[int, ...] = (), off: bool = False) -> TickReport:
    return tick(here, A, LESSON, WantedTicks(numbers, resources, off))


def foreseen(here: Workspace) -> ForecastReport:
    return forecast(here._replace(chance=Random(1)), Question(), ())


def boxes(report: TickReport) -> str:
    return "".join("x" if each.ticked else "-" for each in report.lines)


def test_a_tick_starts_a_topic_that_is_still_to_do_and_all_of_them_end_none() -> None:
    here = workspace(FEW)
    first = ticked(here, 2)
    assert (first.started, first.status, boxes(first), first.met, first.hours_left) == (True, "doing", "-x---", 1, 6)
    rest = ticked(here, 1, 3, resources=(1, 2))
    assert (rest.started, rest.status, boxes(rest), rest.met, rest.hours_left) == (False, "doing", "xxxxx", 3, 0.9)
    assert kept(here) == [("started", "a"), *[("ticked", "a")] * 5]


@pytest.mark.parametrize("kind", ["finished", "skipped"])
def test_a_tick_on_what_is_done_or_skipped_leaves_it_so(kind: str) -> None:
    here = workspace(FEW)
    mark(here, kind, [A])
    report = ticked(here, 1)
    assert (report.started, report.status, report.hours_left) == (False, state(here).topics["a"].status, 0)


def test_what_is_kept_is_the_text_or_the_address_else_the_title_and_never_the_place() -> None:
    here = workspace(FEW)
    ticked(here, 1, resources=(1, 2))
    data = [each.data for each in here.log.events("ada", "test", kind="ticked")]
    assert data == [{"criterion": TEXTS[0]}, {"resource": "https://example.org/page"}, {"resource": "A book on paper"}]
    turned = LESSON._replace(criteria=TEXTS[::-1], resources=LESSON.resources[::-1])
    assert boxes(ticks(here, A, turned)) == "--xxx"
    retitled = LESSON._replace(resources=(Resource("Another title", "https://example.org/page"),))
    assert [each.ticked for each in ticks(here, A, retitled).lines if each.text == "Another title"] == [True]


def test_ticking_twice_changes_nothing_and_makes_no_event() -> None:
    here = workspace(FEW)
    ticked(here, 1)
    before = kept(here)
    again = ticked(here, 1, 1)
    assert ([each.text for each in again.unchanged], again.changed, kept(here)) == ([TEXTS[0]], (), before)
    assert [each.text for each in ticked(here, 2, off=True).unchanged] == [TEXTS[1]]
    assert kept(here) == before


def test_off_takes_a_tick_back_and_starts_nothing() -> None:
    here = workspace(FEW)
    ticked(here, 1, 2, resources=(1,))
    report = ticked(here, 2, resources=(1,), off=True)
    assert (boxes(report), report.off, report.started, report.hours_left) == ("x----", True, False, 6)
    mark(here, "reset", [A])
    assert ticked(here, 1, off=True).status == "todo"


@pytest.mark.parametrize(("wanted", "said"), [((4,), "3 criteria"), ((0,), "3 criteria"), ((1, 9), "3 criteria")])
def test_a_number_that_there_is_not_is_refused_and_then_nothing_is_written(wanted: tuple[int, ...], said: str) -> None:
    here = workspace(FEW)
    with pytest.raises(CannotBeDone, match=f"^A has {said}, so there is no number {wanted[-1]}$"):
        ticked(here, *wanted)
    with pytest.raises(CannotBeDone, match=r"^A has 2 resources, so there is no number 3$"):
        ticked(here, 1, resources=(3,))
    with pytest.raises(CannotBeDone, match=r"^A has no criteria, so there is no number 1$"):
        tick(here, A, Lesson(), WantedTicks((1,)))
    assert kept(here) == []


def test_what_the_file_says_no_longer_is_listed_as_orphaned_and_can_be_taken_back() -> None:
    here = workspace(FEW)
    ticked(here, 1, 2, resources=(1,))
    changed = Lesson(criteria=("You can count to ten.", *TEXTS[1:]))
    lines = ticks(here, A, changed).lines
    assert [(each.number, each.text, each.ticked) for each in lines if each.orphaned] == [
        (4, TEXTS[0], True),
        (1, "https://example.org/page", True),
    ]
    assert [each.ticked for each in lines if not each.orphaned] == [False, True, False]
    assert boxes(ticks(here, A, LESSON)) == "xx-x-"
    after = tick(here, A, changed, WantedTicks((4,), (1,), off=True))
    assert [each.text for each in after.lines if each.orphaned] == []


def test_progress_under_a_former_id_goes_on() -> None:
    here = workspace(FEW)
    ticked(here, 1)
    renamed = roadmap(A._replace(id="alpha", formerly=("a",)))
    later = here._replace(roadmap=renamed)
    alpha = renamed.topics["alpha"]
    assert boxes(ticks(later, alpha, LESSON)) == "x----"
    assert boxes(tick(later, alpha, LESSON, WantedTicks((1,), off=True))) == "-----"


def test_undo_takes_a_tick_back_and_redo_brings_it_again() -> None:
    here = workspace(FEW)
    ticked(here, 1, 2)
    after = state(here)
    undo(here)
    assert (boxes(ticks(here, A, LESSON)), ticks(here, A, LESSON).status) == ("-----", "todo")
    redo(here)
    assert state(here) == after


def test_next_and_the_forecast_count_what_is_met_as_time_that_is_spent() -> None:
    here = workspace(FEW)
    assert foreseen(here).hours_left == 18
    ticked(here, 1, 2)
    (step, *_) = what_next(here, 1).suggestions
    assert (step.topic, step.hours_left, foreseen(here).hours_left) == ("a", 3, 12)
    assert "2 of 3 criteria met" in [reason.text for reason in step.reasons]
    log_time(here, A, 60)
    assert foreseen(here).hours_left == 17


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=8), st.integers(1, 3))
def test_one_more_tick_never_leaves_more_hours(said: list[tuple[int, bool]], number: int) -> None:
    here = workspace(FEW)
    for each, off in said:
        ticked(here, each, off=off)
    before = foreseen(here)
    ticked(here, number)
    after = foreseen(here)
    assert after.hours_left <= before.hours_left
    assert after.p50 is None or (before.p50 is not None and after.p50 <= before.p50)


def test_done_says_where_criteria_are_open_to_somebody_who_ticks() -> None:
    here = workspace(FEW)
    ticked(here, 1)
    report = mark(here, "finished", [A, B])
    assert [each.id for each in report.unmet] == ["a"]
    mark(here, "reset", [A])
    ticked(here, 2, 3)
    assert mark(here, "finished", [A]).unmet == ()
