"""The weekly goal, the if-then line, and what the coming blocks hold."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.days import WEEK
from roadmap_cli.domain.phrasing import amount, weekdays_text
from roadmap_cli.domain.study_blocks import Block, Entry
from roadmap_cli.reports.plan import PlanReport
from roadmap_cli.reports.status import SAY_HOURS
from roadmap_cli.views.widgets import ACCENT, DONE, STRONG, Look, grid, heading, quiet


def render(report: PlanReport, look: Look) -> RenderableType:
    parts: list[RenderableType] = [
        Text.assemble(("Kept: " if report.changed else "", DONE), (if_then(report, look), STRONG))
    ]
    parts.append(quiet(f"The goal is {amount(report.hours_per_week)} a week{_source(report)}"))
    if report.break_until:
        parts.append(quiet(f"You are on a break until {look.day(report.break_until)}"))
    if not report.blocks:
        weeks = "the coming week" if report.weeks == 1 else f"the next {report.weeks} weeks"
        return Group(*parts, Text(), Text(f"No study block falls into {weeks}."))
    blocks = [block for block in report.blocks if block.entries]
    rest = [] if len(blocks) == len(report.blocks) and not report.no_hours else [Text(), Text(_end(report, blocks))]
    return Group(*parts, *_weeks(report, blocks, look), *rest)


def _end(report: PlanReport, blocks: Sequence[Block]) -> str:
    if report.no_hours:
        return f"No hours in the roadmap, so no topic can be laid out; {SAY_HOURS}"
    return "Then nothing counted is left to do." if blocks else "Nothing counted is left to do."


def if_then(report: PlanReport, look: Look) -> str:
    """The plan as an intention that can be kept in mind."""
    when = " ".join([report.cue, f"at {look.time(report.at)}" if report.at else ""]).strip()
    days = weekdays_text(report.days)
    text = f"{when} {days if days == 'every day' else f'on {days}'}".strip()
    return f"{text[:1].upper()}{text[1:]}: {amount(report.minutes / 60)}"


def _source(report: PlanReport) -> str:
    return "" if report.source == "plan" else ", from the settings; your own: roadmap plan --hours-per-week H"


def _weeks(report: PlanReport, blocks: Iterable[Block], look: Look) -> Iterator[RenderableType]:
    """A line for each thing. What goes on from the line above is not named again, except in a pipe."""
    for ahead, week in groupby(blocks, lambda block: (block.day - report.week).days // WEEK):
        yield from (Text(), heading({0: "This week", 1: "Next week"}.get(ahead, f"In {ahead} weeks")))
        table = grid("left", "left", "left*", padding=1)
        before = ""
        for block in week:
            for number, entry in enumerate(block.entries):
                day = f"   {_day(block.day, look)} "
                goes_on = entry.topic == before != ""
                title = Text() if goes_on and not look.plain else _title(entry, look)
                table.add_row(Text("" if number and not look.plain else day), quiet(_verb(entry, before)), title)
                before = entry.topic or before
        yield table


def _day(day: date, look: Look) -> str:
    """The numbers of days stand below each other."""
    text = look.day(day)
    return text if look.plain else text.replace(f" {day.day} ", f" {day.day:>2} ", 1).rjust(len("Mon 23 Nov"))


def _verb(entry: Entry, before: str) -> str:
    if entry.action == "choose":
        return "decide"
    if entry.action == "learn":
        return "begin"
    if entry.action == "review":
        return "recall"
    return "finish" if entry.finishes else "go on" if entry.topic == before else "go on with"


def _title(entry: Entry, look: Look) -> Text:
    commands = {"choose": f"roadmap choose {entry.topic}", "review": "roadmap review"}
    name = commands.get(entry.action, entry.topic)
    return Text(entry.title) if look.narrow else Text.assemble(entry.title, "  ", (name, ACCENT))
