"""What of a learner's log comes and what goes: the union of immutable events."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from roadmap_cli.domain.event_log import Log
from roadmap_cli.domain.events import KINDS, Kind
from roadmap_cli.domain.later_event import AnyEvent, LaterEvent
from roadmap_cli.domain.pieces import AT_ONCE, in_pieces
from roadmap_cli.reports.sync import DeviceShare, Moved, RemoteSync
from roadmap_cli.services.workspace import Workspace

Arrival = tuple[int, str]
"""The number of an event in the order in which a log got it, and its id, which proves that it is still the same log."""
Span = tuple[int, int]
"""Of such numbers, without the first."""
MOST_SPANS = 20
Unseen = Callable[[list[str]], set[str]]
"""Of some ids those that the remote has not shown."""


class Came(NamedTuple):
    """`before` is the number of the newest event that was here already, `last` the newest that is here now; `is_forked` whether
    another home has written as this device.
    """

    moved: Moved
    before: int = 0
    last: Arrival | None = None
    is_forked: bool = False


class _Tally:
    """Of events, a few at a time."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.devices: Counter[str | None] = Counter()

    def add(self, events: Iterable[AnyEvent]) -> None:
        for event in events:
            self.counts["events"] += 1
            self.devices[event.device] += 1
            if isinstance(event, LaterEvent):
                self.counts["others"] += 1
                continue
            self.counts[_WHAT.get(event.kind, "others")] += 1
            self.counts["minutes"] += event.data["minutes"] if event.kind == "logged" else 0

    @property
    def moved(self) -> Moved:
        counts = self.counts
        return Moved(
            events=counts["events"],
            done=counts["done"],
            minutes=counts["minutes"],
            grades=counts["grades"],
            notes=counts["notes"],
            links=counts["links"],
            texts=counts["texts"],
            others=counts["others"],
            devices=_shares(self.devices),
        )


_WHAT: dict[Kind, str] = {
    "finished": "done",
    "logged": "logged",
    "graded": "grades",
    "noted": "notes",
    "linked": "links",
    **{kind: "texts" for kind, its in KINDS.items() if its.folds == "definition"},
}


def stand(workspace: Workspace, here: Arrival | None) -> bool:
    """Whether it is still the log that it was when it had got as much as that."""
    return here is None or workspace.log.arrival(workspace.user, here[0]) == here[1]


def come(workspace: Workspace, news: Iterable[AnyEvent], own: Callable[[], Iterable[AnyEvent]]) -> Came:
    """Bring in what is new; `own` is what only this device can have written."""
    log, user, tally = workspace.log, workspace.user, _Tally()
    before, is_forked = log.last_arrival(user), bool(_unknown(log, user, own()).events)
    log.bring_in((each._replace(user=user) for each in news), lambda _, new: tally.add(new))
    return Came(moved=tally.moved, before=before, last=_last(log, user), is_forked=is_forked)


def would_come(workspace: Workspace, news: Iterable[AnyEvent]) -> Came:
    log, user = workspace.log, workspace.user
    return Came(_unknown(log, user, news), log.last_arrival(user), _last(log, user))


class Going:
    """What a log got after one number, up to another, of some such spans, and the remote has not shown. It can be read several
    times; `moved` is what it was the last time.
    """

    def __init__(self, log: Log, user: str, spans: Sequence[Span], unseen: Unseen) -> None:
        self.log = log
        self.user = user
        self.spans = spans
        self.unseen = unseen
        self.moved = Moved()

    def has_any(self) -> bool:
        """Of many it is taken for granted: none is read in vain, and no reading is broken off, which a server would not like."""
        return sum(last - first for first, last in self.spans) > AT_ONCE or bool(list(self))

    def __iter__(self) -> Iterator[AnyEvent]:
        tally = _Tally()
        for span in self.spans:
            for some in in_pieces(self.log.arrivals(self.user, *span)):
                wanted = self.unseen([each.id for each in some])
                its = [each for each in some if each.id in wanted]
                tally.add(its)
                yield from its
        self.moved = tally.moved


def joined(spans: Iterable[Span]) -> list[Span]:
    """Without empty ones; where there are many, as one that holds them all: what is sent twice is there once."""
    some = [each for each in spans if each[0] < each[1]]
    return some if len(some) <= MOST_SPANS else [(some[0][0], some[-1][1])]


def together(first: RemoteSync, then: RemoteSync) -> RemoteSync:
    """Of one remote, synced twice."""
    return then._replace(
        came=_sum(first.came, then.came),
        went=_sum(first.went, then.went),
        is_whole=first.is_whole or then.is_whole,
        left_out=tuple(dict.fromkeys((*first.left_out, *then.left_out))),
    )


def with_more(moved: Moved, events: Iterable[AnyEvent]) -> Moved:
    tally = _Tally()
    tally.add(events)
    return _sum(moved, tally.moved)


def _sum(some: Moved, more: Moved) -> Moved:
    devices = Counter[str | None]()
    for each in (*some.devices, *more.devices):
        devices[each.device] += each.events
    return Moved(
        events=some.events + more.events,
        done=some.done + more.done,
        minutes=some.minutes + more.minutes,
        grades=some.grades + more.grades,
        notes=some.notes + more.notes,
        links=some.links + more.links,
        texts=some.texts + more.texts,
        others=some.others + more.others,
        devices=_shares(devices),
    )


def _shares(devices: Counter[str | None]) -> tuple[DeviceShare, ...]:
    """Who recorded the most first."""
    ordered = sorted(devices.items(), key=lambda each: (-each[1], each[0] or ""))
    return tuple(DeviceShare(*each) for each in ordered)


def _last(log: Log, user: str) -> Arrival | None:
    number = log.last_arrival(user)
    identifier = log.arrival(user, number)
    return None if identifier is None else (number, identifier)


def _unknown(log: Log, user: str, events: Iterable[AnyEvent]) -> Moved:
    """Of events, each of which may come several times."""
    tally = _Tally()
    for some in in_pieces(events):
        by_id = {each.id: each for each in some}
        known = log.known_ids(user, by_id)
        tally.add(event for identifier, event in by_id.items() if identifier not in known)
    return tally.moved
