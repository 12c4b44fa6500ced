"""`roadmap skip`: leave topics out."""

import typer

from roadmap_cli.cli.arguments import On
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.mark import DryRun, Topics, mark
from roadmap_cli.cli.screen import session_of

app = typer.Typer(add_completion=False)


@app.command("skip", epilog=examples("roadmap skip sql-joins", "roadmap skip sql-joins --dry-run"))
def skip(context: typer.Context, topics: Topics, on: On = None, dry_run: DryRun = False) -> None:
    """Leave topics out.

    They no longer count, and no longer block others.
    """
    mark(session_of(context), "skipped", topics, on, dry_run=dry_run)
