"""A file of graded answers: what it says, or a sentence with the line that says nothing."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.practice_answers import GradedLine, read

NAMES = ("worms", "lime")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.txt"


def test_each_line_is_a_question_a_score_and_perhaps_a_note(file: Path) -> None:
    file.write_text("# Monday\n\nworms 4\nLIME  2   too late, # and sour\n", encoding="utf-8")
    assert read(file, NAMES, "screening") == [GradedLine("worms", 4), GradedLine("lime", 2, "too late, # and sour")]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("worms 4\nwrms 3", 2, 'this format has no question "wrms"'),
        ("worms", 1, "there is no score"),
        ("worms 6", 1, '"6" is no score'),
        ("worms 4,", 1, '"4," is no score'),
        ("worms \u0664", 1, "is no score"),
        ("worms 4\n\nworms 5", 3, '"worms" stands in the file twice'),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_would_be_right(file: Path, text: str, line: int, sentence: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read(file, NAMES, "screening")
    assert caught.value.sentence.startswith(f"{file}:{line}: ")
    assert sentence in caught.value.sentence
    assert caught.value.hint


def test_a_file_without_answers_is_none(file: Path) -> None:
    file.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match="there is no answer in it"):
        read(file, NAMES, "screening")


@given(st.text(max_size=60))
def test_any_text_is_answers_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("answers") / "answers.txt"
    file.write_text(text, encoding="utf-8", errors="replace")
    with suppress(InvalidFile):
        assert all(1 <= each.score <= 5 for each in read(file, NAMES, "screening"))
