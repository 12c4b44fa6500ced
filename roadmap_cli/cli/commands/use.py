"""`roadmap use`: change to another roadmap."""

import shlex
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli import definition, settings
from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.commands.roadmaps import list_roadmaps
from roadmap_cli.cli.output import write_config
from roadmap_cli.cli.screen import hint, session_of, show, show_json
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.services import use as service
from roadmap_cli.use_cases.find_roadmap import Found, find, is_same
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


@app.command("use")
def use(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE]",
            help="An id, its beginning, words of the title, or a roadmap file.",
            autocompletion=completion.roadmaps,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change to another roadmap, or see which there are. Each has its own progress."""
    session = session_of(context)
    if name is None:
        list_roadmaps(session, as_json=as_json)
        return
    found = find(session, name)
    remembered = _remembered(session, found)
    report = session.on(found.definition.roadmap).read(service.in_use)
    from roadmap_cli.settings import config_toml

    file = found.file and found.file.absolute()
    write_config(config_toml.using(settings.config_file(), file, remembered))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.use import render

        show(session, render, report)
    source = settings.given(session.flags)["file"].source
    if source not in {"config.toml", "default"}:
        hint(f"it does not count here: the {source} comes first")


def _remembered(session: Session, found: Found) -> dict[str, Path]:
    """Files that have no name yet, by their ids: the one to be used, and the one that config.toml names until now.

    Raises CannotBeDone where the id is that of another file, unless that one is gone.
    """
    named = settings.known_roadmaps()
    before, source = settings.given(session.flags)["file"]
    new: dict[str, Path] = {}
    if before and source == "config.toml":
        with suppress(InvalidFile):
            new = {session.load(before).roadmap.id: before}
    new = {name: file for name, file in new.items() if name not in named}
    name, file = found.definition.roadmap.id, found.file
    if file and not (name in named and is_same(file, named[name])):
        if name in named and (other := named[name] or definition.builtin()).exists():
            sentence = f'{other} has the id "{name}" too, and the progress on both would mix'
            command = f"roadmap config file {shlex.quote(str(file))}"
            raise CannotBeDone(sentence, f"give it another id, or let it replace that one: {command}")
        new[name] = file.absolute()
    return new
