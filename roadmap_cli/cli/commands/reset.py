"""`roadmap reset`: put topics back to todo."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import On
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.mark import DryRun, mark
from roadmap_cli.cli.screen import confirmed, session_of, show_done
from roadmap_cli.domain.lookup import find_phase
from roadmap_cli.errors import WrongUsage
from roadmap_cli.services import mark as service

app = typer.Typer(add_completion=False)


@app.command("reset", epilog=examples("roadmap reset vectors", "roadmap reset --phase foundation --dry-run"))
def reset(
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]...", help="Topics to put back to todo.", autocompletion=completion.topics),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="The whole roadmap.")] = False,
    phase: Annotated[
        str | None, typer.Option(metavar="PHASE", help="A whole phase.", autocompletion=completion.phases)
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    on: On = None,
    dry_run: DryRun = False,
) -> None:
    """Put topics back to todo.

    Logged time, notes and links stay.
    """
    session = session_of(context)
    if sum((bool(topics), everything, phase is not None)) != 1:
        sentence = "reset needs topics, or --phase, or --all: one of them"
        raise WrongUsage(sentence, "see: roadmap reset --help")
    if topics:
        mark(session, "reset", topics, on, dry_run=dry_run)
        return
    scope = None if phase is None else find_phase(session.roadmap, phase)
    chosen = session.roadmap.topics.values() if scope is None else tuple(scope.topics)
    name = "the whole roadmap" if scope is None else f"all of {scope.title}"
    if yes or dry_run or confirmed(f"Put {name} back to todo?"):
        report = (session.read if dry_run else session.write)(
            service.reset_all, chosen, with_choices=scope is None, dry_run=dry_run
        )
        from roadmap_cli.views.change import render

        show_done(session, render, report)
