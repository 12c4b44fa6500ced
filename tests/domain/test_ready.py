"""Whether one is ready: each row by an example, and what holds for all of them."""

import pytest
from domain_helpers import TODAY, done, graded, remembering, roadmap, standing, with_choice, with_status
from hired_helpers import (
    ALL,
    COMPLETE,
    JOB,
    THE_JOB,
    application,
    candidacies,
    hopefuls,
    practice,
    project,
    story,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from roadmap_cli.domain.candidacy import Candidacy
from roadmap_cli.domain.job import Thresholds
from roadmap_cli.domain.memory import Reviewing
from roadmap_cli.domain.progress import TopicState
from roadmap_cli.domain.ready import gaps, hours_to_ready, hours_to_tell, rows
from roadmap_cli.domain.ready_row import ReadyRow
from roadmap_cli.domain.standing import Standing

NOTHING_DONE = standing(JOB)
PROVEN = {"data": TopicState("data", "done", "0", proofs=1), "sums": done("sums")}
LEARNED = remembering(
    standing(JOB, {"way": "x"}, **{**dict.fromkeys(ALL, "done"), **PROVEN}),
    graded("sums", "s1", 500, 1),
    graded("sums", "s2", 500, 1),
)


def row(code: str, now: Standing = NOTHING_DONE, candidacy: Candidacy = Candidacy(), name: str = "") -> ReadyRow:  # noqa: B008 - a value
    return next(each for each in rows(now, candidacy, TODAY) if (each.code, each.id) == (code, name))


def met(now: Standing, candidacy: Candidacy) -> set[tuple[str, str]]:
    return {(each.code, each.id) for each in rows(now, candidacy, TODAY) if each.met}


def test_a_roadmap_that_says_nothing_of_it_asks_for_nothing() -> None:
    assert rows(standing(JOB._replace(job=THE_JOB._replace(wanted=None))), COMPLETE, TODAY) == ()
    assert hours_to_ready(standing(roadmap()), COMPLETE, TODAY) == 0


def test_only_what_is_wanted_and_what_the_tables_name_is_asked_for() -> None:
    bare = JOB._replace(job=THE_JOB._replace(wanted=Thresholds(stories=1), skills=()))
    assert [each.code for each in rows(standing(bare), Candidacy(), TODAY)] == ["stories", "choice"]


def test_whoever_has_everything_is_ready() -> None:
    assert gaps(LEARNED, COMPLETE, TODAY) == ()
    assert hours_to_ready(LEARNED, COMPLETE, TODAY) == 0
    assert [each.code for each in rows(LEARNED, COMPLETE, TODAY)] == [
        *("covered", "proven", "fresh", "shipped", "written", "stories", "tags", "format", "format", "choice"),
    ]


def test_a_skill_takes_the_hours_of_its_topics_and_of_what_stands_before_them() -> None:
    assert (row("covered").have, row("covered").want) == (0, 2)
    assert row("covered").hours == 2 + 4 + 6 + 3
    half = standing(JOB, sums="done", proofs="done")
    assert (row("covered", half).have, row("covered", half).missing, row("covered", half).hours) == (1, ("Making",), 9)


def test_a_skill_that_is_skipped_is_asked_for_still() -> None:
    skipped = standing(JOB, sums="skipped", proofs="skipped", data="done", ship="done")
    assert row("covered", skipped).missing == ("Mathematics",)
    assert row("covered", skipped).hours == 6


def test_a_skill_is_proven_by_a_link_which_takes_a_moment_where_something_is_done() -> None:
    assert row("proven").command == "roadmap next"
    assert row("proven").hours == 2.25
    some = standing(JOB, sums="done", proofs="done", data="done")  # of which the last is a project
    assert (row("proven", some).hours, row("proven", some).command) == (0.25, "roadmap link data URL --proves")
    assert row("proven", LEARNED).met


def test_what_has_faded_is_to_be_reviewed() -> None:
    faded = remembering(LEARNED, graded("sums", "s1", 1, 300), graded("sums", "s2", 500, 1))
    its = row("fresh", faded)
    assert (its.have, its.want, its.missing, its.command) == (1, 2, ("Mathematics",), "roadmap review")
    assert its.hours == pytest.approx(1 / 60)


@pytest.mark.parametrize(
    ("new", "reviews", "days", "command"),
    [
        (5, 20, 1, "roadmap review"),
        (1, 20, 2, "roadmap review --ahead"),
        (5, 1, 2, "roadmap review --ahead"),
        (0, 9, 0, "roadmap review --ahead"),
    ],
)
def test_new_cards_take_as_many_days_as_a_day_has_room_for(new: int, reviews: int, days: int, command: str) -> None:
    limits = Reviewing(new_cards_per_day=new, reviews_per_day=reviews)
    its = row("fresh", remembering(standing(JOB, sums="done"), reviewing=limits))
    assert (its.days, its.command) == (days, command)
    assert row("fresh", LEARNED).days == 0


def test_projects_take_as_many_hours_as_stages_are_left_of_them() -> None:
    assert row("shipped").hours == 2 * 20
    assert row("written").hours == 2 * 30
    begun = Candidacy(projects=(project("a", "shipped"), project("b", "data")))
    assert (row("shipped", candidacy=begun).have, row("shipped", candidacy=begun).hours) == (1, 10)
    assert row("written", candidacy=begun).hours == 10 + 20
    assert row("written", candidacy=begun).command == "roadmap portfolio stage a"


def test_the_copy_of_a_tutorial_is_no_project_of_ones_own() -> None:
    its = row("written", candidacy=Candidacy(projects=(project("titanic", copy=True),)))
    assert (its.have, its.missing, its.command) == (0, ("Titanic follows a tutorial",), "roadmap portfolio add NAME")


def test_of_a_story_without_a_number_one_part_is_left() -> None:
    draft = Candidacy(stories=(story("one", "Better."), story("two")))
    its = row("stories", candidacy=draft)
    assert (its.have, its.want, its.hours) == (1, 2, 1)
    assert (its.command, its.missing) == ("roadmap story edit one", ("One lacks a number",))
    untold = Candidacy(stories=(story("one")._replace(texts={"result": "12 %"}),))
    assert row("stories", candidacy=untold).missing == ("One lacks situation",)


def test_a_part_that_left_the_file_is_no_part_of_a_story_that_is_told() -> None:
    draft = story("one", "")._replace(texts={"moral": "Ask first.", "twist": "They stayed."})
    its = row("stories", candidacy=Candidacy(stories=(draft,)))
    assert its.missing == ("One lacks situation, result, a number",)
    assert its.hours == 2 + 2
    assert hours_to_tell(draft, THE_JOB) == 2


def test_tags_are_those_of_stories_with_a_number_and_of_the_file() -> None:
    told = Candidacy(stories=(story("one", tags=("conflict", "luck")), story("two", "Better.", tags=("impact",))))
    its = row("tags", candidacy=told)
    assert (its.have, its.want, its.missing, its.hours) == (1, 2, ("failure", "impact"), 1)


def test_a_draft_about_a_tag_that_is_missing_is_to_be_finished() -> None:
    draft = story("quarrel", "", tags=("failure", "impact"))
    its = row("tags", candidacy=Candidacy(stories=(story("luck", "", tags=("luck",)), draft)))
    assert (its.command, its.hours) == ("roadmap story edit quarrel", 1)
    other = row("tags", candidacy=Candidacy(stories=(draft._replace(tags=("failure",)),)))
    assert (other.command, other.hours) == ("roadmap story edit quarrel", 1 + 2)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ((), ("never practised",)),
        ((practice("1", score=3),), ("last on Friday",)),
        ((practice("1", days=61),), ("last on Wed 23 Sep",)),
        ((practice("1"),), ()),
    ],
)
def test_a_format_is_practised_well_and_lately(held: tuple[object, ...], said: tuple[str, ...]) -> None:
    its = row("format", candidacy=Candidacy(practice=held), name="coding")  # type: ignore[arg-type]
    assert (its.met, its.hours) == (not said, 0 if not said else 5 + 2 + 4 + 5)
    assert its.missing == said


