"""Which topics of two roadmaps are taken for the same."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli import definition
from roadmap_cli.cli.commands.adopt import LEAST
from roadmap_cli.imports.similar_titles import Titled, pairs
from roadmap_cli.reports.adopt import Pair
from roadmap_cli.reports.topic_line import Named

SAME = {
    "Eigenvectors and eigenvalues": "eigenvectors",
    "Logistic Regression": "logistic-regression",
    "Time-series forecasting": "time-series-forecasting",
    "Cross validation": "cross-validation",
    "Charts with matplotlib": "matplotlib-charts",
    "Principal components analysis": "pca",
    "Transfer learning & fine-tuning": "transfer-learning",
    "Exploratory data analysis (EDA)": "exploratory-analysis",
    "Maximum Likelihood Estimation": "maximum-likelihood",
    "Reading research papers": "reading-papers",
}
"""Titles of other courses, and the topics of the built-in roadmap that they are."""
OTHERS = (
    *("Linear Algebra basics", "Intro to pandas", "Python basics", "NumPy", "SQL", "Attention", "Boosting", "Files"),
    *("Functions", "Exceptions", "Derivatives", "Dot product", "Algorithms", "Neural networks", "Statistics"),
    *("R fundamentals: values, control flow, functions", "JavaScript fundamentals: values, control flow, functions"),
    *("System design", "Market segmentation", "Event detection", "Independent component analysis"),
    *("Poisson regression", "Stochastic gradient descent", "Writing research papers", "Confirmatory data analysis"),
    *("First Kaggle competition", "Outlier detection", "Image embeddings", "Prompt engineering", "Operating systems"),
)
"""Near to a topic of the built-in roadmap, or a part of one, but not the same."""


def titled(titles: Mapping[str, str] | Iterable[str], **ids: Iterable[str]) -> list[Titled]:
    """Topics by id; a title alone is its own id. `ids` are further ones of a topic."""
    by_id = titles if isinstance(titles, Mapping) else {title: title for title in titles}
    return [Titled(Named(key, title), frozenset({key, *ids.get(key, ())})) for key, title in by_id.items()]


def found(ours: list[Titled], theirs: list[Titled], least: float = LEAST) -> dict[str, str]:
    return {pair.topic.id: pair.twin.id for pair in pairs(ours, theirs, least)}


@pytest.fixture(scope="module")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> list[Titled]:
    topics = definition.load(definition.builtin(), Path(tmp_path_factory.mktemp("cache"))).roadmap.topics
    return titled({key: topic.title for key, topic in topics.items()})


def test_titles_of_other_courses_find_their_topics_and_no_other(built_in: list[Titled]) -> None:
    assert found(titled([*SAME, *OTHERS]), built_in) == SAME


def test_no_topic_is_taken_for_another_of_the_same_roadmap(built_in: list[Titled]) -> None:
    renamed = [Titled(each.topic._replace(id=f"x-{each.topic.id}"), frozenset()) for each in built_in]
    assert found(renamed, built_in) == {f"x-{each.topic.id}": each.topic.id for each in built_in}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Working with C and its compilers", "Working with C++ and its compilers"),
        ("C# for people in a hurry", "C for people in a hurry"),
        ("Linear algebra, part 1", "Linear algebra, part 2"),
        ("The long march of history in 1789", "The long march of history in 1848"),
        ("???", "!!!"),
        ("???", "A"),
    ],
)
def test_a_word_in_the_place_of_another_makes_another_title(one: str, other: str) -> None:
    assert found(titled({"a": one}), titled({"b": other})) == {}


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("Sets and lists", "LISTS AND SETS", 100.0),
        ("Stra\u00dfe", "STRASSE", 100.0),
        ("\u6811\u6728", "\u6811\u6728", 100.0),
        ("component", "components", 94.7),
    ],
)
def test_case_order_and_alphabet_do_not_matter(one: str, other: str, score: float) -> None:
    assert pairs(titled({"a": one}), titled({"b": other}), LEAST) == (
        Pair(Named("a", one), Named("b", other), score, "title"),
    )


def test_an_id_that_is_shared_goes_before_any_title() -> None:
    ours, theirs = titled({"a": "Alpha", "b": "Beta"}), titled({"x": "Alpha", "a": "Omega"})
    assert pairs(ours, theirs, LEAST) == (Pair(Named("a", "Alpha"), Named("a", "Omega"), 100.0, "id"),)


@pytest.mark.parametrize(("ours", "theirs"), [(["old"], ["old"]), (["a-there"], []), ([], ["a-here"])])
def test_a_former_id_and_that_of_another_program_are_ids_too(ours: list[str], theirs: list[str]) -> None:
    here, there = titled({"a-here": "Alpha"}, **{"a-here": ours}), titled({"a-there": "Omega"}, **{"a-there": theirs})
    assert found(here, there) == {"a-here": "a-there"}


def test_what_is_called_the_same_today_goes_before_what_once_was() -> None:
    ours = titled({"a": "Alpha", "b": "Beta"}, a=["b"])
    assert found(ours, titled({"b": "Omega"})) == {"b": "b"}


def test_the_surest_pair_comes_first_and_takes_its_topics_out() -> None:
    ours = titled(["Principal components analysis", "Principal component analysis"])
    theirs = titled({"pca": "Principal component analysis", "eda": "Exploratory data analysis"})
    assert found(ours, theirs) == {"Principal component analysis": "pca"}


def test_of_titles_that_are_the_same_the_first_go_together() -> None:
    ours, theirs = titled({"a": "Project", "b": "Project"}), titled({"x": "Project", "y": "project", "z": "Project"})
    assert found(ours, theirs) == {"a": "x", "b": "y"}


def test_less_alike_is_found_by_a_lower_limit() -> None:
    ours, theirs = titled(["Version control with Git"]), titled({"git": "Version control with Git and GitHub"})
    assert found(ours, theirs) == {}
    assert found(ours, theirs, 80) == {"Version control with Git": "git"}


words = st.lists(st.sampled_from(["C", "C++", "lists", "sets", "set", "and", "1", "2", "?", "\u6811"]), max_size=4)
topics = st.lists(words.map(" ".join), max_size=6)


@given(ours=topics, theirs=topics, least=st.floats(0, 100))
def test_each_topic_has_at_most_one_twin_and_each_pair_is_alike_enough(
    ours: list[str], theirs: list[str], least: float
) -> None:
    here, there = (
        titled({f"{side}-{place}": title for place, title in enumerate(titles)})
        for side, titles in (("h", ours), ("t", theirs))
    )
    result = pairs(here, there, least)
    assert len({pair.topic.id for pair in result}) == len({pair.twin.id for pair in result}) == len(result)
    assert all(pair.score >= round(least, 1) for pair in result)
    assert [pair.score for pair in result] == sorted((pair.score for pair in result), reverse=True)
