"""`roadmap undo`: take back the last command."""

import typer

from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show_done
from roadmap_cli.services import undo as service
from roadmap_cli.use_cases.undo import take_back

app = typer.Typer(add_completion=False)


@app.command("undo", epilog=examples("roadmap undo"))
def undo(context: typer.Context) -> None:
    """Take back the last command.

    Again: one further back.
    """
    session = session_of(context)
    report = take_back(session, service.undo, redo=False)
    from roadmap_cli.views.undo import render

    show_done(session, render, report)
