"""Laws 2, 4 and 5: whatever happens, in any order and through either adapter, what is stored is the fold of the events."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest import NOW, examples
from event_data import ORDINARY, data_of
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from postgres_helpers import postgres
from storage_helpers import (
    ADDRESSES,
    ON_FILES,
    Address,
    derived,
    derived_of,
    embedded,
    events_of,
    folded,
    merge,
    tables,
    write,
)

from roadmap_cli import storage
from roadmap_cli.domain.candidacy import fold_candidacy
from roadmap_cli.domain.edit import EDITS, in_effect
from roadmap_cli.domain.events import KINDS, PLACEMENT, STUDY_KINDS, Event, Fact, next_id
from roadmap_cli.domain.intentions import fold_intentions
from roadmap_cli.domain.progress import DayTotal

USERS, ROADMAPS, TOPICS = ("ada", "bob"), ("r", "s"), ("a", "b", "c-d")
DAYS = tuple((NOW + timedelta(days=ahead)).date().isoformat() for ahead in range(-3, 4))
FOREIGN_BATCHES = tuple(next_id(None, 1_790_000_000_000 + number, number) for number in range(4))
FOREIGN_EVENTS = tuple(next_id(None, 1_795_000_000_000 + number, number) for number in range(8))
FEW = {
    "name": st.sampled_from(("card", "own")),
    "reason": st.just(PLACEMENT),
    "undated": st.just(True),  # noqa: FBT003 - its value
    "choice": st.sampled_from(("way", "pace")),
    "option": st.sampled_from(("x", "y")),
    "day": st.sampled_from(DAYS),
    "event": st.sampled_from(FOREIGN_EVENTS),
}
"""Few values, so that events meet."""
DRAWN = st.sampled_from((*ORDINARY, "graded", "graded", "graded", "written", "discarded", "corrected", "corrected"))
MINUTES_AWAY = st.integers(-3000, 3000)
TURNS = st.integers(0, 1)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    kind = draw(DRAWN)
    moment = NOW + timedelta(minutes=draw(MINUTES_AWAY))
    topic = draw(st.sampled_from(TOPICS)) if KINDS[kind].has_topic else None
    return Fact(kind, topic, moment, moment.date(), draw(data_of(kind, FEW)))


@st.composite
def foreign_events(draw: st.DrawFn) -> Event:
    """From another machine, with a clock of its own; its undos and edits may arrive before what they are about."""
    milliseconds = int((NOW + timedelta(minutes=draw(MINUTES_AWAY))).timestamp() * 1000)
    fresh = next_id(None, milliseconds, draw(st.integers(0, 2**74 - 1)))
    identifier = draw(st.sampled_from((fresh, *FOREIGN_EVENTS)))
    undone = Fact("undone", None, NOW, NOW.date(), {"batch": draw(st.sampled_from(FOREIGN_BATCHES))})
    fact = draw(st.one_of(facts(), st.just(undone)))
    user, roadmap = draw(st.sampled_from(USERS)), draw(st.sampled_from(ROADMAPS))
    return Event(user, identifier, draw(st.sampled_from(FOREIGN_BATCHES)), roadmap, *fact)


histories = st.lists(foreign_events(), max_size=12, unique_by=lambda event: (event.user, event.id))


def totals(events: list[Event]) -> list[DayTotal]:
    """What was studied on each day, counted event by event."""
    days: dict[date, list[int]] = {}
    for event in events:
        if event.kind in STUDY_KINDS and not is_recorded_later(event):
            days.setdefault(event.day, []).append(event.data.get("minutes", 0))
    return [DayTotal(day, sum(minutes), len(minutes)) for day, minutes in sorted(days.items())]


def is_recorded_later(event: Event) -> bool:
    return (event.kind == "finished" and event.data.get("reason") == PLACEMENT) or bool(event.data.get("undated"))


def answers_like(events: list[Event], store: storage.Store, user: str, roadmap: str) -> None:
    """What is asked of a store besides the state, against the events themselves."""
    alive = in_effect(events)
    assert store.intentions(user, roadmap) == fold_intentions(events)
    assert store.candidacy(user, roadmap) == fold_candidacy(events)
    assert store.day_totals(user, roadmap) == totals(alive)
    assert store.study_dates(user, roadmap) == {day.day for day in totals(alive)}
    assert store.day_totals(user, roadmap, NOW.date()) == [day for day in totals(alive) if day.day >= NOW.date()]
    logged = [event.day for event in alive if event.kind == "logged" and not is_recorded_later(event)]
    assert store.first_logged(user, roadmap) == min(logged, default=None)
    assert store.edits(user, roadmap) == [
        each for each in sorted(events, key=lambda event: event.id) if each.kind in EDITS
    ]


class Turns(RuleBasedStateMachine):
    """One database on which the adapters take turns; and for each of some a database of its own, fed the same events."""

    adapters: tuple[Address, ...] = ON_FILES
    others: tuple[Address, ...] = ON_FILES

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.shared = Path(self.folder.name, "shared.db")
        self.own = {at: Path(self.folder.name, f"{at.__name__}.db") for at in self.others}
        self.log: dict[tuple[str, str], Event] = {}

    def at(self, turn: int) -> str:
        return self.adapters[turn % len(self.adapters)](self.shared)

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(
        turn=TURNS,
        user=st.sampled_from(USERS),
        roadmap=st.sampled_from(ROADMAPS),
        command=st.lists(facts(), min_size=1, max_size=3),
        minutes=MINUTES_AWAY,
    )
    def append(self, turn: int, user: str, roadmap: str, command: list[Fact], minutes: int) -> None:
        now = NOW + timedelta(minutes=minutes)
        self.happened(write(self.at(turn), *command, user=user, roadmap=roadmap, now=now))

    @precondition(lambda self: self.log)
    @rule(turn=TURNS, data=st.data())
    def undo(self, turn: int, data: st.DataObject) -> None:
        """Any batch, an undo too."""
        target = data.draw(st.sampled_from([self.log[key] for key in sorted(self.log)]))
        undone = Fact("undone", None, NOW, NOW.date(), {"batch": target.batch})
        self.happened(write(self.at(turn), undone, user=target.user, roadmap=target.roadmap))

    @precondition(lambda self: self.log)
    @rule(turn=TURNS, data=st.data())
    def edit(self, turn: int, data: st.DataObject) -> None:
        """Any event, also one that cannot be edited, and in fields that it has not."""
        target = data.draw(st.sampled_from([self.log[key] for key in sorted(self.log)]))
        kind = data.draw(st.sampled_from(("corrected", "corrected", "withdrawn")))
        said = data.draw(data_of(kind, FEW)) | {"event": target.id}
        edit = Fact(kind, target.topic or "a", NOW, NOW.date(), said)
        self.happened(write(self.at(turn), edit, user=target.user, roadmap=target.roadmap))

    @rule(turn=TURNS, events=histories)
    def receive(self, turn: int, events: list[Event]) -> None:
        new = merge(self.at(turn), events)
        assert new == [event for event in events if (event.user, event.id) not in self.log]
        self.happened(new)

    @precondition(lambda self: self.log)
    @rule(turn=TURNS)
    def rebuild(self, turn: int) -> None:
        with storage.writing(self.at(turn)) as store:
            store.rebuild()

    def happened(self, events: list[Event]) -> None:
        self.log |= {(event.user, event.id): event for event in events}
        for at, path in self.own.items():
            merge(at(path), events)

    @invariant()
    def what_is_stored_is_the_fold(self) -> None:
        for turn in range(len(self.adapters)):
            with storage.reading(self.at(turn)) as store:
                for user, roadmap in ((user, roadmap) for user in USERS for roadmap in ROADMAPS):
                    events = [each for each in self.log.values() if (each.user, each.roadmap) == (user, roadmap)]
                    assert store.events(user, roadmap) == sorted(events, key=lambda each: each.id)
                    assert derived(store, user, roadmap) == folded(events, user, roadmap)
                    answers_like(events, store, user, roadmap)

    @precondition(lambda self: self.log)
    @invariant()
    def every_file_holds_the_same(self) -> None:
        for path in self.own.values():
            assert tables(path) == tables(self.shared)


class TurnsOnServer(Turns):
    adapters = (postgres,)
    others = (embedded,)


TestTurns = Turns.TestCase
TestTurns.settings = settings(examples(8), stateful_step_count=10)
TestTurnsOnServer = pytest.mark.process(TurnsOnServer.TestCase)
TestTurnsOnServer.settings = settings(examples(4), stateful_step_count=10)


def merged(at: Address, parts: Iterable[list[Event]]) -> dict[str, list[tuple[Any, ...]]]:
    """The tables of a new database after merging each part by itself."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "progress.db")
        for part in parts:
            merge(at(path), part)
        return tables(path)


