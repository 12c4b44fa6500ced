"""`roadmap phase`: phases added to a roadmap, without an editor."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, parse_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.redefined import session_to_edit, tell

app = typer.Typer(
    name="phase",
    help="Add phases to a roadmap.\n\nA phase is a part of the way, with modules of topics in it.",
    epilog=examples('roadmap phase add "After the job"'),
    add_completion=False,
)


@app.callback()
def begin() -> None:
    """A group, so that its name stands before what it does."""


@app.command("add", epilog=examples('roadmap phase add "After the job"'))
def add(
    context: typer.Context,
    title: Annotated[list[str], typer.Argument(metavar="TITLE", help="What it is called.")],
    identifier: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id, if not from the title.")] = None,
    as_json: AsJson = False,
) -> None:
    """Add a phase at the end."""
    from roadmap_cli.use_cases.topic import add_phase

    session = session_to_edit(context)
    tell(session, add_phase(session, parse_text(" ".join(title)), identifier), as_json=as_json)
