"""What an adapter does with events, said once: an adapter adds only how a named statement is run."""

import os
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from roadmap_cli.domain.edit import EDITS, edits_by_event, mended
from roadmap_cli.domain.event_log import Log
from roadmap_cli.domain.events import CARD_KINDS, Event, Fact, Kind, next_id, undone_batches
from roadmap_cli.domain.intentions import Intentions, fold_intentions
from roadmap_cli.domain.memory import CardState, TopicMemory, fold_cards, topic_memory
from roadmap_cli.domain.progress import DayTotal, RoadmapTotal, State, TopicState, fold_choices, fold_days, fold_topic
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.scheduling import schedule
from roadmap_cli.storage import rows
from roadmap_cli.storage.rows import Column, Row, Values
from roadmap_cli.storage.statements import Statement

if TYPE_CHECKING:  # most commands look at no project and no story
    from roadmap_cli.domain.candidacy import Candidacy

Value = TypeVar("Value")
PROJECTION_VERSION = "6"
IDS_AT_ONCE = 10_000
"""Fewer than a database takes as parameters of one statement."""
RETARGETS: frozenset[Kind] = EDITS | {"undone"}
"""What changes how earlier events count, so that nothing can be carried on."""
RENAMES: tuple[Statement, ...] = (
    "rename_in_event",
    "rename_in_topic_progress",
    "rename_in_study_day",
    "rename_in_card",
    "rename_in_topic_memory",
    "rename_in_choice",
    "rename_in_undone_batch",
)
"""In every table that tells whose a row is."""
PROJECTIONS = ("topic_progress", "study_day", "card", "topic_memory", "choice", "undone_batch")


