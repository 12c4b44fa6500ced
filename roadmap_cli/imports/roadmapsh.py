"""A roadmap as roadmap.sh draws it, and how far somebody is on one.

What is learned are the nodes of a few types that have a label; ids decide, for labels repeat. Phases and modules are
guessed from what stands near what, and the outline says so.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.imports.json_value import Value
from roadmap_cli.imports.roadmapsh_canvas import (
    TOPIC,
    Lines,
    Node,
    NodeGroup,
    groups,
    nearest,
    parts,
    read_lines,
    read_nodes,
)
from roadmap_cli.imports.vocabulary import no_web_page, short, title_of

TRACKABLE = frozenset({TOPIC, "subtopic", "todo"})
PURE_DRAWING = frozenset({"vertical", "horizontal", "section"})
LONGEST_TITLE = 60
"""A paragraph that is longer explains something."""
STATUSES: dict[str, Status] = {"done": "done", "skipped": "skipped", "learning": "doing"}
"""An id that stands in several lists is what the first of them says: what is finished with is not begun again."""


class _Link(NamedTuple):
    node: Node
    place: str
    title: str
    url: str


def outline(path: Path, document: Value) -> Outline:
    nodes, lines = read_nodes(document), read_lines(document)
    tracked = {node.id: node for node in reversed(nodes) if _is_trackable(node)}
    grouped = groups(tuple(tracked.values()), [node for node in nodes if _is_section_title(node)], lines)
    resources, homeless = _resources(nodes, tracked, lines)
    titles = [node for node in nodes if node.kind == "title" and node.label][:1]
    told = {node.value.way for node in (*titles, *(each.section for each in grouped if each.section))}
    return Outline(
        title=titles[0].label if titles else title_of(path),
        items=tuple(_item(each, resources.get(each.node.id, ())) for each in grouped),
        unplaced=(*_untracked(nodes, tracked), *_texts(nodes, told), *homeless),
        inferred=_inferred(grouped),
    )


def progress(path: Path, document: Value) -> Outline:
    """Ids of nodes, without a title and without the roadmap they belong to."""
    items: dict[str, Item] = {}
    unplaced = []
    for name, status in STATUSES.items():
        for value in document.of(name).each():
            known = items.setdefault(value.name(), _mark(value, status))
            if known.status != status:
                unplaced.append(Unplaced(value.place, short(known.title), f"it is {known.status} too, and that counts"))
    unknown = [name for name, content in document.table().items() if isinstance(content, list) and name not in STATUSES]
    unplaced += [Unplaced(document.of(name).place, short(name), "there is no such status here") for name in unknown]
    return Outline(title_of(path), tuple(items.values()), tuple(unplaced), defines=False)


def _mark(value: Value, status: Status) -> Item:
    return Item(value.place, title_line(value.name()), status=status, known_as=(value.name(),))


def _item(group: NodeGroup, resources: Sequence[Resource]) -> Item:
    """`data.oldId` is the node that it was copied from, which often is another topic here: no name of its own."""
    node = group.node
    return Item(
        place=node.value.place,
        title=node.label,
        phase=group.phase,
        module=group.module,
        resources=tuple(resources),
        known_as=(node.id,),
    )


def _is_trackable(node: Node) -> bool:
    return node.kind in TRACKABLE and node.label != "" and node.value.of("id").name() != ""


def _is_section_title(node: Node) -> bool:
    return node.kind == "paragraph" and 0 < len(node.label) <= LONGEST_TITLE and not node.label.endswith((".", "!"))


def _untracked(nodes: Sequence[Node], tracked: Mapping[str, Node]) -> Iterator[Unplaced]:
    for node in nodes:
        if node.kind in TRACKABLE and not node.label:
            yield Unplaced(node.value.place, node.id, f"this {node.kind} has no label")
        elif node.kind in TRACKABLE and tracked[node.id] != node:
            yield Unplaced(node.value.place, short(node.label), f"its id is taken: {tracked[node.id].value.way}")


def _texts(nodes: Sequence[Node], told: Collection[str]) -> Iterator[Unplaced]:
    """What is written in the drawing and is neither a topic nor a title nor a link."""
    for node in nodes:
        if node.kind in TRACKABLE | PURE_DRAWING or node.value.way in told:
            continue
        labels = [(node.value.place, node.label)] if not _url(node.value.of("data")) else []
        labels += [(part.place, part.of("label").text()) for part in parts(node) if not _url(part)]
        for place, label in labels:
            if any(letter.isalnum() for letter in label):
                yield Unplaced(place, short(label), f"a {node.kind or 'text'} of the drawing, not a topic")


def _resources(
    nodes: Sequence[Node], tracked: Mapping[str, Node], lines: Lines
) -> tuple[dict[str, list[Resource]], list[Unplaced]]:
    """Links by the topic they belong to, and those that belong to none."""
    found: dict[str, list[Resource]] = {}
    homeless = []
    for link in (link for node in nodes for link in _links(node)):
        owner = _owner(link.node, tracked, lines)
        if not leads_to_the_web(link.url):
            homeless.append(no_web_page(link.place, f"{link.title} {link.url}"))
        elif owner is None:
            homeless.append(Unplaced(link.place, short(f"{link.title} {link.url}"), "a link that belongs to no topic"))
        else:
            badge = link.node.value.of("data").of("badge").text()
            found.setdefault(owner.id, []).append(Resource(link.title, link.url, title_line(badge).casefold()))
    return found, homeless


def _links(node: Node) -> Iterator[_Link]:
    for part in (node.value.of("data"), *parts(node)):
        url = _url(part)
        if url:
            yield _Link(
                node=node, place=part.place, title=title_line(part.of("label").text()) or title_line(url), url=url
            )


def _url(part: Value) -> str:
    return part.of("href").text().strip() or part.of("url").text().strip()


def _owner(node: Node, tracked: Mapping[str, Node], lines: Lines) -> Node | None:
    """A topic's own link, one that a line joins to it, or a button for a resource, which stands near it."""
    joined = [tracked[each] for each in lines.get(node.id, ()) if each in tracked]
    if node.kind in TRACKABLE:
        return tracked.get(node.id)
    if joined:
        return nearest(node, joined)
    return nearest(node, tracked.values()) if node.kind == "resourceButton" and tracked else None


def _inferred(grouped: Sequence[NodeGroup]) -> str:
    said = []
    if any(each.phase for each in grouped):
        said.append("phases from the section title above each topic")
    if any(each.module for each in grouped):
        said.append("modules from the lines and distances between topics and subtopics")
    return "; ".join(said)
