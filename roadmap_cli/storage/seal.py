"""What shows that derived rows are those that were written: checksums of them, carried on in the same transaction.

A part is what is read at once: all topics, the days of a month, the cards of a topic. Its seal says what its rows add up
to, in whatever order; that of `studied` on which days of a month something was done, so that nobody has to read the rows of
ten years for it; that of `kind` how many events of a kind are recorded for a month, for whoever reads them; that of the part
`log` says which event is the newest, and what the other seals add up to. What is read is compared with its seal once a transaction, and then kept; only what was compared is carried on.
"""

from abc import abstractmethod
from collections import Counter
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple
from zlib import crc32

from roadmap_cli.domain.event_log import Log
from roadmap_cli.domain.events import Event, Kind
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage.rows import Column, Row, Values
from roadmap_cli.storage.statements import Statement

Place = tuple[str, str]
"""A part and, where it has several seals, the name of one."""
Key = Row
"""The columns of a row that tell it apart."""
LAST, NEVER = "9999-12", "9999-13"
"""The last month, and one after all others."""
KIND, STUDIED = "kind", "studied"
NO_VALUES: Values = {}
LOG, NEWEST = ("log", ""), ("event", "")


class Unsound(DatabaseUnusable):
    """Derived rows that a command needs are not as they were written. The log is asked instead: see `refold`."""

    def __init__(self, fault: str, *, can_be_written: bool = True) -> None:
        super().__init__(
            f"the database is damaged: {fault}", "see what can be saved, which changes nothing: roadmap doctor"
        )
        self.can_be_written = can_be_written


class Tally(NamedTuple):
    """How many rows there are, and the sum of their checksums."""

    rows: int = 0
    total: int = 0

    @property
    def text(self) -> str:
        return f"{self.rows} {self.total}"

    def changed(self, gone: "Tally", come: "Tally") -> "Tally":
        return Tally(self.rows - gone.rows + come.rows, self.total - gone.total + come.total)


class Access(NamedTuple):
    """The statements of a part, and its first columns, as many as tell its rows apart."""

    select: Statement
    put: Statement
    drop: Statement
    keys: tuple[str, ...]


NOTHING = Tally()
PARTS: Mapping[str, Access] = {
    "topics": Access(select="topics", put="put_topic", drop="drop_topic", keys=("topic",)),
    "choices": Access(select="choices", put="put_choice", drop="drop_choice", keys=("choice",)),
    "memories": Access(select="memories", put="put_memory", drop="drop_memory", keys=("topic",)),
    "undone": Access(select="undone", put="put_undone", drop="drop_undone", keys=("batch",)),
    "days": Access(select="days", put="put_day", drop="drop_day", keys=("day", "topic")),
    "cards": Access(select="cards_of_topic", put="put_card", drop="drop_card", keys=("topic", "card")),
}


def tally(rows: Iterable[Row]) -> Tally:
    sums = list(map(crc32, map(str.encode, map(repr, rows))))
    return Tally(len(sums), sum(sums))


def studied(rows: Iterable[Row]) -> Tally:
    """Of all days of a month, which of them are there, and which have minutes: their numbers as bits."""
    those = timed = 0
    for day, _, minutes, *_ in rows:
        bit = 1 << int(day[-2:])
        those, timed = those | bit, timed | (bit if minutes else 0)
    return Tally(those, timed)