def test_a_format_takes_the_topics_on_which_it_stands_as_far_as_they_are_left() -> None:
    assert row("format", name="talk").hours == 5 + 1
    assert row("format", standing(JOB, sums="done", proofs="done"), name="coding").hours == 5 + 5
    assert row("format", standing(JOB, sums="done", proofs="done", code="skipped"), name="coding").hours == 5


def test_a_choice_takes_the_hours_of_its_decision_alone() -> None:
    way = JOB.choices[0]._replace(topic="ship")
    its = row("choice", standing(JOB._replace(choices=(way,))), name="way")
    assert its.hours == 3
    assert row("choice", standing(JOB._replace(choices=(way,)), ship="done"), name="way").hours == 0


def test_a_choice_is_made_or_not() -> None:
    assert (row("choice", name="way").met, row("choice", name="way").command) == (False, "roadmap choose way")
    assert row("choice", with_choice(NOTHING_DONE, "way", "y"), name="way").met


def test_what_is_missing_comes_nearest_first() -> None:
    found = gaps(NOTHING_DONE, Candidacy(), TODAY)
    assert [each.hours for each in found] == sorted(each.hours for each in found)
    assert found[0].code == "choice"


def test_together_each_thing_counts_once() -> None:
    """Two projects less the topics that teach them, two stories, two formats, their topics and those of skills, a link."""
    assert hours_to_ready(NOTHING_DONE, Candidacy(), TODAY) == (60 - 9) + 4 + 10 + (15 + 5 + 1) + 0.25


