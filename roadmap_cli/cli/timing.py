"""`roadmap timer`: a clock that outlives the terminal."""

import sys
from typing import Annotated

import typer

from roadmap_cli.cli.options import AsJson, TopicWords
from roadmap_cli.cli.parsing import parse_minutes, parse_text
from roadmap_cli.cli.shell import Shell, asked, shell_of
from roadmap_cli.domain.finding import find_topic
from roadmap_cli.domain.words import amount
from roadmap_cli.services import intending

app = typer.Typer(name="timer", help="Measure study time: start, stop, cancel, status.", add_completion=False)


@app.callback(invoke_without_command=True)
def begin(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        shell_of(context).answer(intending.timer)


@app.command("start")
def start(context: typer.Context, topic: TopicWords) -> None:
    """Start it on a topic. It runs on when the terminal is closed."""
    shell = shell_of(context)
    found = find_topic(shell.roadmap, " ".join(topic))
    shell.change(lambda workspace: intending.start_timer(workspace, found))


@app.command("stop")
def stop(
    context: typer.Context,
    note: Annotated[list[str] | None, typer.Argument(metavar="[NOTE]...", help="What it was.")] = None,
    minutes: Annotated[
        int | None,
        typer.Option(metavar="TIME", parser=parse_minutes, help="How long it really was.", show_default=False),
    ] = None,
) -> None:
    """Stop it, and log the time on its topic."""
    shell = shell_of(context)
    said = parse_text(" ".join(note)) if note else ""
    took = _asked_if_doubtful(shell) if minutes is None else minutes
    shell.change(lambda workspace: intending.stop_timer(workspace, said, took))


@app.command("status")
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Is it running, on what, and since when."""
    shell_of(context).answer(intending.timer, as_json=as_json)


@app.command("cancel")
def cancel(context: typer.Context) -> None:
    """Stop it without logging anything."""
    shell_of(context).change(intending.cancel_timer)


def _asked_if_doubtful(shell: Shell) -> int | None:
    """A forgotten timer is nothing to guess about, so a person is asked; a script gets the error of the service."""
    timer = shell.read(intending.timer).timer
    if timer is None or 0 <= timer.minutes <= intending.FORGOTTEN or not (sys.stdin and sys.stdin.isatty()):
        return None
    ran = f"has run for {amount(timer.minutes / 60)}" if timer.minutes > 0 else "was started later than now"
    answer = asked(f"The timer on {timer.title} {ran}. How long did you study? (45m, 1h30; nothing: leave it) ")
    if not answer:
        raise typer.Abort
    return parse_minutes(answer)
