"""One fault is told once: what follows of it is none of its own. And whoever writes titles for ids is told the ids."""

import pytest
from conftest import SMALL
from definition_helpers import edited

from roadmap_cli.definition.problems import InvalidDefinition
from roadmap_cli.definition.reader import check_text

HEAD = '[roadmap]\nid = "r"\ntitle = "R"\n[[phase]]\nid = "p"\ntitle = "P"\n[[phase.module]]\nid = "m"\ntitle = "M"\n'
FLOUR = '[[phase.module.topic]]\nid = "{}"\ntitle = "Know your flour"\n'


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidDefinition) as raised:
        check_text(text, "my.toml")
    return [each.removeprefix("my.toml:") for each in raised.value.problems]


def needing(name: str, requires: str) -> str:
    return f'[[phase.module.topic]]\nid = "{name}"\ntitle = "{name.upper()}"\nrequires = {requires}\n'


def after(*requires: str) -> str:
    return "".join(needing(f"t{number}", each) for number, each in enumerate(requires))


@pytest.mark.parametrize("named", ['["Flour"]', '["flour"]'])
def test_a_faulty_id_is_told_once_whoever_names_it(named: str) -> None:
    (problem,) = problems(HEAD + FLOUR.format("Flour") + after(*[named] * 10))
    assert problem.startswith('11: topic "Flour": "id" must be an id')


def test_a_topic_without_an_id_is_told_once_whoever_names_it() -> None:
    topic = '[[phase.module.topic]]\ntitle = "Know your flour"\n'
    assert problems(HEAD + topic + after('["know-your-flour"]', '["Know your flour"]')) == [
        '10: topic "Know your flour" needs "id"'
    ]


def test_a_name_that_nobody_has_is_told_once_with_those_who_name_it() -> None:
    told = problems(HEAD + FLOUR.format("flour") + after(*['["flouer"]'] * 6))
    assert told == [
        '16: topic "t0" requires "flouer" (so do 5 more: t1, t2, t3, ...), which does not exist; did you mean flour?'
    ]


def test_a_part_that_is_not_understood_makes_nothing_in_it_missing() -> None:
    misspelt = HEAD.replace("[[phase.module]]", "[[phase.modul]]").replace("[[phase.", "[[phase.")
    topics = (FLOUR.format("flour") + after('["flour"]', '["t0"]')).replace("phase.module", "phase.modul")
    other = '[[phase]]\nid = "q"\ntitle = "Q"\n[[phase.module]]\nid = "n"\ntitle = "N"\n' + needing("z", '["t1"]')
    told = problems(misspelt + topics + other)
    assert [each for each in told if "does not exist" in each] == []
    assert '7: phase "p" has the unknown key "modul"; did you mean module?' in told


def test_a_fault_that_hides_nothing_leaves_the_others_told() -> None:
    assert len(problems(HEAD.replace('title = "P"', 'titel = "P"') + after('["nobody"]'))) == 3


@pytest.mark.parametrize("name", ["Know your flour", "know your FLOUR"])
def test_who_requires_a_title_is_told_the_id(name: str) -> None:
    assert problems(HEAD + FLOUR.format("flour") + needing("dough", f'["flour", "{name}"]')) == [
        f'16: topic "dough" requires "{name}", which is a title: write its id, "flour"'
    ]


def test_who_requires_a_title_of_one_word_is_told_the_id() -> None:
    assert problems(HEAD + FLOUR.format("f1").replace("Know your flour", "Flour") + needing("b", '["flour"]')) == [
        '16: topic "b" requires "flour", which does not exist; it is the title of f1: write that'
    ]


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("[[module]]", 'the file has the unknown key "module"; write [[phase.module]]'),
        ("[[topics]]", 'the file has the unknown key "topics"; write [[phase.module.topic]]'),
    ],
)
def test_a_table_that_belongs_into_another_is_told_its_header(header: str, sentence: str) -> None:
    assert problems(f'{SMALL}{header}\nid = "x"\ntitle = "X"\n')[-1].endswith(sentence)


def test_one_bracket_is_told_to_be_two() -> None:
    text = HEAD.replace("[[phase]]", "[phase]") + FLOUR.format("flour")
    (problem,) = problems(text)
    assert problem.startswith('4: the file: "phase" must be a list of tables, not {')
    assert problem.endswith("; write [[phase]] with two brackets")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hours = 4", 'hours = "4 h"', "write it without quotes: hours = 4"),
        ('title = "Beta"', "title = 7", 'put it in quotes: title = "7"'),
        ('requires = ["a"]', 'requires = "a"', 'put it in brackets: requires = ["a"]'),
        ('title = "Beta"', 'title = "Beta"\nstretch = "yes"', "write it without quotes: stretch = true"),
    ],
)
def test_a_value_of_another_kind_is_told_as_it_would_be_right(old: str, new: str, told: str) -> None:
    assert problems(edited(old, new))[0].endswith(f"; {told}")
