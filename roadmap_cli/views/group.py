"""Groups, who is in one, and what was changed about it."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.reports.group import GroupChange, GroupReport, GroupsReport
from roadmap_cli.views.widgets import ACCENT, DONE, QUIET, STRONG, Look, grid, quiet

MOST_NAMED, MOST_IN_ALL = 12, 10**9
"""A pipe has all of them."""


def render(report: GroupsReport, _: Look) -> RenderableType:
    if not report.groups:
        return Text("There is no group yet: roadmap group add GROUP NAME makes one.")
    table = grid("left*", "right", "right", padding=2)
    for each in report.groups:
        mentors = count(each.mentors, "mentor") if each.mentors else ""
        table.add_row(Text(each.group, STRONG), Text(count(each.learners, "learner")), quiet(mentors))
    return table


def render_one(report: GroupReport, _: Look) -> RenderableType:
    table = grid("left*", "left", padding=2)
    for each in report.members:
        table.add_row(Text(each.user), Text(each.role, ACCENT if each.role == "mentor" else QUIET))
    return table


def render_change(report: GroupChange, look: Look) -> RenderableType:
    return Group(*_change(report, look))


def _change(report: GroupChange, look: Look) -> Iterator[RenderableType]:
    most = MOST_IN_ALL if look.plain else MOST_NAMED
    is_mentor = report.change == "added" and report.role == "mentor"
    role = f" as {'a mentor' if len(report.new) == 1 else 'mentors'}" if is_mentor else ""
    if report.new:
        told = "Added to" if report.change == "added" else "Removed from"
        yield Text.assemble((f"{told} {report.group}", DONE), f"{role}: {listed(report.new, most)}")
    if report.known:
        yield quiet(f"In it already: {listed(report.known, most)}")
    if report.unheard:
        yield quiet(f"Nothing is recorded yet of {listed(report.unheard, most)}")
