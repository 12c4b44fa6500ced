"""`roadmap note`: write a note on a topic."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import Topic, parse_text
from roadmap_cli.cli.editor import edited_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show_done
from roadmap_cli.cli.topics import topic_named
from roadmap_cli.services import note as service

app = typer.Typer(add_completion=False)


@app.command("note", epilog=examples("roadmap note vectors The norm is the length."))
def note(
    context: typer.Context,
    topic: Topic,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="Without it, your editor opens.")
    ] = None,
) -> None:
    """Write a note on a topic."""
    session = session_of(context)
    found = topic_named(session, topic)
    said = parse_text(" ".join(text) if text else edited_text(found.title))
    report = session.write(service.note, found, said)
    from roadmap_cli.views.change import render

    show_done(session, render, report)
