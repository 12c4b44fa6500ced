"""`roadmap roadmaps`: which roadmaps there are."""

import typer

from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.services import roadmaps as service
from roadmap_cli.use_cases.find_roadmap import known
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


@app.command("roadmaps", epilog=examples("roadmap roadmaps"))
def roadmaps(context: typer.Context, as_json: AsJson = False) -> None:
    """List your roadmaps, and how far you are."""
    list_roadmaps(session_of(context), as_json=as_json)


def list_roadmaps(session: Session, *, as_json: bool) -> None:
    built_in = session.load(None).roadmap  # the one in use may be a faulty one
    report = session.on(built_in).read(service.overview, known(session))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.roadmaps import render

        show(session, render, report)
