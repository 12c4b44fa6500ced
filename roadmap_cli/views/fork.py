"""A roadmap of one's own, made of another."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count
from roadmap_cli.reports.fork import ForkReport
from roadmap_cli.views.widgets import ACCENT, STRONG, Look, indented, quiet


def render(report: ForkReport, _: Look) -> RenderableType:
    return Group(*_fork(report))


def _fork(report: ForkReport) -> Iterator[RenderableType]:
    yield Text.assemble("Yours, and in use: ", (report.roadmap.title, STRONG), "  ", (report.roadmap.id, ACCENT))
    came = "your progress came along" if report.events else "without progress, since there is none"
    yield indented(Text(f"{count(report.topics, 'topic')} of {report.origin.title}; {came}"))
    yield indented(quiet(report.file))
