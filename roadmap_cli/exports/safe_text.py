"""Text of files and people, made fit for formats in which a line end or a control character would act, and for the room
that pictures have.
"""

from itertools import accumulate
from unicodedata import category, east_asian_width, normalize

from roadmap_cli.domain.safe_text import ACTING, NOT_XML

_ACTING = dict.fromkeys((*ACTING, *NOT_XML), " ")
_EMS = dict.fromkeys("ijl.,:;!|'·I ", 0.28) | dict.fromkeys('frtJ()[]{}/\\-"`', 0.36) | dict.fromkeys("mwMW%@…—", 0.9)
_SMALL, _CAPITAL = 0.57, 0.68
"""Of letters that are thin, slender or broad, and of all others."""
_WITHOUT_WIDTH = {"Mn", "Me", "Cf"}


def one_line(text: str) -> str:
    return text.translate(_ACTING)


def ems(text: str) -> float:
    """How wide a text is drawn, in sizes of its font: between what DejaVu Sans, Noto Sans and Arial need for it.

    Which font a reader has is not known here, so that no library can measure it; pictures tell the reader this width.
    """
    return sum(map(_em, text))


def _em(letter: str) -> float:
    base = normalize("NFD", letter)[0]  # a letter with its accent is as wide as without
    if category(base) in _WITHOUT_WIDTH:
        return 0.0
    if east_asian_width(base) in {"W", "F"}:
        return 1.0
    return _EMS.get(base, _CAPITAL if base.isupper() else _SMALL)


def begun(text: str, most: float) -> str:
    """One line, as much of it as fits into so many ems."""
    line = one_line(text)
    if ems(line) <= most:
        return line
    kept = sum(end <= most - ems("…") for end in accumulate(map(_em, line)))
    return f"{line[:kept].rstrip()}…"
