"""The drawing of a roadmap.sh roadmap: its nodes, the lines between them, and what stands near what.

Lines say nothing about an order of learning, but they show on which topic a subtopic hangs. They dangle, lack an end,
lead back to where they begin, and point either way.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.imports.json_value import Value
from roadmap_cli.imports.vocabulary import numbered

TOPIC = "topic"
"""The type of a node with others around it."""
Lines = Mapping[str, set[str]]


class Node(NamedTuple):
    """`x` and `y` are its upper left corner, `y` growing downwards; `middle` is its middle as x + yj."""

    value: Value
    id: str
    kind: str
    label: str
    x: float
    y: float
    middle: complex

    @property
    def order(self) -> tuple[float, float, str]:
        return (self.y, self.x, self.value.way)


class NodeGroup(NamedTuple):
    """Where a node is learned: under a section title, around a topic (its own head where it has none)."""

    node: Node
    section: Node | None
    head: Node
    phase: str = ""
    module: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        section = self.section.order if self.section else ()
        return (section, self.head.order, self.node is not self.head, self.node.order)


def read_nodes(document: Value) -> tuple[Node, ...]:
    return tuple(_node(value) for value in document.of("nodes").each())


def read_lines(document: Value) -> Lines:
    """What each node is joined to, whatever the direction."""
    joined: dict[str, set[str]] = {}
    for edge in document.of("edges").each():
        source, target = edge.of("source").text(), edge.of("target").text()
        joined.setdefault(source, set()).add(target)
        joined.setdefault(target, set()).add(source)
    return joined


def groups(nodes: Sequence[Node], sections: Sequence[Node], lines: Lines) -> tuple[NodeGroup, ...]:
    """In the order of the drawing; a section title heads a topic with all that hangs on it, wherever that stands.

    The second phase of a title, and the second module within a phase, carry a number.
    """
    topics = [node for node in nodes if node.kind == TOPIC]
    others = [node for node in nodes if node.kind != TOPIC]
    head = {node.id: node for node in others} | owners(topics, others, lines)
    section = {node.id: _above(node, sections) for node in head.values()}
    found = sorted(
        (NodeGroup(node, section[head[node.id].id], head[node.id]) for node in nodes), key=lambda each: each.order
    )
    phase = _names([each.section for each in found if each.section])
    module: dict[str, str] = {}
    for _, together in groupby(found, key=lambda each: each.section):
        module |= _names([each.head for each in together if each.head.kind == TOPIC])
    return tuple(
        each._replace(
            phase=phase[each.section.value.way] if each.section else "", module=module.get(each.head.value.way, "")
        )
        for each in found
    )


def nearest(node: Node, others: Iterable[Node]) -> Node:
    return min(others, key=lambda other: abs(other.middle - node.middle))


def owners(topics: Sequence[Node], others: Sequence[Node], lines: Lines) -> dict[str, Node]:
    """The topic of each node by its id: the one that lines lead to on the shortest way, else the nearest."""
    owner = {topic.id: topic for topic in topics}
    waiting = {node.id: node for node in others}
    reached = list(owner)
    while reached:
        found: dict[str, list[Node]] = {}
        for here in reached:
            for there in lines.get(here, set()) & waiting.keys():
                found.setdefault(there, []).append(owner[here])
        owner |= {each: nearest(waiting.pop(each), tops) for each, tops in found.items()}
        reached = list(found)
    return owner | {each.id: nearest(each, topics) for each in waiting.values() if topics}


def parts(node: Node) -> Iterator[Value]:
    """What is listed inside a node: links, entries of a legend and the like."""
    data = node.value.of("data")
    for name, content in data.table().items():
        if name == "links" or isinstance(content, list):
            yield from (part for part in data.of(name).each() if isinstance(part.content, dict))


def _above(node: Node, sections: Sequence[Node]) -> Node | None:
    """The section title that stands nearest above a node, or beside it."""
    above = [section for section in sections if section.y <= node.y]
    return nearest(node, above) if above else None


def _names(nodes: Iterable[Node]) -> dict[str, str]:
    labels = {node.value.way: node.label for node in nodes}
    return dict(zip(labels, numbered(labels.values()), strict=True))


def _node(value: Value) -> Node:
    position, measured, data = value.of("position"), value.of("measured"), value.of("data")
    x, y = position.of("x").number(), position.of("y").number()
    width, height = (value.of(side).number() or measured.of(side).number() for side in ("width", "height"))
    label = title_line(data.of("label").text())
    return Node(
        value=value,
        id=value.of("id").text(),
        kind=value.of("type").text(),
        label=label,
        x=x,
        y=y,
        middle=complex(x + width / 2, y + height / 2),
    )
