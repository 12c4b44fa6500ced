"""Events of a version of roadmap to come: kept and passed on untouched, and folded once a program knows them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.events import Event


class LaterEvent(NamedTuple):
    """Of a kind, or with keys, that KINDS does not list. Its data may hold any JSON; it counts nowhere, and is in no seal."""

    user: str
    id: str
    batch: str
    roadmap: str
    kind: str
    topic: str | None
    at: datetime
    day: date
    data: Mapping[str, object]
    device: str | None = None


AnyEvent = Event | LaterEvent


def known(events: Iterable[AnyEvent]) -> list[Event]:
    """Without those of a later version."""
    return [each for each in events if isinstance(each, Event)]
