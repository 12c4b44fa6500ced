"""`roadmap next`: what do I do next, and why."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, parse_minutes
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json, show_numbers
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.services import next as service
from roadmap_cli.use_cases.session import LastingAnswer, Session

app = typer.Typer(add_completion=False)


@app.command("next", epilog=examples("roadmap next", "roadmap next --time 45m", "roadmap next --why sql-joins"))
def what_next(
    context: typer.Context,
    number: Annotated[int, typer.Option("-n", "--number", metavar="N", min=1, max=1000, help="How many.")] = 3,
    time: Annotated[
        int | None,
        typer.Option(metavar="TIME", parser=parse_minutes, help="Prefer what fits: 45m, 1h30.", show_default=False),
    ] = None,
    why: Annotated[
        str | None, typer.Option(metavar="TOPIC", help="Explain one topic's place.", autocompletion=completion.topics)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What do I do next, and why."""
    session = session_of(context)
    if why is not None:
        from roadmap_cli.cli.topics import topic_named

        _tell_why(session, topic_named(session, why), as_json=as_json)
        return
    report = session.read(service.what_next, number, time)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.next import render

        said = show(session, render, report)
        session.answer = LastingAnswer(said, show_numbers(session, report.suggestions))


def _tell_why(session: Session, topic: Topic, *, as_json: bool) -> None:
    report = session.read(service.why, topic)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.next import render_why

        session.answer = LastingAnswer(show(session, render_why, report))
