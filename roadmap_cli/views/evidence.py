"""What is proven, and what could be."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.phrasing import count
from roadmap_cli.reports.evidence import EvidenceLine, EvidenceReport
from roadmap_cli.views.hyperlinks import linked
from roadmap_cli.views.widgets import ACCENT, DOING, QUIET, Look, grid, heading, indented, quiet


def render(report: EvidenceReport, look: Look) -> RenderableType:
    return Group(*([] if report.only_missing else _proven(report, look)), *_missing(report))


def _proven(report: EvidenceReport, look: Look) -> Iterator[RenderableType]:
    topics = {each.topic.id: each.topic.title for each in report.proven}
    yield heading(f"Proven: {count(len(topics), 'topic')}")
    for topic, title in topics.items():
        yield indented(Text.assemble(title, "  ", (topic, ACCENT)))
        for each in report.proven:
            if each.topic.id == topic:
                yield Padding(_link(each, look), (0, 0, 0, 5), expand=False)
    yield Text()


def _link(line: EvidenceLine, look: Look) -> Text:
    title = (linked(line.link.title, line.link.url, look), "  ") if line.link.title else ()
    return Text.assemble(*title, linked(line.link.url, line.link.url, look, QUIET), overflow="fold")


def _missing(report: EvidenceReport) -> Iterator[RenderableType]:
    if not report.missing:
        yield Text("Nothing that is done lacks evidence.")
        return
    yield heading(f"Done, and could be proven: {count(len(report.missing), 'topic')}")
    table = grid("left*", "left", "left", padding=2)
    for each in report.missing:
        table.add_row(
            indented(Text(each.title)), Text(each.id, ACCENT), Text("asks for it" if each.asked else "", DOING)
        )
    yield table
    yield quiet(f"With: roadmap link {report.missing[0].id} URL --proves")
