"""Which points of a file without boxes are topics, and which belong to what is written around them.

Rows of a table and links are topics; so are short points of a list. A sentence is none, and neither is a short point among
much text: section by section (what stands below one heading) the letters of both are compared. Where little is left beside
what is written, the file is a text and no list, and nothing of it is taken.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.markdown import MarkdownBlock, Words
from roadmap_cli.imports.title_form import is_ordered, is_title, names_resources, plain_name

PICTURE = """\
write it as a list, with a line for each topic and headings over what belongs together:
  ## Algebra
  - [ ] Vectors (3 h)
  - [x] Matrices
or as a table with a column for the title: | Course | Duration | Effort | Prerequisites |"""
_ASIDE = frozenset(
    {
        "about",
        "acknowledgements",
        "acknowledgments",
        "attendance",
        "authors",
        "be creative",
        "changelog",
        "change log",
        "code of conduct",
        "community",
        "congratulations",
        "contact",
        "content policy",
        "contents",
        "contributing",
        "contributors",
        "credits",
        "faq",
        "feedback",
        "frequently asked questions",
        "getting help",
        "grading",
        "grading policy",
        "help",
        "how to contribute",
        "inhalt",
        "inhaltsverzeichnis",
        "installation",
        "licence",
        "license",
        "lizenz",
        "maintainers",
        "mitmachen",
        "motivation",
        "next goals",
        "office hours",
        "related lists",
        "related projects",
        "sponsors",
        "stay tuned",
        "support",
        "table of contents",
        "team",
        "thanks",
        "translations",
    }
)
"""What people write about the list itself."""
_HOW_TO = re.compile(
    r"(?:how (?:to|you can|can i) |ways to )(?:use|contribut|collaborat|help|track|show|read this|work with|navigate|take part)"
)
_VERSION = re.compile(
    r"\W*(?:v(?:ersion)?\s*)?\d+\.\d+(?:\.\d+)*\W*(?:\d{4}-\d\d-\d\d)?\W*|\W*unreleased\W*", re.IGNORECASE
)
_OF_PROGRAMS = frozenset(
    {"type", "default", "required", "command", "flag", "option", "argument", "parameter", "returns"}
)
"""Columns of tables that describe a program."""
LABEL = 40
"""Letters of a line such as `Resources:`, which is no text that a list drowns in."""
BESIDE = 50
"""Letters of text beside a topic that are little, however short the topics are called."""
MANY_LINKS, FEW_TOPICS, MANY_TOPICS = 3, 5, 10
Kind = Literal["row", "mark", "link", "name", "sentence", "text", "reference", "resource"]
_TOPICS: frozenset[Kind] = frozenset({"row", "mark", "link", "name"})
_STRONG: frozenset[Kind] = frozenset({"row", "link"})
SENTENCE, AMONG_TEXT, BESIDE_TABLE = "a sentence, not a title", "a point among text", "a point beside a table"
WITHIN_PAGE = "it leads to another part of the page"


class Passage(NamedTuple):
    """A block by what it is, with its letters, and the heading over it."""

    number: int
    kind: Kind
    letters: int
    section: int | None


class Selection(NamedTuple):
    """The blocks that are topics, and why others are none. `resources` are links that a line such as `Resources:` says to
    belong to the topics beside them, each with one of these.
    """

    topics: tuple[int, ...]
    reasons: Mapping[int, str]
    resources: Mapping[int, int] = {}


class Material(NamedTuple):
    """Blocks by their number: `above` are the headings over each, `texts` what may be a topic, `marked` what is ticked."""

    blocks: Sequence[MarkdownBlock]
    words: Sequence[Words]
    above: Sequence[Sequence[int]]
    texts: Collection[int]
    marked: Collection[int]
    rows: Collection[int]


def choose(path: Path, given: Material) -> Selection:
    """Raises InvalidFile with what a list looks like where the file is something else."""
    if _is_history(given):
        raise _refusal(path, "it tells the versions of something")
    aside = _aside(given)
    parts = list(_with_resources(given, [_part(given, number) for number in range(len(given.blocks))]))
    sections: dict[int | None, list[Passage]] = {}
    for part in parts:
        if part.number not in aside:
            sections.setdefault(part.section, []).append(part)
    taken: list[Passage] = []
    reasons = {number: f"it stands under {given.words[heading].text}" for number, heading in aside.items()}
    kinds = [part.kind for its in sections.values() for part in its if part.kind in _TOPICS]
    strong = sum(kind in _STRONG for kind in kinds)
    is_linked = strong >= MANY_LINKS and 2 * strong >= len(kinds)
    for heading, its in sections.items():
        in_order = heading is not None and is_ordered(given.words[heading].text)
        chosen = _of_section(its, is_ordered=in_order, is_linked=is_linked)
        taken += [part for part in its if part in chosen]
        reasons |= {part.number: _why_not(part, its) for part in its if part not in chosen and part.kind in _TOPICS}
        reasons |= {part.number: SENTENCE for part in its if part.kind == "sentence"}
        reasons |= {part.number: WITHIN_PAGE for part in its if part.kind == "reference" and part.number in given.texts}
    if not _is_list(given, parts, taken):
        raise _refusal(path, "too little in it is a list of topics" if taken else "there is no list of topics in it")
    topics = sorted(part.number for part in taken)
    first = {part.section: part.number for part in sorted(taken, reverse=True)}
    resources = {
        part.number: first[part.section] for part in parts if part.kind == "resource" and part.section in first
    }
    return Selection(tuple(topics), reasons, resources)


def _refusal(path: Path, why: str) -> InvalidFile:
    return InvalidFile(f"{path}: this is a text rather than a list: {why}", PICTURE)


def _part(given: Material, number: int) -> Passage:
    block, above = given.blocks[number], given.above[number]
    kind = _kind(given, number, block)
    text = given.words[number].text or block.text
    size = 0 if kind == "reference" or (kind == "text" and len(text) <= LABEL) else len(text)
    return Passage(number=number, kind=kind, letters=size, section=above[-1] if above else None)


def _with_resources(given: Material, parts: Sequence[Passage]) -> Iterator[Passage]:
    """Where a section has other topics, links below such a line are what these are learnt with."""
    others = {part.section for part in parts if part.kind in {"name", "mark", "row"}}
    is_labelled = False
    for part in parts:
        block = given.blocks[part.number]
        if block.kind != "point":
            words = given.words[part.number]
            is_labelled = names_resources(words.lead or words.text)
        belongs = is_labelled and block.kind == "point" and part.section in others
        yield part._replace(kind="resource") if belongs and part.kind == "link" else part


def _kind(given: Material, number: int, block: MarkdownBlock) -> Kind:
    words = given.words[number]
    if number in given.rows:
        return "row"
    if number not in given.texts:
        return "reference" if block.kind in {"heading", "header", "row", "front matter"} else "text"
    if words.links and all(link.url.startswith("#") for link in words.links) and _is_link(words):
        return "reference"
    if _is_aside(words.lead or words.text) or (block.kind == "text" and not _is_titled_link(words)):
        return "text"
    return "mark" if number in given.marked else _kind_of_point(given, words, block)


def _kind_of_point(given: Material, words: Words, block: MarkdownBlock) -> Kind:
    if words.links and _is_link(words):
        return "reference" if words.only_links and block.parent is not None else "link"
    if _is_below_a_link(given, block):
        return "text"
    return "name" if is_title(words.lead or words.text) else "sentence"


def _is_link(words: Words) -> bool:
    return words.only_links or bool(words.lead and words.links)


def _is_titled_link(words: Words) -> bool:
    return bool(words.links and words.links[0].title) and _is_link(words) and is_title(words.lead or words.text)


def _is_below_a_link(given: Material, block: MarkdownBlock) -> bool:
    """What stands below a link says something of it."""
    around = given.words[block.parent] if block.parent is not None else None
    return around is not None and bool(around.links) and _is_link(around)


def _of_section(its: Sequence[Passage], *, is_ordered: bool, is_linked: bool) -> Collection[Passage]:
    """In a file of links a short point is a topic only where there is nothing else beside it."""
    kinds = [part.kind for part in its]
    listed = sum(part.letters for part in its if part.kind in _TOPICS)
    text = sum(part.letters for part in its if part.kind in {"text", "sentence"})
    many_links = kinds.count("link") >= MANY_LINKS or 3 * listed >= text
    sentences, titles = kinds.count("sentence"), len([kind for kind in kinds if kind in _TOPICS])
    is_list = (
        is_ordered or (not text if is_linked else 2 * listed >= text or text <= BESIDE * titles)
    ) and 2 * sentences <= titles
    taken: set[Kind] = {"row", "mark"}
    taken |= {"link"} if many_links else set()
    taken |= {"name"} if is_list and "row" not in kinds else set()
    return {part for part in its if part.kind in taken}


def _why_not(part: Passage, its: Iterable[Passage]) -> str:
    return BESIDE_TABLE if part.kind == "name" and any(each.kind == "row" for each in its) else AMONG_TEXT


def _is_list(given: Material, parts: Iterable[Passage], taken: Sequence[Passage]) -> bool:
    """Everything counts that is written, also about the list itself."""
    numbers = {part.number for part in taken}
    listed = sum(part.letters for part in taken)
    text = sum(part.letters for part in parts if part.number not in numbers and part.kind in {"text", "sentence"})
    over = {each for part in taken for each in given.above[part.number]}
    ordered = sum(is_ordered(given.words[each].text) for each in over)
    strong = [part for part in taken if part.kind in _STRONG]
    is_curriculum = len(strong) >= FEW_TOPICS and len({part.section for part in strong}) > 1
    has_order = len(taken) >= MANY_TOPICS or is_curriculum or ordered > 1
    return bool(taken) and (2 * listed >= text or text <= BESIDE * len(taken) or (12 * listed >= text and has_order))


def _is_history(given: Material) -> bool:
    levels: dict[int, list[bool]] = {}
    for words, block in zip(given.words, given.blocks, strict=True):
        if block.kind == "heading":
            levels.setdefault(block.level, []).append(_VERSION.fullmatch(words.text) is not None)
    return any(sum(level) > 1 and 2 * sum(level) > len(level) for level in levels.values())


def _aside(given: Material) -> dict[int, int]:
    """Blocks by the heading over them, of which none is a topic."""
    names = {number: given.words[number].text for number, block in enumerate(given.blocks) if block.kind == "heading"}
    return dict(_below(given, {number for number, name in names.items() if _is_aside(name)}))


def _below(given: Material, headings: Collection[int]) -> Iterator[tuple[int, int]]:
    for number, above in enumerate(given.above):
        heading = next((each for each in above if each in headings), None)
        if heading is not None and given.blocks[number].kind != "heading":
            yield number, heading


def _is_aside(name: str) -> bool:
    return plain_name(name) in _ASIDE or _HOW_TO.match(plain_name(name)) is not None


def is_of_a_program(header: Iterable[str]) -> bool:
    return any(name.casefold().strip() in _OF_PROGRAMS for name in header)
