"""The letters that act, and titles without them."""

import re
import unicodedata

import pytest
from acting_letters import ACTING as PATTERN
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.safe_text import ACTING, SPACES, is_seen, title_line


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


NOTHING = (
    "",
    " ",
    "\t\n",
    "\u200b",
    "\u2060\ufeff",
    "\u00ad",
    "\u0301",
    "\u20dd",
    "\ufe0f",
    "\u3164",
    "\u2800",
    "\x01",
)


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
def test_a_title_of_nothing_that_can_be_seen_is_none(text: str) -> None:
    assert title_line(text * 2) == ""
    assert not is_seen(text * 2)


@pytest.mark.parametrize(
    "text", ["a", "3", "?", "\u00b2", "\u2764\ufe0f", "e\u0301", "\u0e01\u0e34", "\ue000", "\U0001faff"], ids=ascii
)
def test_signs_and_letters_with_their_marks_are_seen(text: str) -> None:
    assert is_seen(text)
    assert title_line(text) == text


@given(st.text(st.characters(categories=("L", "N"), exclude_characters="\u115f\u1160\u3164\uffa0"), min_size=1))
def test_whoever_writes_in_letters_is_seen(text: str) -> None:
    assert is_seen(f"\u200b{text}")
