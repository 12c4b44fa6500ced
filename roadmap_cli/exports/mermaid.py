"""The graph of prerequisites for Mermaid, which GitHub and others draw from the text alone."""

import re
from collections.abc import Iterator
from typing import Literal

from roadmap_cli.domain.roadmap import Status
from roadmap_cli.exports.filter import line_of
from roadmap_cli.exports.graph import DOING, DONE, QUIET, SIGNS, Graph, graph
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import ModuleStatus

_CONFIG = ("---", "config:", "  layout: dagre", "---")
"""Versions of Mermaid differ in the layout that they choose; with this one the lines of a large graph stay apart."""
_STYLES: dict[Status | Literal["module"], str] = {
    "done": f"fill:{DONE},stroke:{DONE},color:#ffffff",
    "doing": f"fill:{DOING},stroke:{DOING},color:#ffffff",
    "todo": f"stroke:{QUIET}",
    "skipped": f"stroke:{QUIET},stroke-dasharray:5 4",
    "module": f"fill:{QUIET}22,stroke:{QUIET}",
}
_NAME = {"-": "_", "_": "._", ".": ".."}
"""Two hyphens, or one before a dot, are a line to Mermaid. An id stays itself, as no two become the same."""
_ACTING = re.compile(r"[^\w\s,:'()/?!-]|_|:(?! )|(?<!\w)-|-(?!\w)|(?<=\d)\)")
"""What may be quotes, tags, entities, directives, comments, Markdown, formulas, icons or links, now or in one of the
versions that are about.
"""


def render(report: ProgressReport) -> str:
    return "\n".join((*_CONFIG, *_lines(graph(report)))) + "\n"


def _lines(graph: Graph) -> Iterator[str]:
    yield "flowchart LR"
    yield f"  %% {graph.remark}"
    for module in graph.modules:
        yield from _module(module)
    yield from (f"  {_topic(needed)} --> {_topic(topic)}" for needed, topic in graph.edges)
    yield from (f"  classDef {name} {style}" for name, style in _STYLES.items())


def _module(module: ModuleStatus) -> Iterator[str]:
    name = f"module_{_name(module.id)}"
    yield f'  subgraph {name}["{_text(module.title)}"]'
    yield from (
        f'    {_topic(topic.id)}["{SIGNS[topic.status]}{_text(topic.title)}"]:::{topic.status}'
        for topic in module.topics
    )
    yield "  end"
    yield f"  class {name} module"


def _topic(identifier: str) -> str:
    """`end`, `click` and others are words of Mermaid, none with this before it."""
    return f"topic_{_name(identifier)}"


def _name(identifier: str) -> str:
    return "".join(_NAME.get(letter, letter) for letter in identifier)


def _text(words: str) -> str:
    return _ACTING.sub(lambda match: f"#{ord(match[0])};", line_of(words))
