"""`roadmap device`: on which devices something was recorded, and another name for this one."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, json_stands_behind
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_done, show_json
from roadmap_cli.domain.roadmap import NO_ROADMAP
from roadmap_cli.reports.device import RenamedDevice
from roadmap_cli.services import device as service

app = typer.Typer(
    name="device",
    help="On which devices you have recorded.\n\nEvents tell it; undo takes back what was done on this one.",
    epilog=examples("roadmap device", "roadmap device --json", "roadmap device rename laptop"),
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def begin(context: typer.Context, as_json: AsJson = False) -> None:
    json_stands_behind(context, as_json=as_json)
    if context.invoked_subcommand is not None:
        return
    session = session_of(context)
    report = session.on(NO_ROADMAP).read(service.devices)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.device import render

        show(session, render, report)


@app.command("rename", epilog=examples("roadmap device rename laptop"))
def rename(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits, - and _.")],
) -> None:
    """Give this device another name.

    What was recorded on it keeps the name of then, and is still of this device.
    """
    device = session_of(context).device
    report = RenamedDevice(before=device.known(), after=device.rename(name))
    from roadmap_cli.views.device import render_rename

    show_done(session_of(context), render_rename, report)
