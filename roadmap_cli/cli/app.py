"""The program `roadmap`: what stands before a command, and the commands, loaded by name."""

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Literal

import typer
from typer._completion_classes import completion_init
from typer.completion import install_callback, show_callback
from typer.core import TyperGroup

from roadmap_cli import __version__
from roadmap_cli.cli.screen import say, show
from roadmap_cli.cli.shells import ShellName
from roadmap_cli.cli.table import NAMES, module_of
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases.session import Session

app = typer.Typer(
    name="roadmap",
    help="A learning tracker: where am I, what do I do next and why.",
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,  # the options of `begin` hear which shell is named
    pretty_exceptions_enable=False,
)


class Commands(Mapping[str, object]):
    """Commands by name, each built when it is asked for, so that no command pays for the others."""

    def __getitem__(self, name: str) -> object:
        if name not in NAMES:
            raise KeyError(name)
        command: typer.Typer = import_module(module_of(name)).app
        command.rich_markup_mode = _markup()
        return typer.main.get_command(command)

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


def _markup() -> Literal["rich"] | None:
    return "rich" if sys.stdout.isatty() else None


def program() -> TyperGroup:
    """The whole program as Typer runs it. Help has boxes on a terminal, and none in a pipe."""
    app.rich_markup_mode = _markup()
    completion_init()
    group = typer.main.get_group(app)
    group.commands = Commands()  # type: ignore[assignment]  # Typer only reads it, and exports no class of commands
    return group


def _version(value: bool) -> None:  # noqa: FBT001 - Typer's calling convention
    if value:
        say(f"roadmap {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    user: Annotated[
        str | None, typer.Option(help="Whose progress; default: your login name.", show_default=False)
    ] = None,
    file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Another roadmap: its file or id.", show_default=False)
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            metavar="PATH|URL", help="Where progress is kept: a path or a SQLAlchemy URL.", show_default=False
        ),
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours.")] = False,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    _install: Annotated[
        ShellName | None,
        typer.Option(
            "--install-completion",
            metavar="[SHELL]",
            callback=install_callback,
            help="Install completion for this shell, or for the one named.",
        ),
    ] = None,
    _show: Annotated[
        ShellName | None,
        typer.Option(
            "--show-completion",
            metavar="[SHELL]",
            callback=show_callback,
            help="Show it, to copy it or to customize the installation.",
        ),
    ] = None,
) -> None:
    session = Session(Flags(user=user, file=file, database=database, no_color=no_color))
    context.obj = session
    if context.invoked_subcommand is None:
        from roadmap_cli.services.status import status
        from roadmap_cli.views.status import render

        show(session, render, session.read(status))
