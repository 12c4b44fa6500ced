"""What edits and undos say of earlier entries, taken up one by one, comes to what the whole log adds up to."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from conftest import examples
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_cli.domain.edit import CORRECTABLE
from roadmap_cli.domain.events import PLACEMENT, Event, Fact, Kind
from roadmap_cli.storage import sqlite
from roadmap_cli.storage.seal import Unsound
from roadmap_cli.storage.store import Store

NOW = datetime(2026, 11, 23, 19, tzinfo=UTC)
FIRST = date(2026, 10, 30)
SAID: tuple[tuple[Kind, dict[str, Any]], ...] = (
    ("logged", {"minutes": 5}),
    ("logged", {"minutes": 40, "note": "so"}),
    ("started", {}),
    ("finished", {}),
    ("skipped", {}),
    ("reset", {}),
    ("noted", {"text": "so"}),
    ("linked", {"url": "https://example.org", "proves": True}),
    ("graded", {"card": "one", "rating": 3}),
    ("ticked", {"criterion": "You can"}),
    ("finished", {"reason": PLACEMENT}),
    ("logged", {"minutes": 7, "undated": True}),
    ("written", {"card": "own", "question": "?", "answer": "!"}),
    ("timed", {"action": "start"}),
    ("chose", {"choice": "way", "option": "x"}),
)
DAYS = st.integers(0, 3).map(lambda ahead: FIRST + timedelta(days=ahead))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """Moments in one of a few hours of a few days, which need not be those that they count for."""
    kind, data = draw(st.sampled_from(SAID))
    at = datetime.combine(draw(DAYS), datetime.min.time(), UTC) + timedelta(hours=draw(st.integers(0, 2)))
    topic = None if kind == "chose" else draw(st.sampled_from("aaab"))
    return Fact(kind=kind, topic=topic, at=at, day=draw(DAYS), data=data)


STEPS = st.lists(
    st.one_of(
        st.lists(facts(), min_size=1, max_size=3),
        st.tuples(st.just("undo"), st.integers(0, 5)),
        st.tuples(st.just("withdraw"), st.integers(0, 8)),
        st.tuples(st.just("correct"), st.integers(0, 8), st.fixed_dictionaries({"minutes": st.integers(1, 90)})),
        st.tuples(
            st.just("correct"),
            st.integers(0, 8),
            st.fixed_dictionaries({"day": DAYS.map(str), "moment": DAYS.map(lambda day: f"{day}T01:00:00+00:00")}),
        ),
    ),
    max_size=14,
)


def _of_a(kind: Kind, hours_ago: int) -> list[Fact]:
    data: Any = {"minutes": 5} if kind == "logged" else {}
    return [Fact(kind=kind, topic="a", at=NOW - timedelta(hours=hours_ago), day=FIRST, data=data)]


STARTING = st.builds(_of_a, st.sampled_from(("started", "finished", "reset", "logged", "logged")), st.integers(0, 2))
"""Also time that was logged for a moment before the start of its topic."""


@examples(200)
@given(STEPS)
def test_after_any_edits_and_undos_everything_derived_is_as_a_fold_has_it(steps: list[Any]) -> None:
    _assert_as_folded(steps)


@example([_of_a("started", 1), _of_a("logged", 2), _of_a("reset", 0), _of_a("started", 0)], [("undo", 1)])
@example([_of_a("started", 0), _of_a("logged", 1), _of_a("logged", 2)], [("undo", 0), ("undo", 0)])
@example([_of_a("started", 1), _of_a("logged", 2), _of_a("started", 0)], [("undo", 2)])
@example([_of_a("started", 1), _of_a("finished", 2)], [("undo", 0)])
@examples(400)
@given(st.lists(STARTING, min_size=2, max_size=5), st.lists(st.tuples(st.just("undo"), st.integers(0, 4)), max_size=4))
def test_a_topic_began_when_a_fold_says_so(said: list[Any], undos: list[Any]) -> None:
    _assert_as_folded([*said, *undos])


def _assert_as_folded(steps: list[Any]) -> None:
    with sqlite.apart() as store:
        said: list[Event] = []
        for step in steps:
            said += store.append("ada", "r", step if isinstance(step, list) else _told(said, *step), NOW)
            assert store.unsealed("ada", "r") == []


def _told(said: list[Event], what: str, ago: int, data: Any = None) -> list[Fact]:
    """An undo of one of the last commands, or an edit of one of the last entries."""
    if what == "undo":
        batches = list(dict.fromkeys(each.batch for each in reversed(said)))
        return [Fact("undone", None, NOW, NOW.date(), {"batch": batches[ago]})] if ago < len(batches) else []
    entries = [each for each in reversed(said) if each.kind in CORRECTABLE or each.kind == "graded"]
    if ago >= len(entries):
        return []
    kind: Kind = "withdrawn" if what == "withdraw" else "corrected"
    return [Fact(kind, entries[ago].topic, NOW, NOW.date(), {"event": entries[ago].id, **(data or {})})]


@pytest.mark.parametrize("moved_to", ["2026-08-05", "2026-09-07", "2027-01-05"])
def test_a_day_that_a_foreign_hand_has_moved_becomes_no_last_day(moved_to: str) -> None:
    with sqlite.apart() as store:
        days = (date(2026, 9, 5), date(2026, 11, 5))
        (first, *_), _ = (
            store.append("ada", "r", [Fact("logged", "a", NOW, day, {"minutes": 5})], NOW) for day in days
        )
        store.connection.execute("UPDATE study_day SET day = ? WHERE day = '2026-11-05'", (moved_to,))
        store.scopes.clear()
        with pytest.raises(Unsound, match="days"):
            store.append("ada", "r", [Fact("corrected", "a", NOW, NOW.date(), {"event": first.id, "minutes": 9})], NOW)


def test_an_undo_reads_nothing_of_what_was_logged_before() -> None:
    """Nor does a redo, or an edit."""
    few, many = (_read_by_corrections(evenings) for evenings in (20, 200))
    assert many == few


def _read_by_corrections(evenings: int) -> list[int]:
    """How many events each of several corrections reads in a log of so many evenings of ten days."""
    with sqlite.apart() as store:
        for number in range(evenings):
            day = FIRST + timedelta(days=number % 10)
            store.append("ada", "r", [Fact("logged", "a", NOW, day, {"minutes": 5})], NOW)
        (logged,) = store.append("ada", "r", [Fact("logged", "a", NOW, FIRST, {"minutes": 5})], NOW)
        told = []
        for kind, data in (("corrected", {"event": logged.id, "minutes": 9}), ("undone", {"batch": logged.batch})):
            told.append(_read(store, Fact(kind, "a" if kind == "corrected" else None, NOW, FIRST, data)))
        (undone,) = store.events("ada", "r", kind="undone")
        told.append(_read(store, Fact("undone", None, NOW, FIRST, {"batch": undone.batch})))
        assert store.unsealed("ada", "r") == []
        return told


def _read(store: Store, fact: Fact) -> int:
    found: list[int] = []
    select, store.select = store.select, lambda name, given: _counted(select(name, given), found)  # type: ignore[method-assign]
    store.append("ada", "r", [fact], NOW)
    store.select = select  # type: ignore[method-assign]
    return sum(found)


def _counted(answer: list[Any], found: list[int]) -> list[Any]:
    found.append(len(answer))
    return answer
