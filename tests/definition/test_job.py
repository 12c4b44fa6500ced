"""The questions of the built-in roadmap: enough of them, each with what it takes to grade oneself."""

from collections import Counter

import pytest

from roadmap_cli.definition import Definition, builtin
from roadmap_cli.definition.job import questions_of, story_example_of, story_parts_of
from roadmap_cli.definition.reader import read

LEAST = {
    "technical-screening": 40,
    "coding-challenge": 25,
    "system-design": 12,
    "behavioural": 20,
    "research-talk": 10,
}
RUBRIC = ("Requirements", "Data", "Features", "Model", "Evaluation", "Serving", "Monitoring", "Risks")
MOST_LETTERS_OF_A_CRITERION, MOST_LETTERS_OF_AN_ANSWER = 140, 600


@pytest.fixture(scope="module")
def built_in() -> Definition:
    return read(builtin())


BY_FORMAT = pytest.mark.parametrize("name", LEAST)


@BY_FORMAT
def test_there_are_enough_of_each_format(built_in: Definition, name: str) -> None:
    questions = questions_of(built_in, name)
    assert len(questions) >= LEAST[name]
    assert len({each.question for each in questions}) == len(questions)


@BY_FORMAT
def test_each_stands_on_topics_and_has_a_checklist_and_an_answer(built_in: Definition, name: str) -> None:
    for each in questions_of(built_in, name):
        assert 1 <= len(each.topics) <= 3, each.id
        assert len(each.criteria) >= 3, each.id
        assert len(set(each.criteria)) == len(each.criteria), each.id
        assert max(map(len, each.criteria)) <= MOST_LETTERS_OF_A_CRITERION, each.id
        assert 0 < len(each.answer) <= MOST_LETTERS_OF_AN_ANSWER, each.id


def test_no_question_stands_in_two_formats(built_in: Definition) -> None:
    ids = Counter(each.id for name in LEAST for each in questions_of(built_in, name))
    assert {name for name, times in ids.items() if times > 1} == set()


def test_the_formats_are_those_of_the_bank(built_in: Definition) -> None:
    assert {each.id for each in built_in.roadmap.job.formats} == {*LEAST}


def test_code_tells_its_complexity(built_in: Definition) -> None:
    assert all(each.complexity for each in questions_of(built_in, "coding-challenge"))


def test_a_design_is_graded_by_the_whole_rubric(built_in: Definition) -> None:
    for each in questions_of(built_in, "system-design"):
        assert tuple(criterion.partition(":")[0] for criterion in each.criteria) == RUBRIC, each.id


def test_every_tag_of_a_story_is_asked_for(built_in: Definition) -> None:
    tags = Counter(tag for each in questions_of(built_in, "behavioural") for tag in each.tags)
    assert set(tags) == {*built_in.roadmap.job.story_tags}
    assert min(tags.values()) >= 3


def test_the_example_of_a_story_tells_every_part_and_a_number_in_its_result(built_in: Definition) -> None:
    example = story_example_of(built_in)
    assert example
    assert [*example.text] == [each.id for each in story_parts_of(built_in)]
    assert any(letter.isdigit() for letter in example.text["result"])
