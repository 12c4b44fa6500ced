"""What `roadmap new` writes is a good beginning."""

import re
from pathlib import Path

import pytest
import tomli

from roadmap_cli.definition import Definition
from roadmap_cli.definition.job import NAMES, career_of, questions_of
from roadmap_cli.definition.model_values import KINDS
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


def uncommented() -> str:
    """With everything that is commented out; what is explained has a blank behind its sign."""
    return re.sub(r"^#(?! )", "", TEMPLATE, flags=re.MULTILINE)


@pytest.fixture
def whole(tmp_path: Path) -> Definition:
    file = tmp_path / "whole.toml"
    file.write_text(uncommented(), encoding="utf-8")
    return read(file)


def test_taking_the_comment_signs_away_gives_a_valid_roadmap_with_every_table(whole: Definition) -> None:
    jobs = whole.read_job_tables()
    assert set(jobs) == set(NAMES)
    assert set(tomli.loads(TEMPLATE)) & set(NAMES) == set()


def test_each_table_shows_what_its_command_needs(whole: Definition) -> None:
    told, job = career_of(whole), whole.roadmap.job
    assert told is not None
    assert [each.value for each in told.figure] == ["120"]
    assert (told.source, told.year) == ("A guild that you trust", 2026)
    assert [each.means for each in job.project_stages] == [None, "shipped", "written"]
    (interview,) = job.formats
    (question,) = questions_of(whole, interview.id)
    assert question.criteria
    assert (job.story_parts, job.numbered, job.story_tags) == (("result",), ("result",), ("failure",))
    assert [each.id for each in job.application_stages] == ["applied"]
    assert job.wanted is not None
    assert job.wanted.projects == 1


@pytest.mark.parametrize("table", NAMES)
def test_each_table_may_stand_by_itself(tmp_path: Path, table: str) -> None:
    file = tmp_path / "one.toml"
    blocks = uncommented().split("\n\n")
    first = next(place for place, block in enumerate(blocks) if "Where the path leads to a job" in block)
    own = [block for block in blocks[first:] if re.search(rf"^\[+{table}[.\]]", block, re.MULTILINE)]
    assert own
    file.write_text("\n\n".join([*blocks[:first], *own]), encoding="utf-8")
    assert list(read(file).read_job_tables()) == [table]


def test_it_names_every_kind_of_topic() -> None:
    (comment,) = [line.partition("#")[2] for line in TEMPLATE.splitlines() if line.startswith("kind =") and "#" in line]
    assert comment.strip() == f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"


def test_it_fits_a_terminal() -> None:
    assert max(map(len, TEMPLATE.splitlines())) <= 120
