"""What the pages for who carries on say of the code is so: files and names exist, functions are called as it is told."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from conftest import Cli

ROOT = Path(__file__).parent.parent
ARCHITECTURE, CONTRIBUTING, FORMAT = (
    (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("architecture", "contributing", "format")
)
PAGES = {page.name: page.read_text(encoding="utf-8") for page in [ROOT / "README.md", *ROOT.glob("docs/*.md")]}
RECIPES = re.findall(r"^### ([^\n]+)\n(.*?)(?=^##|\Z)", CONTRIBUTING, re.MULTILINE | re.DOTALL)
WANTED = (
    "An option of a command, A field of a topic, An export format, An event kind, A command, A colour, A setting, "
    "An importer, A projection, A backend, A remote, A column of the cohort"
)
FILE = re.compile(r"`((?:roadmap_cli|tests|docs)/[^`\s]*)`")
NAME = re.compile(r"`_?[A-Za-z]+_?[A-Za-z_]*`")
OUR_WORDS = {"roadmap", "done", "RETURNING"}
"""In recipes they stand as names, and are none of the files'."""
STEP = re.compile(r"^\d+\. `roadmap_cli/(\S+)` `(\S+)`", re.MULTILINE)


def between(page: str, name: str) -> str:
    return page.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]


def rows(table: str) -> list[list[str]]:
    """The cells of each row of a Markdown table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_exists(page: str) -> None:
    assert [name for name in FILE.findall(PAGES[page]) if not (ROOT / name).exists()] == []


def test_there_are_the_recipes_each_with_its_files() -> None:
    assert ", ".join(title for title, _ in RECIPES) == WANTED
    assert [title for title, text in RECIPES if len(set(FILE.findall(text))) < 3] == []


@pytest.mark.parametrize(("title", "text"), RECIPES, ids=[title for title, _ in RECIPES])
def test_what_a_recipe_names_stands_in_one_of_its_files(title: str, text: str) -> None:
    content = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in FILE.findall(text))
    names = {each.strip("`") for each in NAME.findall(text)} - OUR_WORDS
    assert [name for name in names if not re.search(rf"\b{name}\b", content)] == [], title


def called(command: str, cli: Cli) -> list[tuple[str, str]]:
    """The functions of the program that a command calls, in order, each by its file and its name."""
    seen: list[tuple[str, str]] = []

    def watch(frame: FrameType, event: str, _: object) -> None:
        _, ours, file = frame.f_code.co_filename.partition("/roadmap_cli/")
        if ours and event == "call":
            seen.append((file, frame.f_code.co_qualname))

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        assert cli(command).code == 0
    finally:
        sys.setprofile(before)
    return seen


def test_done_goes_the_way_that_is_told(cli: Cli) -> None:
    steps, calls = STEP.findall(between(ARCHITECTURE, "the way of done")), iter(called("done vectors", cli))
    assert len(steps) > 10
    assert [step for step in steps if step not in calls] == []  # each is looked for behind the one before


def words() -> Iterator[str]:
    for word, _ in rows(ARCHITECTURE.partition("## The words")[2]):
        yield from (each.strip("* ") for each in word.split(","))


def test_each_word_is_explained_once() -> None:
    found = list(words())
    assert [word for word in found if found.count(word) > 1] == []
    assert len(found) > 60


@pytest.mark.parametrize(
    ("command", "keys"), rows(between(FORMAT, "json")), ids=[command for command, _ in rows(between(FORMAT, "json"))]
)
def test_the_json_of_a_command_has_these_keys(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, command: str, keys: str
) -> None:
    monkeypatch.chdir(ROOT)
    answer = json.loads(cli(f"{command.strip('`').removeprefix('roadmap ')} --json").out)
    assert set(answer) == set(keys.split(", "))
    assert answer["schema"] == 1


def test_the_exit_codes_are_those_that_are_told() -> None:
    from roadmap_cli import cli, errors  # noqa: PLC0415 - only here

    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.RoadmapError)]
    told = [int(code) for code, _ in rows(FORMAT.partition("## Exit codes")[2].partition("\n## ")[0])]
    assert told == sorted({0, cli.INTERRUPTED, *(kind.exit_code for kind in kinds)})


def test_every_command_with_json_is_told(cli: Cli) -> None:
    from roadmap_cli.cli.table import NAMES  # noqa: PLC0415 - only here

    told = FORMAT.partition("## JSON")[2].partition("## The archive")[0]
    speaks = [name for name in NAMES if "--json" in cli(f"{name} --help").out]
    groups = {"break", "timer", "card"}  # whose parts have it
    assert [name for name in [*speaks, *groups] if not re.search(rf"`(roadmap )?{name}\b", told)] == []
