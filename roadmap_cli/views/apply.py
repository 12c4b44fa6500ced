"""Applications: what is due, where each stands, and how far they come."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.application import FEW, LEAST_SAMPLES
from roadmap_cli.domain.phrasing import count, on_day, share
from roadmap_cli.reports.apply import (
    ApplicationLine,
    ApplicationReport,
    ApplicationsReport,
    ApplyReport,
    FunnelLine,
    FunnelReport,
)
from roadmap_cli.views.hyperlinks import linked
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, QUIET, Look, bar, grid, heading, quiet

_BAR = 16
NO_STAGES = "This roadmap does not say which stages an application goes through."


def render(report: ApplicationsReport, look: Look) -> RenderableType:
    return Group(*_list(report, look))


def render_one(report: ApplicationReport, look: Look) -> RenderableType:
    return Group(*_one(report, look))


def render_change(report: ApplyReport, look: Look) -> RenderableType:
    return Group(*_change(report, look))


def render_funnel(report: FunnelReport, look: Look) -> RenderableType:
    return Group(*_funnel(report, look))


def due_text(due: date, today: date, look: Look, *, begins: bool = False) -> Text:
    """`due tomorrow`; `begins` a line."""
    said = f"{'was due' if due < today else 'due'} {on_day(due, today, iso=look.plain)}"
    return Text(said[:1].upper() + said[1:] if begins else said, DOING if due <= today else QUIET)


def _list(report: ApplicationsReport, look: Look) -> Iterator[RenderableType]:
    if report.applications:
        yield _plain_table(report) if look.plain else _table(report, look)
    elif report.closed:
        yield Text("No application is open.")
    elif report.knows_stages:
        yield Text("No application is kept yet.")
        yield Text.assemble(("Keep one with: ", QUIET), ("roadmap apply add COMPANY ROLE", ACCENT))
    else:
        yield Text(NO_STAGES)
    facts = [f"{report.due} due"] if report.due else []
    facts += [f"{report.closed} closed: roadmap apply list --all"] if report.closed and report.only_open else []
    if facts and not look.plain:
        yield from (Text(), quiet(look.separator.join(facts)))


def _table(report: ApplicationsReport, look: Look) -> RenderableType:
    table = grid("left*", "left", "left", padding=2)
    for each in report.applications:
        name = Text(each.title, QUIET if each.closed is not None else "", overflow="fold")
        name.append_text(Text.assemble("\n" if look.narrow else "  ", (each.id, ACCENT)))
        table.add_row(name, Text(each.stage.title), _state(each, report.today, look))
    return table


def _state(line: ApplicationLine, today: date, look: Look) -> Text:
    if line.closed is not None:
        return Text(f"closed, {line.closed}" if line.closed else "closed", QUIET, overflow="fold")
    if line.due:
        return due_text(line.due, today, look)
    return quiet(f"since {look.day(line.since)}")


def _plain_table(report: ApplicationsReport) -> RenderableType:
    table = grid("left", "left", "left", "left", "left", padding=2)
    for each in report.applications:
        due = f"due {each.due}" if each.due else ""
        state = due if each.closed is None else f"closed, {each.closed}" if each.closed else "closed"
        table.add_row(Text(each.id), Text(each.title), Text(each.stage.title), Text(f"since {each.since}"), state)
    return table


def _one(report: ApplicationReport, look: Look) -> Iterator[RenderableType]:
    line = report.application
    yield Text.assemble(heading(line.title), "  ", (line.id, ACCENT), overflow="fold")
    if line.closed is not None:
        reason = f": {line.closed}" if line.closed else ""
        on = f" on {look.day(line.closed_on)}" if line.closed_on else ""
        yield Text(f"Closed{on} at {line.stage.title}{reason}")
    else:
        days = (report.today - line.since).days
        ago = f", {count(days, 'day')}" if days else ""
        yield Text(f"{line.stage.title} since {look.day(line.since)}{ago}")
    if line.due:
        yield due_text(line.due, report.today, look, begins=True)
    if line.source:
        yield Text(f"Source: {line.source}")
    if line.url:
        yield linked(line.url, line.url, look, ACCENT)
    if len(report.stages) > 1:
        yield from (Text(), heading("Stages"))
        table = grid("left", "left", padding=2)
        for each in report.stages:
            table.add_row(Text(f"   {each.stage.title}"), quiet(look.day(each.day)))
        yield table
    if report.notes:
        yield from (Text(), heading("Notes"))
        yield from (
            Padding(Text.assemble((f"{look.day(each.day)}  ", QUIET), each.text), (0, 0, 0, 3), expand=False)
            for each in report.notes
        )


def _change(report: ApplyReport, look: Look) -> Iterator[RenderableType]:
    line, today = report.application, look.reader.today
    yield Text.assemble(_changed(report), "  ", (line.id, ACCENT))
    if line.due and line.closed is None:
        yield due_text(line.due, today, look, begins=True)
    if report.settled and line.closed is None:
        yield quiet(f"What was due {on_day(report.settled, today, iso=look.plain)} is settled")


def _changed(report: ApplyReport) -> str:
    line = report.application
    job = line.title
    match report.change:
        case "added":
            return f"Kept: {job}, {line.stage.title}"
        case "moved":
            again = ", open again" if report.reopened else ""
            before = f"{report.before.title} to " if report.before and report.before != line.stage else ""
            return f"{job}: {before}{line.stage.title}{again}"
        case "noted":
            return f"Noted on {job}"
        case "due":
            return f"{job}, {line.stage.title}" if line.due else f"{job}: nothing is due"
        case "closed":
            return f"Closed: {job}, at {line.stage.title}{f', {line.closed}' if line.closed else ''}"
        case "known":
            state = "closed" if line.closed is not None else f"at {line.stage.title}"
            return f"Already so: {job} is {state}{'' if line.due or line.closed is not None else ', nothing due'}"
    assert_never(report.change)


def _funnel(report: FunnelReport, look: Look) -> Iterator[RenderableType]:
    if not report.applications and not report.stages:
        yield Text(NO_STAGES)
        return
    if not report.applications:
        yield Text("No application is kept yet, so there is nothing to count.")
        stages = ", ".join(each.stage.title for each in report.stages)
        yield quiet(f"An application goes through: {stages}")
        return
    yield heading(f"{count(report.applications, 'application')}, {report.open} open")
    table = grid("left", "right", *(() if look.plain else ("left",)), "right", "left", "left", padding=2)
    for each in report.stages:
        drawn = () if look.plain else (bar(100 * each.reached / report.applications, _BAR, look, DONE),)
        told = "" if report.few else share(each.reached, report.applications)
        here = quiet(f"{each.here} here" if each.here else "")
        table.add_row(Text(each.stage.title), Text(f"{each.reached}"), *drawn, quiet(told), here, quiet(_days(each)))
    yield from (table, Text())
    yield quiet(_legend(report))
    yield from _sources(report)
    if report.reasons:
        reasons = ", ".join(f"{each.reason or 'without a reason'} {each.applications}" for each in report.reasons)
        yield from (Text(), Text(f"Closed: {reasons}"))


def _legend(report: FunnelReport) -> str:
    shares = f" Shares are told from {FEW} applications on." if report.few else ""
    return f"So many came at least so far. Days: the median from the stage before, from {LEAST_SAMPLES} on.{shares}"


def _days(line: FunnelLine) -> str:
    if line.days is None:
        return ""
    return f"after {count(int(line.days), 'day') if line.days == int(line.days) else f'{line.days:g} days'}"


def _sources(report: FunnelReport) -> Iterator[RenderableType]:
    if not report.sources:
        return
    yield from (Text(), heading("By source"))
    table = grid("left", "right", "left*", padding=2)
    for each in report.sources:
        further = zip(report.stages[1:], each.reached[1:], strict=True)
        told = ", ".join(f"{line.stage.title} {number}" for line, number in further if number)
        table.add_row(Text(f"   {each.source or 'not said'}"), Text(f"{each.applications}"), quiet(told))
    yield table
