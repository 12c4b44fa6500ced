"""`roadmap use` and `roadmap roadmaps`: several roadmaps side by side."""

import shlex
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli import definition, settings
from roadmap_cli.cli import completing
from roadmap_cli.cli.configuring import write_config
from roadmap_cli.cli.naming import Found, find, is_same, known
from roadmap_cli.cli.options import AsJson
from roadmap_cli.cli.shell import Shell, hint, shell_of
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.services import roadmaps as service

app = typer.Typer()


@app.command("use")
def use(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE]",
            help="An id, its beginning, words of the title, or a roadmap file.",
            autocompletion=completing.roadmaps,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change to another roadmap, or see which there are. Each has its own progress."""
    shell = shell_of(context)
    if name is None:
        _list(shell, as_json=as_json)
        return
    found = find(shell, name)
    remembered = _remembered(shell, found)
    report = shell.read(service.in_use, found.definition.roadmap)
    file = found.file and found.file.absolute()
    write_config(import_module("roadmap_cli.settings.editing").using(settings.config_file(), file, remembered))
    shell.present(report, as_json=as_json)
    source = settings.given(shell.flags)["file"].source
    if source not in {"config.toml", "default"}:
        hint(f"it does not count here: the {source} comes first")


@app.command("roadmaps")
def roadmaps(context: typer.Context, as_json: AsJson = False) -> None:
    """List the roadmaps that are known here, and how far you are on each."""
    _list(shell_of(context), as_json=as_json)


def _list(shell: Shell, *, as_json: bool) -> None:
    used = shell.settings.file
    lines = tuple(
        service.Known(
            each.id,
            str(each.file.absolute()) if each.file else None,
            is_same(each.file, used),
            each.definition.roadmap if each.definition else None,
            each.fault,
        )
        for each in known(shell)
    )
    built_in = shell.load(None).roadmap  # the one in use may be a faulty one
    shell.present(shell.read(lambda workspace: service.overview(workspace, lines), built_in), as_json=as_json)


def _remembered(shell: Shell, found: Found) -> dict[str, Path]:
    """Files that have no name yet, by their ids: the one to be used, and the one that config.toml names until now.

    Raises CannotBeDone where the id is that of another file, unless that one is gone.
    """
    named = settings.known_roadmaps()
    before, source = settings.given(shell.flags)["file"]
    new: dict[str, Path] = {}
    if before and source == "config.toml":
        with suppress(InvalidFile):
            new = {shell.load(before).roadmap.id: before}
    new = {name: file for name, file in new.items() if name not in named}
    name, file = found.definition.roadmap.id, found.file
    if file and not (name in named and is_same(file, named[name])):
        if name in named and (other := named[name] or definition.builtin()).exists():
            sentence = f'{other} has the id "{name}" too, and the progress on both would mix'
            command = f"roadmap config file {shlex.quote(str(file))}"
            raise CannotBeDone(sentence, f"give it another id, or let it replace that one: {command}")
        new[name] = file.absolute()
    return new
