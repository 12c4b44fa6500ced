"""Completion for the shell that is named, or for the one that asks where none is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from roadmap_cli.cli.table import NAMES
from roadmap_cli.errors import CannotBeDone

ShellName = Literal["bash", "zsh", "fish", "powershell", "pwsh"]
OPTIONS = ("--install-completion", "--show-completion")
WITH_A_VALUE = ("--user", "--file", "--database")
"""The others that stand before a command; behind it every word is the command's own."""


def naming_the_shell(words: Sequence[str]) -> list[str]:
    """A command line on which the options about completion have a shell behind them.

    Typer's own do not hear the name that stands there, and it has no options whose value may be left out.
    """
    here = 0
    while here < len(words) and words[here].startswith("-") and words[here] != "--":
        word, value = words[here], words[here + 1] if here + 1 < len(words) else "-"
        if word in OPTIONS and (value.startswith("-") or value in NAMES):
            return [*words[: here + 1], _who_asks(word), *words[here + 1 :]]
        here += 2 if word in (*OPTIONS, *WITH_A_VALUE) else 1
    return [*words]


def _who_asks(option: str) -> str:
    import shellingham

    try:
        return str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        raise CannotBeDone("no shell is asking", f"name yours: roadmap {option} bash") from None


_PLACES = {
    "bash": ".bash_completions/roadmap.sh",
    "zsh": ".zfunc/_roadmap",
    "fish": ".config/fish/completions/roadmap.fish",
}
"""Where Typer puts completion, in the home folder."""


def has_completion(shell: str) -> bool | None:
    """None of a shell of which there is no telling."""
    try:
        return (Path.home() / _PLACES[shell]).is_file() if shell in _PLACES else None
    except RuntimeError:  # nobody's home
        return None
