"""What to do next and why."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.words import amount, count
from roadmap_cli.reports.status import NextReport
from roadmap_cli.views.parts import ACCENT, DOING, QUIET, STRONG, Look, quiet


def render(report: NextReport, look: Look) -> RenderableType:
    if not report.suggestions:
        return Text("Nothing counted is left: the whole path is done.")
    wait = "waits" if report.blocked_count == 1 else "wait"
    blocked = f"{count(report.blocked_count, 'topic')} of the {report.left_count} left still {wait} for others."
    rest = [Text(), quiet(blocked)] if report.blocked_count else []
    return Group(steps(report.suggestions, look), *rest)


def steps(suggestions: tuple[Suggestion, ...], look: Look) -> RenderableType:
    """Numbered, the reasons below each."""
    return Group(*(part for number, each in enumerate(suggestions, 1) for part in _step(number, each, look)))


def _step(number: int, step: Suggestion, look: Look) -> Iterator[RenderableType]:
    sign = (f"{number}  ", DOING if step.action == "continue" else QUIET)
    command = f"roadmap choose {step.topic}" if step.action == "choose" else step.topic
    name = Text.assemble((command, ACCENT), ("" if step.action == "choose" else f"  {amount(step.hours_left)}", QUIET))
    gap = f"\n{'':3}" if look.narrow else "  "
    yield Padding(Text.assemble(sign, (step.title, STRONG), gap, name), (0, 0, 0, 3), expand=False)
    yield Padding(quiet(look.separator.join(reason.text for reason in step.reasons)), (0, 0, 0, 6), expand=False)
