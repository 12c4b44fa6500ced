"""What `roadmap new` writes is a good beginning."""

from pathlib import Path

import pytest
import tomli

from roadmap_cli.definition import Definition
from roadmap_cli.definition.model import KINDS
from roadmap_cli.definition.reader import read
from roadmap_cli.definition.template import TEMPLATE


@pytest.fixture
def template(tmp_path: Path) -> Definition:
    file = tmp_path / "mine.toml"
    file.write_text(TEMPLATE, encoding="utf-8")
    return read(file)


def test_it_is_valid_as_it_stands(template: Definition) -> None:
    assert len(template.roadmap.phases) == 2


def test_it_shows_the_smallest_topic() -> None:
    topics = [
        topic for phase in tomli.loads(TEMPLATE)["phase"] for module in phase["module"] for topic in module["topic"]
    ]
    assert {"id", "title"} in [set(topic) for topic in topics]


def test_it_shows_a_topic_with_all_that_a_lesson_shows(template: Definition) -> None:
    lesson = template.lesson("kneading")
    assert lesson.why
    assert lesson.criteria
    assert lesson.resources
    assert lesson.cards


def test_it_shows_a_choice_whose_options_have_topics(template: Definition) -> None:
    (choice,) = template.roadmap.choices
    taught = {topic.option for topic in template.roadmap.topics.values()} - {None}
    assert taught == {option.id for option in choice.options}


def test_deleting_the_choice_as_it_says_leaves_a_valid_roadmap(tmp_path: Path) -> None:
    kept, marker, _ = TEMPLATE.partition("# Two ways to go on")
    assert marker
    file = tmp_path / "mine.toml"
    file.write_text(kept, encoding="utf-8")
    assert read(file).roadmap.choices == ()


def test_it_names_every_kind_of_topic() -> None:
    (comment,) = [line.partition("#")[2] for line in TEMPLATE.splitlines() if line.startswith("kind =") and "#" in line]
    assert comment.strip() == f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"


def test_it_fits_a_terminal() -> None:
    assert max(map(len, TEMPLATE.splitlines())) <= 120
