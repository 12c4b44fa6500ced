"""The letters that act, and titles without them."""

import re
import unicodedata

from acting_letters import ACTING as PATTERN
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.safe_text import ACTING, SPACES, title_line


def test_they_are_those_that_act_on_a_terminal() -> None:
    acting = {code for code in range(0x110000) if PATTERN.match(chr(code))}
    assert set(ACTING) == acting | {ord("\n")}


def test_every_control_character_of_unicode_is_among_them() -> None:
    controls = {code for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Zl", "Zp"}}
    assert controls <= set(ACTING)


def test_those_that_part_words_are_white_space() -> None:
    assert set(SPACES) == {code for code in ACTING if chr(code).isspace()} - {0x1C, 0x1D, 0x1E, 0x1F}


@given(st.text(st.characters(codec=None)))
def test_a_title_is_one_line_that_can_be_written_and_stays_as_it_is(text: str) -> None:
    line = title_line(text)
    assert not PATTERN.search(line)
    assert line.encode().decode() == line == title_line(line)
    assert not re.search(r"\s\s|^\s|\s$|\n", line)
