"""Other topics as seen from one: a line each, what does not fit hanging below the title."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from roadmap_cli.reports.topic import Stance
from roadmap_cli.views.widgets import ACCENT, Look, grid, mark, quiet


def stances(topics: Iterable[Stance], look: Look) -> RenderableType:
    table = grid("left", "left*", "right", padding=2 if look.plain else 1)
    for each in topics:
        sign = Text.assemble("   ", mark(each.status, each.ready, look))
        table.add_row(sign, Text.assemble(each.title, "  ", (each.id, ACCENT)), quiet(f"{each.hours:g} h"))
    return table
