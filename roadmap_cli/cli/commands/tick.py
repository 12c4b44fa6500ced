"""`roadmap tick`: tick the criteria and resources of a topic."""

import re
from contextlib import nullcontext
from typing import Annotated, NamedTuple

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import recorded, session_of, show, show_done, show_json
from roadmap_cli.cli.topics import only_topic_in_progress, topic_meant, topic_named
from roadmap_cli.domain.lookup import exact_topic
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import WrongUsage
from roadmap_cli.services import tick as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


class TickWords(NamedTuple):
    """`assumed` is that no topic was named."""

    topic: Topic
    numbers: tuple[int, ...]
    assumed: bool = False


@app.command(
    "tick", epilog=examples("roadmap tick vectors", "roadmap tick vectors 2", "roadmap tick vectors --resource 1")
)
def tick(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC] [NUMBER]...",
            help="A topic, else the one in progress, and the numbers of its criteria.",
            autocompletion=completion.topics,
        ),
    ] = None,
    resource: Annotated[
        list[int] | None,
        typer.Option(metavar="NUMBER", help="A resource that you have worked through.", show_default=False),
    ] = None,
    off: Annotated[bool, typer.Option("--off", help="Take a tick back.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tick what you can do, and what you have read.

    Without a number it lists the criteria and resources of a topic. A tick starts a topic that is still to do, and ends
    none: that is for you to say, with roadmap done. Where no time is logged, the hours left go by the criteria.
    """
    session = session_of(context)
    said = read_words(session, words or [])
    wanted = service.WantedTicks(said.numbers, tuple(resource or ()), off=off)
    lesson = session.definition.lesson(said.topic.id)
    writes = bool(wanted.criteria or wanted.resources)
    if writes:
        report = session.write(service.tick, said.topic, lesson, wanted)
    elif off:
        sentence = "the tick to take back needs its number"
        raise WrongUsage(sentence, f"write: roadmap tick {said.topic.id} 1 --off")
    else:
        report = session.read(service.ticks, said.topic, lesson)
    report = report._replace(assumed=said.assumed)
    if as_json:
        with recorded() if writes else nullcontext():
            show_json(report)
    else:
        from roadmap_cli.views.tick import render

        (show_done if writes else show)(session, render, report)


def read_words(session: Session, words: list[str]) -> TickWords:
    """The numbers at the end are criteria, what stands before them is the topic. Raises WrongUsage and CannotBeDone."""
    parts = [part for word in words for part in word.replace(",", " ").split() or [word]]
    first = len(parts)
    while first and re.fullmatch(r"[0-9]{1,9}", parts[first - 1]):
        first -= 1
    name, numbers = (parts[:first], parts[first:]) if first else (parts[:1], parts[1:])
    if not name:
        meant = topic_meant(session, "On which topic?")
        return TickWords(meant.topic, (), assumed=meant.assumed)
    if not first and not numbers and not exact_topic(session.roadmap, name[0]):
        current = only_topic_in_progress(session)
        sentence = f"{name[0]} could be a criterion or a topic"
        ways = f"write roadmap tick {current.id if current else 'TOPIC'} {name[0]}, or roadmap show {name[0]}"
        raise WrongUsage(sentence, f"{ways} for what that step asks")
    return TickWords(topic_named(session, " ".join(name)), tuple(map(int, numbers)))
