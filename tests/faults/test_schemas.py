"""Databases of every released version: today's program opens each, shows everything in it, and goes on with it.

They lie in `schemas` as SQL text, made by `make_schema.py` from the last commit of each version.
"""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli_helpers import events_in, run_program
from conftest import Cli, Clock
from faults_helpers import Rows, assert_sound, counted, rows, scopes
from storage_helpers import ask

SCHEMAS = sorted((Path(__file__).parent / "schemas").glob("*.sql"))
LATER = datetime(2026, 12, 1, 19, 30, tzinfo=UTC)
"""After all of them were made."""
POWERLESS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all")
AS_NOBODY = POWERLESS if os.geteuid() == 0 else ()
every_version = pytest.mark.parametrize("schema", SCHEMAS, ids=lambda each: each.stem)


@pytest.fixture
def old(schema: Path, database: Path, clock: Clock, small: Path, monkeypatch: pytest.MonkeyPatch) -> Rows:
    """All that is in it."""
    clock.now = LATER
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    database.parent.mkdir(parents=True)
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(schema.read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    return rows(database)


def version_of(database: Path) -> str:
    return str(ask(database, "SELECT value FROM roadmap_meta WHERE key = 'schema'")[0][0])


def test_every_version_since_the_first_is_there() -> None:
    assert [each.stem for each in SCHEMAS][:4] == ["0.1.0", "0.2.0", "0.3.0", "0.4.0"]


@every_version
def test_an_old_database_shows_every_event_and_goes_on(
    cli: Cli, database: Path, old: Rows, schema: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = version_of(database)
    monkeypatch.delenv("ROADMAP_FILE")
    for user, roadmap in scopes(database):
        name = ["--user", user, *(["--file", str(small)] if roadmap == "small" else [])]
        for command in ("status", "next", "list", "history", "forecast", "review --list", "evidence", "activity"):
            assert cli(*name, *command.split()).code == 0, command
        exported = events_in(cli(*name, "export", "json").out, roadmap)
        its = {key[1] for key, row in old.items() if (key[0], row[3]) == (user, roadmap)}
        assert {each["id"] for each in exported} == its
    assert cli("--file", str(small), "done", "c").code == 0
    assert cli("--file", str(small), "undo").out.startswith("Took back: ")
    after = rows(database)
    assert {key: after[key] for key in old} == old
    assert len(after) == len(old) + 2
    assert_sound(database)
    assert version_of(database) == version or [*database.parent.rglob(f"*schema-{version}*")]
    counted(f"database of {schema.stem}", events=len(old), learners_and_roadmaps=len(scopes(database)), lost=0)


@every_version
def test_an_old_database_that_cannot_be_written_is_shown_all_the_same(
    cli: Cli, database: Path, old: Rows, schema: Path
) -> None:
    before = database.read_bytes()
    for file in database.parent.iterdir():
        file.chmod(0o400)
    database.parent.chmod(0o500)
    try:
        shown = {
            each: run_program(*each.split(), prefix=AS_NOBODY) for each in ("list --json", "history --json", "forecast")
        }
    finally:
        database.parent.chmod(0o700)
        for file in database.parent.iterdir():
            file.chmod(0o600)
    assert database.read_bytes() == before
    for command, result in shown.items():
        assert result.code == 0, result
        assert result.out == run_program(*command.split()).out
