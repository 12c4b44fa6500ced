"""The weekly goal, the if-then line, and what the coming blocks hold."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.intentions import weekdays_text
from roadmap_cli.domain.schedule import Block, Entry
from roadmap_cli.domain.words import amount, count, in_month
from roadmap_cli.reports.habits import PlanReport
from roadmap_cli.views.parts import ACCENT, DONE, QUIET, STRONG, Look, grid, heading, quiet


def render(report: PlanReport, look: Look) -> RenderableType:
    parts: list[RenderableType] = [Text.assemble(("Kept: " if report.changed else "", DONE), (if_then(report), STRONG))]
    parts.append(quiet(f"The goal is {amount(report.hours_per_week)} a week{_source(report)}"))
    if report.break_until:
        parts.append(quiet(f"You are on a break until {in_month(report.break_until, report.today)}"))
    if not report.blocks:
        return Group(*parts, Text(), Text(f"No study block falls into the next {count(report.weeks, 'week')}."))
    return Group(*parts, *_weeks(report, look))


def if_then(report: PlanReport) -> str:
    """The plan as an intention that can be kept in mind."""
    when = " ".join([report.cue, f"at {report.at:%H:%M}" if report.at else ""]).strip()
    days = weekdays_text(report.days)
    text = f"{when} {days if days == 'every day' else f'on {days}'}".strip()
    return f"{text[:1].upper()}{text[1:]}: {amount(report.minutes / 60)}"


def _source(report: PlanReport) -> str:
    return "" if report.source == "plan" else ", from the settings; your own: roadmap plan --hours-per-week H"


def _weeks(report: PlanReport, look: Look) -> Iterator[RenderableType]:
    """A line for each block. What goes on from the block above is not named again."""
    for monday, blocks in groupby(report.blocks, lambda block: block.day - timedelta(days=block.day.weekday())):
        yield from (Text(), heading(_week_name(report, monday)))
        table = grid("left", "left*", padding=2)
        before = ""
        for block in blocks:
            only = block.entries[0].topic if len(block.entries) == 1 else ""
            said = quiet(_going_on(block.entries[0])) if only and only == before else _entries(block, look)
            table.add_row(Text(f"   {block.day:%a} {block.day.day:>2} {block.day:%b}"), said)
            before = block.entries[-1].topic if block.entries else ""
        yield table


def _going_on(entry: Entry) -> str:
    return "finish it" if entry.finishes else "go on"


def _week_name(report: PlanReport, monday: date) -> str:
    weeks = (monday - report.today + timedelta(days=report.today.weekday())).days // 7
    return {0: "This week", 1: "Next week"}.get(weeks, f"In {weeks} weeks")


def _entries(block: Block, look: Look) -> Text:
    if not block.entries:
        return quiet("the path is at its end")
    return Text("; " if look.plain else "\n").join(_entry(each, look) for each in block.entries)


def _entry(entry: Entry, look: Look) -> Text:
    if entry.action == "choose":
        return Text.assemble(entry.title, "  ", (f"roadmap choose {entry.topic}", ACCENT))
    verb = {"learn": "begin", "continue": "go on with"}[entry.action]
    verb = "finish" if entry.finishes and entry.action == "continue" else verb
    name = ("", "") if look.narrow else (f"  {entry.topic}", ACCENT)
    return Text.assemble((f"{verb} ", QUIET), entry.title, name)
