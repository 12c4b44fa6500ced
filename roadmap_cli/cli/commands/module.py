"""`roadmap module`: modules added to a roadmap, without an editor."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, parse_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.redefined import session_to_edit, tell
from roadmap_cli.domain.lookup import find_phase

app = typer.Typer(
    name="module",
    help="Add modules to a roadmap.\n\nA module is a group of topics within a phase.",
    epilog=examples('roadmap module add "Papers" --phase 3'),
    add_completion=False,
)


@app.callback()
def begin() -> None:
    """A group, so that its name stands before what it does."""


@app.command("add", epilog=examples('roadmap module add "Papers" --phase 3'))
def add(
    context: typer.Context,
    title: Annotated[list[str], typer.Argument(metavar="TITLE", help="What it is called.")],
    phase: Annotated[
        str,
        typer.Option(
            "--phase", metavar="PHASE", help="Its phase, by number, id or title.", autocompletion=completion.phases
        ),
    ],
    identifier: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id, if not from the title.")] = None,
    as_json: AsJson = False,
) -> None:
    """Add a module at the end of a phase."""
    from roadmap_cli.use_cases.topic import add_module

    session = session_to_edit(context)
    within = find_phase(session.roadmap, phase)
    tell(session, add_module(session, parse_text(" ".join(title)), within, identifier), as_json=as_json)
