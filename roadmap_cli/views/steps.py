"""What to do next and why."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.words import amount, count, nothing_left
from roadmap_cli.reports.status import NextReport, ReviewLine
from roadmap_cli.views.parts import ACCENT, DOING, QUIET, STRONG, Look, quiet


def render(report: NextReport, look: Look) -> RenderableType:
    first = [first_step(report.review)] if report.review.cards else []
    if not report.suggestions:
        return Group(*first, Text(nothing_left(report.counted)))
    wait = "waits" if report.blocked_count == 1 else "wait"
    blocked = f"{count(report.blocked_count, 'topic')} of the {report.left_count} left still {wait} for others."
    rest = [Text(), quiet(blocked)] if report.blocked_count else []
    return Group(*first, steps(report.suggestions, look), *rest)


def first_step(line: ReviewLine) -> Text:
    """A short one before the long ones."""
    return Text.assemble(("   First  ", DOING), (f"{waiting_text(line)}  ", ""), ("roadmap review", ACCENT))


def waiting_text(line: ReviewLine) -> str:
    """`9 cards to recall, about 5 min`, and what waits beyond it."""
    text = f"{count(line.cards, 'card')} to recall, about {amount(line.minutes / 60)}"
    return f"{text}; {line.later:,} more can wait" if line.later else text


def steps(suggestions: tuple[Suggestion, ...], look: Look) -> RenderableType:
    """Numbered, the reasons below each."""
    table = Table.grid()
    table.add_column(no_wrap=True)
    table.add_column()
    for number, step in enumerate(suggestions, 1):
        table.add_row(Text(f"   {number}  ", DOING if step.action == "continue" else QUIET), _name(step, look))
        table.add_row("", quiet(look.separator.join(reason.text for reason in step.reasons)))
    return table


def _name(step: Suggestion, look: Look) -> Text:
    gap = "\n" if look.narrow else "  "
    if step.action == "review":
        return Text.assemble((f"Refresh {step.title}", STRONG), gap, (f"roadmap review {step.topic}", ACCENT))
    if step.action == "choose":
        return Text.assemble((step.title, STRONG), gap, (f"roadmap choose {step.topic}", ACCENT))
    return Text.assemble((step.title, STRONG), gap, (step.topic, ACCENT), (f"  {amount(step.hours_left)}", QUIET))
