"""One learner's way as a whole, of a phase, and since a day, over a log that is a list."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from conftest import examples
from domain_helpers import TODAY, event, histories, roadmap, topic, undone
from hypothesis import given
from hypothesis import strategies as st
from list_log import NOW, SMALL, later, workspace

from roadmap_cli.domain.days import Rhythm
from roadmap_cli.domain.edit import EDITS, in_effect
from roadmap_cli.domain.events import CANDIDACY_KINDS, KINDS, Event
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.progress import fold
from roadmap_cli.domain.roadmap import Phase
from roadmap_cli.reports.archive import Archive
from roadmap_cli.reports.burnup import HoursAhead
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import ForecastLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.break_ import take_break
from roadmap_cli.services.choose import choose
from roadmap_cli.services.export import EVERYTHING, RECENT_NOTES, Part, archive, everything, progress, topics_of
from roadmap_cli.services.export import plan as part_of_plan
from roadmap_cli.services.forecast import Question, forecast
from roadmap_cli.services.link import link
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.note import note
from roadmap_cli.services.pace import NEVER, look_ahead
from roadmap_cli.services.plan import Wish, plan
from roadmap_cli.services.status import status
from roadmap_cli.services.timer import start_timer
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace

A, B, C, X, Y, END, EXTRA = SMALL.topics.values()
ONE, TWO = SMALL.phases
(WAY,) = SMALL.choices
WAY_Y = WAY, WAY.options[1]
PARTS = (EVERYTHING, Part(ONE), Part(TWO), Part(since=TODAY), Part(ONE, TODAY + timedelta(days=1)))
SOME_PART = st.sampled_from(PARTS)


def of(events: list[Event]) -> Workspace:
    here = workspace()
    here.log.merge(events)
    return here


def told(here: Workspace, part: Part = EVERYTHING) -> ProgressReport:
    """Each draws the same futures."""
    return progress(here._replace(chance=Random(1)), lambda _: Lesson(), part)


def archived(here: Workspace, part: Part = EVERYTHING) -> Archive:
    kept = everything(here, {}, "test").roadmaps[0] if part == EVERYTHING else archive(here, part)
    return kept._replace(events=tuple(kept.events))


def lines(report: ProgressReport) -> set[str]:
    return {line.id for phase in report.status.phases for module in phase.modules for line in module.topics}


def dates(of_what: HoursAhead | ForecastLine) -> list[date]:
    return [each for each in (of_what.p20, of_what.p50, of_what.p80) if each]


@pytest.fixture
def busy() -> Workspace:
    """Both phases begun, over three weeks."""
    here = workspace()
    for days, which, minutes in ((20, A, 60), (19, A, 60), (12, B, 90), (5, B, 120), (2, C, 45)):
        log_time(later(here, days=-days), which, minutes)
    mark(later(here, days=-19), "finished", [A])
    link(later(here, days=-18), A, "https://example.org/a", "Notebook", proves=True)
    note(later(here, days=-12), B, "two of three")
    mark(later(here, days=-5), "finished", [B])
    link(later(here, days=-4), C, "https://example.org/c", "", proves=True)
    note(later(here, days=-2), C, "begun")
    mark(later(here, days=-1), "skipped", [EXTRA])
    return here


def test_the_whole_says_what_status_says(busy: Workspace) -> None:
    assert told(busy).status == status(busy._replace(chance=Random(1)))
    assert (told(busy).phase, told(busy).since) == (None, None)


def test_what_is_done_towards_a_job_is_no_news_for_others(busy: Workspace) -> None:
    before = told(busy).recent
    for kind in CANDIDACY_KINDS:
        data = {"project": "p", "story": "s", "application": "a", "name": "Secret", "title": "Secret", "problem": "x"}
        wanted = {key: value for key, value in data.items() if key in KINDS[kind].data}
        busy.append([busy.fact(kind, **wanted, **({"format": "f", "score": 3} if kind == "practised" else {}))])
    assert told(busy).recent == before


@examples(30)
@given(events=histories())
def test_the_way_so_far_ends_where_status_is(events: list[Event]) -> None:
    here = of(events)
    way, totals = told(here).burnup, status(here).totals
    assert way is not None
    assert way.counted == totals.hours.counted
    assert (way.done[-1].hours if way.done else 0) == pytest.approx(totals.hours.done)
    assert all(one.day < other.day and one.hours < other.hours for one, other in pairwise(way.done))


def test_the_way_so_far_ends_today_though_a_wrong_clock_said_tomorrow() -> None:
    here = of([event(0, "finished", "a"), event(30, "finished", "b")])
    way = told(here).burnup
    assert way is not None
    assert [(each.day, each.hours) for each in way.done] == [(TODAY, 6)]


def test_what_is_done_on_one_day_is_one_step_of_the_way(busy: Workspace) -> None:
    mark(busy, "finished", [C, X])
    way = told(busy).burnup
    assert way is not None
    days = [(each.day - TODAY).days for each in way.done]
    assert (days, [each.hours for each in way.done]) == ([-19, -5, 0], [2, 6, 14])


def test_the_futures_are_drawn_once(busy: Workspace) -> None:
    here, once = busy._replace(chance=Random(1)), busy._replace(chance=Random(1))
    progress(here, lambda _: Lesson())
    look_ahead(once, once.standing(), once.intentions())
    assert here.chance.getstate() == once.chance.getstate()


def test_the_way_to_come_ends_where_the_forecast_does(busy: Workspace) -> None:
    report = told(busy)
    way, line = report.burnup, report.status.forecast
    assert way is not None
    assert (way.ahead[-1].p20, way.ahead[-1].p50, way.ahead[-1].p80) == (line.p20, line.p50, line.p80)
    assert way.ahead[-1].hours == way.counted
    for one, other in pairwise(way.ahead):
        assert one.hours < other.hours
        assert dates(one)[1] <= dates(other)[1]
        assert dates(one)[2] <= dates(other)[2]
    assert all(dates(each) == sorted(dates(each)) for each in way.ahead)


def test_nothing_is_ahead_of_a_path_that_is_done() -> None:
    here = workspace()
    mark(here, "finished", list(SMALL.topics.values()))
    report = told(here)
    assert report.burnup is not None
    assert report.burnup.ahead == ()
    assert report.status.forecast.done


@pytest.mark.parametrize("where", SMALL.phases)
def test_a_phase_holds_only_what_is_in_it(busy: Workspace, where: Phase) -> None:
    report, inside = told(busy, Part(where)), {topic.id for topic in where.topics}
    assert lines(report) == set(report.requires) == inside
    assert set(report.dates) <= inside
    assert {each.topic.id for each in report.evidence} == {"a" if where is ONE else "c"}
    assert {each.topic.id for each in report.notes} == {"b" if where is ONE else "c"}
    assert {each.topic for entry in report.recent for each in entry.events} <= inside
    assert {step.topic for step in report.status.next} <= inside
    assert report.burnup is None
    assert report.phase == Named(where.id, where.title)
    (found,) = report.status.phases
    assert report.status.totals == found.totals
    assert found == status(busy).phases[where.number - 1]


@examples(30)
@given(events=histories())
def test_phases_add_up_to_the_whole(events: list[Event]) -> None:
    here = of(events)
    whole, parts = told(here).status.totals, [told(here, Part(phase)).status.totals for phase in SMALL.phases]
    for name in ("counted", "done", "doing", "todo", "skipped"):
        assert sum(getattr(each.topics, name) for each in parts) == getattr(whole.topics, name)
    for name in ("counted", "done", "left", "proven"):
        assert sum(getattr(each.hours, name) for each in parts) == pytest.approx(getattr(whole.hours, name))


def test_a_phase_is_reached_once_what_stands_before_it_is_done_too(busy: Workspace) -> None:
    mark(busy, "reset", [B])
    first, last, whole = (told(busy, part).status.forecast for part in (Part(ONE), Part(TWO), EVERYTHING))
    assert all(one < other for one, other in zip(dates(first), dates(last), strict=True))
    assert last == whole
    assert not first.done
    mark(busy, "finished", [B])
    assert told(busy, Part(ONE)).status.forecast.done
    assert not told(busy, Part(TWO)).status.forecast.done
    mark(busy, "reset", [B])
    mark(busy, "finished", [C, X, END])
    assert told(busy, Part(TWO)).status.forecast.done
    assert not told(busy).status.forecast.done


def test_a_phase_is_reached_on_the_dates_of_the_forecast_in_the_order_of_next() -> None:
    carriers = (topic(f"c{each}", "two/end", requires=("b",)) for each in range(8))
    mixed = roadmap(topic("aside", "one/rest", hours=90), topic("b", "two/end", hours=10), *carriers)
    here = workspace(mixed)
    lines = forecast(here._replace(chance=Random(1)), Question(), ()).phases
    assert [dates(told(here, Part(phase)).status.forecast) for phase in mixed.phases] == [
        [each.p20, each.p50, each.p80] for each in lines
    ]


def test_a_phase_without_hours_to_come_has_no_date() -> None:
    here = workspace()._replace(rhythm=Rhythm(hours_per_week=0.0001))
    line = told(here, Part(ONE)).status.forecast
    assert (line.p20, line.p50, line.p80) == NEVER


def test_the_next_steps_of_a_phase_are_those_of_the_whole_that_lie_in_it(busy: Workspace) -> None:
    whole = [step for step in told(busy).status.next if step.topic in {topic.id for topic in TWO.topics}]
    assert list(told(busy, Part(TWO)).status.next)[: len(whole)] == whole
    assert told(busy, Part(ONE)).status.next == ()


def test_a_phase_that_waits_for_another_says_for_what() -> None:
    here = workspace()
    assert [step.topic for step in told(here, Part(ONE)).status.next] == ["a"]
    mark(here, "skipped", [EXTRA])
    assert [step.topic for step in told(here, Part(TWO)).status.next] == ["a"]


def test_the_days_of_a_part_are_those_on_which_it_was_studied(busy: Workspace) -> None:
    def minutes(part: Part) -> dict[int, int]:
        return {(day.day - TODAY).days: day.minutes for day in told(busy, part).activity.days if day.minutes}

    assert minutes(EVERYTHING) == {-20: 60, -19: 60, -12: 90, -5: 120, -2: 45}
    assert minutes(Part(ONE)) == {-20: 60, -19: 60, -12: 90, -5: 120}
    assert minutes(Part(TWO)) == {-2: 45}
    assert minutes(Part(since=TODAY - timedelta(days=5))) == {-5: 120, -2: 45}
    assert minutes(Part(ONE, TODAY - timedelta(days=4))) == {}


@pytest.mark.parametrize("ago", [0, 1, 6, 7, 8, 100, 371, 5000])
def test_the_days_of_a_part_begin_no_later_than_it(busy: Workspace, ago: int) -> None:
    since = TODAY - timedelta(days=ago)
    days = [each.day for each in told(busy, Part(since=since)).activity.days]
    assert days[0] <= max(since, TODAY - timedelta(weeks=52))
    assert days[-1] == TODAY
    assert (since - days[0]).days <= 13


def test_since_a_day_only_what_was_touched_is_told(busy: Workspace) -> None:
    report = told(busy, Part(since=TODAY - timedelta(days=4)))
    assert lines(report) == {"c", "extra"}
    assert [each.link.url for each in report.evidence] == ["https://example.org/c"]
    assert [each.note.text for each in report.notes] == ["begun"]
    assert {entry.day for entry in report.recent} == {TODAY - timedelta(days=days) for days in (1, 2, 4)}
    assert report.status.totals == status(busy).totals
    assert report.burnup == told(busy).burnup
    assert report.since == TODAY - timedelta(days=4)


def test_since_a_day_on_which_nothing_happened_yet_nothing_is_told(busy: Workspace) -> None:
    report = told(busy, Part(since=TODAY))
    assert (report.status.phases, report.evidence, report.notes, report.recent) == ((), (), (), ())
    assert report.status.totals == status(busy).totals


def test_what_was_taken_back_did_not_touch_a_topic(busy: Workspace) -> None:
    note(busy, A, "oh")
    undo(busy)
    assert "a" not in topics_of(busy, Part(since=TODAY))
    redo(busy)
    assert "a" in topics_of(busy, Part(since=TODAY))


def test_notes_stand_newest_first_and_all_of_them_since_a_day() -> None:
    here = workspace()
    for number in range(RECENT_NOTES + 5):
        note(later(here, minutes=number), A, f"{number}")
    wanted = [f"{number}" for number in reversed(range(RECENT_NOTES + 5))]
    assert [each.note.text for each in told(here).notes] == wanted[:RECENT_NOTES]
    assert [each.note.text for each in told(here, Part(since=TODAY)).notes] == wanted


def test_lately_says_what_counts_and_nothing_of_plans_and_clocks() -> None:
    here = workspace()
    log_time(here, A, 30)
    plan(here, Wish(hours_per_week=5), 2)
    start_timer(here, B)
    note(here, B, "oh")
    undo(here)
    take_break(here, TODAY + timedelta(days=3), TODAY + timedelta(days=5), "")
    kinds = [[each.kind for each in entry.events] for entry in told(here).recent]
    assert ["noted"] not in kinds
    assert all(each not in {"planned", "timed", "undone"} for its in kinds for each in its)
    assert kinds[-1] == ["started", "logged"]


def test_lately_is_short_unless_a_day_is_named() -> None:
    here = workspace()
    for number in range(25):
        log_time(later(here, minutes=number), A, 30)
    assert len(told(here).recent) == 10
    assert len(told(here, Part(since=TODAY)).recent) == 25


@examples(30)
@given(events=histories(), part=SOME_PART)
def test_every_part_can_be_told_of_any_history(events: list[Event], part: Part) -> None:
    here = of(events)
    report = told(here, part)
    assert lines(report) == topics_of(here, part)
    assert {each.topic.id for each in report.evidence} <= {*SMALL.topics} & lines(report)
    assert (report.phase is None) == (report.burnup is not None)


@given(events=histories(), where=st.sampled_from(SMALL.phases))
def test_the_archive_of_a_phase_brings_back_that_phase(events: list[Event], where: Phase) -> None:
    kept = archived(of(events), Part(where))
    inside = {topic.id for topic in where.topics}
    assert {each.topic for each in kept.events} <= {*inside, None}
    assert {each.kind for each in kept.events if each.topic is None} <= {"undone"}
    whole = fold(events).topics
    assert fold(kept.events).topics == {key: state for key, state in whole.items() if key in inside}
    assert kept.state == fold(kept.events)._replace(days=())


@given(events=histories(), part=SOME_PART)
def test_an_archive_holds_events_as_they_are_and_edits_and_undos_only_of_what_it_holds(
    events: list[Event], part: Part
) -> None:
    whole = archived(of(events), part)
    kept = [*whole.events]
    assert [each for each in events if each in kept] == kept
    assert whole.state == fold(kept)._replace(days=())
    batches = {each.batch for each in kept}
    if part != EVERYTHING:  # of which also an undo that is here before what it undoes
        assert all(each.data["batch"] in batches for each in kept if each.kind == "undone")
    counted = in_effect(events)
    if part.since:
        days = {each.id: each.day for each in (*events, *counted)}
        assert all(days[each.id] >= part.since for each in kept if each.kind not in {*EDITS, "undone"})
    assert in_effect(kept) == [each for each in counted if each.id in {its.id for its in kept}]


@given(events=histories())
def test_the_archive_of_everything_is_everything(events: list[Event]) -> None:
    assert [*everything(of(events), {}, "test").roadmaps[0].events] == events


def test_the_archive_of_a_phase_keeps_the_undo_of_a_command_about_two() -> None:
    events = [event(0, "finished", "a"), event(1, "finished", "c", batch=0), undone(2, 0), undone(3, 2)]
    assert [each.kind for each in archived(of(events), Part(TWO)).events] == ["finished", "undone", "undone"]
    assert archive(of(events[:3]), Part(TWO)).state.topics == {}
    assert archive(of(events), Part(TWO)).state.topics["c"].status == "done"


def test_a_choice_belongs_to_the_whole() -> None:
    here = workspace()
    choose(here, *WAY_Y)
    assert [each.kind for each in archived(here).events] == ["chose"]
    assert [*archived(here, Part(TWO)).events] == []


def test_the_plan_of_a_phase_holds_only_its_topics(busy: Workspace) -> None:
    whole, part = plan(busy, Wish(), 2), part_of_plan(busy, Part(TWO), 2)
    assert part_of_plan(busy, EVERYTHING, 2) == whole
    inside = {topic.id for topic in TWO.topics}
    assert [block.day for block in part.blocks] == [block.day for block in whole.blocks]
    assert {each.topic for block in part.blocks for each in block.entries} <= inside
    assert any(block.entries for block in part.blocks)
    assert not any(block.entries for block in part_of_plan(busy, Part(ONE), 2).blocks)


def test_times_of_topics_are_of_the_part(busy: Workspace) -> None:
    moments = {"a": (20, 19), "b": (12, 5)}
    wanted = {key: (NOW - timedelta(days=first), NOW - timedelta(days=last)) for key, (first, last) in moments.items()}
    assert told(busy, Part(ONE)).dates == wanted
    assert wanted.items() < told(busy).dates.items()


def test_the_report_knows_the_prerequisites_of_the_effective_option(busy: Workspace) -> None:
    requires = told(busy).requires
    assert requires["end"] == ("c", "x-topic")
    choose(busy, *WAY_Y)
    assert told(busy).requires["end"] == ("c", "y-topic")
