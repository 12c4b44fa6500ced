"""The texts of a roadmap file through its changes: what was recorded of them, and the text of each by its hash.

A text that nobody recorded before is kept whole (`defined`), a change as what it puts in the place of which lines
(`redefined`), so that forty changes of a file are not forty files.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from hashlib import sha256
from typing import NamedTuple

from roadmap_cli.domain.events import Data, Event, Kind

MOST_TEXT = 2 * 1024 * 1024
"""Letters of a roadmap file whose changes are recorded."""
REDEFINING: frozenset[Kind] = frozenset({"redefined", "settled"})
"""What a command says when another text comes to stand in a roadmap file."""
_PLACE = re.compile(r"(\d{1,9}) (\d{1,9})")


class Redefinition(NamedTuple):
    """What a batch did to a roadmap file, from its first change to its last; `own` is that of the learner's own changes."""

    before: str
    after: str
    own: bool


class TextChange(NamedTuple):
    """What a command makes of a roadmap file, and what it says that it does; with `own` of that of the learner's changes."""

    before: str
    after: str
    what: str
    own: bool


def hash_of(text: str) -> str:
    """Nothing has the hash of an empty text, so that a file that is not there yet has one, too."""
    return sha256(text.encode()).hexdigest()


def facts_of(change: TextChange, known: Mapping[str, str]) -> Iterator[tuple[Kind, Data]]:
    """What to record of it; `known` are texts that were recorded already, by their hash."""
    before, after, what, own = change
    start, end = hash_of(before), hash_of(after)
    kept: Data = {"own": True} if own else {}
    if before and start not in known:
        yield "defined", {"hash": start, "text": before, **kept}
    yield "redefined", {"before": start, "after": end, "lines": _changes(before, after), "text": what, **kept}


def redefinition(batch: Iterable[Event]) -> Redefinition | None:
    """Of the events of a batch, in their order; None where it changed no roadmap file."""
    changes = [event.data for event in batch if event.kind in REDEFINING]
    if not changes:
        return None
    before = changes[0]["before"].partition(",")[0]  # of a choice among texts, the one that stood here
    return Redefinition(before, changes[-1]["after"], own=bool(changes[0].get("own")))


def texts(events: Iterable[Event]) -> dict[str, str]:
    """Every text by its hash that can be told of these events, undone ones included. What does not come to its hash is left
    out: somebody else's hand has been at it.
    """
    events = list(events)
    found = {hash_of(""): ""}
    for event in events:
        if event.kind == "defined":
            found[event.data["hash"]] = event.data["text"]
    waiting = [event.data for event in events if event.kind == "redefined"]
    while known := [data for data in waiting if data["before"] in found]:
        waiting = [data for data in waiting if data["before"] not in found]
        for data in known:
            text = _applied(found[data["before"]], data["lines"])
            if text is not None and hash_of(text) == data["after"]:
                found[data["after"]] = text
    return {name: text for name, text in found.items() if hash_of(text) == name}


def difference(before: str, after: str) -> tuple[str, ...]:
    """Line by line, as programs tell it."""
    return tuple(unified_diff(before.splitlines(), after.splitlines(), "as recorded", "as it is", n=1, lineterm=""))


def _changes(before: str, after: str) -> str:
    """`START END`, counted from 0, and below it the lines that stand in the place of those from START to END."""
    old, new = before.split("\n"), after.split("\n")
    most = min(len(old), len(new))
    same = next((place for place in range(most) if old[place] != new[place]), most)
    rest = next((place for place in range(most - same) if old[-1 - place] != new[-1 - place]), most - same)
    return "\n".join([f"{same} {len(old) - rest}", *new[same : len(new) - rest]])


def _applied(before: str, changes: str) -> str | None:
    """None for changes that do not fit."""
    head, *lines = changes.split("\n")
    place = _PLACE.fullmatch(head)
    if place is None:
        return None
    old = before.split("\n")
    return "\n".join([*old[: int(place[1])], *lines, *old[int(place[2]) :]])
