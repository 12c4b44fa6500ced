"""`roadmap timer`: a clock that outlives the terminal."""

import sys
from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, TopicOrNone, parse_minutes, parse_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.mark import hint_gap
from roadmap_cli.cli.screen import asked, session_of, show, show_done, show_json
from roadmap_cli.cli.topics import Meant, topic_meant, topic_named
from roadmap_cli.domain.phrasing import amount
from roadmap_cli.services import timer as service
from roadmap_cli.services.mark import gap_before
from roadmap_cli.use_cases.session import Session

app = typer.Typer(
    name="timer",
    help="Measure study time with a clock.\n\nIt outlives the terminal. Without a command: is it running.",
    epilog=examples("roadmap timer start vectors", "roadmap timer stop the dot product"),
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def begin(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        session = session_of(context)
        report = session.read(service.timer)
        from roadmap_cli.views.timer import render

        show(session, render, report)


@app.command("start", epilog=examples("roadmap timer start vectors"))
def start(context: typer.Context, topic: TopicOrNone = None) -> None:
    """Start it on a topic.

    Without a topic it is the one in progress. It runs on when the terminal is closed.
    """
    session = session_of(context)
    found, assumed = Meant(topic_named(session, " ".join(topic))) if topic else topic_meant(session, "On which topic?")
    report, gap = session.write(service.start_timer, found), session.read(gap_before, found)
    from roadmap_cli.views.timer import render

    show_done(session, render, report._replace(change="assumed") if assumed else report)
    if gap:
        hint_gap(gap)


@app.command("stop", epilog=examples("roadmap timer stop the dot product", "roadmap timer stop --minutes 45m"))
def stop(
    context: typer.Context,
    note: Annotated[list[str] | None, typer.Argument(metavar="[NOTE]...", help="What it was.")] = None,
    minutes: Annotated[
        int | None,
        typer.Option(metavar="TIME", parser=parse_minutes, help="How long it really was.", show_default=False),
    ] = None,
) -> None:
    """Stop it, and log the time on its topic."""
    session = session_of(context)
    said = parse_text(" ".join(note)) if note else ""
    took = _asked_if_doubtful(session) if minutes is None else minutes
    report = session.write(service.stop_timer, said, took)
    from roadmap_cli.views.change import render

    show_done(session, render, report)


@app.command("status", epilog=examples("roadmap timer status"))
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Is it running, on what, and since when."""
    session = session_of(context)
    report = session.read(service.timer)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.timer import render

        show(session, render, report)


@app.command("cancel", epilog=examples("roadmap timer cancel"))
def cancel(context: typer.Context) -> None:
    """Stop it without logging anything."""
    session = session_of(context)
    report = session.write(service.cancel_timer)
    from roadmap_cli.views.timer import render

    show_done(session, render, report)


def _asked_if_doubtful(session: Session) -> int | None:
    """A forgotten timer is nothing to guess about, so a person is asked; a script gets the error of the service."""
    timer = session.read(service.timer).timer
    if timer is None or 0 <= timer.minutes <= service.FORGOTTEN or not (sys.stdin and sys.stdin.isatty()):
        return None
    ran = f"has run for {amount(timer.minutes / 60)}" if timer.minutes > 0 else "was started later than now"
    answer = asked(f"The timer on {timer.title} {ran}. How long did you study? (45m, 1h30; nothing: leave it) ")
    if not answer:
        raise typer.Abort
    return parse_minutes(answer)
