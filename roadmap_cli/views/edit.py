"""Entries that can be mended, and what became of one."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.edit import Field
from roadmap_cli.domain.events import Kind
from roadmap_cli.domain.phrasing import exact
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.reports.edit import EditReport, EntriesReport, EntryLine
from roadmap_cli.reports.event_text import text
from roadmap_cli.views.change import sum_text
from roadmap_cli.views.widgets import ACCENT, NOTHING_WRITTEN, QUIET, Look, grid, heading, quiet

STAYS = "stays in the log, in exported archives and in copies of the database"
_OPTIONS: dict[Field, str] = {
    "minutes": "--minutes",
    "note": "--text",
    "text": "--text",
    "url": "--url",
    "title": "--title",
    "proves": "--proves or --no-proves",
    "day": "--on",
}
_NAMES: dict[Kind, str] = {"logged": "time", "noted": "a note", "linked": "a link", "graded": "a grade"}
_STATUSES: dict[Status, str] = {"todo": "to do", "doing": "in progress", "done": "done", "skipped": "skipped"}


def render(report: EntriesReport, look: Look) -> RenderableType:
    return Group(*_entries(report, look))


def render_edit(report: EditReport, look: Look) -> RenderableType:
    return Group(*_edit(report, look))


def _entries(report: EntriesReport, look: Look) -> Iterator[RenderableType]:
    if report.topic:
        yield heading(report.topic.title)
    if not report.entries:
        yield Text("There is nothing yet that could be changed.")
        return
    table = grid("left", "left", "left*", padding=2 if look.plain else 1)
    for each in report.entries:
        corrected = ("  (corrected)", QUIET) if each.corrected else ""
        table.add_row(Text(each.short, ACCENT), quiet(look.day(each.day)), Text.assemble(each.text, corrected))
    yield table
    yield quiet(
        f"Change or delete one by the letters before it, such as: roadmap edit {report.entries[0].short} --delete"
    )
    for name, options in dict.fromkeys(map(_can, report.entries)):
        yield quiet(f"   {name}: {options}")


def _can(entry: EntryLine) -> tuple[str, str]:
    options = ", ".join([*(_OPTIONS[name] for name in entry.fields), "--delete"])
    return _NAMES.get(entry.kind, "a status"), options


def _edit(report: EditReport, look: Look) -> Iterator[RenderableType]:
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, QUIET)
    if report.change == "known":
        yield Text(f"It is so already: {report.entry.text}")
        return
    is_about_time = report.change == "deleted" or "minutes" in report.said.data
    total = f", {exact(report.total_minutes)} in all" if report.total_minutes and is_about_time else ""
    start = ", with the start of the topic" if report.with_start else ""
    said = text(report.said, look.day)
    yield Text.assemble(f"{said[:1].upper()}{said[1:]}{start}", (total, QUIET))
    if report.status:
        yield Text(f"{report.entry.topic.title} is {_STATUSES[report.status]} again")
    if report.change == "deleted":
        yield quiet(f"It no longer counts, and {STAYS}")
    elif {"note", "text", "url", "title"} & report.said.data.keys():
        yield quiet(f"What was written before {STAYS}")
    if report.status and report.totals:
        yield sum_text(report.totals)
