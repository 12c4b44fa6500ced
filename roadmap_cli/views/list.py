"""Topics that meet a condition."""

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.phrasing import count, memory_text, or_nothing
from roadmap_cli.reports.list import ListLine, ListReport
from roadmap_cli.reports.topic_line import TopicLine
from roadmap_cli.views.widgets import ACCENT, QUIET, Look, grid, legend, mark, quiet


def render(report: ListReport, look: Look) -> RenderableType:
    if not report.topics:
        return Text("No topic meets these conditions.")
    if look.plain:
        return _lines(report.topics, look)
    hours = or_nothing(sum(each.topic.hours for each in report.topics), ", {}")
    unsaid = sum(not each.topic.hours for each in report.topics)
    summary = quiet(
        f"{count(len(report.topics), 'topic')}{hours}{f', {unsaid} without hours' * bool(unsaid and hours)}"
    )
    return Group(_table(report.topics, look), Text(), summary, legend(look))


def _lines(lines: tuple[ListLine, ...], look: Look) -> Text:
    """For a pipe, where nothing wraps: one text costs a tenth of a table of as many cells."""
    rows = [
        (mark(topic.status, topic.ready, look).plain, topic.id, topic.title, _hours(topic), _remark(line))
        for line, topic in ((line, line.topic) for line in lines)
    ]
    sign, identifier, title, hours, _ = (max(map(cell_len, column)) for column in zip(*rows, strict=True))
    texts = (
        f"{row[0]:<{sign}}  {row[1]:<{identifier}}  {set_cell_size(row[2], title)}  {row[3]:>{hours}}  {row[4]}"
        for row in rows
    )
    return Text("\n".join(texts))


def _table(lines: tuple[ListLine, ...], look: Look) -> Table:
    """The gaps are part of the texts: cells without padding render much faster."""
    table = grid(*(("left", "left", "left*") if look.narrow else ("left", "left", "left*", "right", "left")), padding=0)
    for line in lines:
        topic = line.topic
        recall = f"  {memory_text(topic.memory, topic.fresh)}" if topic.memory == "fading" else ""
        title = Text.assemble(topic.title, (recall, QUIET))
        cells = [mark(topic.status, topic.ready, look).append(" "), Text(f"{topic.id} ", ACCENT), title]
        remark = f" not counted, option {topic.option}" if look.wide and not line.counted else ""
        cells += [] if look.narrow else [quiet(f" {_hours(topic)}"), quiet(remark)]
        table.add_row(*cells)
    return table


def _hours(topic: TopicLine) -> str:
    return f"{topic.hours:g} h" if topic.hours else ""


def _remark(line: ListLine) -> str:
    topic = line.topic
    remarks = [memory_text(topic.memory, topic.fresh)] if topic.memory == "fading" else []
    remarks += [] if line.counted else [f"not counted, option {topic.option}"]
    return ", ".join(remarks)
