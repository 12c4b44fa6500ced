"""What to do next and why."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.words import amount, count, nothing_left
from roadmap_cli.reports.status import NextReport, ReviewLine
from roadmap_cli.views.parts import ACCENT, DOING, QUIET, STRONG, Look, quiet


def render(report: NextReport, look: Look) -> RenderableType:
    wait = "waits" if report.blocked_count == 1 else "wait"
    blocked = f"{count(report.blocked_count, 'topic')} of the {report.left_count} left still {wait} for others."
    rest = [Text(), quiet(blocked)] if report.blocked_count and report.suggestions else []
    return Group(*steps(report.suggestions, report.review, report.counted, look), *rest)


def steps(
    suggestions: tuple[Suggestion, ...], review: ReviewLine, counted: int, look: Look
) -> Iterator[RenderableType]:
    """Numbered, the reasons below each; before them, as a short first step, what is to be recalled today."""
    table = Table.grid()
    table.add_column(no_wrap=True)
    table.add_column()
    if review.cards:
        before = "First: " if suggestions else "Today: "
        said = Text.assemble((before, DOING), waiting_text(review), "  ", ("roadmap review", ACCENT))
        table.add_row("      ", said)
    for number, step in enumerate(suggestions, 1):
        table.add_row(Text(f"   {number}  ", DOING if step.action == "continue" else QUIET), _name(step, look))
        table.add_row("", quiet(look.separator.join(reason.text for reason in step.reasons)))
    if table.row_count:
        yield table
    if not suggestions:
        yield Text(nothing_left(counted))


def waiting_text(line: ReviewLine) -> str:
    """`9 cards to recall, about 5 min`, and what waits beyond it."""
    text = f"{count(line.cards, 'card')} to recall, about {amount(line.minutes / 60)}"
    return f"{text}; {line.later:,} more can wait" if line.later else text


def _name(step: Suggestion, look: Look) -> Text:
    gap = "\n" if look.narrow else "  "
    if step.action == "review":
        return Text.assemble((f"Refresh {step.title}", STRONG), gap, (f"roadmap review {step.topic}", ACCENT))
    if step.action == "choose":
        return Text.assemble((step.title, STRONG), gap, (f"roadmap choose {step.topic}", ACCENT))
    return Text.assemble((step.title, STRONG), gap, (step.topic, ACCENT), (f"  {amount(step.hours_left)}", QUIET))
