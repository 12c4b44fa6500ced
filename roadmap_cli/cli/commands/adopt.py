"""`roadmap adopt`: what is done on the roadmap in use counts on another one too."""

import shlex
from collections.abc import Iterator
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import confirmed, hint, recorded, session_of, show, show_done, show_json
from roadmap_cli.definition import Definition
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.adopt import AdoptReport, Pair, Titled
from roadmap_cli.reports.change import ChangeReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services import adopt as service
from roadmap_cli.settings import known_roadmaps
from roadmap_cli.use_cases.find_roadmap import Found, find, is_same
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)
LEAST = 90.0
"""Of titles as other courses have them, a lower limit made pairs with the built-in roadmap that were none."""


@app.command("adopt", epilog=examples("roadmap adopt my.toml --dry-run"))
def adopt(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE",
            help="The other roadmap: its id, words of its title, or its file.",
            autocompletion=completion.roadmaps,
        ),
    ],
    least: Annotated[
        float, typer.Option(metavar="SCORE", min=0, max=100, help="How alike titles must be, from 0 to 100.")
    ] = LEAST,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before marking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be marked.")] = False,
    as_json: AsJson = False,
) -> None:
    """Count on another roadmap what is done here.

    Topics are the same if they share an id, or if their titles are alike. Nothing is written before you agree.
    """
    session = session_of(context)
    other, here = find(session, name), session.roadmap
    there = other.definition.roadmap
    if there.id == here.id:
        sentence = f'"{there.id}" is the roadmap in use: there is nothing to adopt from itself'
        raise WrongUsage(sentence, "name another one; see: roadmap roadmaps")
    pairs = _pairs(session.definition, other.definition, least)
    on_the_other = session.on(there)
    report = on_the_other.read(service.proposal, here, pairs, dry_run=dry_run)
    if not as_json and (dry_run or not (yes and session.flags.quiet)):
        from roadmap_cli.views.adopt import render

        show(session, render, report)
    question = f'Mark {_these(len(report.pairs))} as done in "{there.title}"?'
    if report.pairs and not dry_run and (yes or confirmed(question)):
        changes = on_the_other.write(service.adopt, here, pairs)
        _tell(session, changes, report._replace(marked=True), as_json=as_json)
        hint(f"take it back with: roadmap --file {shlex.quote(_name(other))} undo")
    elif as_json:
        show_json(report)


def _tell(session: Session, changes: ChangeReport, report: AdoptReport, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.change import render

        show_done(session, render, changes)


def _these(number: int) -> str:
    return "this topic" if number == 1 else f"these {number:,} topics"


def _name(found: Found) -> str:
    """By which `--file` knows it."""
    name = found.definition.roadmap.id
    named = known_roadmaps()
    return name if name in named and is_same(named[name], found.file) else str(found.file)


def _pairs(here: Definition, there: Definition, least: float) -> tuple[Pair, ...]:
    from roadmap_cli.imports.similar_titles import pairs

    return pairs(list(_titled(here)), list(_titled(there)), least)


def _titled(roadmap: Definition) -> Iterator[Titled]:
    for topic in roadmap.roadmap.topics.values():
        ids = (topic.id, *topic.formerly, *roadmap.lesson(topic.id).known_as)
        yield Titled(Named(topic.id, topic.title), frozenset(ids))
