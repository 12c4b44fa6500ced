"""Documents as the text of roadmap files, which the reader takes back, and by which the work of a hand is known."""

from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outlines import outlines

from roadmap_cli.definition.document import build
from roadmap_cli.definition.reader import read
from roadmap_cli.definition.writer import is_untouched, text_of
from roadmap_cli.domain.outline import Outline
from roadmap_cli.imports.made_definition import define, tidy

PLAN = {
    "roadmap": {"id": "plan", "title": "My plan"},
    "phase": [
        {"id": "one", "title": "One", "module": [{"id": "a", "title": "A", "topic": [{"id": "b", "title": "B"}]}]}
    ],
}


def test_a_file_says_where_it_comes_from_and_what_was_guessed() -> None:
    lines = text_of(PLAN, "plan.md", "modules from the points").splitlines()
    assert lines[:2] == [
        "# Imported from plan.md. You may edit this file: what you change stays when it is imported again.",
        "# Guessed: modules from the points",
    ]
    assert lines[2].startswith("# As imported: ")
    assert tomli.loads("\n".join(lines)) == PLAN


def test_nothing_guessed_is_not_mentioned() -> None:
    assert "Guessed" not in text_of(PLAN, "plan.md")


@pytest.mark.parametrize("name", ["a\nb = 1\n.md", "\x1b[31m.md", "\udcff.md", "\u2028[x]"])
def test_the_name_of_the_source_stays_in_its_line(name: str) -> None:
    assert tomli.loads(text_of(PLAN, name, name)) == PLAN
    text_of(PLAN, name, name).encode()


def test_every_change_by_hand_is_seen() -> None:
    text = text_of(PLAN, "plan.md", "something")
    assert is_untouched(text)
    lines = text.splitlines(keepends=True)
    for number in range(len(lines)):
        assert not is_untouched("".join([*lines[:number], *lines[number + 1 :]])), lines[number]
        assert not is_untouched("".join([*lines[:number], "# mine\n", *lines[number:]])), lines[number]
    assert not is_untouched(text.replace('"B"', '"C"'))
    assert not is_untouched(text + text)
    assert not is_untouched("")


@given(change=st.tuples(st.integers(0, 400), st.characters(exclude_categories=["Cs"])))
def test_another_letter_anywhere_is_seen(change: tuple[int, str]) -> None:
    text = text_of(PLAN, "plan.md")
    place, letter = change[0] % len(text), change[1]
    if text[place] != letter:
        assert not is_untouched(f"{text[:place]}{letter}{text[place + 1 :]}")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=outlines)
def test_the_reader_takes_back_what_is_made_of_any_outline(tmp_path: Path, found: Outline) -> None:
    document = define(tidy(found, "x"), "plan").document
    text = text_of(document, "plan.md", found.inferred)
    file = tmp_path / "plan.toml"
    file.write_text(text, encoding="utf-8")
    definition = read(file)
    assert definition.roadmap == build(document).roadmap
    assert definition.read_lessons() == build(document).read_lessons()
    assert is_untouched(text)
