"""One entry corrected or deleted, over a log that is a list."""

from datetime import date, timedelta

import pytest
from domain_helpers import TODAY, event, roadmap, topic
from list_log import NOW, SMALL, CountingLog, kept, later, state, workspace

from roadmap_cli.domain.events import KINDS, Data, Event, Kind
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services.edit import (
    EVENTS_AT_ONCE,
    NOTHING,
    Correction,
    Last,
    correct,
    delete,
    entries,
    find,
    ids_of,
    last,
)
from roadmap_cli.services.link import link
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.note import note
from roadmap_cli.services.timer import start_timer, stop_timer
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace

A, B, *_ = SMALL.topics.values()
YESTERDAY = TODAY - timedelta(days=1)


def studied() -> Workspace:
    here = workspace()
    log_time(here, A, 45, "so")
    mark(here, "finished", [A])
    note(here, B, "a note")
    link(here, B, "https://example.org", "A page", proves=True)
    return here


def of_kind(here: Workspace, kind: str) -> Event:
    return next(each for each in here.log.events("ada", "test") if each.kind == kind)


def test_entries_are_listed_newest_first_with_what_can_be_changed() -> None:
    here = studied()
    report = entries(here, (), 3)
    assert [(each.kind, each.topic.id, each.fields) for each in report.entries] == [
        ("linked", "b", ("url", "title", "proves", "day")),
        ("noted", "b", ("text", "day")),
        ("finished", "a", ("day",)),
    ]
    assert report.entries[0].text == "proof for B: https://example.org"
    assert [each.kind for each in entries(here, ("a",), 9).entries] == ["finished", "logged", "started"]


def test_the_list_reaches_behind_what_cannot_be_edited() -> None:
    here = workspace()
    note(here, A, "first")
    for _ in range(30):
        start_timer(here, B)
        undo(here)
    assert [each.text for each in entries(here, (), 1).entries] == ["note on A: first"]


def test_a_short_id_is_the_end_of_the_id_holds_a_digit_and_is_no_other_ones() -> None:
    here = workspace()
    ends = ("abcdefabcdef", "1bcdefabcdef", "2bcdef000001", "3bcdef100001")
    here.log.merge(
        event(number, "logged", "a", minutes=5)._replace(id=f"018bcfe5-6800-7000-8000-{end}")
        for number, end in enumerate(ends)
    )
    shorts = [each.short for each in entries(here, (), 9).entries]
    assert sorted(shorts) == ["0-abcdefabcdef", "000001", "100001", "1bcdefabcdef"]
    assert [find(here, short).id.endswith(short) for short in shorts] == [True] * 4
    with pytest.raises(CannotBeDone, match="could be any of these") as caught:
        find(here, "00001")
    assert "000001 (5 min on A)" in caught.value.sentence
    assert "100001 (5 min on A)" in caught.value.sentence


def test_what_is_no_end_of_an_id_is_a_topic() -> None:
    here = workspace(SMALL._replace(phases=()))
    assert find(here, "0000") is None
    assert find(studied(), "a") is None
    with pytest.raises(CannotBeDone, match='no entry and no topic "beef"'):
        ids_of(here, "beef")
    with pytest.raises(CannotBeDone, match='no topic "zzzz"'):
        ids_of(here, "zzzz")


def test_an_entry_of_a_topic_that_left_the_file_can_be_edited() -> None:
    here = workspace()
    here.log.merge([event(0, "logged", "gone", minutes=45)])
    (line,) = entries(here, ids_of(here, "gone"), 9).entries
    assert (line.topic.title, line.text) == ("gone", "45 min on gone")
    assert correct(here, last(here, ("gone",), NOTHING), Correction(minutes=50), dry_run=False).entry.text == (
        "50 min on gone"
    )


def test_a_time_is_corrected_and_the_answer_says_what_it_was() -> None:
    here = studied()
    report = correct(here, of_kind(here, "logged"), Correction(minutes=50), dry_run=False)
    assert (report.change, report.said.was and report.said.was.data, report.said.data) == (
        "corrected",
        {"minutes": 45},
        {"minutes": 50},
    )
    assert (report.entry.text, report.entry.corrected, report.total_minutes) == ("50 min on A: so", True, 50)
    assert state(here).topics["a"].minutes == 50


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    here = studied()
    before = kept(here)
    foreseen = correct(here, of_kind(here, "logged"), Correction(minutes=50), dry_run=True)
    deleted = delete(here, of_kind(here, "logged"), dry_run=True)
    assert kept(here) == before
    assert foreseen.said == correct(here, of_kind(here, "logged"), Correction(minutes=50), dry_run=False).said
    assert (deleted.change, deleted.dry_run, deleted.totals) == ("deleted", True, None)


