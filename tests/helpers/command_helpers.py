"""Every command of the program, nested ones too, as Typer has it."""

from collections.abc import Iterator

from typer._click import Command

from roadmap_cli.cli.app import program


def all_commands() -> Iterator[tuple[str, Command]]:
    """Every command by its words, nested ones too."""
    for name, command in program().commands.items():
        yield name, command
        yield from ((f"{name} {part}", each) for part, each in getattr(command, "commands", {}).items())


COMMANDS = dict(all_commands())
