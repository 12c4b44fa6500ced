"""The dashboard: where am I, what next, since when."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.standing import Totals
from roadmap_cli.domain.words import amount, count
from roadmap_cli.reports import Habits, ModuleStatus, PhaseStatus, StatusReport, TopicLine
from roadmap_cli.views.parts import (
    ACCENT,
    DOING,
    QUIET,
    Look,
    bar,
    grid,
    heading,
    mark,
    percent_text,
    quiet,
    skipped_text,
)
from roadmap_cli.views.steps import steps

_SHADES = " ░▒▓█"
_ASCII_SHADES = ".-=#@"
_SHADE_MINUTES = (1, 30, 60, 120)


def render(report: StatusReport, look: Look, *, everything: bool = False, short: bool = False) -> RenderableType:
    if short:
        return _short(report)
    parts: list[RenderableType] = [_head(report, look), Text(), _overall(report, look), Text()]
    parts.append(_phases(report, look, everything=everything))
    parts += [Text(), *_choices(report, look)] if not report.focus and report.choices else []
    if report.orphaned:
        parts += [Text(), *_orphans(report)]
    if not report.focus:
        parts += [Text(), heading("Next"), *_next(report, look), Text(), _habits(report.habits, look)]
    if report.untouched:
        parts += [Text(), *_welcome()]
    return Group(*parts)


def _short(report: StatusReport) -> Text:
    step = f"next: {report.next[0].title}" if report.next else "all done"
    return Text(f"{int(report.totals.percent)} % {step}")


def _head(report: StatusReport, look: Look) -> RenderableType:
    as_of = report.as_of
    when = f"{report.user}, {as_of.day} {as_of:%B %Y}"
    if look.narrow or look.plain:
        return Group(heading(report.roadmap.title), quiet(when))
    table = grid("left*", "right", expand=True)
    table.add_row(heading(report.roadmap.title), quiet(when))
    return table


def _overall(report: StatusReport, look: Look) -> RenderableType:
    totals = report.totals
    facts = [f"{totals.topics.done:,} of {count(totals.topics.counted, 'topic')} done"]
    facts.append(f"{totals.hours.done:,.0f} of {totals.hours.counted:,.0f} h")
    facts += [f"{amount(totals.hours.logged)} logged"] if totals.hours.logged else []
    facts += [f"{totals.proven} proven"] if totals.proven else []
    facts += [skipped_text(totals)] if totals.topics.skipped else []
    if look.plain:
        return Text(", ".join([f"{int(totals.percent)} %", *facts]))
    table = grid("left", "right", padding=2)
    table.add_row(bar(totals.percent, min(look.width - 10, 72)), percent_text(totals))
    return Group(table, quiet(" · ".join(facts)))


def _phases(report: StatusReport, look: Look, *, everything: bool) -> RenderableType:
    table = _progress_table(look)
    effective = {choice.effective for choice in report.choices}
    for phase in report.phases:
        modules = [module for module in phase.modules if everything or _on_path(module, effective)]
        focused = report.focus in {phase.id, *(module.id for module in phase.modules)}
        if report.focus and not focused:
            continue
        _phase_row(table, phase, look)
        if everything or focused or (not report.focus and phase.id == report.current):
            for module in modules:
                if report.focus in {None, phase.id, module.id}:
                    _module_row(table, module, look)
                    opened = everything or report.focus in {phase.id, module.id}
                    _topic_rows(table, module.topics if opened else (), look)
    return table


def _on_path(module: ModuleStatus, effective: set[str]) -> bool:
    return any(topic.option is None or topic.option in effective for topic in module.topics)


def _progress_table(look: Look) -> Table:
    if look.plain:
        return grid("left", "right", "right", "right", "left", padding=2)
    table = grid("left*", "left", "right", "right", "right", padding=1, expand=True)
    for column in table.columns[:1]:
        column.no_wrap = True
        column.overflow = "ellipsis"
    return table


def _phase_row(table: Table, phase: PhaseStatus, look: Look) -> None:
    name = Text(f"{phase.number}  {phase.title}", "bold")
    table.add_row(*_cells(name, phase.totals, look, bar_width=_bar_width(look)))


def _module_row(table: Table, module: ModuleStatus, look: Look) -> None:
    table.add_row(*_cells(Text(f"   {module.title}"), module.totals, look, bar_width=_bar_width(look)))


def _bar_width(look: Look) -> int:
    return 8 if look.narrow else 24 if look.wide else 16


def _cells(name: Text, totals: Totals, look: Look, *, bar_width: int) -> Iterator[RenderableType]:
    topics, hours = totals.topics, totals.hours
    left = f"{hours.left:,.0f} h left" if hours.left else ""
    if topics.skipped:
        left = f"{left}, {topics.skipped} skipped" if left else skipped_text(totals)
    yield name
    if not look.plain:
        yield bar(totals.percent, bar_width)
    yield percent_text(totals)
    yield quiet(f"{topics.done}/{topics.counted}")
    yield quiet(left if not look.narrow else f"{hours.left:,.0f} h")
    if look.plain:
        yield Text()


def _topic_rows(table: Table, topics: Iterable[TopicLine], look: Look) -> None:
    for topic in topics:
        style = QUIET if topic.status in {"done", "skipped"} or topic.ready is False else ""
        details = [*(["stretch"] if topic.stretch else []), *(["proven"] if topic.proven else [])]
        if look.plain:
            state = mark(topic.status, topic.ready, look)
            table.add_row(Text(f"      {topic.id}  {topic.title}"), state, "", f"{topic.hours:g} h", ", ".join(details))
            continue
        name = Text.assemble("     ", mark(topic.status, topic.ready, look), " ", (topic.title, style))
        identifier = quiet(topic.id if look.wide else "")
        table.add_row(name, identifier, "", quiet(", ".join(details)), quiet(f"{topic.hours:g} h"))


def _choices(report: StatusReport, look: Look) -> Iterator[RenderableType]:
    for choice in report.choices:
        titles = {option.id: option.title for option in choice.options}
        if choice.chosen:
            yield Text.assemble((f"{choice.title}: ", QUIET), titles[choice.chosen])
            continue
        text = f"{choice.title}: open. {titles[choice.effective]} is counted until you choose"
        yield Text.assemble((text, DOING), (": " if look.plain else "  ", ""), (f"roadmap choose {choice.id}", ACCENT))


def _orphans(report: StatusReport) -> Iterator[RenderableType]:
    yield heading("No longer in the roadmap file, progress kept")
    for orphan in report.orphaned:
        logged = f", {amount(orphan.minutes / 60)} logged" if orphan.minutes else ""
        yield quiet(f"   {orphan.id}: {orphan.status}{logged}")


def _next(report: StatusReport, look: Look) -> Iterator[RenderableType]:
    if report.next:
        yield steps(report.next, look)
    else:
        yield Text("Nothing counted is left: the whole path is done.")


def _habits(habits: Habits, look: Look) -> RenderableType:
    said = f"{habits.study_days} of the last {habits.window} days studied"
    if habits.minutes:
        said += f", {amount(habits.minutes / 60)} logged"
    if look.plain:
        return Text(said)
    shades = _ASCII_SHADES if look.ascii_only else _SHADES
    line = "".join(shades[_shade(day.minutes, day.events)] for day in habits.days)
    table = grid("left", "left*", padding=2)
    table.add_row(Text(f"[{line}]" if look.ascii_only else f"▏{line}▕", ACCENT), quiet(said))
    return table


def _shade(minutes: int, events: int) -> int:
    """0 for an idle day, 1 for anything at all, more with the minutes."""
    return max(sum(minutes >= step for step in _SHADE_MINUTES), 1 if events else 0)


def _welcome() -> Iterator[RenderableType]:
    yield heading("Begin here")
    table = grid("left", "left*", padding=2)
    table.add_row(Text("   roadmap start TOPIC", ACCENT), quiet("when you begin a topic"))
    table.add_row(Text("   roadmap done TOPIC", ACCENT), quiet("when you can do what it asks"))
    table.add_row(Text("   roadmap show TOPIC", ACCENT), quiet("what it asks, and where to learn it"))
    yield Padding(table, (0, 0))
