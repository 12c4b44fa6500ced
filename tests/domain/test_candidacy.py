"""What is done towards being hired: projects, stories, practice and applications as their events add up to them."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import get_type_hints

import pytest
from domain_helpers import TODAY, event, histories, undone
from event_data import data_of
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.application import fold_applications
from roadmap_cli.domain.candidacy import Candidacy, fold_candidacy
from roadmap_cli.domain.events import CANDIDACY_KINDS, KINDS, Data, Event
from roadmap_cli.domain.interview import fold_practice, sittings
from roadmap_cli.domain.job import Stage
from roadmap_cli.domain.portfolio import LINKS, TEXTS, fold_projects, is_at_least
from roadmap_cli.domain.story import fold_stories, has_number

RANDOMS = st.randoms(use_true_random=False)
STAGES = (Stage("idea", "Idea"), Stage("live", "Live", means="shipped"), Stage("told", "Told", means="written"))


@st.composite
def records(draw: st.DrawFn, most: int = 10) -> list[Event]:
    """In the order of ids, some of them undone."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from((*sorted(CANDIDACY_KINDS), "undone")))
        if kind != "undone":
            events.append(event(number, kind, **draw(data_of(kind))))
        elif number:
            events.append(undone(number, draw(st.integers(0, number - 1))))
    return events


@given(records(), RANDOMS)
def test_it_is_the_same_in_any_order_and_with_any_repetition(events: Sequence[Event], random: Random) -> None:
    again = random.choices(events, k=4) if events else []
    assert fold_candidacy(random.sample(events, len(events)) + again) == fold_candidacy(events)


@given(records(), st.sampled_from(sorted(CANDIDACY_KINDS)), st.data())
def test_undoing_the_newest_gives_what_was_before(events: list[Event], kind: str, data: st.DataObject) -> None:
    newest = event(20, kind, **data.draw(data_of(kind)))
    assert fold_candidacy([*events, newest, undone(21, batch=20)]) == fold_candidacy(events)


@given(histories())
def test_what_was_studied_says_nothing_about_it(events: list[Event]) -> None:
    said = [each for each in events if each.kind in CANDIDACY_KINDS or each.kind == "undone"]
    assert fold_candidacy(events) == fold_candidacy(said)


def test_nothing_adds_up_to_nothing() -> None:
    assert fold_candidacy([]) == Candidacy()


def test_the_texts_and_links_of_a_project_are_keys_of_its_events() -> None:
    assert {*TEXTS, *LINKS} <= KINDS["projected"].data.keys() <= get_type_hints(Data).keys()


def test_each_field_of_a_project_has_its_last_word() -> None:
    (project,) = fold_projects(
        [
            event(1, "projected", project="churn", name="Churn", stage="idea", problem="Who leaves?"),
            event(2, "projected", project="churn", stage="live", baseline="0.61 AUC"),
            event(3, "projected", project="churn", problem="Who leaves, and why?", copy=False),
            event(4, "projected", project="churn", baseline="", stage="idea"),
        ]
    )
    assert (project.name, project.problem, project.baseline, project.copy) == (
        "Churn",
        "Who leaves, and why?",
        "",
        False,
    )
    assert (project.stage, project.stages) == ("idea", (("idea", TODAY), ("live", TODAY)))


def test_a_project_that_is_dropped_and_named_again_begins_anew() -> None:
    said = [
        event(1, "projected", project="a", name="a", problem="one"),
        event(2, "projected", project="a", dropped=True),
    ]
    assert fold_projects(said) == ()
    (again,) = fold_projects([*said, event(3, "projected", project="a", name="A")])
    assert (again.name, again.problem) == ("A", "")


def test_what_another_device_says_of_a_project_that_is_gone_brings_no_shell_of_it_back() -> None:
    begun = event(1, "projected", project="churn", name="Churn", stage="idea")
    gone, late = (
        event(2, "projected", project="churn", dropped=True),
        event(3, "projected", project="churn", metric="F1"),
    )
    assert fold_projects([begun, gone, late]) == ()
    (back,) = fold_candidacy([begun, gone, late, undone(4, batch=2)]).projects
    assert (back.name, back.metric) == ("Churn", "F1")


@pytest.mark.parametrize(
    ("stage", "meant"),
    [("", set()), ("idea", set()), ("live", {"shipped"}), ("told", {"shipped", "written"}), ("gone", set())],
)
def test_a_stage_behind_the_one_that_means_shipped_means_it_too(stage: str, meant: set[str]) -> None:
    (project,) = fold_projects([event(1, "projected", project="a", name="A", stage=stage)])
    assert {each for each in ("shipped", "written") if is_at_least(project, each, STAGES)} == meant


def test_a_story_is_told_part_by_part() -> None:
    said = [
        event(1, "told", story="churn", title="Churners", part="situation", words="It was 2 %."),
        event(2, "told", story="churn", part="result", words="More."),
        event(3, "told", story="churn", tags="impact, failure,impact"),
        event(4, "told", story="churn", part="situation", words=""),
    ]
    (before,) = fold_stories(said[:3])
    assert before.texts == {"situation": "It was 2 %.", "result": "More."}
    assert (before.title, before.tags) == ("Churners", ("impact", "failure"))
    (after,) = fold_stories(said)
    assert after.texts == {"result": "More."}
    assert fold_stories([*said, event(5, "told", story="churn", deleted=True)]) == ()


def test_a_number_counts_where_it_belongs() -> None:
    (story,) = fold_stories([event(1, "told", story="a", title="A", part="situation", words="It was 2 %.")])
    assert has_number(story, ("situation", "result"))
    assert has_number(story, ())
    assert not has_number(story, ("result",))
    assert not has_number(story, ("gone",))


def test_answers_of_one_sitting_are_one_mock() -> None:
    practice = fold_practice(
        [
            event(1, "practised", format="coding", asked="one", score=2, mock="m", weak="sql,joins"),
            event(2, "practised", format="coding", asked="two", score=5, mock="m", weak="sql"),
            event(3, "practised", format="coding", score=4, whom="Ann"),
        ]
    )
    sitting, elsewhere = sittings(practice)
    assert (sitting.score, sitting.questions, sitting.weak) == (3.5, 2, ("sql", "joins"))
    assert (elsewhere.score, elsewhere.questions, elsewhere.whom) == (4, 0, "Ann")


def test_an_application_moves_on_closes_and_opens_again() -> None:
    said = [
        event(1, "applied", application="acme", company="Acme", role="Scientist", stage="saved", due="2026-12-01"),
        event(2, "applied", application="acme", stage="applied", note="By Ann."),
        event(3, "applied", application="acme", closed="no answer"),
        event(4, "applied", application="acme", stage="offer"),
    ]
    due, moved, closed, again = (fold_applications(said[: number + 1])[0] for number in range(4))
    assert (due.due, due.stage, due.closed) == (date(2026, 12, 1), "saved", None)
    assert (moved.due, [each.text for each in moved.notes]) == (date(2026, 12, 1), ["By Ann."])
    assert (closed.due, closed.closed) == (None, "no answer")
    assert (again.closed, [stage for stage, _ in again.stages]) == (None, ["saved", "applied", "offer"])


def test_what_was_due_is_settled() -> None:
    begun = event(1, "applied", application="a", company="A", due="2026-12-01")
    said = [begun, event(2, "applied", application="a", settled=True)]
    assert fold_applications(said)[0].due is None
