"""The devices, a line each."""

from rich.console import RenderableType
from rich.text import Text

from roadmap_cli.reports.device import DeviceLine, DeviceReport, RenamedDevice
from roadmap_cli.views.widgets import ACCENT, DONE, Look, grid, quiet


def render(report: DeviceReport, look: Look) -> RenderableType:
    if not report.devices:
        return Text("Nothing tells yet on which device it was recorded: the next event will.")
    table = grid("left", "left*", "left", padding=2)
    for line in report.devices:
        table.add_row(Text(line.text, ACCENT), Text(_told(line, look)), quiet("this one" if line.is_this else ""))
    return table


def render_rename(report: RenamedDevice, _: Look) -> RenderableType:
    return Text.assemble(("Renamed ", DONE), f"{report.before or 'this device'} to {report.after}")


def _told(line: DeviceLine, look: Look) -> str:
    return f"last on {look.moment(line.last)}" if line.last else "nothing recorded"
