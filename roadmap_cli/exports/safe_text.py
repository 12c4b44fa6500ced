"""Text of files and people, made fit for formats in which a line end or a control character would act."""

from unicodedata import east_asian_width

_ACTING = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)), " ")
_ACTING |= {0xFFFE: " ", 0xFFFF: " "}
"""C0 and C1 controls, line ends, the marks that reverse the direction of text, and what no XML may hold."""


def one_line(text: str) -> str:
    return text.translate(_ACTING)


def letters_for(text: str, narrow: int) -> int:
    """How many letters of a text fit where so many narrow ones do: those of East Asia are twice as wide."""
    return narrow // 2 if any(east_asian_width(letter) in {"W", "F"} for letter in text) else narrow


def begun(text: str, narrow: int) -> str:
    """One line, as much of it as fits where so many narrow letters do."""
    line, most = one_line(text), letters_for(text, narrow)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
