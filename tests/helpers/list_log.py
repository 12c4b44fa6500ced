"""A log that keeps its events in a list: all that the services need of a storage, and no more."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from domain_helpers import WAY, roadmap, topic

from roadmap_cli.domain.candidacy import Candidacy, fold_candidacy
from roadmap_cli.domain.cohort import CohortFound, Member
from roadmap_cli.domain.device import OfDevice, is_of
from roadmap_cli.domain.edit import EDITS, in_effect
from roadmap_cli.domain.event_log import Appended
from roadmap_cli.domain.events import KINDS, Event, Fact, Kind, first_id_for, next_id, undone_batches
from roadmap_cli.domain.intentions import Intentions, fold_intentions
from roadmap_cli.domain.later_event import AnyEvent, known
from roadmap_cli.domain.memory import CardState, Parameters, TopicMemory, fold_cards, last_fitted, topic_memory
from roadmap_cli.domain.progress import DayTotal, RoadmapTotal, State, day_totals, fold
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.domain.summary import Summary
from roadmap_cli.domain.user_name import PASSED_OVER
from roadmap_cli.scheduling import by
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage.store import Told

Value = TypeVar("Value")

NOW = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
SMALL = roadmap(
    topic("a", "one/letters", hours=2),
    topic("b", "one/letters", hours=4, requires=("a",)),
    topic("c", "two/ways", hours=3, requires=("b",)),
    topic("x-topic", "two/ways", hours=5, option="x", requires=("b",)),
    topic("y-topic", "two/ways", hours=6, option="y", requires=("b",)),
    topic("end", "two/ways", hours=1, requires=("c",), requires_option={"x": ("x-topic",), "y": ("y-topic",)}),
    topic("extra", "two/ways", hours=2, stretch=True),
    choices=[WAY],
)


class ListCohort:
    """Summaries of the learners of a log, in a dictionary. What a database sorts is tried on one: tests/storage/test_cohort.py."""

    def __init__(self, log: "ListLog") -> None:
        self.log = log
        self.kept: dict[tuple[str, str], Summary] = {}

    def newest(self, user: str, roadmap: str) -> str | None:
        return max((each.id for each in self.log.events(user, roadmap)), default=None)

    def put(self, summary: Summary) -> None:
        self.kept[summary.user, summary.roadmap] = summary

    def of(self, user: str, roadmap: str) -> CohortFound:
        return CohortFound(tuple(each for key, each in self.kept.items() if key == (user, roadmap)))

    def groups_of(self, user: str) -> list[Member]:
        return []


class ListLog:
    def __init__(self) -> None:
        self.whole: list[AnyEvent] = []
        self.device: str | None = None
        self.cohort = ListCohort(self)
        self._made: dict[tuple[object, ...], Any] = {}
        self._made_of: tuple[list[AnyEvent], int] = (self.whole, 0)

    def made(self, make: Callable[[list[Event]], Value], user: str, roadmap: str) -> Value:
        """Of all events of a learner on a roadmap, once for what there is: a command asks for it again and again."""
        whole, number = self._made_of
        if whole is not self.whole or number != len(whole):
            self._made, self._made_of = {}, (self.whole, len(self.whole))
        key = make, user, roadmap
        if key not in self._made:
            here = (each for each in self.all if (each.user, each.roadmap) == (user, roadmap))
            self._made[key] = make(sorted(here, key=lambda each: each.id))
        return self._made[key]

    @property
    def all(self) -> list[Event]:
        return known(self.whole)

    def state(self, user: str, roadmap: str, since: date = date.min) -> State:
        state = self.made(fold, user, roadmap)
        return state._replace(days=tuple(day for day in state.days if day.day >= since))

    def roadmaps(self, user: str) -> list[RoadmapTotal]:
        topics = {name: self.state(user, name).topics.values() for name in sorted({each.roadmap for each in self.all})}
        return [
            RoadmapTotal(name, len(its), max((each.last_day for each in its if each.last_day), default=None))
            for name, its in topics.items()
            if its
        ]

    def roadmaps_of(self, user: str) -> Iterator[str]:
        return iter(sorted({each.roadmap for each in self.whole if each.user == user}))

    def events(self, user: str, roadmap: str, topic: str | None = None, kind: str | None = None) -> list[Event]:
        here = self.made(tuple, user, roadmap)
        return [each for each in here if topic in {None, each.topic} and kind in {None, each.kind}]

    def of_kinds(
        self, user: str, roadmap: str, kinds: Collection[str], first: date = date.min, last: date = date.max
    ) -> list[Event]:
        return [each for each in self.events(user, roadmap) if each.kind in kinds and first <= each.day <= last]

    def number_of(self, user: str, roadmap: str, kind: Kind, first: date = date.min, last: date = date.max) -> int:
        gone = self.undone(user, roadmap)
        return sum(each.batch not in gone for each in self.of_kinds(user, roadmap, [kind], first, last))

    def of_topic(self, user: str, roadmap: str, topic: str, kinds: Collection[str]) -> list[Event]:
        return [each for each in self.events(user, roadmap, topic) if each.kind in kinds]

    def oldest(self, user: str, roadmap: str, limit: int) -> list[Event]:
        return self.events(user, roadmap)[:limit]

    def intentions(self, user: str, roadmap: str) -> Intentions:
        return self.made(fold_intentions, user, roadmap)

    def candidacy(self, user: str, roadmap: str, since: date = date.min) -> Candidacy:
        found = self.made(fold_candidacy, user, roadmap)
        return found._replace(practice=tuple(each for each in found.practice if each.day >= since))

    def day_totals(self, user: str, roadmap: str, since: date = date.min) -> list[DayTotal]:
        return day_totals(self.state(user, roadmap, since).days)

    def study_dates(self, user: str, roadmap: str) -> frozenset[date]:
        return frozenset(each.day for each in self.state(user, roadmap).days)

    def memories(self, user: str, roadmap: str) -> list[TopicMemory]:
        cards = self.cards(user, roadmap)
        topics = sorted({each.topic for each in cards})
        return [topic_memory(topic, [each for each in cards if each.topic == topic]) for topic in topics]

    def parameters(self, user: str, roadmap: str) -> Parameters:
        return last_fitted(in_effect(self.events(user, roadmap)))

    def cards(self, user: str, roadmap: str, name: str | None = None) -> list[CardState]:
        return [each for each in self.made(cards_of, user, roadmap) if name in {None, each.card}]

    def first_logged(self, user: str, roadmap: str) -> date | None:
        return min((each.day for each in self.state(user, roadmap).days if each.minutes), default=None)

    def ending_in(self, user: str, roadmap: str, ending: str) -> list[Event]:
        return [each for each in self.events(user, roadmap) if each.id.endswith(ending)]

    def ids_ending_in(self, user: str, roadmap: str, endings: Iterable[str]) -> list[str]:
        asked = tuple(endings)
        return [each.id for each in self.events(user, roadmap) if each.id.endswith(asked)]

    def edits(self, user: str, roadmap: str) -> list[Event]:
        return [each for each in self.events(user, roadmap) if each.kind in EDITS]

    def commands_of(self, user: str, roadmap: str, ids: Iterable[str]) -> list[Event]:
        asked, here = set(ids), self.events(user, roadmap)
        batches = {each.batch for each in here if each.id in asked}
        return [each for each in here if each.batch in batches]

    def newest(
        self, user: str, roadmap: str, limit: int, topic: str | None = None, day: date = date.min
    ) -> list[Event]:
        after = first_id_for(day)
        found = [each for each in self.events(user, roadmap, topic)[::-1] if each.id >= after]
        batches = {each.batch for each in found if each.day >= day or not after or len(found) >= limit}
        return [each for each in found if each.batch in batches][:limit]

    def batch(self, user: str, batch: str) -> list[Event]:
        found = [each for each in self.all if (each.user, each.batch) == (user, batch)]
        return sorted(found, key=lambda each: each.id)

    def undone(self, user: str, roadmap: str) -> frozenset[str]:
        return undone_batches(self.events(user, roadmap))

    def streamed(self, user: str, roadmap: str) -> Iterator[Event]:
        return iter(self.events(user, roadmap))

    def recorded(self, user: str, roadmap: str) -> Iterator[AnyEvent]:
        here = (each for each in self.whole if (each.user, each.roadmap) == (user, roadmap))
        return iter(sorted(here, key=lambda each: each.id))

    def everything(self) -> Iterator[AnyEvent]:
        return iter(sorted(self.whole, key=lambda each: (each.user, each.roadmap, each.id)))

    def number_of_events(self) -> int:
        return len(self.all)

    def last_arrival(self, user: str) -> int:
        return sum(each.user == user for each in self.whole)

    def arrival(self, user: str, number: int) -> str | None:
        return next((each.id for each in self.arrivals(user, number - 1, number)), None)

    def arrivals(self, user: str, after: int, last: int) -> Iterator[AnyEvent]:
        return iter([each for each in self.whole if each.user == user][after:last])

    def with_ids(self, user: str, ids: Iterable[str]) -> list[Event]:
        asked = set(ids)
        return [each for each in self.all if each.user == user and each.id in asked]

    def known_ids(self, user: str, ids: Iterable[str]) -> set[str]:
        return {each.id for each in self.whole if each.user == user} & {*ids}

    def users(self) -> Iterator[str]:
        return iter(sorted({each.user for each in self.whole}))

    def others(self, user: str) -> Iterator[str]:
        return (each for each in self.users() if each != user)

    def is_user(self, user: str) -> bool:
        return user in self.users()

    def present_name(self, user: str) -> str:
        said = [each for each in self.all if each.kind == "renamed" and user in each.data.values()]
        return max(said, key=lambda each: each.id).user if said and not self.is_user(user) else user

    def rename_user(self, old: str, new: str) -> None:
        self.whole = [each._replace(user=new) if each.user == old else each for each in self.whole]

    def newest_ordinary(self, user: str, roadmap: str) -> Event | None:
        return next((each for each in self.events(user, roadmap)[::-1] if each.kind not in PASSED_OVER), None)

    def newest_in_effect(self, user: str, roadmap: str, of: OfDevice) -> Event | None:
        gone, its = self.undone(user, roadmap), self.newest_of_device(user, roadmap, of, len(self.all))
        return next((each for each in its if each.kind not in PASSED_OVER and each.batch not in gone), None)

    def newest_of_device(self, user: str, roadmap: str, of: OfDevice, limit: int) -> list[Event]:
        return [each for each in self.events(user, roadmap)[::-1] if is_of(each.device, of)][:limit]

    def devices(self, user: str) -> list[tuple[str, str]]:
        its = sorted((each for each in self.all if each.user == user and each.device), key=lambda each: each.id)
        return [(str(device), last) for device, last in {each.device: each.id for each in its}.items()]

    def append(
        self, user: str, roadmap: str, facts: Iterable[Fact], now: datetime, batch: str | None = None
    ) -> list[Event]:
        last = max((each.id for each in self.whole if each.user == user), default=None)
        if batch is None:
            batch = last = next_id(last, int(now.timestamp() * 1000), 0)
        events = []
        for fact in facts:
            assert fact.data.keys() <= KINDS[fact.kind].data.keys()
            last = next_id(last, 0, 0)
            events.append(Event(user, last, batch, roadmap, *fact, self.device))
        return known(self.merge(events))

    def append_many(self, user: str, roadmap: str, facts: Iterable[Fact], now: datetime) -> Appended:
        events = self.append(user, roadmap, list(facts), now)
        return Appended(len(events), events[0].batch) if events else Appended()

    def merge(self, events: Iterable[AnyEvent]) -> list[AnyEvent]:
        here = {(each.user, each.id) for each in self.whole}
        new = list({(each.user, each.id): each for each in events if (each.user, each.id) not in here}.values())
        self.whole += new
        return new

    def bring_in(self, events: Iterable[AnyEvent], tell: Told = lambda _, __: None) -> None:
        some = list({(each.user, each.id): each for each in events}.values())
        tell(some, self.merge(some))

    @contextmanager
    def tried(self, user: str, events: Iterable[AnyEvent]) -> Iterator["ListLog"]:
        other = ListLog()
        other.merge(each._replace(user=user) for each in events)
        yield other


def cards_of(events: list[Event]) -> list[CardState]:
    alive = in_effect(events)
    topics = sorted({each.topic for each in alive if each.topic is not None})
    cards = [
        card for topic in topics for card in fold_cards([e for e in alive if e.topic == topic], by(last_fitted(alive)))
    ]
    return sorted(cards, key=lambda each: (each.topic, each.card))


class CountingLog(ListLog):
    """It counts what is read of the history other than as the fold does it."""

    given = 0

    def newest(
        self, user: str, roadmap: str, limit: int, topic: str | None = None, day: date = date.min
    ) -> list[Event]:
        found = super().newest(user, roadmap, limit, topic, day)
        self.given += len(found)
        return found

    def ids_ending_in(self, user: str, roadmap: str, endings: Iterable[str]) -> list[str]:
        self.given += 1
        return super().ids_ending_in(user, roadmap, endings)


def workspace(where: Roadmap = SMALL, user: str = "ada") -> Workspace:
    return Workspace(where, user, ListLog(), NOW, Random(1), by)


def later(here: Workspace, **by: float) -> Workspace:
    return here._replace(now=here.now + timedelta(**by))


def kept(here: Workspace) -> list[tuple[str, str | None]]:
    """What the log holds for the learner: kinds and topics, in the order of ids."""
    return [(each.kind, each.topic) for each in here.log.events(here.user, here.roadmap.id)]


def state(here: Workspace) -> State:
    return here.log.state(here.user, here.roadmap.id)
