"""The years that the source of a career gives; in files of 0.4 they stand in its article."""

from pathlib import Path

import pytest
from conftest import SMALL

from roadmap_cli import definition
from roadmap_cli.definition.job import career_of
from roadmap_cli.definition.reader import read
from roadmap_cli.domain.lesson import Band
from roadmap_cli.errors import InvalidFile

CAREER = '\n[career]\ntitle = "A job"\nsource = "A book"\nyear = 2024\n\n[[career.timeline]]\nstart = "nothing"\n'
ARTICLE = '\n[article]\ntitle = "An article"\n\n[[article.timeline]]\nstart = "nothing"\n'


def test_the_built_in_roadmap_has_the_bands_of_its_article(tmp_path: Path) -> None:
    for _ in ("read", "kept"):
        bands = definition.load(definition.builtin(), tmp_path).bands
        assert [(band.years_min, band.years_max) for band in bands] == [(1, 2), (3, 5)]
        assert {band.source for band in bands} == {"How to Become a Machine Learning Scientist in 2026"}


@pytest.mark.parametrize(
    "article",
    [
        "",
        '\n[article]\ntitle = "An article"\n',
        '\n[career]\ntitle = "A job"\n',
        f"{ARTICLE}years_min = 1\nyears_max = 2\n\n[career]\ntitle = 'A job'\n",
    ],
)
def test_a_roadmap_without_a_timeline_has_no_bands(tmp_path: Path, article: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SMALL + article, encoding="utf-8")
    assert read(file).bands == ()


def test_the_timeline_of_a_career_is_read_with_its_source(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f"{SMALL}{CAREER}years_min = 0.5\nyears_max = 2\n", encoding="utf-8")
    definition = read(file)
    assert definition.bands == (Band("nothing", 0.5, 2, "A book"),)
    told = career_of(definition)
    assert told is not None
    assert [(each.start, each.years_min, each.years_max) for each in told.timeline] == [("nothing", 0.5, 2)]


@pytest.mark.parametrize(
    ("years", "sentence"),
    [
        ("", 'timeline in career "A job" needs "years_max"'),
        ('years_min = "1"\nyears_max = 2\n', "\"years_min\" must be a number of years up to 100, not '1'"),
        ("years_min = -1\nyears_max = 2\n", '"years_min" must be a number of years up to 100, not -1'),
    ],
)
def test_a_faulty_timeline_of_a_career_is_refused(tmp_path: Path, years: str, sentence: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SMALL + CAREER + years, encoding="utf-8")
    with pytest.raises(InvalidFile) as raised:
        read(file)
    assert sentence in str(raised.value.sentence)


def test_a_timeline_of_ones_own_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f"{SMALL}{ARTICLE}years_min = 0.5\nyears_max = 2\n", encoding="utf-8")
    assert read(file).bands == (Band("nothing", 0.5, 2, "An article"),)


@pytest.mark.parametrize(
    "years", ["", "years_min = 1\n", 'years_min = "1"\nyears_max = 2\n', "years_min = 0\nyears_max = 2\n"]
)
def test_a_faulty_timeline_is_refused_with_its_line(tmp_path: Path, years: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SMALL + ARTICLE + years, encoding="utf-8")
    line = SMALL.count("\n") + ARTICLE[: ARTICLE.index("[[")].count("\n") + 1
    with pytest.raises(InvalidFile, match=f'{file}:{line}: a timeline of the article needs "start", "years_min"'):
        read(file)


@pytest.mark.parametrize(
    "timeline", ['timeline = "soon"', 'timeline = {start = "nothing", years_min = 1, years_max = 2}']
)
def test_a_timeline_that_is_no_list_of_tables_is_refused(tmp_path: Path, timeline: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f"{SMALL}\n[article]\n{timeline}\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match="a timeline of the article needs"):
        read(file)
