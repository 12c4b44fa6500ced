"""What an adapter does with events, said once: an adapter adds only how a named statement is run."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from roadmap_cli.domain.edit import EDITS, RETARGETS, mended
from roadmap_cli.domain.event_log import Appended
from roadmap_cli.domain.events import (
    CANDIDACY_KINDS,
    CARD_KINDS,
    INTENTION_KINDS,
    STUDY_KINDS,
    Event,
    Fact,
    Kind,
    first_id_for,
    next_id,
    undone_batches,
)
from roadmap_cli.domain.intentions import Intentions, fold_intentions
from roadmap_cli.domain.later_event import AnyEvent, LaterEvent, known
from roadmap_cli.domain.memory import CardState, TopicMemory, fold_cards, topic_memory
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.domain.progress import (
    DayTotal,
    RoadmapTotal,
    State,
    StudyDay,
    TopicState,
    fold_choices,
    fold_days,
    fold_topic,
)
from roadmap_cli.scheduling import by
from roadmap_cli.storage import rows
from roadmap_cli.storage.log_reader import LogReader
from roadmap_cli.storage.rows import Row, Values
from roadmap_cli.storage.seal import Key, Unsound
from roadmap_cli.storage.touched import FoldedTopic, Touched

if TYPE_CHECKING:  # most commands look at no project and no story
    from roadmap_cli.domain.candidacy import Candidacy
    from roadmap_cli.storage.renames import Rename

Value = TypeVar("Value")
Told = Callable[[list[AnyEvent], list[AnyEvent]], object]


class Store(LogReader):
    """Events and their projections. Everything that one Store writes is one transaction of its opener."""

    def __init__(self) -> None:
        """`progressed` are those who have more on record by it, each with the roadmap."""
        super().__init__()
        self.new: set[str] = set()
        self.progressed: set[tuple[str, str]] = set()
        self.later = 0  # events of a later version that have come
        self.keeps_names = False  # events come with the names of now, and not with those of another device
        self.unsettled: set[str] = set()
        self.renames: list[Rename] = []
        self.device: str | None = None

    def events(self, user: str, roadmap: str, topic: str | None = None, kind: Kind | None = None) -> list[Event]:
        found = super().events(user, roadmap, topic, kind)
        if topic is not None:
            self._see_topic(user, roadmap, topic, found)
        return found

    def of_topic(self, user: str, roadmap: str, topic: str, kinds: Collection[Kind]) -> list[Event]:
        """Notes and links are counted, where both are asked for with the edits; nothing tells how many of others there are."""
        found = self.found_of_topic(user, roadmap, topic, kinds)
        if {"noted", "linked", *EDITS} <= {*kinds}:
            state = fold_topic(TopicState(topic), self.counting(user, roadmap, found))
            row = self.kept(user, roadmap, "topics").get((topic,))
            known = rows.topic_state(row) if row else TopicState(topic)
            if (state.notes, state.links, state.proofs) != (known.notes, known.links, known.proofs):
                raise _not_found(topic)
        return found

    def newest(
        self, user: str, roadmap: str, limit: int, topic: str | None = None, day: date = date.min
    ) -> list[Event]:
        found = super().newest(user, roadmap, limit, topic, day)
        if topic is not None and len(found) < limit and not first_id_for(day):
            self._see_topic(user, roadmap, topic, found[::-1])
        return found

    def state(self, user: str, roadmap: str, since: date = date.min) -> State:
        """The projections of one learner on one roadmap, study days from `since` on."""
        topics = _read(rows.topic_state, self.kept(user, roadmap, "topics").values())
        choices = _read(rows.choice_state, self.kept(user, roadmap, "choices").values())
        days = tuple(_read(rows.study_day, self._days(user, roadmap, since)))
        return State(
            {each.topic: each for each in sorted(topics)}, {each.choice: each for each in sorted(choices)}, days
        )

    def roadmaps(self, user: str) -> list[RoadmapTotal]:
        """On which a learner has progress, in the order of their ids."""
        found = []
        for roadmap in self.roadmaps_of(user):
            topics = _read(rows.topic_state, self.kept(user, roadmap, "topics").values())
            last = max((each.last_day for each in topics if each.last_day), default=None)
            found += [RoadmapTotal(roadmap, len(topics), last)] if topics else []
        return found

    def intentions(self, user: str, roadmap: str) -> Intentions:
        """Breaks and plans are so few that they are folded when read; of timers only the last event counts."""
        has_timed = bool(self.sealed_kinds(user, roadmap, {"timed"}))
        gone = self.undone(user, roadmap, is_looked_up=has_timed)
        timed = self._newest("newest_timed", 1, user=user, roadmap=roadmap) if has_timed else []
        found = self.of_kinds(user, roadmap, INTENTION_KINDS - {"timed"})
        return fold_intentions([*(each for each in found if each.batch not in gone), *timed])

    def candidacy(self, user: str, roadmap: str, since: date = date.min) -> "Candidacy":
        """Folded when read, as intentions are; practice, which grows the most, from `since` on."""
        from roadmap_cli.domain.candidacy import fold_candidacy

        gone = self.undone(user, roadmap)
        its = self.sealed_kinds(user, roadmap, CANDIDACY_KINDS)
        found = self._events("candidacy", user=user, roadmap=roadmap, day=since.isoformat()) if its else []
        self.see_all(user, roadmap, found, CANDIDACY_KINDS - {"practised"} if since > date.min else CANDIDACY_KINDS)
        return fold_candidacy(each for each in found if each.batch not in gone)

    def day_totals(self, user: str, roadmap: str, since: date = date.min) -> list[DayTotal]:
        """Study days over all topics from `since` on, oldest first, idle ones left out."""
        totals: dict[str, tuple[int, int]] = {}
        for day, _, minutes, events, _ in self._days(user, roadmap, since):
            before = totals.get(day, (0, 0))
            totals[day] = before[0] + minutes, before[1] + events
        return [DayTotal(date.fromisoformat(day), minutes, events) for day, (minutes, events) in totals.items()]

    def study_dates(self, user: str, roadmap: str) -> frozenset[date]:
        """The days of `day_totals`."""
        return frozenset(map(date.fromisoformat, self.sealed_days(user, roadmap)))

    def first_logged(self, user: str, roadmap: str) -> date | None:
        """The first day with logged time."""
        day = next(self.sealed_days(user, roadmap, timed=True), None)
        return date.fromisoformat(day) if day else None

    def memories(self, user: str, roadmap: str) -> list[TopicMemory]:
        """What the cards of each topic add up to, for topics with any, in the order of their ids."""
        return sorted(_read(rows.memory, self.kept(user, roadmap, "memories").values()), key=lambda each: each.topic)

    def cards(self, user: str, roadmap: str, name: str | None = None) -> list[CardState]:
        """In the order of (topic, card). A card has several states where its topic was renamed meanwhile."""
        found = self.kept_cards(user, roadmap)
        return _read(rows.card_state, (row for row in found if name is None or row[1] == name))

    def append(
        self, user: str, roadmap: str, facts: Iterable[Fact], now: datetime, batch: str | None = None
    ) -> list[Event]:
        """Give the facts of one command their ids, all later than any the log holds, and store them.

        `batch` is that of what the same command has written already: it asks on, and keeps each answer.
        """
        self.scope(user, roadmap)  # before anything is written: what is not sound is not carried on
        events = list(self._as_events(user, roadmap, facts, now, batch))
        if any(event.kind in {*RETARGETS, "fitted"} for event in events):
            return known(self.merge(events))
        self._insert(events)
        self.count(user, roadmap, events)
        self._continue(user, roadmap, events)
        if events:
            self.seal(user, roadmap, events[-1].id)
        return events

    def append_many(self, user: str, roadmap: str, facts: Iterable[Fact], now: datetime) -> Appended:
        """`append`, for so many that they are not held."""
        appended = Appended()

        def tell(_: list[AnyEvent], new: list[AnyEvent]) -> None:
            nonlocal appended
            appended = Appended(appended.events + len(new), new[0].batch)

        self.bring_in(self._as_events(user, roadmap, facts, now), tell)
        return appended

    def _as_events(
        self, user: str, roadmap: str, facts: Iterable[Fact], now: datetime, batch: str | None = None
    ) -> Iterator[Event]:
        last = self._last_id(user)
        if batch is None:
            batch = last = _fresh_id(last, now)
        for fact in facts:
            last = _fresh_id(last, now)
            yield Event(
                user=user,
                id=last,
                batch=batch,
                roadmap=roadmap,
                kind=fact.kind,
                topic=fact.topic,
                at=fact.at,
                day=fact.day,
                data=fact.data,
                device=self.device,
            )

    def merge(self, events: Iterable[AnyEvent]) -> list[AnyEvent]:
        """`bring_in`, for few: the new ones."""
        new: list[AnyEvent] = []
        self.bring_in(events, lambda _, its: new.extend(its))
        return new

    def bring_in(self, events: Iterable[AnyEvent], tell: Told = lambda _, __: None) -> None:
        """Store events that are not here yet, a few at a time, and bring the projections up to date. `tell` hears of each
        few, and which of them were new.
        """
        touched: dict[tuple[str, str], Touched] = {}
        for some in in_pieces(events if self.keeps_names else self._by_present_names(events)):
            for user, roadmap in sorted({(event.user, event.roadmap) for event in some}):
                self.scope(user, roadmap)
            new = self._insert(some)
            for user, roadmap in {(event.user, event.roadmap) for event in new}:
                its = [each for each in new if (each.user, each.roadmap) == (user, roadmap)]
                self.count(user, roadmap, known(its))
                touched.setdefault((user, roadmap), Touched()).add(its)
            self.later += sum(isinstance(each, LaterEvent) for each in new)
            tell(some, new)
        for (user, roadmap), its_touched in sorted(touched.items(), key=lambda each: each[0]):
            self.project(user, roadmap, its_touched)
            self.seal(user, roadmap, its_touched.newest)
            self.unsettled |= {user} if its_touched.has_rename and not self.keeps_names else set()

    @contextmanager
    def tried(self, user: str, events: Iterable[AnyEvent]) -> Iterator["Store"]:
        """What a learner's log of these events alone would be. Nothing of it stays."""
        from roadmap_cli.storage.sqlite import apart

        with apart() as store, store.transaction():
            store.keeps_names = True
            store.bring_in(each._replace(user=user) for each in events)
            yield store

    def is_new(self, user: str) -> bool:
        """Whether nothing was here of theirs before, which no statement has to ask of whom anything was read."""
        return user in self.new or not self.is_user(user)

    def unsealed(self, user: str, roadmap: str) -> list[str]:
        """What of everything derived is not as its seal and a fresh fold of the log say."""
        from roadmap_cli.storage.unsealed import unsealed

        return unsealed(self, user, roadmap)

    def rename_user(self, old: str, new: str) -> None:
        """Give everything of one to another, of whom there is nothing yet."""
        from roadmap_cli.storage.renames import rename

        rename(self, old, new)

    def settle_names(self) -> None:
        """Whoever opened it to write does, once all has come: until then nobody's name changes under who is at work."""
        if self.unsettled:
            from roadmap_cli.storage.renames import settle

            settle(self)

    def _insert(self, events: Iterable[AnyEvent]) -> list[AnyEvent]:
        self.known_edits.clear()
        events = list(events)
        self.new |= {user for user in {event.user for event in events} if not self.is_user(user)}
        new = self.stored(events)
        self.progressed |= {(event.user, event.roadmap) for event in new}
        self.wrote = self.wrote or bool(new)
        return new

    def stored(self, events: list[AnyEvent]) -> list[AnyEvent]:
        """Those that were not here."""
        return [event for event in events if self._is_inserted(event)]

    def _is_inserted(self, event: AnyEvent) -> bool:
        number = self.last_arrival(event.user) + 1
        is_new = self.writes("insert_event", {**rows.event_row(event), "arrived": number})
        self.arrived[event.user] = number if is_new else number - 1
        return is_new

    def _continue(self, user: str, roadmap: str, events: list[Event]) -> None:
        """Carry the projections on with events that are later than all others, at a cost that no history raises."""
        by_topic: dict[str, list[Event]] = {}
        for event in events:
            if event.topic is not None:
                by_topic.setdefault(event.topic, []).append(event)
        for topic, its in sorted(by_topic.items()):
            found = self.kept(user, roadmap, "topics").get((topic,))
            before = TopicState(topic) if found is None else rows.topic_state(found)
            self.change(user, roadmap, ("topics", ""), [rows.topic_row(user, roadmap, fold_topic(before, its))])
            months = {event.day.isoformat()[:7] for event in its if event.kind in STUDY_KINDS}
            days = [row for each in months for row in self.kept(user, roadmap, "days", each).values()]
            self.put_days(user, roadmap, fold_days(its, [rows.study_day(row) for row in days if row[1] == topic]))
            if any(event.kind in CARD_KINDS for event in its):
                known = map(rows.card_state, self.kept(user, roadmap, "cards", topic).values())
                self.put_cards(user, roadmap, topic, fold_cards(its, by(self.parameters(user, roadmap)), known))
        choices = fold_choices(events).values()
        if choices:
            self.change(user, roadmap, ("choices", ""), [rows.choice_row(user, roadmap, each) for each in choices])

    def project(self, user: str, roadmap: str, touched: Touched) -> None:
        if touched.few and any(event.kind in RETARGETS for event in touched.few):
            from roadmap_cli.storage.retold import retell  # of most commands there is nothing to retell

            retell(self, user, roadmap, touched.few)
            return
        if touched.has_undo:
            self._retarget(user, roadmap, touched)
        touched.with_cards |= {
            each.topic for each in self.with_ids(user, touched.edited) if each.topic and each.kind in CARD_KINDS
        }
        gone = self.undone(user, roadmap)
        for topic, folded in self.folded(user, roadmap, touched, gone):
            self.put_topic(user, roadmap, topic, folded)
            if topic in touched.with_cards:
                self.put_cards(user, roadmap, topic, folded.cards)
        if touched.has_fit:
            from roadmap_cli.storage.retold import refold_cards

            refold_cards(self, user, roadmap, touched.with_cards)
        if touched.has_choice:
            self.put_choices(user, roadmap)

    def _retarget(self, user: str, roadmap: str, touched: Touched) -> None:
        """Bring `undone_batch` up to date and touch what its batches are about, which counts otherwise from now on."""
        before = self.undone(user, roadmap)
        after = undone_batches(self.events(user, roadmap, kind="undone"))
        self.put_undone(user, roadmap, after)
        for batch in sorted(before ^ after):
            touched.add(self.batch(user, batch))

    def put_undone(self, user: str, roadmap: str, after: frozenset[str]) -> None:
        before = self.undone(user, roadmap)
        come = [{"user": user, "roadmap": roadmap, "batch": batch} for batch in sorted(after - before)]
        self.change(user, roadmap, ("undone", ""), come, [(batch,) for batch in sorted(before - after)])

    def put_choices(self, user: str, roadmap: str) -> None:
        alive = self.counting(user, roadmap, self.events(user, roadmap, kind="chose"))
        choices = [rows.choice_row(user, roadmap, each) for each in fold_choices(alive).values()]
        self.change(user, roadmap, ("choices", ""), choices, list(self.kept(user, roadmap, "choices")))

    def put_topic(self, user: str, roadmap: str, topic: str, folded: FoldedTopic) -> None:
        states = [rows.topic_row(user, roadmap, folded.state)] if folded.state else []
        self.change(user, roadmap, ("topics", ""), states, [(topic,)])
        before = set(_read(rows.study_day, self.rows("days_of_topic", user=user, roadmap=roadmap, topic=topic)))
        after = {day.day: day for day in folded.days}
        gone = [day for day in before if day.day not in after]
        self.put_days(user, roadmap, [day for day in after.values() if day not in before], gone)

    def put_days(self, user: str, roadmap: str, put: Iterable[StudyDay], drop: Iterable[StudyDay] = ()) -> None:
        """Of one topic, month by month, as they are sealed."""
        come, gone = dict[str, list[Values]](), dict[str, list[Key]]()
        for day in put:
            come.setdefault(day.day.isoformat()[:7], []).append(rows.day_row(user, roadmap, day))
        for day in drop:
            text = day.day.isoformat()
            gone.setdefault(text[:7], []).append((text, day.topic))
        for month in sorted(come.keys() | gone.keys()):
            self.change(user, roadmap, ("days", month), come.get(month, ()), gone.get(month, ()))

    def put_cards(self, user: str, roadmap: str, topic: str, cards: Sequence[CardState]) -> None:
        """Of one topic."""
        told = [rows.card_row(user, roadmap, card) for card in cards]
        self.change(user, roadmap, ("cards", topic), told, list(self.kept(user, roadmap, "cards", topic)))
        memories = [rows.memory_row(user, roadmap, topic_memory(topic, cards))] if cards else []
        self.change(user, roadmap, ("memories", ""), memories, [(topic,)])

    def _see_topic(self, user: str, roadmap: str, topic: str, found: list[Event]) -> None:
        """Raises Unsound where these do not add up to what is known of a topic: an index that leads to some no more."""
        alive = self.counting(user, roadmap, found)
        folded = rows.topic_row(user, roadmap, fold_topic(TopicState(topic), alive)) if alive else {}
        if tuple(folded.values())[2:] != self.kept(user, roadmap, "topics").get((topic,), ()):
            raise _not_found(topic)

    def counting(self, user: str, roadmap: str, found: Iterable[Event]) -> list[Event]:
        """Those that count, as they count."""
        gone = self.undone(user, roadmap)
        return mended(each for each in found if each.batch not in gone)

    def _days(self, user: str, roadmap: str, since: date = date.min) -> list[Row]:
        first = since.isoformat()
        return [row for row in self.kept_days(user, roadmap, first) if row[0] >= first]


def _read(convert: Callable[[Row], Value], found: Iterable[Row]) -> list[Value]:
    """Rows as values of the domain. Only a foreign hand can have written what does not convert."""
    try:
        return [convert(row) for row in found]
    except (ValueError, TypeError) as error:
        message = f"it holds a row that roadmap did not write: {error}"
        raise Unsound(message) from error


def _not_found(topic: str) -> Unsound:
    return Unsound(f"some of the events of {topic} are not found where they should be")


def _fresh_id(last: str | None, now: datetime) -> str:
    return next_id(last, int(now.timestamp() * 1000), int.from_bytes(os.urandom(10)))
