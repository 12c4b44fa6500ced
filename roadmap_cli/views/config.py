"""The settings, a line each."""

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.reports.config import ConfigReport
from roadmap_cli.views.widgets import ACCENT, Look, grid, quiet


def render(report: ConfigReport, _: Look) -> RenderableType:
    table = grid("left", "left*", "left", padding=2)
    for line in report.settings:
        table.add_row(Text(line.key, ACCENT), Text(line.value, overflow="fold"), quiet(line.source))
    return Group(table, *([Text(), quiet(f"Kept in {report.file}")] if len(report.settings) > 1 else []))
