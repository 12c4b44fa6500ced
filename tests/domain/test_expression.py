"""Arithmetic from a file: the numbers that Python has for it, and a sentence for all that is none, soon."""

import math
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.expression import (
    FUNCTIONS,
    LARGEST,
    MOST_COUNTED,
    MOST_DEPTH,
    MOST_LETTERS,
    NoNumber,
    NotAnExpression,
    parse,
)
from roadmap_cli.errors import InvalidFile

SOON = 1.0
"""Seconds, of which none of them takes a hundredth on a machine that does nothing else."""
NUMBERS = {"n": 7, "p": 0.25, "size": -3, "é_1": 2}
PYTHON = {name: getattr(math, name, None) or getattr(__import__("builtins"), name) for name in FUNCTIONS}

leaves = st.sampled_from([*NUMBERS, "pi", "e", "2", "0.5", ".5", "3.", "1e3", "2.5E-2"])
EXPRESSIONS = st.recursive(
    leaves,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "//", "%", "**", " - ", " ** -"]), inner).map("".join)
        | inner.map("({})".format)
        | inner.map("-{}".format)
        | inner.map("sqrt({})".format)
        | inner.map("round({}, 2)".format)
        | st.tuples(inner, inner).map(lambda two: "max({}, {})".format(*two))
    ),
    max_leaves=8,
)


@given(EXPRESSIONS)
def test_it_has_the_number_that_python_has(text: str) -> None:
    try:
        found = parse(text).value(NUMBERS)
    except InvalidFile:
        return
    expected = eval(text, {"__builtins__": {}}, {**PYTHON, "pi": math.pi, "e": math.e, **NUMBERS})  # noqa: S307
    assert found == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 + 2 * 3", 7),
        ("-2 ** 2", -4),
        ("2 ** 3 ** 2", 512),
        ("2 ** -1", 0.5),
        ("10 - 2 - 3", 5),
        ("7 // 2 + 7 % 4", 6),
        ("(1 + 2) * 3", 9),
        ("comb(5, 2) * p ** 2", 0.625),
        ("comb(4 / 2, 1)", 2),
        ("factorial(4) + perm(3) + perm(4, 2)", 42),
        ("abs(size) + min(n, 2, 3) + floor(2.7) + ceil(2.1)", 10),
        ("round(2.567, 1) + round(2.4)", 4.6),
        ("log(8, 2) + log2(8) + log10(100) + log(e) + exp(0)", 10),
        ("sin(0) + cos(0) + tan(0) + tanh(0)", 1),
        ("+".join(["1"] * 60), 60),
        ("e", math.e),
    ],
)
def test_what_it_comes_to(text: str, number: float) -> None:
    assert parse(text).value(NUMBERS) == pytest.approx(number)


def test_it_says_which_numbers_it_must_be_given() -> None:
    assert parse("n * (p + n) - sqrt(pi) * e").names == ("n", "p")
    assert parse("e").value({"e": 2}) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "at its end a number is missing"),
        ("1 +", "at its end a number is missing"),
        ("* 2", "before `*` a number is missing"),
        ("sqrt()", "before `)` a number is missing"),
        ("max(1,)", "before `)` a number is missing"),
        ("2 n", "before `n` something is missing"),
        ("2n", "before `n` something is missing"),
        ("1, 2", "before `,` something is missing"),
        ("(1 + 2", "a bracket is not closed"),
        ("1 + 2)", "before `)` something is missing"),
        ("n.real", "`.` has no place in an expression"),
        ("'x'", "`'` has no place in an expression"),
        ("n < 2", "`<` has no place in an expression"),
        ("n = 2", "`=` has no place in an expression"),
        ("[1]", "`[` has no place in an expression"),
        ("lambda: 1", "`:` has no place in an expression"),
        ("1 if n else 2", "before `if` something is missing"),
        ("not n", "before `n` something is missing"),
        ("__import__(1)", "there is no function `__import__`"),
        ("sqrt(1, 2)", "`sqrt` takes 1 number, not 2"),
        ("max(1)", "`max` takes 2 or more numbers, not 1"),
        ("log(1, 2, 3)", "`log` takes 1 or 2 numbers, not 3"),
        ("comb(1)", "`comb` takes 2 numbers, not 1"),
        ("1e999", "`1e999` is too large a number"),
        ("x" * 201, f"an expression has at most {MOST_LETTERS} letters, not 201"),
        ("(" * 90 + "1" + ")" * 90, f"an expression is at most {MOST_DEPTH} deep"),
        ("-" * 150 + "1", f"an expression is at most {MOST_DEPTH} deep"),
        ("2" + "**2" * 50, f"an expression is at most {MOST_DEPTH} deep"),
        ("abs(" * 30 + "1" + ")" * 30, f"an expression is at most {MOST_DEPTH} deep"),
    ],
)
def test_what_is_no_expression_is_refused_with_its_reason(text: str, sentence: str) -> None:
    with pytest.raises(NotAnExpression) as refused:
        parse(text)
    assert refused.value.sentence == sentence


def test_a_function_that_is_nearly_right_is_named() -> None:
    with pytest.raises(NotAnExpression) as refused:
        parse("sqr(2)")
    assert refused.value.hint == "did you mean sqrt?"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x + 1", "there is no number `x`"),
        ("sqrt", "there is no number `sqrt`"),
        ("1 / 0", "`1 / 0` divides by 0"),
        ("n // 0", "`7 // 0` divides by 0"),
        ("0 ** -1", "`0 ** -1` divides by 0"),
        ("sqrt(size)", "`sqrt(-3)` has no number"),
        ("log(0)", "`log(0)` has no number"),
        ("(-8) ** 0.5", "`-8 ** 0.5` has no number"),
        ("comb(2.5, 1)", "`comb(2.5, 1)` has no number"),
        ("factorial(-1)", "`factorial(-1)` has no number"),
        ("factorial(10 ** 9)", "`factorial(1e+09)` has no number"),
        (f"factorial({MOST_COUNTED})", f"`factorial({MOST_COUNTED})` is too large a number"),
        ("round(1, 10 ** 9)", "`round(1, 1e+09)` has no number"),
        ("9 ** 9 ** 9", "`9 ** 3.8742e+08` is too large a number"),
        ("(-9) ** 9 ** 9", "`-9 ** 3.8742e+08` is too large a number"),
        ("10 ** 99 * 10 ** 99", "`1e+99 * 1e+99` is too large a number"),
        ("0.5 ** -10 ** 9", "`0.5 ** -1e+09` is too large a number"),
        ("exp(1000)", "`exp(1000)` is too large a number"),
    ],
)
def test_what_has_no_number_is_told_with_its_reason(text: str, sentence: str) -> None:
    program = parse(text)
    began = time.monotonic()
    with pytest.raises(NoNumber) as refused:
        program.value(NUMBERS)
    assert refused.value.sentence == sentence
    assert time.monotonic() - began < SOON


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(["9", "**", "(", ")", "factorial(", "comb(", ",", "-", "1e99", "n", "/"]), max_size=80
    ).map("".join)
)
def test_whatever_it_is_it_has_a_number_or_a_sentence_soon(text: str) -> None:
    began = time.monotonic()
    with suppress(InvalidFile):
        assert abs(parse(text).value(NUMBERS)) < LARGEST
    assert time.monotonic() - began < SOON
