"""What came back in from an archive."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count, percent
from roadmap_cli.reports.archive import ArrivedRoadmap, HiredCounts, ImportReport
from roadmap_cli.views.change import sum_text, titles
from roadmap_cli.views.widgets import NOTHING_WRITTEN, QUIET, Look


def render(report: ImportReport, _: Look) -> RenderableType:
    return Group(*_lines(report))


def _lines(report: ImportReport) -> Iterator[RenderableType]:
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, QUIET)
    if not report.new_events:
        yield Text(_nothing(report.known_events, beside=bool(report.put_to_use or any(_texts(report)))))
    else:
        yield Text(f"{count(report.new_events, 'new event')} for {report.user}, {report.known_events:,} known already.")
    come = [each for each in report.roadmaps if each.new_events or (each.definition and each.definition.fate == "new")]
    if len(come) > 1:
        yield from (Text(f"  {_roadmap(each)}") for each in come)
    yield from map(Text, _texts(report))
    if report.new_events:
        yield from map(Text, _new(report))
    if report.put_to_use:
        yield Text(f"In use from now on: {report.put_to_use.title}")
    if report.new_events or report.put_to_use:
        yield sum_text(report.totals)


def _nothing(known: int, *, beside: bool) -> str:
    said = "No new event" if beside else "Nothing new"
    if known == 1:
        return f"{said}: the 1 event was here already."
    return f"{said}: all {count(known, 'event')} were here already." if known else f"{said}: no event is in it."


def _new(report: ImportReport) -> Iterator[str]:
    if report.done:
        yield f"Becomes done: {titles(report.done)}"
    hired = list(_hired(report.hired))
    if hired:
        yield f"With it: {', '.join(hired)}"
    if report.unknown:
        yield f"Not in this roadmap file, kept all the same: {', '.join(report.unknown)}"


def _roadmap(arrived: ArrivedRoadmap) -> str:
    told = [count(arrived.new_events, "new event"), f"{arrived.known_events:,} known"]
    told += [count(len(arrived.done), "topic") + " becomes done"] if len(arrived.done) == 1 else []
    told += [f"{len(arrived.done):,} topics become done"] if len(arrived.done) > 1 else []
    told += [percent(arrived.totals.percent)] if arrived.totals else ["no roadmap file of it is here"]
    return f"{arrived.roadmap.title or arrived.roadmap.id}: {', '.join(told)}"


def _texts(report: ImportReport) -> Iterator[str]:
    """What became of roadmap files, where it is anything."""
    for each in report.roadmaps:
        name, kept, own = each.roadmap.title or each.roadmap.id, each.definition, each.own
        if kept and kept.fate == "new":
            yield f"Roadmap file of {name}: {kept.file}"
        elif kept and kept.fate == "aside":
            yield f"Another roadmap {each.roadmap.id} is here already, and stays; the one that came is kept beside it: {kept.file}"
        elif kept and kept.fate == "invalid":
            yield f"The roadmap file of {each.roadmap.id} that came cannot be used ({kept.fault}); it is kept: {kept.file}"
        if own and own.fate == "new":
            yield f"Your own changes of {name} came too."
        elif own and own.fate == "invalid":
            yield f"Your own changes of {name} that came cannot be used ({own.fault}); they are kept: {own.file}"
        elif own and own.fate == "aside":
            yield f"Your own changes of {name} that came are kept beside what is here, which stays: {own.file}"


def _hired(counts: HiredCounts) -> Iterator[str]:
    if counts.projects:
        yield count(counts.projects, "project")
    if counts.stories:
        yield "1 story" if counts.stories == 1 else f"{counts.stories:,} stories"
    if counts.mocks:
        yield count(counts.mocks, "mock")
    if counts.applications:
        yield count(counts.applications, "application")
