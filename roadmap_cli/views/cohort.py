"""Learners with their sums, a screenful at a time; and what a mentor sees of one."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.phrasing import amount, count, listed, percent
from roadmap_cli.reports.cohort import UNREAD, CohortReport, LearnerLine, MeReport
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, STRONG, Look, bar, grid, heading, quiet

LINES_AROUND = 8
"""What stands around the learners, without the phases: headings, gaps, where most are stuck, the way to the next page, and the
line below the answer.
"""
_NAME = (14, 16, 24)
"""How much room there is for names on a narrow, a usual and a wide terminal."""
_CLOSE = 55
"""On a terminal that is narrower columns stand next to each other."""
_KEPT = (
    "Kept for it, and all that a mentor may read: the topics and hours of each phase, the minutes of your last days of study,"
    " your topics in progress, when each topic done is forgotten, what you finished lately, and your breaks without the reason."
    " Never your notes, cards, links, stories, interviews or applications."
)


class _Column(NamedTuple):
    title: str
    justify: Literal["left", "right"] = "right"
    width: int = 0
    """The narrowest terminal that has room for it; 0 for any."""
    gives_way: bool = False
    """Where the others need more than is left."""


_COLUMNS = (
    _Column("Learner", "left"),
    _Column("Done"),
    _Column("28 days"),
    _Column("Now at", "left", 76, gives_way=True),
    _Column("Seen", "left"),
    _Column("Arrives", "left", 76),
    _Column("Stuck"),
    _Column("Proven", "right", 110),
    _Column("Fresh", "right", 110),
)


def render(report: CohortReport, look: Look) -> RenderableType:
    return Group(*_cohort(report, look))


def render_me(report: MeReport, look: Look) -> RenderableType:
    return Group(*_me(report, look))


def _cohort(report: CohortReport, look: Look) -> Iterator[RenderableType]:
    if not report.learners:
        yield Text(_nobody(report))
        return
    yield heading(f"{report.roadmap.title}: {count(report.learners, 'learner')}{_part(report, look)}")
    yield quiet(look.separator.join(_numbers(report, look)))
    yield Text()
    yield _phases(report, look)
    if report.stuck_topics:
        stuck = (f"{each.topic.title} ({each.learners:,})" for each in report.stuck_topics)
        line = Text.assemble(("Most are stuck at: ", DOING), "; ".join(stuck), no_wrap=not look.plain)
        line.truncate(look.width, overflow="ellipsis")
        yield line
    yield Text()
    yield _lines(report, look) if look.plain else _table(report, look)
    if report.unread:
        yield Text(f"Not told here: {listed(report.unread)}. {UNREAD}", DOING)
    if report.pages > 1:
        following = f", the next: --page {report.page + 1}" if report.page < report.pages else ""
        yield quiet(f"Page {report.page:,} of {report.pages:,}{following}; all at once: --all")


def _nobody(report: CohortReport) -> str:
    if report.is_of_some:
        return "No learner meets these conditions."
    return f"Nobody has recorded anything on {report.roadmap.title} yet."


def _part(report: CohortReport, look: Look) -> str:
    parts = [f"in {report.group}"] if report.group else []
    parts += [f"at {report.phase.title}"] if report.phase else []
    parts += [f"not seen since {look.day(report.idle_since)}"] if report.idle_since else []
    return f" {', '.join(parts)}" if parts else ""


def _numbers(report: CohortReport, look: Look) -> list[str]:
    """Names tell no mentor whom to look at, where they are not all on the page."""
    is_hidden = report.stuck and report.pages > 1 and report.sort == "name" and not look.plain
    return [
        f"{report.stuck:,} stuck{', the longest first: --sort stuck' if is_hidden else ''}",
        f"{report.done:,} done",
    ]


def _phases(report: CohortReport, look: Look) -> Table:
    table = grid("left", "right", "left", "right", padding=2)
    for each in report.phases:
        title = Text(each.title)
        title.truncate(look.width if look.plain else max(look.width - 30, 20), overflow="ellipsis")
        drawn = Text() if look.plain or look.narrow else bar(each.percent, 20 if look.wide else 12, look, DONE)
        hours = f"{amount(each.hours.done)} of {amount(each.hours.counted)}" if look.wide and each.hours.counted else ""
        table.add_row(
            Text.assemble(f"{each.number}  ", title), Text(percent(each.percent), STRONG), drawn, quiet(hours)
        )
    return table


def _lines(report: CohortReport, look: Look) -> Text:
    """For a pipe, where nothing wraps: one text costs a tenth of a table of as many cells."""
    rows = [
        [each.title for each in _COLUMNS],
        *([cell.plain for cell in _cells(each, report, look)] for each in report.lines),
    ]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return Text("\n".join("  ".join(map(set_cell_size, row, widths)).rstrip() for row in rows))


def _table(report: CohortReport, look: Look) -> Table:
    shown = [place for place, each in enumerate(_COLUMNS) if look.width >= each.width]
    table = Table.grid(padding=(0, 1 if look.width < _CLOSE else 2), pad_edge=False)
    for place in shown:
        table.add_column(justify=_COLUMNS[place].justify, no_wrap=not _COLUMNS[place].gives_way)
    table.add_row(*(quiet(_COLUMNS[place].title) for place in shown))
    for each in report.lines:
        cells = _cells(each, report, look)
        table.add_row(*(cells[place] for place in shown))
    return table


def _cells(line: LearnerLine, report: CohortReport, look: Look) -> Sequence[Text]:
    at, stuck = (line.topic.id if line.topic else ""), line.stuck
    elsewhere = f" {stuck.topic.id}" if stuck and stuck.topic != line.topic and look.plain else ""
    return (
        _name(line.user, look),
        Text(percent(line.percent), DONE if line.is_done else STRONG),
        Text(amount(line.recent_hours)),
        Text(at, ACCENT),
        Text(_seen(line, report, look)),
        Text(_arrival(line, look)),
        Text(f"{stuck.days} d{elsewhere}" if stuck else "", DOING),
        Text(f"{line.proven}"),
        Text(f"{line.fresh}"),
    )


def _name(user: str, look: Look) -> Text:
    text = Text(user)
    if not look.plain:
        text.truncate(_NAME[2 if look.wide else 0 if look.narrow else 1], overflow="ellipsis")
    return text


def _seen(line: LearnerLine, report: CohortReport, look: Look) -> str:
    if line.last_day is None:
        return "never"
    if look.plain:
        return line.last_day.isoformat()
    ago = (report.as_of - line.last_day).days
    return f"{ago:,} d ago" if ago > 0 else "today"


def _arrival(line: LearnerLine, look: Look) -> str:
    if line.is_done:
        return "done"
    if line.arrival is None:
        return "no date"
    return line.arrival.isoformat() if look.plain else f"{line.arrival:%b %Y}"


def _me(report: MeReport, look: Look) -> Iterator[RenderableType]:
    if report.unread:
        yield Text(f"A mentor is told nothing of {report.user} on {report.roadmap.title}. {UNREAD}", DOING)
        yield Text.assemble("To make it anew: ", (look.advice("roadmap doctor --fix"), ACCENT))
        return
    if report.line is None:
        yield Text(f"Nothing is recorded of {report.user} on {report.roadmap.title}, so that a mentor sees nothing.")
        return
    yield heading(f"What a mentor sees of {report.user}: {report.roadmap.title}")
    table = grid("left", "left*", padding=2)
    for name, told in _facts(report, report.line, look):
        table.add_row(Text(name, ACCENT), Text(told))
    yield table
    yield Text()
    yield Text(_KEPT)
    yield quiet("All of it as the database holds it: roadmap cohort --me --json")


def _facts(report: MeReport, line: LearnerLine, look: Look) -> Iterator[tuple[str, str]]:
    hours = f", {amount(line.hours.done)} of {amount(line.hours.counted)}" if line.hours.counted else ""
    groups = ", ".join(f"{each.group} ({each.role})" for each in report.groups)
    yield "Groups", groups or "none"
    yield "Done", f"{percent(line.percent)}: {line.topics.done:,} of {count(int(line.topics.counted), 'topic')}{hours}"
    yield "28 days", amount(line.recent_hours)
    if line.topic and line.since:
        yield "Now at", f"{line.topic.title}, since {look.day(line.since)}"
    yield "Last seen", look.day(line.last_day) if line.last_day else "never"
    yield "Arrives", _arrival(line, look)
    if line.stuck:
        due = f"should have been done by {look.day(line.stuck.due)}, by its estimate"
        yield "Stuck", f"{count(line.stuck.days, 'day')}: {line.stuck.topic.title} {due}"
    yield "Proven", count(line.proven, "topic")
    yield "Fresh", count(line.fresh, "topic")
