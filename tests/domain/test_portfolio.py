"""Projects: what events of them add up to, what they lack, what they leave behind, and what their links are."""

from itertools import pairwise

import pytest
from domain_helpers import TODAY, event
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.candidacy import fold_candidacy
from roadmap_cli.domain.job import Stage
from roadmap_cli.domain.portfolio import (
    FIELD_NAMES,
    LINKS,
    TEXTS,
    Project,
    ProjectLink,
    counts_as,
    is_at_least,
    lacking,
    left_behind,
    meaning_place,
    sort_of_link,
    stage_place,
    topic_of_link,
)

STAGES = (
    Stage("idea", "Idea"),
    Stage("scoped", "Scoped", "a"),
    Stage("model", "Model", "b"),
    Stage("evaluated", "Evaluated", "b"),
    Stage("live", "Live", "c", "shipped"),
    Stage("told", "Told", "end", "written"),
)
EMPTY = Project("churn", "Churn", TODAY, TODAY, stage="idea")
WHOLE = EMPTY._replace(
    **dict.fromkeys(TEXTS, "said"), stage="told", repository="https://a.org", writeup="https://b.org"
)._replace(result="0.62")


def codes(project: Project) -> list[str]:
    return [each.code for each in lacking(project, STAGES)]


def test_the_last_word_counts_for_each_field_by_itself_and_an_empty_text_takes_one_away() -> None:
    events = [
        event(1, "projected", project="churn", name="Churn", stage="idea", metric="accuracy"),
        event(2, "projected", project="churn", metric="recall", baseline="0.3"),
        event(3, "projected", project="churn", stage="model"),
        event(4, "projected", project="churn", baseline=""),
        event(5, "projected", project="gone", name="Gone"),
        event(6, "projected", project="gone", dropped=True),
    ]
    (project,) = fold_candidacy(events).projects
    assert (project.name, project.stage, project.metric, project.baseline) == ("Churn", "model", "recall", "")
    assert project.stages == (("idea", TODAY), ("model", TODAY))


def test_every_field_has_one_name() -> None:
    assert FIELD_NAMES.keys() >= {*TEXTS, *LINKS}
    assert len(set(FIELD_NAMES.values())) == len(FIELD_NAMES)


def test_a_new_project_lacks_everything_and_a_whole_one_nothing() -> None:
    assert codes(EMPTY) == ["whole", "source", "number", "meaning", "failed", "shipped", "written"]
    assert codes(WHOLE) == []


@pytest.mark.parametrize(
    ("without", "code"),
    [
        ({"problem": ""}, "whole"),
        ({"dataset": ""}, "whole"),
        ({"metric": ""}, "whole"),
        ({"source": ""}, "source"),
        ({"baseline": ""}, "number"),
        ({"result": "much better"}, "number"),
        ({"meaning": ""}, "meaning"),
        ({"failed": ""}, "failed"),
        ({"repository": ""}, "shipped"),
        ({"writeup": ""}, "written"),
        ({"copy": True}, "copy"),
    ],
)
def test_what_is_not_said_is_what_is_lacking(without: dict[str, str], code: str) -> None:
    (lack,) = lacking(WHOLE._replace(**without), STAGES)
    assert lack.code == code
    assert lack.command.startswith("roadmap portfolio ")
    assert "churn" in lack.command


def test_what_is_lacking_names_what_mends_it() -> None:
    (lack,) = lacking(WHOLE._replace(problem="", metric=""), STAGES)
    assert lack.short == "problem and metric"
    assert lack.reason == "It can be followed from end to end only if its problem and metric are said."
    assert lack.command == "roadmap portfolio edit churn --problem TEXT --metric TEXT"
    (lack,) = lacking(WHOLE._replace(baseline="", result="better"), STAGES)
    assert lack.command == "roadmap portfolio edit churn --result TEXT --baseline TEXT"


def test_a_stage_that_is_not_reached_is_lacking_only_where_the_roadmap_means_one() -> None:
    early = WHOLE._replace(stage="model")
    assert [each.command for each in lacking(early, STAGES)] == [
        "roadmap portfolio stage churn live",
        "roadmap portfolio stage churn told",
    ]
    assert lacking(early, STAGES[:4]) == ()
    assert lacking(early._replace(stage="of another file"), ()) == ()


