"""The answers of an interview that was broken off, so that nobody has to give them twice."""

from datetime import datetime, timedelta
from typing import NamedTuple

from roadmap_cli.domain.placement import Placement
from roadmap_cli.use_cases.scrap import ANSWERS, find_scrap, forget_scrap, keep_scrap
from roadmap_cli.use_cases.session import Session

MOST_AGE = timedelta(days=7)
"""Later one may know more, or less."""


class LastAnswers(NamedTuple):
    """`placement` is the interview with those answers."""

    at: datetime
    placement: Placement


def keep_answers(session: Session, scope: str, placement: Placement) -> None:
    """`scope` is the id of the phase or module that it is about, empty for the whole path."""
    keep_scrap(session, _name(scope), [*placement.cards, *((key, None) for key in sorted(placement.passed_over))])


def last_answers(session: Session, scope: str, placement: Placement) -> LastAnswers | None:
    """Those given in the last days about what is still left; None where there are none."""
    found = find_scrap(session, _name(scope), MOST_AGE)
    given = found.content if found and isinstance(found.content, list) else []
    for each in given:
        match each:
            case [str(topic), bool(knows)] if topic in placement.standing.left:
                placement = placement.answered(topic, knows=knows)
            case [str(topic), None] if topic in placement.standing.left:
                placement = placement.passing(topic)
    return LastAnswers(found.at, placement) if found and placement.questions_asked else None


def forget_answers(session: Session, scope: str) -> None:
    forget_scrap(session, _name(scope))


def _name(scope: str) -> str:
    return f"{ANSWERS}-{scope}" if scope else ANSWERS
