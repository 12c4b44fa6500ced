"""What a mentor is told of a learner is what the record says, on whatever day it is read."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from statistics import mean
from typing import Any

import pytest
from conftest import examples
from domain_helpers import WAY
from hypothesis import given
from hypothesis import strategies as st
from list_log import NOW, SMALL, ListLog, later, workspace

from roadmap_cli.domain.days import Rhythm
from roadmap_cli.domain.forecast import Futures, calibrate, finish, hours_by_day, pace_of, record_since
from roadmap_cli.domain.memory import Reviewing
from roadmap_cli.domain.summary import PACE_WEEKS, RECENT_DAYS, PhaseSums, Summary, percent_of
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services import cohort
from roadmap_cli.services.break_ import take_break
from roadmap_cli.services.choose import choose
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.note import note
from roadmap_cli.services.pace import Record, record_began
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace

A, B, *_ = SMALL.topics.values()
TODAY = NOW.date()
STATUSES = st.sampled_from(["started", "finished", "skipped", "reset"])
TOPICS = st.sampled_from([A, B, SMALL.topics["x-topic"], SMALL.topics["extra"]])
COMMANDS = st.one_of(
    st.tuples(st.just("mark"), STATUSES, st.lists(TOPICS, min_size=1, max_size=3)),
    st.tuples(st.just("log"), TOPICS, st.integers(1, 300)),
    st.tuples(st.just("prove"), TOPICS),
    st.tuples(st.just("choose"), st.sampled_from([None, *WAY.options])),
    st.tuples(st.just("undo")),
)
CARDS = st.tuples(st.just("grade"), st.sampled_from(["a-1", "b-1", "a-2"]), st.integers(1, 4))
BREAKS = st.tuples(st.just("break"), st.integers(0, 9), st.integers(1, 30))
LIVES = st.lists(st.tuples(st.one_of(COMMANDS, CARDS, BREAKS), st.integers(0, 30)), max_size=12)
"""Commands, each with the days that go by before it."""


def lived(life: Sequence[tuple[tuple[str, ...], int]]) -> Workspace:
    """A learner after that, whose summary was kept by each command."""
    here = workspace(WITH_CARDS)
    for (name, *arguments), days in life:
        here = later(here, days=days)
        step(here, name, *arguments)
        cohort.keep(here)
    return here


def step(here: Workspace, name: str, *arguments: Any) -> None:
    acts: dict[str, Callable[..., object]] = {
        "mark": mark,
        "log": log_time,
        "prove": lambda here, topic: here.append([here.fact("linked", topic.id, url="https://a.org", proves=True)]),
        "choose": lambda here, option: choose(here, WAY, option),
        "undo": undo,
        "grade": lambda here, card, rating: here.append([here.fact("graded", card[0], card=card, rating=rating)]),
        "break": lambda here, ahead, days: take_break(
            here, here.today + timedelta(days=ahead), here.today + timedelta(days=ahead + days), "a reason"
        ),
    }
    with suppress(CannotBeDone):  # nothing to undo, or a break within another one
        acts[name](here, *arguments)


WITH_CARDS = SMALL._replace(
    phases=tuple(
        phase._replace(
            modules=tuple(
                module._replace(
                    topics=tuple(
                        topic._replace(cards=tuple(f"{topic.id}-{each}" for each in range(1, 10)))
                        if topic.id in {"a", "b"}
                        else topic
                        for topic in module.topics
                    )
                )
                for module in phase.modules
            )
        )
        for phase in SMALL.phases
    )
)


@given(LIVES, st.randoms(use_true_random=False))
@examples(60)
def test_a_summary_is_the_same_whether_commands_kept_it_or_it_is_made_of_the_events_in_any_order(
    life: list[tuple[tuple[str, ...], int]], chance: Random
) -> None:
    here = lived(life)
    events = here.log.events(here.user, here.roadmap.id)
    chance.shuffle(events)
    log = ListLog()
    log.merge(events)
    kept = next(iter(here.log.cohort.of(here.user, here.roadmap.id).summaries), None)
    for there in (here._replace(log=log), later(here._replace(log=log), days=200)):
        assert cohort.summary_of(there, cohort.made_with(there)) == kept


@given(LIVES, st.integers(0, 150))
@examples(60)
def test_what_is_read_off_a_summary_on_a_later_day_is_what_the_record_says_on_that_day(
    life: list[tuple[tuple[str, ...], int]], days: int
) -> None:
    here = later(lived(life), days=days)
    line, standing = cohort.me(here).line, here.standing()
    if line is None:
        assert here.log.events(here.user, here.roadmap.id) == []
        return
    whole, since = standing.whole, here.today - timedelta(days=RECENT_DAYS - 1)
    minutes = sum(day.minutes for day in here.log.state(here.user, here.roadmap.id).days if day.day >= since)
    assert (line.percent, line.proven, line.fresh) == (whole.percent, whole.proven, whole.fresh)
    assert line.topics == (whole.topics.done, whole.topics.counted)
    assert line.recent_hours == round(minutes / 60, 2)
    assert line.arrival == arrival_by_the_record(here)


def arrival_by_the_record(here: Workspace) -> date | None:
    """By the days of twelve weeks, and the breaks of a year."""
    standing, intentions, today = here.standing(), here.intentions(), here.today
    breaks, factor, left = intentions.breaks, calibrate(standing).factor, sum(standing.remaining.values())
    since, whose = record_since(today, breaks, PACE_WEEKS), (here.user, here.roadmap.id)
    record = Record(here.log.day_totals(*whose, since), here.log.first_logged(*whose))
    began = record_began(record, here, standing, since)
    hours = hours_by_day(standing, factor, record.totals, began or today, here.day_of)
    pace = pace_of(hours, began, today, breaks, here.goal(intentions.plan)[0])
    futures = Futures(((mean(pace.weeks[:PACE_WEEKS]),),), (factor / (1 - pace.away),))
    return finish(futures, left, today, breaks).p50 if left else None


def test_what_is_remembered_fades_on_the_very_day_on_which_it_does() -> None:
    here = workspace(WITH_CARDS)
    mark(here, "finished", [A, B])
    for number in range(1, 10):
        step(here, "grade", f"a-{number}", 4)
        step(here, "grade", f"b-{number}", 3)
    here = later(here, days=3)
    for number in range(1, 10):
        step(here, "grade", f"b-{number}", 3 if number > 1 else 1)
        step(here, "grade", f"a-{number}", 3)
    cohort.keep(here)
    days = [later(here, days=ago) for ago in range(1, 120)]
    told = [(line := cohort.me(day).line) and line.fresh for day in days]
    assert told == [day.standing().whole.fresh for day in days]
    assert {*told} == {0, 1, 2}


def test_an_arrival_counts_what_was_finished_without_logged_time_as_a_forecast_does() -> None:
    here = workspace()
    log_time(here, A, 290)
    mark(here, "finished", [A])
    for days, topic in ((10, B), (9, SMALL.topics["extra"])):
        here = later(here, days=days)
        mark(here, "finished", [topic])
    cohort.keep(here)
    days = [later(here, days=ago) for ago in range(0, 150, 3)]
    told = [(line := cohort.me(day).line) and line.arrival for day in days]
    assert told == list(map(arrival_by_the_record, days))
    assert len({*told}) > 10


def test_a_record_begins_with_what_was_dated_back_only_as_long_as_a_pace_looks_so_far() -> None:
    here = workspace()
    mark(here, "finished", [A], TODAY - timedelta(days=60))
    log_time(here, B, 200)
    cohort.keep(here)
    days = [later(here, days=ago) for ago in range(0, 60, 2)]
    told = [(line := cohort.me(day).line) and line.arrival for day in days]
    assert told == list(map(arrival_by_the_record, days))


def summary(here: Workspace) -> Summary:
    found = cohort.summary_of(here, cohort.made_with(here))
    assert found is not None
    return found


def test_after_28_idle_days_there_are_no_recent_hours_without_any_command() -> None:
    here = workspace()
    log_time(here, A, 90)
    cohort.keep(here)
    told = [cohort.me(later(here, days=days)).line for days in (0, 27, 28, 30, 400)]
    assert [line and line.recent_hours for line in told] == [1.5, 1.5, 0, 0, 0]
    assert [line and line.last_day for line in told] == [TODAY] * 5


def test_stuck_is_a_topic_in_progress_for_longer_than_its_hours_take_at_the_learners_own_pace() -> None:
    here = workspace()._replace(rhythm=Rhythm(hours_per_week=7))
    mark(here, "started", [A, B])  # 2 and 4 hours: an hour a day
    cohort.keep(here)
    stuck = [(line := cohort.me(later(here, days=days)).line) and line.stuck for days in (1, 2, 5)]
    assert stuck[0] is None
    assert [(each.topic.id, each.due, each.days) for each in stuck[1:] if each] == [
        ("a", TODAY + timedelta(days=1), 1),
        ("a", TODAY + timedelta(days=1), 4),
    ]


def test_a_break_puts_off_when_a_topic_is_due() -> None:
    here = workspace()
    mark(here, "started", [B])
    take_break(here, TODAY + timedelta(days=1), TODAY + timedelta(days=10), "")
    assert summary(here).stuck == (here and summary(here).topic)
    assert summary(here).in_progress[0].due == TODAY + timedelta(days=13)


def test_no_text_of_the_learner_is_in_a_summary() -> None:
    here = workspace()
    note(here, A, "a secret note")
    log_time(here, A, 30, "a secret remark")
    take_break(here, TODAY, TODAY + timedelta(days=3), "a secret reason")
    here.append([here.fact("linked", "a", url="https://example.org/secret", proves=True)])
    here.append([here.fact("written", "a", card="own", question="a secret question", answer="a secret answer")])
    assert "secret" not in repr(summary(here))


@pytest.mark.parametrize(
    "other",
    [
        lambda here: here._replace(rhythm=Rhythm(hours_per_week=3)),
        lambda here: here._replace(reviewing=Reviewing(desired_retention=0.8)),
        lambda here: here._replace(roadmap=WITH_CARDS),
    ],
)
def test_what_it_was_made_with_is_another_for_another_roadmap_or_setting(other: object) -> None:
    here = workspace()
    assert callable(other)
    assert cohort.made_with(other(here)) != cohort.made_with(here)
    assert cohort.made_with(later(here, days=40)) == cohort.made_with(here)


@pytest.mark.parametrize(
    ("sums", "percent"),
    [
        (PhaseSums("p"), 0.0),
        (PhaseSums("p", 1, 1, 2.0, 2.0), 100.0),
        (PhaseSums("p", 1, 3, 0.0, 0.0), 33.3),
        (PhaseSums("p", 9999, 10000, 99999.99, 100000.0), 99.9),
    ],
)
def test_a_share_of_all_is_100_only_where_nothing_is_left(sums: PhaseSums, percent: float) -> None:
    assert percent_of(sums) == percent
