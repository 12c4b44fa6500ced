"""What a job asks for against what there is, and what closes the difference, nearest first."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.interview import BEST
from roadmap_cli.domain.phrasing import amount, around, count, in_words, listed
from roadmap_cli.domain.ready_row import BY_THE_FILE, ReadyRow, RowCode
from roadmap_cli.reports.ready import ReadyReport, line_of, what_closes
from roadmap_cli.reports.status import READY, CoreLine, ForecastLine, ready_count
from roadmap_cli.views.widgets import ACCENT, DOING, STRONG, Look, grid, heading, mark, quiet

NOTHING_ASKED = "This roadmap does not say what it takes to be hired: its file has no [ready]."
_MOST_NAMES = 4
_SAID: frozenset[RowCode] = frozenset({"format", "tags"})
"""Whose line says already what is missing."""


def render(report: ReadyReport, look: Look) -> RenderableType:
    line = line_of(report.rows)
    if line is None:
        return Text(NOTHING_ASKED)
    if not report.nearest:
        return Group(
            heading(f"You are {READY}: nothing that is asked for is missing."),
            Text(),
            *_table(report, look),
            Text(),
            *map(quiet, _notes(report)),
        )
    title = heading(ready_count(line))
    return Group(title, Text(), *_table(report, look), Text(), *_missing(report, look))


def _table(report: ReadyReport, look: Look) -> Iterator[RenderableType]:
    table = grid("left", "left*", "right", "right", "right", padding=2 if look.plain else 1)
    table.add_row("", "", quiet("  have"), quiet("  want"), quiet("  about" if report.nearest else ""))
    for row in report.rows:
        sign = Text("met" if row.met else "missing") if look.plain else mark("done" if row.met else "todo", None, look)
        table.add_row(
            Text.assemble("   ", sign),
            Text(row.title),
            Text(f"  {row.have:g}", STRONG),
            quiet(f"  {row.want:g}"),
            quiet(f"  {_hours(row)}"),
        )
    yield table


def _hours(row: ReadyRow) -> str:
    return amount(row.hours) if row.hours else ""


def _missing(report: ReadyReport, look: Look) -> Iterator[RenderableType]:
    """With names as far as a line or two hold them; a pipe has all."""
    number = len(report.nearest)
    verb, thing = ("is", "thing") if number == 1 else ("are", "things")
    nearest = "." if number == 1 else "; nearest first."
    yield heading(f"{in_words(number).capitalize()} {thing} {verb} missing{nearest}")
    table = Table.grid()
    table.add_column(no_wrap=True)
    table.add_column()
    for place, row in enumerate(report.nearest, 1):
        hours = f", about {_hours(row)}" if row.hours else ""
        if row.days > 1:
            hours += f", over at least {count(row.days, 'day')} at {count(report.new_cards_per_day, 'new card')} a day"
        last = f", {row.missing[0]}" if row.code == "format" else ""
        first = Text.assemble((_capital(what_closes(row)), STRONG), hours, quiet(last))
        table.add_row(Text(f"   {place}  ", DOING), first)
        if row.missing and row.code not in _SAID:
            table.add_row("", quiet(listed(row.missing, len(row.missing) if look.plain else _MOST_NAMES)))
        table.add_row("", Text(row.command, ACCENT))
    yield table
    yield Text()
    yield from (quiet(each) for each in _notes(report))


def _path(report: ReadyReport) -> Iterator[str]:
    """The topics alone, whatever else is asked for: what is left of them, and until when."""
    line, core = report.forecast, report.forecast.core
    ends: list[tuple[str, float, ForecastLine | CoreLine]] = []
    if core and not core.done:
        ends.append((f"{core.title}, all but stretch topics", core.hours_left, core))
    if not line.done:
        ends.append(("Everything" if core else "The path", report.hours_left, line))
    for name, hours, dates in () if line.no_hours else ends:
        when = f", {around(dates.p50, dates.p80, report.today, weeks=line.weeks, short=True)}" if dates.p50 else ""
        yield f"{name}: {amount(hours)} left{when}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _notes(report: ReadyReport) -> Iterator[str]:
    if report.wanted and any(row.code == "format" for row in report.rows):
        within = f", within {count(report.wanted.days, 'day')}" if report.wanted.days else ""
        yield f"Interviews: as practised last, {max(report.wanted.score, 1)} of {BEST} or better{within}."
    if len(report.nearest) > 1 and report.hours:
        yield f"Together about {amount(report.hours)}, since one thing often closes several."
    yield from _path(report)
    if any(row.code in BY_THE_FILE for row in report.nearest):
        project, mock, story = (amount(each) for each in report.estimates)
        yield f"By the estimates of the roadmap file: a project {project}, a story {story}, a format {mock}."
