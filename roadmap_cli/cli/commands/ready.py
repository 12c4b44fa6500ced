"""`roadmap ready`: am I ready to be hired, and what is missing."""

import typer

from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.services import ready as service

app = typer.Typer(add_completion=False)


@app.command("ready", epilog=examples("roadmap ready", "roadmap ready --json"))
def ready(context: typer.Context, as_json: AsJson = False) -> None:
    """Am I ready to be hired, and what is missing.

    Skills, projects, stories, interviews and choices, each against what the roadmap asks for; nearest first. What is wanted
    stands in the roadmap file, under [ready].
    """
    session = session_of(context)
    report = session.read(service.ready)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.ready import render

        show(session, render, report)
