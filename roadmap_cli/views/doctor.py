"""What there is to know about the record: a line a finding, and below it what to do."""

from collections.abc import Iterator
from shlex import quote

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count
from roadmap_cli.reports.doctor import DoctorReport, Finding, RescueReport, Severity
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, FAILED, Look, grid, heading, indented, quiet

_SIGNS: dict[Severity, tuple[str, str, str]] = {
    "sound": ("✓", ".", DONE),
    "worth knowing": ("!", "!", DOING),
    "wrong": ("✗", "X", FAILED),
}


def render(report: DoctorReport, look: Look) -> RenderableType:
    return Group(*_page(report, look))


def _page(report: DoctorReport, look: Look) -> Iterator[RenderableType]:
    if report.fixed:
        yield heading("Put right")
        yield from (indented(Text(each, overflow="fold")) for each in report.fixed)
        yield Text()
    yield _findings(report, look)
    if not look.plain:
        yield Text()
    yield _sum(report)


def _findings(report: DoctorReport, look: Look) -> RenderableType:
    table = grid("left", "left", "left*", padding=2 if look.plain else 1)
    for each in report.findings:
        table.add_row(_sign(each, look), quiet(each.area), _told(each, look))
    return table


def _sign(finding: Finding, look: Look) -> Text:
    if look.plain:
        return Text(finding.severity)
    sign, ascii_sign, style = _SIGNS[finding.severity]
    return Text(ascii_sign if look.ascii_only else sign, style)


def _told(finding: Finding, look: Look) -> Text:
    """In a pipe a finding stays on its line."""
    style = {"sound": "", "worth knowing": "", "wrong": FAILED}[finding.severity]
    said = Text(finding.what, style, overflow="fold")
    if finding.todo:
        said.append("; to do: " if look.plain else "\n")
        said.append(finding.todo, ACCENT)
    return said


def _sum(report: DoctorReport) -> Text:
    wrong = sum(each.severity == "wrong" for each in report.findings)
    remarks = sum(each.severity == "worth knowing" for each in report.findings)
    worth = f"{count(remarks, 'remark')}" if remarks else ""
    if not wrong:
        return Text.assemble(("Sound", DONE), f", with {worth}: " if worth else ": ", report.database)
    beside = f", {worth}" if worth else ""
    return Text.assemble((f"{count(wrong, 'thing')} wrong", FAILED), f"{beside}: {report.database}")


def render_rescue(report: RescueReport, look: Look) -> RenderableType:
    return Group(*_rescued(report, look))


def _rescued(report: RescueReport, look: Look) -> Iterator[RenderableType]:
    restore = f"roadmap restore {quote(report.new)}"
    yield Text.assemble((f"{count(report.events, 'event')} saved", DONE), f" into {report.new}", overflow="fold")
    table = grid("left", "left*", "right", "left", padding=2)
    for each in report.saved:
        span = look.span(each.first_day, each.last_day)
        table.add_row(Text(f"   {each.user}"), Text(each.roadmap, ACCENT), f"{each.events:,}", quiet(span))
    yield table
    if report.members:
        yield Text(f"Groups are saved with {count(report.members, 'member')}.")
    yield from (Text(each, overflow="fold") for each in _missing(report))
    yield Text()
    yield quiet("The damaged database is as it was. To go on with what was saved:")
    yield Text(look.advice(f"   {restore} --replace"), ACCENT)
    yield quiet("or, where the damaged one is in the way:")
    yield Text(look.advice(f"   roadmap database begin && {restore}"), ACCENT)


def _missing(report: RescueReport) -> Iterator[str]:
    if report.pages:
        yield f"{count(report.pages, 'page')} of the damaged database could not be read."
    if report.lost:
        yield f"Of {count(report.lost, 'event')} only the name is left, in {report.odd_file}."
    if report.odd:
        yield f"{count(report.odd, 'row')} that roadmap did not write, with every word, in {report.odd_file}."
    if not (report.pages or report.lost or report.odd):
        yield "Nothing is missing, as far as its indexes can tell."
