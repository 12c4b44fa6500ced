"""`roadmap log`: record study time."""

import re
from typing import Annotated

import typer

from roadmap_cli.cli.arguments import On, Topic, day_given, parse_minutes, parse_text
from roadmap_cli.cli.screen import session_of, show_done
from roadmap_cli.domain.lookup import find_topic
from roadmap_cli.services import log as service

app = typer.Typer(add_completion=False)


MINUTES_APART = r"[0-5]?\dm(?:in)?"
"""The second half of `1h 30m`."""


@app.command("log")
def log(
    context: typer.Context,
    topic: Topic,
    time: Annotated[int, typer.Argument(metavar="TIME", parser=parse_minutes, help="45m, 1h30, 1.5h or 90.")],
    note: Annotated[list[str] | None, typer.Argument(metavar="[NOTE]...", help="What it was.")] = None,
    on: On = None,
) -> None:
    """Record study time; it starts a topic that is still to do."""
    session = session_of(context)
    found, day = find_topic(session.roadmap, topic), day_given(on, session)
    words = list(note or ())
    minutes = time + parse_minutes(words.pop(0)) if words and re.fullmatch(MINUTES_APART, words[0]) else time
    said = parse_text(" ".join(words)) if words else ""
    report = session.write(service.log_time, found, minutes, said, day)
    from roadmap_cli.views.change import render

    show_done(session, render, report)
