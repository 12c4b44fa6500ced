"""Copies of the database: one that was made, and all that there are."""

from collections.abc import Iterator
from pathlib import PurePath

from rich.console import Group, RenderableType
from rich.filesize import decimal
from rich.text import Text

from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.reports.backup import BackupReport, BackupsReport, CopyLine
from roadmap_cli.views.widgets import ACCENT, DONE, FAILED, QUIET, Look, grid, quiet

_WHY = {
    "day": "the day's",
    "asked": "asked for",
    "rename": "before a rename",
    "fix": "before a repair",
    "replace": "before a replacement",
    "restore": "before a restore",
}
MOST_USERS = 3


def render(report: BackupReport, _: Look) -> RenderableType:
    copy = report.copy
    told = f"{count(copy.events or 0, 'event')} of {listed(copy.users)}" if copy.users else "no events yet"
    return Group(
        Text.assemble(("Copied: ", DONE), f"{told}, {decimal(copy.bytes)}"),
        Text(copy.path, QUIET, overflow="fold"),
    )


def render_list(report: BackupsReport, look: Look) -> RenderableType:
    return Group(*_listed(report, look))


def why(copy: CopyLine) -> str:
    number = copy.reason.removeprefix("schema-")
    return f"before an upgrade from {number}" if number != copy.reason else _WHY.get(copy.reason, copy.reason)


def _listed(report: BackupsReport, look: Look) -> Iterator[RenderableType]:
    if report.copies:
        yield _table(report, look)
    else:
        yield Text("There is no copy yet.")
    if not look.plain:
        yield Text()
        yield from map(quiet, _notes(report, look))


def _table(report: BackupsReport, look: Look) -> RenderableType:
    """In a pipe each with its file, whose folders a terminal is told below."""
    columns = ("left", "left*", "right") if look.narrow else ("left", "left", "right", "left*", "right")
    table = grid(*columns, *(("left",) if look.plain else ()), padding=2)
    for copy in report.copies:
        told = Text.assemble(why(copy), ("" if copy.is_own else ", elsewhere", QUIET))
        events = Text("damaged", FAILED) if copy.fault else Text(count(copy.events or 0, "event"))
        rest = () if look.narrow else (quiet(listed(copy.users, MOST_USERS)), quiet(decimal(copy.bytes)))
        file = (Text(copy.path),) if look.plain else ()
        table.add_row(Text(look.moment(copy.made), ACCENT), told, events, *rest, *file)
    return table


def _notes(report: BackupsReport, look: Look) -> Iterator[str]:
    yield from (f"In {folder}" for folder in dict.fromkeys(str(PurePath(copy.path).parent) for copy in report.copies))
    if report.folder is None:
        yield "None is made by itself: daily_backups, weekly_backups and monthly_backups are 0"
    else:
        yield f"Of those of a day {report.daily} days, {report.weekly} weeks and {report.monthly} months stay; all others stay for good"
    if report.copies:
        yield look.advice("Bring one back: roadmap restore, roadmap restore yesterday")
