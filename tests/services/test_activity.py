"""What the days were, and what a placement says, over a log that is a list."""

from datetime import date, timedelta

import pytest
from domain_helpers import event, roadmap, topic
from list_log import NOW, SMALL, kept, later, state, workspace

from roadmap_cli.domain.days import Rhythm
from roadmap_cli.domain.events import PLACEMENT
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.placement import Placement
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.reports.activity import ActivityReport
from roadmap_cli.reports.place import KnownLine
from roadmap_cli.reports.status import TimerLine, WeekLine
from roadmap_cli.services.activity import activity
from roadmap_cli.services.break_ import end_break, take_break
from roadmap_cli.services.list import Conditions, list_topics
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.note import note
from roadmap_cli.services.place import interview, outcome, place, told
from roadmap_cli.services.plan import Wish, plan
from roadmap_cli.services.show import show
from roadmap_cli.services.status import status
from roadmap_cli.services.timer import start_timer, stop_timer
from roadmap_cli.services.topic_line import topic_line
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace

TODAY = date(2026, 11, 23)
"""A Monday."""
A, B, C, X, Y, END, EXTRA = SMALL.topics.values()
MON, SUN = 0, 6


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def studied(*days: int, rest: frozenset[int] = frozenset()) -> Workspace:
    """Half an hour on each of these days from today."""
    here = workspace()._replace(rhythm=Rhythm(rest_days=rest))
    for ahead in days:
        log_time(here, A, 30, day=day(ahead))
    return here


def states(report: ActivityReport) -> str:
    """A letter a day: studied, Repaired, break, rest, idle."""
    return "".join("R" if each.state == "repaired" else each.state[0] for each in report.days)


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("weeks", [1, 2, 26])
def test_activity_shows_whole_weeks_from_a_monday_up_to_today(weekday: int, weeks: int) -> None:
    report = activity(later(workspace(), days=weekday), weeks)
    today = day(weekday)
    assert (report.today, report.weeks, report.days[-1].day) == (today, weeks, today)
    assert [each.day for each in report.days] == [day(ahead) for ahead in range(-7 * (weeks - 1), weekday + 1)]
    assert states(report) == "i" * len(report.days)


def test_each_day_says_what_it_was() -> None:
    here = later(studied(-14, -12, -7, rest=frozenset({SUN})), days=1)
    take_break(here, day(-6), day(-3), "")
    assert states(activity(here, 4)) == "iiiiiir" + "sRsiiir" + "sbbbbir" + "ii"


def test_a_studied_day_says_what_was_done_on_it_even_in_a_break_or_on_a_rest_day() -> None:
    here = studied(-2, -1, rest=frozenset({SUN}))
    mark(here, "finished", [B], day(-1))
    take_break(here, day(-2), day(-2), "")
    assert activity(here, 2).days[-3:] == (
        (day(-2), 30, 1, "studied"),
        (day(-1), 30, 2, "studied"),
        (TODAY, 0, 0, "idle"),
    )


def test_a_note_makes_no_day_a_study_day_and_a_review_does() -> None:
    here = workspace()
    note(here, A, "so it is")
    assert states(activity(here, 1)) == "i"
    here.append([here.fact("graded", "a", card="a-1", rating=3)])
    assert states(activity(here, 1)) == "s"


def test_the_streak_is_of_the_whole_record_and_the_days_only_of_the_weeks() -> None:
    report = activity(studied(*range(-40, 1)), 1)
    assert (report.streaks.current, report.streaks.best, len(report.days)) == (41, 41, 1)


def test_a_missed_day_is_repaired_by_the_next() -> None:
    report = activity(studied(-3, -1), 2)
    assert (states(report)[-4:], report.streaks.current, report.streaks.repaired) == ("sRsi", 2, (day(-2),))
    assert not report.streaks.repairable
    assert activity(studied(-2), 2).streaks.repairable


def test_rest_days_and_breaks_break_no_streak() -> None:
    here = studied(-9, -7, -3, rest=frozenset({5}))
    take_break(here, day(-6), day(-4), "")
    take_break(here, day(-2), day(0), "")
    report = activity(here, 2)
    assert (report.streaks.current, report.break_until) == (3, day(0))


@pytest.mark.parametrize(("days", "count"), [((-27, 0), 2), ((-28, -27), 1), ((-28,), 0)])
def test_the_window_is_of_28_days(days: tuple[int, ...], count: int) -> None:
    report = activity(studied(*days), 1)
    assert (report.window, report.study_days, report.minutes) == (28, count, 30 * count)


