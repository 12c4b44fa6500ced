"""An interview: a card, its answer, and what the answers come to."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count, or_nothing
from roadmap_cli.reports.place import KnownLine, PlacementReport, QuestionReport
from roadmap_cli.views.question import question, solution
from roadmap_cli.views.widgets import ACCENT, DOING, NOTHING_WRITTEN, QUIET, STRONG, Look, heading, indented, quiet


def render(report: PlacementReport, _: Look) -> RenderableType:
    return Group(*_outcome(report))


def render_question(report: QuestionReport, look: Look) -> RenderableType:
    return Group(*_question(report, look))


def _question(report: QuestionReport, look: Look) -> Iterator[RenderableType]:
    if not report.answered:
        left = f"card {report.number}, {report.most} at most"
        yield Text.assemble("\n", (report.topic.title, STRONG), (f"{look.separator}{left}", QUIET))
        yield from question(report.asked, look)
        return
    yield from solution(report.asked, report.typed, right=report.right)
    if report.right is None:
        yield indented(quiet("Did you know that? y yes, n no, s skip, q stop"))


def _outcome(report: PlacementReport) -> Iterator[RenderableType]:
    known = sum(answer.knows for answer in report.answers)
    yield Text(f"{count(len(report.answers), 'answer')}, {known:,} of them yes.")
    if not report.proposed:
        yield Text("There is nothing to mark as done.")
        return
    yield Text()
    hours = report.hours_shown + report.hours_inferred
    yield heading(f"To be marked as done: {count(len(report.proposed), 'topic')}{or_nothing(hours, ', {}')}")
    yield from _lines("Shown by your answers", report.shown, report.hours_shown)
    yield from _lines("Inferred, since something that you know stands on it", report.inferred, report.hours_inferred)
    if report.open:
        are = "topic is" if report.open == 1 else "topics are"
        yield quiet(f"{report.open:,} more {are} neither likely known nor likely unknown")
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, DOING)


def _lines(title: str, lines: Sequence[KnownLine], hours: float) -> Iterator[RenderableType]:
    if not lines:
        return
    yield quiet(f"{title}: {count(len(lines), 'topic')}{or_nothing(hours, ', {}')}")
    for each in lines:
        yield indented(Text.assemble(each.title, "  ", (each.id, ACCENT), (or_nothing(each.hours, "  {}"), QUIET)))
