"""`roadmap help`: how a command is used."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.examples import examples

app = typer.Typer(add_completion=False)


@app.command("help", epilog=examples("roadmap help", "roadmap help done", "roadmap help timer start"))
def show_help(
    context: typer.Context,
    command: Annotated[
        list[str] | None,
        typer.Argument(metavar="[COMMAND]...", help="A command, or an alias.", autocompletion=completion.commands),
    ] = None,
) -> None:
    """Show how a command is used.

    It is what --help says behind the command.
    """
    words = [*(command or ()), "--help"]
    raise typer.Exit(
        context.find_root().command.main(words, prog_name="roadmap", standalone_mode=False, obj=context.obj)
    )
