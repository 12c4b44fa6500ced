"""Pressing Tab in the real shells."""

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cli_helpers import PROGRAM, forked, in_terminal
from process_helpers import PATIENCE

ZSHRC = """\
PROMPT='> '
autoload -Uz compinit
compinit -u -d ~/known
source ~/completion
setopt NO_LIST_AMBIGUOUS
LISTMAX=10000
"""
BASH = """\
source ~/completion
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_roadmap_completion roadmap
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
FISH = "source ~/completion; complete -C {line}"
FORKED = '#!/bin/sh\nunset LC_ALL\nexec {} "$@"\n'
"""As it is forked, in the locale of whoever forks it; that of the shells is for them."""
MARK = "THE-END"
CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|[\r\x07\x08]")


def tab(shell: str, line: str) -> list[str]:
    """What a shell offers behind a line, one offer a line, with its title where the shell shows titles."""
    Path(os.environ["HOME"], "completion").write_bytes(script_for(shell))
    program = Path(os.environ["HOME"], "bin", "roadmap")
    program.parent.mkdir(exist_ok=True)
    program.write_text(FORKED.format(" ".join([*forked(), *PROGRAM])), encoding="utf-8")
    program.chmod(0o700)
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](line)


@cache
def script_for(shell: str) -> bytes:
    """What a learner puts into the start file of the shell; the program sees by which shell it is called."""
    done = subprocess.run(
        [shell, "-c", "roadmap --show-completion; true"],
        env=_environment(Path(sys.executable).parent),
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    return done.stdout


def _environment(programs: Path | None = None) -> dict[str, str]:
    """The shells find the program under test first, in these or in the home; nothing else of this process reaches them."""
    path = os.pathsep.join((str(programs or Path(os.environ["HOME"], "bin")), os.environ["PATH"]))
    return {
        **os.environ,
        "PATH": path,
        "TERM": "dumb",
        "COLUMNS": "200",
        "LC_ALL": "C.UTF-8",
        "ZDOTDIR": os.environ["HOME"],
    }


def _run(shell: str, script: str) -> list[str]:
    flags = {"bash": ("--norc", "--noprofile"), "fish": ("--no-config",)}[shell]
    done = subprocess.run(
        [shell, *flags, "-c", script], env=_environment(), capture_output=True, check=False, timeout=PATIENCE
    )
    assert done.stderr == b""
    return [offer for offer in done.stdout.decode().splitlines() if offer]


def _bash(line: str) -> list[str]:
    words = line.split(" ")
    return _run("bash", BASH.format(words=" ".join(shlex.quote(word) for word in words)))


def _fish(line: str) -> list[str]:
    return _run("fish", FISH.format(line=shlex.quote(line)))


def _zsh(line: str) -> list[str]:
    """In an interactive zsh: the line, Tab, kill the line, say that it is over."""
    Path(os.environ["HOME"], ".zshrc").write_text(ZSHRC)
    Path(os.environ["HOME"], "known").write_bytes(_known_to_zsh())
    typed = f"{line}\t\x15print {MARK[:3]}''{MARK[3:]}; exit\n"
    _, said = in_terminal(["zsh", "-i"], _environment(), [("> ", typed)])
    return _offers(CONTROL.sub("", said))


@cache
def _known_to_zsh() -> bytes:
    """What zsh otherwise gathers from a thousand files whenever it starts."""
    with TemporaryDirectory() as folder:
        known = Path(folder, "known")
        script = f"autoload -Uz compinit; compinit -u -d {shlex.quote(str(known))}"
        subprocess.run(["zsh", "-fc", script], env=_environment(), check=True, timeout=PATIENCE)
        return known.read_bytes()


def _offers(screen: str) -> list[str]:
    """The lines of a zsh screen that stand between the prompts."""
    assert MARK in screen, screen
    assert "Traceback" not in screen, screen
    lines = (line.strip() for line in screen.partition(MARK)[0].splitlines())
    return [line for line in lines if line and not line.startswith((">", "#", "print ")) and "''" not in line]
