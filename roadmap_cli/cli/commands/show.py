"""`roadmap show`: everything about a topic, or about a phase or a module."""

from contextlib import suppress
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.browser import open_first
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.cli.topics import id_for
from roadmap_cli.domain.lookup import exact_topic, find_part, find_topic
from roadmap_cli.domain.roadmap import Module, Phase, Topic
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.services import show as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


@app.command("show", epilog=examples("roadmap show vectors", "roadmap show eigenvalues --json", "roadmap show core-ml"))
def show_topic(
    context: typer.Context,
    topic: Annotated[
        list[str],
        typer.Argument(
            metavar="TOPIC|MODULE|PHASE",
            help="An id, its beginning, words of the title, or a number of the last list.",
            autocompletion=completion.parts,
        ),
    ],
    open_it: Annotated[bool, typer.Option("--open", help="Open the first resource in the browser.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Also where the hours and the topic come from.")] = False,
    as_json: AsJson = False,
) -> None:
    """Everything about a topic, module or phase.

    Of a topic why it is there, criteria, resources, notes, links and history; of a phase or a module what it is for,
    what it stands on and opens, its topics, and when it is done.
    """
    session = session_of(context)
    found = _part(session, " ".join(topic))
    if isinstance(found, Topic):
        _show_topic(session, found, everything=everything, as_json=as_json)
        if open_it:
            open_first(found.title, session.definition.lesson(found.id))
        return
    if open_it:
        sentence = f"--open is for a topic, and {found.id} is none"
        raise WrongUsage(sentence, f"see its topics with: roadmap show {found.id}")
    _show_scope(session, found, as_json=as_json)


def _part(session: Session, words: str) -> Topic | Module | Phase:
    """What could be a topic as well as a module or phase is a topic. Raises CannotBeDone."""
    name = id_for(session, words)
    if topic := exact_topic(session.roadmap, name):
        return topic
    try:
        return find_part(session.roadmap, name)
    except CannotBeDone:
        with suppress(CannotBeDone):
            return find_topic(session.roadmap, name)
        raise


def _show_topic(session: Session, topic: Topic, *, everything: bool, as_json: bool) -> None:
    report = session.read(service.show, topic, session.definition.lesson(topic.id))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.show import render

        show(session, render, report, everything=everything)


def _show_scope(session: Session, scope: Module | Phase, *, as_json: bool) -> None:
    report = session.read(service.show_scope, scope, session.definition.lesson)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.show import render_scope

        show(session, render_scope, report)
