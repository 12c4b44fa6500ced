"""Formulas among the words of a card: those of Anki's marks, and between dollars what can be nothing else."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.imports.latex import Lettered, in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[latex]$x^2$ is convex[/latex]", "x² is convex"),
        (r"[latex]\begin{align} a &= b \end{align}[/latex]", "a = b"),
        (r"[latex]so \[x_1\] and \(y\)[/latex]!", "so x₁ and y!"),
        ("[latex]only words[/latex]", "only words"),
        ("see [$]x^2[/$].", "see x²."),
        (r"[$$]\frac{a}{b}[/$$]", "a/b"),
        (r"Is \(\alpha\) or \(\beta\) larger?", "Is α or β larger?"),
        (r"\[\sum_{i=1}^n i\]", "∑ᵢ₌₁ⁿ i"),
        (r"\[" + "\n  x^2\n" + r"\]", "x²"),
        ("What is $x_i$?", "What is xᵢ?"),
        (r"$\mathbb{R}$, $e^x$", "ℝ, eˣ"),
        ("$$x^2$$", "x²"),
    ],
)
def test_a_formula_takes_the_place_of_its_marks(text: str, words: str) -> None:
    assert in_words(text) == Lettered(words)


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $10.",
        "It costs $5_000, and $10 more",
        "from $5-$10",
        "$HOME/$USER",
        "echo $A_B$C",
        "$PATH_A$",
        "$x$",
        "a $ b^2 $ c",
        "US$x^2$",
        r"\$x^2\$",
        r"C:\(x86",
        r"a\\[2pt]b\]",
        "[latex]never closed",
        "arr[$] and [x]",
        "$a\n_b$",
        "no formula",
    ],
)
def test_what_may_be_something_else_stays_and_is_not_counted(text: str) -> None:
    assert in_words(text) == Lettered(text)


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        (r"\(\foo{x}\) and \(x^2\)", r"\(\foo{x}\) and x²", 1),
        (r"[latex]$x^2$ \textsc{and} more[/latex]", r"[latex]$x^2$ \textsc{and} more[/latex]", 1),
        (r"[latex]$x^2$ and $\foo$[/latex]", r"[latex]$x^2$ and $\foo$[/latex]", 1),
        (r"[$]\foo[/$] $\foo{a}$", r"[$]\foo[/$] $\foo{a}$", 2),
        (r"\(" + "x" * 2_000 + r"\)", r"\(" + "x" * 2_000 + r"\)", 1),
    ],
    ids=["round", "document", "part", "two", "long"],
)
def test_what_has_no_letters_stays_as_it_was_typed_with_its_marks(text: str, words: str, left: int) -> None:
    assert in_words(text) == Lettered(words, left)


@pytest.mark.parametrize("sign", [r"\(", r"\[", "[latex]", "[$]", "[$$]", "$a", "$"])
def test_many_beginnings_without_an_end_cost_no_more_than_their_letters(sign: str) -> None:
    """Each was looked at up to the longest formula before: seven seconds for a field as long as a table may hold."""
    text = sign * (100_000 // len(sign))
    begun = process_time()
    assert in_words(text) == Lettered(text)
    assert process_time() - begun < 2


SIGNS = st.sampled_from(
    ["[latex]", "[/latex]", "[$]", "[/$]", "[$$]", r"\(", r"\)", r"\[", r"\]", "$", "$$", "x^2", r"\foo", " so ", "\n"]
)


@given(text=st.lists(SIGNS, max_size=12).map("".join))
def test_words_outside_of_formulas_are_never_lost(text: str) -> None:
    found = in_words(text)
    assert found.text.count("so") == text.count("so")
    assert in_words(found.text).text.count(r"\foo") == text.count(r"\foo")
