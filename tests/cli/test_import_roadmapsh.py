"""What roadmap.sh says of itself: nodes that were copied from others, texts beside the map."""

import json
from pathlib import Path

import pytest
from cli_helpers import json_of
from conftest import Cli
from platformdirs import PlatformDirs

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
