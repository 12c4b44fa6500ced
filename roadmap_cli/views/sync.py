"""What came and went, and the remotes that there are."""

from collections.abc import Iterator
from shlex import quote

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.device import told_apart
from roadmap_cli.domain.phrasing import count, exact, listed
from roadmap_cli.reports.sync import AddedReport, ForgottenReport, Moved, RemotesReport, RemoteSync, SyncReport
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, NOTHING_WRITTEN, QUIET, Look, grid, quiet

MOST_DEVICES = 4


def render(report: SyncReport, look: Look) -> RenderableType:
    lines = [line for each in report.remotes for line in _told(each, report, look)]
    return Group(*lines, *([quiet(NOTHING_WRITTEN)] if report.dry_run else []))


def render_list(report: RemotesReport, _: Look) -> RenderableType:
    if not report.remotes:
        first = Text(f"{report.user} syncs with nothing yet.")
        return Group(first, Text.assemble("Name a place: ", ("roadmap sync add NAME PLACE", ACCENT)))
    table = grid("left", "left", "left*", "left", padding=2)
    for each in report.remotes:
        table.add_row(
            Text(each.name, ACCENT), quiet(each.kind), Text(each.place, overflow="fold"), quiet(f"as {each.user}")
        )
    return table


def render_added(report: AddedReport, look: Look) -> RenderableType:
    remote = report.remote
    lines = [Text.assemble((f"Added {remote.name}: ", DONE), f"{remote.place}, as {remote.user}")]
    if report.is_new and report.others:
        lines.append(Text(f"Nothing is there of {remote.user} yet, only of {listed(report.others)}", DOING))
    elif report.is_new:
        lines.append(Text(f"Nobody is there yet: you begin there as {remote.user}"))
    command = look.advice(f"roadmap sync {quote(remote.name)}")
    return Group(*lines, Text.assemble("Bring both together: ", (command, ACCENT)))


def render_forgotten(report: ForgottenReport, _: Look) -> RenderableType:
    remote = report.remote
    return Group(
        Text.assemble((f"Forgot {remote.name}: ", DONE), remote.place),
        quiet("What is there stays there, and what came from it stays here."),
    )


def _told(remote: RemoteSync, report: SyncReport, look: Look) -> Iterator[RenderableType]:
    name = Text.assemble((remote.name, ACCENT), ": ")
    if remote.fault and not remote.came.events:
        yield name + Text(remote.fault, DOING)
        return
    if not remote.came.events and not remote.went.events:
        yield name + Text("nothing new")
        return
    if remote.came.events:
        verb = "would come" if report.dry_run else "came"
        yield name + _moved(remote.came, f"{verb}{_from(remote.came, report.device)}", look)
    if remote.went.events:
        yield name + _moved(remote.went, "would go" if report.dry_run else "went", look)
    if remote.fault:
        yield name + Text(f"{count(remote.unsent, 'event')} did not go: {remote.fault}", DOING)


def _moved(moved: Moved, verb: str, look: Look) -> Text:
    return Text.assemble(f"{count(moved.events, 'event')} {verb}", (f": {look.separator.join(_parts(moved))}", QUIET))


def _from(moved: Moved, this: str | None) -> str:
    devices = [each.device for each in moved.devices if each.device]
    names = told_apart(devices, this)
    return f" from {listed([names[each] for each in devices], MOST_DEVICES)}" if names else ""


def _parts(moved: Moved) -> Iterator[str]:
    """What people care about first."""
    if moved.done:
        yield f"{count(moved.done, 'topic')} done"
    if moved.minutes:
        yield f"{exact(moved.minutes)} logged"
    if moved.grades:
        yield f"{count(moved.grades, 'card')} answered"
    if moved.notes:
        yield count(moved.notes, "note")
    if moved.links:
        yield count(moved.links, "link")
    if moved.texts:
        yield count(moved.texts, "roadmap change")
    if moved.others:
        told = moved.events > moved.others
        yield f"{moved.others:,} other{'' if moved.others == 1 else 's'}" if told else "starts, undos and the like"
