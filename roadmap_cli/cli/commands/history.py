"""`roadmap history`: what happened."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.cli.topics import id_for
from roadmap_cli.services import history as service

app = typer.Typer(add_completion=False)


@app.command("history", epilog=examples("roadmap history", "roadmap history vectors -n 5"))
def history(
    context: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]", help="Only what touched this topic.", autocompletion=completion.topics),
    ] = None,
    number: Annotated[
        int, typer.Option("-n", "--number", metavar="N", min=1, max=100_000, help="How many commands.")
    ] = 20,
    as_json: AsJson = False,
) -> None:
    """What happened, newest first."""
    session = session_of(context)
    if not topic:
        report = session.read(service.history, number)
        if as_json:
            show_json(report)
        else:
            from roadmap_cli.views.history import render

            show(session, render, report)
    else:
        words = id_for(session, " ".join(topic))
        report = session.read(service.history_by_name, words, number)
        if as_json:
            show_json(report)
        else:
            from roadmap_cli.views.history import render

            show(session, render, report)
