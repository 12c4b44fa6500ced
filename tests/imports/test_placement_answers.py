"""A file of answers for a placement: what it says, or a sentence with the line that says nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.placement_answers import MOST_BYTES, read

NAMES = ("vectors", "matrices", "vectors-1")
FORM = "write the id of a topic or card, and yes or no: vectors yes"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.txt"


def said(file: Path, content: str | bytes) -> dict[str, bool]:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(file, NAMES)


def refusal(file: Path, content: str | bytes) -> InvalidFile:
    with pytest.raises(InvalidFile) as caught:
        said(file, content)
    assert caught.value.exit_code == 3
    return caught.value


@pytest.mark.parametrize(
    ("word", "knows"),
    [*((word, True) for word in ("yes", "y", "Yes", "YES", "Y")), *((word, False) for word in ("no", "n", "No", "N"))],
)
def test_an_answer_is_yes_or_no_or_their_first_letter_in_any_case(file: Path, word: str, knows: bool) -> None:  # noqa: FBT001
    assert said(file, f"vectors {word}") == {"vectors": knows}


def test_each_line_answers_for_a_topic_or_a_card(file: Path) -> None:
    content = "vectors yes\nmatrices\tno\n   vectors-1   y   \n"
    assert said(file, content) == {"vectors": True, "matrices": False, "vectors-1": True}


def test_names_are_known_in_any_case(file: Path) -> None:
    assert said(file, "VECTORS yes\nMatrices no") == {"vectors": True, "matrices": False}


def test_remarks_and_blank_lines_say_nothing(file: Path) -> None:
    assert said(file, "# what I know\n\n   \nvectors yes # since school\n  # matrices yes\nmatrices no#never\n") == {
        "vectors": True,
        "matrices": False,
    }
    assert said(file, "") == said(file, "# nothing yet") == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_files_of_any_system_are_read(file: Path, end: str, mark: bytes) -> None:
    content = mark + end.join(("vectors yes", "", "matrices no", "")).encode()
    assert said(file, content) == {"vectors": True, "matrices": False}


@pytest.mark.parametrize(
    "line",
    [
        *("vectors", "vectors maybe", "vectors yes no", "yes", "vectors ja", "vectors=yes", "vectors: yes indeed"),
        *("vectors 1", "vectors \0", "yes vectors"),
    ],
)
def test_what_is_no_answer_is_told_with_its_line_and_how_to_write_one(file: Path, line: str) -> None:
    error = refusal(file, f"matrices no\n\n{line}\nvectors yes\n")
    assert (error.sentence, error.hint) == (f"{file}:3: this is no answer", FORM)


def test_an_unknown_name_is_told_with_its_line_and_the_nearest_right_one(file: Path) -> None:
    error = refusal(file, "vectors yes\r\nMatrixes no\r\n")
    assert error.sentence == f'{file}:2: there is no topic or card "Matrixes"'
    assert error.hint == "did you mean matrices?"


def test_a_name_like_no_other_is_told_how_to_write_an_answer(file: Path) -> None:
    assert refusal(file, "quaternions yes").hint == FORM


@pytest.mark.parametrize("content", [b"vectors yes # \xff", b"\xc3"])
def test_what_is_not_utf_8_is_refused(file: Path, content: bytes) -> None:
    error = refusal(file, content)
    assert error.sentence == f"{file}:1: this is not UTF-8 text"
    assert "as UTF-8" in error.hint


def test_a_missing_file_and_a_directory_are_refused(file: Path) -> None:
    for place, reason in ((file, "no such file or directory"), (file.parent, "(is a directory|permission denied)")):
        with pytest.raises(InvalidFile, match=f"cannot read .*: {reason}"):
            read(place, NAMES)


@pytest.mark.parametrize("letter", ["x", "é", "語"])
def test_a_file_that_is_too_large_is_refused_whatever_it_holds(file: Path, letter: str) -> None:
    error = refusal(file, b"# " + letter.encode() * (MOST_BYTES // len(letter.encode()) + 1))
    assert error.sentence == f"{file}: it is larger than 1 MiB, which is the most that is read"


def test_a_file_of_just_the_most_is_read(file: Path) -> None:
    assert said(file, b"vectors yes #".ljust(MOST_BYTES, b"x")) == {"vectors": True}


@given(content=st.binary(max_size=40) | st.lists(st.sampled_from((*NAMES, "yes", "no", "#", "\n", " "))).map(" ".join))
def test_whatever_it_holds_it_answers_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, content: str | bytes
) -> None:
    file = tmp_path_factory.mktemp("in") / "answers.txt"
    try:
        answers = said(file, content)
    except InvalidFile:
        return
    assert {*answers} <= {*NAMES}
    assert {*answers.values()} <= {True, False}
