"""`roadmap fork`: a whole copy of a roadmap, to be changed."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import hint, recorded, session_of, show_done, show_json
from roadmap_cli.errors import InvalidFile
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


@app.command("fork", epilog=examples("roadmap fork", "roadmap fork ml-scientist --as my-path"))
def fork(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE]", help="Of which roadmap. Default: the one in use.", autocompletion=completion.roadmaps
        ),
    ] = None,
    identifier: Annotated[
        str | None, typer.Option("--as", metavar="ID", help="Its id. Default: my- and the id of the other.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TITLE", help="Its title.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a whole copy of a roadmap, to change it.

    It is a file of yours from then on: no upgrade and no update changes it. Your progress comes along, and the copy is in
    use; the other roadmap stays as it is, with its progress.
    """
    from roadmap_cli.use_cases.fork import fork as make_own

    session = session_of(context)
    before = _in_use(session)
    report = make_own(session, name, identifier, title)
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.fork import render

        show_done(session, render, report)
    if before:
        hint(f"to go back: roadmap use {before}")


def _in_use(session: Session) -> str | None:
    """What was in use keeps its name; one that cannot be read has none."""
    try:
        return session.roadmap.id
    except InvalidFile:
        return None
