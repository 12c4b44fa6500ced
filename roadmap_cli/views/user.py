"""Whose progress there is, a line each."""

from collections.abc import Iterator
from shlex import quote

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count
from roadmap_cli.domain.progress import RoadmapTotal
from roadmap_cli.reports.user import RenameReport, UserLine, UserReport
from roadmap_cli.views.widgets import ACCENT, DONE, Look, grid, quiet


def render(report: UserReport, look: Look) -> RenderableType:
    if not report.users:
        return Text("There is no progress of anybody yet.")
    table = grid("left", "left*", "left", padding=2)
    for line in report.users:
        table.add_row(Text(line.name, ACCENT), Text(_told(line, look)), quiet("in use" if line.in_use else ""))
    nobody = report.user not in {line.name for line in report.users}
    return Group(table, *([quiet(f"In use is {report.user}, of whom nothing is recorded yet")] if nobody else []))


def render_rename(report: RenameReport, _: Look) -> RenderableType:
    return Group(*_renamed(report))


def _renamed(report: RenameReport) -> Iterator[RenderableType]:
    yield Text.assemble(("Renamed ", DONE), f"{report.old} to {report.new}: {_topics(report.roadmaps)}")
    if report.follows:
        yield Text(f"config.toml names {report.new} now")
    if report.copy:
        yield quiet(f"The database as it was before is kept: {report.copy}")
    yield Text.assemble("Back again: ", (f"roadmap user rename {quote(report.new)} {quote(report.old)}", ACCENT))


def _told(line: UserLine, look: Look) -> str:
    last = max((each.last_day for each in line.roadmaps if each.last_day), default=None)
    return f"{_topics(line.roadmaps)}{f', last on {look.day(last)}' if last else ''}"


def _topics(roadmaps: tuple[RoadmapTotal, ...]) -> str:
    told = ", ".join(f"{count(each.topics, 'topic')} of {each.roadmap}" for each in roadmaps)
    return told or "no topic begun"
