"""The generated statements, and the schema that both adapters make."""

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
    assert {row[1] for row in schemas[0] if row[0] == "index"} >= {"event_of_batch", "event_of_kind", "event_of_ending"}


def _asked(compiled: Compiled) -> set[str]:
    """The parameters that have no value yet."""
    return {name for name, value in compiled.params.items() if value is None}
