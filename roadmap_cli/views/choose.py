"""A choice and what each of its options means."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.phrasing import count, or_nothing
from roadmap_cli.reports.choose import ChoicesReport, ChoiceStatus, OptionStatus
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, QUIET, STRONG, Look, quiet, quoted


def render(report: ChoicesReport, look: Look) -> RenderableType:
    if not report.choices:
        return Text("This roadmap has no choice to make.")
    tips = [Text(), *(quiet(quoted(each.voice, each.text)) for each in report.tips[:1])] if report.tips else []
    return Group(*(part for choice in report.choices for part in _choice(choice, look)), *tips)


def _choice(choice: ChoiceStatus, look: Look) -> Iterator[RenderableType]:
    state = ("chosen", DONE) if choice.chosen else ("open", DOING)
    yield Text.assemble((choice.title, STRONG), "  ", (choice.id, ACCENT), "  ", state)
    for option in choice.options:
        yield Text()
        yield from _option(choice, option, look)
    yield Text()
    other = next(option.id for option in choice.options if option.id != choice.chosen)
    verb, comfort = ("Change", "It loses nothing.") if choice.chosen else ("Choose", "Changing later loses nothing.")
    command = f"roadmap choose {choice.id} {other}"
    yield Text.assemble((f"{verb} with: ", QUIET), (command, ACCENT), (f". {comfort}", QUIET))


def _option(choice: ChoiceStatus, option: OptionStatus, look: Look) -> Iterator[RenderableType]:
    chosen = ("  chosen", DONE) if choice.chosen == option.id else ""
    assumed = ("  counted until you choose", QUIET) if not choice.chosen and choice.effective == option.id else ""
    yield Padding(
        Text.assemble((option.title, STRONG), "  ", (option.id, ACCENT), chosen, assumed), (0, 0, 0, 3), expand=False
    )
    lines = [
        f"{count(option.topics, 'topic')}{or_nothing(option.hours, ', {}')}; {option.done} of them done",
        f"stands on {count(option.prerequisites, 'topic')} outside it, {option.prerequisites_done} of them done",
    ]
    lines += [f"ends in {', '.join(each.title for each in option.ends_in)}"] if option.ends_in else []
    lines += [option.leads_to] if option.leads_to else []
    for line in lines:
        yield Padding(quiet(line) if not look.plain else Text(line), (0, 0, 0, 6), expand=False)
