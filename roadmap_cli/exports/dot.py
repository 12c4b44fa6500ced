"""The graph of prerequisites in the language of Graphviz: `roadmap export dot | dot -Tsvg`."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from roadmap_cli.domain.roadmap import Status
from roadmap_cli.exports.filter import line_of
from roadmap_cli.exports.graph import DOING, DONE, QUIET, SIGNS, Graph, graph
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import ModuleStatus

LETTERS = 28
"""In a line of a label: Graphviz itself breaks none."""
_STYLES: dict[Status, str] = {
    "done": f'color="{DONE}", fillcolor="{DONE}", fontcolor=white',
    "doing": f'color="{DOING}", fillcolor="{DOING}", fontcolor=white',
    "todo": "fillcolor=white",
    "skipped": 'fillcolor=white, style="filled,dashed"',
}
_HEAD = (
    "rankdir=LR; ranksep=0.6; labeljust=l; style=filled;",
    f'graph [fontname="Helvetica,Arial,sans-serif", fontsize=14, color="{QUIET}", fillcolor="#f2f4f6"];',
    f'node [fontname="Helvetica,Arial,sans-serif", fontsize=12, shape=box, style=filled, color="{QUIET}"];',
    'edge [color="#57606a", arrowsize=0.7];',
)


def render(report: ProgressReport) -> str:
    lines = (f"  {line}\n" for line in _lines(graph(report)))
    return f"digraph {_quoted(report.status.roadmap.id)} {{\n{''.join(lines)}}}\n"


def _lines(graph: Graph) -> Iterator[str]:
    yield f"// {graph.remark}"
    yield from _HEAD
    for module in graph.modules:
        yield from _module(module)
    yield from (f"{_quoted(needed)} -> {_quoted(topic)};" for needed, topic in graph.edges)


def _module(module: ModuleStatus) -> Iterator[str]:
    yield f"subgraph {_quoted(f'cluster_{module.id}')} {{"
    yield f"  label={_label([line_of(module.title)])};"
    for topic in module.topics:
        label = _label(wrap(SIGNS[topic.status] + line_of(topic.title), LETTERS, break_on_hyphens=False))
        yield f"  {_quoted(topic.id)} [label={label}, {_STYLES[topic.status]}];"
    yield "}"


def _label(lines: Iterable[str]) -> str:
    """In a label Graphviz reads entities, too."""
    return '"' + r"\n".join(_escaped(line.replace("&", "&amp;")) for line in lines) + '"'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"")
