"""Steps towards a job: when it is time for which, where they stand, and what was weak in practice."""

import pytest
from domain_helpers import TODAY, done, graded, remembering, standing, with_choice, with_status
from hired_helpers import (
    ALL,
    COMPLETE,
    JOB,
    THE_JOB,
    ago,
    application,
    candidacies,
    hopefuls,
    practice,
    project,
    story,
)
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.advice import Moment, StepTarget, Suggestion, suggest
from roadmap_cli.domain.advice_hired import weak_reasons
from roadmap_cli.domain.candidacy import Candidacy
from roadmap_cli.domain.job import Thresholds
from roadmap_cli.domain.progress import TopicState
from roadmap_cli.domain.ready import gaps, hours_to_tell
from roadmap_cli.domain.standing import Standing

NONE = Candidacy()
HIRED = {"project", "story", "practise", "apply"}
FIRST = dict.fromkeys(("sums", "proofs"), "done")
PROVEN = {"data": TopicState("data", "done", "0", proofs=1)}
LEARNED = standing(JOB, {"way": "x"}, **{**dict.fromkeys(ALL, "done"), **PROVEN})


def steps(now: Standing, candidacy: Candidacy = NONE, limit: int = 99) -> list[Suggestion]:
    return list(suggest(now, Moment(TODAY, candidacy=candidacy), limit))


def told(now: Standing, candidacy: Candidacy = NONE, limit: int = 99) -> list[tuple[str, str | None]]:
    return [(each.action, each.target.id if each.target else each.topic) for each in steps(now, candidacy, limit)]


def hired(now: Standing, candidacy: Candidacy = NONE) -> list[tuple[str, str | None]]:
    return [each for each in told(now, candidacy) if each[0] in HIRED]


def test_at_the_beginning_nothing_but_topics_is_suggested() -> None:
    assert hired(standing(JOB)) == []
    assert hired(standing(JOB, sums="done")) == []


def test_once_its_phase_is_current_it_is_time_for_all_of_them() -> None:
    assert hired(standing(JOB, **FIRST)) == [
        *(("story", None), ("practise", "coding"), ("project", None), ("practise", "talk"))
    ]


def test_before_that_it_is_time_for_what_has_been_taught() -> None:
    assert hired(standing(JOB, code="done")) == [("practise", "coding")]
    assert hired(standing(JOB, talk="done")) == [("story", None), ("practise", "talk")]
    assert hired(standing(JOB, data="done")) == [("project", None)]


def test_a_project_waits_at_a_stage_whose_topic_is_done() -> None:
    waiting = Candidacy(projects=(project("churn", "data"), project("house", "idea")))
    assert hired(standing(JOB), waiting) == [("project", "house")]
    assert hired(standing(JOB, data="done"), waiting) == [("project", "churn"), ("project", "house")]
    (step, *_) = (each for each in steps(standing(JOB, data="done"), waiting) if each.action == "project")
    assert (step.title, step.hours_left, step.topic) == ("Go on with Churn", 20, None)
    assert [reason.text for reason in step.reasons] == ["at Data, next is Shipped", "0 of 2 projects written up"]


def test_what_is_there_is_not_suggested_again() -> None:
    assert hired(standing(JOB, **FIRST), COMPLETE) == []


def test_a_story_is_about_what_no_story_is_about_yet_and_a_draft_lacks_its_number() -> None:
    one = Candidacy(stories=(story("one"),))
    (step,) = (each for each in steps(standing(JOB, **FIRST), one) if each.action == "story")
    assert (step.title, step.target) == ("A story about failure", StepTarget("story"))
    draft = Candidacy(stories=(story("one", "Better."),))
    (step,) = (each for each in steps(standing(JOB, **FIRST), draft) if each.action == "story")
    assert (step.title, step.target, step.hours_left) == ("Finish One", StepTarget("story", "one"), 1)
    assert step.reasons[0].text == "it lacks a number"


def test_a_draft_takes_the_hours_that_ready_gives_it() -> None:
    draft = story("one", "")._replace(texts={"moral": "Ask first."})
    now = standing(JOB, **FIRST)
    (step,) = (each for each in steps(now, Candidacy(stories=(draft,))) if each.action == "story")
    assert step.hours_left == hours_to_tell(draft, THE_JOB) == 2


def test_what_rested_longest_comes_first() -> None:
    busy = Candidacy(stories=(story("one")._replace(last_day=TODAY),), practice=(practice("1", score=2, days=1),))
    assert [action for action, _ in hired(standing(JOB, **FIRST), busy)][:3] == ["project", "practise", "story"]


def test_what_is_due_of_applications_comes_before_all_other_steps_whatever_is_missing() -> None:
    due = Candidacy(applications=(application("acme", 0), application("byte", -4), application("corp", 5)))
    assert told(standing(JOB), due)[:4] == [("learn", "sums"), ("apply", "byte"), ("choose", "way"), ("apply", "acme")]
    assert steps(standing(JOB), due)[1].reasons[0].text == "was due on Thursday"


def test_whoever_is_ready_is_told_to_apply() -> None:
    now = remembering(LEARNED, graded("sums", "s1", 500, 1), graded("sums", "s2", 500, 1))
    assert gaps(now, COMPLETE, TODAY) == ()
    assert told(now, COMPLETE) == [("apply", None)]
    (step,) = steps(now, COMPLETE._replace(applications=(application("a"), application("b", closed="no"))))
    assert [reason.text for reason in step.reasons] == ["nothing that is asked for is missing", "1 application open"]


