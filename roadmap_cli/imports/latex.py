"""Formulas within the words of a card, which Anki draws and a terminal cannot: in letters, or as they were typed."""

import re
from typing import NamedTuple

MOST_LETTERS = 4_000
"""What is longer is no formula."""
_WITHIN = rf".{{1,{MOST_LETTERS}}}?"
_MARKED = (
    rf"\[latex\](?P<document>{_WITHIN})\[/latex\]"
    rf"|\[\$\$\](?P<display>{_WITHIN})\[/\$\$\]"
    rf"|\[\$\](?P<line>{_WITHIN})\[/\$\]"
    rf"|(?<!\\)\\\((?P<round>{_WITHIN})(?<!\\)\\\)"
    rf"|(?<!\\)\\\[(?P<square>{_WITHIN})(?<!\\)\\\]"
)
"""What is a formula whatever it holds, as Anki's manual has it."""
_PRICED = (
    rf"|(?<![\w$\\])\$\$(?P<twice>[^$]{{1,{MOST_LETTERS}}})\$\$(?![\w$])"
    rf"|(?<![\w$\\])\$(?P<once>[^\s$](?:[^$\n]{{0,{MOST_LETTERS}}}[^\s$\\])?)\$(?![\w$])"
)
"""What may be one, or two prices."""
_FORMULA = re.compile(_MARKED + _PRICED, re.DOTALL)
_PART = re.compile(rf"(\$\${_WITHIN}\$\$|\$[^$]{{1,{MOST_LETTERS}}}\$|\\\({_WITHIN}\\\)|\\\[{_WITHIN}\\\])", re.DOTALL)
"""A formula within a document of LaTeX."""
_CERTAIN = re.compile(r"\\[A-Za-z]{2,}|\\[{}|,;]|[\w)}\]]\^[\w{(*+-]|(?<![A-Za-z])[A-Za-z]_[A-Za-z0-9{]")
"""A command, something raised, or something below a letter that stands alone: no price and no variable of a shell."""
_ACTING = re.compile(r"[\\{}$]")


class Words(NamedTuple):
    """A text, and how many formulas in it stay as they were typed."""

    text: str
    left: int = 0


def in_words(text: str) -> Words:
    if "\\" not in text and "$" not in text and "[latex]" not in text:
        return Words(text)
    left = 0

    def said(match: re.Match[str]) -> str:
        nonlocal left
        if match.lastgroup in {"once", "twice"} and not _CERTAIN.search(match[match.lastgroup]):
            return match[0]
        found = _document(match["document"]) if match["document"] else _formula(match[match.lastgroup or 0])
        left += found is None
        return match[0] if found is None else found

    return Words(_FORMULA.sub(said, text), left)


def _document(text: str) -> str | None:
    """Words with formulas between them, or a formula as a whole."""
    parts = _PART.split(text)
    if len(parts) == 1:
        return _formula(text) if _ACTING.search(text) else text.strip()
    found = [_formula(part.strip("$") if part[0] == "$" else part[2:-2]) for part in parts[1::2]]
    words = parts[::2]
    if None in found or any(_ACTING.search(each) for each in words):
        return None
    return "".join(each or "" for pair in zip(words, [*found, ""], strict=True) for each in pair).strip()


def _formula(text: str) -> str | None:
    from roadmap_cli.imports.formula import in_letters

    return in_letters(text)
