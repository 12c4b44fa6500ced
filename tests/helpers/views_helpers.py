"""A screen of any width, a pipe, and reports made by the program itself from a diary."""

import io
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import pytest
from acting_letters import ACTING
from conftest import NOW, Clock
from report_views import VIEWS
from rich.cells import cell_len
from rich.console import Console
from scenes import SCENES

from roadmap_cli import cli, views
from roadmap_cli.views import View, console_for, text_of
from roadmap_cli.views.widgets import Reader

TREES = Path(__file__).with_name("trees.toml")
CODES = re.compile(r"\x1b\[([0-9;]*)m")
COLOUR = re.compile(r"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;]*m")


class Screen(io.StringIO):
    """A terminal, or with `terminal=False` a pipe."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = True) -> None:
        super().__init__()
        self._encoding, self._terminal = encoding, terminal

    @property
    def encoding(self) -> str:
        return self._encoding

    def isatty(self) -> bool:
        return self._terminal


class Shown(NamedTuple):
    """A report, and how the command wanted it shown."""

    report: object
    options: dict[str, Any]

    def on(self, screen: Screen, *, color: bool = False) -> str:
        console = console_for(screen, color="auto" if color else "never", reader=Reader(NOW.date()))
        return text_of(console, VIEWS[type(self.report)], self.report, **self.options)


PLAYED: dict[str, Shown] = {}
LIVED: dict[str, Path] = {}
"""What commands have left in a home, by their lines: many scenes begin alike."""


class Diary:
    r"""Commands on the roadmap of trees, a day and a line each (`\n` in a text ends a line), on a real database."""

    def __init__(self, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = clock
        self.shown: list[Shown] = []
        monkeypatch.setattr(views, "text_of", self.keep)

    def keep(self, console: Console, render: View, report: object, **options: Any) -> str:
        if console.file is sys.stdout:
            assert render is VIEWS[type(report)]
            self.shown.append(Shown(report, options))
        return ""

    def __call__(self, lines: str) -> None:
        for line in lines.strip().splitlines():
            days_ago, command = line.split(maxsplit=1)
            self.clock.now = NOW - timedelta(days=int(days_ago))
            assert cli.run([word.replace("\\n", "\n") for word in shlex.split(command)]) == 0, line
        self.clock.now = NOW

    def lives(self, lines: str) -> None:
        """As if the commands were run, in a home that is new."""
        home = Path(os.environ["HOME"])
        if lines in LIVED:
            shutil.copytree(LIVED[lines], home, dirs_exist_ok=True)
        else:
            self(lines)
            LIVED[lines] = shutil.copytree(home, Path(mkdtemp(dir=home.parents[1])) / "home")

    def shows(self, command: str) -> Shown:
        self.clock.move(minutes=5)
        assert cli.run(shlex.split(command)) == 0, command
        return self.shown[-1]

    def ends(self, scene: str) -> Shown:
        """The last page of a scene. A report never changes, so each scene is played once."""
        if scene not in PLAYED:
            lines, command = SCENES[scene]
            self.lives(lines)
            PLAYED[scene] = self.shows(command)
        return PLAYED[scene]


def bare(text: str) -> str:
    """The letters of a screen, without codes and without the blanks that fill a line."""
    return "\n".join(line.rstrip() for line in CODES.sub("", text).splitlines())


def visible_codes(text: str) -> str:
    return "\n".join(CODES.sub(r"<\1>", line).rstrip() for line in text.splitlines())


def looks(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """On terminals of three widths and on one without letters of its own, without colours, and in a pipe; each by its name."""
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        yield width, bare(shown.on(Screen()))
    monkeypatch.setenv("COLUMNS", "80")
    yield "ascii", bare(shown.on(Screen("ascii")))
    yield "pipe", shown.on(Screen(terminal=False))


def assert_fits_and_acts_on_nothing(shown: Shown, width: int, encoding: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        said = shown.on(Screen(encoding), color=True)
    assert max(cell_len(line) for line in bare(said).split("\n")) <= width
    assert ACTING.search(CODES.sub("", said)) is None