def test_a_topic_that_was_weak_weighs_twice_and_says_so() -> None:
    light = Candidacy(practice=(practice("1", score=2, weak=("talk",)),))
    first = next(each for each in steps(standing(JOB), light) if each.topic == "talk")
    assert first.reasons[0] == ("weak", "weak in practice on Friday: Coding challenge")
    where = JOB._replace(job=THE_JOB)
    even = standing(where, sums="done", proofs="done", data="done")
    plain = [key for action, key in told(even) if action == "learn"]
    assert plain.index("ship") < plain.index("talk")
    weak = [key for action, key in told(even, light) if action == "learn"]
    assert weak.index("talk") < weak.index("ship")


def test_a_weak_topic_done_is_reviewed_behind_the_first_step_or_once_faded_before_what_stands_on_it() -> None:
    weak = Candidacy(practice=(practice("1", score=2, weak=("sums",)),))
    now = remembering(standing(JOB, sums=done("sums")), graded("sums", "s1", 500, 1))
    assert told(now, weak)[:2] == [("learn", "proofs"), ("review", "sums")]
    faded = remembering(now, graded("sums", "s1", 1, 300))
    assert told(faded, weak)[:2] == [("review", "sums"), ("learn", "proofs")]
    assert told(faded, weak).count(("review", "sums")) == 1
    assert [reason.code for reason in steps(faded, weak)[0].reasons] == ["weak", "faded", "stood_on"]


@pytest.mark.parametrize(
    ("later", "still"),
    [
        ((), True),
        ((practice("2", score=2, days=1),), False),
        ((practice("2", score=3, days=1),), False),
        ((practice("2", score=3, days=1, weak=("sums",)),), True),
        ((practice("2", "talk", score=5, days=1),), True),
    ],
)
def test_a_topic_is_weak_until_another_mock_does_not_name_it(later: tuple[object, ...], still: bool) -> None:  # noqa: FBT001 - a parameter
    held = (practice("1", score=2, weak=("sums",)), *later)
    assert ("sums" in weak_reasons(standing(JOB), held, TODAY)) == still  # type: ignore[arg-type]


def test_a_question_that_was_weak_is_answered_better_by_itself_or_by_a_better_sitting_elsewhere() -> None:
    weak = practice("1", score=2, weak=("sums",))._replace(question="q1", mock="m1")
    other = practice("2", score=5, days=1)._replace(question="q2", mock="m2")
    same = practice("3", score=3, days=1)._replace(question="q1", mock="m2")
    assert "sums" in weak_reasons(standing(JOB), (weak, other._replace(score=1)), TODAY)
    assert "sums" not in weak_reasons(standing(JOB), (weak, same), TODAY)


def test_a_weak_topic_done_is_left_in_peace_once_it_was_touched_on_a_later_day() -> None:
    held = (practice("1", score=2, days=3, weak=("sums",)),)
    for last, weak in ((3, True), (2, False)):
        state = TopicState("sums", "done", "0", last_day=ago(last))
        assert bool(weak_reasons(standing(JOB, sums=state), held, TODAY)) == weak
    assert weak_reasons(standing(JOB, sums="skipped"), held, TODAY) == {}


@given(hopefuls(), candidacies(), st.integers(0, 6))
def test_a_shorter_list_is_the_beginning_of_a_longer_one(now: Standing, candidacy: Candidacy, limit: int) -> None:
    assert steps(now, candidacy, limit) == steps(now, candidacy)[:limit]


@given(hopefuls(), candidacies())
def test_they_stand_behind_a_topic_take_nothing_away_and_ask_for_what_is_missing(
    now: Standing, candidacy: Candidacy
) -> None:
    found = steps(now, candidacy)
    assert all((each.topic is None) == (each.target is not None) == (each.action in HIRED) for each in found)
    learning = [each for each in found if each.action in {"learn", "continue", "choose"}]
    if learning:
        assert found.index(learning[0]) < min((found.index(each) for each in found if each.target), default=99)
    alone = suggest(now, Moment(TODAY), 99)
    assert sorted(each.topic or "" for each in learning) == sorted(
        each.topic or "" for each in alone if each.action != "review"
    )
    lacking = {row.code for row in gaps(now, candidacy, TODAY)}
    asked_by = {"project": {"shipped", "written"}, "story": {"stories", "tags"}, "practise": {"format"}}
    for each in found:
        if each.action in asked_by:
            assert asked_by[each.action] & lacking
        elif each.action == "apply" and each.target and each.target.id is None:
            assert not lacking
        assert each.reasons


@given(hopefuls(), candidacies())
def test_without_a_job_in_the_file_what_was_recorded_changes_no_order(now: Standing, candidacy: Candidacy) -> None:
    """Weak topics and what is due aside."""
    silent = now._replace(roadmap=now.roadmap._replace(job=THE_JOB._replace(wanted=None)))
    calm = candidacy._replace(practice=(), applications=())
    assert steps(silent, calm) == list(suggest(silent, Moment(TODAY), 99))


@given(hopefuls(("todo", "todo", "done", "skipped")), candidacies())
def test_doing_always_the_first_topic_reaches_the_end_whatever_else_is_suggested(
    now: Standing, candidacy: Candidacy
) -> None:
    """Law 3 speaks of what is learned: the rest never counts toward the end."""
    for _ in range(2 * len(now.roadmap.topics) + 3):
        first = next((each for each in steps(now, candidacy) if each.action not in {*HIRED, "review"}), None)
        if first is None:
            break
        key = first.topic or ""
        now = with_choice(now, key, now.effective[key]) if first.action == "choose" else with_status(now, key, "done")
    assert not now.left


def test_more_is_wanted_by_the_file_alone() -> None:
    less = JOB._replace(job=THE_JOB._replace(wanted=Thresholds(phase="one", projects=1)))
    assert hired(standing(less, sums="done")) == [("project", None)]
