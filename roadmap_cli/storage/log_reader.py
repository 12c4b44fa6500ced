"""The log as it is read: events in the order of ids, what is none left out and named, and what is missing noticed."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.domain.device import OfDevice, is_of
from roadmap_cli.domain.edit import EDITS, LEAST_LETTERS, counted, edits_by_event
from roadmap_cli.domain.event_shape import is_id
from roadmap_cli.domain.events import Event, Kind, first_id_for
from roadmap_cli.domain.later_event import AnyEvent, known
from roadmap_cli.domain.memory import Parameters, last_fitted
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.scheduling import by
from roadmap_cli.storage import rows
from roadmap_cli.storage.rows import AFTER_IDS, Column, Row
from roadmap_cli.storage.seal import (
    KIND,
    NEVER,
    Place,
    Sealed,
    Tally,
    Unsound,
    add_up,
    assert_same,
    month_after,
    of_kind_and_month,
    tallies_of_days,
    tallies_of_kinds,
)
from roadmap_cli.storage.statements import Statement
from roadmap_cli.storage.touched import FoldedTopic, Touched, folded_topic

if TYPE_CHECKING:
    from roadmap_cli.storage.cohort import CohortTables

IDS_AT_ONCE = 10_000
"""Fewer than a database takes as parameters of one statement."""
_ID, _BATCH, _ROADMAP, _KIND, _DAY, _DATA = 1, 2, 3, 4, 7, 8
"""Where they stand in a row of an event."""


class OddRow(NamedTuple):
    """An event in the database that roadmap did not write: which one, and what is wrong with it."""

    place: str
    fault: str


class LogReader(Sealed):
    def __init__(self) -> None:
        """`odd` are events left out, by place; `told` ids of the newest asked for; `known_edits` go by learner and roadmap."""
        super().__init__()
        self.odd: dict[str, OddRow] = {}
        self.told: set[str] = set()
        self.known_edits: dict[tuple[str, str], list[Event]] = {}
        self.arrived: dict[str, int] = {}

    @property
    def newest_id(self) -> str:
        """The newest of what was looked at, which tells of a clock that was wrong."""
        ids = (each.newest or "" for each in self.scopes.values())
        return max(filter(is_id, ids), default="")

    def events(self, user: str, roadmap: str, topic: str | None = None, kind: Kind | None = None) -> list[Event]:
        """In the order of ids, as they were said: undone ones and edits included."""
        if topic is not None:
            return self._events("events_of_topic", user=user, roadmap=roadmap, topic=topic)
        if kind is not None:
            return self.of_kinds(user, roadmap, [kind])
        found = self._events("events", user=user, roadmap=roadmap)
        self.see_all(user, roadmap, found)
        return found

    def streamed(self, user: str, roadmap: str) -> Iterator[Event]:
        """All of `events`, one after the other. Raises Unsound after the last where these are not all of them."""
        return (each for each in self.recorded(user, roadmap) if isinstance(each, Event))

    def recorded(self, user: str, roadmap: str) -> Iterator[AnyEvent]:
        """The same with those of a later version among them."""
        found: dict[Place, Tally] = {}
        for some in in_pieces(self._each_kept(self.stream("events", {"user": user, "roadmap": roadmap}))):
            add_up(found, known(some))
            yield from some
        self.see_tallies(user, roadmap, found)

    def everything(self) -> Iterator[AnyEvent]:
        """Of all learners, on all roadmaps, one after the other, those of a later version among them."""
        for user, roadmap in self.learners():
            yield from self.recorded(user, roadmap)

    def number_of_events(self) -> int:
        """Of all learners, on all roadmaps, as they are sealed: without those of a later version."""
        return sum(self.scope(user, roadmap).events for user, roadmap in self.learners())

    def with_ids(self, user: str, ids: Iterable[str]) -> list[Event]:
        """Those of a learner that have one of these ids, on whatever roadmap, in no order."""
        return known(self._kept_with_ids(user, ids))

    def known_ids(self, user: str, ids: Iterable[str]) -> set[str]:
        """Which of these events of a learner are here, those of a later version among them."""
        return {each.id for each in self._kept_with_ids(user, ids)}

    def _kept_with_ids(self, user: str, ids: Iterable[str]) -> Iterator[AnyEvent]:
        asked = sorted(set(ids))
        for first in range(0, len(asked), IDS_AT_ONCE):
            some = tuple(asked[first : first + IDS_AT_ONCE])
            yield from self._each_kept(self.rows("events_by_id", user=user, ids=some))

    def of_kinds(
        self, user: str, roadmap: str, kinds: Collection[Kind], first: date = date.min, last: date = date.max
    ) -> list[Event]:
        """Of some kinds, recorded for the days from one to another, in the order of ids, as they were said. Whole months are
        read, because they are what is sealed.
        """
        if "logged" in kinds:  # which no index by kind has
            found = [each for each in self.events(user, roadmap) if each.kind in kinds]
        else:
            found = self._of_months(user, roadmap, kinds, (first.isoformat(), last.isoformat()))
        return sorted((each for each in found if first <= each.day <= last), key=lambda each: each.id)

    def _of_months(self, user: str, roadmap: str, kinds: Collection[Kind], days: tuple[str, str]) -> list[Event]:
        """Those that lie within the days, or all of their months where these do not add up without a look at each row."""
        (first, last), whose = days, {"user": user, "roadmap": roadmap}
        months = {"since": first[:7], "before": month_after(last[:7])}
        known = self.sealed_kinds(**whose, **months, kinds=kinds)
        if not known:  # most learners have nothing of most kinds
            return []
        found = self.rows("events_of_kinds", **whose, **months, kinds=tuple(sorted(kinds)))
        within = [row for row in found if first <= str(row[_DAY]) <= last]  # which a foreign hand made bytes, perhaps
        events = self._sound(within)
        if len(events) < len(within) or _tallies(found) != known:
            events = self._sound(found)
            assert_same(tallies_of_kinds(events), known)
        return events

    def number_of(self, user: str, roadmap: str, kind: Kind, first: date = date.min, last: date = date.max) -> int:
        """Of a kind those recorded for the days from one to another that were not undone. What they say is not read, unless
        these are not all of them, or a foreign hand gave a day that is none.
        """
        gone = self.undone(user, roadmap, is_looked_up=True)
        whose = {"user": user, "roadmap": roadmap}
        months = {"since": first.isoformat()[:7], "before": month_after(last.isoformat()[:7])}
        found = self.rows("days_of_kind", **whose, **months, kind=kind)
        with suppress(TypeError, ValueError):
            if tallies_of_days(kind, found) == self.sealed_kinds(**whose, **months, kinds=[kind]):
                return sum(number - undone for day, number, undone in found if first <= date.fromisoformat(day) <= last)
        return sum(each.batch not in gone for each in self.of_kinds(user, roadmap, [kind], first, last))

    def found_of_topic(self, user: str, roadmap: str, topic: str, kinds: Collection[Kind]) -> list[Event]:
        """Of a topic those of some kinds, in the order of ids, as they were said. Compared with nothing."""
        return self._events(
            "events_of_topic_and_kinds", user=user, roadmap=roadmap, topic=topic, kinds=tuple(sorted(kinds))
        )

    @property
    def cohort(self) -> "CohortTables":
        from roadmap_cli.storage.cohort import CohortTables  # one learner's commands ask nothing of others

        return CohortTables(self)

    def learners(self) -> list[tuple[str, str]]:
        """Whoever has an event, and on which roadmap; a row that is of nobody is of no event."""
        found = self.rows("scopes")
        return [(user, roadmap) for user, roadmap in found if isinstance(user, str) and isinstance(roadmap, str)]

    def ending_in(self, user: str, roadmap: str, ending: str) -> list[Event]:
        """By the end of the id, of LEAST_LETTERS and more, in the order of ids, undone ones included."""
        found = self._sound(self._rows_ending_in(user, roadmap, [ending]))
        return sorted((each for each in found if each.id.endswith(ending)), key=lambda event: event.id)

    def ids_ending_in(self, user: str, roadmap: str, endings: Iterable[str]) -> list[str]:
        """By ends of LEAST_LETTERS."""
        return sorted(row[_ID] for row in self._rows_ending_in(user, roadmap, endings))

    def _rows_ending_in(self, user: str, roadmap: str, endings: Iterable[str]) -> list[Row]:
        """Whole ones of all roadmaps are asked for, or else SQLite would read the ids of the history in another index."""
        ends = tuple(sorted({each[-LEAST_LETTERS:] for each in endings}))
        return [row for row in self.rows("events_ending_in", user=user, ends=ends) if row[_ROADMAP] == roadmap]

    def edits(self, user: str, roadmap: str) -> list[Event]:
        """What was corrected and withdrawn, in the order of ids, undone ones included. Kept until something is written."""
        found = self.known_edits.get((user, roadmap))
        if found is None:
            found = self.known_edits[user, roadmap] = self.of_kinds(user, roadmap, EDITS)
        return found

    def undos_of(self, user: str, roadmap: str, batches: Collection[str]) -> list[Event]:
        """Whichever there are; of the others, which may be thousands, nothing is made."""
        within = {"since": "", "before": NEVER}
        every = self.rows("events_of_kinds", user=user, roadmap=roadmap, kinds=("undone",), **within)
        found = self._sound(row for row in every if any(batch in str(row[_DATA]) for batch in batches))
        return [each for each in found if each.data["batch"] in batches]

    def folded(
        self, user: str, roadmap: str, touched: Touched, gone: Collection[str]
    ) -> Iterator[tuple[str, FoldedTopic]]:
        """What all events of each topic add up to, without the batches that are gone: out of the log alone. Cards only of some."""
        edits = edits_by_event(each for each in self.found_of_kinds(user, roadmap, EDITS) if each.batch not in gone)
        schedule = by(self.parameters(user, roadmap, gone) if touched.with_cards else ())
        for topic in sorted(touched.topics):
            its = self._each("events_of_topic", user=user, roadmap=roadmap, topic=topic)
            alive = counted((each for each in its if each.batch not in gone), edits)
            yield topic, folded_topic(topic, alive, schedule if topic in touched.with_cards else None)

    def found_of_kinds(self, user: str, roadmap: str, kinds: Collection[Kind]) -> list[Event]:
        """`of_kinds`, compared with nothing."""
        within = {"since": "", "before": NEVER}
        found = self._events("events_of_kinds", user=user, roadmap=roadmap, kinds=tuple(sorted(kinds)), **within)
        return sorted(found, key=lambda event: event.id)

    def parameters(self, user: str, roadmap: str, gone: Collection[str] | None = None) -> Parameters:
        """Those that were fitted last; without the batches that are `gone`, out of the log alone."""
        fits = (self.of_kinds if gone is None else self.found_of_kinds)(user, roadmap, ["fitted"])
        undone = gone if gone is not None else self.undone(user, roadmap) if fits else ()
        return last_fitted(each for each in fits if each.batch not in undone)

    def commands_of(self, user: str, roadmap: str, ids: Iterable[str]) -> list[Event]:
        """The whole commands of events by their ids, in the order of ids, undone ones included."""
        asked, found = sorted(set(ids)), dict[str, Event]()
        for first in range(0, len(asked), IDS_AT_ONCE):
            some = tuple(asked[first : first + IDS_AT_ONCE])
            its = self._events("commands_of_events", user=user, roadmap=roadmap, ids=some)
            found |= {each.id: each for each in its if each.roadmap == roadmap}
        if not found.keys() >= self.told.intersection(asked):
            message = "some of its commands are not found where they should be"
            raise Unsound(message)
        return [found[key] for key in sorted(found)]

    def oldest(self, user: str, roadmap: str, limit: int) -> list[Event]:
        """In the order of ids, undone ones included."""
        return self._newest("oldest_events", limit, user=user, roadmap=roadmap)

    def newest(
        self, user: str, roadmap: str, limit: int, topic: str | None = None, day: date = date.min
    ) -> list[Event]:
        """Newest first, undone ones included. Fewer than the limit are all, or those of the commands that say anything of a day
        or a later one.
        """
        after = first_id_for(day)
        here, since = {"user": user, "roadmap": roadmap, "after": after}, day.isoformat() if after else ""
        if topic is not None:
            return self._newest("newest_events_of_topic", limit, since, **here, topic=topic)
        return self._newest("newest_events", limit, since, **here)

    def batch(self, user: str, batch: str) -> list[Event]:
        """In the order of ids. It is not the database that sorts them: SQLite would rather read the history, which is sorted."""
        return sorted(self._events("events_of_batch", user=user, batch=batch), key=lambda event: event.id)

    def has_batch(self, user: str, batch: str) -> bool:
        """Whether there is any event of it, which may be one of a million."""
        return any(self._each("events_of_batch", user=user, batch=batch))

    def undone(self, user: str, roadmap: str, *, is_looked_up: bool = False) -> frozenset[str]:
        """The batches that do not count at present. They may be looked up by another statement as well, as they are there."""
        if is_looked_up:
            self.see(user, roadmap, "undone")
        return frozenset(row[0] for row in self.kept(user, roadmap, "undone").values())

    def newest_ordinary(self, user: str, roadmap: str) -> Event | None:
        """The newest event that is not an undo, whether it counts or not."""
        return next(iter(self._newest("newest_ordinary", 1, user=user, roadmap=roadmap)), None)

    def newest_in_effect(self, user: str, roadmap: str, of: OfDevice) -> Event | None:
        """Of a device the newest event that is not an undo, and counts."""
        self.undone(user, roadmap, is_looked_up=True)
        found = self._of_device(("in_effect_of_device", "in_effect_of_no_device"), user, roadmap, of, 1)
        return next(iter(found), None)

    def newest_of_device(self, user: str, roadmap: str, of: OfDevice, limit: int) -> list[Event]:
        """Newest first, undone ones included."""
        return self._of_device(("newest_of_device", "newest_of_no_device"), user, roadmap, of, limit)

    def _of_device(
        self, statements: tuple[Statement, Statement], user: str, roadmap: str, of: OfDevice, limit: int
    ) -> list[Event]:
        """What is asked of each of its names, and of no device."""
        its, nameless = statements
        names = [device for device in self._devices_on(user, roadmap) if is_of(device, of)]
        found = [event for name in names for event in self._newest(its, limit, user=user, roadmap=roadmap, device=name)]
        found += self._newest(nameless, limit, user=user, roadmap=roadmap) if of.nameless else []
        return sorted(found, key=lambda event: event.id, reverse=True)[:limit]

    def devices(self, user: str) -> list[tuple[str, str]]:
        """As they were written, each with the newest id of an event of it."""
        newest: dict[str, str] = {}
        for roadmap in self.roadmaps_of(user):
            for device in self._devices_on(user, roadmap):
                last = self.rows("newest_of_device", user=user, roadmap=roadmap, device=device, limit=1)[0][_ID]
                newest[device] = max(newest.get(device, ""), last if is_id(last) else "")
        return [(device, last) for device, last in newest.items() if last]

    def _devices_on(self, user: str, roadmap: str) -> Iterator[str]:
        """As they were written there: one seek in an index each."""
        after = ""
        while isinstance(found := self.rows("next_device", user=user, roadmap=roadmap, after=after)[0][0], str):
            yield (after := found)

    def users(self, after: str = "") -> Iterator[str]:
        """Whoever has an event, in the order of names: one seek in an index each."""
        while isinstance(found := self.rows("next_user", after=after)[0][0], str):  # what is none sorts behind them all
            yield (after := found)

    def others(self, user: str) -> Iterator[str]:
        """Who else is here, for whom a learner is told of others."""
        return (each for each in self.users() if each != user)

    def is_user(self, user: str) -> bool:
        """Whether there is any event of theirs."""
        return user in self.known or self.rows("last_id", user=user, before=AFTER_IDS)[0][0] is not None

    def present_name(self, user: str) -> str:
        """Theirs, or by which one goes now who went by this name: whatever comes under it is theirs."""
        if self.is_user(user):
            return user
        said = [each for each in self._events("renames") if user in (each.data["before"], each.data["after"])]
        return max(said, key=lambda each: each.id).user if said else user

    def _by_present_names(self, events: Iterable[AnyEvent]) -> Iterator[AnyEvent]:
        for some in in_pieces(events):
            names = {user: self.present_name(user) for user in {each.user for each in some}}
            yield from (
                each if names[each.user] == each.user else each._replace(user=names[each.user]) for each in some
            )

    def roadmaps_of(self, user: str) -> Iterator[str]:
        """Of which there is an event: one seek in an index each."""
        after = ""
        while isinstance(found := self.rows("next_roadmap", user=user, after=after)[0][0], str):
            yield (after := found)

    def last_arrival(self, user: str) -> int:
        """The number of the newest in the order in which this database got the events of a learner."""
        if user not in self.arrived:
            self.arrived[user] = self.rows("last_arrival", user=user)[0][0] or 0
        return self.arrived[user]

    def arrival(self, user: str, number: int) -> str | None:
        """The id of the event with this number, if it is here."""
        found = self.rows("arrival", user=user, arrived=number)
        return found[0][0] if found else None

    def arrivals(self, user: str, after: int, last: int) -> Iterator[AnyEvent]:
        """What was got after one number, up to another, in that order, events of a later version among it."""
        return self._each_kept(self.stream("arrivals", {"user": user, "after": after, "last": last}))

    def _last_id(self, user: str) -> str | None:
        """The newest id that is one, whatever a foreign hand has written."""
        before: str | None = AFTER_IDS
        while before is not None and not is_id(before):
            before, number = self.rows("last_id", user=user, before=before)[0]
            self.arrived.setdefault(user, number or 0)
        return before

    def _newest(self, statement: Statement, limit: int, since: str = "", **parameters: Column) -> list[Event]:
        """So many from one end, if there are: what is left out is made up for by those behind."""
        asked = limit
        while True:
            found = self.rows(statement, **parameters, limit=asked)
            if since and len(found) < asked:
                batches = {row[_BATCH] for row in found if str(row[_DAY]) >= since}
                found = [row for row in found if row[_BATCH] in batches]
            events = self._sound(found)
            if statement == "newest_events" and len(found) < asked and not parameters["after"]:
                self.see_all(str(parameters["user"]), str(parameters["roadmap"]), events)
            if len(events) >= limit or len(found) < asked:
                self.told |= {each.id for each in events[:limit]}
                return events[:limit]
            asked *= 2

    def _events(self, statement: Statement, **parameters: Column | tuple[str, ...]) -> list[Event]:
        return self._sound(self.rows(statement, **parameters))

    def _each(self, statement: Statement, **parameters: Column) -> Iterator[Event]:
        return self._each_sound(self.stream(statement, parameters))

    def _sound(self, found: Iterable[Row]) -> list[Event]:
        return list(self._each_sound(found))

    def _each_sound(self, found: Iterable[Row]) -> Iterator[Event]:
        return (each for each in self._each_kept(found) if isinstance(each, Event))

    def _each_kept(self, found: Iterable[Row]) -> Iterator[AnyEvent]:
        for row in found:
            try:
                event = rows.event(row)
            except ValueError as error:
                place = f"the event {row[1]}"
                self.odd[place] = OddRow(place, str(error))
            else:
                yield event


def _tallies(found: Iterable[Row]) -> dict[Place, Tally]:
    """Of rows as they are, whatever else they hold."""
    months = Counter((row[_KIND], row[_DAY][:7]) for row in found)
    return {(KIND, of_kind_and_month(*key)): Tally(number) for key, number in months.items()}
