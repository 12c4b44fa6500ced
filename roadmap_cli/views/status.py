"""The dashboard: where am I, what next, since when."""

from collections.abc import Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.days import shade
from roadmap_cli.domain.phrasing import amount, around, count, percent
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.activity import streak_phrase
from roadmap_cli.reports.status import ForecastLine, Habits, StatusReport
from roadmap_cli.views.next import steps
from roadmap_cli.views.phases import phases
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
    quiet,
    shades,
    skipped_text,
)

FACTS = {"covered": COVERED, "proven": PROVEN, "fresh": FRESH}


def render(report: StatusReport, look: Look, *, everything: bool = False, short: bool = False) -> RenderableType:
    if short:
        return _short(report)
    parts: list[RenderableType] = [_head(report, look), Text(), _overall(report, look), Text()]
    parts.append(phases(report, look, everything=everything))
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
        parts += [quiet(line) for line in _ahead(report, look)]
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
    when = f"{report.user}, {look.day(report.as_of)}"
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


def _ahead(report: StatusReport, look: Look) -> Iterator[str]:
    if report.habits.break_until:
        yield f"On a break until {look.day(report.habits.break_until)}"
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
