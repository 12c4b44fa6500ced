"""What a learner can do, over a log that is a list."""

from datetime import UTC, date, datetime, timedelta

import pytest
from domain_helpers import WAY, roadmap, topic
from list_log import NOW, SMALL, kept, later, state, workspace

from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.standing import Standing
from roadmap_cli.services.choose import choices, choose
from roadmap_cli.services.link import link
from roadmap_cli.services.list import Conditions, list_topics
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark, reset_all
from roadmap_cli.services.next import what_next, why
from roadmap_cli.services.note import note
from roadmap_cli.services.show import show
from roadmap_cli.services.status import status
from roadmap_cli.services.workspace import WINDOW_DAYS, Workspace

TODAY = date(2026, 11, 23)
A, B, C, X, Y, END, EXTRA = SMALL.topics.values()


def now(here: Workspace) -> Standing:
    return Standing(here.roadmap, state(here))


@pytest.mark.parametrize(
    ("kind", "after"), [("started", "doing"), ("finished", "done"), ("skipped", "skipped"), ("reset", "todo")]
)
def test_marking_gives_the_status_and_says_what_it_was_before(kind: str, after: str) -> None:
    here = workspace()
    mark(here, "finished" if kind == "started" else "started", [A])
    before = now(here).status("a")
    (change,) = mark(here, kind, [A]).changes
    assert (change.before, change.after, now(here).status("a")) == (before, after, after)


@pytest.mark.parametrize("kind", ["started", "finished", "skipped", "reset"])
def test_what_is_so_already_makes_no_event(kind: str) -> None:
    here = workspace()
    mark(here, kind, [A])
    before = kept(here)
    report = mark(here, kind, [A])
    assert kept(here) == before
    assert (report.changes, [each.topic for each in report.unchanged]) == ((), ["a"])


def test_of_several_topics_only_those_that_change_make_an_event_and_all_in_one_batch() -> None:
    here = workspace()
    mark(here, "finished", [A])
    report = mark(here, "finished", [A, B, C, B])
    assert kept(here) == [("finished", "a"), ("finished", "b"), ("finished", "c")]
    assert len({each.batch for each in here.log.events("ada", "test")}) == 2
    assert [each.topic for each in report.changes] == ["b", "c"]
    assert [each.topic for each in report.unchanged] == ["a"]


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    here = workspace()
    foreseen = mark(here, "finished", [A, B], dry_run=True)
    assert kept(here) == []
    assert foreseen == mark(here, "finished", [A, B])._replace(dry_run=True)


def test_a_dry_run_sees_through_a_renamed_topic() -> None:
    here = workspace(roadmap(topic("old"), topic("b", requires=("old",))))
    mark(here, "skipped", [here.roadmap.topics["old"]])
    here = here._replace(roadmap=roadmap(topic("new", formerly=("old",)), topic("b", requires=("new",))))
    new = here.roadmap.topics["new"]
    foreseen = mark(here, "finished", [new], dry_run=True)
    assert foreseen == mark(here, "finished", [new])._replace(dry_run=True)
    assert foreseen.totals is not None
    assert foreseen.totals.topics.done == 1


def test_finishing_says_what_it_opened() -> None:
    here = workspace()
    assert [each.id for each in mark(here, "finished", [A]).opened] == ["b"]
    assert [each.id for each in mark(here, "finished", [B]).opened] == ["c", "x-topic"]


def test_finishing_ahead_of_prerequisites_is_done_and_names_what_is_missing() -> None:
    here = workspace()
    (gap,) = mark(here, "finished", [C]).gaps
    assert (gap.topic.id, [each.id for each in gap.missing], now(here).status("c")) == ("c", ["b"], "done")


def test_finishing_a_topic_together_with_its_prerequisite_leaves_no_gap() -> None:
    assert mark(workspace(), "finished", [B, A]).gaps == ()


def test_starting_names_all_that_stands_before_in_an_order_that_works() -> None:
    (gap,) = mark(workspace(), "started", [C]).gaps
    assert (gap.topic.id, [each.id for each in gap.missing]) == ("c", ["a", "b"])
    assert mark(workspace(), "started", [A]).gaps == ()


