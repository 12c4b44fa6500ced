"""A Markdown checklist, as people keep them in forks of curricula, or any list of topics in Markdown.

Headings are phases and modules, points with a box are topics, and a point that holds such points is a group of them. In
a file without a single box every point is a topic.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.imports import inline_data, sheet
from roadmap_cli.imports.checklist_tree import PointText, Tree, below, tree
from roadmap_cli.imports.lengths import Length, length_of, rules_of
from roadmap_cli.imports.markdown import read_page
from roadmap_cli.imports.title_form import is_phase, shortened
from roadmap_cli.imports.vocabulary import UNTITLED, no_web_page, short, steps_in, steps_told, title_of

_ESTIMATE = re.compile(r"\s*\(~?\s*([^()]*[a-z])\)", re.IGNORECASE)
_AROUND_REMARK = " -\u2013\u2014:|,;"
_BOARD = re.compile(r"^kanban-plugin:", re.MULTILINE)
_HOMELESS = {
    "heading": "a heading without topics",
    "point": "a list without boxes",
    "text": "text outside of the list",
    "code": "code outside of the list",
    "front matter": "it says nothing of topics",
    "header": "a table without a column for the title",
    "row": "a table without a column for the title",
}


def outline(path: Path, text: str) -> Outline:
    """Raises InvalidFile where it is a text rather than a list."""
    found = _outline(path, text)
    return _by_lanes(found) if _BOARD.search(text) else found


def _by_lanes(found: Outline) -> Outline:
    """The headings of a board of Obsidian are how far one is, where a box is still empty."""
    steps = steps_in(item.module for item in found.items)
    items = (
        item._replace(module="", status=steps[item.module] if item.status == "todo" else item.status)
        if item.module in steps
        else item
        for item in found.items
    )
    return found._replace(items=tuple(items), rules=(*steps_told(steps), *found.rules))


def _outline(path: Path, text: str) -> Outline:
    found = tree(path, read_page(path, text))
    in_phases = _in_phases(found)
    in_groups = any(found.around[topic] and len(found.above[topic]) <= in_phases for topic in found.topics)
    resources, useless = _resources(found)
    rows = [line.row for line in found.rows.values()]
    names = sheet.names_in(rows)
    notes = _notes(found)
    lengths = [_length(found, topic) for topic in found.topics]
    items = [
        _item(found, topic, resources.get(topic, ()), in_phases=in_phases)._replace(
            hours=length.hours if length else None, notes=tuple(notes.get(topic, ()))
        )
        for topic, length in zip(found.topics, lengths, strict=True)
    ]
    told = (
        *_untold(found),
        *useless,
        *_homeless(found),
        *sheet.unplaced_in(row for row in rows if row.cells.get("title")),
        *inline_data.told((found.place(number), entry.data) for number, entry in _used(found)),
    )
    whole = [
        _with_cells(found, topic, item, names) for topic, item in zip(found.topics, items, strict=True) if item.title
    ]
    return Outline(
        title=(found.name(found.title) if found.title is not None else "") or title_of(path),
        items=tuple(inline_data.with_prerequisites(whole)),
        unplaced=tuple(sorted(told, key=_line)),
        inferred="modules from the points that hold other points" if in_groups else "",
        rules=(*rules_of(lengths), *sheet.rules_in(rows)),
        former_title=found.former_title,
    )


def _in_phases(found: Tree) -> bool:
    """Headings of one level are phases if they say so, or if what is in them is grouped anyway."""
    deepest = max((len(found.above[topic]) for topic in found.topics), default=0)
    headings = {found.above[topic][0] for topic in found.topics if found.above[topic]}
    named = sum(is_phase(found.name(each)) for each in headings)
    in_groups = all(found.around[topic] for topic in found.topics)
    return deepest > 1 or (deepest == 1 and (in_groups or 2 * named >= len(headings)))


def _line(unplaced: Unplaced) -> int:
    return int(unplaced.place.rpartition(":")[2])


def _used(found: Tree) -> Iterator[tuple[int, PointText]]:
    """What is a topic or a group of them."""
    return ((number, entry) for number, entry in found.entries.items() if number in found.named)


def _item(found: Tree, topic: int, resources: Sequence[Resource], *, in_phases: bool) -> Item:
    """Headings below that of a module are told in its name, groups below it in the names of their topics."""
    heads = [found.name(each) for each in found.above[topic]]
    groups = [_bare(found, each) for each in found.around[topic]]
    former = [found.entries[each].formerly or found.name(each) for each in found.around[topic]]
    phase = heads.pop(0) if in_phases and heads else ""
    module = ": ".join(heads) or (groups.pop(0) if groups else "")
    title, entry = _bare(found, topic), found.entries[topic]
    full = ": ".join([*groups, title]) if title else ""
    then = ": ".join([*former[len(former) - len(groups) :], entry.formerly or found.full_name(topic).rstrip(" :")])
    remark, _ = _without_estimate(found.words[topic].remark, anywhere=True)
    contradicts = entry.box is not None and found.status(topic) != "done"
    return Item(
        place=found.place(topic),
        title=full,
        phase=phase,
        module=module,
        status=found.status(topic),
        requires=entry.data.requires,
        resources=tuple(resources),
        known_as=entry.data.known_as,
        started=entry.data.started,
        finished=None if contradicts else entry.data.finished,
        why=remark.strip(_AROUND_REMARK),
        formerly=(then,) if then != full and then else (),
    )


def _bare(found: Tree, number: int) -> str:
    return _without_estimate(found.name(number))[0]


def _length(found: Tree, topic: int) -> Length | None:
    """Of the title, else of the remark behind it."""
    in_title = _without_estimate(found.name(topic))[1]
    return found.entries[topic].data.hours or in_title or _without_estimate(found.words[topic].remark, anywhere=True)[1]


def _with_cells(found: Tree, topic: int, item: Item, names: frozenset[str]) -> Item:
    """What a table says of a topic goes before what stands around the table."""
    if topic not in found.rows:
        return item
    row = found.rows[topic].row
    said = sheet.item(row, names)
    return item._replace(
        phase=said.phase or item.phase,
        module=said.module or item.module,
        id=said.id,
        hours=said.hours or item.hours,
        status=item.status if found.box(topic) else said.status,
        requires=(*item.requires, *(inline_data.parts(row.cells["requires"]) if said.requires else ())),
        resources=(*item.resources, *said.resources),
        started=said.started or item.started,
        finished=said.finished or item.finished,
        minutes=said.minutes,
        evidence=said.evidence,
        why=said.why or item.why,
        notes=(*item.notes, *said.notes),
    )


def _without_estimate(text: str, *, anywhere: bool = False) -> tuple[str, Length | None]:
    """A length of time in parentheses is taken out of a text: at its end, or wherever it stands."""
    for match in _ESTIMATE.finditer(text):
        length = length_of(match[1])
        if length and (anywhere or 0 < match.start() < match.end() == len(text)):
            return text[: match.start()] + text[match.end() :], length
    return text, None


def _untold(found: Tree) -> Iterator[Unplaced]:
    """What a box or a remark says that becomes nothing, and topics without a title."""
    for number, entry in _used(found):
        if entry.box and not entry.box.status:
            text = f"{entry.box.mark} {found.words[number].text}"
            yield Unplaced(found.place(number), short(text), "this mark is not known")
        if entry.box and entry.data.finished and found.status(number) != "done":
            why = "a day on which it was done, though its box says otherwise"
            yield Unplaced(found.place(number), entry.data.finished.isoformat(), why)
    for topic in found.topics:
        if not found.name(topic):
            yield found.unplaced(topic, UNTITLED)
    within: dict[int, set[str]] = {}
    for topic in found.topics:
        for group in found.around[topic]:
            within.setdefault(group, set()).add(found.status(topic))
    for group, statuses in within.items():
        yield from _untold_of_group(found, group, statuses)


def _untold_of_group(found: Tree, group: int, statuses: set[str]) -> Iterator[Unplaced]:
    data = found.entries[group].data if group in found.entries else inline_data.InlineData("")
    if found.words[group].remark:
        yield Unplaced(found.place(group), short(found.words[group].remark), "a remark on a group")
    if data.hours or data.requires:
        yield found.unplaced(group, "it says hours or prerequisites of a group, which only topics have")
    if found.box(group) and {found.status(group)} != statuses and found.status(group) in {"done", "skipped"}:
        yield found.unplaced(group, "its mark says otherwise than those of its points, which count")


def _resources(found: Tree) -> tuple[dict[int, list[Resource]], list[Unplaced]]:
    """Links by the topic they belong to, and those that lead nowhere."""
    links: dict[int, list[Resource]] = {}
    useless = []
    for number, topic in sorted(found.home.items()):
        words = found.words[number]
        for link in words.links:
            alone = len(words.links) == 1 and number not in found.named
            title = words.text if alone else link.title or words.text
            if leads_to_the_web(link.url):
                links.setdefault(topic, []).append(Resource(title or link.url, link.url))
            else:
                useless.append(no_web_page(found.place(number), f"{title} {link.url}"))
    return links, useless


def _notes(found: Tree) -> dict[int, list[str]]:
    """What stands below a topic and is more than links, or did not fit into its title: one note a topic."""
    lines: dict[int, list[str]] = {}
    for topic in found.topics:
        rest = shortened(found.full_name(topic))[1]
        lines[topic] = [*([rest] if rest else []), *found.entries[topic].notes]
    for number, topic in below(found):
        words, block = found.words[number], found.blocks[number]
        if not words.links or (len(words.links) > 1 and not words.only_links):
            lines[topic] += [words.text] if words.text else block.text.strip().splitlines()
    return {topic: ["\n".join(its)] for topic, its in lines.items() if any(its)}


def _homeless(found: Tree) -> Iterator[Unplaced]:
    own = {number for number, _ in below(found)} | found.named
    for number, block in enumerate(found.blocks):
        if number in found.home and number not in own and not found.words[number].links:
            yield found.unplaced(number, "a remark on a group")
        elif number not in found.home and number != found.title:
            yield found.unplaced(number, found.reasons.get(number, _HOMELESS[block.kind]))
