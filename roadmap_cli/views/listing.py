"""Topics that meet a condition."""

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.words import amount, count
from roadmap_cli.reports.status import ListReport
from roadmap_cli.views.parts import ACCENT, Look, grid, mark, quiet


def render(report: ListReport, look: Look) -> RenderableType:
    if not report.topics:
        return Text("No topic meets these conditions.")
    if look.narrow:
        table = grid("left", "left", "left*")
    else:
        table = grid("left", "left", "left*", "right", "left", padding=2 if look.plain else 1)
    for line in report.topics:
        topic = line.topic
        cells = [mark(topic.status, topic.ready, look), Text(topic.id, ACCENT), Text(topic.title)]
        option = "" if line.counted else f"not counted, option {topic.option}"
        cells += [] if look.narrow else [quiet(f"{topic.hours:g} h"), quiet(option if look.wide else "")]
        table.add_row(*cells)
    if look.plain:
        return table
    hours = sum(line.topic.hours for line in report.topics)
    return Group(table, Text(), quiet(f"{count(len(report.topics), 'topic')}, {amount(hours)}"))
