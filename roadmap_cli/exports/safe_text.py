"""Text of files and people, made fit for formats in which a line end or a control character would act."""

from unicodedata import east_asian_width

from roadmap_cli.domain.safe_text import ACTING, NOT_XML

_ACTING = dict.fromkeys((*ACTING, *NOT_XML), " ")


def one_line(text: str) -> str:
    return text.translate(_ACTING)


def letters_for(text: str, narrow: int) -> int:
    """How many letters of a text fit where so many narrow ones do: those of East Asia are twice as wide."""
    return narrow // 2 if any(east_asian_width(letter) in {"W", "F"} for letter in text) else narrow


def begun(text: str, narrow: int) -> str:
    """One line, as much of it as fits where so many narrow letters do."""
    line, most = one_line(text), letters_for(text, narrow)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
