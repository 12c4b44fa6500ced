"""What happened."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from roadmap_cli.domain.memory import AGAIN
from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.reports.topic import Named


class EventLine(NamedTuple):
    kind: str
    topic: str | None
    title: str
    data: Mapping[str, Any] = MappingProxyType({})


class HistoryEntry(NamedTuple):
    """One command. `undone` is true while it does not count; `back_dated`
    means that only the day of `at` is known; `about` describes the batch that an undo took back.
    """

    batch: str
    at: datetime
    day: date
    events: tuple[EventLine, ...]
    undone: bool
    about: tuple[EventLine, ...] = ()
    restores: bool = False
    back_dated: bool = False


class HistoryReport(NamedTuple):
    entries: tuple[HistoryEntry, ...]
    topic: Named | None = None


def card_texts(events: Iterable[EventLine]) -> list[str]:
    """What happened to cards, each sort as one text: `recalled 9 of 12 cards: ...`."""
    its = {kind: [event for event in events if event.kind == kind] for kind in ("graded", "written", "discarded")}
    recalled = sum(event.data["rating"] > AGAIN for event in its["graded"])
    verbs = {"graded": f"recalled {recalled} of", "written": "wrote", "discarded": "deleted"}
    return [f"{verbs[kind]} {count(len(them), 'card')}: {_titles(them)}" for kind, them in its.items() if them]


def _titles(events: Iterable[EventLine]) -> str:
    return listed(list(dict.fromkeys(event.title for event in events)), 3)
