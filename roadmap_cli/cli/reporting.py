"""`roadmap report`: what happened in a time, short enough to paste into a chat."""

from importlib import import_module
from typing import Annotated, Literal

import typer

from roadmap_cli.cli.options import AsJson
from roadmap_cli.cli.shell import say, shell_of
from roadmap_cli.errors import WrongUsage
from roadmap_cli.services import reporting

app = typer.Typer()


@app.command("report")
def report(
    context: typer.Context,
    period: Annotated[
        Literal["week", "month"], typer.Argument(metavar="[week|month]", help="The last 7 or 30 days.")
    ] = "week",
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown for a chat.")] = False,
    as_json: AsJson = False,
) -> None:
    """What happened lately: hours, topics, reviews, how the forecast moved and why, and what comes next."""
    if markdown and as_json:
        sentence = "--json and --markdown cannot both have the terminal"
        raise WrongUsage(sentence, "leave one of them out")
    shell = shell_of(context)
    found = shell.read(lambda workspace: reporting.report(workspace, period))
    if markdown:
        say(import_module("roadmap_cli.exports.period").render(found))
    else:
        shell.present(found, as_json=as_json)
