"""Short words for commands: a few of the program's own, and those of config.toml. Asked only for what is no command."""

import shlex
from collections.abc import Mapping, Sequence

from roadmap_cli.cli.table import NAMES
from roadmap_cli.errors import InvalidFile, WrongUsage
from roadmap_cli.settings import ALIASES, values
from roadmap_cli.settings.folders import config_file

OWN = {"st": "status", "n": "next", "ls": "list", "rev": "review", "hist": "history", "fc": "forecast"}
"""Of commands that only show something: what writes is written out."""


def expanded(words: Sequence[str], kept: Mapping[str, object]) -> list[str]:
    """A command line that begins with a command, or with a word that nobody knows.

    Raises InvalidFile for a circle, and for an alias on the way that is none.
    """
    line, seen = list(words), list[str]()
    while (name := line[0]) not in NAMES and (name in kept or name in OWN):
        seen.append(name)
        line = [*(meant(name, kept[name]) if name in kept else [OWN[name]]), *line[1:]]
        if line[0] in seen:
            circle = ", ".join([*seen, line[0]])
            sentence = f'the alias "{seen[0]}" leads back to itself: {circle}'
            raise InvalidFile(sentence, f'let it lead to a command: roadmap config alias.{seen[0]} "next -n 1"')
    return line


def meant(name: str, line: object) -> list[str]:
    """What an alias of config.toml stands for. Raises InvalidFile."""
    try:
        return values.alias(name, line)
    except ValueError as error:
        sentence = f'{config_file()}: the alias "{name}" {error}'
        mend = f"roadmap config {shlex.quote(f'{ALIASES}.{name}')} --unset"
        raise InvalidFile(sentence, f"mend it there, or take it out: {mend}") from error


def check_alias(name: str, line: str, kept: Mapping[str, object]) -> None:
    """Raises WrongUsage for one that cannot be."""
    try:
        values.alias(name, line)
    except ValueError as error:
        raise WrongUsage(f"an alias {error}") from error
    if name in NAMES:
        raise WrongUsage(f'"{name}" is a command, and no alias hides a command', "take another word")
    try:
        first = expanded([name], {**kept, name: line})[0]
    except InvalidFile as error:
        raise WrongUsage(error.sentence, "let it lead to a command") from error
    if first not in NAMES:
        raise WrongUsage(f'an alias leads to a command, and "{first}" is none', "see: roadmap --help")
