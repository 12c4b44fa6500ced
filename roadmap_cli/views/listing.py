"""Topics that meet a condition."""

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.words import amount, count
from roadmap_cli.reports.status import ListReport
from roadmap_cli.views.parts import ACCENT, Look, grid, legend, mark, quiet


def render(report: ListReport, look: Look) -> RenderableType:
    if not report.topics:
        return Text("No topic meets these conditions.")
    gap = "  " if look.plain else " "  # part of the texts: cells without padding render much faster
    table = grid(*(("left", "left", "left*") if look.narrow else ("left", "left", "left*", "right", "left")), padding=0)
    for topic in report.topics:
        cells = [mark(topic.status, topic.ready, look).append(gap), Text(f"{topic.id}{gap}", ACCENT), Text(topic.title)]
        option = "" if topic.counted else f"{gap}not counted, option {topic.option}"
        cells += [] if look.narrow else [quiet(f"{gap}{topic.hours:g} h"), quiet(option if look.wide else "")]
        table.add_row(*cells)
    if look.plain:
        return table
    hours = sum(topic.hours for topic in report.topics)
    return Group(table, Text(), quiet(f"{count(len(report.topics), 'topic')}, {amount(hours)}"), legend(look))
