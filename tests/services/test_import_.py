"""Progress out of the file of another program, over a log that is a list."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_log import SMALL, kept, later, state, workspace

from roadmap_cli.domain.lesson import Lesson, Resource
from roadmap_cli.domain.outline import Item, Unplaced
from roadmap_cli.domain.periods import calendar_period
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.import_ import ForeignFile, TakenInReport
from roadmap_cli.services.import_ import Destination, take_in
from roadmap_cli.services.link import link
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.pace import look_out
from roadmap_cli.services.report import report as period
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace

ORIGIN = ForeignFile("plan.md", "markdown", in_use=True)
PAGE = "https://example.org"
A, B, C = (SMALL.topics[each] for each in "abc")


LESSON = Lesson(criteria=("You can count.", "You can\nread."), resources=(Resource("The page", PAGE),))


def said(topic: str, status: str = "todo", *, evidence: tuple[str, ...] = (), **keys: Any) -> tuple[str, Item]:
    return topic, Item(
        f"plan.md:{topic}", "", status=status, evidence=tuple(Resource("", url) for url in evidence), **keys
    )


def bring(here: Workspace, *found: tuple[str, Item], dry_run: bool = False) -> TakenInReport:
    return take_in(here, found, ORIGIN, Destination(lambda _: LESSON), dry_run=dry_run)


def ids(report: TakenInReport) -> tuple[list[str], list[str], list[str]]:
    done, doing, skipped = ([each.id for each in its] for its in (report.done, report.doing, report.skipped))
    return done, doing, skipped


def statuses(here: Workspace) -> dict[str, str]:
    standing = here.standing()
    return {topic: standing.status(topic) for topic in here.roadmap.topics if standing.status(topic) != "todo"}


def test_what_a_file_says_becomes_so_as_one_command() -> None:
    here = workspace()
    found = (said("a", "done"), said("b", "doing"), said("c"), said("extra", "skipped"))
    report = bring(here, *found)
    assert ids(report) == (["a"], ["b"], ["extra"])
    assert statuses(here) == {"a": "done", "b": "doing", "extra": "skipped"}
    assert kept(here) == [("finished", "a"), ("started", "b"), ("skipped", "extra")]
    reasons = [event.data["reason"] for event in here.log.events("ada", "test")]
    assert reasons == ["placement", "imported from plan.md", "imported from plan.md"]
    assert (report.known, report.is_new, report.unplaced) == (0, True, ())
    undo(here)
    assert statuses(here) == {}


def test_a_second_time_nothing_is_new() -> None:
    here = workspace()
    found = (said("a", "done", minutes=90, evidence=(PAGE,)), said("b", "doing"), said("c"), said("extra", "skipped"))
    bring(here, *found)
    before = kept(here)
    report = bring(later(here, days=3), *found)
    assert kept(here) == before
    assert (ids(report), report.minutes, report.links, report.known) == (([], [], []), 0, 0, 3)
    assert not report.is_new


@pytest.mark.parametrize(
    ("before", "file", "after"),
    [
        ("done", "doing", "done"),
        ("done", "skipped", "done"),
        ("done", "todo", "done"),
        ("skipped", "doing", "skipped"),
        ("skipped", "todo", "skipped"),
        ("skipped", "done", "done"),
        ("doing", "todo", "doing"),
        ("doing", "skipped", "skipped"),
        ("doing", "done", "done"),
    ],
)
def test_nothing_that_is_known_here_is_taken_away(before: str, file: str, after: str) -> None:
    here = workspace()
    bring(here, said("a", before))
    bring(here, said("a", file, started=date(2026, 11, 1)))
    assert statuses(here)["a"] == after


def test_days_of_the_file_are_the_days_of_the_events() -> None:
    here = workspace()
    bring(here, said("a", "done", started=date(2026, 9, 1), finished=date(2026, 10, 3), minutes=90, evidence=(PAGE,)))
    events = [(each.kind, each.day) for each in here.log.events("ada", "test")]
    third = date(2026, 10, 3)
    assert events == [("started", date(2026, 9, 1)), ("logged", third), ("finished", third), ("linked", third)]
    topic = state(here).topics["a"]
    assert topic.started_at == datetime(2026, 9, 1, 12, tzinfo=UTC)
    assert topic.finished_at == datetime(2026, 10, 3, 12, tzinfo=UTC)


def test_what_is_skipped_or_in_progress_may_have_been_started_before() -> None:
    here = workspace()
    day = date(2026, 9, 1)
    bring(here, said("a", "skipped", started=day), said("b", "doing", started=day), said("c", started=day))
    assert [(each.kind, each.topic, each.day) for each in here.log.events("ada", "test")] == [
        ("started", "a", day),
        ("skipped", "a", here.today),
        ("started", "b", day),
    ]


def test_what_is_in_progress_here_already_is_not_started_anew() -> None:
    here = workspace()
    mark(here, "started", [A])
    bring(here, said("a", "done", started=date(2026, 9, 1)))
    assert kept(here) == [("started", "a"), ("finished", "a")]


@pytest.mark.parametrize(
    ("day", "why"), [(date(2026, 11, 25), "it is in the future"), (date(1969, 1, 1), "it is too long ago")]
)
def test_a_day_that_cannot_be_is_listed_and_counts_as_none(day: date, why: str) -> None:
    here = workspace()
    report = bring(here, said("a", "done", started=day, finished=day, minutes=30))
    assert report.unplaced == (Unplaced("plan.md:a", day.isoformat(), why),) * 2
    assert [(each.kind, each.data.get("undated")) for each in here.log.events("ada", "test")] == [
        ("logged", True),
        ("finished", None),
    ]
    assert state(here).days == ()


def test_what_is_done_on_no_day_makes_today_no_study_day() -> None:
    here = workspace()
    bring(here, said("a", "done", minutes=90), said("b", "doing", minutes=45))
    assert (statuses(here), here.standing().whole.hours.logged) == ({"a": "done", "b": "doing"}, 2.25)
    assert (state(here).days, state(here).topics["a"].placed) == ((), True)
    told = period(here, calendar_period("week", here.today, 0, so_far=True))
    assert (told.study.minutes, told.study.study_days, told.topics.finished) == (0, 0, ())
    assert [each.id for each in told.topics.placed] == ["a"]
    tomorrow = later(here, days=1)
    assert look_out(tomorrow, tomorrow.standing(), tomorrow.intentions()).calibration.topics == 0


def test_time_counts_for_the_day_on_which_a_topic_was_finished_else_started() -> None:
    here = workspace()
    first, last = date(2026, 10, 1), date(2026, 10, 3)
    bring(
        here,
        said("a", "done", started=first, finished=last, minutes=90),
        said("b", "doing", started=first, minutes=45),
        said("c", "done", started=first, minutes=30),
    )
    days = [(each.day, each.topic, each.minutes) for each in state(here).days]
    assert days == [(first, "b", 45), (first, "c", 30), (last, "a", 90)]


def test_after_midnight_the_day_of_the_calendar_is_no_future() -> None:
    here = workspace()._replace(now=datetime(2026, 11, 24, 1, 30, tzinfo=UTC))
    report = bring(here, said("a", "done", finished=date(2026, 11, 24)))
    (event,) = here.log.events("ada", "test")
    assert (report.unplaced, event.day, event.at) == ((), date(2026, 11, 23), here.now)


def test_only_time_that_is_not_logged_yet_is_logged() -> None:
    here = workspace()
    log_time(here, A, 50)
    assert bring(here, said("a", minutes=90)).minutes == 40
    assert bring(here, said("a", minutes=60)).minutes == 0
    assert state(here).topics["a"].minutes == 90


def test_time_alone_changes_no_status() -> None:
    here = workspace()
    bring(here, said("a", minutes=90))
    assert (statuses(here), kept(here)) == ({}, [("logged", "a")])


def test_no_event_holds_more_than_a_day() -> None:
    here = workspace()
    report = bring(here, said("a", "done", minutes=3000))
    logged = [each.data["minutes"] for each in here.log.events("ada", "test") if each.kind == "logged"]
    assert (logged, report.minutes) == ([1440, 1440, 120], 3000)


def test_evidence_is_linked_once() -> None:
    here = workspace()
    link(here, A, f"{PAGE}/1", "", proves=True)
    link(here, A, f"{PAGE}/2", "", proves=False)
    report = bring(
        here, said("a", evidence=(f"{PAGE}/1", f"{PAGE}/2", f"{PAGE}/3")), said("b", evidence=(f"{PAGE}/1",))
    )
    assert report.links == 3
    assert (state(here).topics["a"].proofs, state(here).topics["b"].proofs) == (3, 1)


def test_evidence_keeps_its_title() -> None:
    here = workspace()
    links = (Resource("My notes", PAGE), Resource("", f"{PAGE}/2"), Resource("Again", PAGE))
    bring(here, ("a", Item("plan.md:a", "", evidence=links)))
    data = [event.data for event in here.log.events("ada", "test")]
    assert data == [{"url": PAGE, "title": "My notes", "proves": True}, {"url": f"{PAGE}/2", "proves": True}]


def test_a_topic_that_the_file_names_twice_is_told_once() -> None:
    here = workspace()
    said_twice = (
        said("a", "doing", minutes=10, evidence=(PAGE,)),
        said("a", "done", minutes=20, evidence=(PAGE, f"{PAGE}/2")),
        said("a", "todo"),
    )
    report = bring(here, *said_twice)
    assert (ids(report), report.minutes, report.links) == ((["a"], [], []), 30, 2)


def test_progress_of_a_former_id_counts() -> None:
    here = workspace()
    bring(here, said("a", "done", minutes=30, evidence=(PAGE,)))
    renamed = A._replace(id="alpha", formerly=("a",))
    module = SMALL.phases[0].modules[0]._replace(topics=(renamed, B))
    phases = (SMALL.phases[0]._replace(modules=(module,)), *SMALL.phases[1:])
    now = here._replace(roadmap=type(SMALL)("test", "Test", phases))
    assert not bring(now, said("alpha", "done", minutes=30, evidence=(PAGE,))).is_new


def test_a_dry_run_tells_the_same_and_writes_nothing() -> None:
    here = workspace()
    found = (said("a", "done", minutes=3000, evidence=(PAGE,)), said("b", "doing"))
    told = bring(here, *found, dry_run=True)
    assert kept(here) == []
    assert bring(here, *found) == told._replace(dry_run=False)


def said_as(topic: str, **keys: Any) -> tuple[str, Item]:
    return topic, Item("plan.md:1", "", **keys)


days = st.none() | st.dates(date(2026, 11, 1), date(2026, 11, 30))
many = st.lists(
    st.builds(
        said_as,
        topic=st.sampled_from(["a", "b", "c"]),
        status=st.sampled_from(["todo", "doing", "done", "skipped"]),
        started=days,
        finished=days,
        minutes=st.sampled_from([0, 0, 30, 2000]),
        evidence=st.lists(st.sampled_from([Resource("", PAGE), Resource("A page", f"{PAGE}/2")]), max_size=2).map(
            tuple
        ),
    ),
    max_size=6,
)
RANK = ("todo", "doing", "skipped", "done")


@given(first=many, second=many)
def test_whatever_comes_in_it_adds_and_comes_in_once_and_undo_takes_it_back(
    first: list[tuple[str, Item]], second: list[tuple[str, Item]]
) -> None:
    here = workspace()
    bring(here, *first)
    before, standing = state(here), here.standing()
    later_on = later(here, hours=1)
    report = bring(later_on, *second)
    after: Standing = here.standing()
    for topic in SMALL.topics:
        assert RANK.index(after.status(topic)) >= RANK.index(standing.status(topic))
        assert after.minutes(topic) >= standing.minutes(topic)
    assert not bring(later_on, *second).is_new
    if report.is_new:
        undo(later_on)
    assert state(here) == before


def test_noon_stands_for_a_day_of_which_only_the_day_is_known() -> None:
    here = workspace()
    bring(here, said("a", "done", finished=here.today - timedelta(days=1)))
    assert state(here).topics["a"].finished_at == datetime.combine(date(2026, 11, 22), time(12), UTC)


def test_what_is_ticked_in_a_file_becomes_so_and_the_rest_of_it_is_told() -> None:
    here = workspace()
    marks = (Resource("You can read.", ""), Resource("Page of another title", PAGE), Resource("You can fly.", ""))
    report = bring(here, said("a", "doing", ticks=marks))
    assert (report.ticks, report.is_new) == (2, True)
    assert kept(here) == [("started", "a"), ("ticked", "a"), ("ticked", "a")]
    assert [each.data for each in here.log.events("ada", "test", kind="ticked")] == [
        {"criterion": "You can\nread."},
        {"resource": PAGE},
    ]
    assert [(each.text, each.why) for each in report.unplaced] == [
        ("You can fly.", "the topic has no such criterion or resource")
    ]
    again = bring(here, said("a", "doing", ticks=marks[:2]))
    assert (again.ticks, again.is_new, again.known) == (0, False, 1)


def test_a_box_that_is_empty_in_a_file_takes_no_tick_back() -> None:
    here = workspace()
    bring(here, said("a", "doing", ticks=(Resource("You can read.", ""),)))
    before = kept(here)
    bring(here, said("a", "doing"))
    assert kept(here) == before


def noted(here: Workspace) -> list[str]:
    return [event.data["text"] for event in here.events("noted")]


def test_notes_are_recorded_once_and_counted() -> None:
    here = workspace()
    found = (
        said("a", notes=("Watched half.\nThe rest tomorrow.",)),
        said("a", notes=("Watched half.\nThe rest tomorrow.", "x")),
    )
    report = bring(here, *found)
    assert (noted(here), report.notes, report.is_new) == (["Watched half.\nThe rest tomorrow.", "x"], 2, True)
    again = bring(later(here, days=1), *found)
    assert (len(noted(here)), again.notes, again.is_new, again.known) == (2, 0, False, 1)
    undo(here)
    assert noted(here) == []
    assert bring(later(here, days=2), *found).notes == 2


def test_a_note_that_was_mended_or_withdrawn_does_not_come_back() -> None:
    here = workspace()
    bring(here, said("a", notes=("one", "two")))
    first, second = here.events("noted")
    here.append(
        [here.fact("corrected", "a", event=first.id, text="first"), here.fact("withdrawn", "a", event=second.id)]
    )
    assert noted(here) == ["first"]
    bring(later(here, days=1), said("a", notes=("one", "two")))
    assert noted(here) == ["first"]
