"""`roadmap redo`: bring back what undo took."""

from functools import partial
from typing import Annotated

import typer

from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show_done
from roadmap_cli.services import undo as service
from roadmap_cli.use_cases.undo import take_back

app = typer.Typer(add_completion=False)


@app.command("redo", epilog=examples("roadmap redo"))
def redo(
    context: typer.Context,
    skip: Annotated[
        bool, typer.Option("--skip", help="Leave the roadmap as it is: bring back the last command besides.")
    ] = False,
) -> None:
    """Bring back what the last undo on this device took."""
    session = session_of(context)
    report = take_back(session, partial(service.redo, skip=skip), redo=True)
    from roadmap_cli.views.undo import render

    show_done(session, render, report)
