"""Short words for commands: a few of the program's own, and those of config.toml. Asked only for what is no command."""

import shlex
from collections.abc import Mapping, Sequence

from roadmap_cli.cli.table import NAMES
from roadmap_cli.errors import InvalidFile, WrongUsage
from roadmap_cli.settings import values

OWN = {"st": "status", "n": "next", "ls": "list", "rev": "review", "hist": "history", "fc": "forecast"}
"""Of commands that only show something: what writes is written out."""


def expanded(words: Sequence[str], kept: Mapping[str, str]) -> list[str]:
    """A command line that begins with a command, or with a word that nobody knows. Raises InvalidFile for a circle."""
    line, seen = list(words), list[str]()
    while line[0] not in NAMES and (meant := kept.get(line[0]) or OWN.get(line[0])):
        seen.append(line[0])
        line = [*shlex.split(meant), *line[1:]]
        if line[0] in seen:
            circle = ", ".join([*seen, line[0]])
            sentence = f'the alias "{seen[0]}" leads back to itself: {circle}'
            raise InvalidFile(sentence, f'let it lead to a command: roadmap config alias.{seen[0]} "next -n 1"')
    return line


def check_alias(name: str, meant: str, kept: Mapping[str, str]) -> None:
    """Raises WrongUsage for one that cannot be."""
    try:
        values.aliases({name: meant})
    except ValueError as error:
        raise WrongUsage(f"an alias {error}") from error
    if name in NAMES:
        raise WrongUsage(f'"{name}" is a command, and no alias hides a command', "take another word")
    try:
        line = expanded([name], {**kept, name: meant})
    except InvalidFile as error:
        raise WrongUsage(error.sentence, "let it lead to a command") from error
    if line[0] not in NAMES:
        raise WrongUsage(f'an alias leads to a command, and "{line[0]}" is none', "see: roadmap --help")
