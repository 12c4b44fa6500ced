"""What a file of another program brings."""

from collections.abc import Collection, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.outline import Unplaced
from roadmap_cli.domain.phrasing import amount, count, extent, listed
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.reports.import_ import DefinitionLine, GoneLine, GrownLine, TakenInReport
from roadmap_cli.reports.status import SAY_HOURS
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.views.widgets import ACCENT, DOING, NOTHING_WRITTEN, QUIET, Look, heading, indented, quiet

_STATUSES: dict[Status, str] = {"doing": "in progress", "done": "done", "skipped": "skipped"}
MOST_TITLES = 8
MOST_UNPLACED = 10


def render(report: TakenInReport, look: Look, *, brief: bool = False, verbose: bool = False) -> RenderableType:
    """`brief` where all of it has just been shown; `verbose` names everything that has no place."""
    if brief:
        return Text(f"Imported into {report.roadmap.title}.")
    return Group(*_summary(report, look, verbose=verbose))


def _summary(report: TakenInReport, look: Look, *, verbose: bool) -> Iterator[RenderableType]:
    if report.is_new:
        yield from _news(report, look)
    else:
        yield Text(f"Nothing new: {report.roadmap.title} knows all that {report.origin.file} says.")
    if report.unplaced:
        yield from _unplaced(report.unplaced, len(report.unplaced) if verbose else MOST_UNPLACED)
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, DOING)


def _news(report: TakenInReport, look: Look) -> Iterator[RenderableType]:
    elsewhere = "" if report.origin.in_use or report.origin.definition else ", which is not the one in use"
    yield Text.assemble(f"{_verb(report)} {report.roadmap.title}  ", (report.roadmap.id, ACCENT), elsewhere)
    if report.origin.definition:
        yield from _definition(report.origin.definition, report.origin.inferred)
        yield from (indented(Text(f"Read: {rule}", QUIET)) for rule in report.origin.rules)
    if report.grown:
        yield from _grown(report.grown, {each.id for each in report.gone}, look)
    for name, topics in (("done", report.done), ("in progress", report.doing), ("skipped", report.skipped)):
        if topics:
            yield heading(f"Becomes {name}: {count(len(topics), 'topic')}")
            yield from _topics(topics, look)
    besides = [f"{amount(report.minutes / 60)} of study time"] if report.minutes else []
    besides += [f"{count(report.links, 'link')} as evidence"] if report.links else []
    besides += [count(report.ticks, "tick")] if report.ticks else []
    besides += [count(report.notes, "note")] if report.notes else []
    if besides:
        yield Text(f"Besides: {', '.join(besides)}")
    if report.gone:
        yield Text(f"No longer in the file, their progress stays on record: {listed(list(_gone(report.gone)))}")
    if report.known:
        yield quiet(f"Known already: {count(report.known, 'topic')}")


def _grown(grown: GrownLine, told: Collection[str], look: Look) -> Iterator[RenderableType]:
    """What left with a record is told by itself."""
    if grown.added:
        yield heading(f"New: {count(len(grown.added), 'topic')}")
        yield from _topics(grown.added, look)
    arrow = "->" if look.ascii_only else "→"
    renamed = [f"{each.before} {arrow} {each.title}" for each in grown.renamed]
    changed = [each.title for each in grown.changed]
    removed = [each.title for each in grown.removed if each.id not in told]
    staying = [each.title for each in grown.staying]
    for words, titles in (
        ("Renamed, with their progress", renamed),
        ("Changed", changed),
        ("No longer in the file", removed),
        ("No longer in the file, but edited here, so they stay", staying),
    ):
        if titles:
            yield Text(f"{words}: {listed(titles, len(titles) if look.plain else MOST_TITLES)}")


def _gone(gone: tuple[GoneLine, ...]) -> Iterator[str]:
    for each in gone:
        status = [_STATUSES[each.status]] if each.status in _STATUSES else []
        said = ", ".join([*status, *([amount(each.minutes / 60)] if each.minutes else [])])
        yield f"{each.title} ({said})" if said else each.title


def _verb(report: TakenInReport) -> str:
    definition = report.origin.definition
    if definition is None:
        return "For the roadmap"
    return "A new roadmap:" if definition.new else "Brought up to date:"


def _definition(definition: DefinitionLine, inferred: str) -> Iterator[RenderableType]:
    yield indented(Text(extent(definition.phases, definition.modules, definition.topics)))
    yield indented(quiet(definition.file))
    if not definition.estimated:
        yield indented(Text(f"No hours in the file, so no date can be told; {SAY_HOURS}", DOING))
    if inferred:
        yield indented(Text(f"Guessed: {inferred}", DOING))


def _topics(topics: tuple[Named, ...], look: Look) -> Iterator[RenderableType]:
    """All of them in a pipe, a line each; on a screen as many as one looks at."""
    if look.plain:
        yield Text("\n".join(f"   {each.title}  {each.id}" for each in topics))
    else:
        yield indented(Text(listed([each.title for each in topics], MOST_TITLES)))


def _unplaced(unplaced: tuple[Unplaced, ...], most: int) -> Iterator[RenderableType]:
    yield heading(f"Without a place: {len(unplaced):,}")
    for each in unplaced[:most]:
        text = f"  {each.text}" if each.text else ""
        yield indented(Text.assemble((each.place, QUIET), text, (f"  {each.why}", QUIET)))
    if len(unplaced) > most:
        yield indented(quiet(f"and {len(unplaced) - most:,} more; see all of them with --verbose"))