class Scope:
    """The seals of one learner on one roadmap, those of cards once they are asked for, and the rows read so far."""

    def __init__(
        self, newest: str | None = None, seals: dict[Place, Tally] | None = None, cards: Tally = NOTHING
    ) -> None:
        self.newest = newest
        self.seals = seals or {}
        self.cards = cards
        self.has_card_seals = not seals
        self.read: dict[Place, list[Row]] = {}
        self.kept: dict[Place, dict[Key, Row]] = {}
        self.changed: set[Place] = set()
        self.days_from = NEVER
        self.has_all_cards = False

    @property
    def events(self) -> int:
        """How many there are."""
        return sum(its.rows for (part, _), its in self.seals.items() if part == KIND)

    def names(self, part: str) -> set[str]:
        return {name for its, name in self.seals if its == part}

    def keep(self, place: Place, rows: list[Row]) -> None:
        """Raises Unsound for others than those that were sealed."""
        if tally(rows) != self.seals.get(place, NOTHING):
            message = f"its {' of '.join(filter(None, place))} are not as roadmap wrote them"
            raise Unsound(message)
        self.kept.pop(place, None)
        self.read[place] = rows

    def keep_each(self, part: str, rows: Iterable[Row], letters: int | None, names: Iterable[str]) -> None:
        """Rows under several names, so many letters of their first column; they have to be all of these."""
        found: dict[str, list[Row]] = {name: [] for name in names}
        for name, its in groupby(rows, lambda row: str(row[0])[:letters]):
            found.setdefault(name, []).extend(its)
        for name, all_its in found.items():
            self.keep((part, name), all_its)

    def by_key(self, place: Place) -> dict[Key, Row] | None:
        """What was read of a part, to look up and to change; the thousands of days are rarely needed so."""
        if place in self.read:
            keys = len(PARTS[place[0]].keys)
            self.kept[place] = {tuple(row[:keys]): row for row in self.read.pop(place)}
        return self.kept.get(place)

    def rows(self, place: Place) -> Iterable[Row]:
        """In the order of their keys, which is the one that they are read in."""
        return self.read[place] if place in self.read else (row for _, row in sorted(self.kept[place].items()))

    def names_read(self, part: str) -> list[str]:
        return sorted(name for its, name in (*self.read, *self.kept) if its == part)


