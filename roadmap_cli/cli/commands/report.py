"""`roadmap report`: what happened in a time, short enough to paste into a chat."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import say, session_of, show, show_json
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.report import Period
from roadmap_cli.services import report as service

app = typer.Typer(add_completion=False)


@app.command("report", epilog=examples("roadmap report", "roadmap report month --markdown"))
def report(
    context: typer.Context,
    period: Annotated[Period, typer.Argument(metavar="[week|month]", help="The last 7 or 30 days.")] = "week",
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown for a chat.")] = False,
    as_json: AsJson = False,
) -> None:
    """What happened lately, to read or to send.

    Hours, topics, reviews, how the forecast moved and why, and what comes next.
    """
    if markdown and as_json:
        sentence = "--json and --markdown cannot both have the terminal"
        raise WrongUsage(sentence, "leave one of them out")
    session = session_of(context)
    found = session.read(lambda workspace: service.report(workspace, period))
    if markdown:
        from roadmap_cli.exports.report import render as render_markdown

        say(render_markdown(found))
    elif as_json:
        show_json(found)
    else:
        from roadmap_cli.views.report import render

        show(session, render, found)
