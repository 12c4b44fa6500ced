"""Code on a terminal and in a pipe: the same letters in the same places, in colours or in none."""

import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from roadmap_cli.views import text_of
from roadmap_cli.views.code import code_of
from roadmap_cli.views.widgets import Look

CODE = """\
def mean(xs):  # of numbers
    total = 0

    return total + sum(xs) if xs else "[bold]none[/bold]"
"""
ESCAPES = re.compile(r"\x1b\[[\d;]*m")


class Utf8(io.StringIO):
    encoding = "utf-8"


def shown(code: str, language: str = "python", *, width: int = 60, color: bool = True, numbered: bool = False) -> str:
    console = Console(file=Utf8(), width=width, force_terminal=True, color_system="truecolor", no_color=not color)

    def draw(_: tuple[()], look: Look) -> RenderableType:
        return code_of(code, language, look, numbered=numbered)

    return text_of(console, draw, ())


def bare(text: str) -> list[str]:
    return [line.rstrip() for line in ESCAPES.sub("", text).split("\n")[:-1]]


@pytest.mark.parametrize("color", [True, False])
def test_every_line_keeps_its_indentation(*, color: bool) -> None:
    code = CODE.rstrip("\n")
    assert bare(shown(code, color=color)) == [f"   {line}".rstrip() for line in code.split("\n")]


def test_there_are_colours_and_no_ground_and_without_colour_neither() -> None:
    coloured = re.findall(r"\x1b\[([\d;]*)m([^\x1b]*)", shown(CODE))
    assert {words for style, words in coloured if style != "0"} >= {"def", "mean", "# of numbers", "0"}
    ink = r"0|38;(2;\d+;\d+;\d+|5;\d+)"  # Rich remembers how a style was drawn first, be it in fewer colours
    assert [style for style, _ in coloured if not re.fullmatch(ink, style)] == []
    assert "38;" not in shown(CODE, color=False)


@pytest.mark.parametrize("language", ["python", "sql", "sh", "no such language"])
def test_every_language_keeps_its_letters(language: str) -> None:
    code = 'SELECT 1 -- "x"\nfor f in *; do\n  echo $f\ndone'
    assert bare(shown(code, language)) == [f"   {line}" for line in code.split("\n")]


def test_a_line_as_wide_as_the_terminal_stands_at_its_edge_in_one_piece() -> None:
    code = "if x:\n    " + "y" * 56
    assert bare(shown(code)) == code.split("\n")


def test_a_longer_line_goes_on_under_its_code_and_not_under_its_number() -> None:
    assert bare(shown("y" * 70, numbered=True)) == ["1  " + "y" * 57, "   " + "y" * 13]


def test_lines_are_counted_from_one_and_blank_ones_too() -> None:
    assert bare(shown("a\n\nb", numbered=True)) == ["   1  a", "   2", "   3  b"]


@given(
    lines=st.lists(st.text(st.sampled_from("ab []{}\\\"'#:=()\t"), max_size=70), min_size=1, max_size=4),
    language=st.sampled_from(("python", "sql", "sh")),
)
@example(lines=['"' * 3, "\\", ""], language="python")
def test_whatever_the_code_is_no_letter_of_it_is_lost(lines: list[str], language: str) -> None:
    code = "\n".join(lines).expandtabs(4)
    assert "".join("".join(bare(shown(code, language))).split()) == "".join(code.split())