class Sealed(Log):
    """Derived rows, read and written under their seals. With `keeps_summaries` it is nobody else who makes them later."""

    wrote = False
    keeps_summaries = False

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.scopes: dict[tuple[str, str], Scope] = {}

    def rows(self, statement: Statement, **parameters: Column | tuple[str, ...]) -> list[Row]:
        """Run a statement of `queries.py` by name. Of whom it finds anything is known to have a record."""
        found = self.select(statement, parameters)
        if found and found[0][0] is not None and "user" in parameters:
            self.known.add(str(parameters["user"]))
        return found

    @abstractmethod
    def select(self, statement: Statement, parameters: Values) -> list[Row]:
        """Run a statement of `queries.py`. Raises Unsound where what is derived is missing, or cannot be read."""

    @abstractmethod
    def stream(self, statement: Statement, parameters: Values = NO_VALUES) -> Generator[Row, None, None]:
        """The rows of `select`, one after the other."""

    @abstractmethod
    def run(self, statement: Statement, parameters: Sequence[Values]) -> None:
        """Run a statement once for each set of parameters. Raises Unsound as `select` does."""

    @abstractmethod
    def writes(self, statement: Statement, parameters: Values) -> bool:
        """Run a statement once: whether it wrote a row, which not every driver tells of several sets of parameters."""

    def scope(self, user: str, roadmap: str) -> Scope:
        """Raises Unsound where the seals are not those of this log."""
        found = self.scopes.get((user, roadmap))
        if found is None:
            found = _sealed(self.select("seals", {"user": user, "roadmap": roadmap}))
            self.scopes[user, roadmap] = found
            self.known |= {user} if found.newest is not None else set()
        return found

    def kept(self, user: str, roadmap: str, part: str, name: str = "") -> dict[Key, Row]:
        """The rows of a part by their keys. A part of which nothing is sealed has none, whatever a foreign hand wrote there."""
        scope, place = self.scope(user, roadmap), (part, name)
        if part == "cards":
            self._read_card_seals(user, roadmap)
        if scope.by_key(place) is None:
            scope.keep(place, self._part(user, roadmap, place) if place in scope.seals else [])
            scope.by_key(place)
        return scope.kept[place]

    def see(self, user: str, roadmap: str, part: str) -> None:
        """For a statement that looks up a part by itself. Raises Unsound where it would find other rows than were written."""
        scope, place = self.scope(user, roadmap), (part, "")
        if scope.by_key(place) is None or place not in scope.seals:
            scope.keep(place, self._part(user, roadmap, place))

    def _part(self, user: str, roadmap: str, place: Place) -> list[Row]:
        (part, name), here = place, {"user": user, "roadmap": roadmap}
        if part == "cards":
            return self.rows("cards_of_topic", **here, topic=name)
        if part == "days":
            return self.rows("days", **here, since=name, before=month_after(name))
        return self.rows(PARTS[part].select, **here)

    def kept_days(self, user: str, roadmap: str, since: str) -> list[Row]:
        """Whole months, from the one of a day on, in the order of days."""
        scope, first = self.scope(user, roadmap), since[:7]
        if first < scope.days_from:
            found = self.rows("days", user=user, roadmap=roadmap, since=first, before=scope.days_from)
            names = [name for name in scope.names("days") if first <= name < scope.days_from]
            scope.keep_each("days", found, len(first), names)
            scope.days_from = first
        months = (name for name in scope.names_read("days") if name >= first)
        return [row for name in months for row in scope.rows(("days", name))]

    def sealed_days(self, user: str, roadmap: str, *, timed: bool = False) -> Iterator[str]:
        """In order, all days on which was studied, or those with minutes."""
        seals = self.scope(user, roadmap).seals
        for place in sorted(place for place in seals if place[0] == STUDIED):
            bits = seals[place].total if timed else seals[place].rows
            yield from (f"{place[1]}-{day:02}" for day in range(1, bits.bit_length()) if bits >> day & 1)

    def kept_cards(self, user: str, roadmap: str) -> list[Row]:
        """In the order of (topic, card)."""
        scope = self.scope(user, roadmap)
        if not scope.has_all_cards:
            self._read_card_seals(user, roadmap)
            found = self.rows("cards", user=user, roadmap=roadmap)
            scope.keep_each("cards", found, None, scope.names("cards"))
            scope.has_all_cards = True
        return [row for topic in scope.names_read("cards") for row in scope.rows(("cards", topic))]

    def count(self, user: str, roadmap: str, events: Iterable[Event]) -> None:
        """More of the log; sealed by `seal`."""
        scope = self.scope(user, roadmap)
        for kind, tally_of_kind in tallies_of_kinds(events).items():
            scope.seals[kind] = scope.seals.get(kind, NOTHING).changed(NOTHING, tally_of_kind)
            scope.changed.add(kind)

    def see_all(self, user: str, roadmap: str, found: Iterable[Event], kinds: Collection[Kind] | None = None) -> None:
        """Raises Unsound where these are not all events, or all of some kinds: an index that leads to some no more."""
        its = (each for each in found if kinds is None or each.kind in kinds)
        assert_same(tallies_of_kinds(its), self.sealed_kinds(user, roadmap, kinds))

    def sealed_kinds(
        self, user: str, roadmap: str, kinds: Collection[Kind] | None = None, since: str = "", before: str = NEVER
    ) -> dict[Place, Tally]:
        """How many events there are of each kind in each month; or of some kinds, from one month up to another."""
        known = {}
        for (part, name), its in self.scope(user, roadmap).seals.items():
            kind, _, month = name.partition(" ")
            if part == KIND and (kinds is None or kind in kinds) and since <= month < before:
                known[part, name] = its
        return known

    def see_tallies(self, user: str, roadmap: str, found: Mapping[Place, Tally]) -> None:
        """The same of all events, by what they add up to."""
        assert_same(found, self.sealed_kinds(user, roadmap))

    def sealed_events(self, user: str, roadmap: str) -> int:
        """How many events there were when they were sealed, also where the newest has gone since; 0 where there is no telling."""
        told = {(part, name): value for part, name, value in self.select("seals", {"user": user, "roadmap": roadmap})}
        newest = (told.get(LOG) or "").partition(" ")[0]
        return _sealed([(*place, newest if place == NEWEST else value) for place, value in told.items()]).events

    def change(
        self, user: str, roadmap: str, place: Place, put: Iterable[Values] = (), drop: Iterable[Key] = ()
    ) -> None:
        """Write rows of a part, and drop others; its seal is written by `seal`."""
        scope, rows, part = self.scope(user, roadmap), self.kept(user, roadmap, *place), PARTS[place[0]]
        new: dict[Key, Values] = {tuple(values[key] for key in part.keys): values for values in put}
        told: dict[Key, Row] = {key: tuple(values.values())[2:] for key, values in new.items()}
        told = {key: row for key, row in told.items() if rows.get(key) != row}
        lost = [key for key in drop if key in rows and key not in new]
        if not told and not lost:
            return
        here = {"user": user, "roadmap": roadmap}
        self.run(part.drop, [{**here, **dict(zip(part.keys, key, strict=True))} for key in lost])
        self.run(part.put, [new[key] for key in told])
        gone = tally(rows[key] for key in (*told, *lost) if key in rows)
        scope.seals[place] = scope.seals.get(place, NOTHING).changed(gone, tally(told.values()))
        rows.update(told)
        for key in lost:
            del rows[key]
        scope.changed.add(place)
        if place[0] == "days":
            scope.seals[STUDIED, place[1]] = studied(rows.values())
            scope.changed.add((STUDIED, place[1]))

    def seal(self, user: str, roadmap: str, newest: str | None) -> None:
        """Seal what was changed, up to the newest event of those that were added; as it is where none was."""
        scope, here = self.scope(user, roadmap), {"user": user, "roadmap": roadmap}
        scope.newest = max(filter(None, (scope.newest, newest)), default=None)
        texts = {place: scope.seals[place].text for place in scope.changed if scope.seals[place].rows}
        empty = [{**here, "part": part, "name": name} for part, name in sorted(scope.changed - texts.keys())]
        if scope.newest is not None:
            texts[LOG] = _log_text(scope)
        self.run("drop_seal", empty)
        puts = [{**here, "part": part, "name": name, "value": text} for (part, name), text in sorted(texts.items())]
        self.run("put_seal", puts)
        scope.changed.clear()

    def _read_card_seals(self, user: str, roadmap: str) -> None:
        scope = self.scope(user, roadmap)
        if scope.has_card_seals:
            return
        found = self.rows("card_seals", user=user, roadmap=roadmap)
        if tally(map(tuple, found)) != scope.cards:
            message = "the seals of its cards are not as roadmap wrote them"
            raise Unsound(message)
        scope.seals |= {(part, name): _tally_of(value) for part, name, value in found}
        scope.has_card_seals = True


