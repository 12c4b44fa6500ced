"""One question in a terminal: a key, a letter or a line, up to what it comes to. It knows nothing of grades."""

import re
from collections.abc import Mapping
from shutil import get_terminal_size
from typing import NamedTuple, TypeVar

import typer

from roadmap_cli.cli.line import read_line
from roadmap_cli.cli.screen import say_aside, tell
from roadmap_cli.domain.question import Asked, judge
from roadmap_cli.reports.question import WaysReport
from roadmap_cli.use_cases.session import Session
from roadmap_cli.views import View
from roadmap_cli.views.question import place_for, render_ways, rows_of

Report = TypeVar("Report")
INDENT = "   "
STANDS = ("\r", "\n", " ")
"""What changes nothing: Enter, or a blank."""
_COMMAND = re.compile(r":\s*(\w+)\s*")


class Reply(NamedTuple):
    """What somebody did: one of the other keys, or an answer. It is `right` or not, and None where only they can tell; with
    nothing `typed` they do not know.
    """

    key: str = ""
    right: bool | None = None
    typed: str = ""


class Keys:
    """Keys as they are pressed, one after the other, also when several were pressed at once."""

    def __init__(self) -> None:
        self.waiting = ""

    def __call__(self) -> str:
        """Nothing at the end of the input."""
        try:
            pressed = self.waiting or typer.getchar()
        except EOFError:  # Ctrl-D
            return ""
        if pressed.startswith("\x1b"):  # an arrow, or what a function key sends
            self.waiting = ""
            return pressed
        self.waiting = pressed[1:]
        return pressed[:1].casefold()

    def line(self) -> str | None:
        """What is typed up to Enter, by the terminal's own editing; None at the end of the input."""
        begun, self.waiting = self.waiting, ""
        text, *rest = re.split("[\r\n]", begun, maxsplit=1)
        say_aside(text)
        if rest:
            self.waiting = rest[0]
            typer.echo(err=True)
            return text
        try:
            line = read_line()
        except UnicodeDecodeError:
            line = "\0\n"  # which is nothing that anybody means
        except (OSError, ValueError):
            line = ""
        if not line.endswith("\n"):
            typer.echo(err=True)
        return text + line.rstrip("\r\n") if text or line else None


class PassingLine:
    """What stands below a card only until something else takes its place; on a terminal that cannot, it stays."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.height = 0

    def put(self, render: "View[Report, []]", report: Report) -> None:
        self.take_away()
        self.height = tell(self.session, render, report)

    def take_away(self, below: int = 0) -> None:
        """Up to where it began, over so many lines that were typed `below`, and everything from there on is wiped."""
        if self.height:
            typer.echo(f"\x1b[{self.height + below}A\r\x1b[J", err=True, nl=False)
        self.height = 0


class Asker:
    """Asks for an answer to a question that is on the screen. `others` are keys besides, by what they do in a word or two;
    the last of them is what the end of the input does.
    """

    def __init__(self, session: Session, others: Mapping[str, str]) -> None:
        self.others = dict(others)
        self.keys = Keys()
        self.line = PassingLine(session)

    def reply(self, asked: Asked) -> Reply:
        """What is not understood is asked for again."""
        ways = WaysReport(asked.typed, tuple(self.others.items()))
        while True:
            self.line.put(render_ways, ways)
            found = self._pressed(asked) if asked.typed in {"", "letter"} else self._typed(asked)
            if found:
                return found
            ways = ways._replace(misread=True)

    def key(self) -> str:
        """Any key, after which the passing line is gone."""
        key = self.keys() or self._last
        self.line.take_away()
        return key

    @property
    def _last(self) -> str:
        return [*self.others][-1]

    def _pressed(self, asked: Asked) -> Reply | None:
        key = self.key()
        if (right := judge(asked, key)) is not None:
            return Reply(right=right, typed=key)
        if key in self.others:
            return Reply(key)
        if not asked.typed:
            return Reply()
        return Reply(right=False) if key in STANDS else None

    def _typed(self, asked: Asked) -> Reply | None:
        place = f"{INDENT}{place_for(asked)}"
        say_aside(place)
        line = self.keys.line()
        self.line.take_away(rows_of(place + (line or ""), get_terminal_size().columns))
        said = (line or "").expandtabs().strip()
        if line is None:
            return Reply(self._last)
        if key := self._key_in(asked, said):
            return Reply(key)
        if not said:
            return Reply(right=False)
        right = judge(asked, said) if said.isprintable() else None
        return None if right is None else Reply(right=right, typed=said)

    def _key_in(self, asked: Asked, said: str) -> str:
        """`:s` and `:skip`; where no letter can be an answer, a letter alone."""
        command = _COMMAND.fullmatch(said)
        name = command[1].casefold() if command else said.casefold() if asked.typed != "words" else ""
        words = {word.split()[0]: key for key, word in self.others.items()}
        return name if name in self.others else words.get(name, "")
