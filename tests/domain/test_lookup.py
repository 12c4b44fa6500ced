"""From what a person types to what the roadmap names."""

from datetime import date

import pytest
from domain_helpers import WAY, roadmap, topic
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.lookup import (
    MOST_CANDIDATES,
    find_choice,
    find_module,
    find_named,
    find_option,
    find_phase,
    find_scope,
    find_topic,
    title_matches,
)
from roadmap_cli.domain.portfolio import Project
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone

TOPICS = (
    topic("vectors")._replace(title="Vectors and norms"),
    topic("vector-spaces")._replace(title="Spaces of vectors"),
    topic("gradient-descent", formerly=("sgd-basics",))._replace(title="Gradient descent"),
    topic("pca")._replace(title="Principal components (PCA)"),
    topic("gan", "two/models")._replace(title="PCA's Opposite"),
    topic("uebung", "two/models")._replace(title="Übung"),
    topic("cpp", "two/models")._replace(title="C++ [fast]"),
)
HERE = roadmap(*TOPICS, choices=[WAY])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("vectors", "vectors"),
        ("VECTORS", "vectors"),
        ("  vectors ", "vectors"),
        ("vector-spaces", "vector-spaces"),
        ("vector_spaces", "vector-spaces"),
        ("vector spaces", "vector-spaces"),
        ("gradient-descent", "gradient-descent"),
        ("grad", "gradient-descent"),
        ("vector-s", "vector-spaces"),
        ("descent gradient", "gradient-descent"),
        ("Descent-Gradient", "gradient-descent"),
        ("norms vec", "vectors"),
        ("Spaces of vectors", "vector-spaces"),
        ("principal", "pca"),
        ("pca", "pca"),
        ("opposite", "gan"),
        ("ÜBUNG", "uebung"),
        ("C++ [fast]", "cpp"),
        ("sgd-basics", "gradient-descent"),
        ("SGD-Basics", "gradient-descent"),
    ],
)
def test_a_topic_is_found_by_id_prefix_words_in_any_order_or_former_id(words: str, found: str) -> None:
    assert find_topic(HERE, words).id == found


@given(st.sampled_from(TOPICS), st.data())
def test_the_whole_title_finds_its_topic_whatever_the_case_and_order(each: Topic, data: st.DataObject) -> None:
    words = data.draw(st.permutations(each.title.split()))
    assert find_topic(HERE, " ".join(words).swapcase()) == each


def test_an_exact_id_wins_over_longer_ids_that_begin_with_it() -> None:
    where = roadmap(topic("loss"), topic("loss-functions"))
    assert find_topic(where, "loss").id == "loss"


def test_an_ambiguous_name_lists_its_candidates_with_titles() -> None:
    with pytest.raises(CannotBeDone) as caught:
        find_topic(HERE, "vec")
    assert '"vec" could be any of these' in caught.value.sentence
    assert "vectors (Vectors and norms)" in caught.value.sentence
    assert "vector-spaces (Spaces of vectors)" in caught.value.sentence
    assert caught.value.hint


def test_of_very_many_candidates_only_some_are_listed() -> None:
    where = roadmap(*(topic(f"part-{number:02}") for number in range(MOST_CANDIDATES + 3)))
    with pytest.raises(CannotBeDone) as caught:
        find_topic(where, "part")
    assert "part-11" in caught.value.sentence
    assert "part-12" not in caught.value.sentence
    assert "... and 3 more" in caught.value.sentence


def test_an_unknown_name_offers_the_nearest_right_one() -> None:
    with pytest.raises(CannotBeDone, match='there is no topic "vectros"') as caught:
        find_topic(HERE, "vectros")
    assert caught.value.hint == "did you mean vectors?"


def test_a_name_near_to_nothing_says_where_to_see_all() -> None:
    with pytest.raises(CannotBeDone) as caught:
        find_topic(HERE, "zzzzzz")
    assert caught.value.hint == "see them all with: roadmap list"


@pytest.mark.parametrize("words", ["", "   ", "--", "[]", "!?"])
def test_an_empty_name_is_refused_and_matches_nothing(words: str) -> None:
    with pytest.raises(CannotBeDone, match="empty name"):
        find_topic(HERE, words)


@given(st.text())
def test_any_text_finds_a_topic_or_is_refused_with_a_sentence(words: str) -> None:
    try:
        assert find_topic(HERE, words) in TOPICS
    except CannotBeDone as refused:
        assert refused.sentence  # noqa: PT017 - either answer is right


@pytest.mark.parametrize("words", ["2", " 2 ", "two", "TWO"])
def test_a_phase_is_found_by_number_or_name(words: str) -> None:
    assert find_phase(HERE, words).id == "two"
    assert find_scope(HERE, words).id == "two"


def test_a_scope_is_a_phase_or_a_module() -> None:
    assert find_scope(HERE, "letters").id == "letters"
    assert find_module(HERE, "let").id == "letters"
    with pytest.raises(CannotBeDone, match='there is no phase "letters"'):
        find_phase(HERE, "letters")


def test_a_phase_number_that_is_not_there_is_refused() -> None:
    with pytest.raises(CannotBeDone, match='there is no phase "3"'):
        find_phase(HERE, "3")


def test_choices_and_options_are_found_like_topics() -> None:
    assert find_choice(HERE, "which").id == "way"
    assert find_option(HERE.choices, "x way").id == "x"
    with pytest.raises(CannotBeDone, match="could be any of these"):
        find_option(HERE.choices, "way")


@pytest.mark.parametrize(("words", "matches"), [("grad", True), ("desc grad", True), ("radient", False), ("", True)])
def test_a_search_matches_where_every_word_begins_a_word(words: str, matches: bool) -> None:  # noqa: FBT001
    assert title_matches(TOPICS[2], words) is matches


@pytest.mark.parametrize("words", ["churn", "churn-of", "Phone churn", "company"])
def test_what_a_learner_names_is_found_like_topics(words: str) -> None:
    projects = (project("churn-of-a-phone", "Churn of a phone company"), project("faces", "Faces [red]"))
    assert find_named("project", words, projects) == projects[0]


def test_what_nobody_named_is_told_with_the_way_to_the_list() -> None:
    with pytest.raises(CannotBeDone, match='there is no project "x"') as caught:
        find_named("project", "x", [project("faces", "Faces")])
    assert caught.value.hint == "see them all with: roadmap portfolio"


def project(identifier: str, name: str) -> Project:
    return Project(id=identifier, name=name, first_day=date(2026, 11, 23), last_day=date(2026, 11, 23))
