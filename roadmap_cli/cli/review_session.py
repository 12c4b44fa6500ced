"""A session of recall in a terminal: a card, its answer, a grade, and on to the next."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

import typer

from roadmap_cli.cli.browser import open_first
from roadmap_cli.cli.screen import hint, show, tell
from roadmap_cli.domain.memory import AGAIN, RATINGS
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


class Keys:
    """Keys as they are pressed, one after the other, also when several were pressed at once."""

    def __init__(self) -> None:
        self.waiting = ""

    def __call__(self) -> str:
        try:
            pressed = self.waiting or typer.getchar()
        except EOFError:  # Ctrl-D
            return Key.QUIT
        if pressed.startswith("\x1b"):  # an arrow, or what a function key sends
            self.waiting = ""
            return pressed
        self.waiting = pressed[1:]
        return pressed[:1].casefold()


class Turn(NamedTuple):
    """A look at a card. Only the first is graded; a failed card comes `again` behind all others, until it is recalled."""

    card: CardLine
    again: bool = False


def recall(session: Session, cards: tuple[CardLine, ...], minutes: int | None) -> None:
    """Ask for each card, until the cards, the minutes or the patience are at an end; then sum up."""
    end = None if minutes is None else session.now + timedelta(minutes=minutes)
    sitting, session.is_sitting = Sitting(session, cards), True
    try:
        sitting.ask_all(end)
    finally:
        typer.echo(err=True)  # a line between the cards and what they come to
        graded, lessons = tuple(sitting.graded.values()), session.definition.lesson
        show(session, render_session, session.read(service.summary, graded, sitting.caught, lessons))


class Sitting:
    """Turns at the cards, with what each came to by its place among them, so that it can be taken back."""

    def __init__(self, session: Session, cards: tuple[CardLine, ...]) -> None:
        self.session = session
        self.cards = len(cards)
        self.turns = [Turn(card) for card in cards]
        self.place = 0
        self.graded: dict[int, GradeReport] = {}
        self.ratings: dict[int, int] = {}
        self.keys = Keys()
        self.line = PassingLine(session)

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
        key = self._key(report, always=True)
        if key in set(Key):
            return key, report
        intervals = () if report.left else self.session.read(service.options, report.card.id)
        answer = report._replace(answered=True, intervals=intervals)
        tell(self.session, render_card, answer)
        return self._key(answer, always=False), answer

    def _question(self) -> AskReport:
        turn = self.turns[self.place]
        left = len(self.turns) - self.place if turn.again else 0
        return AskReport(number=self.place + 1, cards=self.cards, card=turn.card, left=left)

    def _key(self, report: AskReport, *, always: bool) -> str:
        """Any key where they are `always` said; else they are said to somebody who presses one that means nothing."""
        said = always
        while True:
            if said:
                self.line.put(KeysReport(report.answered))
            key = self.keys()
            self.line.take_away()
            if key == Key.OPEN:
                self._open(report)
                said = always
            elif always or key in {*_RATINGS, Key.SKIP, Key.UNDO, Key.QUIT}:
                return key
            else:
                said = True

    def _rate(self, report: AskReport, rating: int) -> None:
        turn = self.turns[self.place]
        if not turn.again:
            self.graded[self.place] = self.session.write(service.grade, turn.card.id, rating)
        self.ratings[self.place] = rating
        if rating == AGAIN:
            self.turns.append(Turn(turn.card, again=True))
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


class PassingLine:
    """What stands below a card only until something else takes its place; on a terminal that cannot, it stays."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.height = 0

    def put(self, report: KeysReport) -> None:
        self.take_away()
        self.height = tell(self.session, render_keys, report)

    def take_away(self) -> None:
        """Up to where it began, and everything below is wiped."""
        if self.height:
            typer.echo(f"\x1b[{self.height}A\r\x1b[J", err=True, nl=False)
        self.height = 0
