"""What happened in a time, how the forecast moved and why, and what comes next."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.reports.evidence import EvidenceLine
from roadmap_cli.reports.report import PeriodReport, days_text, facts, forecast_text
from roadmap_cli.reports.status import ready_text
from roadmap_cli.views.hyperlinks import linked
from roadmap_cli.views.next import steps
from roadmap_cli.views.widgets import DOING, DONE, QUIET, Look, grid, heading, quiet


def render(report: PeriodReport, look: Look) -> RenderableType:
    table = grid("left", "left*", padding=2)
    for name, said in facts(report):
        table.add_row(quiet(f"   {name}"), Text(said))
    for number, each in enumerate(report.evidence):
        table.add_row(quiet("   " if number else "   Evidence"), _evidence(each, look))
    title = heading(_title(report, look))
    forecast = [] if report.forecast.done else [Text(), *_forecast(report, look)]
    following = steps(report.next, report.waiting, report.counted, look, report.ready)
    ready = [Text(), quiet(f"{ready_text(report.ready)}.")] if report.ready and report.next else []
    return Group(title, table, *forecast, Text(), heading("Next"), *following, *ready)


def _title(report: PeriodReport, look: Look) -> str:
    span = look.span(report.first, report.last)
    if report.so_far:
        return f"This {report.period} so far, {span}"
    if report.period == "range":
        return f"The days from {span}" if report.first != report.last else span
    return f"The {report.period} from {span}"


def _evidence(line: EvidenceLine, look: Look) -> Text:
    title = (linked(line.link.title, line.link.url, look), "  ") if line.link.title else ()
    address = linked(line.link.url, line.link.url, look, QUIET)
    return Text.assemble(f"{line.topic.title}: ", *title, address, overflow="fold")


def _forecast(report: PeriodReport, look: Look) -> Iterator[RenderableType]:
    yield heading("Forecast")
    yield Padding(Text(forecast_text(report, look.day(report.first), short=True)), (0, 0, 0, 3), expand=False)
    table = grid("right", "left*", padding=2)
    for part in report.move.parts:
        table.add_row(Text(f"   {days_text(part.days)}", DOING if part.days > 0 else DONE), Text(part.text))
    if report.move.parts:
        yield table
