"""The house goes by one word a feature in every room, and hides nothing from the tools: docs/architecture.md says how."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from roadmap_cli.cli.table import NAMES, module_of

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "roadmap_cli"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TERMS = {"scheduling", "standing", "phrasing"}
"""Nouns of the field, or words of the glossary, that end as a gerund does."""
MOST_ANY = 10
"""What TOML, JSON, drivers and SQLAlchemy force, and settings whose type hangs on their key."""
MOST_COMPUTED_IMPORTS = 3
MOST_BY_POSITION = 3
SHARED = re.compile(r"^\| `(\w+)/(\w+)` \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
WIDER_TESTS = {
    "definition/builtin": "phases.toml itself",
    "definition/cards": "all cards of phases.toml",
    "definition/path": "the sums of phases.toml under each option",
    "definition/timeline": "one table, from the file to the forecast",
    "domain/fold": "progress and all that is folded",
    "exports/exports": "every format at once",
    "exports/exports_intentions": "plans and breaks in every format",
    "exports/fonts": "every picture",
    "exports/hostile_exports": "every format at once",
    "exports/round_trips": "exports together with imports",
    "imports/foreign_texts": "files in Markdown, Org and plain lines as people write them",
    "services/merged": "every command on topics that have become one",
}
"""Tests of a room that no single module of it is behind, each with what is."""


def modules(room: str) -> set[str]:
    return {file.stem for file in (PACKAGE / room).glob("*.py")} - {"__init__"}


def shared() -> list[tuple[str, str, list[str]]]:
    """(room, module, the commands that share it) of the table of the architecture."""
    found = SHARED.findall((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))
    return [(room, module, commands.split(", ")) for room, module, commands in found]


OWN = {module_of(name).rpartition(".")[2] for name in NAMES}
"""The module of each command, in whichever room."""


def test_each_command_has_its_module_and_each_module_there_its_command() -> None:
    assert modules("cli/commands") == OWN


@pytest.mark.parametrize("room", ["services", "reports", "views"])
def test_a_module_goes_by_a_command_or_says_what_shares_it(room: str) -> None:
    told = {module for its, module, _ in shared() if its == room}
    assert modules(room) - OWN == told


def test_what_is_shared_is_shared_by_commands() -> None:
    assert [name for _, _, commands in shared() for name in commands if name not in (*NAMES, "every command")] == []


def test_no_module_is_called_by_a_gerund() -> None:
    words = {word for file in SOURCES for word in file.stem.split("_") if word.endswith("ing")}
    assert words - TERMS == set()


def test_no_class_shares_its_name_with_another() -> None:
    found = [
        name
        for file in SOURCES
        for name in re.findall(r"^class ([A-Z]\w*)", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert {name for name in found if found.count(name) > 1} == set()


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def names() -> dict[str, list[str]]:
    """Every name that the package uses, each with the places."""
    found: dict[str, list[str]] = {}
    for file in SOURCES:
        for node in ast.walk(tree_of(file)):
            for name in {getattr(node, "id", None), getattr(node, "attr", None)} - {None}:
                found.setdefault(name, []).append(f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}")
    return found


def named(wanted: str) -> list[str]:
    return names().get(wanted, [])


def test_imports_are_plain_but_for_names_that_are_computed() -> None:
    found = [*named("import_module"), *named("__import__")]
    assert len(found) <= MOST_COMPUTED_IMPORTS, found


def test_any_stands_only_where_a_library_forces_it() -> None:
    found = [*named("Any")]
    assert len(found) <= MOST_ANY, found


def test_rows_of_more_than_three_fields_are_built_by_name() -> None:
    trees = {file: tree_of(file) for file in SOURCES}
    rows = {
        each.name
        for tree in trees.values()
        for each in ast.walk(tree)
        if isinstance(each, ast.ClassDef)
        and any(getattr(base, "id", "") == "NamedTuple" for base in each.bases)
        and sum(isinstance(line, ast.AnnAssign) for line in each.body) > MOST_BY_POSITION
    }
    found = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in rows and len(call.args) > MOST_BY_POSITION
    ]
    assert rows
    assert found == []


@pytest.mark.parametrize("room", ["domain", "services", "imports", "exports", "definition"])
def test_tests_mirror_the_rooms(room: str) -> None:
    """By the name of a module, or that and what of it is meant."""
    names = [file.stem.removeprefix("test_") for file in (ROOT / "tests" / room).glob("test_*.py")]
    lost = [name for name in names if not any(f"{name}_".startswith(f"{module}_") for module in modules(room))]
    assert [name for name in lost if f"{room}/{name}" not in WIDER_TESTS] == []


def test_the_wider_tests_are_there_and_lean_on_no_module() -> None:
    places = [(name, *name.split("/")) for name in WIDER_TESTS]
    assert [name for name, room, test in places if not (ROOT / "tests" / room / f"test_{test}.py").exists()] == []
    assert [name for name, room, test in places if test in modules(room)] == []
