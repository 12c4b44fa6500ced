"""`roadmap undo`: take back the last command."""

from functools import partial
from typing import Annotated

import typer

from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show_done
from roadmap_cli.services import undo as service
from roadmap_cli.use_cases.undo import take_back

app = typer.Typer(add_completion=False)


@app.command("undo", epilog=examples("roadmap undo", "roadmap undo --skip"))
def undo(
    context: typer.Context,
    skip: Annotated[
        bool, typer.Option("--skip", help="Leave the roadmap as it is: take back the last command besides.")
    ] = False,
) -> None:
    """Take back the last command.

    Again: one further back.
    """
    session = session_of(context)
    report = take_back(session, partial(service.undo, skip=skip), redo=False)
    from roadmap_cli.views.undo import render

    show_done(session, render, report)
