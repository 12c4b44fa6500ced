"""Roadmaps side by side."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import count
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.roadmaps import RoadmapLine, RoadmapsReport
from roadmap_cli.views.widgets import (
    ACCENT,
    DOING,
    QUIET,
    Look,
    grid,
    mark,
    percent_text,
    quiet,
)


def render(report: RoadmapsReport, look: Look) -> RenderableType:
    return Group(*_roadmaps(report, look))


def _roadmaps(report: RoadmapsReport, look: Look) -> Iterator[RenderableType]:
    if look.plain:
        table = grid("left", "left", "left", "right", "left", "left", "left", padding=2)
    else:
        table = grid("left", "left*", "right", "left", *(() if look.narrow else ("left", "left*")))
    for line in report.roadmaps:
        last = look.day(line.last_day) if line.last_day else ""
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
    done = done_text(line.totals) if look.wide else f"{topics.done} of {topics.counted:,}"
    return f"{done}, {topics.skipped} skipped" if topics.skipped else done


def done_text(totals: Totals) -> str:
    return f"{totals.topics.done} of {count(totals.topics.counted, 'topic')}"


def _source(line: RoadmapLine, look: Look) -> Text:
    said = _place(line, look)
    about = [f"version {line.version}"] if line.version else []
    about += [f"by {line.author}"] if line.author else []
    return Text(", ".join(filter(None, (said, *about))), QUIET, overflow="fold")


def _place(line: RoadmapLine, look: Look) -> str:
    """Whose it is; where there is room, where it is."""
    if line.source != "file":
        return "" if line.source == "unknown" else line.source
    if line.address:
        return f"from {line.address if look.wide else urlsplit(line.address).hostname}"
    if look.wide and line.file:
        return line.file
    return "a copy" if line.copy else "file"
