"""A card as it is asked once, and whether what was typed is right."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roadmap_cli.domain.lesson import Card, Choose, Code, Compute, Range
from roadmap_cli.domain.question import Asked, draw, drawn, grade_of, judge, member, shown, size
from roadmap_cli.errors import InvalidFile

COIN = Compute(
    expression="sqrt(v)",
    parameters={"n": Range(10, 50), "p": Range(0.1, 0.5, 0.1), "k": (2, 4, 8)},
    steps={"q": "1 - p", "v": "n * p * q"},
    unit="h",
)
COMPUTE = Card("coin", "{n} throws at {p}, {k} and {1, 2}: {q}?", "{q}, {v} and {result}", 1, COIN)
CHOOSE = Card("pick", "Which?", "Because.", 0, Choose("right", ("worse", "bad", "worst")))
SEEDS = st.integers(0, 2**64)
NUMBERS = st.floats(-1e14, 1e14) | st.integers(-(10**14), 10**14)


def asking(number: float, tolerance: float = 0.01, unit: str = "") -> Asked:
    return Asked("compute", "?", "!", typed="number", number=number, tolerance=tolerance, unit=unit)


def coded(**asked: str | int) -> Asked:
    return draw(Card("c", "What?", "So.", 0, Code("\nx = 1\nprint(x)\n", **asked)), 1)


def test_recall_is_asked_as_it_stands_and_judged_by_the_learner() -> None:
    asked = draw(Card("a", "Which {n}?", "That {result}."), 1)
    assert asked == Asked("recall", "Which {n}?", "That {result}.")
    assert judge(asked, "That.") is None


def test_the_same_seed_draws_the_same_numbers_on_every_machine() -> None:
    asked = draw(COMPUTE, 1)
    assert (asked.text, asked.answer) == (
        "10 throws at 0.3, 8 and {1, 2}: {q}?",
        "0.7, 2.1 and 1.449",
    )
    assert (asked.right, asked.unit, asked.tolerance) == ("1.449 h", "h", 0.01)
    assert [each.text for each in draw(CHOOSE, 1).choices] == ["worse", "bad", "right", "worst"]


@given(SEEDS)
def test_a_seed_alone_decides_and_its_own_solution_is_right(seed: int) -> None:
    for card in (COMPUTE, CHOOSE):
        asked = draw(card, seed)
        assert asked == draw(card, seed)
        assert judge(asked, asked.right) is True


@given(SEEDS)
def test_numbers_are_drawn_from_what_they_may_be(seed: int) -> None:
    numbers = drawn("coin", COIN, seed)
    assert numbers["n"] in range(10, 51)
    assert numbers["p"] in {0.1, 0.2, 0.3, 0.4, 0.5}
    assert numbers["k"] in {2, 4, 8}


@pytest.mark.parametrize(
    ("domain", "numbers"),
    [
        (Range(-0.3, 0.3, 0.1), [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]),
        (Range(1e-12, 4e-12, 1e-12), [1e-12, 2e-12, 3e-12, 4e-12]),
        (Range(1, 9, 4), [1, 5, 9]),
        ((0.3, 2), [0.3, 2]),
    ],
)
def test_steps_add_no_noise(domain: Range | tuple[float, ...], numbers: list[float]) -> None:
    assert [member(domain, place) for place in range(size(domain))] == numbers


def test_every_number_comes_and_every_place_is_that_of_the_right_one() -> None:
    seeds = range(2000)
    assert len({drawn("coin", COIN, seed)["n"] for seed in seeds}) == 41
    places = [draw(CHOOSE, seed).right for seed in seeds]
    assert {letter: round(places.count(letter) / 2000, 1) for letter in "abcd"} == pytest.approx(
        dict.fromkeys("abcd", 0.25), abs=0.06
    )


def test_numbers_without_a_result_are_drawn_again() -> None:
    card = Card("a", "{n}", "{result}", 0, Compute("1 / n", {"n": (0, 4)}))
    assert {draw(card, seed).right for seed in range(20)} == {"0.25"}
    with pytest.raises(InvalidFile):
        draw(card._replace(task=Compute("1 / n", {"n": (0,)})), 1)


@pytest.mark.parametrize(
    ("domain", "count"),
    [
        (Range(1, 6), 6),
        (Range(0.1, 0.5, 0.1), 5),
        (Range(0, 1, 0.3), 4),
        (Range(3, 3), 1),
        (Range(3, 2), 0),
        (Range(1, 2, 0), 0),
        ((2, 4), 2),
    ],
)
def test_how_many_numbers_there_are_to_draw_from(domain: Range | tuple[float, ...], count: int) -> None:
    assert size(domain) == count


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (3, "3"),
        (3.0, "3"),
        (-0.0, "0"),
        (0.1 * 3, "0.3"),
        (2.9999999999, "3"),
        (3.14159, "3.142"),
        (1234.5678, "1235"),
        (123456.7, "123457"),
        (0.000123456, "0.0001235"),
        (1e-7, "1e-07"),
        (10**14, "100000000000000"),
        (1.5e16, "1.5e+16"),
        (-2.5, "-2.5"),
    ],
)
def test_how_a_number_is_shown(number: float, told: str) -> None:
    assert shown(number) == told


@given(NUMBERS, st.floats(0, 1))
def test_what_is_shown_is_right_and_what_is_within_the_tolerance_too(number: float, tolerance: float) -> None:
    asked = asking(number, tolerance)
    assert judge(asked, shown(number)) is True
    assert judge(asked, repr(number * (1 + 0.999 * tolerance))) is True


@given(NUMBERS, st.floats(0.001, 1), st.sampled_from((-1, 1)), st.floats(1.01, 100))
def test_what_is_further_off_is_wrong(number: float, tolerance: float, sign: int, further: float) -> None:
    typed = number + sign * further * tolerance * (abs(number) or 1.0)
    assume(not math.isclose(typed, float(shown(number)), rel_tol=1e-6))
    assert judge(asking(number, tolerance), repr(typed)) is False


@pytest.mark.parametrize(
    ("number", "typed", "unit"),
    [
        (3.14, "3.14", ""),
        (3.14, " 3,14 ", ""),
        (1 / 3, "1/3", ""),
        (-1 / 3, "-1 / 3", ""),
        (0.25, "25 %", ""),
        (25, "25 %", "%"),
        (25, "25", "%"),
        (0.001, "1e-3", ""),
        (0.001, "1E-3", ""),
        (-2, "-2", ""),
        (-2, "\N{MINUS SIGN}2", ""),
        (2, "+2", ""),
        (2, "= 2", ""),
        (0.5, ".5", ""),
        (3, "3 h", "h"),
        (3, "3H", "h"),
        (3, "3 m / s", "m/s"),
        (3, "€3", "€"),
        (1234567, "1,234,567", ""),
        (1234, "1,234", ""),
        (1.234, "1,234", ""),
        (1234.5, "1 234.5", ""),
        (0, "0", ""),
        (0, "0.005", ""),
    ],
)
def test_a_number_may_be_typed_in_many_ways(number: float, typed: str, unit: str) -> None:
    assert judge(asking(number, unit=unit), typed) is True


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "abc",
        "three",
        "3 hours",
        "1/0",
        "--2",
        "1.2.3",
        "nan",
        "inf",
        "1e999",
        "2**3",
        "h",
        "%",
        "1/2/3",
        "\x00",
    ],
)
def test_what_is_no_number_is_asked_for_again(typed: str) -> None:
    assert judge(asking(3, unit="h"), typed) is None


@pytest.mark.parametrize(("typed", "right"), [("0.3333", False), ("1/3", True), ("0.334", False), ("0.33", False)])
def test_without_a_tolerance_a_number_is_exact_or_as_it_is_shown(typed: str, right: object) -> None:
    assert judge(asking(1 / 3 + 1, 0), typed) is False
    asked = asking(1 / 3, 0)
    assert judge(asked, typed) is (typed == "0.3333" or right)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_judged_or_asked_for_again(typed: str) -> None:
    for asked in (asking(3, unit="h"), draw(CHOOSE, 1), coded(prints="1"), coded(line=1), coded()):
        assert judge(asked, typed) in {True, False, None}


@pytest.mark.parametrize(
    ("typed", "right"),
    [("1 2", True), (" 1\n2 ", True), ("1  2", True), ("12", False), ("1", False), ("", None), ("  ", None)],
)
def test_what_is_printed_is_compared_by_its_words(typed: str, right: object) -> None:
    assert judge(coded(prints="1\n2\n"), typed) is right


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("(('l', 'o'), 3)", True),
        ("(('l','o'),3)", True),
        ("( ('l', 'o'), 3 )", True),
        ("('l', 'o'), 3", False),
        ('(("l", "o"), 3)', False),
        ("(('l', 'o'), 3.0)", False),
        ("(('lo'), 3)", False),
    ],
)
def test_blanks_beside_signs_decide_nothing(typed: str, right: object) -> None:
    assert judge(coded(prints="(('l', 'o'), 3)"), typed) is right


@pytest.mark.parametrize(
    ("typed", "right"),
    [("2", True), ("line 2", True), ("Line 2.", True), ("1", False), ("0", None), ("3", None), ("x", None), ("", None)],
)
def test_a_line_is_named_by_its_number(typed: str, right: object) -> None:
    assert judge(coded(line=2), typed) is right


def test_code_is_shown_without_blank_lines_around_it() -> None:
    asked = coded(line=2)
    assert (asked.code, asked.language, asked.right) == ("x = 1\nprint(x)", "python", "line 2")
    assert judge(coded(), "anything") is None


@pytest.mark.parametrize("form", ["{}", "{})", "({})", " {}. ", "{}:"])
def test_a_choice_is_named_by_its_letter(form: str) -> None:
    asked = draw(CHOOSE, 1)
    for offered in asked.choices:
        expected = offered.text == "right"
        assert judge(asked, form.format(offered.letter)) is expected
        assert judge(asked, form.format(offered.letter.upper())) is expected
    assert judge(asked, form.format("e")) is None
    assert judge(asked, "right") is None


def test_right_is_good_and_wrong_is_again() -> None:
    assert (grade_of(right=True), grade_of(right=False)) == (3, 1)