@pytest.mark.process
@examples(15)
@given(histories.filter(bool), st.data())
def test_any_order_repetition_and_partition_of_merges_gives_the_same_tables(
    events: list[Event], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(events)) + data.draw(st.lists(st.sampled_from(events), max_size=3))
    cut = data.draw(st.integers(0, len(shuffled)))
    at, other, _ = data.draw(st.permutations(ADDRESSES))
    assert merged(at, [events]) == merged(other, [shuffled[:cut], shuffled[cut:]])


@pytest.mark.process
@examples(15)
@given(
    histories, st.lists(st.lists(facts(), min_size=1, max_size=3), min_size=1, max_size=3), st.sampled_from(ADDRESSES)
)
def test_undoing_goes_back_step_by_step_and_undoing_the_undos_forward_again(
    history: list[Event], commands: list[list[Fact]], at: Address
) -> None:
    with TemporaryDirectory() as folder:
        database = at(Path(folder, "progress.db"))
        merge(database, history)
        states = [derived_of(database)]
        batches = []
        for command in commands:
            batches.append(write(database, *command)[0].batch)
            states.append(derived_of(database))
        undos = []
        for batch, before in zip(reversed(batches), reversed(states[:-1]), strict=True):
            undos.append(_undo(database, batch))
            assert derived_of(database) == before
        for undo, after in zip(reversed(undos), states[1:], strict=True):
            _undo(database, undo)
            assert derived_of(database) == after


def _undo(database: str, batch: str) -> str:
    return write(database, Fact("undone", None, NOW, NOW.date(), {"batch": batch}))[0].batch


@pytest.mark.process
@examples(15)
@given(histories.filter(bool), st.permutations(ADDRESSES))
def test_all_events_taken_to_an_empty_database_give_the_same_state(events: list[Event], order: list[Address]) -> None:
    here, there, _ = order
    with TemporaryDirectory() as folder:
        old, new = Path(folder, "old.db"), Path(folder, "new.db")
        merge(here(old), events)
        for user, roadmap in ((user, roadmap) for user in USERS for roadmap in ROADMAPS):
            merge(there(new), events_of(here(old), user, roadmap))
            assert derived_of(there(new), user, roadmap) == derived_of(here(old), user, roadmap)
        assert tables(new) == tables(old)
