"""The generated statements, and the schema that both adapters make."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Compiled
from sqlalchemy.dialects import postgresql, sqlite
from storage_helpers import ask, embedded, fact, through_sql, write

from roadmap_cli.storage import generate
from roadmap_cli.storage.queries import queries
from roadmap_cli.storage.statements import STATEMENTS


def test_the_generated_statements_are_up_to_date() -> None:
    assert generate.TARGET.read_text(encoding="utf-8") == generate.generated()


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_asks_for_the_same_parameters_on_postgresql(name: str) -> None:
    here = queries(sqlite.insert)[name].compile(dialect=sqlite.dialect())
    there = queries(postgresql.insert)[name].compile(dialect=postgresql.dialect())
    assert _asked(there) == _asked(here)
    assert " user " not in str(there)  # a word of PostgreSQL's own, to be quoted


def test_both_adapters_make_the_same_schema(tmp_path: Path) -> None:
    schemas = []
    for at in (embedded, through_sql):
        path = tmp_path / f"{at.__name__}.db"
        write(at(path), fact("started", "a"))
        rows = ask(path, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
        schemas.append([(*row[:3], " ".join((row[3] or "").split())) for row in rows])
    assert schemas[0] == schemas[1]
    assert [row[1] for row in schemas[0] if row[0] == "index"][:2] == ["event_of_batch", "event_of_kind"]


def _asked(compiled: Compiled) -> set[str]:
    """The parameters that have no value yet."""
    return {name for name, value in compiled.params.items() if value is None}


@pytest.mark.parametrize(
    ("name", "search"),
    [
        ("intentions", "event_of_kind (user=? AND roadmap=? AND kind=?)"),
        ("candidacy", "event_of_kind (user=? AND roadmap=? AND kind=?)"),
        ("newest_timed", "event_of_kind (user=? AND roadmap=? AND kind=?)"),
        ("edits", "event_of_kind (user=? AND roadmap=? AND kind=?)"),
        ("commands_of_events", "event_of_batch (user=? AND batch=?)"),
        ("newest_in_effect", "event_of_roadmap (user=? AND roadmap=?)"),
        ("days", "sqlite_autoindex_study_day_1 (user=? AND roadmap=? AND day>? AND day<?)"),
        ("days_of_topic", "study_day_of_topic (user=? AND roadmap=? AND topic=?)"),
        ("seals", "sqlite_autoindex_seal_1 (user=? AND roadmap=?)"),
        ("seals", "INDEX event_of_roadmap (user=? AND roadmap=? AND id<?)"),
        ("newest_id", "INDEX event_of_roadmap (user=? AND roadmap=? AND id<?)"),
        ("last_id", "COVERING INDEX sqlite_autoindex_event_1 (user=? AND id<?)"),
        ("memories", "sqlite_autoindex_topic_memory_1 (user=? AND roadmap=?)"),
        ("cards_of_topic", "sqlite_autoindex_card_1 (user=? AND roadmap=? AND topic=?)"),
        ("cards", "sqlite_autoindex_card_1 (user=? AND roadmap=?)"),
        ("card_seals", "sqlite_autoindex_seal_1 (user=? AND roadmap=? AND part=?)"),
    ],
)
def test_what_is_asked_every_evening_is_found_without_reading_the_whole_history(
    tmp_path: Path, name: str, search: str
) -> None:
    path = tmp_path / "progress.db"
    write(str(path), fact("started", "a"))
    with closing(sqlite3.connect(path)) as connection:
        given = {"user": "ada", "roadmap": "r", "day": "2026-11-23", "topic": "a", "card": "c", "ids": "[]"}
        given |= {"since": "2026-11", "before": "2026-12", "limit": 1}
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {STATEMENTS[name]}", given)]
    plan = [step for step in plan if not step.startswith(("SCAN json_each", "SCAN CONSTANT"))]  # no tables
    assert any(step.endswith(search) for step in plan), plan
    assert not any("TEMP B-TREE" in step or "SCAN" in step for step in plan), plan
