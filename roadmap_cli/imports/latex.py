"""Formulas within the words of a card, which Anki draws and a terminal cannot: in letters, or as they were typed."""

import re
from typing import NamedTuple

MOST_LETTERS = 4_000
"""What is longer is no formula."""


def _between(begin: str, end: str, name: str) -> str:
    """What begins anew within itself never began, which keeps a search among many beginnings short."""
    return rf"{begin}(?P<{name}>(?:(?!{begin}).){{1,{MOST_LETTERS}}}?){end}"


_ROUND, _SQUARE = (r"(?<!\\)\\\(", r"(?<!\\)\\\)"), (r"(?<!\\)\\\[", r"(?<!\\)\\\]")
_MARKED = (
    _between(r"\[latex\]", r"\[/latex\]", "document"),
    _between(r"\[\$\$\]", r"\[/\$\$\]", "display"),
    _between(r"\[\$\]", r"\[/\$\]", "line"),
    _between(*_ROUND, "round"),
    _between(*_SQUARE, "square"),
)
"""What is a formula whatever it holds, as Anki's manual has it."""
_PRICED = (
    rf"(?<![\w$\\])\$\$(?P<twice>[^$]{{1,{MOST_LETTERS}}})\$\$(?![\w$])",
    rf"(?<![\w$\\])\$(?P<once>[^\s$](?:[^$\n]{{0,{MOST_LETTERS}}}[^\s$\\])?)\$(?![\w$])",
)
"""What may be one, or two prices."""
_FORMULA = re.compile("|".join((*_MARKED, *_PRICED)), re.DOTALL)
_PART = re.compile(
    "|".join(
        (
            r"\$\$(?P<twice>[^$]+)\$\$",
            r"\$(?P<once>[^$]+)\$",
            *(_between(*_ROUND, "round"), _between(*_SQUARE, "square")),
        )
    ),
    re.DOTALL,
)
"""A formula within a document of LaTeX."""
_CERTAIN = re.compile(r"\\[A-Za-z]{2,}|\\[{}|,;]|[\w)}\]]\^[\w{(*+-]|(?<![A-Za-z])[A-Za-z]_[A-Za-z0-9{]")
"""A command, something raised, or something below a letter that stands alone: no price and no variable of a shell."""
_ACTING = re.compile(r"[\\{}$]")


class Lettered(NamedTuple):
    """A text, and how many formulas in it stay as they were typed."""

    text: str
    left: int = 0


def in_words(text: str) -> Lettered:
    if "\\" not in text and "$" not in text and "[latex]" not in text:
        return Lettered(text)
    left = 0

    def said(match: re.Match[str]) -> str:
        nonlocal left
        if match.lastgroup in {"once", "twice"} and not _CERTAIN.search(match[match.lastgroup]):
            return match[0]
        found = _document(match["document"]) if match["document"] else _formula(match[match.lastgroup or 0])
        left += found is None
        return match[0] if found is None else found

    return Lettered(_FORMULA.sub(said, text), left)


def _document(text: str) -> str | None:
    """Words with formulas between them, or a formula as a whole."""
    said, place = "", 0
    for match in (*_PART.finditer(text), None):
        words = text[place : match.start() if match else None]
        if match is None and not place and _ACTING.search(words):
            return _formula(words)
        found = _formula(match[match.lastgroup or 0]) if match else ""
        if found is None or _ACTING.search(words):
            return None
        said, place = f"{said}{words}{found}", match.end() if match else place
    return said.strip()


def _formula(text: str) -> str | None:
    from roadmap_cli.imports.formula import in_letters

    return in_letters(text)
