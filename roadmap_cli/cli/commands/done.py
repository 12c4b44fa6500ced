"""`roadmap done`: mark topics as done."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import On
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.mark import DryRun, Topics, mark
from roadmap_cli.cli.screen import hint, session_of

app = typer.Typer(add_completion=False)


@app.command("done", epilog=examples("roadmap done vectors", "roadmap done vectors --on yesterday --confidence 4"))
def done(
    context: typer.Context,
    topics: Topics,
    on: On = None,
    confidence: Annotated[
        int | None,
        typer.Option(min=1, max=5, help="How sure you are to remember it: 1 not at all, 5 wholly.", show_default=False),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Mark topics as done, and see what they open.

    Their cards come into the reviews from the next day on.
    """
    report = mark(session_of(context), "finished", topics, on, confidence=confidence, dry_run=dry_run)
    if confidence and report.unchanged:
        hint("how sure you are is kept when a topic is marked: put it back with roadmap reset, and mark it again")