@pytest.mark.parametrize("kind", ["skipped", "reset"])
def test_leaving_out_warns_of_no_gaps(kind: str) -> None:
    assert mark(workspace(), kind, [C]).gaps == ()


def test_a_back_dated_mark_counts_for_its_day() -> None:
    here = workspace()
    report = mark(here, "finished", [A], TODAY - timedelta(days=3))
    (event,) = here.log.events("ada", "test")
    assert (event.day, event.at) == (date(2026, 11, 20), datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert (report.day, report.today) == (event.day, TODAY)


def test_after_midnight_the_evening_still_counts_for_its_day() -> None:
    here = later(workspace(), hours=7)
    log_time(here, A, 30)
    assert here.log.events("ada", "test")[0].day == TODAY


def test_logging_starts_a_topic_that_is_still_to_do_in_the_same_batch() -> None:
    here = workspace()
    (change,) = log_time(here, A, 45, "slowly").changes
    assert (change.before, change.after) == ("todo", "doing")
    assert kept(here) == [("started", "a"), ("logged", "a")]
    assert len({each.batch for each in here.log.events("ada", "test")}) == 1
    assert here.log.events("ada", "test")[1].data == {"minutes": 45, "note": "slowly"}


@pytest.mark.parametrize(("kind", "status"), [("started", "doing"), ("finished", "done"), ("skipped", "skipped")])
def test_logging_on_any_other_topic_only_logs(kind: str, status: str) -> None:
    here = workspace()
    mark(here, kind, [A])
    log_time(here, A, 45)
    assert (now(here).status("a"), kept(here)[1:]) == (status, [("logged", "a")])


def test_logging_says_the_total_of_the_topic() -> None:
    here = workspace()
    log_time(here, A, 45)
    assert log_time(here, A, 30, day=TODAY - timedelta(days=1)).total_minutes == 75


def test_notes_and_links_leave_the_status_alone() -> None:
    here = workspace()
    assert note(here, A, "so it is").command == "noted"
    assert link(here, A, "https://example.org", "A page", proves=False).command == "linked"
    assert link(here, A, "https://example.org", "", proves=True).command == "proved"
    found = now(here).states["a"]
    assert (found.status, found.notes, found.links, found.proofs) == ("todo", 1, 2, 1)


def test_choosing_says_what_was_before_and_what_it_opened() -> None:
    here = workspace()
    mark(here, "finished", [A, B])
    report = choose(here, WAY, WAY.options[1])
    assert (report.changes[0].before, report.changes[0].after) == ("open", "The Y way")
    assert [each.id for each in report.opened] == ["y-topic"]


def test_choosing_what_is_chosen_makes_no_event() -> None:
    here = workspace()
    choose(here, WAY, WAY.options[0])
    assert choose(here, WAY, WAY.options[0]).changes == ()
    assert kept(here) == [("chose", None)]


def test_changing_ones_mind_loses_nothing() -> None:
    here = workspace()
    choose(here, WAY, WAY.options[0])
    mark(here, "finished", [X])
    log_time(here, X, 60)
    before = status(here)
    choose(here, WAY, WAY.options[1])
    assert (now(here).status("x-topic"), now(here).minutes("x-topic")) == ("done", 60)
    choose(here, WAY, WAY.options[0])
    assert status(here).totals == before.totals


def test_a_choice_can_be_taken_back() -> None:
    here = workspace()
    choose(here, WAY, WAY.options[0])
    report = choose(here, WAY, None)
    assert (report.changes[0].before, report.changes[0].after) == ("The X way", "open")
    assert choices(here).choices[0].chosen is None


def test_resetting_all_takes_back_statuses_and_choices_and_keeps_what_was_logged() -> None:
    here = workspace()
    mark(here, "finished", [A, B])
    log_time(here, C, 30)
    choose(here, WAY, WAY.options[0])
    report = reset_all(here, SMALL.topics.values(), with_choices=True, dry_run=False)
    assert [each.topic for each in report.changes] == ["a", "b", "c", "way"]
    assert {now(here).status(each) for each in SMALL.topics} == {"todo"}
    assert (now(here).minutes("c"), now(here).chosen(WAY)) == (30, None)


def test_resetting_a_dry_run_foresees_the_totals_and_writes_nothing() -> None:
    here = workspace()
    mark(here, "finished", [X])
    choose(here, WAY, WAY.options[0])
    before = kept(here)
    foreseen = reset_all(here, SMALL.topics.values(), with_choices=True, dry_run=True)
    assert kept(here) == before
    assert foreseen == reset_all(here, SMALL.topics.values(), with_choices=True, dry_run=False)._replace(dry_run=True)


def test_resetting_what_was_never_touched_makes_no_event() -> None:
    here = workspace()
    reset_all(here, SMALL.topics.values(), with_choices=True, dry_run=False)
    assert kept(here) == []


def test_learners_do_not_see_each_other() -> None:
    ada = workspace()
    bob = ada._replace(user="bob")
    mark(ada, "finished", [A])
    assert (now(bob).status("a"), kept(bob)) == ("todo", [])


def listed(here: Workspace, **conditions: object) -> list[str]:
    return [line.topic.id for line in list_topics(here, Conditions(**conditions)).topics]  # type: ignore[arg-type]


def test_a_list_is_narrowed_by_each_condition_and_by_all_together() -> None:
    here = workspace()
    mark(here, "finished", [A])
    mark(here, "skipped", [EXTRA])
    assert listed(here) == ["a", "b", "c", "x-topic", "y-topic", "end", "extra"]
    assert listed(here, phase=SMALL.phases[0]) == ["a", "b"]
    assert listed(here, module=SMALL.modules["ways"]) == ["c", "x-topic", "y-topic", "end", "extra"]
    assert listed(here, status="todo") == ["b", "c", "x-topic", "y-topic", "end"]
    assert listed(here, status="skipped") == ["extra"]
    assert listed(here, option=WAY.options[1]) == ["y-topic"]
    assert listed(here, ready=True) == ["b"]
    assert listed(here, search="topic") == ["x-topic", "y-topic"]
    assert listed(here, search="topic", option=WAY.options[0], status="todo") == ["x-topic"]
    assert listed(here, phase=SMALL.phases[0], status="skipped") == []


def test_the_ready_ones_leave_out_what_only_another_option_teaches() -> None:
    here = workspace()
    mark(here, "finished", [A, B])
    assert listed(here, ready=True) == ["c", "x-topic", "extra"]
    choose(here, WAY, WAY.options[1])
    assert listed(here, ready=True) == ["c", "y-topic", "extra"]


def test_next_counts_what_is_blocked_and_what_is_left() -> None:
    report = what_next(workspace(), 1)
    assert ([each.topic for each in report.suggestions], report.blocked_count, report.left_count) == (["a"], 4, 6)


def test_an_untouched_roadmap_says_so_until_something_was_done() -> None:
    here = workspace()
    assert status(here).untouched
    note(here, A, "hello")
    assert not status(here).untouched


def test_the_current_phase_is_the_first_with_something_left() -> None:
    here = workspace()
    assert status(here).current == "one"
    mark(here, "finished", [A])
    mark(here, "skipped", [B])
    assert status(here).current == "two"
    mark(here, "finished", [C, X, END, EXTRA])
    assert (status(here).current, status(here).totals.percent, status(here).next) == (None, 100, ())


def test_status_counts_the_same_in_modules_phases_and_the_whole() -> None:
    here = workspace()
    mark(here, "finished", [A, C])
    mark(here, "skipped", [EXTRA])
    report = status(here)
    phases, modules = report.phases, [module for phase in report.phases for module in phase.modules]
    for parts in ([each.totals.topics for each in phases], [each.totals.topics for each in modules]):
        assert tuple(sum(column) for column in zip(*parts, strict=True)) == report.totals.topics
    assert (report.totals.topics.counted, report.totals.topics.done, report.totals.topics.skipped) == (5, 2, 1)


def test_an_option_says_what_of_it_and_of_its_prerequisites_is_done() -> None:
    here = workspace()
    mark(here, "finished", [B])
    mark(here, "skipped", [X])
    x, y = choices(here).choices[0].options
    assert (x.hours, x.topics, x.done, x.prerequisites_done, x.prerequisites) == (5, 1, 0, 1, 1)
    assert [each.id for each in y.ends_in] == ["y-topic"]


def test_habits_hold_the_last_four_weeks_idle_days_included() -> None:
    here = workspace()
    for ago in (0, 1, WINDOW_DAYS - 1, WINDOW_DAYS):
        log_time(here, A, 30, day=TODAY - timedelta(days=ago))
    log_time(here, B, 15)
    habits = status(here).habits
    assert (habits.window, habits.study_days, habits.minutes) == (WINDOW_DAYS, 3, 105)
    assert [each.day for each in habits.days] == [TODAY - timedelta(days=ago) for ago in reversed(range(WINDOW_DAYS))]
    assert habits.days[-1] == (TODAY, 45, 2)


def test_evenings_of_a_renamed_topic_still_ask_for_a_change() -> None:
    other = topic("other", "one/numbers")
    here = workspace(roadmap(topic("old"), other))
    for ago in (2, 1, 0):
        log_time(here, here.roadmap.topics["old"], 30, day=TODAY - timedelta(days=ago))
    renamed = here._replace(roadmap=roadmap(topic("new", formerly=("old",)), other))
    assert "change" in {reason.code for reason in what_next(here, 2).suggestions[1].reasons}
    assert what_next(renamed, 2).suggestions[1] == what_next(here, 2).suggestions[1]


def test_why_a_blocked_topic_waits_and_how_far_away_it_is() -> None:
    report = why(workspace(), C)
    assert (report.place, report.suggestion) == (None, None)
    assert [each.id for each in report.missing] == ["b"]
    assert ([each.id for each in report.before], report.hours_before) == (["a", "b"], 6)
    assert ([each.id for each in report.opens], report.hours_opened) == (["end"], 1)


def test_why_a_ready_topic_has_the_place_that_next_gives_it() -> None:
    keys = {"a": 3, "b": 2, "c": 1}
    behind = [topic(f"{key}{n}", "one/behind", requires=(key,)) for key, many in keys.items() for n in range(many)]
    here = workspace(roadmap(topic("a"), topic("b"), topic("c", "one/other"), *behind))
    for place, suggestion in enumerate(what_next(here, 9).suggestions, start=1):
        report = why(here, here.roadmap.topics[suggestion.topic])
        assert (report.place, report.ready_count, report.suggestion) == (place, 3, suggestion)


def test_why_a_topic_that_waits_for_a_choice_has_the_place_of_the_choice() -> None:
    here = workspace()
    mark(here, "finished", [A, B])
    steps = [each.topic for each in what_next(here, 9).suggestions]
    report = why(here, X)
    assert (report.place, report.suggestion) == (steps.index("way") + 1, None)
    assert (why(here, Y).place, why(here, Y).counted) == (None, False)


@pytest.mark.parametrize("kind", ["finished", "skipped"])
def test_why_nothing_stands_before_what_is_over(kind: str) -> None:
    here = workspace()
    mark(here, kind, [C])
    assert (why(here, C).place, why(here, C).before) == (None, ())


def test_show_says_everything_that_is_known_of_a_topic() -> None:
    here = workspace()
    log_time(here, B, 30)
    note(here, B, "a thought")
    link(here, B, "https://example.org", "A page", proves=True)
    report = show(here, B, Lesson(why="Because.", criteria=("You can say beta.",)))
    topic = report.topic
    assert (topic.status, topic.ready, topic.minutes, topic.proven, report.counted) == ("doing", False, 30, True, True)
    assert (report.phase.id, report.module.title, report.started_at) == ("one", "Letters", NOW)
    assert [each.text for each in report.notes] == ["a thought"]
    assert [(each.url, each.title, each.proves) for each in report.links] == [("https://example.org", "A page", True)]
    assert [each.id for each in report.requires] == ["a"]
    assert [each.id for each in report.unlocks] == ["c", "x-topic", "y-topic"]
    assert (report.why, report.criteria, len(report.history)) == ("Because.", ("You can say beta.",), 3)
