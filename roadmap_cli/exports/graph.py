"""The prerequisites of what counts, as a graph: what the pictures of Mermaid and Graphviz are drawn from."""

from collections.abc import Iterable, Mapping
from functools import reduce
from graphlib import TopologicalSorter
from operator import or_
from typing import NamedTuple

from roadmap_cli.domain.phrasing import count
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.exports.filter import modules_on_path
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import ModuleStatus

DONE, DOING, QUIET = "#1a7f37", "#9a6700", "#8c959f"
"""Grounds on which white is read well, and a line that is seen on light and dark."""
SIGNS: dict[Status, str] = {"done": "✓ ", "doing": "▸ ", "skipped": "\N{EN DASH} ", "todo": ""}
"""Before a title: nothing is told by a colour alone."""

Edge = tuple[str, str]


class Graph(NamedTuple):
    """`edges` lead from prerequisite to topic. One that others imply is not drawn: after A → B → C, A → C says nothing
    new, and hides the rest. `implied` counts these, `outside` the prerequisites that are not exported.
    """

    modules: tuple[ModuleStatus, ...]
    edges: tuple[Edge, ...]
    implied: int
    outside: int

    @property
    def remark(self) -> str:
        left_out = f"{self.implied} that others imply, {self.outside} that are not exported"
        return f"{count(len(self.edges), 'prerequisite')}; left out: {left_out}"


def graph(report: ProgressReport) -> Graph:
    modules = tuple(module for _, module in modules_on_path(report.status))
    topics = [topic.id for module in modules for topic in module.topics]
    inside = dict.fromkeys(topics)
    requires = {topic: [needed for needed in report.requires[topic] if needed in inside] for topic in topics}
    edges = tuple(direct(requires))
    every = sum(map(len, requires.values()))
    outside = sum(len(report.requires[topic]) for topic in topics) - every
    return Graph(modules=modules, edges=edges, implied=every - len(edges), outside=outside)


def direct(requires: Mapping[str, Iterable[str]]) -> list[Edge]:
    """The edges that no others imply. Sets of names are numbers here, a bit for each: there may be ten thousand in a row.

    Expects every name to be a key, and no circle.
    """
    bit = {topic: 1 << index for index, topic in enumerate(requires)}
    behind: dict[str, int] = {}
    for topic in TopologicalSorter(requires).static_order():
        behind[topic] = reduce(or_, (bit[needed] | behind[needed] for needed in requires[topic]), 0)
    return [
        (needed, topic)
        for topic, before in requires.items()
        for needed in before
        if not any(behind[other] & bit[needed] for other in before)
    ]
