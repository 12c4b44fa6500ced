"""What to do next and why."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.words import amount, count
from roadmap_cli.reports import NextReport, Stance, WhyReport
from roadmap_cli.views.parts import ACCENT, DOING, QUIET, STRONG, Look, heading, mark, quiet

_SHOWN = 12


def render(report: NextReport | WhyReport, look: Look) -> RenderableType:
    return _why(report, look) if isinstance(report, WhyReport) else _next(report, look)


def steps(suggestions: tuple[Suggestion, ...], look: Look) -> RenderableType:
    """Numbered, the reasons below each."""
    return Group(*(part for number, each in enumerate(suggestions, 1) for part in _step(number, each, look)))


def _step(number: int, step: Suggestion, look: Look) -> Iterator[RenderableType]:
    separator = "; " if look.plain else " · "
    if step.action == "choose":
        command = f"roadmap choose {step.topic}"
        title = Text.assemble((step.title, STRONG), "  ", (command, ACCENT))
    else:
        doing = ("  in progress", DOING) if step.action == "continue" else ""
        title = Text.assemble(
            (step.title, STRONG), "  ", (step.topic, ACCENT), (f"  {amount(step.hours_left)}", QUIET), doing
        )
    yield Padding(Text.assemble((f"{number}  ", QUIET), title), (0, 0, 0, 3))
    yield Padding(quiet(separator.join(reason.text for reason in step.reasons)), (0, 0, 0, 6))


def _next(report: NextReport, look: Look) -> RenderableType:
    if not report.suggestions:
        return Text("Nothing counted is left: the whole path is done.")
    blocked = f"{count(report.blocked_count, 'topic')} of the {report.left_count} left still wait for others."
    return (
        Group(steps(report.suggestions, look), Text(), quiet(blocked))
        if report.blocked_count
        else steps(report.suggestions, look)
    )


def _why(report: WhyReport, look: Look) -> RenderableType:
    parts: list[RenderableType] = [heading(report.topic.title), Text(), Text(_verdict(report))]
    if report.suggestion:
        parts += [Padding(quiet(f"{reason.text}"), (0, 0, 0, 3)) for reason in report.suggestion.reasons]
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
    return f"Ready: number {report.place} of {count(report.ready_count, 'topic')} that could be done now.{aside}"


def _stances(stances: tuple[Stance, ...], look: Look) -> Iterator[RenderableType]:
    shown = stances if look.plain else stances[:_SHOWN]
    for each in shown:
        sign = mark(each.status, each.ready, look)
        yield Text.assemble("   ", sign, " ", each.title, "  ", (each.id, ACCENT), (f"  {each.hours:g} h", QUIET))
    if len(stances) > len(shown):
        yield quiet(f"   ... and {len(stances) - len(shown)} more")
