"""One topic's place in the path."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.words import amount, count
from roadmap_cli.reports.topic import Stance, WhyReport
from roadmap_cli.views.parts import Look, heading, quiet
from roadmap_cli.views.stances import stances

_SHOWN = 12


def render(report: WhyReport, look: Look) -> RenderableType:
    parts: list[RenderableType] = [heading(report.topic.title), Text(), Text(_verdict(report))]
    if report.suggestion:
        parts += [Padding(quiet(f"{reason.text}"), (0, 0, 0, 3), expand=False) for reason in report.suggestion.reasons]
    if report.before:
        parts += [Text(), heading("What stands before it, in an order that works"), *_stances(report.before, look)]
    if report.opens:
        text = f"What it opens: {count(len(report.opens), 'later topic')}, {amount(report.hours_opened)}"
        parts += [Text(), heading(text), *_stances(report.opens, look)]
    return Group(*parts)


def _verdict(report: WhyReport) -> str:
    if report.status in {"done", "skipped"}:
        return f"It is {report.status}."
    aside = "" if report.counted else " It belongs to an option that you have not chosen."
    if report.missing:
        direct = "; ".join(each.title for each in report.missing)
        distance = f"{count(len(report.before), 'topic')}, {amount(report.hours_before)} away"
        return f"Blocked, {distance}: it stands on {direct}.{aside}"
    if report.place is None:
        return f"Ready.{aside}"
    state = "In progress" if report.status == "doing" else "Ready"
    return f"{state}: number {report.place} of {count(report.ready_count, 'step')} that could be taken now.{aside}"


def _stances(topics: tuple[Stance, ...], look: Look) -> Iterator[RenderableType]:
    shown = topics if look.plain else topics[:_SHOWN]
    yield stances(shown, look)
    if len(topics) > len(shown):
        yield quiet(f"   ... and {len(topics) - len(shown)} more")
