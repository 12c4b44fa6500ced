"""`roadmap adopt`: what is done on the roadmap in use counts on another one too."""

import shlex
from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, Any

import typer

from roadmap_cli.cli import completing
from roadmap_cli.cli.naming import Found, find, is_same
from roadmap_cli.cli.options import AsJson
from roadmap_cli.cli.shell import confirmed, hint, shell_of
from roadmap_cli.definition import Definition
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.roadmaps import AdoptReport, Pair
from roadmap_cli.reports.status import Named
from roadmap_cli.services import adopting
from roadmap_cli.settings import known_roadmaps

app = typer.Typer()
LEAST = 90.0
"""Of titles as other courses have them, a lower limit made pairs with the built-in roadmap that were none."""


@app.command("adopt")
def adopt(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE",
            help="The other roadmap: its id, words of its title, or its file.",
            autocompletion=completing.roadmaps,
        ),
    ],
    least: Annotated[
        float, typer.Option(metavar="SCORE", min=0, max=100, help="How alike titles must be, from 0 to 100.")
    ] = LEAST,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before marking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be marked.")] = False,
    as_json: AsJson = False,
) -> None:
    """Mark on another roadmap what you have done on this one.

    Topics are the same if they share an id, or if their titles are alike. Nothing is written before you agree.
    """
    shell = shell_of(context)
    other, here = find(shell, name), shell.roadmap
    there = other.definition.roadmap
    if there.id == here.id:
        sentence = f'"{there.id}" is the roadmap in use: there is nothing to adopt from itself'
        raise WrongUsage(sentence, "name another one; see: roadmap roadmaps")
    pairs = _pairs(shell.definition, other.definition, least)
    report: AdoptReport = shell.read(
        lambda workspace: adopting.proposal(workspace, here, pairs, dry_run=dry_run), there
    )
    if not as_json:
        shell.show(report)
    question = f'Mark {_these(len(report.pairs))} as done in "{there.title}"?'
    agreed = bool(report.pairs) and not dry_run and (yes or confirmed(question))
    if agreed:
        changes = shell.write(lambda workspace: adopting.adopt(workspace, here, pairs), there)
        shell.present_done(report._replace(marked=True) if as_json else changes, as_json=as_json)
        hint(f"take it back with: roadmap --file {shlex.quote(_name(other))} undo")
    elif as_json:
        shell.present(report, as_json=True)


def _these(number: int) -> str:
    return "this topic" if number == 1 else f"these {number:,} topics"


def _name(found: Found) -> str:
    """By which `--file` knows it."""
    name = found.definition.roadmap.id
    named = known_roadmaps()
    return name if name in named and is_same(named[name], found.file) else str(found.file)


def _pairs(here: Definition, there: Definition, least: float) -> tuple[Pair, ...]:
    likeness: Any = import_module("roadmap_cli.imports.likeness")
    ours, theirs = ([likeness.Titled(*each) for each in _titled(roadmap)] for roadmap in (here, there))
    found: tuple[Pair, ...] = likeness.pairs(ours, theirs, least)
    return found


def _titled(roadmap: Definition) -> Iterator[tuple[Named, frozenset[str]]]:
    for topic in roadmap.roadmap.topics.values():
        ids = (topic.id, *topic.formerly, *roadmap.lesson(topic.id).known_as)
        yield Named(topic.id, topic.title), frozenset(ids)
