"""What is derived is never trusted over the log: whatever is done to it is noticed, and folded anew."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW
from damage_helpers import DAMAGES, roots, spoil
from postgres_helpers import postgres
from storage_helpers import Address, ask, both, change, derived, fact, folded, tables, write

from roadmap_cli import storage
from roadmap_cli.domain.device import OfDevice
from roadmap_cli.errors import DatabaseUnusable

each_damage = pytest.mark.parametrize("statement", DAMAGES.values(), ids=DAMAGES.keys())

ROWS_OF_A_SERVER = {name: each for name, each in DAMAGES.items() if not name.endswith(("gone", "wrong sort"))}
"""What is gone only its owner brings back, and of a wrong sort nothing can be there."""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("record") / "progress.db"
    fill(str(path))
    return path.read_bytes()


@pytest.fixture(scope="module")
def on_server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on a server, which each test leaves as it was."""
    path = tmp_path_factory.mktemp("server") / "progress.db"
    fill(postgres(path))
    return path


def fill(database: str) -> None:
    """Of every part several rows, in several months."""
    write(database, fact("finished", "a"), fact("logged", "a", minutes=30), fact("logged", "b", minutes=5))
    write(database, fact("logged", "a", minutes=20)._replace(day=NOW.date().replace(month=9)))
    write(
        database,
        *(fact("graded", "a", card=card, rating=3) for card in ("a-1", "a-2")),
        fact("chose", choice="way", option="x"),
    )
    write(
        database, fact("written", "b", card="own", question="Q", answer="A"), fact("chose", choice="pace", option="y")
    )
    (gone,) = write(database, fact("finished", "b"))
    write(database, fact("undone", batch=gone.batch))


@pytest.fixture
def path(tmp_path: Path, record: bytes) -> Path:
    path = tmp_path / "progress.db"
    path.write_bytes(record)
    return path


def everything(store: storage.Store) -> Any:
    whose = ("ada", "r")
    return (
        derived(store),
        store.roadmaps("ada"),
        store.intentions(*whose),
        store.candidacy(*whose),
        store.day_totals(*whose),
        store.study_dates(*whose),
        store.first_logged(*whose),
        store.undone(*whose),
        store.newest_in_effect(*whose, OfDevice("", nameless=True)),
        store.events(*whose),
    )


def answered(database: str) -> Any:
    with storage.reading(database) as store:
        return everything(store)


@both
@each_damage
def test_it_is_noticed_by_a_reader_and_folded_anew(at: Address, path: Path, statement: str) -> None:
    right, before = answered(at(path)), tables(path)
    change(path, statement)
    with pytest.raises(storage.Unsound):
        answered(at(path))
    with storage.folded(at(path)) as store:
        assert everything(store) == right
    storage.refold(at(path), NOW)
    assert answered(at(path)) == right
    assert tables(path) == before


@pytest.mark.parametrize("statement", ROWS_OF_A_SERVER.values(), ids=ROWS_OF_A_SERVER.keys())
def test_on_a_server_it_is_noticed_and_folded_anew_for_its_learner(on_server: Path, statement: str) -> None:
    database = postgres(on_server)
    right, before = answered(database), tables(on_server)
    change(on_server, statement)
    with pytest.raises(storage.Unsound):
        answered(database)
    with storage.folded(database) as store:
        assert everything(store) == right
    storage.refold(database, NOW, "ada")
    assert answered(database) == right
    assert tables(on_server) == before


@both
@each_damage
def test_it_is_noticed_by_a_writer_or_else_by_the_next_reader_and_never_sealed(
    at: Address, path: Path, statement: str
) -> None:
    change(path, statement)
    more = (fact("logged", "a", minutes=7), fact("graded", "a", card="a-1", rating=1))
    written = 0
    for each in (*((one,) for one in more), (fact("noted", "new", text="x"),)):
        try:
            write(at(path), *each)
            written += 1
        except storage.Unsound:
            continue
    with storage.folded(at(path)) as store:
        right = everything(store)
        assert len(store.events("ada", "r")) == 11 + written
    try:
        assert answered(at(path)) == right
    except storage.Unsound:
        storage.refold(at(path), NOW)
        assert answered(at(path)) == right


@both
@each_damage
def test_what_differs_is_told_by_name(at: Address, path: Path, statement: str) -> None:
    with storage.reading(at(path)) as store:
        assert store.unsealed("ada", "r") == []
    change(path, statement)
    with storage.reading(at(path)) as store:
        assert store.unsealed("ada", "r") != []


@both
def test_a_fold_that_was_wrong_when_it_was_sealed_is_told_by_name(at: Address, path: Path) -> None:
    """Law 2: seals say only that rows are those that were written."""
    (event,) = ask(path, "SELECT id FROM event WHERE topic = 'b' AND kind = 'logged'")
    change(path, f"""UPDATE event SET data = '{{"minutes":6}}' WHERE id = '{event[0]}'""")  # noqa: S608
    with storage.reading(at(path)) as store:
        assert store.unsealed("ada", "r") == ["days 2026-11", "topics"]


