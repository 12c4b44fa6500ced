"""`roadmap show`: everything about a topic."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, TopicWords
from roadmap_cli.cli.browser import open_first
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.cli.topics import topic_named
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.services import show as service

app = typer.Typer(add_completion=False)


@app.command("show", epilog=examples("roadmap show vectors", "roadmap show eigenvalues --json"))
def show_topic(
    context: typer.Context,
    topic: TopicWords,
    open_it: Annotated[bool, typer.Option("--open", help="Open the first resource in the browser.")] = False,
    as_json: AsJson = False,
) -> None:
    """Everything about one topic.

    Why it is there, criteria, resources, notes, links and history.
    """
    session = session_of(context)
    found = topic_named(session, " ".join(topic))
    lesson: Lesson = session.definition.lesson(found.id)
    report = session.read(service.show, found, lesson)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.show import render

        show(session, render, report)
    if open_it:
        open_first(found.title, lesson)
