"""`roadmap evidence`: what is proven, and what could be."""

from typing import Annotated

import typer

from roadmap_cli.cli.options import AsJson
from roadmap_cli.cli.shell import shell_of
from roadmap_cli.services import proving

app = typer.Typer()


@app.command("evidence")
def evidence(
    context: typer.Context,
    missing: Annotated[bool, typer.Option("--missing", help="Only what is done and could be proven.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what is proven by a link, and what is done and could be."""
    shell_of(context).answer(lambda workspace: proving.evidence(workspace, only_missing=missing), as_json=as_json)
