"""Which tips help now: after a break, before a choice, and in a row of topics without a project."""

from datetime import date, timedelta

import pytest
from domain_helpers import MOMENT, TODAY, WAY, done, learners, roadmap, standing, topic, with_choice, with_status
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.intentions import Break
from roadmap_cli.domain.job import Job, Tip
from roadmap_cli.domain.progress import TopicState
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.domain.standing import Standing
from roadmap_cli.domain.tips import tips_for

TRAP = Tip("trap", "Make something.", when="tutorial-trap", topics=3, phase="two")
BACK = Tip("back", "Steadily.", when="after-break")
ONE = Tip("one", "One way.", when="open-choice")
BESIDE = Tip("beside", "Elsewhere.", part="skills")


def place(*tips: Tip) -> Roadmap:
    where = roadmap(
        *(topic(each, "one/letters") for each in "abcd"),
        topic("make", "two/things", kind="project"),
        topic("e", "two/things", kind="practice"),
        topic("x", "two/things", option="x"),
        topic("y", "two/things", option="y"),
        topic("last", "two/things"),
        choices=[WAY],
    )
    return where._replace(job=Job(tips=tips))


def told(now: Standing, *breaks: Break, today: date = TODAY) -> list[str]:
    return [tip.id for tip in tips_for(now, breaks, today)]


def ago(days: int, length: int = 5) -> Break:
    """A break whose last day is so many days ago."""
    last = TODAY - timedelta(days=days)
    return Break(last - timedelta(days=length - 1), last)


FOUR = {each: done(each) for each in "abcd"}


def test_a_row_of_topics_without_a_project_is_a_trap_from_its_phase_on() -> None:
    assert told(standing(place(TRAP), **FOUR)) == ["trap"]
    assert told(standing(place(TRAP), **dict(list(FOUR.items())[:3]))) == []
    assert told(standing(place(TRAP._replace(phase=None)), **dict(list(FOUR.items())[:3]))) == ["trap"]


@pytest.mark.parametrize(("number", "found"), [(4, ["trap"]), (5, [])])
def test_its_threshold_is_the_tips_own(number: int, found: list[str]) -> None:
    assert told(standing(place(TRAP._replace(topics=number)), **FOUR)) == found


def test_a_finished_project_begins_the_count_anew() -> None:
    assert told(standing(place(TRAP), **FOUR, make=done("make", days_ago=2))) == []
    later = {each: done(each, days_ago=1) for each in "abc"}
    assert told(standing(place(TRAP), **later, d=done("d"), make=done("make", days_ago=2))) == ["trap"]


def test_what_was_known_before_and_what_is_only_begun_are_no_row() -> None:
    placed = {key: state._replace(placed=True) for key, state in FOUR.items()}
    assert told(standing(place(TRAP), **placed)) == []
    begun = {each: TopicState(each, "doing", "0") for each in "cd"}
    assert told(standing(place(TRAP._replace(phase=None)), a=done("a"), b=done("b"), **begun)) == []


def test_at_the_end_of_the_path_there_is_no_trap() -> None:
    rest = {each: done(each) for each in ("e", "y", "last")}
    assert told(standing(place(TRAP), {"way": "y"}, **FOUR, **rest, make="skipped")) == []


@pytest.mark.parametrize(("days", "found"), [(1, ["back"]), (7, ["back"]), (8, []), (0, []), (-3, [])])
def test_the_week_after_a_break_is_for_coming_back(days: int, found: list[str]) -> None:
    assert told(standing(place(BACK)), ago(days)) == found


def test_on_a_break_there_is_no_tip_at_all() -> None:
    assert told(standing(place(TRAP, ONE, BACK), **FOUR), ago(3, 2), ago(-1, 4)) == []


def test_a_project_that_was_shipped_meanwhile_frees_from_the_trap() -> None:
    now = standing(place(TRAP), **FOUR)
    assert [tip.id for tip in tips_for(now, (), TODAY, TODAY - timedelta(days=90))] == ["trap"]
    assert tips_for(now, (), TODAY, TODAY) == ()


def test_an_open_choice_is_told_from_the_phase_on_in_which_it_is_made() -> None:
    assert told(standing(place(ONE))) == []
    assert told(standing(place(ONE), **FOUR)) == ["one"]
    assert told(standing(place(ONE), {"way": "x"}, **FOUR)) == []


def test_it_is_made_at_its_topic_if_it_has_one() -> None:
    early = place(ONE)._replace(choices=(WAY._replace(topic="a"),))
    assert told(standing(early)) == ["one"]
    assert told(standing(place(ONE)._replace(choices=(WAY._replace(topic="last"),)))) == []


def test_what_passes_soonest_comes_first_and_what_has_no_moment_never() -> None:
    now = standing(place(BESIDE, TRAP, ONE, BACK), **FOUR)
    assert told(now, ago(2)) == ["back", "one", "trap"]


@given(learners(), st.integers(1, 9))
def test_one_more_topic_makes_no_trap_vanish_and_a_choice_ends_its_tip(now: Standing, topics: int) -> None:
    tips = (TRAP._replace(topics=topics, phase=None), ONE)
    now = now._replace(roadmap=now.roadmap._replace(job=Job(tips=tips)))
    found = told(now)
    left = [key for key, each in now.left.items() if each.kind != "project"]
    if "trap" in found and len(left) > 1:
        states = with_status(now, left[0], "done").state.topics
        more = {**states, left[0]: states[left[0]]._replace(finished_at=MOMENT)}
        assert "trap" in told(now._replace(state=now.state._replace(topics=more)))
    for choice in now.roadmap.choices:
        now = with_choice(now, choice.id, choice.options[0].id)
    assert "one" not in told(now)
