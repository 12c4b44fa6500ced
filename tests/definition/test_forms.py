"""The Markdown form of a roadmap says the same as the TOML form, both ways."""

import copy
import re
from typing import Any

import pytest
import tomli
from card_faults import OF_EACH_KIND
from career_tables import JOB
from conftest import SMALL
from documents import documents
from hypothesis import given, reject

from roadmap_cli.definition import Definition, builtin
from roadmap_cli.definition.document import build
from roadmap_cli.definition.markdown_template import MARKDOWN_TEMPLATE
from roadmap_cli.definition.markdown_writer import markdown_of
from roadmap_cli.definition.reader import document_of
from roadmap_cli.definition.template import TEMPLATE
from roadmap_cli.definition.writer import toml_of
from roadmap_cli.errors import InvalidFile


def told(definition: Definition) -> tuple[Any, ...]:
    """All that a definition says."""
    lessons = {topic: definition.lesson(topic) for topic in definition.roadmap.topics}
    return definition.roadmap, definition.bands, lessons, definition.read_job_tables(), definition.read_about()


@given(documents())
def test_a_roadmap_says_the_same_in_both_forms(document: dict[str, Any]) -> None:
    try:
        expected = document_of(toml_of(document), "drawn.toml")
    except InvalidFile:  # a title whose slug is the id of another module
        reject()
    markdown = markdown_of(document)
    found = document_of(markdown, "drawn.md")
    assert told(build(copy.deepcopy(found))) == told(build(copy.deepcopy(expected)))
    assert markdown_of(found) == markdown


@pytest.mark.parametrize(
    "text",
    [builtin().read_text(encoding="utf-8"), TEMPLATE, OF_EACH_KIND, SMALL + JOB],
    ids=["built-in", "template", "cards", "job"],
)
def test_what_there_is_in_toml_is_the_same_in_markdown(text: str) -> None:
    document = tomli.loads(text)
    assert document_of(markdown_of(document), "same.md") == document


def test_the_template_says_the_same_in_both_forms() -> None:
    markdown = MARKDOWN_TEMPLATE
    for word in ("first-loaf", "sourdough-loaf", "brioche"):
        title = word.replace("-", " ")
        markdown = re.sub(rf"^(- (?:A )?{title} .*)$", rf"\1 {{#{word}}}", markdown, flags=re.MULTILINE)
    document = document_of(markdown, "new.md")
    assert document["phase"][0].pop("goal") == "A text here says what one can do at the end of the phase."
    assert document == tomli.loads(TEMPLATE)


def test_the_template_fits_a_terminal() -> None:
    assert max(map(len, MARKDOWN_TEMPLATE.splitlines())) <= 120
