"""A formula of LaTeX in the letters of Unicode, as somebody would type it in one line: the whole of it, or nothing.

What is parsed is parsed by pylatexenc. Its own way to text leaves out what it does not know, and the brackets of fractions.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from pylatexenc.latex2text import get_default_latex_context_db
from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexNode,
    LatexSpecialsNode,
    LatexWalker,
    LatexWalkerError,
)
from pylatexenc.macrospec import EnvironmentSpec, LatexContextDb, MacroSpec, MacroStandardArgsParser, SpecialsSpec

from roadmap_cli.imports.formula_letters import (
    ACCENTS,
    DELIMITERS,
    LOWERED,
    NAMES,
    PLAIN_STYLES,
    RAISED,
    RAISED_SIGNS,
    ROOTS,
    ROWS,
    SIGNS,
    SILENT,
    STYLES,
)

MOST_LETTERS = 1_000
_FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac")
_NUMBER = re.compile(r"[\d.]+[%°]?")
_LETTER = re.compile(
    r"[^\W\d][\u0300-\u036f\u20d0-\u20ff]*[\u00b2\u00b3\u00b9\u02b0-\u02ff\u1d2c-\u1dbf\u2070-\u209c′]*"
)
"""With what stands above and beside it."""
_FACTORS = re.compile(r"[\w\u0300-\u036f\u20d0-\u20ff\u2070-\u209c.]+")

Sort = Literal["plain", "fraction", "root", "name", "raised", "script"]


class Piece(NamedTuple):
    """A part of a line by what has to be looked at beside it: a fraction among factors needs brackets, a name room."""

    text: str
    sort: Sort = "plain"


class _Unsaid(Exception):
    """Something has no letters."""


@lru_cache(maxsize=4096)  # a deck says the same again and again, and parsing takes most of the time
def in_letters(formula: str) -> str | None:
    """None for what cannot be said whole."""
    if len(formula) > MOST_LETTERS:
        return None
    try:
        nodes, _, _ = LatexWalker(formula, latex_context=_known(), tolerant_parsing=False).get_latex_nodes()
        lines = [_line(row) for row in _split(nodes, _is_break)]
    except (LatexWalkerError, RecursionError, _Unsaid):
        return None
    return "\n".join(line for line in lines if line) or None


@cache
def _known() -> LatexContextDb:
    """What takes arguments, and how many."""
    taking = {"{{": (*_FRACTIONS, "binom"), "[{": ("sqrt",), "[": ("\\",)}
    taking["{"] = (*ACCENTS, *STYLES, *PLAIN_STYLES, "text", "textrm", "mbox", "operatorname", "left", "right")
    macros = [MacroSpec(name, MacroStandardArgsParser(args)) for args, names in taking.items() for name in names]
    scripts = [SpecialsSpec(sign, MacroStandardArgsParser("{")) for sign in "^_"]
    rows = [EnvironmentSpec(name, MacroStandardArgsParser("{" if name == "array" else "")) for name in ROWS]
    known = LatexContextDb()
    known.add_context_category(
        "formulas", macros=macros, environments=rows, specials=[*scripts, SpecialsSpec("&"), SpecialsSpec("~")]
    )
    return known


@cache
def _signs() -> dict[str, str]:
    """Those of pylatexenc that are a single letter, and what it lacks."""
    theirs = get_default_latex_context_db()
    specs = theirs.iter_macro_specs(theirs.categories())
    texts = ((each.macroname, each.simplify_repl) for each in specs)
    return {name: text for name, text in texts if isinstance(text, str) and len(text) == 1 and text.strip()} | SIGNS


def _line(nodes: Iterable[LatexNode | None]) -> str:
    return re.sub(" +", " ", "".join(_joined([*_pieces(nodes)]))).strip()


def _joined(pieces: Sequence[Piece]) -> Iterator[str]:
    """With brackets and room where two that stand beside each other would be read as something else."""
    before = ""
    for number, piece in enumerate(pieces):
        rest = pieces[number + 1 :]
        behind = next((each for each in rest if each.text.strip()), Piece(""))
        touching = rest[0].text[:1] if rest else ""
        is_factor = behind.sort in {"script", "raised", "root"} or bool(re.match(r"[\w(\[{∑∏∫∇∂|‖]", behind.text))
        text = piece.text
        if piece.sort == "fraction":
            text = f"({text})" if is_factor or re.search(r"[\w)\]}|‖]\s*$", before) else text
        elif piece.sort == "root":
            text = f"({text})" if is_factor else text
        elif piece.sort == "name":
            text = f" {text}" if before[-1:].isalnum() else text
            text += " " if behind.sort not in {"script", "raised"} and touching.isalnum() else ""
        elif piece.sort == "script":
            text += " " if touching.isalnum() else ""
        before = text or before
        yield text


def _pieces(nodes: Iterable[LatexNode | None]) -> Iterator[Piece]:
    for node in nodes:
        if isinstance(node, LatexCharsNode):
            yield from (Piece(part if part.strip() else " ") for part in re.findall(r"\s+|\S", node.chars))
        elif isinstance(node, LatexGroupNode):
            yield from _group(node)
        elif isinstance(node, LatexMacroNode):
            yield _macro(node)
            yield from (Piece(" ") for _ in node.macro_post_space[:1])
        elif isinstance(node, LatexSpecialsNode):
            yield _special(node)
        elif isinstance(node, LatexEnvironmentNode):
            yield Piece(_rows(node))
        else:  # a comment, or a formula within one
            raise _Unsaid


def _group(node: LatexGroupNode) -> Iterator[Piece]:
    """Braces only hold together; other brackets are seen."""
    if node.delimiters[0] == "{":
        yield from _pieces(node.nodelist)
    else:
        yield Piece(f"{node.delimiters[0]}{_line(node.nodelist)}{node.delimiters[1]}")


def _macro(node: LatexMacroNode) -> Piece:
    name = node.macroname
    if name in _FRACTIONS:
        over, under = _arguments(node)
        return Piece(f"{over if _is_product(over) else f'({over})'}/{_atom(under)}", "fraction")
    if name == "sqrt":
        return _root(node)
    if name in ACCENTS:
        return Piece(_accented(_arguments(node)[0], *ACCENTS[name]))
    if name in {"text", "textrm", "mbox"}:
        return Piece(_worded(node))
    if name == "operatorname" or name in NAMES:
        return Piece(NAMES.get(name) or _arguments(node)[0], "name")
    return Piece(_letters(node, name))


def _letters(node: LatexMacroNode, name: str) -> str:
    if name == "binom":
        return f"C({', '.join(_arguments(node))})"
    if name in STYLES:
        return "".join(_styled(letter, STYLES[name]) for letter in _arguments(node)[0])
    if name in PLAIN_STYLES:
        return _arguments(node)[0]
    if name in {"left", "right"}:
        return _delimiter(_given(node)[0])
    if name in SILENT:
        return SILENT[name]
    if name in _signs():
        return _signs()[name]
    raise _Unsaid


def _root(node: LatexMacroNode) -> Piece:
    degree, under = _given(node)
    said = _line([degree]).strip("[]") if degree is not None else ""
    sign = ROOTS.get(said) or _moved(said, RAISED)
    if sign is None:
        raise _Unsaid
    return Piece(f"{sign if said in ROOTS else f'{sign}√'}{_atom(_line([under]))}", "root")


def _special(node: LatexSpecialsNode) -> Piece:
    sign = node.specials_chars
    if sign == "~":
        return Piece(" ")
    if sign not in {"^", "_"}:
        raise _Unsaid
    said = _arguments(node)[0]
    if not said:
        return Piece("")
    moved = RAISED_SIGNS.get(said) if sign == "^" else None
    moved = moved or _moved(said, RAISED if sign == "^" else LOWERED)
    if moved:
        return Piece(moved, "raised")
    return Piece(f"{sign}{said}" if len(said) == 1 else f"{sign}({said})", "script")


def _moved(said: str, letters: dict[str, str]) -> str | None:
    """Up or down, where there is a letter for each."""
    close = said.replace(" ", "")
    return "".join(map(letters.__getitem__, close)) if set(close) <= letters.keys() else None


def _is_product(said: str) -> bool:
    """Without brackets it is divided as a whole all the same."""
    bare = said
    while (less := re.sub(r"\([^()]*\)", "()", bare).replace("()", "")) != bare:
        bare = less
    return bool(said) and _FACTORS.fullmatch(bare or "x") is not None


def _atom(said: str) -> str:
    """In brackets, if more than one thing stands below a line or a root."""
    if not said:
        raise _Unsaid
    head, bracket, rest = said.partition("(")
    is_call = bool(bracket) and rest[-1:] == ")" and _is_closed(rest[:-1]) and (not head or _LETTER.fullmatch(head))
    return said if is_call or _NUMBER.fullmatch(said) or _LETTER.fullmatch(said) else f"({said})"


def _is_closed(said: str) -> bool:
    depth = 0
    for letter in said:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return False
    return bool(said) and depth == 0


def _accented(said: str, mark: str, most: int) -> str:
    letters = [letter for letter in said if not unicodedata.combining(letter)]
    if not letters or len(letters) > most or not all(map(str.isalnum, letters)):
        raise _Unsaid
    marked = said + mark if len(letters) == 1 else "".join(letter + mark for letter in said)
    return unicodedata.normalize("NFC", marked)


def _styled(letter: str, style: str) -> str:
    name = unicodedata.name(letter, "").removeprefix("LATIN ").removeprefix("GREEK ").replace("LETTER ", "")
    if not letter.isalnum():
        return letter
    for wanted in (f"MATHEMATICAL {style} {name}", f"{style} {name}", f"BLACK-LETTER {name}"):
        try:
            return unicodedata.lookup(wanted)
        except KeyError:
            continue
    raise _Unsaid


def _worded(node: LatexMacroNode) -> str:
    """The blanks at its ends count."""
    words = "".join(piece.text for piece in _pieces(_given(node)))
    return re.sub(r"\s+", " ", words)


def _delimiter(node: LatexNode | None) -> str:
    if isinstance(node, LatexCharsNode) and node.chars in {*"()[]|/<>."}:
        letter = str(node.chars)
        return {".": "", "<": "⟨", ">": "⟩"}.get(letter, letter)
    if isinstance(node, LatexMacroNode) and node.macroname in DELIMITERS:
        return DELIMITERS[node.macroname]
    raise _Unsaid


def _rows(node: LatexEnvironmentNode) -> str:
    if node.environmentname not in ROWS:
        raise _Unsaid
    begin, between, end = ROWS[node.environmentname]
    rows = []
    for row in _split(node.nodelist, _is_break):
        cells = [_line(cell) for cell in _split(row, _is_cell_end)]
        rows += [(", " if begin else " ").join(cells).strip()] if any(cells) else []
    return f"{begin}{between.join(rows)}{end}"


def _split(nodes: Iterable[LatexNode], ends: Callable[[LatexNode], bool]) -> Iterator[list[LatexNode]]:
    part: list[LatexNode] = []
    for node in nodes:
        if ends(node):
            yield part
            part = []
        else:
            part.append(node)
    yield part


def _is_break(node: LatexNode) -> bool:
    return isinstance(node, LatexMacroNode) and node.macroname == "\\"


def _is_cell_end(node: LatexNode) -> bool:
    return isinstance(node, LatexSpecialsNode) and node.specials_chars == "&"


def _arguments(node: LatexMacroNode | LatexSpecialsNode) -> list[str]:
    return [_line([each]) for each in _given(node) if each is not None]


def _given(node: LatexMacroNode | LatexSpecialsNode) -> Sequence[LatexNode | None]:
    """None where another command took it as its argument, alone."""
    given = node.nodeargd.argnlist if node.nodeargd else ()
    if not given:
        raise _Unsaid
    return tuple(given)
