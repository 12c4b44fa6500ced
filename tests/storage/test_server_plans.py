"""On a server no statement that a learner's command gives looks at a row of anybody else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from postgres_helpers import changed, postgres
from rights_helpers import shared
from sqlalchemy import Float, Integer, event
from sqlalchemy.dialects import postgresql
from storage_helpers import fact, write

from roadmap_cli.storage.server import ServerStore, _statements, opened
from roadmap_cli.storage.statements import Statement

pytestmark = pytest.mark.process
OF_ALL = {
    *("all_events", "scopes", "next_user", "meta", "put_meta"),
    *(each for each in _statements() if each.startswith("cohort_")),
    *("stale_summaries", "groups", "members", "renames"),
}
"""What is about everybody, and about nobody: whoever upgrades, lists users, looks at a cohort or asks which version it is."""
GIVEN = {"limit": 1, "new": "y", "ids": ["x"], "ends": ["x"], "kinds": ["noted"]}
ABOVE = {"Bitmap Heap Scan", "Subquery Scan"}
"""Steps that another one below them leads."""
OF_ONE = re.compile(r"\"?user\"? = ")


@pytest.fixture(scope="module", name="store")
def _store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerStore]:
    """With so few rows PostgreSQL would read whole tables unless it is told not to."""
    path = tmp_path_factory.mktemp("plans") / "progress.db"
    for user in ("ada", "bob"):
        write(postgres(path), fact("logged", "a", minutes=5), user=user)
    changed(path, "ANALYZE")
    with opened(postgres(path), writes=True) as store:
        store.session.connection().exec_driver_sql("SET enable_seqscan = off")
        yield store


def steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for each in plan.get("Plans", ()):
        yield from steps(each)


def looked_at(store: ServerStore, name: Statement, **whose: str) -> list[dict[str, Any]]:
    """Each step in which a statement reads a table or an index."""
    statement, plans = _statements()[name], list[dict[str, Any]]()
    asked = statement.compile(dialect=postgresql.dialect())
    given = {
        key: GIVEN.get(key, 1 if isinstance(asked.binds[key].type, Float | Integer) else "x") for key in asked.params
    } | whose

    def explain(_: object, cursor: Any, words: str, parameters: object, *__: object) -> None:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {words}", parameters)
        plans.append(cursor.fetchone()[0][0]["Plan"])

    connection = store.session.connection()
    event.listen(connection, "before_cursor_execute", explain)
    try:
        connection.execute(statement, given)
    finally:
        event.remove(connection, "before_cursor_execute", explain)
    return [each for plan in plans for each in steps(plan) if each["Node Type"].endswith("Scan")]


@pytest.mark.parametrize("name", sorted(_statements().keys() - OF_ALL))
def test_a_statement_finds_the_rows_of_one_learner_by_an_index(store: ServerStore, name: Statement) -> None:
    found = [each for each in looked_at(store, name) if each["Node Type"] not in ABOVE]
    assert bool(found) is not (name.startswith("put_") or name == "insert_event")
    for each in found:
        assert OF_ONE.search(each.get("Index Cond", "")), found


LONG_LOGS = """
    INSERT INTO event SELECT whose, lpad(n::text, 36, '0'), 'b', 'r', 'logged', 'a', '', '2026-11-23', '{}', device, n
    FROM generate_series(1, 4000) AS n, (VALUES ('ada', 'desk.aa'), ('bob', NULL), ('eve', 'lap.bb')) AS its(whose, device)
"""
"""Each of another device, or of none, which the server takes for common in each of them."""
DEVICE_STATEMENTS: tuple[Statement, ...] = (
    *("newest_of_device", "newest_of_no_device", "in_effect_of_device", "in_effect_of_no_device", "next_device"),
)


def test_what_a_device_did_is_found_by_its_index_also_where_the_server_takes_it_for_common(tmp_path: Path) -> None:
    made = shared(tmp_path / "progress.db")
    made.change(LONG_LOGS, "ANALYZE event")
    with opened(made.address("ada"), writes=False) as store:
        for name in DEVICE_STATEMENTS:
            given = {"user": "ada", "roadmap": "r"} | ({"device": "lap.bb"} if name.endswith("of_device") else {})
            steps = [each for each in looked_at(store, name, **given) if each["Relation Name"] == "event"]
            assert [each["Index Name"] for each in steps] == ["event_of_device"], name


@pytest.mark.parametrize("name", ["all_events", "scopes", "next_user"])
def test_what_is_about_everybody_is_found_out(store: ServerStore, name: Statement) -> None:
    assert not any(OF_ONE.search(each.get("Index Cond", "")) for each in looked_at(store, name))
