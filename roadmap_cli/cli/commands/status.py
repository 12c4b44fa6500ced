"""`roadmap status`: where am I."""

import sys
from functools import partial
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import console_on, is_watched, session_of, show, show_json
from roadmap_cli.cli.topics import show_numbers
from roadmap_cli.domain.job import Tip
from roadmap_cli.domain.lookup import find_scope
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.status import StatusReport
from roadmap_cli.services import status as service
from roadmap_cli.use_cases.session import Session

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
        bool, typer.Option("--due", help="With --short: nothing, unless something is due or a timer is running.")
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
    tells = not (short or everything or as_json or scope or session.flags.quiet) and is_watched()
    extent: service.Extent = "whole" if everything or as_json else "with tips" if tells else "folded"
    report = session.read(partial(service.status, extent=extent), focus)
    if due and not (report.review.cards or report.timer or (report.due and report.due.number)):
        return
    if as_json:
        show_json(report, without=("tips",))
        return
    from roadmap_cli.views.status import render

    tip = _tip(session, report)
    show(session, render, report, everything=everything, short=short, tip=tip.id if tip else None)
    if not (short or report.focus):
        show_numbers(session, report.next)
    if tip:
        from roadmap_cli.use_cases.last_tip import tip_told

        tip_told(session, tip)


def _tip(session: Session, report: StatusReport) -> Tip | None:
    """One that helps now, if there is room for it, and the last one is a week ago."""
    if not report.tips:
        return None
    from roadmap_cli.use_cases.last_tip import tip_to_tell
    from roadmap_cli.views import look_of
    from roadmap_cli.views.status import has_room_for

    look, tip = look_of(console_on(session, sys.stdout)), tip_to_tell(session, report.tips)
    return tip if tip and not look.plain and has_room_for(tip, report, look) else None
