"""Roadmaps side by side, and what is the same on two of them."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.standing import Totals
from roadmap_cli.domain.words import amount, count
from roadmap_cli.reports.roadmaps import AdoptReport, RoadmapLine, RoadmapsReport, UseReport
from roadmap_cli.views.parts import (
    ACCENT,
    DOING,
    QUIET,
    STRONG,
    Look,
    grid,
    heading,
    mark,
    percent_text,
    quiet,
    skipped_text,
)


def render(report: RoadmapsReport | UseReport | AdoptReport, look: Look) -> RenderableType:
    match report:
        case UseReport():
            return Group(*_use(report))
        case AdoptReport():
            return Group(*_adopt(report, look))
    return Group(*_roadmaps(report, look))


def _use(report: UseReport) -> Iterator[RenderableType]:
    totals = report.totals
    yield Text.assemble("In use: ", (report.roadmap.title, STRONG), "  ", (report.roadmap.id, ACCENT))
    left = f"{amount(totals.hours.left)} left" if totals.hours.left else "nothing left"
    said = ", ".join(filter(None, (_done(totals), left, skipped_text(totals))))
    yield Text.assemble(percent_text(totals), (f"  {said}", QUIET))


def _roadmaps(report: RoadmapsReport, look: Look) -> Iterator[RenderableType]:
    if look.plain:
        table = grid("left", "left", "left", "right", "left", "left", "left", padding=2)
    else:
        table = grid("left", "left*", "right", "left", *(() if look.narrow else ("left", "left*")))
    for line in report.roadmaps:
        last = line.last_day.isoformat() if line.last_day else ""
        cells = (_sign(line, look), *_name(line, look), _percent(line), quiet(_topics(line, look)))
        table.add_row(*cells, *(() if look.narrow else (quiet(last), _source(line, look))))
    yield table
    if not look.plain:
        yield Text()
        yield from map(quiet, _ways(report))


def _ways(report: RoadmapsReport) -> Iterator[str]:
    if len(report.roadmaps) > 1:
        yield "Change with: roadmap use NAME"
    else:
        yield "Another one beside it: roadmap use FILE, roadmap import FILE or roadmap new FILE"
    if any(line.source == "unknown" for line in report.roadmaps):
        yield "Progress without a file is kept; to go on with it: roadmap use FILE"


def _sign(line: RoadmapLine, look: Look) -> Text:
    if look.plain:
        return Text("in use" if line.in_use else "")
    return mark("doing", None, look) if line.in_use else Text()


def _name(line: RoadmapLine, look: Look) -> tuple[Text, ...]:
    """In a pipe the id stands in a column of its own."""
    name, title = Text(line.id, ACCENT), Text(line.title)
    if line.fault:
        title = Text(line.fault, DOING)
    elif line.source == "unknown":
        title = quiet("file not known")
    return (name, title) if look.plain else (Text.assemble(title, "  ", name, overflow="fold"),)


def _percent(line: RoadmapLine) -> Text:
    return percent_text(line.totals) if line.totals else Text()


def _topics(line: RoadmapLine, look: Look) -> str:
    """Without a file there is no telling which of the topics are done."""
    if line.totals is None:
        return count(line.touched, "topic") if line.touched else ""
    topics = line.totals.topics
    done = _done(line.totals) if look.wide else f"{topics.done} of {topics.counted:,}"
    return f"{done}, {topics.skipped} skipped" if topics.skipped else done


def _done(totals: Totals) -> str:
    return f"{totals.topics.done} of {count(totals.topics.counted, 'topic')}"


def _source(line: RoadmapLine, look: Look) -> Text:
    said = line.file if line.file and look.wide else line.source
    return Text("" if said == "unknown" else said, QUIET, overflow="fold")


def _adopt(report: AdoptReport, look: Look) -> Iterator[RenderableType]:
    """What is asked about stands last, next to the question."""
    there = report.there.title
    if report.unmatched:
        yield heading(f"Not found in {there}: {count(len(report.unmatched), 'topic')}")
        yield quiet(look.separator.join(each.title for each in report.unmatched))
        yield Text()
    if report.known:
        yield Text(f"Done there already: {count(report.known, 'topic')}")
    if not report.pairs:
        yield Text(f"There is nothing to mark as done in {there}.")
        return
    yield heading(f"To be marked as done in {there}: {count(len(report.pairs), 'topic')}")
    table = grid("right", "left*", "left*", padding=2)
    table.add_row(*map(quiet, ("alike", report.here.title, there)))
    for pair in report.pairs:
        alike = "same id" if pair.by == "id" else f"{int(pair.score)} %"
        table.add_row(quiet(alike), Text(pair.topic.title), Text(pair.twin.title))
    yield table
    if report.dry_run:
        yield Text("Nothing is written: this is what would happen.", DOING)
