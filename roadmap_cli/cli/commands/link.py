"""`roadmap link`: link something to a topic."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import parse_text, parse_url
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show_done
from roadmap_cli.cli.topics import Meant, topic_meant, topic_named
from roadmap_cli.domain.web import leads_to_the_web, looks_like_a_link
from roadmap_cli.errors import WrongUsage
from roadmap_cli.services import link as service

app = typer.Typer(add_completion=False)


@app.command(
    "link",
    epilog=examples(
        "roadmap link https://example.org/page", "roadmap link vectors https://example.org/notebook --proves"
    ),
)
def link(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[TOPIC] URL",
            help="A topic, else the one in progress is meant; https://...",
            autocompletion=completion.topics,
        ),
    ],
    title: Annotated[str, typer.Option(metavar="TEXT", help="What it is.", show_default=False)] = "",
    proves: Annotated[
        bool, typer.Option("--proves", help="It is evidence that you can do what the topic asks.")
    ] = False,
) -> None:
    """Link something you made or read to a topic."""
    session = session_of(context)
    url, others = _parted(words)
    found, assumed = (
        Meant(topic_named(session, " ".join(others))) if others else topic_meant(session, "On which topic?")
    )
    named = parse_text(title) if title else ""
    report = session.write(service.link, found, url, named, proves=proves)._replace(assumed=assumed)
    from roadmap_cli.views.change import render

    show_done(session, render, report)


def _parted(words: list[str]) -> tuple[str, list[str]]:
    """The link, wherever it stands, and the words of the topic. Raises BadParameter and WrongUsage."""
    links = [word for word in words if leads_to_the_web(word.strip())]
    if len(links) > 1:
        sentence = f"there are {len(links)} links, and a topic gets one at a time"
        raise WrongUsage(sentence, "the title of a link goes with: --title")
    meant = next((word for word in words if looks_like_a_link(word.strip())), words[-1])
    url = parse_url(links[0] if links else meant)
    return url, [word for word in words if word not in links]