def test_this_week_stands_against_the_goal() -> None:
    here = later(studied(-1, 0, 0, 2, 4), days=3)
    assert activity(here, 1).week == WeekLine(TODAY, 90, 420, 2)
    plan(here, Wish(hours_per_week=2.5), 1)
    assert activity(here, 1).week.goal_minutes == 150
    assert status(here).habits.week == activity(here, 1).week


def test_a_day_recorded_ahead_in_another_time_zone_is_neither_shown_nor_counted_yet() -> None:
    report = activity(studied(0, 1), 1)
    assert (states(report), report.study_days, report.week.minutes) == ("s", 1, 30)


def test_study_days_of_two_topics_add_up() -> None:
    here = studied(0)
    log_time(here, B, 15)
    assert activity(here, 1).days == ((TODAY, 45, 2, "studied"),)


def test_the_dashboard_says_until_when_a_break_lasts() -> None:
    here = workspace()
    assert status(here).habits.break_until is None
    take_break(here, day(1), day(9), "")
    assert status(here).habits.break_until is None
    assert status(later(here, days=9)).habits.break_until == day(9)
    assert status(later(here, days=10)).habits.break_until is None
    end_break(later(here, days=5))
    assert status(later(here, days=5)).habits.break_until is None


def test_of_breaks_that_overlap_the_dashboard_names_the_later_end() -> None:
    here = workspace()
    spans = ((0, 9), (5, 20), (6, 8))
    pauses = [
        event(number, "paused", first=str(day(first)), last=str(day(last)))
        for number, (first, last) in enumerate(spans)
    ]
    here.log.merge(pauses)
    assert status(later(here, days=7)).habits.break_until == day(20)


def test_the_dashboard_shows_a_running_timer() -> None:
    here = workspace()
    assert status(here).timer is None
    start_timer(here, A)
    then = later(here, minutes=25)
    assert status(then).timer == TimerLine("a", "A", NOW, 25)
    stop_timer(then, "", None)
    assert (status(then).timer, status(then).habits.week.minutes) == (None, 25)


def answered(here: Workspace, known: str, topics: tuple[Topic, ...] = tuple(SMALL.topics.values())) -> Placement:
    """An interview of somebody who knows the topics of these letters."""
    placement = interview(here, topics)
    cards = dict.fromkeys(SMALL.topics, 3)
    while (asked := placement.question(cards)) is not None:
        placement = placement.answered(asked.id, knows=asked.id in known)
    return placement


def test_an_interview_is_about_what_counts_and_is_not_done() -> None:
    here = workspace()
    mark(here, "finished", [A])
    mark(here, "skipped", [EXTRA])
    assert interview(here, SMALL.topics.values()).scope == {"b", "c", "x-topic", "end"}
    assert interview(here, SMALL.phases[0].topics).scope == {"b"}
    assert interview(here, [A]).question({"a": 3}) is None


def test_an_outcome_says_what_was_answered_and_what_would_be_marked_and_writes_nothing() -> None:
    here = workspace()
    report = outcome(answered(here, known="ab"), dry_run=True)
    assert {(each.id, each.title) for each in report.proposed} == {("a", "A"), ("b", "B")}
    assert (report.hours_shown + report.hours_inferred, report.dry_run, kept(here)) == (6, True, [])
    assert {each.topic.id: each.knows for each in report.answers}["b"]
    assert all(each.knows == (each.topic.id in "ab") for each in report.answers)


def test_an_outcome_tells_what_was_shown_from_what_was_inferred() -> None:
    here = workspace()
    report = outcome(told(interview(here, SMALL.topics.values()), {"b": True}), dry_run=False)
    assert (report.shown, report.inferred) == ((KnownLine("b", "B", 4),), (KnownLine("a", "A", 2),))
    assert (report.hours_shown, report.hours_inferred) == (4, 2)


def test_what_nothing_is_known_of_is_open() -> None:
    here = workspace()
    before = outcome(interview(here, SMALL.topics.values()), dry_run=False)
    after = outcome(answered(here, known="ab"), dry_run=False)
    assert (before.open > after.open, before.proposed) == (True, ())


