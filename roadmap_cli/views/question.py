"""A question as it is asked: its words, its code, what there is to choose from; and what the answer came to."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from roadmap_cli.domain.question import Asked, Typed
from roadmap_cli.reports.question import WaysReport
from roadmap_cli.reports.show import CardText
from roadmap_cli.views.code import code_of
from roadmap_cli.views.widgets import ACCENT, DONE, FAILED, STRONG, Look, grid, indented, quiet

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MISREAD: dict[Typed, str] = {
    "number": "Not understood: type 12, 0.5, 3/4 or 20%",
    "line": "Not understood: type the line number",
    "words": "Not understood: type its output",
}
_WAYS: dict[Typed, str] = {
    "": "Answer it for yourself. Any key shows it",
    "number": "Type the number. Enter alone shows it",
    "line": "Type the line number. Enter alone shows it",
    "words": "Type its output. Enter alone shows it",
    "letter": "Press the letter. Enter shows it",
}
"""Short enough for eighty columns with the other keys."""


def render_ways(report: WaysReport, _: Look) -> RenderableType:
    """A letter alone may be what a program prints, so that there it needs a colon."""
    colon = ":" if report.typed == "words" else ""
    said = _MISREAD.get(report.typed, "") if report.misread else ""
    others = ", ".join(f"{colon}{key} {word}" for key, word in report.others)
    return indented(quiet(f"{said or _WAYS[report.typed]}; {others}"))


def question(asked: Asked, look: Look) -> Iterator[RenderableType]:
    yield indented(Text(asked.text))
    if asked.code or asked.choices:
        yield from (Text(), *material(asked, look), Text())


def material(asked: Asked | CardText, look: Look) -> Iterator[RenderableType]:
    """What there is to read, and to choose from."""
    if asked.code:
        yield code_of(asked.code, asked.language, look, numbered=asked.typed == "line")
    if asked.choices:
        table = grid("left", "left*", padding=2)
        for each in asked.choices:
            table.add_row(Text(each.letter, STRONG), Text(each.text))
        yield indented(table)


def solution(asked: Asked, typed: str, *, right: bool | None) -> Iterator[RenderableType]:
    """Whether it was right, what is right, and why."""
    if right is not None:
        yield from _verdict(asked, typed, right=right)
    if asked.answer:
        yield indented(Text(asked.answer, ACCENT))


def _verdict(asked: Asked, typed: str, *, right: bool) -> Iterator[RenderableType]:
    said = _said(asked, typed)
    if typed:
        yield indented(Text.assemble(("Right: ", DONE) if right else ("Not right: ", FAILED), said))
    shown = _said(asked, asked.right)
    if not right or (asked.typed == "number" and shown != said):
        begin = "It prints" if asked.typed == "words" else "It is"
        yield indented(Text.assemble(begin, "\n" if "\n" in shown else " ", (shown, STRONG)))


def _said(asked: Asked, typed: str) -> str:
    """A letter with the words that it stands for."""
    words = next((each.text for each in asked.choices if each.letter == typed), "")
    return f"{typed} {words}".strip()


def place_for(asked: Asked) -> str:
    """Where the answer is typed, and in which unit."""
    return f"in {asked.unit} > " if asked.unit else "> "


def rows_of(typed: str, width: int) -> int:
    """How many lines of a terminal it takes, which shows a control character as two."""
    shown = _CONTROL.sub("^?", typed.expandtabs())
    return max(-(-cell_len(shown) // width), 1)
