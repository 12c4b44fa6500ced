"""The tip that a person saw last, so that none comes twice in a week."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from roadmap_cli.domain.job import Tip
from roadmap_cli.use_cases.scrap import TIP, find_scrap, keep_scrap
from roadmap_cli.use_cases.session import Session

_PAUSE, _MEMORY = timedelta(days=7), timedelta(days=60)


def tip_to_tell(session: Session, fitting: Sequence[Tip]) -> Tip | None:
    """The first that fits, but another than the last one if there is another; None within a week of that one."""
    last = find_scrap(session, TIP, _MEMORY) if fitting else None
    if last is None:
        return fitting[0] if fitting else None
    if abs(session.now - last.at) < _PAUSE:
        return None
    others = [each for each in fitting if each.id != last.content]
    return others[0] if others else fitting[0]


def pauses_until(session: Session) -> datetime | None:
    """When another tip may be told, or the last one forgotten: the next of these moments."""
    last = find_scrap(session, TIP, _MEMORY)
    moments = [last.at + after for after in (_PAUSE, _MEMORY)] if last else []
    return min((each for each in moments if each > session.now), default=None)


def tip_told(session: Session, tip: Tip) -> None:
    keep_scrap(session, TIP, tip.id)
