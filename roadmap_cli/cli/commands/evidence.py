"""`roadmap evidence`: what is proven, and what could be."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.services import evidence as service

app = typer.Typer(add_completion=False)


@app.command("evidence", epilog=examples("roadmap evidence", "roadmap evidence --missing"))
def evidence(
    context: typer.Context,
    missing: Annotated[bool, typer.Option("--missing", help="Only what is done and could be proven.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what is proven, and what could be.

    A link proves a topic: roadmap link TOPIC URL --proves.
    """
    session = session_of(context)
    report = session.read(service.evidence, only_missing=missing)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.evidence import render

        show(session, render, report)
