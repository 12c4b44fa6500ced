"""A Markdown checklist, as people keep them in forks of curricula, or any list of topics in Markdown.

Headings are phases and modules, points with a box are topics, and a point that holds such points is a group of them. In
a file without a single box every point is a topic.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.imports import sheet
from roadmap_cli.imports.checkboxes import Checkbox, box_of
from roadmap_cli.imports.markdown import MarkdownBlock, Page, Words, read_page
from roadmap_cli.imports.markdown_table import Line, lines
from roadmap_cli.imports.vocabulary import UNTITLED, hours_of, no_web_page, refuse_too_many, short, title_of

_ESTIMATE = re.compile(r"\s*\(~?\s*([^()]*[a-z])\)", re.IGNORECASE)
_AROUND_REMARK = " -\u2013\u2014:|,;"
_ASIDE = frozenset(
    {
        "acknowledgements",
        "acknowledgments",
        "code of conduct",
        "contents",
        "contributing",
        "licence",
        "license",
        "table of contents",
    }
)
"""What people write about the list itself."""
_PHASE = re.compile(
    r"(?:phase|part|stage|step|level|week|month|quarter|semester|term|year|teil|woche|monat|schritt|jahr)"
    r"\W*(?:\d+|[ivx]+)\b|\d+\s*[.):]",
    re.IGNORECASE,
)
_HOMELESS = {
    "heading": "a heading without topics",
    "point": "a list without boxes",
    "text": "text outside of the list",
    "code": "code outside of the list",
    "front matter": "it says nothing of topics",
    "header": "a table without a column for the title",
    "row": "a table without a column for the title",
}


class _Tree(NamedTuple):
    """Blocks by their number. `around` are the points in which a block stands, `above` the headings over it, both with
    the outermost first. `named` are topics, groups and headings; `home` is the topic that gets the links of a block, which
    for a group or a heading is its first one. `rows` are topics in a table, `aside` the headings of what is not about topics.
    """

    path: Path
    blocks: Sequence[MarkdownBlock]
    words: Sequence[Words]
    boxes: Mapping[int, Checkbox]
    rows: Mapping[int, Line]
    aside: Mapping[int, int]
    topics: Sequence[int]
    around: Sequence[Sequence[int]]
    above: Sequence[Sequence[int]]
    title: int | None
    named: AbstractSet[int]
    home: Mapping[int, int]

    def place(self, number: int) -> str:
        return f"{self.path}:{self.blocks[number].line}"

    def name(self, number: int) -> str:
        return (self.words[number].lead or self.words[number].text).rstrip(" :")

    def unplaced(self, number: int, why: str) -> Unplaced:
        return Unplaced(self.place(number), short(self.words[number].text or self.blocks[number].text), why)


def outline(path: Path, text: str) -> Outline:
    tree = _tree(path, read_page(path, text))
    in_phases = _in_phases(tree)
    in_groups = any(tree.around[topic] and len(tree.above[topic]) <= in_phases for topic in tree.topics)
    resources, useless = _resources(tree)
    rows = [line.row for line in tree.rows.values()]
    names = sheet.names_in(rows)
    items = (_item(tree, topic, resources.get(topic, ()), in_phases=in_phases) for topic in tree.topics)
    told = (
        *_untold(tree),
        *useless,
        *_remarks(tree),
        *_homeless(tree),
        *sheet.unplaced_in(row for row in rows if row.cells.get("title")),
    )
    return Outline(
        title=(tree.name(tree.title) if tree.title is not None else "") or title_of(path),
        items=tuple(
            _with_cells(tree, topic, item, names) for topic, item in zip(tree.topics, items, strict=True) if item.title
        ),
        unplaced=tuple(sorted(told, key=_line)),
        inferred="modules from the points that hold other points" if in_groups else "",
    )


def _in_phases(tree: _Tree) -> bool:
    """Headings of one level are phases if they say so, or if what is in them is grouped anyway."""
    deepest = max((len(tree.above[topic]) for topic in tree.topics), default=0)
    headings = {tree.above[topic][0] for topic in tree.topics if tree.above[topic]}
    named = sum(_PHASE.match(tree.name(each)) is not None for each in headings)
    in_groups = all(tree.around[topic] for topic in tree.topics)
    return deepest > 1 or (deepest == 1 and (in_groups or 2 * named >= len(headings)))


def _line(unplaced: Unplaced) -> int:
    return int(unplaced.place.rpartition(":")[2])


def _item(tree: _Tree, topic: int, resources: Sequence[Resource], *, in_phases: bool) -> Item:
    """Headings below that of a module are told in its name, groups below it in the names of their topics."""
    heads = [tree.name(each) for each in tree.above[topic]]
    groups = [_without_estimate(tree.name(each))[0] for each in tree.around[topic]]
    phase = heads.pop(0) if in_phases and heads else ""
    module = ": ".join(heads) or (groups.pop(0) if groups else "")
    title, hours = _without_estimate(tree.name(topic))
    remark, more_hours = _without_estimate(tree.words[topic].remark, anywhere=True)
    return Item(
        place=tree.place(topic),
        title=": ".join([*groups, title]) if title else "",
        phase=phase,
        module=module,
        hours=hours or more_hours,
        status=_status(tree, topic),
        resources=tuple(resources),
        why=remark.strip(_AROUND_REMARK),
    )


def _with_cells(tree: _Tree, topic: int, item: Item, names: frozenset[str]) -> Item:
    """What a table says of a topic goes before what stands around the table."""
    if topic not in tree.rows:
        return item
    said = sheet.item(tree.rows[topic].row, names)
    return said._replace(
        title=item.title,
        phase=said.phase or item.phase,
        module=said.module or item.module,
        hours=said.hours or item.hours,
        status=item.status if topic in tree.boxes else said.status,
        resources=(*item.resources, *said.resources),
        why=item.why,
    )


def _without_estimate(text: str, *, anywhere: bool = False) -> tuple[str, float | None]:
    """A length of time in parentheses is taken out of a text: at its end, or wherever it stands."""
    for match in _ESTIMATE.finditer(text):
        hours = hours_of(match[1])
        if hours and (anywhere or 0 < match.start() < match.end() == len(text)):
            return text[: match.start()] + text[match.end() :], hours
    return text, None


def _status(tree: _Tree, topic: int) -> Status:
    """A box says it by itself; a point without one is skipped with the group that is struck through."""
    box = tree.boxes.get(topic)
    if box and box.status and box.status != "todo":
        return box.status
    inherits = (topic,) if box else (topic, *tree.around[topic])
    return "skipped" if any(tree.words[each].struck for each in inherits) else "todo"


def _untold(tree: _Tree) -> Iterator[Unplaced]:
    """What a box or a remark says that becomes nothing, and topics without a title."""
    for number, box in tree.boxes.items():
        if not box.status:
            text = f"{box.mark} {tree.words[number].text}"
            yield Unplaced(tree.place(number), short(text), "this mark is not known")
    for topic in tree.topics:
        if not tree.name(topic):
            yield tree.unplaced(topic, UNTITLED)
    within: dict[int, set[str]] = {}
    for topic in tree.topics:
        for group in tree.around[topic]:
            within.setdefault(group, set()).add(_status(tree, topic))
    for group, statuses in within.items():
        if tree.words[group].remark:
            yield Unplaced(tree.place(group), short(tree.words[group].remark), "a remark on a group")
        if group in tree.boxes and {_status(tree, group)} != statuses and _status(tree, group) in {"done", "skipped"}:
            yield tree.unplaced(group, "its mark says otherwise than those of its points, which count")


def _resources(tree: _Tree) -> tuple[dict[int, list[Resource]], list[Unplaced]]:
    """Links by the topic they belong to, and those that lead nowhere."""
    found: dict[int, list[Resource]] = {}
    useless = []
    for number, topic in sorted(tree.home.items()):
        words = tree.words[number]
        for link in words.links:
            alone = len(words.links) == 1 and number not in tree.named
            title = words.text if alone else link.title or words.text
            if leads_to_the_web(link.url):
                found.setdefault(topic, []).append(Resource(title or link.url, link.url))
            else:
                useless.append(no_web_page(tree.place(number), f"{title} {link.url}"))
    return found, useless


def _remarks(tree: _Tree) -> Iterator[Unplaced]:
    """What stands below a topic and is no link, or is more than links."""
    for number in sorted(tree.home.keys() - tree.named):
        words = tree.words[number]
        if not words.links or (len(words.links) > 1 and not words.only_links):
            yield tree.unplaced(number, "a remark below a topic")


def _homeless(tree: _Tree) -> Iterator[Unplaced]:
    for number, block in enumerate(tree.blocks):
        if number not in tree.home and number != tree.title:
            heading = tree.aside.get(number)
            why = _HOMELESS[block.kind] if heading is None else f"it stands under {tree.name(heading)}"
            yield tree.unplaced(number, why)


def _tree(path: Path, page: Page) -> _Tree:
    blocks, rows = page.blocks, lines(path, page)
    points = [number for number, block in enumerate(blocks) if block.kind == "point"]
    texts = {number: blocks[number].text for number in points} | {number: row.title for number, row in rows.items()}
    boxes = {number: box for number, text in texts.items() if (box := box_of(text))}
    refuse_too_many(path, len(boxes.keys() | rows.keys() or points))
    words = [_words(page, block, texts.get(number), boxes.get(number)) for number, block in enumerate(blocks)]
    around = _around(blocks)
    aside = {} if boxes or rows else _aside(blocks, words, points)
    said = sorted(boxes.keys() | rows.keys()) or [
        number
        for number in points
        if number not in aside and not _is_reference(words[number], nested=bool(around[number]))
    ]
    groups = {group for number in said for group in around[number]}
    topics = [number for number in said if number not in groups]
    title = _title(blocks, topics[0] if topics else len(blocks))
    above = _above(blocks, title)
    home: dict[int, int] = {}
    for topic in topics:
        header = (rows[topic].header,) if topic in rows else ()
        for each in (topic, *around[topic], *above[topic], *header):
            home.setdefault(each, topic)
    return _Tree(
        path=path,
        blocks=blocks,
        words=words,
        boxes=boxes,
        rows=rows,
        aside=aside,
        topics=topics,
        around=around,
        above=above,
        title=title,
        named=frozenset(home),
        home=_with_what_is_within(home, blocks),
    )


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


def _words(page: Page, block: MarkdownBlock, text: str | None, box: Checkbox | None) -> Words:
    """Only what may be a topic has a remark."""
    if block.kind in {"code", "front matter"}:
        return Words("")
    if text is None:
        return page.words(block.text)._replace(lead="", remark="")
    return page.words(text[box.end if box else 0 :])


def _aside(blocks: Sequence[MarkdownBlock], words: Sequence[Words], points: Sequence[int]) -> dict[int, int]:
    """Points by the heading over them, of which none is a topic."""
    title = _title(blocks, points[0] if points else 0)
    above = _above(blocks, title)
    names = {number: re.sub(r"[^a-z ]", "", words[number].text.casefold()).strip() for number, _ in enumerate(blocks)}
    found = ((number, next((each for each in above[number] if names[each] in _ASIDE), None)) for number in points)
    return {number: heading for number, heading in found if heading is not None}


def _is_reference(words: Words, *, nested: bool) -> bool:
    """A link below a topic, or in a table of contents."""
    return words.only_links and (nested or all(link.url.startswith("#") for link in words.links))


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
