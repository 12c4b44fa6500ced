"""What to do next and why."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.advice import Action, Suggestion
from roadmap_cli.domain.phrasing import amount, count, or_nothing
from roadmap_cli.domain.roadmap import SETTLED
from roadmap_cli.domain.step_commands import step_command
from roadmap_cli.reports.status import ReadyLine, ReviewLine, at_the_end
from roadmap_cli.reports.topic_line import Stance
from roadmap_cli.views.widgets import ACCENT, DOING, QUIET, STRONG, Look, heading, one_line, quiet, stances

if TYPE_CHECKING:
    from roadmap_cli.reports.next import NextReport, WhyReport

_SHORT: frozenset[Action] = frozenset({"review", "choose"})
"""Steps whose command is short, and that take no hours to speak of."""
_INDENT = 6
"""Of what stands below the title of a step."""


def render(report: "NextReport", look: Look) -> RenderableType:
    wait = "waits" if report.blocked_count == 1 else "wait"
    blocked = f"{count(report.blocked_count, 'topic')} of the {report.left_count} left still {wait} for others."
    rest = [Text(), quiet(blocked)] if report.blocked_count and report.suggestions else []
    at_end = not report.left_count and report.suggestions and report.ready
    end = [Text(at_the_end(report.counted, report.ready)), Text()] if at_end else []
    return Group(*end, *steps(report.suggestions, report.review, report.counted, look, report.ready), *rest)


def steps(
    suggestions: tuple[Suggestion, ...],
    review: ReviewLine,
    counted: int,
    look: Look,
    ready: ReadyLine | None = None,
) -> Iterator[RenderableType]:
    """Numbered, the reasons below each; before them, as a short first step, what is to be recalled today."""
    table = Table.grid()
    table.add_column(no_wrap=True)
    table.add_column()
    if review.cards:
        table.add_row("      ", _cards(review, first=bool(suggestions)))
    room = look.width - _INDENT - len(f"{len(suggestions)}") + 1
    for number, step in enumerate(suggestions, 1):
        table.add_row(Text(f"   {number}  ", DOING if step.action == "continue" else QUIET), _name(step, look, room))
        table.add_row("", quiet(look.separator.join(reason.text for reason in step.reasons)))
    if table.row_count:
        yield table
    if not suggestions:
        yield Text(at_the_end(counted, ready))


def _cards(review: ReviewLine, *, first: bool) -> Text:
    return Text.assemble((_before(first=first), DOING), waiting_text(review), "  ", ("roadmap review", ACCENT))


def _before(*, first: bool) -> str:
    return "First: " if first else "Today: "


def cards_text(review: ReviewLine, look: Look, *, first: bool) -> Text:
    """The same on a line by itself, which has to be one."""
    before = f"{'':{3 if look.plain else _INDENT}}{_before(first=first)}"
    text = one_line(before, (waiting_text(review), ""), Text("  roadmap review", ACCENT), look)
    text.stylize(DOING, 0, len(before))
    return text


def step_text(number: int, step: Suggestion, look: Look, rest: Text) -> Text:
    """A step in one line. Where it is narrow the number stands for the id; what does a step towards a job says `next`."""
    name = step_command(step) or f"{step.topic}"
    short = look.narrow and step.action not in _SHORT
    beside = Text() if short else Text(f"  {name}", ACCENT)
    beside.append(_hours(step), QUIET)
    sign = Text(f"   {number}  ", DOING if step.action == "continue" else QUIET)
    line = one_line(sign.plain, (_title(step), STRONG), beside.append_text(rest), look)
    line.stylize(sign.style, 0, len(sign))
    return line


def reasons_text(reasons: Sequence[str], look: Look) -> Text:
    """As many as a line holds, the first ones first."""
    room, said = look.width - _INDENT, list(reasons)
    while not look.plain and len(said) > 1 and cell_len(look.separator.join(said)) > room:
        said.pop()
    text = look.separator.join(said)
    return Text(f"{'':{_INDENT}}{text}", QUIET, no_wrap=True, overflow="ellipsis")


def waiting_text(line: ReviewLine) -> str:
    """`9 cards to recall, about 5 min`, and what waits beyond it."""
    text = f"{count(line.cards, 'card')} to recall, about {amount(line.minutes / 60)}"
    return f"{text}; {line.later:,} more can wait" if line.later else text


def _title(step: Suggestion) -> str:
    return f"Refresh {step.title}" if step.action == "review" else step.title


def _hours(step: Suggestion) -> str:
    return "" if step.action in _SHORT else or_nothing(step.hours_left, "  {}")


def _name(step: Suggestion, look: Look, room: int) -> Text:
    """A long title gives way to what stands beside it; where it is narrow, that stands below."""
    title = _title(step), STRONG
    beside = Text(step_command(step) or f"{step.topic}", ACCENT)
    beside.append(_hours(step), QUIET)
    if look.narrow:
        return Text.assemble(title, "\n", beside)
    return one_line("", title, Text("  ").append_text(beside), look._replace(width=room))


_SHOWN = 12


def render_why(report: "WhyReport", look: Look) -> RenderableType:
    parts: list[RenderableType] = [heading(report.topic.title), Text(), Text(_verdict(report))]
    if report.suggestion:
        parts += [Padding(quiet(f"{reason.text}"), (0, 0, 0, 3), expand=False) for reason in report.suggestion.reasons]
    if report.before:
        parts += [Text(), heading("What stands before it, in an order that works"), *_stances(report.before, look)]
    if report.opens:
        text = f"What it opens: {count(len(report.opens), 'later topic')}{or_nothing(report.hours_opened, ', {} of the path')}"
        parts += [Text(), heading(text), *_stances(report.opens, look)]
    return Group(*parts)


def _verdict(report: "WhyReport") -> str:
    if report.status in SETTLED:
        return f"It is {report.status}."
    aside = "" if report.counted else " It belongs to an option that you have not chosen."
    if report.missing:
        direct = "; ".join(each.title for each in report.missing)
        distance = f"{count(len(report.before), 'topic')}{or_nothing(report.hours_before, ', {}')} away"
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
