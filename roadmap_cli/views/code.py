"""Code that is read: as it was written, to the blank, in colours that can be read on any ground."""

from rich.console import RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from roadmap_cli.views.widgets import ACCENT, DOING, DONE, FRESH, QUIET, Look

INDENT = 3
_COLOURS: dict[tuple[str, ...], str] = {
    ("Comment",): QUIET,
    ("Keyword",): ACCENT,
    ("Operator", "Word"): ACCENT,
    ("Literal", "String"): DONE,
    ("Literal", "Number"): FRESH,
    ("Name", "Builtin"): DOING,
    ("Name", "Function"): DOING,
    ("Name", "Class"): DOING,
    ("Name", "Decorator"): DOING,
}
"""By the names that Pygments gives to what it finds."""
_LEXERS = {"sh": "bash"}


def code_of(code: str, language: str, look: Look, *, numbered: bool = False) -> RenderableType:
    """Indented where it has room for that; a line that is longer than the terminal goes on below its own beginning."""
    lines = code.split("\n")
    margin = len(str(len(lines))) + 2 if numbered else 0
    longest = max(map(len, lines))
    indent = INDENT if INDENT + margin + longest <= look.width else 0
    text = _coloured(code, language) if look.shades else Text(code)
    shown = Text("\n", no_wrap=True, overflow="ignore").join(
        _numbered(number, line, margin, look.width - indent)
        for number, line in enumerate(text.split("\n", allow_blank=True), 1)
    )
    return Padding(shown, (0, 0, 0, indent), expand=False)


def _numbered(number: int, line: Text, margin: int, width: int) -> Text:
    """Cut where the terminal would cut it, so that what follows stands under the code and not under its number."""
    begin = Text.assemble((f"{number:>{margin - 2}}  " if margin else "", QUIET))
    room = max(width - margin, 1)
    pieces = [line[start : start + room] for start in range(0, max(len(line), 1), room)]
    return begin + Text("\n" + " " * margin).join(pieces) if len(pieces) > 1 else begin + line


def _coloured(code: str, language: str) -> Text:
    from rich.syntax import ANSISyntaxTheme, Syntax

    theme = ANSISyntaxTheme({names: Style(color=colour) for names, colour in _COLOURS.items()})
    text = Syntax(code, _LEXERS.get(language, language), theme=theme).highlight(code)
    text.rstrip()
    return text
