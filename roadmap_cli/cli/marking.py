"""The commands that give topics their status."""

from collections.abc import Sequence
from typing import Annotated

import typer

from roadmap_cli.cli import completing
from roadmap_cli.cli.options import On
from roadmap_cli.cli.shell import Shell, confirmed, hint, shell_of
from roadmap_cli.domain.finding import find_phase, find_topics
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.changes import ChangeReport
from roadmap_cli.services import writing

app = typer.Typer()
Topics = Annotated[
    list[str],
    typer.Argument(
        metavar="TOPIC...", help="Ids, their beginnings, or words of titles.", autocompletion=completing.topics
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")]


@app.command("start")
def start(context: typer.Context, topics: Topics, on: On = None, dry_run: DryRun = False) -> None:
    """Begin topics."""
    _mark(shell_of(context), "started", topics, on, dry_run=dry_run)


@app.command("done")
def done(
    context: typer.Context,
    topics: Topics,
    on: On = None,
    confidence: Annotated[
        int | None,
        typer.Option(min=1, max=5, help="How sure you are to remember it: 1 not at all, 5 wholly.", show_default=False),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Mark topics as done, and see what they open. Their cards come into the reviews from the next day on."""
    said = {} if confidence is None else {"confidence": confidence}
    report = _mark(shell_of(context), "finished", topics, on, dry_run=dry_run, **said)
    if confidence and report.unchanged:
        hint("how sure you are is kept when a topic is marked: put it back with roadmap reset, and mark it again")


@app.command("skip")
def skip(context: typer.Context, topics: Topics, on: On = None, dry_run: DryRun = False) -> None:
    """Leave topics out: they no longer count, and no longer block others."""
    _mark(shell_of(context), "skipped", topics, on, dry_run=dry_run)


@app.command("reset")
def reset(
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]...", help="Topics to put back to todo.", autocompletion=completing.topics),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="The whole roadmap.")] = False,
    phase: Annotated[str | None, typer.Option(help="A whole phase.", autocompletion=completing.phases)] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    on: On = None,
    dry_run: DryRun = False,
) -> None:
    """Put topics back to todo; logged time, notes and links stay."""
    shell = shell_of(context)
    if sum((bool(topics), everything, phase is not None)) != 1:
        sentence = "reset needs topics, or --phase, or --all: one of them"
        raise WrongUsage(sentence, "see: roadmap reset --help")
    if topics:
        _mark(shell, "reset", topics, on, dry_run=dry_run)
        return
    scope = None if phase is None else find_phase(shell.roadmap, phase)
    chosen = shell.roadmap.topics.values() if scope is None else tuple(scope.topics)
    name = "the whole roadmap" if scope is None else f"all of {scope.title}"
    if yes or dry_run or confirmed(f"Put {name} back to todo?"):
        shell.change(
            lambda workspace: writing.reset_all(workspace, chosen, with_choices=scope is None, dry_run=dry_run),
            dry_run=dry_run,
        )


def _mark(
    shell: Shell, kind: str, topics: Sequence[str], on: str | None, *, dry_run: bool, **data: int
) -> ChangeReport:
    found, day = find_topics(shell.roadmap, topics), shell.day(on)
    report: ChangeReport = shell.change(
        lambda workspace: writing.mark(workspace, kind, found, day, dry_run=dry_run, **data), dry_run=dry_run
    )
    for gap in report.gaps:
        missing = "; ".join(each.title for each in gap.missing)
        hint(f"{gap.topic.title} stands on what is not done yet: {missing}")
    for topic in report.unproven:
        hint(f"show what you made: roadmap link {topic.id} URL --proves")
    if on and report.unchanged:
        hint("a day is corrected by putting the topic back with roadmap reset, and marking it again")
    return report