@pytest.mark.parametrize("words", [{"a": False, "c": True}, {"c": True, "a": False, "gone": True}])
def test_what_a_file_says_of_topics_is_claimed(words: dict[str, bool]) -> None:
    placement = told(interview(workspace(), SMALL.topics.values()), words)
    assert (placement.cards, list(placement.claims.items())) == ((), [("a", False), ("c", True)])


def test_what_a_file_says_of_cards_counts_as_answers_in_the_order_of_the_roadmap() -> None:
    where = roadmap(topic("a", cards=("a-1", "a-2")), topic("b", cards=("b-1",)))
    placement = told(interview(workspace(where), where.topics.values()), {"b-1": True, "a-2": False, "a-1": True})
    assert (placement.cards, placement.claims) == ((("a", True), ("a", False), ("b", True)), {})


def test_what_was_said_and_is_not_to_be_marked_has_its_reason() -> None:
    free = [topic(f"b{each}", f"one/b{each}", requires=(f"a{each}",)) for each in range(9)]
    denied = [topic(f"a{each}", f"two/a{each}") for each in range(9)]
    where = roadmap(*denied, *free, topic("built", kind="project"))
    words = {each.id: each not in denied for each in where.topics.values()}
    refused = outcome(told(interview(workspace(where), where.topics.values()), words), dry_run=False).refused
    assert {each.id: each.reason for each in refused} == {
        **{f"b{each}": f"it stands on a{each}, which you answered with no" for each in range(9)},
        "built": "a project is not known but done: mark it with roadmap done built",
    }


def test_a_project_is_neither_asked_about_nor_proposed() -> None:
    here = workspace(roadmap(topic("a"), topic("p", requires=("a",), kind="project"), topic("b", requires=("p",))))
    topics = here.roadmap.topics
    placement = interview(here, topics.values()).claimed({"a": True, "b": True, "p": True})
    assert [each.id for each in outcome(placement, dry_run=False).proposed] == ["a", "b"]
    place(here, placement)
    assert kept(here) == [("finished", "a"), ("finished", "b")]


def test_placing_makes_no_study_day() -> None:
    here = workspace()
    place(here, answered(here, known="ab"))
    assert (here.standing().state.days, status(here).habits.study_days) == ((), 0)


def test_placing_marks_what_was_proposed_in_one_batch_with_its_reason() -> None:
    here = workspace()
    report = place(here, answered(here, known="ab"))
    events = here.log.events("ada", "test")
    assert [(each.kind, each.topic, each.data) for each in events] == [
        ("finished", "a", {"reason": PLACEMENT}),
        ("finished", "b", {"reason": PLACEMENT}),
    ]
    assert len({each.batch for each in events}) == 1
    assert (report.command, [each.topic for each in report.changes]) == ("placed", ["a", "b"])
    assert [each.id for each in report.opened] == ["c", "x-topic"]


def test_placing_nothing_writes_nothing() -> None:
    here = workspace()
    assert place(here, answered(here, known="")).changes == ()
    assert kept(here) == []


def test_undoing_a_placement_takes_all_of_it_back() -> None:
    here = workspace()
    before = state(here)
    place(here, answered(here, known="ab"))
    after = state(here)
    undo(here)
    assert state(here) == before
    redo(here)
    assert state(here) == after


def placed(here: Workspace) -> list[str]:
    """The topics that every view says were known before."""
    told = [each for each in SMALL.topics.values() if topic_line(here.standing(), each).placed]
    assert told == [each for each in SMALL.topics.values() if show(here, each, Lesson()).topic.placed]
    listed = [each.topic.id for each in list_topics(here, Conditions()).topics if each.topic.placed]
    assert listed == [each.id for each in told]
    return listed


def test_a_placed_topic_says_so_until_it_is_done_in_the_ordinary_way() -> None:
    here = workspace()
    mark(here, "finished", [C])
    place(here, answered(here, known="ab"))
    assert placed(here) == ["a", "b"]
    mark(here, "reset", [A])
    assert placed(here) == ["b"]
    mark(here, "finished", [A])
    assert placed(here) == ["b"]
    undo(here)
    undo(here)
    assert placed(here) == ["a", "b"]


def test_a_placed_topic_stays_placed_when_it_is_studied_again() -> None:
    here = workspace()
    place(here, answered(here, known="ab"))
    log_time(here, A, 30)
    mark(here, "finished", [A])
    assert placed(here) == ["a", "b"]
    mark(here, "skipped", [A])
    assert placed(here) == ["b"]