def test_what_is_so_already_makes_no_event() -> None:
    here = studied()
    before = kept(here)
    for wish in (Correction(minutes=45), Correction(text="so"), Correction(day=TODAY)):
        assert correct(here, of_kind(here, "logged"), wish, dry_run=False).change == "known"
    assert (
        correct(here, of_kind(here, "linked"), Correction(proves=True, title="A page"), dry_run=False).change == "known"
    )
    assert kept(here) == before


def test_a_start_that_came_with_the_time_moves_with_it() -> None:
    here = studied()
    report = correct(here, of_kind(here, "logged"), Correction(day=YESTERDAY), dry_run=False)
    started, logged, *_ = (each for each in here.during(KINDS) if each.topic == "a")
    assert report.with_start
    assert (started.day, logged.day, started.at, logged.at) == (YESTERDAY, YESTERDAY, *[here.moment_on(YESTERDAY)] * 2)
    correct(here, of_kind(here, "finished"), Correction(day=date(2026, 11, 25)), dry_run=False)
    assert here.events("finished")[0].day == date(2026, 11, 25)


def test_a_start_of_another_day_stays_where_it_is() -> None:
    here = workspace()
    log_time(here, A, 45)
    correct(here, of_kind(here, "started"), Correction(day=YESTERDAY), dry_run=False)
    assert not correct(
        here, of_kind(here, "logged"), Correction(day=TODAY - 3 * (TODAY - YESTERDAY)), dry_run=False
    ).with_start
    assert here.events("started")[0].day == YESTERDAY


def test_deleting_the_only_time_takes_the_start_with_it() -> None:
    here = workspace()
    log_time(here, A, 45)
    report = delete(here, of_kind(here, "logged"), dry_run=False)
    assert (report.with_start, report.status, state(here).topics) == (True, "todo", {})
    undo(here)
    assert state(here).topics["a"].status == "doing"


def test_a_start_stays_while_something_was_done_on_the_topic_since() -> None:
    here = studied()
    report = delete(here, of_kind(here, "logged"), dry_run=False)
    assert (report.with_start, report.status) == (False, None)
    assert state(here).topics["a"].started_at == NOW


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("noted", {"text": "x"}),
        ("linked", {"url": "https://example.org", "proves": False}),
        ("ticked", {"criterion": "You can x"}),
        ("graded", {"card": "a-1", "rating": 3}),
        ("timed", {"action": "start"}),
    ],
)
def test_a_start_stays_whatever_was_done_on_the_topic_since(kind: Kind, data: Data) -> None:
    here = workspace()
    log_time(here, A, 45)
    here.append([here.fact(kind, "a", **data)])
    assert delete(here, of_kind(here, "logged"), dry_run=False).with_start is False
    assert state(here).topics["a"].status == "doing"


def test_a_start_goes_that_came_after_what_was_done_before() -> None:
    here = workspace()
    note(here, A, "x")
    log_time(here, A, 45)
    assert delete(here, of_kind(here, "logged"), dry_run=False).status == "todo"


def test_the_time_of_a_timer_goes_with_the_start_that_it_made() -> None:
    here = workspace()
    here.append([here.fact("timed", "a", action="start")])
    stop_timer(later(here, minutes=30), "", None)
    assert delete(here, of_kind(here, "logged"), dry_run=False).with_start


def test_a_start_under_a_former_id_stays_while_something_was_done_under_the_new_one() -> None:
    here = workspace()
    log_time(here, A, 30)
    here = here._replace(roadmap=roadmap(topic("alpha", formerly=("a",)), topic("b", requires=("alpha",))))
    log_time(here, here.roadmap.topics["alpha"], 20)
    report = delete(here, of_kind(here, "logged"), dry_run=False)
    assert (report.with_start, report.status) == (False, None)
    assert here.standing().status("alpha") == "doing"


def test_deleting_a_finish_brings_back_the_status_before_it() -> None:
    here = studied()
    report = delete(here, of_kind(here, "finished"), dry_run=False)
    assert (report.status, report.totals and report.totals.topics.done) == ("doing", 0)


def test_a_grade_can_be_deleted_and_is_listed_with_its_topic_alone() -> None:
    here = workspace()
    here.log.merge([event(0, "graded", "a", card="a-1", rating=1)])
    assert entries(here, (), 9).entries == ()
    (line,) = entries(here, ("a",), 9).entries
    assert (line.text, line.fields) == ("grade of a-1 on A", ())
    delete(here, find(here, line.id), dry_run=False)
    assert here.log.cards("ada", "test") == []


@pytest.mark.parametrize(
    ("kind", "wish", "said"),
    [
        ("noted", Correction(minutes=5, text="x"), "note on B has no time"),
        ("noted", Correction(text=""), "note on B has no text then"),
        ("linked", Correction(text="x"), "proof for B has no text"),
        ("finished", Correction(url="https://example.org", title="x"), "done: A has no address and no title"),
    ],
)
def test_what_an_entry_has_not_cannot_be_corrected(kind: str, wish: Correction, said: str) -> None:
    here = studied()
    with pytest.raises(CannotBeDone, match=said) as caught:
        correct(here, of_kind(here, kind), wish, dry_run=False)
    assert caught.value.hint


