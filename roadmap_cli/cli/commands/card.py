"""`roadmap card`: a learner's own questions."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, TopicWords, parse_input, parse_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import asked, recorded, session_of, show, show_done, show_json
from roadmap_cli.cli.topics import topic_named
from roadmap_cli.cli.typed import Keep, typed
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.domain.safe_text import is_seen
from roadmap_cli.errors import InvalidFile, WrongUsage
from roadmap_cli.reports.card import CardReport, ForeignCard
from roadmap_cli.services import card as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(
    name="card",
    help="Write and keep questions of your own.\n\nReviews ask them as they ask those of the roadmap.",
    epilog=examples("roadmap card", 'roadmap card add vectors -q "What is a norm?" -a "A length."'),
    add_completion=False,
)
Question = Annotated[str | None, typer.Option("--question", "-q", metavar="TEXT", help="What is asked.")]
Answer = Annotated[str | None, typer.Option("--answer", "-a", metavar="TEXT", help="What should come to mind.")]
Name = Annotated[
    list[str],
    typer.Argument(
        metavar="CARD|TOPIC", help="Its id, or a topic with one card of yours.", autocompletion=completion.topics
    ),
]


@app.callback(invoke_without_command=True)
def begin(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        _list(session_of(context), None, as_json=False)


@app.command("add", epilog=examples('roadmap card add vectors -q "What is a norm?" -a "A length."'))
def add(
    context: typer.Context, topic: TopicWords, question: Question = None, answer: Answer = None, as_json: AsJson = False
) -> None:
    """Write a card.

    What the options do not say is asked for; the same question again changes its answer.
    """
    session = session_of(context)
    found = topic_named(session, " ".join(topic))
    with typed("card", f"A card on {found.title}") as keep:
        asks, says = _said("question", question, keep), _said("answer", answer, keep)
        report = session.write(service.add, found, asks, says)
    _tell(session, report, as_json=as_json)


@app.command("edit", epilog=examples('roadmap card edit vectors --answer "Its length."'))
def edit(
    context: typer.Context, card: Name, question: Question = None, answer: Answer = None, as_json: AsJson = False
) -> None:
    """Reword a card; it keeps its memory.

    Without options both are asked for, and nothing leaves them as they are.
    """
    session = session_of(context)
    found = session.read(service.find, " ".join(card))
    was = found.state.question or "", found.state.answer or ""
    with typed("card", f"The card {found.state.card}") as keep:
        if question is None and answer is None:
            question = asked(f"Question [{was[0]}]: ", partial(keep, "Question")) or None
            answer = asked(f"Answer [{was[1]}]: ", partial(keep, "Answer")) or None
        asks, says = (old if new is None else parse_text(new) for new, old in zip((question, answer), was, strict=True))
        report = session.write(service.edit, found, asks, says)
    _tell(session, report, as_json=as_json)


@app.command("list", epilog=examples("roadmap card list", "roadmap card list vectors"))
def list_cards(
    context: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]", help="All cards of a topic.", autocompletion=completion.topics),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List your own cards, or all of a topic."""
    session = session_of(context)
    _list(session, topic_named(session, " ".join(topic)) if topic else None, as_json=as_json)


@app.command("delete", epilog=examples("roadmap card delete vectors"))
def delete(context: typer.Context, card: Name, as_json: AsJson = False) -> None:
    """Take a card away.

    Undo brings it back with its memory.
    """
    session = session_of(context)
    found = session.read(service.find, " ".join(card))
    _tell(session, session.write(service.delete, found), as_json=as_json)


@app.command("import", epilog=examples("roadmap card import cards.txt --topic vectors --dry-run"))
def import_cards(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            parser=parse_input,
            help="CSV or TSV, such as Anki's notes in plain text; - for the standard input.",
        ),
    ],
    topic: Annotated[
        str | None,
        typer.Option(
            metavar="TOPIC",
            help="Where the cards go; default: the topic that their tags or deck name.",
            show_default=False,
            autocompletion=completion.topics,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring cards in.

    Importing twice changes nothing.
    """
    session = session_of(context)
    found = None if topic is None else topic_named(session, topic)
    from roadmap_cli.imports.anki import read

    cards = read(file)
    with_words = [each for each in cards if is_seen(each.question) and is_seen(each.answer)]
    given = [(found or _home(session, each), each) for each in with_words]
    report = (session.read if dry_run else session.write)(
        service.take_in, given, len(cards) - len(given), session.definition.lesson, dry_run=dry_run
    )
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.card import render_import

        (show if dry_run else show_done)(session, render_import, report)


def _list(session: Session, topic: Topic | None, *, as_json: bool) -> None:
    report = session.read(service.cards_of, topic, session.definition.lesson)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.card import render

        show(session, render, report)


def _tell(session: Session, report: CardReport, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.card import render_change

        show_done(session, render_change, report)


def _said(name: str, given: str | None, keep: Keep) -> str:
    """What an option says, or else somebody who is asked. Raises WrongUsage."""
    try:
        return parse_text(asked(f"{name.title()}: ", partial(keep, name.title())) if given is None else given)
    except (typer.Abort, typer.BadParameter) as error:
        sentence = f"a card needs {'an' if name == 'answer' else 'a'} {name}"
        raise WrongUsage(sentence, "write: roadmap card add TOPIC --question TEXT --answer TEXT") from error


def _home(session: Session, card: ForeignCard) -> Topic:
    """The topic that is named in the tags or the deck of a card, the last one where they name several."""
    named = [topic for name in card.names if (topic := session.roadmap.topic_of(name)) is not None]
    if not named:
        sentence = f"{card.place}: no tag and no deck of this card is the id of a topic"
        raise InvalidFile(sentence, "name one topic for all cards with: --topic TOPIC")
    return named[-1]
