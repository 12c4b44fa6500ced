"""A Markdown checklist, as people keep them in forks of curricula, or any list of topics in Markdown.

Headings are phases and modules, points with a box are topics, and a point that holds such points is a group of them. In
a file without a single box every point is a topic.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.imports.marked_text import Block, Page, Words, read_page
from roadmap_cli.imports.outline import Item, Outline, Unplaced
from roadmap_cli.imports.words import hours_of, leads_to_the_web, refuse_too_many, short, title_of

BOX = re.compile(r"\[([ xX/-]?)\](?:\s+|$)")
STATUSES = {"x": "done", "X": "done", "/": "doing", "-": "skipped"}
_ESTIMATE = re.compile(r"\s*\(~?([^()]*[a-z])\)$", re.IGNORECASE)
_HOMELESS = {
    "heading": "a heading without topics",
    "point": "a list without boxes",
    "text": "text outside of the list",
    "code": "code outside of the list",
    "front matter": "it says nothing of topics",
}


class _Tree(NamedTuple):
    """Blocks by their number. `around` are the points in which a block stands, `above` the headings over it, both with
    the outermost first. `named` are topics, groups and headings; `home` is the topic that gets the links of a block, which
    for a group or a heading is its first one.
    """

    path: Path
    blocks: Sequence[Block]
    words: Sequence[Words]
    boxes: Mapping[int, str]
    topics: Sequence[int]
    around: Sequence[Sequence[int]]
    above: Sequence[Sequence[int]]
    title: int | None
    named: AbstractSet[int]
    home: Mapping[int, int]

    def place(self, number: int) -> str:
        return f"{self.path}:{self.blocks[number].line}"

    def name(self, number: int) -> str:
        return self.words[number].text.rstrip(" :")

    def unplaced(self, number: int, why: str) -> Unplaced:
        return Unplaced(self.place(number), short(self.words[number].text or self.blocks[number].text), why)


def outline(path: Path, text: str) -> Outline:
    tree = _tree(path, read_page(path, text))
    deepest = max((len(tree.above[topic]) for topic in tree.topics), default=0)
    in_phases = deepest > 1 or (deepest == 1 and all(tree.around[topic] for topic in tree.topics))
    in_groups = any(tree.around[topic] and len(tree.above[topic]) <= in_phases for topic in tree.topics)
    resources, useless = _resources(tree)
    titled = [topic for topic in tree.topics if tree.name(topic)]
    untitled = (tree.unplaced(topic, "it has no title") for topic in tree.topics if not tree.name(topic))
    return Outline(
        (tree.name(tree.title) if tree.title is not None else "") or title_of(path),
        tuple(_item(tree, topic, resources.get(topic, ()), in_phases=in_phases) for topic in titled),
        tuple(sorted((*untitled, *useless, *_remarks(tree), *_homeless(tree)), key=_line)),
        "modules from the points that hold other points" if in_groups else "",
    )


def _line(unplaced: Unplaced) -> int:
    return int(unplaced.place.rpartition(":")[2])


def _item(tree: _Tree, topic: int, resources: Sequence[Resource], *, in_phases: bool) -> Item:
    """Headings below that of a module are told in its name, groups below it in the names of their topics."""
    heads = [tree.name(each) for each in tree.above[topic]]
    groups = [_without_estimate(tree.name(each))[0] for each in tree.around[topic]]
    phase = heads.pop(0) if in_phases and heads else ""
    module = ": ".join(heads) or (groups.pop(0) if groups else "")
    title, hours = _without_estimate(tree.name(topic))
    return Item(
        tree.place(topic),
        ": ".join([*groups, title]),
        phase,
        module,
        hours=hours,
        status=_status(tree, topic),
        resources=tuple(resources),
    )


def _without_estimate(title: str) -> tuple[str, float | None]:
    match = _ESTIMATE.search(title)
    hours = hours_of(match[1]) if match else None
    return (title[: match.start()], hours) if match and match.start() and hours else (title, None)


def _status(tree: _Tree, topic: int) -> str:
    """What is said of a group holds for what is in it, unless that says something else."""
    said = [_own_status(tree, each) for each in (topic, *reversed(tree.around[topic]))]
    return said[0] if said[0] != "todo" else next((each for each in said if each in {"done", "skipped"}), "todo")


def _own_status(tree: _Tree, point: int) -> str:
    struck = "skipped" if tree.words[point].struck else "todo"
    return STATUSES.get(tree.boxes.get(point, ""), struck)


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
                why = "it leads to no web page"
                useless.append(Unplaced(tree.place(number), short(f"{title} {link.url}"), why))
    return found, useless


def _remarks(tree: _Tree) -> Iterator[Unplaced]:
    """What stands below a topic and is no link, or is more than links."""
    for number in sorted(tree.home.keys() - tree.named):
        words = tree.words[number]
        if not words.links or (len(words.links) > 1 and not words.only_links):
            yield tree.unplaced(number, "a remark below a topic")


def _homeless(tree: _Tree) -> Iterator[Unplaced]:
    """Several of a kind that follow each other are told as one."""
    numbers = (number for number, _ in enumerate(tree.blocks) if number not in tree.home and number != tree.title)
    for (kind, _), run in groupby(numbers, key=lambda each: _run(tree.blocks[each], each)):
        first, *more = run
        yield tree.unplaced(first, _HOMELESS[kind] + (f" (and {len(more)} more after it)" if more else ""))


def _run(block: Block, number: int) -> tuple[str, int]:
    return block.kind, number if block.kind == "heading" else 0


def _tree(path: Path, page: Page) -> _Tree:
    blocks = page.blocks
    points = [number for number, block in enumerate(blocks) if block.kind == "point"]
    boxes = {number: match for number in points if (match := BOX.match(blocks[number].text))}
    refuse_too_many(path, len(boxes or points))
    words = [_words(page, block, boxes.get(number)) for number, block in enumerate(blocks)]
    around: list[tuple[int, ...]] = []
    for block in blocks:
        around.append(() if block.parent is None else (*around[block.parent], block.parent))
    said = boxes or [number for number in points if not _is_reference(words[number], nested=bool(around[number]))]
    groups = {group for number in said for group in around[number]}
    topics = [number for number in said if number not in groups]
    title = _title(blocks, topics[0] if topics else len(blocks))
    above = _above(blocks, title)
    home: dict[int, int] = {}
    for topic in topics:
        home |= dict.fromkeys({topic, *around[topic], *above[topic]} - home.keys(), topic)
    named = frozenset(home)
    for number, block in enumerate(blocks):
        if block.parent in home:
            home.setdefault(number, home[block.parent])
    texts = {number: match[1] for number, match in boxes.items()}
    return _Tree(path, blocks, words, texts, topics, around, above, title, named, home)


def _words(page: Page, block: Block, box: re.Match[str] | None) -> Words:
    return Words("") if block.kind in {"code", "front matter"} else page.words(block.text[box.end() if box else 0 :])


def _is_reference(words: Words, *, nested: bool) -> bool:
    """A link below a topic, or in a table of contents."""
    return words.only_links and (nested or all(link.url.startswith("#") for link in words.links))


def _title(blocks: Sequence[Block], first_topic: int) -> int | None:
    """The heading that stands alone over everything."""
    levels = {number: block.level for number, block in enumerate(blocks) if block.kind == "heading"}
    top = min(levels.values(), default=0)
    highest = [number for number, level in levels.items() if level == top]
    return highest[0] if len(highest) == 1 and highest[0] < first_topic else None


def _above(blocks: Sequence[Block], title: int | None) -> list[tuple[int, ...]]:
    above: list[tuple[int, ...]] = []
    headings: list[int] = []
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            headings = [each for each in headings if blocks[each].level < block.level]
        above.append(tuple(each for each in headings if each != title))
        if block.kind == "heading":
            headings.append(number)
    return above
