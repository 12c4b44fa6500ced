"""What happened, taken back, brought back, carried from one machine to another; over a log that is a list."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from domain_helpers import TODAY, WAY, event, roadmap, topic, undone
from hypothesis import given
from hypothesis import strategies as st
from list_log import NOW, SMALL, CountingLog, kept, later, state, workspace

from roadmap_cli.domain.events import Event, Kind, next_id
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.progress import State
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.archive import Archive
from roadmap_cli.services.archive import restore
from roadmap_cli.services.choose import choose
from roadmap_cli.services.edit import NOTHING, Correction, correct, delete, last
from roadmap_cli.services.export import everything, progress
from roadmap_cli.services.history import history, history_of
from roadmap_cli.services.link import link
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark, reset_all
from roadmap_cli.services.note import note
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage import sqlite

A, B, C, X, *_ = SMALL.topics.values()
EARLIER = TODAY - timedelta(days=3)
TOPICS = st.sampled_from([A, B, X])
COMMANDS = st.one_of(
    st.tuples(
        st.just("mark"), st.sampled_from(["started", "finished", "skipped", "reset"]), st.lists(TOPICS, max_size=3)
    ),
    st.tuples(st.just("log"), TOPICS, st.integers(1, 90)),
    st.tuples(st.just("note"), TOPICS),
    st.tuples(
        st.just("edit"), st.sampled_from([Correction(minutes=50), Correction(day=EARLIER), Correction(text="thus")])
    ),
    st.tuples(st.just("delete")),
    st.tuples(st.just("choose"), st.sampled_from([None, *WAY.options])),
    st.tuples(st.just("reset all")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def edit(here: Workspace, correction: Correction) -> None:
    """The last entry that has it, if there is one."""
    with suppress(CannotBeDone):
        correct(here, last(here, (), correction), correction, dry_run=False)


def delete_last(here: Workspace) -> None:
    with suppress(CannotBeDone):
        delete(here, last(here, (), NOTHING), dry_run=False)


def act(here: Workspace, name: str, *arguments: Any) -> None:
    acts: dict[str, Callable[..., object]] = {
        "mark": mark,
        "log": log_time,
        "note": lambda here, topic: note(here, topic, "so it is"),
        "edit": edit,
        "delete": delete_last,
        "choose": lambda here, option: choose(here, WAY, option),
        "reset all": lambda here: reset_all(here, SMALL.topics.values(), with_choices=True, dry_run=False),
        "undo": undo,
        "redo": redo,
    }
    acts[name](here, *arguments)


class Model:
    """What undo and redo promise: two stacks of states."""

    def __init__(self) -> None:
        self.past: list[State] = []
        self.future: list[State] = []

    def step(self, here: Workspace, name: str, *arguments: Any) -> None:
        if name in {"undo", "redo"}:
            taken, given = (self.past, self.future) if name == "undo" else (self.future, self.past)
            self.move(here, name, taken, given)
            return
        before, events = state(here), len(kept(here))
        act(here, name, *arguments)
        if len(kept(here)) > events:
            self.past.append(before)
            self.future.clear()

    def move(self, here: Workspace, name: str, taken: list[State], given: list[State]) -> None:
        if not taken:
            with pytest.raises(CannotBeDone, match=f"nothing to {name}"):
                act(here, name)
            return
        given.append(state(here))
        act(here, name)
        assert state(here) == taken.pop()


@given(st.lists(COMMANDS, max_size=14))
def test_undo_and_redo_walk_through_the_states_like_two_stacks(commands: list[tuple[str, ...]]) -> None:
    here, model = workspace(), Model()
    for name, *arguments in commands:
        model.step(here, name, *arguments)


def test_with_nothing_done_there_is_nothing_to_undo_or_redo() -> None:
    for command in (undo, redo):
        with pytest.raises(CannotBeDone) as caught:
            command(workspace())
        assert caught.value.hint


def test_a_new_command_leaves_nothing_to_redo() -> None:
    here = workspace()
    mark(here, "finished", [A])
    undo(here)
    note(here, B, "something else")
    with pytest.raises(CannotBeDone, match="nothing to redo"):
        redo(here)


def test_undo_and_redo_say_what_they_moved_and_where_that_leaves_the_learner() -> None:
    here = workspace()
    mark(here, "finished", [A, B])
    back = undo(later(here, hours=1))
    assert ([(each.kind, each.title) for each in back.events], back.at) == ([("finished", "A"), ("finished", "B")], NOW)
    again = redo(later(here, hours=2))
    assert (again.events, again.at) == (back.events, back.at)
    assert (back.redo, again.redo, back.totals.topics.done, again.totals.topics.done) == (False, True, 0, 2)


def test_an_undo_reaches_only_the_learners_own_commands_on_this_roadmap() -> None:
    here = workspace()
    mark(here, "finished", [A])
    for other in (here._replace(user="bob"), here._replace(roadmap=SMALL._replace(id="other"))):
        with pytest.raises(CannotBeDone, match="nothing to undo"):
            undo(other)


def renamed(here: Workspace) -> Workspace:
    return here._replace(roadmap=roadmap(topic("alpha", formerly=("a",)), topic("b", requires=("alpha",))))


def test_a_command_can_be_undone_and_redone_after_its_topic_was_renamed() -> None:
    here = workspace()
    mark(here, "finished", [A])
    here = renamed(here)
    assert undo(here).totals.topics.done == 0
    assert redo(here).totals.topics.done == 1


def test_undoing_a_command_under_the_new_id_leaves_what_was_done_under_the_old_one() -> None:
    here = workspace()
    mark(here, "finished", [A])
    here = renamed(here)
    mark(here, "reset", [here.roadmap.topics["alpha"]])
    assert undo(here).totals.topics.done == 1


def test_an_undo_whose_command_never_arrived_cannot_be_redone() -> None:
    here = workspace()
    here.log.merge([undone(1, batch=0)])
    with pytest.raises(CannotBeDone, match="nothing to redo"):
        redo(here)


def test_history_lists_the_newest_commands_first_whole() -> None:
    here = workspace()
    mark(here, "finished", [A])
    reset_all(here, SMALL.topics.values(), with_choices=True, dry_run=False)
    mark(here, "finished", list(SMALL.topics.values()))
    log_time(later(here, hours=1), B, 20)
    entries = history(here, 2).entries
    assert [[each.kind for each in entry.events] for entry in entries] == [["logged"], ["finished"] * 7]
    assert [each.topic for each in entries[1].events] == list(SMALL.topics)
    assert len(history(here, 99).entries) == 4


def evening(here: Workspace, ago: int, topic: Topic = A) -> None:
    log_time(here, topic, 30, day=here.today - timedelta(days=ago))


def test_history_is_in_the_order_of_the_days_that_commands_count_for() -> None:
    here = workspace()
    for days, ago in ((0, 2), (0, 6), (1, 6), (1, 0), (2, 0)):
        evening(later(here, days=days), ago)
    entries = history(later(here, days=2), 9).entries
    assert [(each.day.day, each.recorded_at.day, each.back_dated) for each in entries] == [
        (25, 25, False),
        (24, 24, False),
        (21, 23, True),
        (18, 24, True),
        (17, 23, True),
    ]


def test_the_command_that_an_undo_takes_back_is_the_last_that_was_recorded() -> None:
    here = workspace()
    assert history(here, 9).last is None
    evening(here, 0)
    evening(later(here, hours=1), 9, B)
    report = history(here, 9)
    assert [each.events[0].title for each in report.entries] == ["A", "B"]
    assert report.last == report.entries[1].batch
    assert undo(later(here, hours=2)).events == report.entries[1].events


def test_what_counts_for_many_days_stands_under_each_of_them() -> None:
    here = workspace()
    evening(here, 3)
    days = [here.today - timedelta(days=ago) for ago in (300, 200, 100, 1)]
    facts = [here.fact("finished", each.id)._replace(day=day) for each, day in zip((A, B, C, X), days, strict=True)]
    here.append(facts)
    evening(later(here, days=1), 0)
    entries = history(later(here, days=1), 9).entries
    assert [(each.day, each.first, each.last) for each in entries] == [
        (here.today + timedelta(days=1),) * 3,
        (days[3], days[0], days[3]),
        (here.today - timedelta(days=3),) * 3,
        *((day, days[0], days[3]) for day in (days[2], days[1], days[0])),
    ]
    assert len({each.batch for each in entries if each.first != each.last}) == 1
    assert undo(later(here, days=1, hours=1)).events == entries[0].events


def test_a_long_history_is_not_read_to_its_beginning() -> None:
    log = CountingLog()
    here = workspace()._replace(log=log)
    for days in range(0, 900, 3):
        for hours in (0, 1):
            evening(later(here, days=days, hours=hours), 0)
        evening(later(here, days=days, hours=2), 30)
    assert [each.day for each in history(later(here, days=900), 20).entries[::2]] == [
        here.today + timedelta(days=days) for days in range(897, 867, -3)
    ]
    assert log.given == 40


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3), TOPICS), max_size=60), st.integers(1, 6))
def test_a_short_history_is_the_beginning_of_a_long_one(said: list[tuple[int, int, Topic]], limit: int) -> None:
    here = workspace()
    for number, (ago, skipped, about) in enumerate(said):
        evening(later(here, days=number * skipped, hours=number), ago, about)
    here = later(here, days=400)
    whole = history(here, 99).entries
    with sqlite.apart() as store:
        store.merge(here.log.events("ada", "test"))
        for log in (here.log, store):
            assert history(here._replace(log=log), limit).entries == whole[:limit]
            for each in whole[limit : limit + 2]:  # which is read from its day on
                since = [its for its in whole if its.day >= each.day]
                assert list(history(here._replace(log=log), 99, each.day).entries[: len(since)]) == since


def test_history_marks_what_was_taken_back_and_says_what_an_undo_was_about() -> None:
    here = workspace()
    mark(here, "finished", [A])
    undo(here)
    took, did = history(here, 9).entries
    assert (did.undone, took.undone, took.restores) == (True, False, False)
    assert took.about == did.events
    redo(here)
    brought, took, did = history(here, 9).entries
    assert (did.undone, took.undone, brought.undone, brought.restores) == (False, True, False, True)
    assert brought.about == did.events


def say(here: Workspace, kind: Kind, target: Event, **data: Any) -> None:
    here.append([here.fact(kind, target.topic, event=target.id, **data)])


def test_history_shows_an_entry_as_it_was_corrected_and_the_correction_with_what_was_before() -> None:
    here = workspace()
    log_time(here, A, 45, "so")
    _, logged = here.log.events("ada", "test")
    moment = (NOW - timedelta(days=2)).isoformat()
    say(here, "corrected", logged, minutes=50)
    say(here, "corrected", logged, minutes=55, day="2026-11-21", moment=moment)
    second, first, started, entry = history(here, 9).entries
    assert [each.kind for each in started.events] == ["started"]
    assert [each.corrected for each in entry.events] == [True]
    assert (entry.events[0].data, entry.events[0].day) == ({"minutes": 55, "note": "so"}, date(2026, 11, 21))
    was = [each.events[0].was for each in (first, second)]
    assert [each and (each.data, each.day) for each in was] == [({"minutes": 45}, TODAY), ({"minutes": 50}, TODAY)]
    undo(here)
    assert history(here, 9).entries[-1].events[1].data == {"minutes": 50, "note": "so"}


def test_history_keeps_a_deleted_entry_without_its_words() -> None:
    here = workspace()
    note(here, B, "a secret")
    (noted,) = here.log.events("ada", "test")
    say(here, "corrected", noted, text="another secret")
    say(here, "withdrawn", noted)
    deletion, _, entry = history(here, 9).entries
    assert (entry.events[0].deleted, entry.events[0].data) == (True, {})
    assert deletion.events[0].was == entry.events[0]._replace(deleted=False)
    undo(here)
    assert history(here, 9).entries[-1].events[0].data == {"text": "another secret"}


def test_an_entry_that_was_moved_stands_in_history_on_its_new_day() -> None:
    here = workspace()
    mark(here, "finished", [A])
    (finished,) = here.log.events("ada", "test")
    say(here, "corrected", finished, day="2026-11-20", moment=(NOW - timedelta(days=3)).isoformat())
    entry = history_of(here, A, 9).entries[-1]
    assert (entry.day, entry.back_dated) == (date(2026, 11, 20), True)


def test_what_was_moved_long_after_it_was_recorded_stands_on_its_new_day_in_a_short_history_too() -> None:
    here = workspace()
    note(here, A, "so")
    (noted,) = here.log.events("ada", "test")
    for ahead in range(1, 40):
        log_time(later(here, days=ahead), B, 5)
    now = later(here, days=40)
    moved = (NOW + timedelta(days=39)).date()
    say(now, "corrected", noted, day=moved.isoformat(), moment=(NOW + timedelta(days=39)).isoformat())
    told = [entry.events[-1].topic for entry in history(now, 3).entries]
    assert told == ["a", "b", "a"]
    assert [entry.events[-1].kind for entry in history_of(now, A, 2).entries] == ["corrected", "noted"]


def test_nothing_of_another_roadmap_topic_or_kind_is_told_by_an_edit_or_undo_that_names_it() -> None:
    here = workspace()
    elsewhere = here._replace(roadmap=SMALL._replace(id="other"))
    note(elsewhere, A, "a secret")
    (foreign,) = here.log.events("ada", "other")
    choose(here, WAY, WAY.options[0])
    note(here, B, "of b")
    chose, noted = here.log.events("ada", "test")
    for target in (foreign, noted, chose):
        here.append([here.fact("corrected", "a", event=target.id, day="2026-11-20")])
    here.append([here.fact("undone", batch=foreign.batch)])
    for report in (history(here, 9), history_of(here, A, 9)):
        kinds = [each.kind for entry in report.entries for each in entry.events]
        assert "secret" not in str(report)
        assert [each.was for entry in report.entries for each in entry.events] == [None] * len(kinds)
        assert kinds in (["undone", *["corrected"] * 3, "noted", "chose"], ["corrected"] * 3)
    with pytest.raises(CannotBeDone, match="nothing to redo"):
        redo(here)


def test_a_mentor_is_told_what_counts_and_nothing_of_edits() -> None:
    here = workspace()
    log_time(here, A, 45)
    note(here, B, "a secret")
    _, logged, noted = here.log.events("ada", "test")
    say(here, "corrected", logged, minutes=50)
    say(here, "withdrawn", noted)
    told = [each for entry in progress(here, lambda _: Lesson()).recent for each in entry.events]
    assert [(each.kind, each.data.get("minutes")) for each in told] == [("started", None), ("logged", 50)]
    assert progress(here, lambda _: Lesson()).notes == ()


def test_the_history_of_a_topic_holds_its_former_ids_and_nothing_of_others() -> None:
    here = workspace()
    mark(here, "started", [A])
    note(here, B, "another")
    here = renamed(here)
    alpha = here.roadmap.topics["alpha"]
    mark(here, "finished", [alpha])
    report = history_of(here, alpha, 9)
    assert [[(each.kind, each.title) for each in entry.events] for entry in report.entries] == [
        [("finished", "Alpha")],
        [("started", "Alpha")],
    ]


def test_the_history_of_what_the_roadmap_no_longer_names_shows_its_id() -> None:
    here = workspace()
    mark(here, "finished", [C])
    choose(here, WAY, WAY.options[0])
    titles = [entry.events[0].title for entry in history(renamed(here), 9).entries]
    assert titles == ["x", "c"]


def test_the_history_of_undos_that_name_each_other_comes_to_an_end() -> None:
    here = workspace()
    for number, target in ((1, 2), (2, 1)):
        here.log.merge([undone(number, batch=target)])
    assert len(history(here, 9).entries) == 2


def studied() -> Workspace:
    here = workspace()
    log_time(here, A, 45)
    mark(here, "finished", [A, B])
    link(here, B, "https://example.org", "A page", proves=True)
    choose(here, WAY, WAY.options[0])
    mark(here, "finished", [C])
    undo(here)
    return here


def archived(here: Workspace) -> Archive:
    (kept,) = everything(here, {}, "test").roadmaps
    return kept._replace(events=tuple(kept.events))


def test_an_archive_restored_into_an_empty_log_gives_the_same_archive() -> None:
    here, elsewhere = studied(), workspace()
    report = restore(elsewhere, "test", archived(here).events, dry_run=False)
    assert archived(elsewhere) == archived(here)
    assert (report.new_events, report.known_events, [each.id for each in report.done]) == (8, 0, ["a", "b"])


def test_restoring_twice_changes_nothing() -> None:
    here = studied()
    before = archived(here)
    report = restore(here, "test", before.events, dry_run=False)
    assert archived(here) == before
    assert (report.new_events, report.known_events, report.done) == (0, 8, ())


def test_restoring_merges_with_what_is_there() -> None:
    here, elsewhere = studied(), later(workspace(), hours=1)
    mark(elsewhere, "finished", [C])
    report = restore(elsewhere, "test", archived(here).events, dry_run=False)
    assert report.totals.topics.done == 3
    assert len(kept(elsewhere)) == 9


def test_a_dry_restoration_foresees_the_same_and_writes_nothing() -> None:
    here, elsewhere = studied(), workspace()
    events = archived(here).events
    foreseen = restore(elsewhere, "test", events, dry_run=True)
    assert kept(elsewhere) == []
    assert foreseen == restore(elsewhere, "test", events, dry_run=False)._replace(dry_run=True)


def test_an_archive_of_another_roadmap_is_refused() -> None:
    here = workspace()
    with pytest.raises(CannotBeDone, match='on the roadmap "other", not on "test"'):
        restore(here, "other", studied().log.events("ada", "test"), dry_run=False)
    assert kept(here) == []


def test_ids_of_the_future_are_taken_as_they_are() -> None:
    here = workspace()
    future = next_id(None, int((NOW + timedelta(days=900)).timestamp() * 1000), 0)
    given = [event(0, "finished", "a"), event(1, "finished", "b")._replace(id=future)]
    restore(here, "test", given, dry_run=False)
    assert [each.id for each in here.log.events("ada", "test")] == [given[0].id, future]
    mark(here, "reset", [A])
    assert here.log.events("ada", "test")[-1].id > future


def test_restored_progress_on_unknown_topics_is_kept_and_named() -> None:
    here = workspace()
    report = restore(here, "test", [event(0, "finished", "gone")], dry_run=False)
    assert (report.unknown, kept(here)) == (("gone",), [("finished", "gone")])


def test_a_progress_report_holds_recent_commands_in_effect_and_evidence() -> None:
    report = progress(studied(), lambda _: Lesson())
    assert [entry.events[0].kind for entry in report.recent] == ["chose", "linked", "finished", "started"]
    assert [(each.topic.id, each.link.title) for each in report.evidence] == [("b", "A page")]
    assert report.dates["a"] == (NOW, NOW)


def test_evidence_that_was_taken_back_is_not_shown() -> None:
    here = workspace()
    link(here, B, "https://example.org", "", proves=True)
    undo(here)
    assert progress(here, lambda _: Lesson()).evidence == ()


@given(st.lists(COMMANDS, max_size=10), st.lists(COMMANDS, max_size=10))
def test_two_machines_that_exchange_their_archives_agree(
    one: list[tuple[str, ...]], two: list[tuple[str, ...]]
) -> None:
    laptop, desktop = workspace(), later(workspace(), hours=1)
    for here, commands in ((laptop, one), (desktop, two)):
        for name, *arguments in commands:
            with suppress(CannotBeDone):
                act(here, name, *arguments)
    shared = archived(laptop).events
    restore(laptop, "test", archived(desktop).events, dry_run=False)
    restore(desktop, "test", shared, dry_run=False)
    assert archived(laptop) == archived(desktop)
