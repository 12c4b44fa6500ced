"""The commands that look closer: one topic, and what happened."""

from importlib import import_module
from typing import Annotated

import typer

from roadmap_cli.cli import completing
from roadmap_cli.cli.options import AsJson, TopicWords
from roadmap_cli.cli.shell import hint, shell_of
from roadmap_cli.domain.finding import find_topic
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services import explaining, remembering

app = typer.Typer()


@app.command("show")
def show(
    context: typer.Context,
    topic: TopicWords,
    open_it: Annotated[bool, typer.Option("--open", help="Open the first resource in the browser.")] = False,
    as_json: AsJson = False,
) -> None:
    """Everything about a topic: why, criteria, resources, notes, history."""
    shell = shell_of(context)
    found = find_topic(shell.roadmap, " ".join(topic))
    lesson: Lesson = shell.definition.lesson(found.id)
    shell.answer(lambda workspace: explaining.show(workspace, found, lesson), as_json=as_json)
    if open_it:
        open_first(found.title, lesson)


def open_first(title: str, lesson: Lesson) -> None:
    """The first resource on the web. Raises CannotBeDone."""
    web = [each.url for each in lesson.resources if each.url.startswith(("https://", "http://"))]
    if not web:
        sentence = f"{title} has no resource on the web"
        raise CannotBeDone(sentence)
    open_address(web[0])


def open_address(address: str) -> None:
    """In the browser. Raises CannotBeDone."""
    hint(f"opening {address}")
    if not import_module("webbrowser").open(address):
        sentence = "no browser could be started"
        raise CannotBeDone(sentence, "set BROWSER, or open the link yourself")


@app.command("history")
def history(
    context: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]", help="Only what touched this topic.", autocompletion=completing.topics),
    ] = None,
    number: Annotated[int, typer.Option("-n", "--number", min=1, max=100_000, help="How many commands.")] = 20,
    as_json: AsJson = False,
) -> None:
    """What happened, newest first."""
    shell = shell_of(context)
    if not topic:
        shell.answer(lambda workspace: remembering.history(workspace, number), as_json=as_json)
    else:
        words = " ".join(topic)
        shell.answer(lambda workspace: remembering.history_by_name(workspace, words, number), as_json=as_json)
