"""A session of recall in a terminal: a card, its answer, a grade, and on to the next."""

import sys
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from importlib import import_module
from typing import Any

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


def recall(shell: Shell, cards: tuple[CardLine, ...], minutes: int | None) -> None:
    end = None if minutes is None else shell.now + timedelta(minutes=minutes)
    graded: dict[int, GradeReport] = {}
    place = 0
    while place < len(cards) and (end is None or shell.now < end):
        key = _ask(shell, AskReport(place + 1, len(cards), cards[place]))
        shell.look_at_the_clock()
        if key in _RATINGS:
            graded[place] = shell.write(_grading(cards[place].id, _RATINGS[key]))
        elif key == Key.QUIT:
            break
        elif key == Key.UNDO:
            place = _undo(shell, graded, place)
            continue
        place += 1
    typer.echo(err=True)  # a line between the cards and what they come to
    shell.answer(lambda workspace: reviewing.summary(workspace, tuple(graded.values())))


def _ask(shell: Shell, report: AskReport) -> str:
    """The key that was pressed, a grade or a Key other than OPEN."""
    tell(shell, report)
    while (key := pressed()) == Key.OPEN:
        _open(shell, report.card)
    if key in set(Key):
        return key
    tell(shell, report._replace(intervals=shell.read(lambda workspace: reviewing.options(workspace, report.card.id))))
    while (key := pressed()) not in {*_RATINGS, *Key} or key == Key.OPEN:
        if key == Key.OPEN:
            _open(shell, report.card)
    return key


def pressed() -> str:
    try:
        return typer.getchar().casefold()
    except EOFError:  # Ctrl-D
        return Key.QUIT


def tell(shell: Shell, report: AskReport) -> None:
    views: Any = import_module("roadmap_cli.views")
    typer.echo(views.text_of(report, sys.stderr, color=shell.settings.color), err=True, nl=False)


def _grading(card: str, rating: int) -> Callable[[Workspace], GradeReport]:
    return lambda workspace: reviewing.grade(workspace, card, rating)


def _undo(shell: Shell, graded: dict[int, GradeReport], place: int) -> int:
    """Where to go on: at the card whose grade was taken back."""
    if not graded:
        hint("there is no grade to take back")
        return place
    last = max(graded)
    report = graded.pop(last)
    shell.write(lambda workspace: reviewing.take_back(workspace, report))
    return last


def _open(shell: Shell, card: CardLine) -> None:
    try:
        import_module("roadmap_cli.cli.inspecting").open_first(card.topic.title, shell.definition.lesson(card.topic.id))
    except CannotBeDone as error:
        hint(error.sentence)
