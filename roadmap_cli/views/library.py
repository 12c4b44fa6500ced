"""What became of a roadmap file that was offered to the library, or taken out of it."""

from collections.abc import Iterator
from shlex import quote

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count, extent
from roadmap_cli.reports.library import KeptReport, RemovedReport
from roadmap_cli.views.update import difference
from roadmap_cli.views.widgets import ACCENT, DOING, NOTHING_WRITTEN, STRONG, Look, indented, quiet

_KEPT = {
    "new": "A new roadmap: ",
    "replaced": "In the place of the one that was here: ",
    "known": "Nothing new, it is kept already: ",
    "named": "Nothing new, it has its name already: ",
}


def render(report: KeptReport, _: Look, *, brief: bool = False) -> RenderableType:
    """`brief` where all of it has just been shown."""
    return Group(*_kept(report, brief=brief))


def render_removed(report: RemovedReport, _: Look) -> RenderableType:
    return Group(*_removed(report))


def _kept(report: KeptReport, *, brief: bool) -> Iterator[RenderableType]:
    if brief:
        yield Text.assemble("Kept: ", (report.roadmap.title, STRONG), "  ", (report.roadmap.id, ACCENT))
    else:
        yield Text.assemble(_KEPT[report.state], (report.roadmap.title, STRONG), "  ", (report.roadmap.id, ACCENT))
        yield indented(Text(extent(report.phases, report.modules, report.topics)))
        about = (f"version {report.version}" if report.version else "", f"by {report.author}" if report.author else "")
        if said := ", ".join(filter(None, (*about, report.licence))):
            yield indented(Text(said))
        yield indented(quiet(f"{'a copy: ' if report.writes else ''}{report.file}"))
        if report.difference:
            yield from difference(report.difference)
    if report.former:
        yield indented(Text(f"what stood there is kept: {report.former}", DOING))
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, DOING)


def _removed(report: RemovedReport) -> Iterator[RenderableType]:
    verb = "Would be removed: " if report.dry_run else "Removed: "
    yield Text.assemble(verb, (report.roadmap.title, STRONG), "  ", (report.roadmap.id, ACCENT))
    if report.copy:
        yield indented(quiet(f"its file is put aside: {report.aside}" if report.aside else f"the copy {report.file}"))
    else:
        yield indented(quiet(f"only its name: {report.file} stays as it is"))
    if report.address:
        yield indented(quiet(f"to fetch it again: roadmap use {quote(report.address)}"))
    if report.touched:
        yield indented(Text(f"progress on {count(report.touched, 'topic')} stays on record"))
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, DOING)
