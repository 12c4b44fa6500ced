"""What was changed in a roadmap."""

from collections.abc import Iterator
from pathlib import PurePath

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import amount, listed
from roadmap_cli.reports.redefine import RedefineReport, Redefining
from roadmap_cli.views.change import sum_text
from roadmap_cli.views.widgets import ACCENT, QUIET, Look, indented, quiet

_VERBS: dict[Redefining, str] = {
    "added": "Added",
    "changed": "Changed",
    "moved": "Moved",
    "removed": "Removed",
    "hidden": "Hidden, it counts no more",
}


def render(report: RedefineReport, look: Look) -> RenderableType:
    return Group(*_lines(report, look))


def _lines(report: RedefineReport, look: Look) -> Iterator[RenderableType]:
    sort = "" if report.sort == "topic" else f" the {report.sort}"
    yield Text.assemble(f"{_VERBS[report.action]}{sort}: {report.what.title}  ", (report.what.id, ACCENT))
    where = " > ".join(each.title for each in (report.phase, report.module) if each)
    if where and report.action not in {"removed", "hidden"}:
        hours = f", {amount(report.hours)}" if report.hours else ""
        after = f", after {listed([each.title for each in report.requires])}" if report.requires else ""
        yield indented(Text.assemble((where, QUIET), hours, after))
    if report.recorded:
        minutes = f", {amount(report.recorded.minutes / 60)}" if report.recorded.minutes else ""
        yield indented(Text(f"What you recorded on it stays on record: {report.recorded.status}{minutes}"))
    if report.others:
        yield indented(Text(f"What {listed(report.others)} recorded on it stays on record"))
    kept = f"as your own change of {report.roadmap.id}" if report.own else f"in {PurePath(report.file).name}"
    yield indented(quiet(kept))
    if not look.plain or report.sort == "topic":
        yield sum_text(report.totals)
