"""A session of recall in a terminal: a card, its answer, a grade, and on to the next."""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from importlib import import_module

import typer

from roadmap_cli.cli.shell import Shell, hint
from roadmap_cli.domain.memory import RATINGS
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.review import AskReport, CardLine, GradeReport
from roadmap_cli.services import reviewing
from roadmap_cli.services.workspace import Workspace


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


def recall(shell: Shell, cards: tuple[CardLine, ...], minutes: int | None) -> None:
    """Ask for each card, until the cards, the minutes or the patience are at an end; then sum up."""
    end = None if minutes is None else shell.now + timedelta(minutes=minutes)
    graded: dict[int, GradeReport] = {}
    try:
        _ask_all(shell, cards, graded, end)
    finally:
        typer.echo(err=True)  # a line between the cards and what they come to
        shell.answer(lambda workspace: reviewing.summary(workspace, tuple(graded.values())))


def _ask_all(shell: Shell, cards: tuple[CardLine, ...], graded: dict[int, GradeReport], end: datetime | None) -> None:
    """Fills `graded`, by the place of each card."""
    keys, place = Keys(), 0
    while place < len(cards):
        if end is not None and shell.now >= end:
            hint("the time is up")
            return
        question = AskReport(place + 1, len(cards), cards[place])
        key, intervals = _ask(shell, question, keys)
        shell.look_at_the_clock()
        if key == Key.QUIT:
            return
        if key == Key.UNDO:
            place = _back(shell, graded, place)
            continue
        if key in _RATINGS:
            graded[place] = shell.write(_grading(cards[place].id, _RATINGS[key]))
            shell.tell(question._replace(intervals=intervals, rating=_RATINGS[key]))
        place += 1


def _ask(shell: Shell, report: AskReport, keys: Keys) -> tuple[str, tuple[int, ...]]:
    """The key that was pressed, a grade or a Key other than OPEN; with the intervals that were shown for the grades."""
    shell.tell(report)
    while (key := keys()) == Key.OPEN:
        _open(shell, report)
    if key in set(Key):
        return key, ()
    intervals = shell.read(lambda workspace: reviewing.options(workspace, report.card.id))
    answer = report._replace(intervals=intervals)
    shell.tell(answer)
    while (key := keys()) not in {*_RATINGS, Key.SKIP, Key.UNDO, Key.QUIT}:
        if key == Key.OPEN:
            _open(shell, answer)
    return key, intervals


def _grading(card: str, rating: int) -> Callable[[Workspace], GradeReport]:
    return lambda workspace: reviewing.grade(workspace, card, rating)


def _back(shell: Shell, graded: dict[int, GradeReport], place: int) -> int:
    """One card back, its grade taken back if it had one."""
    if place == 0:
        hint("this is the first card")
        return 0
    report = graded.pop(place - 1, None)
    if report is not None:
        shell.write(lambda workspace: reviewing.take_back(workspace, report))
    return place - 1


def _open(shell: Shell, report: AskReport) -> None:
    """A browser in the terminal may have cleared it, so the card is told again."""
    card = report.card
    try:
        import_module("roadmap_cli.cli.inspecting").open_first(card.topic.title, shell.definition.lesson(card.topic.id))
    except CannotBeDone as error:
        hint(f"{error.sentence}{f'; {error.hint}' if error.hint else ''}")
    else:
        shell.tell(report)
