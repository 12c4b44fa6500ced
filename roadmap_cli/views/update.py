"""What a roadmap says otherwise by now."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import NO_HOURS, listed, or_nothing
from roadmap_cli.reports.update import ChangedTopic, DefinitionDifference, FieldChange, UpdateReport
from roadmap_cli.views.widgets import ACCENT, DOING, NOTHING_WRITTEN, QUIET, STRONG, Look, heading, indented, quiet


def render(report: UpdateReport, _: Look) -> RenderableType:
    return Group(*_update(report))


def _update(report: UpdateReport) -> Iterator[RenderableType]:
    said = {"same": "Nothing new: ", "newer": "There is something new: ", "updated": "Brought up to date: "}
    yield Text.assemble(said[report.state], (report.roadmap.title, STRONG), "  ", (report.roadmap.id, ACCENT))
    yield indented(quiet(report.address))
    if report.state == "same" and report.edited:
        yield indented(Text("what was edited in the copy here stays as it is", DOING))
    if report.state == "newer":
        yield from _news(report)
    if report.former:
        yield indented(Text(f"what you had edited is kept: {report.former}", DOING))
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, DOING)


def _news(report: UpdateReport) -> Iterator[RenderableType]:
    if report.difference:
        yield from difference(report.difference)
    else:
        yield indented(Text("what is here cannot be read, so that nobody can tell the difference", DOING))
    if report.edited:
        yield Text("The copy was edited here: that is kept beside it, and does not count any more.", DOING)
    for line in report.lines:
        yield Text(line, QUIET if line.startswith((" ", "@")) else "")


def difference(its: DefinitionDifference) -> Iterator[RenderableType]:
    before, after = (or_nothing(each) or NO_HOURS for each in (its.hours_before, its.hours_after))
    hours = "" if its.hours_before == its.hours_after else f"; {before} become {after}"
    yield indented(Text(f"{its.in_short}{hours}"))
    if its.added:
        yield heading("New")
        yield from (_topic(each.title, each.id) for each in its.added)
    if its.removed:
        yield heading("Gone")
        yield from (
            _topic(each.title, each.id, "its progress stays on record" if each.has_progress else "")
            for each in its.removed
        )
    if its.renamed:
        yield heading("Renamed")
        yield from (_topic(each.title, each.id, f"formerly {each.former_id}") for each in its.renamed)
    if its.merged:
        yield heading("Merged")
        yield from (_topic(each.title, each.id, f"of {listed(each.former_ids)}") for each in its.merged)
    if its.changed:
        yield heading("Changed")
        yield from map(_changed, its.changed)


def _changed(topic: ChangedTopic) -> RenderableType:
    return _topic(topic.title, topic.id, "; ".join(map(_change, topic.changes)))


def _change(change: FieldChange) -> str:
    known = change.before is not None and change.after is not None
    return f"{change.field} {change.before}, now {change.after}" if known else change.field


def _topic(title: str, name: str, said: str = "") -> RenderableType:
    return indented(Text.assemble(title, "  ", (name, ACCENT), (f"  {said}" if said else "", QUIET)))