@given(st.sampled_from(STAGES), st.booleans(), st.sampled_from((None, True, False)))
def test_nothing_said_is_ever_asked_for_again(stage: Stage, linked: bool, copy: bool | None) -> None:  # noqa: FBT001
    url = "https://example.org" if linked else ""
    project = WHOLE._replace(stage=stage.id, copy=copy, repository=url, writeup=url)
    assert not {"whole", "source", "number", "meaning", "failed"} & set(codes(project))
    assert ("copy" in codes(project)) == bool(copy)
    assert ("shipped" in codes(project)) == (not linked or not is_at_least(project, "shipped", STAGES))


@pytest.mark.parametrize(
    ("before", "after", "topics"),
    [
        (0, 1, ()),
        (0, 2, ("a",)),
        (1, 2, ("a",)),
        (2, 3, ()),  # the next stage belongs to the same topic
        (3, 4, ("b", "c")),  # what is live is shipped
        (2, 5, ("b", "c", "end")),
        (-1, 2, ("a",)),
        (4, 5, ("c", "end")),
    ],
)
def test_what_is_left_behind_are_the_topics_of_stages_that_are_over(
    before: int, after: int, topics: tuple[str, ...]
) -> None:
    assert left_behind(STAGES, before, after) == topics


def test_step_by_step_the_same_is_left_behind_as_at_once() -> None:
    steps = [topic for pair in pairwise(range(len(STAGES))) for topic in left_behind(STAGES, *pair)]
    assert set(steps) == set(left_behind(STAGES, 0, len(STAGES) - 1)) == {"a", "b", "c", "end"}


@pytest.mark.parametrize(
    ("url", "stage", "sort"),
    [
        ("https://github.com/ada/churn", "told", "repository"),
        ("https://GITHUB.com/ada/churn", "idea", "repository"),
        ("https://gist.github.com/ada", "idea", "repository"),
        ("https://notgithub.com/ada", "told", "writeup"),
        ("https://ada-churn.hf.space", "idea", "demo"),
        ("https://ada.medium.com/churn", "idea", "writeup"),
        ("https://example.org", "idea", "repository"),
        ("https://example.org", "live", "demo"),
        ("https://example.org", "told", "writeup"),
        ("https://example.org", "unknown", "repository"),
    ],
)
def test_a_link_is_known_by_its_host_else_by_the_stage(url: str, stage: str, sort: ProjectLink) -> None:
    assert sort_of_link(url, EMPTY._replace(stage=stage), STAGES) == sort


@pytest.mark.parametrize(
    ("sort", "stage", "topic"),
    [
        ("demo", "idea", "c"),
        ("writeup", "idea", "end"),
        ("repository", "idea", None),
        ("repository", "model", "b"),
        ("repository", "told", "b"),
    ],
)
def test_a_link_proves_the_topic_of_its_stage(sort: ProjectLink, stage: str, topic: str | None) -> None:
    assert topic_of_link(sort, EMPTY._replace(stage=stage), STAGES) == topic


def test_a_stage_that_the_roadmap_does_not_know_stands_before_the_first() -> None:
    assert [stage_place(EMPTY._replace(stage=each), STAGES) for each in ("idea", "told", "x", "")] == [0, 5, -1, -1]
    assert [meaning_place(each, STAGES) for each in ("shipped", "written")] == [4, 5]
    assert meaning_place("shipped", STAGES[:2]) is None


def test_what_is_only_said_to_be_shipped_does_not_count_before_a_link_shows_it() -> None:
    told = EMPTY._replace(stage="told")
    assert [counts_as(told, each, STAGES) for each in ("shipped", "written")] == [False, False]
    told = told._replace(repository="https://example.org")
    assert [counts_as(told, each, STAGES) for each in ("shipped", "written")] == [True, False]
    told = told._replace(writeup="https://example.org")
    assert [counts_as(told, each, STAGES) for each in ("shipped", "written")] == [True, True]
    assert not counts_as(told._replace(stage="idea"), "shipped", STAGES)
