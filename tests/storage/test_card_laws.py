"""The memory of cards on disk: whatever is graded, written, discarded and taken back, it is the fold, to the last bit."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import fsrs
import pytest
from conftest import NOW, examples
from hypothesis import given
from hypothesis import strategies as st
from postgres_helpers import postgres
from storage_helpers import (
    ADDRESSES,
    ON_FILES,
    Address,
    both,
    change,
    derived_of,
    everywhere,
    fact,
    folded,
    holds_the_fold,
    later,
    merge,
    tables,
    write,
)

from roadmap_cli import storage
from roadmap_cli.domain.events import Event, Fact
from roadmap_cli.domain.memory import CardState, TopicMemory, Traces
from roadmap_cli.storage import rows

USUAL = fsrs.Scheduler().parameters
FITTED = (None, *(",".join(f"{each * by:.4f}" for each in USUAL) for by in (0.5, 1.2)))
"""No gain, and two that are."""
TOPICS, CARDS = ("a", "b"), ("one", "two", "three")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


@st.composite
def card_facts(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(("graded", "graded", "graded", "written", "discarded", "finished", "fitted")))
    card, ahead = draw(st.sampled_from(CARDS)), draw(st.integers(-3, 40))
    data = {
        "graded": {"card": card, "rating": draw(st.integers(1, 4))},
        "written": {"card": card, "question": draw(st.sampled_from(("q", "why?"))), "answer": "a"},
        "discarded": {"card": card},
        "finished": {},
        "fitted": {"grades": 400, "loss": 0.3, "loss_before": 0.4, "parameters": draw(st.sampled_from(FITTED))},
    }[kind]
    return fact(
        kind, None if kind == "fitted" else draw(st.sampled_from(TOPICS)), at=NOW + timedelta(days=ahead), **data
    )


def undo(batch: str) -> Fact:
    return fact("undone", batch=batch)


def withdrawn(event: Event) -> Fact:
    return fact("withdrawn", event.topic or "a", event=event.id)


@pytest.mark.process
@examples(20)
@given(
    commands=st.lists(st.lists(card_facts(), min_size=1, max_size=3), min_size=1, max_size=8),
    turns=st.lists(st.sampled_from(ON_FILES), min_size=1, max_size=4) | st.just([postgres]),
    data=st.data(),
)
def test_after_commands_undo_and_redo_the_memory_of_cards_is_the_fold(
    commands: list[list[Fact]], turns: list[Address], data: st.DataObject
) -> None:
    """Through adapters in turn; any command may be taken back at any time, an undo too."""
    with TemporaryDirectory() as folder:
        shared, events = Path(folder, "shared.db"), list[Event]()
        for number, command in enumerate(commands):
            at = turns[number % len(turns)]
            events += write(at(shared), *command)
            if data.draw(st.booleans()):
                events += write(at(shared), undo(data.draw(st.sampled_from([each.batch for each in events]))))
            if data.draw(st.booleans()):
                events += write(at(shared), withdrawn(data.draw(st.sampled_from(events))))
            for reader in turns if postgres in turns else ON_FILES:
                assert derived_of(reader(shared)) == folded(events)


@pytest.mark.process
@examples(20)
@given(
    commands=st.lists(st.lists(card_facts(), min_size=1, max_size=3), min_size=1, max_size=6),
    order=st.permutations(ADDRESSES),
    data=st.data(),
)
def test_in_whichever_order_and_parts_cards_arrive_the_tables_are_the_same(
    commands: list[list[Fact]], order: list[Address], data: st.DataObject
) -> None:
    here, there, _ = order
    with TemporaryDirectory() as folder:
        one, other = Path(folder, "one.db"), Path(folder, "other.db")
        events = [event for command in commands for event in write(here(one), *command)]
        events += write(here(one), undo(data.draw(st.sampled_from([each.batch for each in events]))))
        events += write(here(one), withdrawn(data.draw(st.sampled_from(events))))
        shuffled = data.draw(st.permutations(events))
        cut = data.draw(st.integers(0, len(shuffled)))
        for part in (shuffled[:cut], shuffled[cut:], shuffled[:3]):
            merge(there(other), part)
        assert tables(other) == tables(one)
        with storage.writing(there(other)) as store:
            store.rebuild()
        assert tables(other) == tables(one)


@everywhere
def test_a_card_that_was_graded_is_read_back_with_its_memory(at: Address, path: Path) -> None:
    write(at(path), fact("graded", "a", card="a-1", rating=3))
    write(at(path), fact("graded", "a", at=later(60 * 24 * 3), card="a-1", rating=1))
    with storage.reading(at(path)) as store:
        (card,) = store.cards("ada", "r")
        (memory,) = store.memories("ada", "r")
        assert store.cards("ada", "r", "a-1") == [card]
        assert store.cards("ada", "r", "a-2") == store.cards("bob", "r") == store.cards("ada", "s") == []
        assert store.memories("bob", "r") == []
    first, last = NOW.date(), NOW.date() + timedelta(days=3)
    assert (card.reviews, card.lapses, card.first_day, card.last_day) == (2, 1, first, last)
    assert memory == TopicMemory(
        "a", Traces(("a-1",), (card.stability,), (last.toordinal(),)), newest=first.toordinal(), introduced=1
    )


@everywhere
def test_taking_back_the_only_grade_leaves_no_memory_behind(at: Address, path: Path) -> None:
    (grade,) = write(at(path), fact("graded", "a", card="a-1", rating=3))
    before = derived_of(at(path))
    (gone,) = write(at(path), undo(grade.batch))
    assert tables(path)["card"] == tables(path)["topic_memory"] == tables(path)["study_day"] == []
    write(at(path), undo(gone.batch))
    assert derived_of(at(path)) == before


@everywhere
def test_a_card_of_ones_own_that_is_discarded_and_brought_back_still_knows_its_grades(at: Address, path: Path) -> None:
    write(at(path), fact("written", "a", card="own", question="q", answer="a"))
    write(at(path), fact("graded", "a", card="own", rating=4))
    before = derived_of(at(path))
    (gone,) = write(at(path), fact("discarded", "a", card="own"))
    _, (card,), (memory,) = derived_of(at(path))
    assert (card.question, card.reviews, memory) == (None, 1, TopicMemory("a"))
    write(at(path), undo(gone.batch))
    assert derived_of(at(path)) == before
    assert holds_the_fold(at(path))


days = st.dates(date(1, 1, 1), date(9999, 12, 31))
stabilities = st.floats(min_value=0, exclude_min=True, allow_infinity=False, allow_nan=False)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8)


@given(found=st.lists(st.tuples(names, stabilities, days.map(date.toordinal)), min_size=1, max_size=5), unseen=names)
def test_the_memory_of_a_topic_survives_its_row_exactly(found: list[tuple[str, float, int]], unseen: str) -> None:
    traces = Traces(*zip(*found, strict=True))
    memory = TopicMemory("a", traces, traces, (unseen,), found[0][2], len(found))
    row = rows.memory_row("ada", "r", memory)
    assert rows.memory((row["topic"], row["memory"])) == memory


@pytest.mark.process
@examples(15)
@given(known=st.dictionaries(names, st.tuples(stabilities, st.floats(1, 10), days), min_size=1, max_size=20))
def test_the_memory_of_a_card_survives_the_database_exactly(known: dict[str, tuple[float, float, date]]) -> None:
    cards = [
        CardState("a", card, None, None, "", stability, difficulty, 2, 1, day, day)
        for card, (stability, difficulty, day) in sorted(known.items())
    ]
    for at in ADDRESSES:
        with TemporaryDirectory() as folder:
            database = at(Path(folder, "progress.db"))
            write(database, fact("started", "a"))
            with storage.writing(database) as store:
                store.change("ada", "r", ("cards", "a"), [rows.card_row("ada", "r", card) for card in cards])
                store.seal("ada", "r", None)
            with storage.reading(database) as store:
                assert sorted(store.cards("ada", "r")) == cards


@everywhere
@pytest.mark.parametrize(
    "memory",
    [
        *(
            "",
            "{",
            "null",
            "7",
            "{}",
            "[]",
            "[1, 2, 3, 4, 5]",
            '["", "", "", "", ""]',
            '[[["c"], "zz", ""], 1, 2, 3, 4]',
        ),
        '[[["c"], [-1.0], [739000]], [[], [], []], [], 0, 0]',
        '[[["c"], ["1.0"], [739000]], [[], [], []], [], 0, 0]',
        '[[["c"], [1.0], ["739000"]], [[], [], []], [], 0, 0]',
        "[[[1], [1.0], [739000]], [[], [], []], [], 0, 0]",
        '[[["c"], [1.0], []], [[], [], []], [], 0, 0]',
        "[[[], [1.0], [739000]], [[], [], []], [], 0, 0]",
        "[[[], [], []], [[], [], []], null, 0, 0]",
    ],
)
def test_a_memory_that_a_foreign_hand_wrote_is_noticed(at: Address, path: Path, memory: str) -> None:
    write(at(path), fact("graded", "a", card="a-1", rating=3))
    change(path, f"UPDATE topic_memory SET memory = '{memory}'")  # noqa: S608
    with storage.reading(at(path)) as store, pytest.raises(storage.Unsound):
        store.memories("ada", "r")


@both
@pytest.mark.parametrize("wrong", ["stability = 'firm'", "last_day = 'never'", "reviews = 'many'", "difficulty = ''"])
def test_a_card_that_a_foreign_hand_wrote_is_noticed_when_read_and_when_carried_on(
    at: Address, path: Path, wrong: str
) -> None:
    write(at(path), fact("graded", "a", card="a-1", rating=3))
    change(path, f"UPDATE card SET {wrong}")  # noqa: S608
    with storage.reading(at(path)) as store, pytest.raises(storage.Unsound):
        store.cards("ada", "r")
    before = tables(path)
    with pytest.raises(storage.Unsound):
        write(at(path), fact("graded", "a", card="a-1", rating=3))
    assert tables(path) == before


APPENDS = """\
import json, sys
from datetime import datetime
from roadmap_cli import storage
from roadmap_cli.domain.events import Fact
now = datetime.fromisoformat(sys.argv[2])
for kind, data in json.loads(sys.argv[3]):
    with storage.writing(sys.argv[1]) as store:
        store.append("ada", "r", [Fact(kind, None if kind == "undone" else "a", now, now.date(), data)], now)
        store.state("ada", "r"), store.cards("ada", "r"), store.memories("ada", "r")
    print("fsrs" in sys.modules)
"""


def have_loaded_the_scheduler(database: str, *facts: tuple[str, dict[str, object]]) -> list[bool]:
    """Whether a process has that appends facts to a database and reads everything, after each of them."""
    words: Sequence[str] = (sys.executable, "-c", APPENDS, database, NOW.isoformat(), json.dumps(facts))
    done = subprocess.run(words, check=True, capture_output=True, text=True, env={"PATH": ""})
    return [line == "True" for line in done.stdout.splitlines()]


@both
def test_only_what_grades_or_takes_back_something_about_cards_loads_the_scheduler(at: Address, path: Path) -> None:
    (grade, _) = [write(at(path), fact("graded", "a", card="a-1", rating=3))[0] for _ in range(2)]
    (done,) = write(at(path), fact("finished", "a"))
    assert have_loaded_the_scheduler(
        at(path),
        ("logged", {"minutes": 5}),
        ("written", {"card": "own", "question": "q", "answer": "a"}),
        ("undone", {"batch": done.batch}),
        ("undone", {"batch": grade.batch}),
    ) == [False, False, False, True]
    assert have_loaded_the_scheduler(at(path), ("graded", {"card": "a-2", "rating": 3})) == [True]
