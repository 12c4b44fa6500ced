"""The blocks of a Markdown file as topics, groups and headings, with what belongs to each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.outline import Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.imports.checkboxes import Checkbox, box_of, is_done_picture
from roadmap_cli.imports.inline_data import InlineData, goes_on, of_heading, plain_pages, take_out
from roadmap_cli.imports.markdown import MarkdownBlock, Page, Words
from roadmap_cli.imports.markdown_table import Line, lines
from roadmap_cli.imports.title_form import shortened
from roadmap_cli.imports.unboxed import Material, Selection, choose, is_of_a_program
from roadmap_cli.imports.vocabulary import refuse_too_many, short

BOX_LETTERS = len("[ ] ")
WRAPPED = 60
"""Letters. Where a line is shorter and the next one begins anew, that one is a note, not the rest of the title."""
_LINK_ALONE = re.compile(r"\W*\[[^\]]*\]\([^)]*\)\W*")
"""What follows says of it why."""
_OF_LOGSEQ = re.compile(r"[\w-]+::(?:\s|$)|(?:SCHEDULED|DEADLINE):\s*<|CLOCK:\s*\[|:(?:LOGBOOK|END):$")
_TOLD = {
    "SCHEDULED:": "a day for which it is planned",
    "DEADLINE:": "a day on which it is due",
    "CLOCK:": "a time that a clock ran",
}


class PointText(NamedTuple):
    """What may be a topic or a group: its text without box and data, the title that it had before data was taken out of
    it, and what was written below it as a part of the same paragraph.
    """

    box: Checkbox | None
    data: InlineData
    words: Words
    formerly: str = ""
    notes: tuple[str, ...] = ()


class Tree(NamedTuple):
    """Blocks by their number. `around` are the points in which a block stands, `above` the headings over it, both with
    the outermost first. `named` are topics, groups and headings; `home` is the topic that gets the links of a block, which
    for a group or a heading is its first one. `rows` are topics in a table, `reasons` say of what is no topic why.
    """

    path: Path
    blocks: Sequence[MarkdownBlock]
    words: Sequence[Words]
    entries: Mapping[int, PointText]
    rows: Mapping[int, Line]
    reasons: Mapping[int, str]
    topics: Sequence[int]
    around: Sequence[Sequence[int]]
    above: Sequence[Sequence[int]]
    title: int | None
    former_title: str
    named: AbstractSet[int]
    home: Mapping[int, int]

    def place(self, number: int) -> str:
        return f"{self.path}:{self.blocks[number].line}"

    def name(self, number: int) -> str:
        """No longer than a title; what is left is told as a note. A dash alone says that there is none."""
        name = shortened(self.full_name(number))[0].rstrip(" :")
        return name if name.strip(" -\u2013\u2014") else ""

    def full_name(self, number: int) -> str:
        return self.words[number].lead or self.words[number].text

    def unplaced(self, number: int, why: str) -> Unplaced:
        return Unplaced(self.place(number), short(self.words[number].text or self.blocks[number].text), why)

    def box(self, number: int) -> Checkbox | None:
        return self.entries[number].box if number in self.entries else None

    def status(self, number: int) -> Status:
        """A box says it by itself; a point without one is skipped with the group that is struck through."""
        entry = self.entries.get(number)
        if entry and entry.box and entry.box.status and entry.box.status != "todo":
            return entry.box.status
        if entry and not entry.box and (entry.data.is_done or entry.data.finished):
            return "done"
        inherits = (number,) if entry and entry.box else (number, *self.around[number])
        return "skipped" if any(self.words[each].struck for each in inherits) else "todo"


class _Material(NamedTuple):
    """Of a page what is needed to say which of its blocks are topics."""

    path: Path
    page: Page
    words: list[Words]
    entries: Mapping[int, PointText]
    rows: Mapping[int, Line]


def tree(path: Path, page: Page) -> Tree:
    """Raises InvalidFile where there are too many topics, or where the file is no list of them."""
    blocks, rows = page.blocks, _rows(path, page)
    points = {number: block.text for number, block in enumerate(blocks) if block.kind == "point"}
    titles = {number: row.title for number, row in rows.items()}
    boxes = {number: box for number, text in (points | titles).items() if (box := box_of(text))}
    is_boxed = any(not is_done_picture(box) for box in boxes.values())
    refuse_too_many(path, len(boxes.keys() | rows.keys() or points))
    texts = {n: each.text for n, each in enumerate(blocks) if each.kind == "text" and each.parent is None}
    written = ({} if is_boxed else texts) | points | titles
    entries = {number: _entry(page, text, is_text=number in texts) for number, text in written.items()}
    words = [_words(page, block, entries.get(number)) for number, block in enumerate(blocks)]
    read = _Material(path=path, page=page, words=words, entries=entries, rows=rows)
    return _built(read, Selection(tuple(sorted(boxes.keys() | rows.keys())), {}) if is_boxed else _chosen(read))


def _chosen(read: _Material) -> Selection:
    blocks = read.page.blocks
    first = next((number for number, block in enumerate(blocks) if block.kind not in {"heading", "front matter"}), 0)
    return choose(
        read.path,
        Material(
            blocks=blocks,
            words=read.words,
            above=_above(blocks, _title(blocks, first)),
            texts=read.entries.keys(),
            marked={n for n, each in read.entries.items() if each.box or each.data.is_done or each.data.finished},
            rows=read.rows.keys(),
        ),
    )


def _built(read: _Material, chosen: Selection) -> Tree:
    blocks, rows, around = read.page.blocks, read.rows, _around(read.page.blocks)
    groups = {group for number in chosen.topics for group in around[number]}
    topics = [number for number in chosen.topics if number not in groups]
    title = _title(blocks, topics[0] if topics else len(blocks))
    above = _above(blocks, title)
    home: dict[int, int] = {}
    for topic in topics:
        header = (rows[topic].header,) if topic in rows else ()
        for each in (topic, *around[topic], *above[topic], *header):
            home.setdefault(each, topic)
    named = frozenset(home)
    kept = frozenset(topics)
    home |= {number: topic for number, topic in chosen.resources.items() if topic in kept}
    return Tree(
        path=read.path,
        blocks=blocks,
        words=read.words,
        entries=read.entries,
        rows={number: row for number, row in rows.items() if number in kept},
        reasons=chosen.reasons,
        topics=topics,
        around=around,
        above=above,
        title=title,
        former_title="" if title is None else read.page.words(blocks[title].text).text,
        named=named,
        home=_with_what_is_within(home, blocks),
    )


def _rows(path: Path, page: Page) -> dict[int, Line]:
    found = lines(path, page)
    return {
        number: row
        for number, row in found.items()
        if not is_of_a_program(page.words(cell).text for cell in page.blocks[row.header].cells)
    }


def _entry(page: Page, text: str, *, is_text: bool) -> PointText:
    """Lines of a text outside of lists belong together."""
    box = box_of(text)
    rest = text[box.end if box else 0 :]
    title, notes, said = (rest, [], []) if is_text else _own_lines(rest)
    data = take_out(title)
    ids = tuple(line[4:].strip() for line in said if line.startswith("id::"))
    strange = (_strange(line) for line in said if not line.startswith("id::"))
    data = data._replace(known_as=(*data.known_as, *ids), strange=(*data.strange, *filter(None, strange)))
    words = page.words(plain_pages(data.text))
    then = words if data.text == rest.strip() == plain_pages(rest).strip() else page.words(rest)
    former = title_line((then.lead or then.text).rstrip(" :"))
    return PointText(
        box=box,
        data=data,
        words=words,
        formerly=former if former != (words.lead or words.text) else "",
        notes=tuple(filter(None, (page.words(plain_pages(each)).text for each in notes))),
    )


def _own_lines(text: str) -> tuple[str, list[str], list[str]]:
    """A title, the lines below it that begin anew, and those that are data as Logseq writes it."""
    first, *lines = map(str.strip, text.split("\n"))
    rest = [line for line in lines if line and not _OF_LOGSEQ.match(line)]
    data = [line for line in lines if _OF_LOGSEQ.match(line)]
    if rest and _begins_anew(first, rest) and not _LINK_ALONE.fullmatch(first) and not goes_on(first):
        return first, rest, data
    return "\n".join([first, *rest]), [], data


def _begins_anew(first: str, rest: Sequence[str]) -> bool:
    """No editor breaks a line that has room for the next word."""
    room = max(map(len, rest)) - len(f"{first} {rest[0].split(maxsplit=1)[0]}") - BOX_LETTERS
    return room >= 0 or (len(first) < WRAPPED and (rest[0][:1].isupper() or not rest[0][:1].isalnum()))


def _strange(line: str) -> str:
    """What is told of a line of Logseq; empty where another line says it."""
    sign = line.split(maxsplit=1)[0]
    return _TOLD.get(sign, sign if sign.endswith("::") else "")


def _words(page: Page, block: MarkdownBlock, entry: PointText | None) -> Words:
    """Only what may be a topic has a remark."""
    if block.kind in {"code", "front matter"}:
        return Words("")
    if entry is None:
        text = of_heading(block.text) if block.kind == "heading" else plain_pages(block.text)
        return page.words(text)._replace(lead="", remark="")
    return entry.words


def _around(blocks: Sequence[MarkdownBlock]) -> list[tuple[int, ...]]:
    """Of each block those that it stands in, the outermost first."""
    around: list[tuple[int, ...]] = []
    for block in blocks:
        around.append(() if block.parent is None else (*around[block.parent], block.parent))
    return around


def _with_what_is_within(home: Mapping[int, int], blocks: Sequence[MarkdownBlock]) -> dict[int, int]:
    homes = dict(home)
    for number, block in enumerate(blocks):
        if block.parent in homes:
            homes.setdefault(number, homes[block.parent])
    return homes


def _title(blocks: Sequence[MarkdownBlock], first_topic: int) -> int | None:
    """The heading that stands alone over everything."""
    levels = {number: block.level for number, block in enumerate(blocks) if block.kind == "heading"}
    top = min(levels.values(), default=0)
    highest = [number for number, level in levels.items() if level == top]
    return highest[0] if len(highest) == 1 and highest[0] < first_topic else None


def _above(blocks: Sequence[MarkdownBlock], title: int | None) -> list[tuple[int, ...]]:
    above: list[tuple[int, ...]] = []
    headings: list[int] = []
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            headings = [each for each in headings if blocks[each].level < block.level]
        above.append(tuple(each for each in headings if each != title))
        if block.kind == "heading":
            headings.append(number)
    return above


def below(found: Tree) -> Iterator[tuple[int, int]]:
    """What stands below a topic, by its number, with the topic."""
    topics = frozenset(found.topics)
    for number, around in enumerate(found.around):
        topic = next((each for each in around if each in topics), None)
        if topic is not None and number not in found.named:
            yield number, topic