@given(hopefuls(), candidacies())
def test_together_it_is_never_more_than_one_by_one_and_nothing_only_where_nothing_is_missing(
    now: Standing, candidacy: Candidacy
) -> None:
    missing = gaps(now, candidacy, TODAY)
    together = hours_to_ready(now, candidacy, TODAY)
    assert together <= sum(each.hours for each in missing) + 1e-9
    assert together >= max((each.hours for each in missing if each.code in {"stories", "format"}), default=0) - 1e-9
    assert all(each.command for each in missing)
    assert all(not each.hours and not each.command for each in rows(now, candidacy, TODAY) if each.met)


@given(hopefuls(), candidacies(), st.sampled_from(("project", "story", "practice", "application")))
def test_ready_never_gets_worse_by_what_is_good(now: Standing, candidacy: Candidacy, what: str) -> None:
    more = {
        "project": candidacy._replace(projects=(*candidacy.projects, project("new"))),
        "story": candidacy._replace(stories=(*candidacy.stories, story("new", tags=THE_JOB.story_tags))),
        "practice": candidacy._replace(practice=(*candidacy.practice, practice("new", score=5, days=0))),
        "application": candidacy._replace(applications=(*candidacy.applications, application("new"))),
    }[what]
    assert met(now, candidacy) <= met(now, more)
    assert hours_to_ready(now, more, TODAY) <= hours_to_ready(now, candidacy, TODAY) + 1e-9


@given(hopefuls(), candidacies())
def test_a_gap_closes_when_what_it_asks_for_is_done(now: Standing, candidacy: Candidacy) -> None:
    wanted = now.roadmap.job.wanted or Thresholds()
    assume(not now.roadmap.hidden)  # which cannot be done until it is shown again
    done_all = now
    for key in now.roadmap.topics:
        done_all = with_status(done_all, key, "done")
    proofs = {key: state._replace(proofs=1) for key, state in done_all.state.topics.items()}
    done_all = done_all._replace(state=done_all.state._replace(topics=proofs))
    for choice in now.roadmap.choices:
        done_all = with_choice(done_all, choice.id, choice.options[0].id)
    more = Candidacy(
        projects=(*candidacy.projects, *(project(f"p{number}") for number in range(wanted.projects))),
        stories=(*candidacy.stories, *(story(f"t{number}", tags=THE_JOB.story_tags) for number in range(3))),
        practice=(*candidacy.practice, *(practice(each.id, each.id, 5, 0) for each in now.roadmap.job.formats)),
    )
    assert gaps(done_all, more, TODAY) == ()


@given(hopefuls(), candidacies(), st.data())
def test_skipping_proves_and_ships_nothing(now: Standing, candidacy: Candidacy, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(now.roadmap.topics)))
    after = met(with_status(now, key, "skipped"), candidacy)
    assert {code for code, _ in after - met(now, candidacy)} <= {"covered", "fresh"}
    everything = now
    for each in now.roadmap.topics:
        everything = with_status(everything, each, "skipped")
    assert not {"covered", "fresh"} & {code for code, _ in met(everything, candidacy)}
