"""A line is a title or a sentence."""

import pytest

from roadmap_cli.imports.title_form import MARKED_LETTERS, MOST_LETTERS, MOST_WORDS, is_title, shortened


@pytest.mark.parametrize(
    "text",
    [
        "Norms",
        "Algorithms IV: Pattern Matching, Dijkstra's, MST, and Dynamic Programming Algorithms",
        "If statements, loops and functions",
        "What is a vector?",
        "Vectors vs. matrices",
        "Prof. Strang's lectures",
        "Learn SQL!",
        "Rank and trace.",
        "漢字",
        "3.5 Bases",
    ],
)
def test_names_are_titles(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "Look for a job as somebody who knows data!",
        "Join a local club that meets in the evening.",
        "You can ask us",
        "You should read it all",
        "We also have a chat",
        "If you have never written a loop before",
        "Learn vectors. Then go on",
        "The first link is a film (a good one). The second is a course",
        " ".join(["word"] * (MOST_WORDS + 1)),
        "a" * (MOST_LETTERS + 1),
    ],
)
def test_sentences_and_paragraphs_are_none(text: str) -> None:
    assert not is_title(text)


def test_what_is_marked_as_a_topic_keeps_its_first_sentence() -> None:
    rest = "It has many parts, " * 10
    assert shortened("Read the book. Then the other one") == ("Read the book. Then the other one", "")
    assert shortened(f"Read the book. {rest}") == ("Read the book", f"Read the book. {rest}")
    title, whole = shortened("word " * 60)
    assert title.endswith("word…")
    assert len(title) <= MARKED_LETTERS
    assert whole == "word " * 60