def test_the_last_entry_is_the_last_that_has_what_is_to_be_changed() -> None:
    here = studied()
    wishes = {"linked": NOTHING, "logged": Correction(minutes=50), "noted": Correction(text="x")}
    assert {last(here, (), wish).kind: wish for wish in wishes.values()} == wishes
    assert last(here, ("a",), NOTHING).kind == "finished"
    with pytest.raises(CannotBeDone, match="no entry on it with an address"):
        last(here, ("a",), Correction(url="https://example.org"))


def test_the_last_entry_is_found_when_it_is_edited() -> None:
    here, meant = studied(), Last(())
    link(here, A, "https://example.com", "", proves=False)
    assert correct(here, meant, Correction(title="x"), dry_run=False).entry.topic.id == "a"
    assert delete(here, meant, dry_run=False).entry.topic.id == "a"
    assert correct(here, meant, Correction(title="x"), dry_run=False).entry.topic.id == "b"
    with pytest.raises(CannotBeDone, match="no entry on it"):
        delete(here, Last(("c",)), dry_run=True)


def test_a_long_history_is_not_read_to_its_beginning_and_asked_once_what_is_like_the_ids_of_a_list() -> None:
    log = CountingLog()
    here = workspace()._replace(log=log)
    log.merge(event(number, "logged", "a", minutes=1) for number in range(500))
    for topics in ((), ("a",)):
        log.given = 0
        assert len(entries(here, topics, 5).entries) == 5
        assert log.given == 5 * EVENTS_AT_ONCE + 1


def test_the_entries_of_a_renamed_topic_are_the_newest_of_all_its_ids() -> None:
    here = workspace()
    log = here.log
    log.merge(event(number, "logged", "a", minutes=1) for number in range(400))
    log.merge(event(number, "logged", "alpha", minutes=2) for number in (400, 500))
    log.merge(event(number, "noted", "alpha", text="x") for number in range(501, 900))
    found = last(here, ("a", "alpha"), Correction(minutes=3))
    assert found.topic == "alpha"
    assert [each.text for each in entries(here, ("a", "alpha"), 402).entries][-2:] == ["2 min on alpha", "1 min on A"]


def test_a_day_of_more_than_a_day_is_refused_and_making_it_shorter_is_not() -> None:
    here = workspace()
    log_time(here, A, 1000)
    log_time(here, B, 400, day=YESTERDAY)
    here.log.merge([event(0, "logged", "a", minutes=1000)._replace(day=TODAY)])
    logged = here.events("logged")
    for each, wish in ((logged[1], Correction(minutes=1001)), (logged[2], Correction(day=TODAY))):
        with pytest.raises(CannotBeDone, match="24 h"):
            correct(here, each, wish, dry_run=False)
    correct(here, logged[1], Correction(minutes=999), dry_run=False)
    correct(here, logged[1], Correction(minutes=900, day=YESTERDAY), dry_run=False)


def test_time_of_no_day_fills_none_until_it_has_one() -> None:
    here = workspace()
    here.log.merge([event(0, "logged", "a", minutes=1000, undated=True)])
    log_time(here, A, 1000)
    undated = of_kind(here, "logged")
    correct(here, undated, Correction(minutes=1200), dry_run=False)
    with pytest.raises(CannotBeDone, match="24 h"):
        correct(here, undated, Correction(day=TODAY), dry_run=False)
    correct(here, undated, Correction(day=YESTERDAY), dry_run=False)
    assert [(each.day, each.minutes) for each in state(here).days] == [(YESTERDAY, 1200), (TODAY, 1000)]


def test_what_does_not_count_or_is_no_entry_is_refused_with_what_to_do() -> None:
    here = studied()
    linked = of_kind(here, "linked")
    undo(here)
    with pytest.raises(CannotBeDone, match="taken back") as caught:
        find(here, linked.id)
    assert caught.value.hint == "what was taken back comes back with: roadmap redo"
    noted = of_kind(here, "noted")
    delete(here, noted, dry_run=False)
    for again in (lambda: find(here, noted.id), lambda: delete(here, noted, dry_run=False)):
        with pytest.raises(CannotBeDone, match="note on B: this was deleted already"):
            again()
    start_timer(here, B)
    for kind in ("withdrawn", "timed", "undone"):
        with pytest.raises(CannotBeDone, match=f'"{kind}" is nothing') as caught:
            find(here, of_kind(here, kind).id)
        assert caught.value.hint


def test_the_time_of_a_timer_is_an_entry_like_any_other() -> None:
    here = workspace()
    start_timer(here, A)
    after = later(here, minutes=30)
    stop_timer(after, "", None)
    assert (
        correct(after, last(after, (), Correction(minutes=25)), Correction(minutes=25), dry_run=False).total_minutes
        == 25
    )
