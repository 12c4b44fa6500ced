"""A database on a server: who makes it, who writes when, and what becomes of what was interrupted."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import NOW
from postgres_helpers import QUICK, asked, changed, cluster, own_cluster, postgres, without_tables
from postgres_proxy import MOST_BYTES, NAME, Cut, proxied
from sqlalchemy import text
from sqlmodel import SQLModel
from storage_helpers import derived_of, events_of, fact, hear, holds_the_fold, start, state_of, step, tables, write

from roadmap_cli import storage
from roadmap_cli.domain.cohort import CohortPage, CohortPart
from roadmap_cli.domain.summary import Summary
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable, Interrupted
from roadmap_cli.storage import migrations, owner, server
from roadmap_cli.storage.migrations import PROJECTION_VERSION, PROJECTIONS

pytestmark = pytest.mark.process
OTHER_VERSION = "UPDATE roadmap_meta SET value = 'other' WHERE key = 'projection'"
OWN_VERSION = f"UPDATE roadmap_meta SET value = '{PROJECTION_VERSION}' WHERE key = 'projection'"  # noqa: S608


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


@pytest.fixture
def database(path: Path) -> str:
    """Of no use for another test, whatever shape it is left in."""
    changed(path)
    return postgres(path)


def test_nobody_but_its_owner_makes_the_tables(path: Path) -> None:
    database = without_tables(path)
    for use in (storage.reading, storage.writing):
        with pytest.raises(DatabaseUnusable, match="no database of roadmap yet") as refused, use(database) as store:
            store.append("ada", "r", [fact("started", "a")], NOW)
        assert refused.value.hint == "its owner makes one: roadmap database init"
    with pytest.raises(DatabaseUnusable, match="no database of roadmap yet"):
        list(owner.upgrade(database))
    assert asked(path, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []
    assert (owner.init(database), owner.init(database)) == (True, False)
    write(database, fact("started", "a"))
    assert holds_the_fold(database)


def test_tables_of_another_program_are_left_alone(path: Path) -> None:
    database = without_tables(path)
    changed(path, "CREATE TABLE card (colour TEXT)")
    with pytest.raises(CannotBeDone, match="tables of another program: card"):
        owner.init(database)
    assert asked(path, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == [("card",)]


def test_of_two_who_make_it_at_once_one_does(path: Path) -> None:
    database, made = without_tables(path), list[bool]()
    both = [threading.Thread(target=lambda: made.append(owner.init(database))) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(made) == [False, True]


def test_tables_can_be_spread_by_user_and_stay_so(path: Path) -> None:
    database = without_tables(path)
    owner.init(database, 3)
    parts = "SELECT inhparent::regclass::text, count(*) FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE relkind = 'r' GROUP BY 1"
    spread = {name for name, table in SQLModel.metadata.tables.items() if "user" in table.columns}
    assert dict(asked(path, parts)) == dict.fromkeys(spread, 3)
    (done,) = write(database, fact("finished", "a"))
    for user in ("bob", "cas", "dan"):
        write(database, fact("logged", "a", minutes=5), user=user)
    write(database, fact("undone", batch=done.batch))
    changed(path, "ALTER TABLE choice DROP COLUMN decided", OTHER_VERSION)
    assert len(list(owner.upgrade(database))) == 4
    assert dict(asked(path, parts)) == dict.fromkeys(spread, 3)
    assert all(holds_the_fold(database, user) for user in ("ada", "bob"))


@pytest.fixture
def other(path: Path, database: str) -> dict[str, list[tuple[object, ...]]]:
    """The tables of two learners, whose derived rows another version has written."""
    for user in ("ada", "bob"):
        write(database, fact("logged", "a", minutes=5), fact("chose", choice="way", option="x"), user=user)
    changed(path, OTHER_VERSION, "UPDATE topic_progress SET minutes = 99", "ALTER TABLE card DROP COLUMN lapses")
    return tables(path)


def test_what_another_version_has_derived_is_folded_apart_for_whoever_looks(
    path: Path, database: str, other: dict[str, list[tuple[object, ...]]]
) -> None:
    assert state_of(database).topics["a"].minutes == 5
    assert holds_the_fold(database)
    with storage.reading(database) as store:
        assert (list(store.users()), list(store.others("ada"))) == (["ada", "bob"], [])
    assert tables(path) == other


def test_who_writes_beside_another_version_writes_events_alone(
    path: Path, database: str, other: dict[str, list[tuple[object, ...]]]
) -> None:
    with storage.writing(database) as store:
        (event,) = store.append("ada", "r", [fact("logged", "a", minutes=7)], NOW)
        assert store.state("ada", "r").topics["a"].minutes == 12
        assert store.merge([event]) == []
    after = tables(path)
    assert len(after.pop("event")) == len(other.pop("event")) + 1
    assert after == other
    assert state_of(database).topics["a"].minutes == 12
    with storage.writing(database) as store:
        store.rename_user("ada", "eve")
    assert [state_of(database, user).topics.keys() for user in ("ada", "eve")] == [set(), {"a"}]


def test_who_comes_back_to_its_own_version_folds_its_learner_anew_and_nobody_else(path: Path, database: str) -> None:
    for user in ("ada", "bob"):
        write(database, fact("logged", "a", minutes=5), user=user)
    changed(path, OTHER_VERSION)
    write(database, fact("logged", "a", minutes=7))
    changed(path, OWN_VERSION, "UPDATE topic_progress SET minutes = 99 WHERE \"user\" = 'bob'")
    with pytest.raises(storage.Unsound):
        state_of(database)
    with storage.folded(database) as store:
        assert store.state("ada", "r").topics["a"].minutes == 12
    assert storage.refold(database, NOW, "ada") == 0
    assert holds_the_fold(database)
    assert asked(path, "SELECT minutes FROM topic_progress WHERE \"user\" = 'bob'") == [(99,)]


def test_events_that_have_gone_are_told_of(path: Path, database: str) -> None:
    write(database, fact("logged", "a", minutes=5), fact("noted", "a", text="so"))
    changed(path, "DELETE FROM event WHERE kind = 'noted'")
    assert storage.refold(database, NOW, "ada") == 1


def test_an_upgrade_folds_everybody_anew_and_goes_on_where_it_was_interrupted(path: Path, database: str) -> None:
    for user in ("ada", "bob", "cas"):
        write(database, fact("logged", "a", minutes=5), fact("graded", "a", card="a-1", rating=3), user=user)
    right = tables(path)
    changed(path, OTHER_VERSION, "UPDATE topic_progress SET minutes = 99", "DROP TABLE choice")
    half = owner.upgrade(database)
    assert next(half) == "ada"
    half.close()
    assert state_of(database).topics["a"].minutes == 5
    with pytest.raises(storage.Unsound):
        state_of(database, "bob")
    assert list(owner.upgrade(database)) == ["bob", "cas"]
    assert tables(path) == right
    assert list(owner.upgrade(database)) == []


def test_an_upgrade_makes_the_indexes_that_are_missing_and_leaves_the_others(path: Path, database: str) -> None:
    told = "SELECT indexname, indexdef, indexrelid FROM pg_indexes JOIN pg_index ON indexrelid = indexname::regclass ORDER BY 1"
    before = {name: rest for name, *rest in asked(path, told) if name.startswith("event_")}
    assert len(before) >= 7
    changed(path, OTHER_VERSION, "DROP INDEX event_of_kind")
    list(owner.upgrade(database))
    after = {name: rest for name, *rest in asked(path, told) if name.startswith("event_")}
    assert {name for name in after if after[name] != before[name]} == {"event_of_kind"}
    assert after["event_of_kind"][0] == before["event_of_kind"][0]


def test_an_upgrade_adds_a_column_to_what_mentors_read_and_loses_nothing_of_it(path: Path, database: str) -> None:
    its = Summary(user="ada", roadmap="r", newest="n", made_with="m", hours=4.5)
    with storage.writing(database) as store:
        store.cohort.put(its)
    changed(path, OTHER_VERSION, "ALTER TABLE summary DROP COLUMN due")
    with pytest.raises(DatabaseUnusable, match="of another version"), storage.reading(database) as store:
        store.cohort.page(CohortPart("r"), CohortPage(NOW.date()))
    list(owner.upgrade(database))
    assert asked(path, 'SELECT "user", hours, due FROM summary') == [("ada", 4.5, None)]
    with storage.writing(database) as store:
        store.cohort.put(its._replace(user="bob"))
        assert store.cohort.of("ada", "r").summaries == (its,)


def test_what_an_owner_has_granted_outlasts_an_upgrade(path: Path, database: str) -> None:
    changed(path, OTHER_VERSION, "GRANT SELECT ON seal TO PUBLIC")
    list(owner.upgrade(database))
    assert asked(path, "SELECT has_table_privilege('pg_monitor', 'seal', 'SELECT')") == [(True,)]


def test_only_its_owner_migrates(path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(database, fact("started", "a"))
    monkeypatch.setattr(migrations, "STEPS", (step("CREATE TABLE extra (x TEXT)"),))
    for use in (storage.reading, storage.writing):
        with pytest.raises(DatabaseUnusable, match="older version") as refused, use(database):
            pass
        assert refused.value.hint == "its owner brings it up to date: roadmap database upgrade"
    list(owner.upgrade(database))
    assert asked(path, "SELECT value FROM roadmap_meta WHERE key = 'schema'") == [("2",)]
    assert asked(path, "SELECT * FROM extra") == []
    monkeypatch.setattr(migrations, "STEPS", ())
    for use in (storage.reading, storage.writing):
        with pytest.raises(DatabaseUnusable, match="newer version"), use(database):
            pass


def test_a_migration_that_fails_leaves_nothing_of_itself(
    path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", (step("CREATE TABLE half (x TEXT)", "SELECT * FROM nowhere"),))
    with pytest.raises(DatabaseUnusable, match="nowhere"):
        list(owner.upgrade(database))
    assert asked(path, "SELECT value FROM roadmap_meta WHERE key = 'schema'") == [("1",)]
    assert asked(path, "SELECT to_regclass('half')") == [(None,)]


def test_one_writes_at_a_time_for_a_learner_and_others_for_others(database: str) -> None:
    written = list[str]()

    def log(user: str) -> None:
        write(database, fact("logged", "a", minutes=5), user=user)
        written.append(user)

    with storage.writing(database) as store:
        assert store.state("ada", "r").topics == {}
        both = {user: threading.Thread(target=log, args=(user,)) for user in ("ada", "bob")}
        for each in both.values():
            each.start()
        both["bob"].join(10)
        both["ada"].join(0.1)
        assert written == ["bob"]
        store.append("ada", "r", [fact("logged", "a", minutes=7)], NOW)
    both["ada"].join(10)
    assert state_of(database).topics["a"].minutes == 12
    assert holds_the_fold(database)


def test_who_waits_too_long_is_told(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "LOCK", text(str(server.LOCK).replace(server.WAIT, "20ms")))
    with storage.writing(database) as store:
        store.append("ada", "r", [fact("started", "a")], NOW)
        with pytest.raises(DatabaseUnusable, match="another command has been at work there for"):
            write(database, fact("finished", "a"))
    assert [event.kind for event in events_of(database)] == ["started"]


def test_nobody_waits_in_a_circle(database: str) -> None:
    with storage.writing(database) as one, storage.writing(database) as other:
        first, last = sorted(("ada", "bob"), key=server._number)
        other.append(last, "r", [fact("started", "a")], NOW)
        one.append(first, "r", [fact("started", "a")], NOW)
        with pytest.raises(Interrupted, match="others write"):
            other.state(first, "r")


def test_a_look_changes_nothing_and_waits_for_nobody(database: str) -> None:
    with storage.writing(database) as store:
        store.append("ada", "r", [fact("started", "a")], NOW)
        assert state_of(database).topics == {}
        with pytest.raises(DatabaseUnusable, match="read-only"), storage.reading(database) as looking:
            looking.append("ada", "r", [fact("started", "a")], NOW)


def test_whose_line_was_cut_has_written_nothing_and_may_try_again(path: Path, database: str) -> None:
    with pytest.raises(Interrupted, match="so nothing was recorded"):
        _write_and_be_cut_off(path, database)
    assert events_of(database) == []


def _write_and_be_cut_off(path: Path, database: str) -> None:
    with storage.writing(database) as store:
        store.append("ada", "r", [fact("started", "a")], NOW)
        asked(path, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'")
        store.append("ada", "r", [fact("finished", "a")], NOW)


@contextmanager
def through(path: Path, folder: Path, cut: Cut) -> Iterator[str]:
    folder.mkdir()
    with proxied(cluster().folder, folder, cut) as place:
        yield postgres(path).replace(str(cluster().folder), str(place))


def test_of_a_server_that_stops_in_the_middle_nothing_is_said_but_the_error(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with own_cluster(*QUICK) as cluster:
        cluster.connection("postgres").execute("CREATE DATABASE d")
        owner.init(cluster.address("d"))
        writer = start("go on", cluster.address("d"))
        assert hear(writer) == "ready"
        cluster.stop_at_once()
        said = writer.communicate("\n")[0]
    assert re.fullmatch("cannot use the database .*, so nothing was recorded\n", said)
    assert capfd.readouterr().err == ""


FATAL = "SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0"


def test_who_is_let_in_while_a_server_ends_may_try_again(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as ending:
        ending.bind(str(tmp_path / NAME))
        ending.listen()
        threading.Thread(target=_refuse, args=(ending,), daemon=True).start()
        with pytest.raises(Interrupted, match="so nothing was recorded"):
            state_of(f"postgresql://ada@/d?host={tmp_path}")


def _refuse(ending: socket.socket) -> None:
    """As a server does that is told to end just then."""
    client, _ = ending.accept()
    with client:
        client.recv(MOST_BYTES)
        client.sendall(b"E" + (len(FATAL) + 4).to_bytes(4) + FATAL.encode())


def test_a_server_is_asked_nothing_but_what_a_command_needs(path: Path, tmp_path: Path) -> None:
    postgres(path)
    first = Cut(b"version()", 1, before=True)
    with through(path, tmp_path / "line", first) as database:
        assert state_of(database).topics == {}
    assert first.done == 0


def test_what_was_recorded_although_no_answer_came_is_known_to_be(path: Path, tmp_path: Path) -> None:
    postgres(path)
    cut = Cut(b"COMMIT", 1, before=False)
    with through(path, tmp_path / "line", cut) as database:
        (event,) = write(database, fact("logged", "a", minutes=5))
    assert (cut.done, events_of(postgres(path))) == (1, [event])


def test_what_was_not_recorded_because_the_line_was_cut_before_is_known_not_to_be(path: Path, tmp_path: Path) -> None:
    postgres(path)
    cut = Cut(b"COMMIT", 1, before=True)
    with through(path, tmp_path / "line", cut) as database, pytest.raises(Interrupted):
        write(database, fact("logged", "a", minutes=5))
    assert (cut.done, events_of(postgres(path))) == (1, [])


def test_a_server_that_stays_away_leaves_it_open_whether_it_was_recorded(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadmap_cli.storage.again.PAUSES", (0.01,))
    postgres(path)
    unknown = pytest.raises(DatabaseUnusable, match="whether this was recorded is not known")
    with through(path, tmp_path / "line", Cut(b"COMMIT", 1, before=False)) as database, unknown:
        _write_and_lose(database, tmp_path / "line")


def _write_and_lose(database: str, folder: Path) -> None:
    """The way to the server is gone before the answer is."""
    with storage.writing(database) as store:
        store.append("ada", "r", [fact("started", "a")], NOW)
        (folder / NAME).unlink()


def test_what_is_derived_is_of_each_learner_alone(database: str) -> None:
    for user in ("ada", "bob"):
        write(database, fact("logged", "a", minutes=5), user=user)
    before = derived_of(database, "bob")
    with storage.writing(database) as store:
        store.rename_user("ada", "eve")
    assert derived_of(database, "bob") == before
    assert holds_the_fold(database, "eve")


def test_the_first_column_of_every_key_and_index_is_whose_it_is() -> None:
    parted = [table for table in SQLModel.metadata.tables.values() if "user" in table.columns]
    firsts = [next(iter(each.primary_key.columns)).name for each in parted]
    firsts += [next(iter(index.columns)).name for each in parted for index in each.indexes]
    assert set(firsts) == {"user"}
    assert {*PROJECTIONS, "event"} <= {each.name for each in parted}
    assert not any(each.foreign_keys for each in SQLModel.metadata.tables.values())
