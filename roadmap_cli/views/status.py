"""The dashboard: where am I, what next, since when."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.days import shade
from roadmap_cli.domain.phrasing import amount, around, count, full_day, memory_text, percent
from roadmap_cli.domain.roadmap import SETTLED, UNFINISHED
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.activity import streak_phrase
from roadmap_cli.reports.status import ForecastLine, Habits, ModuleStatus, PhaseStatus, StatusReport
from roadmap_cli.reports.topic import TopicLine
from roadmap_cli.views.next import steps
from roadmap_cli.views.widgets import (
    ACCENT,
    COVERED,
    DOING,
    FRESH,
    PROVEN,
    QUIET,
    STRONG,
    Look,
    bar,
    grid,
    heading,
    legend,
    mark,
    percent_text,
    quiet,
    shades,
    skipped_text,
)

FACTS = {"covered": COVERED, "proven": PROVEN, "fresh": FRESH}


def render(report: StatusReport, look: Look, *, everything: bool = False, short: bool = False) -> RenderableType:
    if short:
        return _short(report)
    parts: list[RenderableType] = [_head(report, look), Text(), _overall(report, look), Text()]
    parts.append(_phases(report, look, everything=everything))
    parts += [Text(), legend(look)] if (everything or report.focus) and not look.plain else []
    parts += [Text(), *_choices(report, look)] if not report.focus and report.choices else []
    if report.orphaned:
        parts += [Text(), *_orphans(report)]
    if not report.focus:
        parts += [
            Text(),
            heading("Next"),
            *steps(report.next, report.review, report.totals.topics.counted, look),
            Text(),
            _habits(report.habits, look),
        ]
        parts += [quiet(line) for line in _ahead(report)]
    if report.untouched:
        parts += [Text(), *_welcome()]
    return Group(*parts)


def _short(report: StatusReport) -> Text:
    step = (
        f"next: {'refresh ' if report.next[0].action == 'review' else ''}{report.next[0].title}"
        if report.next
        else "all done"
        if report.totals.topics.counted
        else "all skipped"
    )
    return Text(f"{percent(report.totals.percent)} {step}", no_wrap=True, overflow="ellipsis")


def _head(report: StatusReport, look: Look) -> RenderableType:
    when = f"{report.user}, {full_day(report.as_of)}"
    if look.narrow or look.plain:
        return Group(heading(report.roadmap.title), quiet(when))
    table = grid("left*", "right", expand=True)
    table.add_row(heading(report.roadmap.title), quiet(when))
    return table


def _overall(report: StatusReport, look: Look) -> RenderableType:
    totals = report.totals
    facts = [f"{amount(totals.hours.logged)} logged"] if totals.hours.logged else []
    facts += [skipped_text(totals)] if totals.topics.skipped else []
    rows = _three_facts(totals)
    if look.plain:
        lines = [f"{name:<7}  {percent(value):>5}  {text}" for name, value, text in rows]
        return Text("\n".join([*lines, *([", ".join(facts)] if facts else [])]))
    table = Table.grid()
    for _ in range(1 if look.narrow else 2):
        table.add_column(no_wrap=True)
    for name, value, text in rows:
        bars = [] if look.narrow else [bar(value, 32 if look.wide else 20, look, FACTS[name])]
        table.add_row(Text(f"{name:<7}  "), *bars, Text(f"{percent(value):>7}  ", STRONG), quiet(text))
    return Group(table, *([quiet(look.separator.join(facts))] if facts else []))


def _three_facts(totals: Totals) -> Iterator[tuple[str, float, str]]:
    """Done, shown, and still remembered: three facts of the same path, none of which says the others."""
    topics, hours = totals.topics, totals.hours
    done = f"{topics.done:,} of {count(topics.counted, 'topic')} done, {hours.done:,.0f} of {hours.counted:,.0f} h"
    yield "covered", totals.percent, done
    proven = count(totals.proven, "topic") if totals.proven else "no topic yet"
    yield "proven", _share(hours.proven, hours.counted), f"{proven} with a link to what you made"
    known = (totals.fresh, "remembered"), (totals.fading, "fading"), (totals.untested, "untested")
    said = [f"{number:,} {words}" for number, words in known if number]
    if said or not topics.done:
        yield "fresh", _share(hours.fresh, hours.counted), ", ".join(said) or "nothing to remember yet"


def _share(hours: float, counted: float) -> float:
    return 100 * hours / counted if counted else 0.0


def _phases(report: StatusReport, look: Look, *, everything: bool) -> RenderableType:
    columns = Columns(look, report.totals.topics.skipped > 0, _widest(report) if look.plain else 0)
    effective = {choice.effective for choice in report.choices}
    shown = [(phase, _modules(report, phase, effective, everything=everything)) for phase in report.phases]
    opened = everything or report.focus is not None
    ids = [topic.id for _, modules in shown for module in modules for topic in module.topics]
    table = columns.table(heads=True)
    parts: list[RenderableType] = [table]
    for phase, modules in shown:
        if report.focus and not modules:
            continue
        columns.add_row(table, Text(f"{phase.number}  {phase.title}", STRONG), phase.totals)
        for module in modules:
            columns.add_row(table, Text(f"   {module.title}"), module.totals)
            if opened:
                table = columns.table()
                parts += [_topics(module.topics, effective, look, max(map(len, ids))), table]
    return Group(*parts)


def _modules(
    report: StatusReport, phase: PhaseStatus, effective: set[str], *, everything: bool
) -> tuple[ModuleStatus, ...]:
    """The modules of a phase that are shown below it."""
    if report.focus not in {None, phase.id}:
        return tuple(module for module in phase.modules if module.id == report.focus)
    opened = everything or phase.id in {report.focus, report.current}
    return tuple(each for each in phase.modules if opened and (everything or _on_path(each, effective)))


def _widest(report: StatusReport) -> int:
    """Of the names: in a pipe nothing else holds the columns of all pieces of the table together."""
    titles = (title for phase in report.phases for title in (phase.title, *(each.title for each in phase.modules)))
    return 3 + max(map(cell_len, titles))


def _on_path(module: ModuleStatus, effective: set[str]) -> bool:
    return any(topic.option is None or topic.option in effective for topic in module.topics)


class Columns(NamedTuple):
    """Name, bar, percent, topics, hours left, hours skipped: of one width in every piece of the table.

    The gaps are part of the texts, since cells without padding render much faster.
    """

    look: Look
    skipping: bool
    name_width: int

    def table(self, *, heads: bool = False) -> Table:
        look = self.look
        table = Table.grid(expand=not look.plain)
        table.add_column(ratio=None if look.plain else 1, no_wrap=True, overflow="ellipsis", min_width=self.name_width)
        if self.has_bars:
            table.add_column(width=2)
            table.add_column(width=24 if look.wide else 12)
        names = ("done", "topics", "left", "skipped")[: 4 if self.skipping else 3]
        for width in (7, 8, 7, 9)[: len(names)]:
            table.add_column(justify="right", no_wrap=True, min_width=width)
        if heads:
            table.add_row("", *(["", ""] if self.has_bars else []), *(quiet(f"  {name}") for name in names))
        return table

    @property
    def has_bars(self) -> bool:
        return not self.look.plain and not self.look.narrow

    def add_row(self, table: Table, name: Text, totals: Totals) -> None:
        topics, hours = totals.topics, totals.hours
        cells: list[RenderableType] = (
            ["", bar(totals.percent, 24 if self.look.wide else 12, self.look, COVERED)] if self.has_bars else []
        )
        cells += [percent_text(totals), quiet(f"  {topics.done}/{topics.counted}")]
        cells.append(quiet(f"  {hours.left:,.0f} h" if hours.left else ""))
        cells += [quiet(f"  {hours.skipped:,.0f} h" if topics.skipped else "")] if self.skipping else []
        table.add_row(name, *cells)


def _topics(topics: Iterable[TopicLine], effective: set[str], look: Look, id_width: int) -> RenderableType:
    """Title, id, what is special, hours. An id is shown whole or not at all; a title may be cut off before it."""
    table = Table.grid(expand=not look.plain)
    table.add_column(ratio=None if look.plain else 1, no_wrap=True, overflow="ellipsis")
    table.add_column(no_wrap=True, width=None if look.plain else 2 if look.narrow else id_width + 2)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right", min_width=7)
    for topic in topics:
        state = mark(topic.status, topic.ready, look)
        details = ["stretch"] * topic.stretch + ["proven"] * topic.proven + ["placed"] * topic.placed
        details += [memory_text(topic.memory, topic.fresh)] if topic.memory == "fading" else []
        details += [f"{topic.criteria_met} of {topic.criteria_count}"] * (
            topic.criteria_met > 0 and topic.status in UNFINISHED
        )
        details += ["not counted"] * (topic.option is not None and topic.option not in effective)
        special, hours = quiet(f"  {', '.join(details)}"), quiet(f"  {topic.hours:g} h")
        if look.plain:
            table.add_row(Text(f"      {topic.id}  {topic.title}"), Text.assemble("  ", state), special, hours)
            continue
        style = QUIET if topic.status in SETTLED or topic.ready is False else ""
        name = Text.assemble("     ", state, " ", (topic.title, style))
        table.add_row(name, Text("" if look.narrow else f"  {topic.id}", ACCENT), special, hours)
    return table


def _choices(report: StatusReport, look: Look) -> Iterator[RenderableType]:
    for choice in report.choices:
        titles = {option.id: option.title for option in choice.options}
        if choice.chosen:
            yield Text.assemble((f"{choice.title}: ", QUIET), titles[choice.chosen])
            continue
        text = f"{choice.title}: open, {choice.effective} is counted until then"
        yield Text.assemble((text, DOING), ("; " if look.plain else "  ", ""), (f"roadmap choose {choice.id}", ACCENT))


def _orphans(report: StatusReport) -> Iterator[RenderableType]:
    yield heading("No longer in the roadmap file, progress kept")
    for orphan in report.orphaned:
        logged = f", {amount(orphan.minutes / 60)} logged" if orphan.minutes else ""
        yield quiet(f"   {orphan.id}: {orphan.status}{logged}")


def _habits(habits: Habits, look: Look) -> RenderableType:
    week = f"{amount(habits.week.minutes / 60)} of {amount(habits.week.goal_minutes / 60)} this week"
    said = f"{habits.study_days} of {habits.window} days studied, {week}"
    said += f"\n{streak_phrase(habits.streaks).capitalize()}" if habits.streaks.current else ""
    if look.plain:
        return Text(said)
    signs = shades(look)
    line = "".join(signs[shade(day.minutes, day.events)] for day in habits.days)
    return Text.assemble((line, ACCENT), "\n" if look.narrow else "  ", (said, QUIET))


def _ahead(report: StatusReport) -> Iterator[str]:
    if report.habits.break_until:
        yield f"On a break until {full_day(report.habits.break_until)}"
    if not report.forecast.done:
        yield forecast_text(report.forecast, report.as_of.date())
    if report.timer:
        ran = f", {amount(report.timer.minutes / 60)} so far" if report.timer.minutes > 0 else ""
        yield f"A timer is running on {report.timer.title}{ran}"


def forecast_text(line: ForecastLine, today: date) -> str:
    if line.p50 is None:
        return "Too few hours lately to tell when you are there; more: roadmap forecast"
    whose = {"record": "At your", "plan": "At the planned", "settings": "At a goal of"}[line.basis]
    return f"{whose} {amount(line.hours_per_week)} a week: there {around(line.p50, line.p80, today, weeks=line.weeks)}"


def _welcome() -> Iterator[RenderableType]:
    yield heading("Begin here")
    table = grid("left", "left*", padding=2)
    table.add_row(Text("   roadmap start TOPIC", ACCENT), quiet("when you begin a topic"))
    table.add_row(Text("   roadmap done TOPIC", ACCENT), quiet("when you can do what it asks"))
    table.add_row(Text("   roadmap show TOPIC", ACCENT), quiet("what it asks, and where to learn it"))
    yield table
