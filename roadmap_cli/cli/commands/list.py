"""`roadmap list`: topics that fulfil conditions."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.domain.lookup import find_module, find_option, find_phase
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.services import list as service
from roadmap_cli.use_cases.session import LastingAnswer

app = typer.Typer(add_completion=False)


@app.command("list", epilog=examples("roadmap list --ready", "roadmap list --phase core-ml --status done"))
def list_topics(
    context: typer.Context,
    phase: Annotated[
        str | None, typer.Option(metavar="PHASE", help="Only this phase.", autocompletion=completion.phases)
    ] = None,
    module: Annotated[
        str | None, typer.Option(metavar="MODULE", help="Only this module.", autocompletion=completion.modules)
    ] = None,
    status: Annotated[Status | None, typer.Option(help="Only topics of this status.")] = None,
    option: Annotated[
        str | None, typer.Option(metavar="OPTION", help="Only this option.", autocompletion=completion.options)
    ] = None,
    ready: Annotated[bool, typer.Option("--ready", help="Only what could be done now.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Only what is done but fades from memory.")] = False,
    search: Annotated[
        str, typer.Option(metavar="WORDS", help="Only titles with these words.", show_default=False)
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List topics, all of them or some."""
    session = session_of(context)
    in_phase = None if phase is None else find_phase(session.roadmap, phase)
    in_module = None if module is None else find_module(session.roadmap, module)
    of_option = None if option is None else find_option(session.roadmap.choices, option)
    conditions = service.Conditions(
        phase=in_phase, module=in_module, status=status, option=of_option, ready=ready, stale=stale, search=search
    )
    report = session.read(service.list_topics, conditions)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.list import render

        session.answer = LastingAnswer(show(session, render, report))
