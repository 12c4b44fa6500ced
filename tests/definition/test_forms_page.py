"""docs/roadmap-format.md shows every key, in both forms."""

import re
from pathlib import Path
from typing import Any

import pytest

from roadmap_cli.definition.reader import document_of
from roadmap_cli.definition.schema import keys_of

PAGE = (Path(__file__).parents[2] / "docs/roadmap-format.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"`(\w+\.(?:md|toml))`[^`]*```\w+\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))
NOT_WRITTEN_BY_HAND = {"hidden"}


def document(name: str) -> dict[str, Any]:
    return document_of(EXAMPLES[name], name)


@pytest.mark.parametrize("name", ["small", "bread"])
def test_the_examples_say_the_same_in_both_forms(name: str) -> None:
    assert document(f"{name}.md") == document(f"{name}.toml")


@pytest.mark.parametrize(
    "form", ["roadmap", "phase", "module", "topic", "choice", "option", "resource", "card", "source"]
)
def test_the_full_example_says_every_key(form: str) -> None:
    found = {key for table in tables(document("bread.md"), form) for key in table}
    assert set(keys_of(form)) - NOT_WRITTEN_BY_HAND - found == set()


def tables(value: Any, form: str) -> list[dict[str, Any]]:
    """Those of a form, by the key that they stand behind."""
    if isinstance(value, list):
        return [found for each in value for found in tables(each, form)]
    if not isinstance(value, dict):
        return []
    inner = [each for key, each in value.items() if key.removesuffix("s") == form]
    own = [table for each in inner for table in (each if isinstance(each, list) else [each]) if isinstance(table, dict)]
    return own + [found for each in value.values() for found in tables(each, form)]
