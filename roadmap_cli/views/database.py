"""Where progress is kept, and what went aside."""

from collections.abc import Iterator
from shlex import quote

from rich.console import Group, RenderableType
from rich.filesize import decimal
from rich.text import Text

from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.reports.database import (
    KEEP_APART,
    BeginReport,
    DatabaseReport,
    GrantReport,
    InitReport,
    RevokeReport,
    UpgradeReport,
)
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, Look, grid


def render(report: DatabaseReport, _: Look) -> RenderableType:
    table = grid("left", "left*", padding=2)
    for name, told in _facts(report):
        table.add_row(Text(name, ACCENT), Text(told, overflow="fold"))
    return table


def render_begin(report: BeginReport, look: Look) -> RenderableType:
    return Group(*_begun(report, look))


def render_init(report: InitReport, _: Look) -> RenderableType:
    if not report.made:
        return Text(f"It is there already: {report.database}", overflow="fold")
    parts = f", each table in {count(report.partitions, 'part')}" if report.partitions else ""
    return Text.assemble(("Made: ", DONE), f"{report.database}{parts}", overflow="fold")


def render_upgrade(report: UpgradeReport, _: Look) -> RenderableType:
    if not report.folded:
        return Text(f"It is up to date: {report.database}", overflow="fold")
    told = f"{report.database}, of {count(report.folded, 'learner')} all was added up anew"
    return Text.assemble(("Up to date: ", DONE), told, overflow="fold")


def render_grant(report: GrantReport, look: Look) -> RenderableType:
    return Group(*_granted(report, look))


def _granted(report: GrantReport, look: Look) -> Iterator[RenderableType]:
    told = f"{report.name} is a {report.role} in {report.database}"
    yield Text.assemble(("Granted: ", DONE), told, overflow="fold")
    if report.is_new:
        yield Text.assemble("The role has no password yet. Give it one in psql: ", (_password_of(report.name), ACCENT))
    if report.role == "mentor":
        command = look.advice(f"roadmap group add GROUP {quote(report.name)} --mentor")
        yield Text.assemble("Say of which groups: ", (command, ACCENT))


def _password_of(name: str) -> str:
    """As psql asks for it, without an echo."""
    escaped = name.replace('"', '""')
    return f'\\password "{escaped}"'


def render_revoke(report: RevokeReport, _: Look) -> RenderableType:
    if not report.had:
        return Text(f"{report.name} is no {report.role} in {report.database}", overflow="fold")
    told = f"{report.name} is a {report.role} no more in {report.database}"
    return Text.assemble(("Revoked: ", DONE), told, overflow="fold")


def _facts(report: DatabaseReport) -> Iterator[tuple[str, str]]:
    is_in_file = "://" not in report.database  # of a server these tell nothing
    yield "Database", report.database
    if is_in_file:
        yield "Begun", _told(report)
    if not report.fault:
        nobody = "nobody yet" if is_in_file else "not you yet; nobody is told who else has some"
        yield "Progress of", listed(report.users) or nobody
    if report.shared_by:
        yield "Shared by", f"{report.shared_by}, which can damage it: {KEEP_APART}"
    if is_in_file:
        yield "Newest copy", report.newest_copy or "none"
    if report.fault:
        yield "Fault", report.fault
        yield "Way on", report.advice


def _told(report: DatabaseReport) -> str:
    if report.state == "new":
        return "not yet: the first command that records something begins it"
    begun = "yes" if report.begun else "no"
    return begun if report.size_bytes is None else f"{begun}, {decimal(report.size_bytes)}"


def _begun(report: BeginReport, look: Look) -> Iterator[RenderableType]:
    yield Text.assemble(("Begun: ", DONE), report.database)
    if not report.aside:
        return
    yield Text("What stood there is kept beside it:")
    for each in report.aside:
        yield Text(each, overflow="fold")
    if any(each.endswith("-wal") for each in report.aside):
        yield Text("What was recorded last may be in the journal, -wal: it belongs to the file of its name.", DOING)
    if report.aside[0].endswith(".aside"):  # and not a journal alone
        first = quote(report.aside[0])
        yield Text.assemble("Look at it: ", (f"roadmap --database {first} status", ACCENT))
        yield Text.assemble("Bring it back: ", (look.advice(f"roadmap restore {first}"), ACCENT))
