"""`roadmap done`: mark topics as done."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import On
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.mark import DryRun, TopicsOrNone, mark
from roadmap_cli.cli.screen import hint, session_of
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)
MOST_OPEN = 2
"""Criteria that are told; a hint is one line."""


@app.command("done", epilog=examples("roadmap done vectors", "roadmap done vectors --on yesterday --confidence 4"))
def done(
    context: typer.Context,
    topics: TopicsOrNone = None,
    on: On = None,
    confidence: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=5,
            help="How sure you are to remember it: 1 not at all, 5 wholly.",
            show_default=False,
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Mark topics as done, and see what they open.

    Without a topic it is the one in progress. Their cards come into the reviews from the next day on.
    """
    session = session_of(context)
    report = mark(session, "finished", topics, on, confidence=confidence, dry_run=dry_run)
    if confidence and report.unchanged:
        hint("how sure you are is kept when a topic is marked: put it back with roadmap reset, and mark it again")
    for topic in report.unmet:
        hint(_open_criteria(session, session.roadmap.topics[topic.id]))


def _open_criteria(session: Session, topic: Topic) -> str:
    """Advice, no lock: the first of what is not ticked."""
    from roadmap_cli.services.tick import ticks

    said = session.read(ticks, topic, session.definition.lesson(topic.id))
    texts = [each.text for each in said.lines if each.sort == "criterion" and not each.ticked]
    return f"{topic.title} has {len(texts)} of {said.criteria} criteria open: {listed(texts, MOST_OPEN)}"
