"""Which texts of a roadmap file count when several devices have changed it: a function of the set of events.

A text that no other takes the place of is a head. Two devices that change one text leave two heads, which stand beside each
other until one of them is settled on.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from roadmap_cli.domain.events import Data, Event, Kind, undone_batches
from roadmap_cli.domain.found import FOUND
from roadmap_cli.domain.redefinition import hash_of

NO_TEXT = hash_of("")
"""What one's own changes begin with, and come to when all of them are taken back."""
TEXT_KINDS: tuple[Kind, ...] = ("defined", "redefined", "settled")
CHANGING: tuple[Kind, ...] = (*TEXT_KINDS, "undone")
"""What the texts of a roadmap follow from."""

SHOWN = 8
"""Letters of a hash that people are shown, and may type."""


class Head(NamedTuple):
    """A text that no other takes the place of, with the event that says so; None for changes that nobody has made yet."""

    hash: str
    event: Event | None = None


class Heads(NamedTuple):
    """`standing` are in the order in which they came. `leads_to` are the heads that came of each text, by hashes; `back` is what
    stood before a text that was taken back.
    """

    standing: tuple[Head, ...]
    leads_to: Mapping[str, frozenset[str]]
    back: Mapping[str, str]

    @property
    def hashes(self) -> tuple[str, ...]:
        return tuple(each.hash for each in self.standing)

    @property
    def is_settled(self) -> bool:
        return len(self.standing) <= 1

    def knows(self, name: str) -> bool:
        """Whether a text ever stood, one that was taken back, too."""
        return name in self.leads_to or name in self.back


class _Growing:
    """A text may stand more than once on the way to another: each time it is another place. `changed` are those `after` a
    place that carry its text on, and are not what was settled on in its stead.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.after: list[list[int]] = []
        self.changed: list[list[int]] = []
        self.newest: dict[str, int] = {}
        self.heads: dict[str, tuple[int, Event | None]] = {}
        self.back: dict[str, str] = {}

    def add(self, name: str, event: Event | None) -> int:
        place = self.newest[name] = len(self.names)
        self.names.append(name)
        self.after.append([])
        self.changed.append([])
        if name in self.heads:  # two ways to one text
            for each in (self.after, self.changed):
                each[self.heads[name][0]].append(place)
        self.heads[name] = place, event
        return place

    def replace(self, before: Iterable[str], after: str, event: Event) -> None:
        former = {each: self.newest[each] if each in self.newest else self.add(each, event) for each in before}
        if not former.keys() & self.heads.keys() and any(
            after in self.come_of(place, self.after) for place in former.values()
        ):
            return  # somebody who was behind has changed the same
        places = [self.add(name, event) for name in self.carrying_on(after, former)]
        kept = {self.names[place] for place in places}
        for name, its in former.items():
            self.after[its].extend(places)
            if len(former) == 1 or name in kept:
                self.changed[its].extend(places)
            if name not in kept:
                self.heads.pop(name, None)

    def carrying_on(self, after: str, former: Mapping[str, int]) -> Iterable[str]:
        """Whoever settles on a text that was changed further elsewhere settles on what that has become."""
        if after not in former or after in self.heads:
            return (after,)
        return sorted(self.come_of(former[after], self.changed) & self.heads.keys()) or (after,)

    def come_of(self, place: int, way: Sequence[Sequence[int]]) -> set[str]:
        """Every text that came of one, by hashes."""
        seen, waiting = {place}, [place]
        while waiting:
            new = [each for each in way[waiting.pop()] if each not in seen]
            seen.update(new)
            waiting.extend(new)
        return {self.names[each] for each in seen - {place}}

    def leads_to(self) -> dict[str, frozenset[str]]:
        """What comes later stands behind, so that one way back is enough."""
        ends: list[frozenset[str]] = [frozenset()] * len(self.names)
        heads = {place for place, _ in self.heads.values()}
        for place in reversed(range(len(self.names))):
            own = {self.names[place]} if place in heads else ()
            ends[place] = frozenset(own).union(*(ends[each] for each in self.after[place]))
        return {name: ends[place] for name, place in self.newest.items()}


def heads_of(events: Iterable[Event], *, own: bool) -> Heads:
    """Of all events of a learner on a roadmap; those of a roadmap file, or else of the learner's own changes of one."""
    by_id = {each.id: each for each in events}
    gone, growing = undone_batches(by_id.values()), _Growing()
    if own:
        growing.add(NO_TEXT, None)
    for _, event in sorted(by_id.items()):
        if event.kind in TEXT_KINDS and bool(event.data.get("own")) == own:
            _grow(growing, event, is_gone=event.batch in gone)
    standing = sorted(
        ((place, name, event) for name, (place, event) in growing.heads.items()), key=lambda each: each[0]
    )
    return Heads(tuple(Head(name, event) for _, name, event in standing), growing.leads_to(), growing.back)


def _grow(growing: _Growing, event: Event, *, is_gone: bool) -> None:
    """A text that was kept whole stood there, whatever became of the command that kept it. In the records of one device alone
    it took the place of what stood there before.
    """
    data = event.data
    if event.kind == "defined":
        if data["hash"] not in growing.newest:
            is_alone = data.get("reason") != FOUND and len(growing.heads) == 1
            growing.replace([*growing.heads] if is_alone else (), data["hash"], event)
    elif is_gone:
        growing.back[data["after"]] = _before(data)[0]
    else:
        growing.replace(_before(data), data["after"], event)


def _before(data: Data) -> list[str]:
    return data["before"].split(",")


def following(heads: Heads, name: str) -> str:
    """The text that takes the place of one, by hashes: itself where none does, or where several would."""
    seen: set[str] = set()
    while name not in heads.leads_to and name in heads.back and name not in seen:
        seen.add(name)
        name = heads.back[name]
    ends = heads.leads_to.get(name, frozenset())
    return next(iter(ends)) if len(ends) == 1 else name


def is_followed(heads: Heads, text: str, by: str) -> bool:
    """Whether a text is behind another one, which takes its place."""
    return text != by and following(heads, hash_of(text)) == hash_of(by)


def settling(here: str, heads: Heads, after: str, *, own: bool) -> Data:
    """What to record where one text is settled on. The one that stands `here` comes first, so that undo brings it back."""
    others = [each for each in heads.hashes if each != here]
    data: Data = {"before": ",".join([here, *others]), "after": after}
    return {**data, "own": True} if own else data
