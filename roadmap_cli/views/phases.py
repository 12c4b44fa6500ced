"""Phases, modules and topics, and how far each is: the table of `status`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.phrasing import amount, memory_text, or_nothing
from roadmap_cli.domain.roadmap import SETTLED, UNFINISHED
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.status import ModuleStatus, PhaseStatus, StatusReport
from roadmap_cli.reports.topic_line import TopicLine
from roadmap_cli.views.widgets import ACCENT, COVERED, QUIET, STRONG, Look, bar, mark, percent_text, quiet

_NUMBERS = (("done", 7), ("topics", 8), ("left", 8), ("skipped", 9))
"""The headings, and how wide the numbers below them are."""
_UNHEADED = (("", 7), ("", 8), ("", 13))
"""Without headings the numbers say themselves what they are, and what is skipped stands elsewhere."""
_TITLE = 30
"""At least so many letters are left to the titles of topics."""
_STATE = 9
"""How wide the words are that stand for marks in a pipe."""
_STATES = ("done", "skipped", "begun", "ahead")


def phases(report: StatusReport, look: Look, *, everything: bool, room: int | None = None) -> RenderableType:
    """With `room` for so many modules of the current phase: the others, and those that are done, share a line."""
    opened = everything or report.focus is not None
    effective = {choice.effective for choice in report.choices}
    shown = [(phase, _modules(report, phase, effective, everything=everything)) for phase in report.phases]
    topics = [topic for _, modules in shown for module in modules for topic in module.topics] if opened else []
    columns = Columns(
        look=look,
        skipping=report.totals.topics.skipped > 0,
        hours=report.totals.has_hours,
        headed=opened or look.plain,
        name_width=0,
    )
    beside = columns.beside(_beside(topic, effective, look) for topic in topics)
    if look.plain:
        names = (_name(topic, look).cell_len - columns.room for topic in topics)
        columns = columns._replace(name_width=max(_widest(report), beside + max(names, default=0)))
    table = columns.table(heads=True)
    parts: list[RenderableType] = [table]
    for phase, modules in shown:
        if report.focus and not modules:
            continue
        columns.add_row(table, Text(f"{phase.number}  {phase.title}", STRONG), phase.totals, phase.hours_left)
        some, folded = (modules, "") if opened else _folded(modules, report, room)
        for module in some:
            columns.add_row(table, Text(f"   {module.title}"), module.totals, module.hours_left)
            if opened:
                table = columns.table()
                parts += [_topics(module.topics, effective, columns, beside), table]
        if folded:
            table.add_row(quiet(f"   {'' if look.narrow else 'Modules: '}{folded}"))
    return Group(*parts)


def _modules(
    report: StatusReport, phase: PhaseStatus, effective: set[str], *, everything: bool
) -> tuple[ModuleStatus, ...]:
    """The modules of a phase that are shown below it."""
    if report.focus not in {None, phase.id}:
        return tuple(module for module in phase.modules if module.id == report.focus)
    opened = everything or phase.id in {report.focus, report.current}
    return tuple(each for each in phase.modules if opened and (everything or _on_path(each, effective)))


def _folded(
    modules: tuple[ModuleStatus, ...], report: StatusReport, room: int | None
) -> tuple[tuple[ModuleStatus, ...], str]:
    """The modules on which something is left, as many as there is room for, and how many of the others there are."""
    left = [module for module in modules if module.totals.topics.done < module.totals.topics.counted]
    whole = len(left) if len(left) < len(modules) else max(len(left) - 1, 0)
    most = len(left) if room is None or room > whole else max(room - 1, 0)
    kept = sorted(left, key=lambda module: _nearness(module, report))[:most]
    hidden = [module for module in modules if module not in kept]
    counts = Counter(_state(module) for module in hidden)
    said = [f"{counts[state]} {state}" for state in _STATES if counts[state]]
    return tuple(module for module in left if module in kept), ", ".join(said)


def _nearness(module: ModuleStatus, report: StatusReport) -> int:
    """A module of the next steps comes first, then what is begun."""
    topics = {topic.id for topic in module.topics}
    steps = [number for number, step in enumerate(report.next) if step.topic in topics]
    return min(steps, default=len(report.next) + (_state(module) != "begun"))


def _state(module: ModuleStatus) -> str:
    topics = module.totals.topics
    if topics.done == topics.counted:
        return "done" if topics.done else "skipped"
    return "begun" if topics.done or topics.doing else "ahead"


def _widest(report: StatusReport) -> int:
    """Of the names of phases and modules: in a pipe nothing else holds all pieces of the table together."""
    titles = (title for phase in report.phases for title in (phase.title, *(each.title for each in phase.modules)))
    return 3 + max(map(cell_len, titles), default=0)


def _on_path(module: ModuleStatus, effective: set[str]) -> bool:
    return any(topic.option is None or topic.option in effective for topic in module.topics)


class _Lines(NamedTuple):
    """A table for a pipe, where nothing wraps and nothing is cut off: one text costs a tenth of a Table of as many cells.
    `least` are the widths of its columns, of which a wider cell makes more; `right` begins with the first that stands to the
    right.
    """

    least: Sequence[int]
    right: int
    rows: list[tuple[Text, ...]]

    def add_row(self, *cells: Text | str) -> None:
        self.rows.append(tuple(cell if isinstance(cell, Text) else Text(cell) for cell in cells))

    def __rich__(self) -> Text:
        columns = zip_longest(*self.rows, fillvalue=Text())
        widths = [max(least, *(cell.cell_len for cell in its)) for least, its in zip(self.least, columns, strict=False)]
        said = Text(no_wrap=True, end="\n" if self.rows else "")
        for number, row in enumerate(self.rows):
            said.append("\n" if number else "")
            for place, (cell, width) in enumerate(zip(row, widths, strict=False)):
                gap = " " * (width - cell.cell_len)
                said = said.append(gap).append_text(cell) if place >= self.right else said.append_text(cell).append(gap)
        return said


class Columns(NamedTuple):
    """Name, bar, percent, topics, hours left, hours skipped: of one width in every piece of the table. Where no hours are
    told there are none left, and what is skipped is a number of topics.

    The gaps are part of the texts, since cells without padding render much faster.
    """

    look: Look
    skipping: bool
    hours: bool
    headed: bool
    name_width: int

    def table(self, *, heads: bool = False) -> Table | _Lines:
        widths = [width for _, width in self.numbers]
        table = _Lines([self.name_width, *widths], 1, []) if self.look.plain else self._grid(widths)
        if heads and self.headed:
            table.add_row("", *["", ""][: self.bar], *(quiet(f"  {name}") for name, _ in self.numbers))
        return table

    def _grid(self, widths: Iterable[int]) -> Table:
        table = Table.grid(expand=True)
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        if self.bar:
            table.add_column(width=2)
            table.add_column(width=self.bar)
        for width in widths:
            table.add_column(justify="right", no_wrap=True, min_width=width)
        return table

    @property
    def bar(self) -> int:
        """How wide bars are, if there are any."""
        return 0 if self.look.plain or self.look.narrow else 24 if self.look.wide else 12

    @property
    def numbers(self) -> tuple[tuple[str, int], ...]:
        if not self.headed:
            return _UNHEADED if self.hours else _UNHEADED[:2]
        left_out = {*([] if self.hours else ["left"]), *([] if self.skipping else ["skipped"])}
        return tuple(each for each in _NUMBERS if each[0] not in left_out)

    @property
    def room(self) -> int:
        """How wide percent and topics are together."""
        return sum(width for _, width in self.numbers[:2])

    def beside(self, texts: Iterable[Text]) -> int:
        """How wide the ids of topics are, with what is special about each: they stand below bar, percent and topics,
        and reach further only where there is room.
        """
        widest = max((text.cell_len for text in texts), default=0)
        if self.look.plain:
            return widest
        before = 0 if self.look.narrow else self.bar + 2 + self.room
        hours = sum(width for _, width in self.numbers[2:])
        return max(before, min(widest, self.look.width - hours - _TITLE))

    def add_row(self, table: Table | _Lines, name: Text, totals: Totals, hours_left: float) -> None:
        topics, hours = totals.topics, totals.hours
        cells: list[Text | str] = ["", bar(totals.percent, self.bar, self.look, COVERED)] if self.bar else []
        cells += [percent_text(totals), quiet(f"  {topics.done}/{topics.counted}")]
        skipped = amount(hours.skipped) if self.hours else f"{topics.skipped}"
        told = {
            "": or_nothing(hours_left, "  {} left"),
            "left": or_nothing(hours_left, "  {}"),
            "skipped": f"  {skipped}" if topics.skipped else "",
        }
        cells += [quiet(told[name]) for name, _ in self.numbers[2:]]
        table.add_row(name, *cells)


def _topics(topics: Iterable[TopicLine], effective: set[str], columns: Columns, beside: int) -> RenderableType:
    """Title, id and what is special, and the hours under the heading that they belong to."""
    look, widths = columns.look, [width for _, width in columns.numbers[2:]]
    lines = _Lines([columns.name_width + columns.room - beside, beside, *widths], 2, [])
    table = lines if look.plain else _topics_grid(beside, widths)
    for topic in topics:
        left = topic.hours_left if _counts(topic, effective) else 0.0
        hours = {"left": left, "skipped": topic.hours if topic.status == "skipped" else 0.0}
        cells = [quiet(or_nothing(hours[name], "  {}")) for name, _ in columns.numbers[2:]]
        table.add_row(_name(topic, look), _beside(topic, effective, look), *cells)
    return table


def _topics_grid(beside: int, widths: Iterable[int]) -> Table:
    table = Table.grid(expand=True)
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column(no_wrap=True, width=beside, overflow="ellipsis")
    for width in widths:
        table.add_column(justify="right", no_wrap=True, width=width)
    return table


def _name(topic: TopicLine, look: Look) -> Text:
    if look.plain:
        return Text(f"      {topic.id}  {topic.title}")
    style = QUIET if topic.status in SETTLED or topic.ready is False else ""
    return Text.assemble("     ", mark(topic.status, topic.ready, look), " ", (topic.title, style))


def _beside(topic: TopicLine, effective: set[str], look: Look) -> Text:
    """An id is shown whole or not at all; a title may be cut off before it, and behind it what is special."""
    special = ", ".join(_special(topic, effective))
    if look.plain:
        state = f"  {mark(topic.status, topic.ready, look)}"
        return Text(f"{state:<{_STATE}}  {special}" if special else state)
    name = () if look.narrow else ("  ", (topic.id, ACCENT))
    return Text.assemble(*name, (f"  {special}" if special else "", QUIET))


def _special(topic: TopicLine, effective: set[str]) -> Iterator[str]:
    yield from ["stretch"] * topic.stretch + ["proven"] * topic.proven + ["placed"] * topic.placed
    if topic.memory == "fading":
        yield memory_text(topic.memory, topic.fresh)
    if topic.criteria_met and topic.status in UNFINISHED:
        yield f"{topic.criteria_met} of {topic.criteria_count}"
    if not _counts(topic, effective):
        yield "not counted"


def _counts(topic: TopicLine, effective: set[str]) -> bool:
    return topic.option is None or topic.option in effective
