"""What roadmap.sh says of itself: nodes that were copied from others, texts beside the map."""

import json
from pathlib import Path

import pytest
from cli_helpers import assert_refused, json_of
from conftest import Cli
from platformdirs import PlatformDirs

from roadmap_cli.definition.reader import read

FOREIGN = Path(__file__).parents[1] / "foreign"
COPIES = FOREIGN / "roadmapsh-copied-nodes.json"
BY_0_4 = FOREIGN / "imported-by-0.4.toml"
TITLES = {"Flour", "Wheat", "Rye", "Spelt", "Leaven", "Yeast", "Sourdough", "Heat", "Oven", "Steam", "Stone"}


@pytest.fixture
def folder(home: Path) -> Path:
    """Where roadmaps are kept."""
    return Path(PlatformDirs("learning-roadmap", appauthor=False).user_data_dir) / "roadmaps"


@pytest.fixture
def all_done(tmp_path: Path) -> Path:
    """Every node of the specimen marked as done."""
    nodes = json.loads(COPIES.read_text(encoding="utf-8"))["nodes"]
    file = tmp_path / "progress.json"
    file.write_text(json.dumps({"done": [each["id"] for each in nodes if each["type"] != "title"]}), encoding="utf-8")
    return file


def done(cli: Cli, roadmap: str) -> set[str]:
    return {each["title"] for each in json_of(cli, f"--file {roadmap} list")["topics"] if each["status"] == "done"}


def test_no_mark_is_lost_where_nodes_were_copied_from_each_other(cli: Cli, all_done: Path) -> None:
    assert cli("import", str(COPIES)).code == 0
    result = cli("import", str(all_done))
    assert done(cli, "bread-baking") == TITLES
    assert "Without a place" not in result.out


def test_a_roadmap_that_0_4_made_of_it_gets_all_its_marks_too(cli: Cli, all_done: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    kept = folder / "bread-baking.toml"
    kept.write_bytes(BY_0_4.read_bytes())
    assert cli("import", str(all_done)).code == 0
    assert done(cli, "bread-baking") == TITLES
    assert kept.read_bytes() == BY_0_4.read_bytes()


def test_a_mark_that_could_mean_several_topics_names_them(cli: Cli, folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    text = BY_0_4.read_text(encoding="utf-8").replace('known_as = [\n    "FlouQwErTyUiOpAsDfGh0",\n]\n', "")
    (folder / "bread-baking.toml").write_text(text, encoding="utf-8")
    marks = tmp_path / "marks.json"
    marks.write_text('{"done": ["FlouQwErTyUiOpAsDfGh0", "StonZxCvBnMlKjHgFdSa2"]}', encoding="utf-8")
    result = cli("import", str(marks))
    assert "FlouQwErTyUiOpAsDfGh0  several topics are known by that: Wheat; Leaven\n" in result.out
    assert done(cli, "bread-baking") == {"Stone"}


CONTENT = FOREIGN / "roadmapsh-content.json"


def test_texts_and_links_beside_the_map_come_to_the_topics_of_their_nodes(cli: Cli, folder: Path) -> None:
    cli("import", str(COPIES))
    result = cli("import", str(CONTENT))
    assert result.code == 0
    assert result.out.startswith("Brought up to date: Bread baking  bread-baking\n")
    assert "Changed: Flour; Rye\n" in result.out
    assert "Butter  no one topic of bread-baking is known by that\n" in result.out
    assert "No page spelt.html  it leads to no web page\n" in result.out
    lesson = read(folder / "bread-baking.toml").lesson("flour")
    assert lesson.why == "Flour is what bread is made of, and how fine it is decides how it rises."
    assert [(each.title, each.url, each.kind) for each in lesson.resources] == [
        ("All kinds of flour", "https://example.org/flour", "article"),
        ("A mill from the inside", "https://example.org/mill", "video"),
    ]
    assert cli("import", str(CONTENT)).out.startswith("Nothing new: ")


def test_the_map_that_has_grown_keeps_the_texts(cli: Cli, folder: Path, tmp_path: Path) -> None:
    cli("import", str(COPIES))
    cli("import", str(CONTENT))
    drawn = json.loads(COPIES.read_text(encoding="utf-8"))
    position = {"x": 220, "y": 800}
    drawn["nodes"].append(
        {"id": "SaltSaltSaltSaltSalt0", "type": "subtopic", "position": position, "data": {"label": "Salt"}}
    )
    grown = tmp_path / "bread.json"
    grown.write_text(json.dumps(drawn), encoding="utf-8")
    result = cli("import", str(grown))
    assert "New: 1 topic\n   Salt  salt\n" in result.out
    made = read(folder / "bread-baking.toml")
    assert made.lesson("rye").why == "It keeps for long, and rises little."
    assert "salt" in made.roadmap.topics


def test_a_text_of_ones_own_is_asked_about_and_stays_with_mine(cli: Cli, folder: Path) -> None:
    cli("import", str(COPIES))
    kept = folder / "bread-baking.toml"
    text = kept.read_text(encoding="utf-8").replace('title = "Rye"', 'title = "Rye"\nwhy = "for my father"')
    kept.write_text(text, encoding="utf-8")
    assert_refused(cli("import", str(CONTENT)), 1, "Rye, why: for my father / It keeps for long, and rises little.")
    assert kept.read_text(encoding="utf-8") == text
    assert cli("import", str(CONTENT), "--mine").code == 0
    lessons = read(kept)
    assert lessons.lesson("rye").why == "for my father"
    assert lessons.lesson("flour").why.startswith("Flour is what")


def test_texts_without_their_map_are_refused(cli: Cli) -> None:
    refused = cli("import", str(CONTENT))
    assert_refused(refused, 1, "no roadmap that is kept here knows their nodes")
    assert "import the roadmap itself first" in refused.err
