"""An interview: a card, its answer, and what the answers come to."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count, or_nothing
from roadmap_cli.reports.place import PlacementReport, QuestionReport
from roadmap_cli.views.widgets import ACCENT, DOING, NOTHING_WRITTEN, QUIET, STRONG, Look, heading, indented, quiet


def render(report: PlacementReport, _: Look) -> RenderableType:
    return Group(*_outcome(report))


def render_question(report: QuestionReport, look: Look) -> RenderableType:
    return Group(*_question(report, look))


def _question(report: QuestionReport, look: Look) -> Iterator[RenderableType]:
    if report.answer:
        yield indented(Text(report.answer, ACCENT))
        yield indented(quiet("Did you know that? y yes, n no, s skip, q stop"))
        return
    left = f"card {report.number} of {report.cards}, {count(report.open, 'topic')} not settled yet"
    yield Text.assemble("\n", (report.topic.title, STRONG), (f"{look.separator}{left}", QUIET))
    yield indented(Text(report.question))
    yield indented(quiet("Answer it for yourself. Any key shows the answer, s skips the topic, q stops"))


def _outcome(report: PlacementReport) -> Iterator[RenderableType]:
    known = sum(answer.knows for answer in report.answers)
    yield Text(f"{count(len(report.answers), 'topic')} asked about, {known} known.")
    if not report.proposed:
        yield Text("There is nothing to mark as done.")
        return
    yield Text()
    yield heading(f"To be marked as done: {count(len(report.proposed), 'topic')}{or_nothing(report.hours, ', {}')}")
    asked = {answer.topic.id for answer in report.answers}
    if any(each.id not in asked for each in report.proposed):
        yield quiet("Implied: something that you know stands on it")
    for each in report.proposed:
        why = "" if each.id in asked else "  implied"
        yield indented(Text.assemble(each.title, "  ", (each.id, ACCENT), (why, QUIET)))
    if report.open:
        were = "was" if report.open == 1 else "were"
        yield quiet(f"{count(report.open, 'topic')} {were} left open; roadmap place goes on there")
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, DOING)
