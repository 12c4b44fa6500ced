"""`roadmap start`: begin topics."""

import typer

from roadmap_cli.cli.arguments import On
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.mark import DryRun, TopicsOrNone, mark
from roadmap_cli.cli.screen import session_of

app = typer.Typer(add_completion=False)


@app.command("start", epilog=examples("roadmap start vectors", "roadmap start vectors --on yesterday"))
def start(context: typer.Context, topics: TopicsOrNone = None, on: On = None, dry_run: DryRun = False) -> None:
    """Begin topics.

    Without a topic you pick one from a list.
    """
    mark(session_of(context), "started", topics, on, dry_run=dry_run)
