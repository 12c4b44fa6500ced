"""Formulas of LaTeX in letters: the whole of each, or nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_cli.imports.formula import MOST_LETTERS, in_letters

TYPICAL = {
    r"\frac{a}{b}": "a/b",
    r"\frac{n(n+1)}{2}": "n(n+1)/2",
    r"\tfrac12": "1/2",
    r"\sum_{i=1}^{n} i^2": "∑ᵢ₌₁ⁿ i²",
    r"\prod_{k=1}^{K} p_k^{x_k}": "∏ₖ₌₁ᴷ pₖ^(xₖ)",
    r"\int_0^\infty f(x)\,dx": "∫₀^∞ f(x) dx",
    r"\hat{y} = X\hat{\beta}": "ŷ = Xβ\u0302",
    r"\bar{x}": "x\u0304",
    r"\tilde{\theta}": "θ\u0303",
    r"\vec{v}": "v\u20d7",
    r"\overline{AB}": "A\u0305B\u0305",
    r"x^2": "x²",
    r"x_{ij}": "xᵢⱼ",
    r"x_i^2": "xᵢ²",
    r"a_{t-1}": "aₜ₋₁",
    r"e^{-x^2/2}": "e^(-x²/2)",
    r"A^T": "Aᵀ",
    r"A^\top A^{-1}": "AᵀA⁻¹",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}": "(1, 2; 3, 4)",
    r"\begin{bmatrix} a \\ b \end{bmatrix}": "[a; b]",
    r"\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}": "{1, x > 0; 0, else}",
    r"\alpha\beta + \Gamma": "αβ + Γ",
    r"\nabla_\theta J(\theta)": "∇_θ J(θ)",
    r"\partial f / \partial x": "∂ f / ∂ x",
    r"\mathbb{R}^n": "ℝⁿ",
    r"\mathbb{E}[X]": "𝔼[X]",
    r"\mathcal{L}(\theta)": "ℒ(θ)",
    r"\mathbf{w}": "𝐰",
    r"P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}": "P(A | B) = (P(B | A) P(A))/P(B)",
    r"\text{if } x > 0": "if x > 0",
    r"\operatorname{softmax}(z)_i": "softmax(z)ᵢ",
    r"\sqrt{x}": "√x",
    r"\sqrt{x^2+y^2}": "√(x²+y²)",
    r"\sqrt[3]{x}": "∛x",
    r"\lim_{x \to 0} \frac{\sin x}{x}": "lim_(x → 0) (sin x)/x",
    r"\lVert x \rVert_2 \leq 1": "‖ x ‖₂ ≤ 1",
    r"a \cdot b \times c \neq d": "a · b × c ≠ d",
    r"x \in \{1, \dots, n\}": "x ∈ {1, …, n}",
    r"p \to q \land \lnot r \iff s": "p → q ∧ ¬ r ⇔ s",
    r"\sigma(x)=\frac{1}{1+e^{-x}}": "σ(x)=1/(1+e⁻ˣ)",
    r"\binom{n}{k}": "C(n, k)",
    r"O(n\log n)": "O(n log n)",
    r"50\%": "50%",
}


@pytest.mark.parametrize(("formula", "letters"), TYPICAL.items(), ids=TYPICAL)
def test_a_typical_formula_is_said_in_letters(formula: str, letters: str) -> None:
    assert in_letters(formula) == letters


@pytest.mark.parametrize(
    ("formula", "letters"),
    [
        (r"\frac{1}{2}x", "(1/2)x"),
        (r"a\frac{b}{c}", "a(b/c)"),
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"\frac{1}{2n}", "1/(2n)"),
        (r"\frac{1}{f(x)}", "1/f(x)"),
        (r"\frac{1}{(a)(b)}", "1/((a)(b))"),
        (r"\frac{1}{2(x)}", "1/(2(x))"),
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\sqrt{x}y", "(√x)y"),
        (r"\sqrt{x}^2", "(√x)²"),
        (r"2\sqrt{x}", "2√x"),
        ("x_bc", "x_b c"),
        (r"\sin\theta", "sin θ"),
        (r"\mathbf{\theta}", "𝛉"),
        (r"\begin{align} a &= b \\ c &= d \end{align}", "a = b\nc = d"),
        (r"\left( \frac{a}{b} \right]", "( a/b ]"),
    ],
)
def test_what_stands_beside_it_is_not_read_into_it(formula: str, letters: str) -> None:
    assert in_letters(formula) == letters


@pytest.mark.parametrize(
    "formula",
    [
        r"\foo{x}",
        r"\underbrace{a+b}_{c}",
        r"x + \unknown",
        r"\frac{a}",
        r"\frac{a}{}",
        r"x^{2",
        r"x}",
        r"\hat{abc}",
        r"\begin{tikzpicture} x \end{tikzpicture}",
        r"a & b",
        "50% of it",
        "a $b$ c",
        r"\text{a $b$}",
        r"\left\unknown x \right)",
        r"\mathbb{+}^\unknown",
        r"\sqrt[\pi]{x}",
        "",
        " ",
        "x" * (MOST_LETTERS + 1),
        "{" * 500 + "}" * 500,
        "^" * 900,
        r"\hat" * 200,
    ],
    ids=lambda formula: ascii(formula[:20]),
)
def test_what_has_no_letters_for_all_of_it_has_none(formula: str) -> None:
    assert in_letters(formula) is None


COMMANDS = (r"\frac", r"\sqrt", r"\hat", r"\text", r"\left", r"\right", r"\sum", r"\alpha", r"\\", r"\,", r"\foo")
PARTS = st.sampled_from((*COMMANDS, r"\begin{matrix}", r"\end{matrix}", *"&{}[]()^_x2+~%$"))


@given(parts=st.lists(PARTS, max_size=12), blank=st.sampled_from(("", " ")))
@example(parts=[r"\left"], blank="")
@example(parts=["^"], blank="")
@example(parts=[r"\sqrt", r"\frac"], blank="")
@example(parts=[r"\begin{matrix}", "&"], blank="")
def test_whatever_it_is_no_command_of_it_is_left(parts: list[str], blank: str) -> None:
    found = in_letters(blank.join(parts))
    if found is not None:
        assert found == found.strip() != ""
        assert not any(sign in found for sign in ("\\", "$", "&", "%"))


@given(formula=st.text(st.sampled_from("\\{}[]()^_&~$%# abfrcqt12\n\x00é"), max_size=30) | st.text(max_size=20))
def test_whatever_letters_they_are_it_says_them_or_nothing(formula: str) -> None:
    found = in_letters(formula)
    assert found is None or found.strip()
