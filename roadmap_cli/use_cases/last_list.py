"""The steps that a person saw last, so that a number means what stood beside it, whatever is ranked higher by now."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from roadmap_cli.domain.advice import Suggestion, name_of
from roadmap_cli.use_cases.scrap import STEPS, KeptScrap, find_scrap, keep_scrap
from roadmap_cli.use_cases.session import Session

MOST_AGE = timedelta(hours=12)
"""After a night a number means nothing any more."""


class Step(NamedTuple):
    """As a suggestion: `topic` is the id of a choice where `action` is `choose`, and of the target of a step towards a job,
    empty for something new.
    """

    topic: str
    action: str


class LastList(NamedTuple):
    at: datetime
    steps: tuple[Step, ...]


def remember(session: Session, suggestions: Iterable[Suggestion]) -> KeptScrap | None:
    return keep_scrap(session, STEPS, [(name_of(each) or "", each.action) for each in suggestions])


def last_list(session: Session) -> LastList | None:
    """What was shown to this learner, of this database and roadmap, in the last hours."""
    found = find_scrap(session, STEPS, MOST_AGE)
    with suppress(ValueError, TypeError):
        if found and isinstance(found.content, list):
            return LastList(found.at, tuple(Step(str(topic), str(action)) for topic, action in found.content))
    return None
