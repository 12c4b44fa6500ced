"""`roadmap link`: link something to a topic."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import Topic, parse_text, parse_url
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show_done
from roadmap_cli.cli.topics import topic_named
from roadmap_cli.services import link as service

app = typer.Typer(add_completion=False)


@app.command(
    "link",
    epilog=examples(
        "roadmap link vectors https://example.org/page", "roadmap link vectors https://example.org/notebook --proves"
    ),
)
def link(
    context: typer.Context,
    topic: Topic,
    url: Annotated[str, typer.Argument(metavar="URL", parser=parse_url, help="https://...")],
    title: Annotated[str, typer.Option(help="What it is.", show_default=False)] = "",
    proves: Annotated[
        bool, typer.Option("--proves", help="It is evidence that you can do what the topic asks.")
    ] = False,
) -> None:
    """Link something you made or read to a topic."""
    session = session_of(context)
    found = topic_named(session, topic)
    named = parse_text(title) if title else ""
    report = session.write(service.link, found, url, named, proves=proves)
    from roadmap_cli.views.change import render

    show_done(session, render, report)
