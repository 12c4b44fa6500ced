"""A session of recall in a terminal: a card, its answer, a grade, and on to the next."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

import typer

from roadmap_cli.cli.browser import open_first
from roadmap_cli.cli.question import STANDS, Asker, Reply
from roadmap_cli.cli.screen import hint, show, tell
from roadmap_cli.domain.lesson import Card
from roadmap_cli.domain.memory import AGAIN, RATINGS
from roadmap_cli.domain.question import Asked, grade_of
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.review import AskReport, BackReport, CardLine, GradeReport, KeysReport
from roadmap_cli.services import review as service
from roadmap_cli.use_cases.session import Session
from roadmap_cli.views.review import render_back, render_card, render_keys, render_session


class Key(StrEnum):
    """What is no grade."""

    SKIP = "s"
    OPEN = "o"
    UNDO = "u"
    QUIT = "q"


_RATINGS = {str(rating): rating for rating in RATINGS}
_OTHERS = {Key.SKIP.value: "skip", Key.OPEN.value: "open", Key.UNDO.value: "undo", Key.QUIT.value: "quit"}


class Turn(NamedTuple):
    """A look at a card. Only the first is graded; a failed card comes `again` behind all others, until it is recalled: with
    other numbers, if it has any.
    """

    card: CardLine
    text: Card
    asked: Asked
    again: bool = False


def recall(session: Session, cards: tuple[CardLine, ...], minutes: int | None, seed: int) -> None:
    """Ask for each card as it was drawn by the seed, until the cards, the minutes or the patience are at an end; then sum up."""
    end = None if minutes is None else session.now + timedelta(minutes=minutes)
    sitting, session.is_sitting = Sitting(session, cards, seed), True
    try:
        sitting.ask_all(end)
    finally:
        typer.echo(err=True)  # a line between the cards and what they come to
        graded, lessons = tuple(sitting.graded.values()), session.definition.lesson
        show(session, render_session, session.read(service.summary, graded, sitting.caught, lessons))


class Sitting:
    """Turns at the cards, with what each came to by its place among them, so that it can be taken back."""

    def __init__(self, session: Session, cards: tuple[CardLine, ...], seed: int) -> None:
        self.session = session
        self.cards = len(cards)
        self.seed = seed
        texts = [service.text_of(card, session.definition.lesson) for card in cards]
        self.turns = [Turn(card, text, service.drawn(text, seed)) for card, text in zip(cards, texts, strict=True)]
        self.place = 0
        self.graded: dict[int, GradeReport] = {}
        self.ratings: dict[int, int] = {}
        self.asker = Asker(session, _OTHERS)

    @property
    def caught(self) -> int:
        """How many failed cards were recalled later."""
        return sum(self.turns[place].again and rating != AGAIN for place, rating in self.ratings.items())

    def ask_all(self, end: datetime | None) -> None:
        while self.place < len(self.turns):
            if end is not None and self.session.now >= end:
                hint("the time is up")
                return
            key, report = self._ask()
            self.session.look_at_the_clock()
            if key == Key.QUIT:
                return
            if key == Key.UNDO:
                self._back()
                continue
            if key in _RATINGS:
                self._rate(report, _RATINGS[key])
            self.place += 1

    def _ask(self) -> tuple[str, AskReport]:
        """The key that was pressed, a grade or a Key other than OPEN; with what was on the screen."""
        report = self._question()
        tell(self.session, render_card, report)
        while (reply := self.asker.reply(report.asked)).key == Key.OPEN:
            self._open(report)
        if reply.key:
            return reply.key, report
        answer = self._answered(report, reply)
        tell(self.session, render_card, answer)
        return self._grade(answer), answer

    def _question(self) -> AskReport:
        turn = self.turns[self.place]
        left = len(self.turns) - self.place if turn.again else 0
        return AskReport(number=self.place + 1, cards=self.cards, card=turn.card, asked=turn.asked, left=left)

    def _answered(self, report: AskReport, reply: Reply) -> AskReport:
        intervals = () if report.left else self.session.read(service.options, report.card.id)
        return report._replace(answered=True, intervals=intervals, typed=reply.typed, right=reply.right)

    def _grade(self, report: AskReport) -> str:
        """A grade or another key. What was typed proposes one, which stands unless the learner says otherwise. Where
        nothing does, the keys are said to somebody who presses one that means nothing.
        """
        keys = _keys_for(report)
        said = report.right is not None
        while True:
            if said:
                self.asker.line.put(render_keys, keys)
            key = self.asker.key()
            if key == Key.OPEN:
                self._open(report)
            elif key in STANDS and keys.proposed is not None:
                return str(keys.proposed)
            elif key in {*_RATINGS, Key.SKIP, Key.UNDO, Key.QUIT}:
                return key
            else:
                said = True

    def _rate(self, report: AskReport, rating: int) -> None:
        turn = self.turns[self.place]
        if not turn.again:
            self.graded[self.place] = self.session.write(service.grade, turn.card.id, rating)
        self.ratings[self.place] = rating
        if rating == AGAIN:
            self.seed += 1
            anew = service.drawn_anew(turn.text, self.seed, turn.asked)
            self.turns.append(turn._replace(asked=anew, again=True))
        tell(self.session, render_card, report._replace(rating=rating))

    def _back(self) -> None:
        """One card back, its grade taken back if it had one."""
        if self.place == 0:
            hint("this is the first card")
            return
        self.place -= 1
        if self.ratings.pop(self.place, None) == AGAIN:
            self.turns.pop()
        graded = self.graded.pop(self.place, None)
        if graded is not None:
            self.session.write(service.take_back, graded)
        topic = self.turns[self.place].card.topic.title
        tell(self.session, render_back, BackReport(topic, graded.rating if graded else None))

    def _open(self, report: AskReport) -> None:
        """A browser in the terminal may have cleared it, so the card is told again."""
        card = report.card
        try:
            open_first(card.topic.title, self.session.definition.lesson(card.topic.id))
        except CannotBeDone as error:
            hint(f"{error.sentence}{f'; {error.hint}' if error.hint else ''}")
        else:
            tell(self.session, render_card, report)


def _keys_for(report: AskReport) -> KeysReport:
    """Who chose what is right may have done so for another reason, which only they can tell."""
    asks_why = report.right is True and report.asked.kind == "choose"
    proposed = None if report.right is None or asks_why else grade_of(report.right)
    return KeysReport(proposed, asks_why)
