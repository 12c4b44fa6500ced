"""`roadmap place`: an interview with the cards, for somebody who knows something already."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, parse_input
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import asked, confirmed, has_terminal, hint, session_of, show, show_done, show_json, tell
from roadmap_cli.definition import Definition
from roadmap_cli.domain.lesson import Card, Choose, Lesson
from roadmap_cli.domain.lookup import find_scope
from roadmap_cli.domain.phrasing import count, on_day
from roadmap_cli.domain.placement import Placement, Questions, can_be_asked
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import WrongUsage
from roadmap_cli.files import STANDARD_INPUT
from roadmap_cli.reports.place import PlacementReport, QuestionReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services import place as service
from roadmap_cli.services.review import drawn
from roadmap_cli.use_cases.last_answers import forget_answers, keep_answers, last_answers
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


class Word(StrEnum):
    """What a learner says of a card, each the key for it."""

    YES = "y"
    NO = "n"
    SKIP = "s"
    STOP = "q"


_OTHERS = {Word.SKIP.value: "skip", Word.STOP.value: "stop"}


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
    as_json: AsJson = False,
) -> None:
    """Find out what you know, and mark it as done.

    It asks a few well-chosen cards: knowing a topic mostly means knowing what it stands on. Nothing is written
    before you agree.
    """
    if answers is STANDARD_INPUT and not (yes or dry_run or as_json):
        sentence = "nobody can be asked where the answers come from the standard input"
        raise WrongUsage(sentence, "look first with --dry-run, then mark them with --yes")
    session = session_of(context)
    part = None if scope is None else find_scope(session.roadmap, scope)
    placement = session.read(service.interview, part.topics if part else tuple(session.roadmap.topics.values()))
    about = part.id if part else ""
    if answers is None:
        placement = Conversation(session, about).interviewed(placement)
    else:
        placement = service.told(placement, _read(answers, session.definition))
    report = service.outcome(placement, dry_run=dry_run or (as_json and not yes))
    _show(session, report, quietly=yes and not dry_run, as_json=as_json)
    if report.proposed and not report.dry_run and (yes or confirmed(_question(report))):
        marked = session.write(service.place, placement)
        if answers is None:
            forget_answers(session, about)
        if not as_json:
            from roadmap_cli.views.change import render

            show_done(session, render, marked)


def _show(session: Session, report: PlacementReport, *, quietly: bool, as_json: bool) -> None:
    if as_json:
        show_json(report)
        return
    from roadmap_cli.views.place import render

    (show_done if quietly else show)(session, render, report)
    for each in report.refused:
        hint(f"{each.id} is not marked: {each.reason}")


def _question(report: PlacementReport) -> str:
    inferred = f" ({len(report.inferred)} of them inferred)" if report.inferred else ""
    return f"Mark {len(report.proposed)} as done{inferred}?"


def _read(path: Path, definition: Definition) -> dict[str, bool]:
    topics = definition.roadmap.topics
    names = (*topics, *(card.id for topic in topics for card in definition.lesson(topic).cards))
    from roadmap_cli.imports.placement_answers import read

    return read(path, names)


def _cards(topic: Topic, lesson: Lesson) -> tuple[Card, ...]:
    """First those whose answers are judged, and of these the ones that are hardly guessed. Of a topic without cards one asks
    for itself, and answers with its criteria.
    """
    criteria = " ".join(lesson.criteria) or "There is no card to tell: it is up to you."
    cards = sorted(lesson.cards, key=lambda card: (card.task is None, isinstance(card.task, Choose)))
    return tuple(cards) or (Card(topic.id, "Do you know this already?", criteria),)


class Conversation:
    """An interview in a terminal, on stderr, about a phase or module by its id, or the whole path. Raises WrongUsage where
    there is nobody to press a key.
    """

    def __init__(self, session: Session, about: str) -> None:
        if not has_terminal():
            sentence = "there is nobody to ask"
            raise WrongUsage(sentence, "run it in a terminal, or give the answers with --answers FILE")
        from roadmap_cli.cli.question import Asker

        self.session = session
        self.about = about
        self.asker = Asker(session, _OTHERS)
        self.seed = int(session.now.timestamp() * 1_000_000)

    def interviewed(self, placement: Placement) -> Placement:
        """From where it was broken off, if that is wanted. Each answer is kept until what they come to is marked."""
        placement = self._begun(placement)
        lesson, topics = self.session.definition.lesson, self.session.roadmap.topics.values()
        cards = {each.id: _cards(each, lesson(each.id)) for each in topics if can_be_asked(each)}
        questions = Questions(placement, {key: len(its) for key, its in cards.items()})
        while (topic := questions.next(placement)) is not None:
            asked_before = sum(key == topic.id for key, _ in placement.cards)
            with self._telling_what_is_kept(placement):
                word = self._ask(placement, topic, cards[topic.id][asked_before])
            if word is Word.STOP:
                break
            skips = word is Word.SKIP
            placement = placement.passing(topic.id) if skips else placement.answered(topic.id, knows=word is Word.YES)
            keep_answers(self.session, self.about, placement)
        typer.echo(err=True)  # a line between the questions and what they come to
        return placement

    @contextmanager
    def _telling_what_is_kept(self, placement: Placement) -> Iterator[None]:
        try:
            yield
        except KeyboardInterrupt:
            if placement.questions_asked:
                typer.echo(err=True)
                hint(f"your answers are kept for a week; to go on from them: roadmap place {self.about}".rstrip())
            raise

    def _begun(self, placement: Placement) -> Placement:
        last = last_answers(self.session, self.about, placement)
        if last is None:
            return placement
        given = count(last.placement.questions_asked, "answer")
        day = on_day(last.at.date(), self.session.now.date())
        goes_on = asked(f"Go on from your {given} of {day}? [Y/n] ").casefold() not in {"n", "no"}
        return last.placement if goes_on else placement

    def _ask(self, placement: Placement, topic: Topic, card: Card) -> Word:
        from roadmap_cli.views.place import render_question

        report = QuestionReport(
            number=placement.questions_asked + 1,
            most=placement.most,
            topic=Named(topic.id, topic.title),
            asked=drawn(card, self.seed),
        )
        tell(self.session, render_question, report)
        reply = self.asker.reply(report.asked)
        if reply.key:
            return Word(reply.key)
        tell(self.session, render_question, report._replace(answered=True, typed=reply.typed, right=reply.right))
        return self._judged() if reply.right is None else Word.YES if reply.right else Word.NO

    def _judged(self) -> Word:
        """By the learner, who alone can tell."""
        while (key := self.asker.key()) not in set(Word):
            pass
        return Word(key)
