"""The commands of every evening: where am I, and what do I do next."""

from importlib import import_module
from typing import Annotated, Literal

import typer

from roadmap_cli.cli import completing
from roadmap_cli.cli.options import AsJson
from roadmap_cli.cli.parsing import parse_minutes
from roadmap_cli.cli.shell import shell_of
from roadmap_cli.domain.finding import find_module, find_option, find_phase, find_scope, find_topic
from roadmap_cli.services import reading

app = typer.Typer()
Status = Literal["todo", "doing", "done", "skipped"]


@app.command("status")
def status(
    context: typer.Context,
    scope: Annotated[
        str | None,
        typer.Argument(metavar="[PHASE|MODULE]", help="Open one phase or module.", autocompletion=completing.scopes),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Open everything down to topics.")] = False,
    short: Annotated[bool, typer.Option("--short", help="One line, for a shell prompt.")] = False,
    as_json: AsJson = False,
) -> None:
    """Where am I: progress, the current phase, the next steps."""
    shell = shell_of(context)
    focus = None if scope is None else find_scope(shell.roadmap, scope).id
    shell.answer(
        lambda workspace: reading.status(workspace, focus), as_json=as_json, everything=everything, short=short
    )


@app.command("next")
def what_next(
    context: typer.Context,
    number: Annotated[int, typer.Option("-n", "--number", min=1, max=1000, help="How many.")] = 3,
    time: Annotated[
        int | None,
        typer.Option(metavar="TIME", parser=parse_minutes, help="Prefer what fits: 45m, 1h30.", show_default=False),
    ] = None,
    why: Annotated[
        str | None, typer.Option(metavar="TOPIC", help="Explain one topic's place.", autocompletion=completing.topics)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What do I do next, and why."""
    shell = shell_of(context)
    if why is None:
        shell.answer(lambda workspace: reading.what_next(workspace, number, time), as_json=as_json)
    else:
        topic = find_topic(shell.roadmap, why)
        explaining = import_module("roadmap_cli.services.explaining")
        shell.answer(lambda workspace: explaining.why(workspace, topic), as_json=as_json)


@app.command("list")
def list_topics(
    context: typer.Context,
    phase: Annotated[str | None, typer.Option(help="Only this phase.", autocompletion=completing.phases)] = None,
    module: Annotated[str | None, typer.Option(help="Only this module.", autocompletion=completing.modules)] = None,
    status: Annotated[Status | None, typer.Option(help="Only topics of this status.")] = None,
    option: Annotated[str | None, typer.Option(help="Only this option.", autocompletion=completing.options)] = None,
    ready: Annotated[bool, typer.Option("--ready", help="Only what could be done now.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Only what is done but fades from memory.")] = False,
    search: Annotated[
        str, typer.Option(metavar="WORDS", help="Only titles with these words.", show_default=False)
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List topics."""
    shell = shell_of(context)
    in_phase = None if phase is None else find_phase(shell.roadmap, phase)
    in_module = None if module is None else find_module(shell.roadmap, module)
    of_option = None if option is None else find_option(shell.roadmap.choices, option)
    conditions = reading.Conditions(in_phase, in_module, status, of_option, ready, stale, search)
    shell.answer(lambda workspace: reading.list_topics(workspace, conditions), as_json=as_json)