class Store(Log):
    """Events and their projections. Everything that one Store writes is one transaction of its opener."""

    wrote = False
    newest_id = ""
    """The newest id among those that were seen, which tells of a clock that was wrong."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.new: set[str] = set()

    def rows(self, statement: Statement, **parameters: Column | tuple[str, ...]) -> list[Row]:
        """Run a statement of `queries.py` by name. Of whom it finds anything is known to have a record."""
        found = self.select(statement, parameters)
        if found and found[0][0] is not None and "user" in parameters:
            self.known.add(str(parameters["user"]))
        return found

    @abstractmethod
    def select(self, statement: Statement, parameters: Values) -> list[Row]:
        """Run a statement of `queries.py`."""

    @abstractmethod
    def run(self, statement: Statement, parameters: Sequence[Values]) -> None:
        """Run a statement once for each set of parameters."""

    def state(self, user: str, roadmap: str, since: date = date.min) -> State:
        """The projections of one learner on one roadmap, study days from `since` on: three statements."""
        here = {"user": user, "roadmap": roadmap}
        topics = _read(rows.topic_state, self.rows("topics", **here))
        choices = _read(rows.choice_state, self.rows("choices", **here))
        self._see(each.decided for each in topics)
        days = _read(rows.study_day, self.rows("days", **here, day=since.isoformat()))
        return State({each.topic: each for each in topics}, {each.choice: each for each in choices}, tuple(days))

    def roadmaps(self, user: str) -> list[RoadmapTotal]:
        """On which a learner has progress, in the order of their ids."""
        return _read(rows.roadmap_total, self.rows("roadmaps", user=user))

    def intentions(self, user: str, roadmap: str) -> Intentions:
        """Breaks and plans are so few that they are folded when read; of timers only the last event counts."""
        here = {"user": user, "roadmap": roadmap}
        return fold_intentions([*self._events("intentions", **here), *self._events("newest_timed", **here)])

    def candidacy(self, user: str, roadmap: str, since: date = date.min) -> "Candidacy":
        """Folded when read, as intentions are; practice, which grows the most, from `since` on."""
        from roadmap_cli.domain.candidacy import fold_candidacy

        return fold_candidacy(self._events("candidacy", user=user, roadmap=roadmap, day=since.isoformat()))

    def day_totals(self, user: str, roadmap: str, since: date = date.min) -> list[DayTotal]:
        """Study days over all topics from `since` on, oldest first, idle ones left out."""
        found = self.rows("day_totals", user=user, roadmap=roadmap, day=since.isoformat())
        return _read(rows.day_total, found)

    def study_dates(self, user: str, roadmap: str) -> frozenset[date]:
        """The days of `day_totals`, read off their index alone."""
        return frozenset(_read(rows.study_date, self.rows("study_dates", user=user, roadmap=roadmap)))

    def first_logged(self, user: str, roadmap: str) -> date | None:
        """The first day with logged time."""
        days = _read(rows.study_day, self.rows("first_logged", user=user, roadmap=roadmap))
        return days[0].day if days else None

    def memories(self, user: str, roadmap: str) -> list[TopicMemory]:
        """What the cards of each topic add up to, for topics with any, in the order of their ids."""
        return _read(rows.memory, self.rows("memories", user=user, roadmap=roadmap))

    def cards(self, user: str, roadmap: str, name: str | None = None) -> list[CardState]:
        """In the order of (topic, card). A card has several states where its topic was renamed meanwhile."""
        if name is not None:
            return _read(rows.card_state, self.rows("cards_of_name", user=user, roadmap=roadmap, card=name))
        return _read(rows.card_state, self.rows("cards", user=user, roadmap=roadmap))

    def events(self, user: str, roadmap: str, topic: str | None = None, kind: Kind | None = None) -> list[Event]:
        """In the order of ids, as they were said: undone ones and edits included."""
        if topic is not None:
            return self._events("events_of_topic", user=user, roadmap=roadmap, topic=topic)
        if kind is not None:
            return self._events("events_of_kind", user=user, roadmap=roadmap, kind=kind)
        return self._events("events", user=user, roadmap=roadmap)

    def everything(self) -> list[Event]:
        """Of all learners, on all roadmaps, as it was said."""
        return [event for user, roadmap in self.rows("scopes") for event in self.events(user, roadmap)]

    def ending_in(self, user: str, roadmap: str, ending: str) -> list[Event]:
        """By the end of the id, in the order of ids, undone ones included."""
        return self._events("events_ending_in", user=user, roadmap=roadmap, ending=ending)

    def ids_ending_in(self, user: str, roadmap: str, endings: Iterable[str]) -> list[str]:
        """By ends of LEAST_LETTERS."""
        found = self.rows("ids_ending_in", user=user, roadmap=roadmap, endings=tuple(sorted(set(endings))))
        return [row[0] for row in found]

    def edits(self, user: str, roadmap: str) -> list[Event]:
        """What was corrected and withdrawn, in the order of ids, undone ones included."""
        return sorted(self._events("edits", user=user, roadmap=roadmap), key=lambda event: event.id)

    def commands_of(self, user: str, roadmap: str, ids: Iterable[str]) -> list[Event]:
        """The whole commands of events by their ids, in the order of ids, undone ones included."""
        asked, found = sorted(set(ids)), dict[str, Event]()
        for first in range(0, len(asked), IDS_AT_ONCE):
            some = tuple(asked[first : first + IDS_AT_ONCE])
            its = self._events("commands_of_events", user=user, roadmap=roadmap, ids=some)
            found |= {each.id: each for each in its if each.roadmap == roadmap}
        return [found[key] for key in sorted(found)]

    def newest(self, user: str, roadmap: str, limit: int, topic: str | None = None) -> list[Event]:
        """Newest first, undone ones included."""
        if topic is not None:
            return self._events("newest_events_of_topic", user=user, roadmap=roadmap, topic=topic, limit=limit)
        return self._events("newest_events", user=user, roadmap=roadmap, limit=limit)

    def batch(self, user: str, batch: str) -> list[Event]:
        return self._events("events_of_batch", user=user, batch=batch)

    def undone(self, user: str, roadmap: str) -> frozenset[str]:
        """The batches that do not count at present."""
        return frozenset(row[0] for row in self.rows("undone", user=user, roadmap=roadmap))

    def newest_ordinary(self, user: str, roadmap: str, *, in_effect: bool) -> Event | None:
        """The newest event that is not an undo, perhaps only among those that count."""
        name: Statement = "newest_in_effect" if in_effect else "newest_ordinary"
        return next(iter(self._events(name, user=user, roadmap=roadmap)), None)

    def append(
        self, user: str, roadmap: str, facts: Iterable[Fact], now: datetime, batch: str | None = None
    ) -> list[Event]:
        """Give the facts of one command their ids, all later than any the log holds, and store them.

        `batch` is that of what the same command has written already: it asks on, and keeps each answer.
        """
        last = self.rows("last_id", user=user)[0][0]
        if batch is None:
            batch = last = _fresh_id(last, now)
        events = []
        for fact in facts:
            last = _fresh_id(last, now)
            events.append(
                Event(
                    user=user,
                    id=last,
                    batch=batch,
                    roadmap=roadmap,
                    kind=fact.kind,
                    topic=fact.topic,
                    at=fact.at,
                    day=fact.day,
                    data=fact.data,
                )
            )
        if any(event.kind in RETARGETS for event in events):
            return self.merge(events)
        self._insert(events)
        self._see([last])
        self._continue(user, roadmap, events)
        return events

    def merge(self, events: Iterable[Event]) -> list[Event]:
        """Store events that are not here yet, bring the projections up to date, and return the new ones."""
        new = self._insert(events)
        self._see(event.id for event in new)
        for user, roadmap in {(event.user, event.roadmap) for event in new}:
            self.project(user, roadmap, [each for each in new if (each.user, each.roadmap) == (user, roadmap)])
        return new

    def users(self, after: str = "") -> Iterator[str]:
        """Whoever has an event, in the order of names: one seek in an index each."""
        while (found := self.rows("next_user", after=after)[0][0]) is not None:
            yield (after := found)

    def is_user(self, user: str) -> bool:
        """Whether there is any event of theirs."""
        return user in self.known or self.rows("last_id", user=user)[0][0] is not None

    def is_new(self, user: str) -> bool:
        """Whether nothing was here of theirs before, which no statement has to ask of whom anything was read."""
        return user in self.new or not self.is_user(user)

    def rename_user(self, old: str, new: str) -> None:
        """Give everything of one to another, of whom there is nothing yet."""
        for statement in RENAMES:
            self.run(statement, [{"old": old, "new": new}])

    def _insert(self, events: Iterable[Event]) -> list[Event]:
        events = list(events)
        self.new |= {user for user in {event.user for event in events} if not self.is_user(user)}
        new = [event for event in events if self.select("insert_event", rows.event_row(event))]
        self.wrote = self.wrote or bool(new)
        return new

    def _continue(self, user: str, roadmap: str, events: list[Event]) -> None:
        """Carry the projections on with events that are later than all others, at a cost that no history raises."""
        for topic in sorted({event.topic for event in events if event.topic is not None}):
            here = {"user": user, "roadmap": roadmap, "topic": topic}
            its = [event for event in events if event.topic == topic]
            before = next(iter(_read(rows.topic_state, self.rows("topic", **here))), TopicState(topic))
            self.run("put_topic", [rows.topic_row(user, roadmap, fold_topic(before, its))])
            dates = {event.day.isoformat() for event in its}
            known = (row for day in dates for row in self.rows("day_of_topic", **here, day=day))
            days = _read(rows.study_day, known)
            self.run("put_day", [rows.day_row(user, roadmap, day) for day in fold_days(its, days)])
            if any(event.kind in CARD_KINDS for event in its):
                self._put_cards(here, its, _read(rows.card_state, self.rows("cards_of_topic", **here)))
        self.run("put_choice", [rows.choice_row(user, roadmap, each) for each in fold_choices(events).values()])

    def project(self, user: str, roadmap: str, new: list[Event]) -> None:
        touched = [*new, *self._retarget(user, roadmap, new)]
        gone = self.undone(user, roadmap)
        cards = {event.id for event in touched if event.kind in CARD_KINDS} | edits_by_event(touched).keys()
        for topic in sorted({event.topic for event in touched if event.topic is not None}):
            its = self.events(user, roadmap, topic=topic)
            alive = mended(each for each in its if each.batch not in gone)
            self._put_topic(user, roadmap, topic, alive)
            if any(each.kind in CARD_KINDS and each.id in cards for each in its):  # only then is the scheduler loaded
                here = {"user": user, "roadmap": roadmap, "topic": topic}
                self.run("drop_cards", [here])
                self.run("drop_memory", [here])
                self._put_cards(here, alive)
        if any(event.kind == "chose" for event in touched):
            alive = [each for each in self.events(user, roadmap, kind="chose") if each.batch not in gone]
            self.run("drop_choices", [{"user": user, "roadmap": roadmap}])
            choices = fold_choices(alive).values()
            self.run("put_choice", [rows.choice_row(user, roadmap, each) for each in choices])

    def _retarget(self, user: str, roadmap: str, new: list[Event]) -> list[Event]:
        """Bring `undone_batch` up to date and return the events whose counting has changed by it."""
        if not any(event.kind == "undone" for event in new):
            return []
        before = self.undone(user, roadmap)
        after = undone_batches(self.events(user, roadmap, kind="undone"))
        here = {"user": user, "roadmap": roadmap}
        self.run("drop_undone", [{**here, "batch": batch} for batch in sorted(before - after)])
        self.run("put_undone", [{**here, "batch": batch} for batch in sorted(after - before)])
        return [event for batch in sorted(before ^ after) for event in self.batch(user, batch)]

    def _put_topic(self, user: str, roadmap: str, topic: str, alive: list[Event]) -> None:
        here = {"user": user, "roadmap": roadmap, "topic": topic}
        self.run("drop_days", [here])
        if not alive:
            self.run("drop_topic", [here])
            return
        self.run("put_topic", [rows.topic_row(user, roadmap, fold_topic(TopicState(topic), alive))])
        self.run("put_day", [rows.day_row(user, roadmap, day) for day in fold_days(alive)])

    def _put_cards(self, here: dict[str, str], events: list[Event], known: Iterable[CardState] = ()) -> None:
        """Of one topic."""
        user, roadmap, topic = here.values()
        cards = fold_cards(events, schedule, known)
        touched = {event.data["card"] for event in events if event.kind in CARD_KINDS}
        self.run("put_card", [rows.card_row(user, roadmap, card) for card in cards if card.card in touched])
        self.run("put_memory", [rows.memory_row(user, roadmap, topic_memory(topic, cards))] if cards else [])

    def _events(self, statement: Statement, **parameters: Column | tuple[str, ...]) -> list[Event]:
        found = _read(rows.event, self.rows(statement, **parameters))
        self._see(event.id for event in found)
        return found

    def _see(self, ids: Iterable[str]) -> None:
        self.newest_id = max((self.newest_id, *ids))


def _read(convert: Callable[[Row], Value], found: Iterable[Row]) -> list[Value]:
    """Rows as values of the domain. Only a foreign hand can have written what does not convert."""
    try:
        return [convert(row) for row in found]
    except (ValueError, TypeError) as error:
        sentence = f"the database holds a row that roadmap did not write: {error}"
        raise DatabaseUnusable(sentence, "bring back a copy of the database, or import an export") from error


def _fresh_id(last: str | None, now: datetime) -> str:
    return next_id(last, int(now.timestamp() * 1000), int.from_bytes(os.urandom(10)))
