"""Completion for the shell that is named, or for the one that asks where none is."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from roadmap_cli.errors import CannotBeDone

ShellName = Literal["bash", "zsh", "fish", "powershell", "pwsh"]
OPTIONS = ("--install-completion", "--show-completion")


def naming_the_shell(words: Sequence[str]) -> list[str]:
    """A command line on which the options about completion have a shell behind them.

    Typer's own do not hear the name that stands there, and it has no options whose value may be left out.
    """
    for place, (word, value) in enumerate(pairwise((*words, "-"))):
        if word == "--":
            break
        if word in OPTIONS and value.startswith("-"):
            return [*words[: place + 1], _who_asks(word), *words[place + 1 :]]
    return [*words]


def _who_asks(option: str) -> str:
    import shellingham

    try:
        return str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        raise CannotBeDone("no shell is asking", f"name yours: roadmap {option} bash") from None
