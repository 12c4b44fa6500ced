"""What there is to tick on a topic, each with its number and its box."""

from collections.abc import Callable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.phrasing import amount
from roadmap_cli.domain.roadmap import UNFINISHED
from roadmap_cli.reports.tick import TickLine, TickReport
from roadmap_cli.views.change import ASSUMED
from roadmap_cli.views.hyperlinks import titled
from roadmap_cli.views.widgets import ACCENT, DONE, Look, heading, quiet

_HEADINGS = {"criterion": "You are done when", "resource": "Learn it from"}
_GONE = "  no longer in the roadmap file"


def render(report: TickReport, look: Look) -> RenderableType:
    return Group(*_change(report) if report.changed or report.unchanged else _all(report, look))


def tick_sections(
    lines: Sequence[TickLine], look: Look, drawn: Callable[[TickLine], RenderableType]
) -> Iterator[RenderableType]:
    """Criteria and resources under their headings; `drawn` is how a line is told behind its number and its box."""
    for sort, title in _HEADINGS.items():
        rows = [each for each in lines if each.sort == sort]
        if rows:
            yield from (Text(), heading(title))
            table = Table.grid(padding=(0, 1), pad_edge=False)
            for each in rows:
                table.add_row(quiet(f"   {each.number}"), box(look, ticked=each.ticked), drawn(each))
            yield table


def box(look: Look, *, ticked: bool) -> Text:
    if look.plain or look.ascii_only:
        return Text("[x]" if ticked else "[ ]", DONE if ticked else "")
    return Text("☑" if ticked else "☐", DONE if ticked else "")


def tick_line(line: TickLine, look: Look) -> RenderableType:
    return titled(line.text, line.url, _GONE if line.orphaned else "", look)


def _all(report: TickReport, look: Look) -> Iterator[RenderableType]:
    yield Text.assemble(
        heading(f"{report.topic.title}{ASSUMED if report.assumed else ''}"), "  ", (report.topic.id, ACCENT)
    )
    if not report.lines:
        yield Text("It has no criteria and no resources, so there is nothing to tick.")
    yield from tick_sections(report.lines, look, lambda line: tick_line(line, look))
    if report.criteria:
        yield from (Text(), quiet(_sum(report)))


def _change(report: TickReport) -> Iterator[RenderableType]:
    """What is so already stands apart, since it made no event."""
    topic = f"{report.topic.title}{ASSUMED if report.assumed else ''}"
    on, changed = ("Taken back" if report.off else "Ticked"), [each.text for each in report.changed]
    for number, text in enumerate(changed):
        started = ", and started it" if report.started and number == 0 else ""
        yield Text(f"{on} on {topic}{started}: {text}")
    state = "Not ticked" if report.off else "Ticked already"
    yield from (Text(f"{state} on {topic}: {each.text}") for each in report.unchanged)
    if report.criteria:
        yield quiet(_sum(report))
    if report.changed and report.met == report.criteria > 0 and report.status in UNFINISHED and not report.off:
        yield quiet(f"That is all of it. When you are done: roadmap done {report.topic.id}")


def _sum(report: TickReport) -> str:
    left = f", {amount(report.hours_left)} left" if report.hours_left else ""
    return f"{report.met} of {report.criteria} {'criterion' if report.criteria == 1 else 'criteria'} met{left}"
