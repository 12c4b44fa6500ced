"""Reports as Rich renderables, and these as the text of a terminal or a pipe. The only owner of rich."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Concatenate, Literal, ParamSpec, TextIO, TypeVar

from rich.console import Console, RenderableType
from rich.segment import Segment, Segments

from roadmap_cli.domain.safe_text import ACTING, SPACES
from roadmap_cli.domain.standing import Totals
from roadmap_cli.views.hyperlinks import follows_links
from roadmap_cli.views.shades import shades_of
from roadmap_cli.views.widgets import NOBODY, Look, Reader

if TYPE_CHECKING:
    from roadmap_cli.reports.config import Color

Report = TypeVar("Report")
Options = ParamSpec("Options")
View = Callable[Concatenate[Report, Look, Options], RenderableType]
"""Every `render` of this room."""
PIPE_WIDTH = 10_000
MOST_WIDTH = 110
"""Longer lines are hard to read, however wide the terminal is."""

_COLOR = r"\x1b\[[\d;]*m"
_HARMFUL = {code: None for code in ACTING if code != ord("\n")}
_TEXTLESS = {bool, int, float, type(None), date, datetime, Totals}
"""In which nothing is to be measured; nearly all of a report is of them."""
_WIDTHLESS = _HARMFUL | {code: " " for code in SPACES if code in _HARMFUL}


class OwnConsole(Console):
    """A console that knows its reader."""

    reader = NOBODY


def text_of(
    console: Console, render: View[Report, Options], report: Report, *args: Options.args, **kwargs: Options.kwargs
) -> str:
    """A report as it is to be written to a console: a calm page for a terminal, plain lines for anything else."""
    look = look_of(console)
    drawn = render(_measurable(report), look, *args, **kwargs)
    segments = console.render(drawn, console.options.update(width=look.width, highlight=False))
    with console.capture() as capture:
        console.print(Segments(harmless(segments)), end="", soft_wrap=True)
    text = capture.get().replace("…", "~") if look.ascii_only else capture.get()
    return text if console.is_terminal else "".join(f"{_without_blank_end(line)}\n" for line in text.splitlines())


def look_of(console: Console) -> Look:
    width = min(console.width, MOST_WIDTH) if console.is_terminal else PIPE_WIDTH
    return Look(
        width,
        plain=not console.is_terminal,
        ascii_only=not console.encoding.startswith("utf"),
        height=console.height,
        links=console.is_terminal and follows_links(os.environ),
        shades=shades_of(console, os.environ),
        reader=console.reader if isinstance(console, OwnConsole) else NOBODY,
    )


def _without_blank_end(line: str) -> str:
    """The colours that are switched off there stay."""
    if "\x1b" not in line:
        return line.rstrip()
    return re.sub(rf"(?:\s|{_COLOR})+$", lambda blank: "".join(re.findall(_COLOR, blank[0])), line)


def _measurable(value: Any) -> Any:  # noqa: ANN401 - a report, or a part of one
    """Without the letters that are measured otherwise than they are written, which would cut off what stands beside."""
    if isinstance(value, str):
        return value if value.isprintable() else value.translate(_WIDTHLESS)
    if isinstance(value, tuple):
        parts = [part if part.__class__ in _TEXTLESS else _measurable(part) for part in value]
        if parts == [*value]:
            return value
        return value._make(parts) if hasattr(value, "_make") else tuple(parts)
    if isinstance(value, Mapping):
        return {key: _measurable(part) for key, part in value.items()}
    return value


def harmless(segments: Iterable[Segment]) -> list[Segment]:
    """Nothing that a title or note contains may act on the terminal: the one door for all text."""
    return [
        segment
        if segment.text == "\n" or segment.text.isprintable()  # nearly all
        else segment._replace(text=segment.text.translate(_HARMFUL))
        for segment in segments
        if not segment.control
    ]


def harmless_text(text: str) -> str:
    """The same for text that does not go through Rich."""
    return text.translate(_HARMFUL)


def console_for(stream: TextIO, *, color: "Color", plain: bool = False, reader: Reader = NOBODY) -> OwnConsole:
    """Plain is a terminal that is to be written to as a pipe; always to colour changes no word of what a pipe gets."""
    terminal = not plain and stream.isatty() and os.environ.get("TERM") not in {"dumb", "unknown"}
    console = OwnConsole(
        file=stream,
        force_terminal=terminal,
        width=None if terminal else PIPE_WIDTH,
        no_color=color == "never",
        color_system="auto" if terminal else _forced_colors() if color == "always" else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False if sys.platform != "win32" else None,
    )
    console.reader = reader
    if console.color_system not in {"256", "truecolor"}:
        console.no_color = True  # the nearest of 16 is whatever the terminal's theme makes of it
    return console


def _forced_colors() -> Literal["256", "truecolor"]:
    """What Rich finds out about a terminal only."""
    return "truecolor" if os.environ.get("COLORTERM") in {"truecolor", "24bit"} else "256"


def is_longer_than_the_screen(console: Console, text: str) -> bool:
    return console.is_terminal and text.count("\n") >= console.height
