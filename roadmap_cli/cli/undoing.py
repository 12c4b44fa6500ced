"""The commands that take back and bring back."""

import typer

from roadmap_cli.cli.shell import shell_of
from roadmap_cli.services import undoing

app = typer.Typer()


@app.command("undo")
def undo(context: typer.Context) -> None:
    """Take back the last command; again: one further back."""
    shell_of(context).change(undoing.undo)


@app.command("redo")
def redo(context: typer.Context) -> None:
    """Bring back what the last undo took."""
    shell_of(context).change(undoing.redo)
