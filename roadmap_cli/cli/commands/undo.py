"""`roadmap undo`: take back the last command."""

from functools import partial
from typing import Annotated

import typer

from roadmap_cli.cli.consent import ask_first
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show_done
from roadmap_cli.reports.event_text import texts
from roadmap_cli.reports.undo import Foreseen
from roadmap_cli.services import undo as service
from roadmap_cli.use_cases.undo import take_back

app = typer.Typer(add_completion=False)


@app.command("undo", epilog=examples("roadmap undo", "roadmap undo --skip", "roadmap undo --device laptop"))
def undo(
    context: typer.Context,
    skip: Annotated[
        bool, typer.Option("--skip", help="Leave the roadmap as it is: take back the last command besides.")
    ] = False,
    device: Annotated[
        str | None, typer.Option("--device", metavar="NAME", help="Take back what another device did last.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before it is taken back there.")] = False,
) -> None:
    """Take back the last command of this device.

    Again: one further back.
    """
    session = session_of(context)
    foreseen = session.read(service.foresee, device, skip=skip) if device is not None else None
    if foreseen and not yes:
        ask_first(_told(foreseen), "Take it back?", "to take it back give --yes")
    report = take_back(session, partial(service.undo, skip=skip, foreseen=foreseen), redo=False)
    from roadmap_cli.views.undo import render

    show_done(session, render, report)


def _told(foreseen: Foreseen) -> str:
    said = "; ".join(texts(foreseen.events))
    return f"the last command on {foreseen.device.text} was, on {foreseen.at.astimezone():%Y-%m-%d %H:%M}: {said}"