def tallies_of_kinds(events: Iterable[Event]) -> dict[Place, Tally]:
    """By the kind and the month that they were recorded for."""
    months = Counter((each.kind, each.day.isoformat()[:7]) for each in events)
    return {(KIND, of_kind_and_month(*key)): Tally(number) for key, number in months.items()}


def tallies_of_days(kind: Kind, days: Iterable[Row]) -> dict[Place, Tally]:
    """Of one kind, by how many there are on each day, as that is written; what else a row says is passed over."""
    months = Counter[str]()
    for day, number, *_ in days:
        months[day[:7]] += number
    return {(KIND, of_kind_and_month(kind, month)): Tally(number) for month, number in months.items()}


def assert_same(found: Mapping[Place, Tally], known: Mapping[Place, Tally]) -> None:
    """Raises Unsound for other events than those that were sealed, by what they add up to."""
    if found != known:
        message = "some of its events are not found where they should be"
        raise Unsound(message)


def of_kind_and_month(kind: str, month: str) -> str:
    """The name of their seal."""
    return f"{kind} {month}"


def add_up(tallies: dict[Place, Tally], events: Iterable[Event]) -> None:
    """More events by their kinds."""
    for place, its in tallies_of_kinds(events).items():
        tallies[place] = tallies.get(place, NOTHING).changed(NOTHING, its)


def _sealed(found: Iterable[Row]) -> Scope:
    told = {(part, name): value for part, name, value in found}
    newest, log = told.pop(NEWEST), told.pop(LOG, None)
    if newest is None and log is None and not told:
        return Scope()
    try:
        last, rows, total, of_cards, all_cards = log.split()
        cards = Tally(int(of_cards), int(all_cards))
        is_sound = last == newest and Tally(int(rows), int(total)) == _of_seals(told)
    except (AttributeError, TypeError, ValueError) as error:
        message = "the seals of what it adds up are missing"
        raise Unsound(message) from error
    if not is_sound:
        message = "the seals of what it adds up are not those of its events"
        raise Unsound(message)
    return Scope(newest, {place: _tally_of(value) for place, value in told.items()}, cards)


def _of_seals(texts: Mapping[Place, str]) -> Tally:
    return tally((part, name, text) for (part, name), text in texts.items())


def _log_text(scope: Scope) -> str:
    texts = {place: its.text for place, its in scope.seals.items() if its.rows}
    if scope.has_card_seals:
        scope.cards = _of_seals({place: text for place, text in texts.items() if place[0] == "cards"})
    others = _of_seals({place: text for place, text in texts.items() if place[0] != "cards"})
    return f"{scope.newest} {others.text} {scope.cards.text}"


def _tally_of(text: str) -> Tally:
    rows, total = text.split()
    return Tally(int(rows), int(total))


def month_after(month: str) -> str:
    """Of the last one there is none that a text could be less than."""
    if month == LAST:
        return NEVER
    year, number = int(month[:4]), int(month[5:7])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"
