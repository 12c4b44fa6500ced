"""A topic a line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports_helpers import items, outline, read_or_refuse, refusal, unplaced, write

from roadmap_cli.imports.formats import FORMATS, read


@pytest.mark.parametrize("text", ["Vectors\nMatrices\nRank\n", "\nVectors\n\nMatrices\n\nRank", "Größen\nmaß\nλ\n"])
def test_lines_that_look_like_titles_are_topics(tmp_path: Path, text: str) -> None:
    assert read(write(tmp_path, text))[0] == "lines"
    assert [each.title for each in items(tmp_path, text)] == text.split()


@pytest.mark.parametrize(
    "text",
    [
        "Vectors\nMatrices\n",
        "Dear Anna,\nthank you for the letter.\nSee you soon\nBob\n",
        "Two roads went off,\nand I took one,\nand then the other\nand came back\n",
        "import os\nimport sys\nfrom a import b\nx = 3\n",
        "def f(x):\n    return x\n\nf(1)\nf(2)\n",
        "*.pyc\n__pycache__/\n.venv\nbuild/\n",
        "name: x\nversion: 2\ndeps: none\n",
        '[roadmap]\nid = "x"\ntitle = "y"\nhours = 3\n',
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nTEL;TYPE=home:1\nEND:VCARD\n",
        "2026-01-05 10:00:00 INFO started\n2026-01-05 10:00:01 INFO stopped\n",
        "We met in the library.\nIt was late. Nobody came\nSo we went home again\n",
    ],
)
def test_anything_else_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text) == "this is in none of the formats that can be imported"
    assert "a topic a line" in FORMATS


def test_a_text_that_is_said_to_be_lines_is_refused_too(tmp_path: Path) -> None:
    assert refusal(tmp_path, "We met. It was late.\n" * 3, "lines") == "this is a text rather than a list of topics"


def test_groups_stand_below_a_colon_or_capitals(tmp_path: Path) -> None:
    text = "Algebra:\nVectors\nSQL\n\nMORE OF IT\nRank\n----\nTrace\nEmpty:\n\nLast\n"
    found = outline(tmp_path, text)
    assert [(each.module, each.title) for each in found.items] == [
        ("Algebra", "Vectors"),
        ("Algebra", "SQL"),
        ("MORE OF IT", "Rank"),
        ("MORE OF IT", "Trace"),
        ("MORE OF IT", "Empty:"),
        ("MORE OF IT", "Last"),
    ]
    assert found.inferred == "groups from the lines that end with a colon, stand in capitals or over deeper ones"
    assert outline(tmp_path, "a\nb\nc\n").inferred == ""


@pytest.mark.parametrize("gap", ["\t", "  ", "    "])
def test_lines_that_stand_deeper_are_within_the_one_above(tmp_path: Path, gap: str) -> None:
    text = f"Algebra\n{gap}Vectors\n{gap}Matrices\n{gap}{gap}Rank\nAnalysis\n\n{gap}Limits\nLast\n"
    assert [(each.phase, each.module, each.title) for each in items(tmp_path, text)] == [
        ("", "Algebra", "Vectors"),
        ("Algebra", "Matrices", "Rank"),
        ("", "Analysis", "Limits"),
        ("", "", "Last"),
    ]


def test_data_and_addresses_leave_the_titles(tmp_path: Path) -> None:
    text = "Vectors (2-3 h)\nRank ✅ 2024-05-11 #ml\nTrace https://a.org\nNorms after: Rank\nA sentence. And one more that is none\n"
    vectors, rank, trace, norms = items(tmp_path, text)
    assert (vectors.title, vectors.hours) == ("Vectors", 2.5)
    assert (rank.title, rank.status, str(rank.finished)) == ("Rank", "done", "2024-05-11")
    assert (trace.title, trace.resources) == ("Trace", (("Trace", "https://a.org", ""),))
    assert (norms.title, norms.requires) == ("Norms", ("Rank",))
    assert unplaced(tmp_path, text) == [
        ("5", "A sentence. And one more that is none", "a sentence, not a title"),
        ("2", "tags: #ml", "nothing is made of it"),
    ]


@given(
    text=st.lists(
        st.sampled_from(("Vectors", "SQL", ":", "\n", "\n\n", " ", ".", "https://a.org", "#a", "(2 h)", "-", "=")),
        max_size=30,
    ).map("".join)
)
def test_whatever_it_is_it_is_an_outline_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    read_or_refuse(write(tmp_path_factory.mktemp("in"), text), "lines")
