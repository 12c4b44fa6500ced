"""`roadmap status`: where am I."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.cli.topics import show_numbers
from roadmap_cli.domain.lookup import find_scope
from roadmap_cli.errors import WrongUsage
from roadmap_cli.services import status as service

app = typer.Typer(add_completion=False)


@app.command("status", epilog=examples("roadmap status", "roadmap status linear-algebra", "roadmap status --short"))
def status(
    context: typer.Context,
    scope: Annotated[
        str | None,
        typer.Argument(metavar="[PHASE|MODULE]", help="Open one phase or module.", autocompletion=completion.scopes),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Open everything down to topics.")] = False,
    short: Annotated[bool, typer.Option("--short", help="One line, for a shell prompt.")] = False,
    due: Annotated[
        bool, typer.Option("--due", help="With --short: nothing, unless cards are due or a timer is running.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Where am I: progress and the next steps."""
    if due and (as_json or not short):
        sentence = "--due belongs to --short"
        raise WrongUsage(sentence, "write: roadmap status --short --due")
    session = session_of(context)
    session.greets = not short  # in a prompt there is nobody to tell
    focus = None if scope is None else find_scope(session.roadmap, scope).id
    report = session.read(service.status, focus)
    if due and not (report.review.cards or report.timer):
        return
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.status import render

        show(session, render, report, everything=everything, short=short)
        if not (short or report.focus):
            show_numbers(session, report.next)
