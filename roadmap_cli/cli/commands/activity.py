"""`roadmap activity`: what the days looked like."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.services import activity as service

app = typer.Typer(add_completion=False)


MOST_WEEKS = 520


@app.command("activity", epilog=examples("roadmap activity", "roadmap activity --weeks 52"))
def activity(
    context: typer.Context,
    weeks: Annotated[int, typer.Option(metavar="N", min=1, max=MOST_WEEKS, help="How many weeks.")] = 26,
    as_json: AsJson = False,
) -> None:
    """Your study days as a map of weeks.

    With this week against the goal, and streaks that forgive a missed day.
    """
    session = session_of(context)
    report = session.read(service.activity, weeks)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.activity import render

        show(session, render, report)