@both
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO event SELECT user, 'fffffff', batch, roadmap, kind, topic, at, day, data, NULL, NULL FROM event LIMIT 1",
        "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
    ],
    ids=["one more", "one less"],
)
def test_events_that_came_and_went_behind_its_back_are_noticed(at: Address, path: Path, statement: str) -> None:
    change(path, statement)
    with pytest.raises(storage.Unsound, match="not those of its events"), storage.reading(at(path)) as store:
        store.state("ada", "r")
    storage.refold(at(path), NOW)
    with storage.reading(at(path)) as store:
        assert derived(store) == folded(store.events("ada", "r"))
        assert store.unsealed("ada", "r") == []


@both
def test_nobody_is_troubled_by_the_damage_of_another(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"), user="bob")
    change(path, "DELETE FROM topic_progress WHERE user = 'bob'")
    assert answered(at(path))[0][0].topics["a"].status == "done"
    with pytest.raises(storage.Unsound), storage.reading(at(path)) as store:
        store.state("bob", "r")


@both
def test_seals_go_with_a_new_name(at: Address, path: Path) -> None:
    right = answered(at(path))
    with storage.writing(at(path)) as store:
        store.rename_user("ada", "eve")
    with storage.reading(at(path)) as store:
        assert store.state("eve", "r") == right[0][0]
        assert store.unsealed("eve", "r") == store.unsealed("ada", "r") == []


def use(database: str) -> None:
    """In every way that touches an index."""
    with storage.writing(database) as store:
        everything(store)
        store.append("ada", "r", [fact("logged", "a", minutes=5)], NOW)
        store.merge(store.newest("ada", "r", 1))
        store.events("ada", "r", topic="a")
        store.rebuild()
        raise storage.Unsound("nothing was noticed")


FOREIGN = {
    "choice": "INSERT INTO choice VALUES ('ada', 'r', 'way', 'x', 'never')",
    "undone_batch": "INSERT INTO undone_batch SELECT user, roadmap, batch FROM event WHERE kind = 'noted'",
    "topic_memory": "INSERT INTO topic_memory VALUES ('ada', 'r', 'a', '[]')",
    "card": "INSERT INTO card SELECT 'ada', 'r', 'b', 'b-1', 'Q', 'A', '', 1, 1, 1, 0, '2026-11-01', '2026-11-01'",
    "study_day": "INSERT INTO study_day VALUES ('ada', 'r', '2026-09-01', 'a', 60, 1, 0)",
}
"""Rows of a part of which nothing is sealed, as there is nothing of it."""


@both
@pytest.mark.parametrize("statement", FOREIGN.values(), ids=FOREIGN.keys())
def test_rows_of_a_part_that_is_not_there_change_no_answer_and_no_command(
    at: Address, tmp_path: Path, statement: str
) -> None:
    path, other = tmp_path / "progress.db", tmp_path / "other.db"
    for each in (path, other):
        write(at(each), fact("noted", "a", text="x"))
    change(path, statement)
    assert _all_of(at(path)) == _all_of(at(other))
    with storage.reading(at(path)) as store:
        assert store.unsealed("ada", "r") != []
    for each in (path, other):
        for more in (fact("logged", "a", minutes=5), fact("chose", choice="way", option="y")):
            write(at(each), more._replace(day=NOW.date().replace(month=9, day=1)))
        write(at(each), fact("graded", "b", card="b-1", rating=3))
    assert _all_of(at(path)) == _all_of(at(other))


def _all_of(database: str) -> Any:
    """By the fold where rows that were not written are in the way."""
    with storage.reading(database) as store:
        try:
            return _but_ids(store)
        except storage.Unsound:
            pass
    with storage.folded(database) as store:
        return _but_ids(store)


def _but_ids(store: storage.Store) -> Any:
    whose = ("ada", "r")
    state = store.state(*whose)
    return (
        [each._replace(decided="", first_finished="") for each in state.topics.values()],
        [each._replace(decided="") for each in state.choices.values()],
        state.days,
        store.cards(*whose),
        store.memories(*whose),
        store.undone(*whose),
    )


@both
def test_a_row_that_hides_a_timer_from_the_statement_that_looks_for_it_is_noticed(at: Address, tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    write(at(path), fact("timed", "a", action="start"))
    change(path, "INSERT INTO undone_batch SELECT user, roadmap, batch FROM event")
    with storage.reading(at(path)) as store, pytest.raises(storage.Unsound, match="undone"):
        store.intentions("ada", "r")


LOG = ("event", "roadmap_meta", "sqlite_autoindex_event_1", "sqlite_autoindex_roadmap_meta_1")
DERIVED = (
    *("topic_progress", "study_day", "card", "topic_memory", "choice", "undone_batch", "seal"),
    *(
        f"sqlite_autoindex_{each}_1"
        for each in ("topic_progress", "study_day", "card", "topic_memory", "choice", "seal")
    ),
    "study_day_of_topic",
)
INDEXES = (
    *(
        "event_of_roadmap",
        "event_of_device",
        "event_of_topic",
        "event_of_kind",
        "event_of_batch",
        "event_of_timer",
        "event_of_ending",
    ),
    "sqlite_autoindex_event_1",
)


@both
@pytest.mark.parametrize("name", [*DERIVED, *INDEXES])
def test_a_page_of_an_index_or_of_something_derived_that_is_spoilt_is_made_anew(
    at: Address, path: Path, name: str
) -> None:
    right, before = answered(at(path)), tables(path)
    spoil(path, roots(path)[name])
    with pytest.raises(storage.Unsound):
        use(at(path))
    with storage.folded(at(path)) as store:
        assert everything(store) == right
    storage.refold(at(path), NOW)
    assert answered(at(path)) == right
    assert tables(path) == before
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]


@both
@pytest.mark.parametrize(
    "statement", ["DELETE FROM event WHERE id = '{}'", "UPDATE event SET day = '2025-01-01' WHERE id = '{}'"]
)
def test_an_event_that_is_not_found_among_those_of_its_month_is_noticed(
    at: Address, tmp_path: Path, statement: str
) -> None:
    path = tmp_path / "notes.db"
    (noted,) = write(at(path), fact("noted", "a", text="so"))
    write(at(path), fact("logged", "a", minutes=5))
    with storage.reading(at(path)) as store:
        assert store.of_kinds("ada", "r", ["noted"], NOW.date(), NOW.date()) == [noted]
        assert store.of_kinds("ada", "r", ["noted"], NOW.date() + timedelta(days=1)) == []
        assert store.of_topic("ada", "r", "a", ["noted"]) == [noted]
        assert store.number_of("ada", "r", "noted", NOW.date(), NOW.date()) == 1
        assert store.number_of("ada", "r", "noted", NOW.date() + timedelta(days=1)) == 0
    change(path, statement.format(noted.id))
    with storage.reading(at(path)) as store, pytest.raises(storage.Unsound, match="not found where they should be"):
        store.of_kinds("ada", "r", ["noted"], NOW.date(), NOW.date())
    with storage.reading(at(path)) as store, pytest.raises(storage.Unsound, match="not found where they should be"):
        store.number_of("ada", "r", "noted", NOW.date(), NOW.date())
    with storage.reading(at(path)) as store:
        assert store.of_kinds("ada", "r", ["noted"], NOW.date() + timedelta(days=40)) == []
        assert store.number_of("ada", "r", "noted", NOW.date() + timedelta(days=40)) == 0


@both
@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-99", "2026-11-2x"])
def test_a_foreign_row_is_not_counted_but_left_out_and_named(at: Address, tmp_path: Path, day: str) -> None:
    path = tmp_path / "notes.db"
    write(at(path), fact("noted", "a", text="so"))
    write(at(path), fact("logged", "a", minutes=5))
    change(path, f"INSERT INTO event VALUES ('ada', '0', '0', 'r', 'noted', 'a', '', '{day}', '', NULL, NULL)")  # noqa: S608 - of the test
    with storage.reading(at(path)) as store:
        assert store.number_of("ada", "r", "noted") == 1
        assert [*store.odd] == ["the event 0"]


@both
def test_an_event_that_is_not_found_among_those_of_its_topic_is_noticed(at: Address, tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    write(at(path), fact("noted", "a", text="so"))
    write(at(path), fact("logged", "a", minutes=5))
    change(path, "DELETE FROM event WHERE kind = 'noted'")
    with storage.reading(at(path)) as store, pytest.raises(storage.Unsound, match="events of a are not found"):
        store.of_topic("ada", "r", "a", {"noted", "linked", "corrected", "withdrawn"})


@both
def test_an_index_that_is_gone_is_made_again(at: Address, path: Path) -> None:
    before = roots(path).keys()
    change(path, *(f"DROP INDEX {name}" for name in INDEXES[:-1]))
    storage.refold(at(path), NOW)
    assert roots(path).keys() == before


@both
def test_a_log_that_cannot_be_read_is_told_to_be_damaged(at: Address, path: Path) -> None:
    spoil(path, roots(path)["event"])
    with pytest.raises(DatabaseUnusable, match="malformed") as refused:
        storage.refold(at(path), NOW)
    assert not isinstance(refused.value, storage.Unsound)
    with pytest.raises(DatabaseUnusable, match="malformed") as refused, storage.folded(at(path)):
        pass
    assert not isinstance(refused.value, storage.Unsound)
