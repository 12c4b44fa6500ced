"""On a server no statement that a learner's command gives looks at a row of anybody else."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from postgres_helpers import changed, postgres
from sqlalchemy import event
from sqlalchemy.dialects import postgresql
from storage_helpers import fact, write

from roadmap_cli.storage.server import ServerStore, _statements, opened
from roadmap_cli.storage.statements import Statement

pytestmark = pytest.mark.process
OF_ALL = {"all_events", "scopes", "next_user", "meta", "put_meta"}
"""What is about everybody, and about nobody: whoever upgrades, lists users or asks which version it is."""
LISTS = {"ids": ["x"], "ends": ["x"], "kinds": ["noted"]}
NUMBERS = (
    "limit",
    "minutes",
    "events",
    "grades",
    "notes",
    "links",
    "proofs",
    "placed",
    "reviews",
    "lapses",
    "stability",
    "difficulty",
)
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


def looked_at(store: ServerStore, name: Statement) -> list[dict[str, Any]]:
    """Each step in which a statement reads a table or an index."""
    statement, plans = _statements()[name], list[dict[str, Any]]()
    asked = statement.compile(dialect=postgresql.dialect())
    given = {key: LISTS.get(key, 1 if key in NUMBERS else "x") for key in asked.params}

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


@pytest.mark.parametrize("name", ["all_events", "scopes", "next_user"])
def test_what_is_about_everybody_is_found_out(store: ServerStore, name: Statement) -> None:
    assert not any(OF_ONE.search(each.get("Index Cond", "")) for each in looked_at(store, name))
