"""The JSON Schema for editors says what the reader says, as far as a schema can."""

import copy
from typing import Any

import pytest
import tomli
from card_faults import CARD_SHAPE_FAULTS, OF_EACH_KIND
from career_tables import JOB
from conftest import SMALL
from definition_helpers import SHAPE_FAULTS, Fault, places
from hypothesis import given
from hypothesis import strategies as st
from job_faults import JOB_SHAPE_FAULTS
from jsonschema import Draft202012Validator

from roadmap_cli.definition import builtin
from roadmap_cli.definition.job import NAMES
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.reader import check_shape
from roadmap_cli.definition.schema import json_schema, keys_of
from roadmap_cli.definition.template import TEMPLATE
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.roadmap import Topic

SCHEMA = Draft202012Validator(json_schema())


def fits_the_reader(document: dict[str, Any]) -> bool:
    problems = Problems("file")
    check_shape(copy.deepcopy(document), problems)
    return not problems.found


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize(
    "text",
    [builtin().read_text(encoding="utf-8"), TEMPLATE, OF_EACH_KIND, SMALL + JOB],
    ids=["built-in", "template", "cards", "job"],
)
def test_valid_roadmaps_fit_the_schema(text: str) -> None:
    assert list(SCHEMA.iter_errors(tomli.loads(text))) == []


FAULTS = SHAPE_FAULTS | CARD_SHAPE_FAULTS | JOB_SHAPE_FAULTS


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_the_reader_refuses_for_its_shape_the_schema_refuses(fault: Fault) -> None:
    document = tomli.loads(fault.text)
    assert not SCHEMA.is_valid(document)
    assert not fits_the_reader(document)


ABOUT_THE_PATH = "card choice module option phase range resource roadmap source topic"
ABOUT_THE_JOB = (
    "activity apply career example faq figure format idea interview level part point portfolio question ready role salary "
    "skill stage story timeline tip"
)
VALUES: list[Any] = [
    *("", " ", "a b", "ok", "-ok", "a.b_c-1", "Ok", "concept", "One\nTwo", "\u00e9"),
    *(0, -1, 1, 1.5, 10_000, 10_000.5, float("inf"), True, False),
    *([], ["a"], ["A"], [1], [""], [{}], [["a"]], {}, {"x": ["a"]}, {"x": "a"}, {"id": "a", "title": "b"}),
]


@given(st.integers(0, 10_000), st.sampled_from([*VALUES, "leave out", "add"]))
def test_the_reader_and_the_schema_agree_on_every_change(number: int, value: Any) -> None:
    agree(tomli.loads(OF_EACH_KIND), number, value)


@given(st.integers(0, 10_000), st.sampled_from([*VALUES, "leave out", "add"]))
def test_they_agree_on_every_change_of_the_tables_about_being_hired(number: int, value: Any) -> None:
    agree(tomli.loads(SMALL + JOB), number, value, within=NAMES)


def agree(document: dict[str, Any], number: int, value: Any, within: tuple[str, ...] = ()) -> None:
    """With another value somewhere, perhaps in these tables only."""
    everywhere = places({name: document[name] for name in within}) if within else places(document)
    container, key = everywhere[number % len(everywhere)]
    if value == "leave out":
        del container[key]
    elif value == "add" and isinstance(container, dict):
        container["added"] = 1
    else:
        container[key] = value
    assert SCHEMA.is_valid(document) == fits_the_reader(document)


def test_every_key_is_described_for_editors() -> None:
    schema = json_schema()
    assert list(schema["$defs"]) == sorted([*ABOUT_THE_JOB.split(), *ABOUT_THE_PATH.split()])
    for table in (schema, *schema["$defs"].values()):
        assert table["additionalProperties"] is False
        assert all(each["description"].endswith(".") for each in table["properties"].values())


def test_every_key_of_a_topic_is_a_field_of_its_value_or_of_its_texts() -> None:
    given_by_the_file = {*Topic._fields, *Lesson._fields} - {"phase", "module", "is_estimated"}
    assert set(keys_of("topic")) == given_by_the_file
