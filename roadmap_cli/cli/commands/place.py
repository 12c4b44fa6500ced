"""`roadmap place`: an interview with the cards, for somebody who knows something already."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import parse_input
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import confirmed, has_terminal, hint, session_of, show, show_done, tell
from roadmap_cli.definition import Definition
from roadmap_cli.domain.lesson import Card, Lesson
from roadmap_cli.domain.lookup import find_scope
from roadmap_cli.domain.placement import Placement, Questions, can_be_asked
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import WrongUsage
from roadmap_cli.files import STANDARD_INPUT
from roadmap_cli.reports.place import QuestionReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services import place as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)
Cards = Mapping[str, tuple[Card, ...]]


class Word(StrEnum):
    """What a learner says of a card, each the key for it."""

    YES = "y"
    NO = "n"
    SKIP = "s"
    STOP = "q"


Ask = Callable[[QuestionReport, Card], Word]
_SAID = {True: "yes", False: "no"}


@app.command("place", epilog=examples("roadmap place", "roadmap place --answers known.txt --dry-run"))
def place(
    context: typer.Context,
    scope: Annotated[
        str | None,
        typer.Argument(
            metavar="[PHASE|MODULE]", help="Only about this phase or module.", autocompletion=completion.scopes
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            parser=parse_input,
            help="Lines such as: vectors yes; - for the standard input.",
            show_default=False,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before marking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be marked.")] = False,
) -> None:
    """Find out what you know, and mark it as done.

    It asks the cards of a few well-chosen topics: knowing a topic means knowing what it stands on. Nothing is written
    before you agree.
    """
    if answers is STANDARD_INPUT and not (yes or dry_run):
        sentence = "nobody can be asked where the answers come from the standard input"
        raise WrongUsage(sentence, "look first with --dry-run, then mark them with --yes")
    session = session_of(context)
    everything = session.roadmap.topics.values()
    topics = tuple(everything if scope is None else find_scope(session.roadmap, scope).topics)
    cards = {each.id: _cards(each, session.definition.lesson(each.id)) for each in everything if can_be_asked(each)}
    words = None if answers is None else _read(answers, session.definition)
    ask = _asker(session) if words is None else _reader(words)
    placement = _interview(session.read(service.interview, topics), cards, ask)
    if words is None:
        typer.echo(err=True)  # a line between the questions and what they come to
    from roadmap_cli.views.place import render

    (show_done if yes and not dry_run else show)(session, render, service.outcome(placement, dry_run=dry_run))
    _tell_overruled(_said(words or {}, cards), placement)
    count = len(placement.proposal())
    if count and not dry_run and (yes or confirmed(f"Mark {count} as done?")):
        report = session.write(service.place, placement)
        from roadmap_cli.views.change import render as render_change

        show_done(session, render_change, report)


def _tell_overruled(said: Mapping[str, bool], placement: Placement) -> None:
    """Answers of a file that do not go together: knowing a topic means knowing what it stands on."""
    for topic in placement.overruled(said):
        hint(f"{topic}: {_SAID[said[topic]]} does not go with your other answers, and was overruled by them")


def _said(words: Mapping[str, bool], cards: Cards) -> dict[str, bool]:
    """What a file says of the topics themselves: a no to a card is one to its topic, unless the topic is named, too."""
    refused = {topic: False for topic, its in cards.items() if any(words.get(card.id) is False for card in its)}
    return refused | {topic: words[topic] for topic in cards.keys() & words.keys()}


def _cards(topic: Topic, lesson: Lesson) -> tuple[Card, ...]:
    """Of a topic without cards one asks for itself, and answers with its criteria."""
    criteria = " ".join(lesson.criteria) or "There is no card to tell: it is up to you."
    return lesson.cards or (Card(topic.id, "Do you know this already?", criteria),)


def _interview(placement: Placement, cards: Cards, ask: Ask) -> Placement:
    """A topic is known if every card of it is; the first that is not ends the questions about it."""
    questions = Questions(placement, cards)
    while (topic := questions.next(placement)) is not None:
        its, name = cards[topic.id], Named(topic.id, topic.title)
        for number, card in enumerate(its, start=1):
            word = ask(
                QuestionReport(
                    number=number,
                    cards=len(its),
                    open=placement.open_bits.bit_count(),
                    topic=name,
                    question=card.question,
                ),
                card,
            )
            if word is Word.STOP:
                return placement
            if word is not Word.YES:
                break
        if word is not Word.SKIP:
            placement = placement.answered(topic.id, knows=word is Word.YES)
    return placement


def _read(path: Path, definition: Definition) -> dict[str, bool]:
    topics = definition.roadmap.topics
    names = (*topics, *(card.id for topic in topics for card in definition.lesson(topic).cards))
    from roadmap_cli.imports.placement_answers import read

    return read(path, names)


def _reader(words: Mapping[str, bool]) -> Ask:
    """What the file says of the card, or else of its topic; what it does not name is left open."""
    known = {True: Word.YES, False: Word.NO, None: Word.SKIP}
    return lambda question, card: known[words.get(card.id, words.get(question.topic.id))]


def _asker(session: Session) -> Ask:
    """Asks on stderr, a key for each answer. Raises WrongUsage where there is nobody to press one."""
    if not has_terminal():
        sentence = "there is nobody to ask"
        raise WrongUsage(sentence, "run it in a terminal, or give the answers with --answers FILE")

    from roadmap_cli.views.place import render_question

    def ask(question: QuestionReport, card: Card) -> Word:
        tell(session, render_question, question)
        pressed = typer.getchar().casefold()
        if pressed in {Word.SKIP, Word.STOP}:
            return Word(pressed)
        tell(session, render_question, question._replace(answer=card.answer))
        while (pressed := typer.getchar().casefold()) not in set(Word):
            pass
        return Word(pressed)

    return ask
