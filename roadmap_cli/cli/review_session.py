"""A session of recall in a terminal: a card, its answer, a grade, and on to the next."""

from datetime import datetime, timedelta
from enum import StrEnum

import typer

from roadmap_cli.cli.browser import open_first
from roadmap_cli.cli.screen import hint, show, tell
from roadmap_cli.domain.memory import RATINGS
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.review import AskReport, CardLine, GradeReport
from roadmap_cli.services import review as service
from roadmap_cli.use_cases.session import Session
from roadmap_cli.views.review import render_card, render_session


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


def recall(session: Session, cards: tuple[CardLine, ...], minutes: int | None) -> None:
    """Ask for each card, until the cards, the minutes or the patience are at an end; then sum up."""
    end = None if minutes is None else session.now + timedelta(minutes=minutes)
    graded: dict[int, GradeReport] = {}
    try:
        _ask_all(session, cards, graded, end)
    finally:
        typer.echo(err=True)  # a line between the cards and what they come to
        report = session.read(service.summary, tuple(graded.values()))
        show(session, render_session, report)


def _ask_all(
    session: Session, cards: tuple[CardLine, ...], graded: dict[int, GradeReport], end: datetime | None
) -> None:
    """Fills `graded`, by the index of each card."""
    keys, index = Keys(), 0
    while index < len(cards):
        if end is not None and session.now >= end:
            hint("the time is up")
            return
        question = AskReport(index + 1, len(cards), cards[index])
        key, intervals = _ask(session, question, keys)
        session.look_at_the_clock()
        if key == Key.QUIT:
            return
        if key == Key.UNDO:
            index = _back(session, graded, index)
            continue
        if key in _RATINGS:
            graded[index] = session.write(service.grade, cards[index].id, _RATINGS[key])
            tell(session, render_card, question._replace(intervals=intervals, rating=_RATINGS[key]))
        index += 1


def _ask(session: Session, report: AskReport, keys: Keys) -> tuple[str, tuple[int, ...]]:
    """The key that was pressed, a grade or a Key other than OPEN; with the intervals that were shown for the grades."""
    tell(session, render_card, report)
    while (key := keys()) == Key.OPEN:
        _open(session, report)
    if key in set(Key):
        return key, ()
    intervals = session.read(service.options, report.card.id)
    answer = report._replace(intervals=intervals)
    tell(session, render_card, answer)
    while (key := keys()) not in {*_RATINGS, Key.SKIP, Key.UNDO, Key.QUIT}:
        if key == Key.OPEN:
            _open(session, answer)
    return key, intervals


def _back(session: Session, graded: dict[int, GradeReport], index: int) -> int:
    """One card back, its grade taken back if it had one."""
    if index == 0:
        hint("this is the first card")
        return 0
    report = graded.pop(index - 1, None)
    if report is not None:
        session.write(service.take_back, report)
    return index - 1


def _open(session: Session, report: AskReport) -> None:
    """A browser in the terminal may have cleared it, so the card is told again."""
    card = report.card
    try:
        open_first(card.topic.title, session.definition.lesson(card.topic.id))
    except CannotBeDone as error:
        hint(f"{error.sentence}{f'; {error.hint}' if error.hint else ''}")
    else:
        tell(session, render_card, report)
