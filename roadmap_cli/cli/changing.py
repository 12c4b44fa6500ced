"""The commands that add to what is known of a topic, and those that make a choice."""

import re
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from roadmap_cli.cli import completing
from roadmap_cli.cli.options import AsJson, On, Topic
from roadmap_cli.cli.parsing import parse_minutes, parse_text, parse_url
from roadmap_cli.cli.shell import shell_of
from roadmap_cli.domain.finding import find_choice, find_option, find_topic
from roadmap_cli.domain.roadmap import Choice
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services import reading, writing

app = typer.Typer()
NOTHING = "none"
MINUTES_APART = r"[0-5]?\dm(?:in)?"
"""The second half of `1h 30m`."""


@app.command("log")
def log(
    context: typer.Context,
    topic: Topic,
    time: Annotated[int, typer.Argument(metavar="TIME", parser=parse_minutes, help="45m, 1h30, 1.5h or 90.")],
    note: Annotated[list[str] | None, typer.Argument(metavar="[NOTE]...", help="What it was.")] = None,
    on: On = None,
) -> None:
    """Record study time; it starts a topic that is still to do."""
    shell = shell_of(context)
    found, day = find_topic(shell.roadmap, topic), shell.day(on)
    words = list(note or ())
    minutes = time + parse_minutes(words.pop(0)) if words and re.fullmatch(MINUTES_APART, words[0]) else time
    said = parse_text(" ".join(words)) if words else ""
    shell.change(lambda workspace: writing.log_time(workspace, found, minutes, said, day))


@app.command("note")
def note(
    context: typer.Context,
    topic: Topic,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="Without it, your editor opens.")
    ] = None,
) -> None:
    """Write a note on a topic."""
    shell = shell_of(context)
    found = find_topic(shell.roadmap, topic)
    said = parse_text(" ".join(text) if text else import_module("roadmap_cli.cli.editing").edited_text(found.title))
    shell.change(lambda workspace: writing.note(workspace, found, said))


@app.command("link")
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
    shell = shell_of(context)
    found = find_topic(shell.roadmap, topic)
    named = parse_text(title) if title else ""
    shell.change(lambda workspace: writing.link(workspace, found, url, named, proves=proves))


@app.command("choose")
def choose(
    context: typer.Context,
    choice: Annotated[
        str | None,
        typer.Argument(metavar="[CHOICE]", help="Which choice.", autocompletion=completing.choices_and_options),
    ] = None,
    option: Annotated[
        str | None,
        typer.Argument(
            metavar="[OPTION]", help="What to choose; none takes it back.", autocompletion=completing.options
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare the options of a choice, choose one, or change your mind."""
    shell = shell_of(context)
    choices = shell.roadmap.choices
    if choice is None or (option is None and _names_a_choice(choices, choice)):
        shell.answer(reading.choices, as_json=as_json)
        return
    of = find_choice(shell.roadmap, choice) if option is not None else _choice_with(choices, choice)
    wanted = option if option is not None else choice
    picked = None if wanted == NOTHING else find_option([of], wanted)
    shell.change(lambda workspace: writing.choose(workspace, of, picked))


def _names_a_choice(choices: Sequence[Choice], words: str) -> bool:
    return any(choice.id == words.casefold() for choice in choices)


def _choice_with(choices: Sequence[Choice], words: str) -> Choice:
    """The choice that has an option of this name; where there is only one choice, that one."""
    if not choices:
        sentence = "this roadmap has no choice to make"
        raise CannotBeDone(sentence)
    if len(choices) == 1:
        return choices[0]
    option = find_option(choices, words)
    return next(choice for choice in choices if option in choice.options)
