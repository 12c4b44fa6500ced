"""Markdown as far as checklists need it: headings, list items and texts, each with its line. The owner of markdown-it."""

import re
from collections.abc import Sequence
from itertools import dropwhile, pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.checkboxes import with_gaps
from roadmap_cli.imports.vocabulary import without_addresses

MOST_NESTED = 100
"""Of lists and quotations: a list item stands in two of them, the list and itself."""
MOST_LINES, MOST_LETTERS = 100_000, 8_000_000
MOST_CELLS = 200_000
MOST_NESTED_MARKS = 10
FEW_WORDS = 4
LONGEST = 4_000
"""Letters that are looked at: nobody calls a topic by more, and reading marks takes long where there are only marks."""
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?=[\w-]+:)(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_TAG = re.compile(r"<!--.*?(?:-->|$)|</?[a-z][^>]*>", re.IGNORECASE | re.DOTALL)
_UNMARKED = re.compile(rf"[^\\`*_\[\]<>&!~\n]{{0,{LONGEST}}}")
_BEHIND = re.compile(r"[^\S\n]*(?:\n\s*|[-\u2013\u2014:|,;.](?:\s+|$)|(?P<aside>)(?=\())")


class MarkdownBlock(NamedTuple):
    """A heading (with its level), a point of a list, a row of a table (with its cells), or else a text; `parent` is the
    number of the point it is in.
    """

    line: int
    kind: str
    text: str
    parent: int | None = None
    level: int = 0
    cells: tuple[str, ...] = ()


class Link(NamedTuple):
    title: str
    url: str


class Words(NamedTuple):
    """A text without its marks and without bare addresses. `struck` and `only_links` are so of all of it. `lead` is the
    link or the bold text that it begins with, if the rest is a `remark` on that.
    """

    text: str
    links: tuple[Link, ...] = ()
    struck: bool = False
    only_links: bool = False
    lead: str = ""
    remark: str = ""


class Page(NamedTuple):
    blocks: tuple[MarkdownBlock, ...]
    parser: MarkdownIt
    references: dict[str, object]

    def words(self, text: str) -> Words:
        """Without bare addresses, which are links too."""
        if _UNMARKED.fullmatch(text) and "://" not in text:  # most are, and reading marks takes time
            return Words(title_line(text))
        return _words(*self._read(text))

    def literal(self, text: str) -> Words:
        """Every word of it, and only what is marked as a link."""
        pieces, links = self._read(text)
        return Words(title_line("".join(piece.text for piece in pieces)), tuple(links))

    def _read(self, text: str) -> tuple[list["_Piece"], list[Link]]:
        tokens: list[Token] = []
        if len(text) <= LONGEST:
            self.parser.inline.parse(text, self.parser, self.references, tokens)
        return _pieces(tokens)


class _Parser(MarkdownIt):
    """Leaves addresses as they are written: whoever uses one looks at it."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - as markdown-it calls it
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - as markdown-it calls it
        return True


def read_page(path: Path, text: str) -> Page:
    """Raises InvalidFile where lists are nested so deeply that something would get lost."""
    if text.count("\n") > MOST_LINES:
        sentence = f"{path}: it has more than {MOST_LINES:,} lines, which is the most that is read of Markdown"
        raise InvalidFile(sentence)
    if len(text) > MOST_LETTERS:
        sentence = f"{path}: it has more than {MOST_LETTERS:,} letters, which is the most that is read of Markdown"
        raise InvalidFile(sentence)
    if text.count("|") > MOST_CELLS:
        sentence = f"{path}: its tables have more than {MOST_CELLS:,} cells, which is the most that is read of Markdown"
        raise InvalidFile(sentence)
    parser = _Parser("commonmark", {"maxNesting": MOST_NESTED})
    parser.enable(["strikethrough", "table"]).disable("inline")
    references: dict[str, object] = {}
    matter = _FRONT_MATTER.match(text)
    before = matter[0].count("\n") if matter else 0
    tokens = parser.parse("\n" * before + with_gaps(text[matter.end() if matter else 0 :]), references)
    parser.options["maxNesting"] = MOST_NESTED_MARKS
    too_deep = next((token for token in tokens if token.nesting == 1 and token.level >= MOST_NESTED - 1), None)
    if too_deep is not None:
        sentence = f"{path}:{_line(too_deep)}: lists are nested too deeply"
        raise InvalidFile(sentence)
    found = [MarkdownBlock(1, "front matter", matter[0].strip("-.\n"))] if matter else []
    return Page(_blocks(tokens, found), parser, references)


def _blocks(tokens: Sequence[Token], found: list[MarkdownBlock]) -> tuple[MarkdownBlock, ...]:
    within: list[int | None] = []
    """The points that are open; None for one that has no text of its own yet."""
    cells: list[Token] = []
    for before, token in pairwise((Token("", "", 0), *tokens)):
        parent = _innermost(within)
        match token.type:
            case "list_item_open":
                within.append(None)
            case "list_item_close":
                within.pop()
            case "inline" if before.type in {"th_open", "td_open"}:
                cells.append(token)
            case "tr_close":
                found.append(_row("row" if before.type == "td_close" else "header", cells, parent))
                cells = []
            case "inline" if before.type != "heading_open" and within and within[-1] is None:
                within[-1] = len(found)
                found.append(MarkdownBlock(line=_line(token), kind="point", text=token.content, parent=parent))
            case "inline" if before.type == "paragraph_open" and parent is None:
                found += _lines_of_links(token)
            case "inline" | "fence" | "code_block":
                found.append(_written(before, token, parent))
            case "html_block" if (said := _TAG.sub(" ", token.content)).strip():
                found.append(MarkdownBlock(line=_line(token), kind="text", text=said, parent=parent))
    return tuple(found)


def _lines_of_links(token: Token) -> list[MarkdownBlock]:
    """A text of which every line begins with a link is a list that somebody wrote without points."""
    lines = token.content.split("\n")
    texts = lines if all(line.startswith("[") for line in lines) else [token.content]
    return [MarkdownBlock(line=_line(token) + number, kind="text", text=text) for number, text in enumerate(texts)]


def _innermost(within: Sequence[int | None]) -> int | None:
    return next((each for each in reversed(within) if each is not None), None)


def _written(before: Token, token: Token, parent: int | None) -> MarkdownBlock:
    if before.type == "heading_open":
        return MarkdownBlock(
            line=_line(token), kind="heading", text=token.content, parent=parent, level=int(before.tag[1:])
        )
    return MarkdownBlock(
        line=_line(token), kind="text" if token.type == "inline" else "code", text=token.content, parent=parent
    )


def _row(kind: str, cells: Sequence[Token], parent: int | None) -> MarkdownBlock:
    texts = tuple(cell.content for cell in cells)
    return MarkdownBlock(line=_line(cells[0]), kind=kind, text=" | ".join(texts), parent=parent, cells=texts)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


class _Piece(NamedTuple):
    """`is_marked` is one in bold or italic letters, or as code."""

    text: str
    in_link: bool
    in_struck: bool
    in_strong: bool = False
    is_marked: bool = False


def _words(pieces: Sequence[_Piece], links: Sequence[Link]) -> Words:
    text, bare = without_addresses(title_line("".join(piece.text for piece in pieces)))
    outside, _ = without_addresses("".join(piece.text for piece in pieces if not piece.in_link))
    said = [piece for piece in pieces if piece.text.strip()]
    by_url = {link.url: link for link in reversed([*links, *(Link("", url) for url in bare)])}
    lead, remark = _lead(pieces)
    if not lead:
        lead, remark = _strong_lead(pieces)
    first, *_ = [*(link.title or title_line(link.url) for link in reversed(by_url.values())), ""]
    return Words(
        text or first,
        tuple(reversed(by_url.values())),
        struck=bool(said) and all(piece.in_struck for piece in said),
        only_links=bool(by_url) and not any(letter.isalnum() for letter in outside),
        lead=lead,
        remark=remark,
    )


def _lead(pieces: Sequence[_Piece]) -> tuple[str, str]:
    """`[Title](address) - what is said of it`, also with `**free**` or the like between them, which is a part of that."""
    said = list(dropwhile(lambda piece: not piece.text.strip(), pieces))
    link = list(takewhile(lambda piece: piece.in_link, said))
    rest = said[len(link) :]
    badges = list(takewhile(lambda piece: piece.is_marked or not piece.text.strip(), rest))
    behind = _BEHIND.match("".join(piece.text for piece in rest))
    if badges and behind is None and (behind := _BEHIND.match("".join(piece.text for piece in rest[len(badges) :]))):
        words, _ = without_addresses(title_line("".join(piece.text for piece in rest)))
        return title_line("".join(piece.text for piece in link)), words
    says_more = any(letter.isalnum() for piece in rest if not piece.in_link for letter in piece.text)
    if not link or behind is None or not (says_more or behind["aside"] is not None):
        return "", ""
    words, _ = without_addresses(title_line("".join(piece.text for piece in rest)[behind.end() :]))
    return title_line("".join(piece.text for piece in link)), words if says_more else ""


def _strong_lead(pieces: Sequence[_Piece]) -> tuple[str, str]:
    """`**Title**: what is said of it`. Few words behind a dash may be a part of the title."""
    said = list(dropwhile(lambda piece: not piece.text.strip(), pieces))
    strong = list(takewhile(lambda piece: piece.in_strong, said))
    title = title_line("".join(piece.text for piece in strong))
    rest = title_line("".join(piece.text for piece in said[len(strong) :]))
    sign = title[-1:] if title[-1:] == ":" else rest[:1]
    remark, _ = without_addresses(rest.lstrip(" :-\u2013\u2014"))
    is_said = sign == ":" or (sign in {"-", "\u2013", "\u2014"} and len(remark.split()) >= FEW_WORDS)
    if not strong or not remark or not is_said or any(piece.in_link for piece in strong):
        return "", ""
    return title.rstrip(" :"), remark


def _pieces(tokens: Sequence[Token]) -> tuple[list[_Piece], list[Link]]:
    """An address that is its own text is left for a bare one; pictures and tags are no words."""
    pieces: list[_Piece] = []
    links: list[Link] = []
    start, struck, strong, marked = None, 0, 0, 0
    for token in tokens:
        match token.type:
            case "link_open" if token.info != "auto":
                start, url = len(pieces), str(token.attrGet("href"))
            case "link_close" if start is not None:
                title = title_line("".join(piece.text for piece in pieces[start:]))
                links.append(Link("" if title == url else title, url))
                start = None
            case "s_open" | "s_close":
                struck += token.nesting
            case "strong_open" | "strong_close":
                strong += token.nesting
                marked += token.nesting
            case "em_open" | "em_close":
                marked += token.nesting
            case "text" | "text_special" | "code_inline":
                pieces.append(
                    _Piece(
                        text=token.content,
                        in_link=start is not None,
                        in_struck=struck > 0,
                        in_strong=strong > 0,
                        is_marked=marked > 0 or token.type == "code_inline",
                    )
                )
            case "softbreak" | "hardbreak":
                pieces.append(_Piece("\n", start is not None, struck > 0))
            case "html_inline":
                pieces.append(_Piece("" if token.content.startswith("<!--") else " ", start is not None, struck > 0))
    return pieces, links
