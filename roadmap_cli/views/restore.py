"""What comes back from a copy of the database."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.reports.restore import RestoredLine, RestoreReport
from roadmap_cli.views.backup import why
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, NOTHING_WRITTEN, QUIET, Look, grid, quiet

MOST_MEMBERS = 6
PARTS = ("-journal", "-wal", "-shm")
"""What moved with the file that it belongs to."""


def render(report: RestoreReport, look: Look, *, brief: bool = False) -> RenderableType:
    """`brief` where the lines have just been shown."""
    return Group(*_lines(report, look, brief=brief))


def _lines(report: RestoreReport, look: Look, *, brief: bool) -> Iterator[RenderableType]:
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, QUIET)
    if not brief:
        yield Text.assemble(
            ("Copy of ", QUIET), look.moment(report.copy.made), (f" ({why(report.copy)}): ", QUIET), _held(report)
        )
        yield Text(report.copy.path, QUIET, overflow="fold")
    if report.changes_nothing:
        yield Text(f"Nothing is missing here: all {count(report.known, 'event')} of the copy are here already.")
        return
    if report.lines and not brief:
        yield _table(report.lines, look)
    yield _sum(report)
    if report.members and report.how != "put back":
        verb = "Would be back in groups" if report.dry_run else "Back in groups"
        yield Text(f"{verb}: {listed([f'{each.user} in {each.group}' for each in report.members], MOST_MEMBERS)}")
    if report.barred:
        kept_out = count(report.barred, "event")
        yield Text(f"Rows that roadmap did not write keep {kept_out} from coming back; see: roadmap doctor", DOING)
    for file in report.kept:
        if file.endswith("-wal"):
            lost = "" if report.how == "replaced" else ", and did not come back"
            yield Text(f"What was recorded last may be in its journal{lost}: {file}", DOING, overflow="fold")
        elif not file.endswith(PARTS):
            yield Text(f"What was here before is kept: {file}", QUIET, overflow="fold")


def _held(report: RestoreReport) -> str:
    return count(report.copy.events or 0, "event")


def _table(lines: tuple[RestoredLine, ...], look: Look) -> RenderableType:
    table = grid("left", "left*", "right", "left", padding=2)
    for line in lines:
        where = Text.assemble(
            line.roadmap, (f", here of {line.here_as}" if line.here_as else "", DOING), overflow="fold"
        )
        table.add_row(
            Text(line.user, ACCENT), where, f"+ {count(line.events, 'event')}", quiet(look.span(line.first, line.last))
        )
    return table


def _sum(report: RestoreReport) -> Text:
    new, will = count(report.new_events, "event"), report.dry_run
    if report.how == "put back":
        verb = "Would be the database again" if will else "The database is back"
        return Text.assemble((verb, DONE), f": {report.database}")
    if report.how == "merged":
        verb = "Would bring back" if will else "Brought back"
        return Text.assemble((verb, DONE), f" {new}; {report.known:,} here already, and nothing is taken away")
    verb = "Would replace the database" if will else "Replaced the database"
    return Text.assemble((verb, DONE), f": {new} come back", _left_out(report))


def _left_out(report: RestoreReport) -> tuple[str, str]:
    if report.left_out is None:
        return "; what was here cannot be read", DOING
    return (f"; {count(report.left_out, 'event')} that are here are not in the copy" if report.left_out else ""), DOING
