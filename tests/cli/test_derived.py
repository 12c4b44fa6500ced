"""Damage to what is derived, and events of a foreign hand, as a person meets them: the same answers, and a word about it."""

import shutil
from pathlib import Path

import pytest
from cli_helpers import has_happened
from conftest import SMALL, Cli
from damage_helpers import DAMAGES, roots, spoil
from process_helpers import LONG
from storage_helpers import ask, change, tables

pytestmark = pytest.mark.usefixtures("_record")
READING = ("status --json", "list --json", "forecast --json", "review --json", "card list --json", "activity --json")
TELLING = (*READING, "history --json", "export json")
"""With ids, which are others on every machine."""
WRITING = ("done c", "log b 5m", "undo", "review grade a-1 2", "edit b --last --delete", "card add c -q Q -a A")
HEADER_BYTES = 100
"""In which SQLite notes how it keeps its journal."""
DAMAGED_ROWS = {name: each for name, each in DAMAGES.items() if "column" not in name}
AFTER_DAMAGE = [
    pytest.param(statement, command, id=f"{name}-{command}")
    for place, (name, statement) in enumerate(DAMAGED_ROWS.items())
    for command in (WRITING[place % 6], WRITING[(place + 1 + place // 6 % 5) % 6])
]
"""Each damage with two commands, and each command with many damages."""
UNWRITABLE = dict([*DAMAGES.items()][:: 1 if LONG else 3])
"""What is noticed of each is looked at where it can be written anew."""
Answers = list[tuple[int, str]]
_right: dict[tuple[str, ...], Answers] = {}


@pytest.fixture
def _record(cli: Cli, small: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    cards = 'cards = [{id = "a-1", question = "First letter?", answer = "Alpha."}]'
    small.write_text(SMALL.replace('title = "Alpha"', f'title = "Alpha"\n{cards}'), encoding="utf-8")
    has_happened(
        cli,
        database,
        *("done a", "log b 30m a note", "log b 20m --on 2026-09-20", "review grade a-1 3", "card add b -q Q -a A"),
        *("choose way x", "done c", "undo", "plan --hours-per-week 5", "break --from 2026-12-01 --until 2026-12-03"),
    )


@pytest.fixture
def unwritable(database: Path) -> Path:
    """A lock that nobody can take, which keeps also who may do everything from writing."""
    lock = database.with_name(f"{database.name}.lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    return database


def answers(cli: Cli, *commands: str) -> Answers:
    return [(found.code, found.out) for found in map(cli, commands)]


def right_answers(cli: Cli, database: Path, *commands: str) -> Answers:
    """Those of a copy to which nothing is done. The record is the same for every test, and so it is asked once."""
    if commands not in _right:
        sound = shutil.copy(database, database.with_name("sound.db"))
        _right[commands] = answers(cli, *(f"--database {sound} {each}" for each in commands))
    assert {code for code, _ in _right[commands]} == {0}
    return _right[commands]


@pytest.mark.parametrize("statement", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_reader_answers_as_before_and_says_once_that_it_added_up_anew(
    cli: Cli, database: Path, statement: str
) -> None:
    right, before = right_answers(cli, database, *TELLING), tables(database)
    change(database, statement)
    found = [cli(each) for each in TELLING]
    assert [(each.code, each.out) for each in found] == right
    assert sum("added up anew" in each.err for each in found) == 1
    assert tables(database) == before


@pytest.mark.parametrize(("statement", "command"), AFTER_DAMAGE)
def test_a_writer_records_and_answers_as_it_would_have(cli: Cli, database: Path, statement: str, command: str) -> None:
    right = right_answers(cli, database, command, *READING)
    change(database, statement)
    assert answers(cli, command, *READING) == right


@pytest.mark.parametrize("statement", UNWRITABLE.values(), ids=UNWRITABLE.keys())
def test_where_nothing_can_be_written_it_is_added_up_in_memory(cli: Cli, unwritable: Path, statement: str) -> None:
    right = right_answers(cli, unwritable, *TELLING)
    change(unwritable, statement)
    found = [cli(each) for each in TELLING]
    assert [(each.code, each.out) for each in found] == right
    assert any("cannot be used, nor written anew" in each.err for each in found)
    refused = cli("done c")
    assert refused.code == 4
    assert ask(unwritable, "SELECT count(*) FROM event WHERE topic = 'c'") == [(1,)]


def test_after_an_upgrade_a_reader_that_may_not_write_shows(cli: Cli, unwritable: Path) -> None:
    right = answers(cli, *TELLING)
    change(unwritable, "UPDATE roadmap_meta SET value = '6' WHERE key = 'projection'", "DROP TABLE seal")
    change(unwritable, "UPDATE topic_progress SET minutes = 99")
    before = tables_but_seals(unwritable)
    assert answers(cli, *TELLING) == right
    assert tables_but_seals(unwritable) == before


def tables_but_seals(path: Path) -> list[tuple[object, ...]]:
    return [row for name in ("event", "topic_progress", "roadmap_meta") for row in ask(path, f"SELECT * FROM {name}")]  # noqa: S608


@pytest.mark.parametrize("name", ["topic_progress", "seal", "event_of_roadmap", "event_of_topic"])
def test_a_page_that_is_spoilt_is_written_anew(cli: Cli, database: Path, name: str) -> None:
    right = right_answers(cli, database, *TELLING)
    spoil(database, roots(database)[name])
    assert answers(cli, *TELLING) == right
    assert cli("done c").code == 0
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]


def test_a_log_that_cannot_be_read_is_damaged_and_left_as_it_is(cli: Cli, database: Path) -> None:
    spoil(database, roots(database)["event"])
    before = database.read_bytes()[HEADER_BYTES:]
    for command in ("status", "done c"):
        refused = cli(command)
        assert refused.code == 4
        assert "Traceback" not in refused.err
    assert database.read_bytes()[HEADER_BYTES:] == before


ROW = "INSERT INTO event SELECT user, {id}, batch, roadmap, {kind}, {topic}, at, {day}, {data}, NULL, NULL FROM event WHERE kind = 'finished' LIMIT 1"
NEW_ID = "'01a20b00-0000-7000-8000-000000000001'"
ODD = {
    "a kind that is no word": {"kind": "''"},
    "a key that is missing": {"kind": "'logged'", "data": "'{}'"},
    "a key of a wrong sort": {"kind": "'logged'", "data": """'{"minutes": "many"}'"""},
    "the year 9999": {"day": "'9999-12-31'"},
    "a day that is none": {"day": "'someday'"},
    "a day that is no text": {"day": "x'ff'"},
    "a topic where there must be none": {"kind": "'chose'", "data": """'{"choice": "way"}'"""},
    "no topic where there must be one": {"topic": "NULL"},
    "data that is no JSON": {"data": "'{'"},
    "data that is no object": {"data": "'7'"},
    "data that is nested": {"data": """'{"reason": {"deep": 1}}'"""},
    "data that is no text": {"data": "x'7b7d'"},
    "a number that is none": {"kind": "'logged'", "data": """'{"minutes": NaN}'"""},
    "text that is none": {"data": "CAST(x'7b22726561736f6e223a22ff227d' AS TEXT)"},
    "half a letter": {"data": """'{"reason": "\\ud800"}'"""},
    "an id that is none": {"id": "'zzz'"},
    "an id that begins like one": {"id": "'beef'"},
    "an id of the year 10000": {"id": "'ffffffff-ffff-7fff-bfff-ffffffffffff'"},
    "an id that is no text": {"id": "x'ff00'"},
    "an odd break": {
        "kind": "'paused'",
        "topic": "NULL",
        "data": """'{"first": "2026-12-02", "last": "2026-12-01"}'""",
    },
    "an odd undo": {"kind": "'undone'", "topic": "NULL", "data": "'{}'"},
    "an odd timer": {"kind": "'timed'", "data": """'{"action": "sleep"}'"""},
    "an odd card": {"kind": "'graded'", "data": """'{"card": "a-1", "rating": 9}'"""},
}


def odd(fields: dict[str, str]) -> str:
    return ROW.format(**({"id": NEW_ID, "kind": "kind", "topic": "topic", "day": "day", "data": "data"} | fields))


@pytest.mark.parametrize("fields", ODD.values(), ids=ODD.keys())
def test_an_event_of_a_foreign_hand_is_left_out_and_named_and_never_in_the_way(
    cli: Cli, database: Path, tmp_path: Path, fields: dict[str, str]
) -> None:
    right = right_answers(cli, database, *TELLING)
    change(database, odd(fields))
    found = [cli(each) for each in (*TELLING, "report", "edit", "show a", "story", "apply", "ready")]
    assert [(each.code, each.out) for each in found[: len(TELLING)]] == right
    assert {each.code for each in found} == {0}
    named = [each.err for each in found if "no event of roadmap" in each.err]
    assert named
    assert all("roadmap doctor" in each for each in named)
    kept = tmp_path / "kept.json"
    cli(f"export json -o {kept}")
    for command in (
        "log b 5m",
        "done c",
        "undo",
        "redo",
        "review grade a-1 3",
        "edit b --last --delete",
        f"import {kept}",
    ):
        assert cli(command).code == 0, command
    fresh = ask(database, "SELECT id FROM event WHERE topic = 'c' ORDER BY rowid DESC LIMIT 1")[0][0]
    assert fresh.startswith("01a2")


def test_older_commands_make_up_for_those_that_are_left_out(cli: Cli, database: Path) -> None:
    """What is odd is not taken for the end of the record, nor for the newest command."""
    long = cli("history -n 50 --json").out
    for number in range(100):
        change(database, odd({"id": f"'01a20b00-0000-7000-8000-{number:012}'", "kind": "''"}))
    assert cli("history -n 50 --json").out == long
    assert "as are 99 others" in cli("history -n 1").err
    assert "no event of roadmap" in cli("undo").err


def test_without_its_events_a_database_is_damaged_and_never_empty(cli: Cli, database: Path) -> None:
    change(database, "DROP TABLE event")
    for command in ("status", "history", "user", "export json", "done c"):
        refused = cli(command)
        assert (refused.code, refused.out) == (4, "")
        assert "roadmap doctor" in refused.err


def test_without_its_version_what_is_recorded_is_shown_and_nothing_written(cli: Cli, database: Path) -> None:
    before = cli("status").out
    change(database, "DROP TABLE roadmap_meta")
    assert cli("status").out == before
    assert cli("done c").code == 4


def test_a_user_who_is_no_text_blocks_nobody(cli: Cli, database: Path) -> None:
    change(
        database,
        "INSERT INTO event SELECT x'ffee', id, batch, roadmap, kind, topic, at, day, data, NULL, NULL FROM event LIMIT 1",
    )
    assert cli("user").code == cli("config user zed --yes").code == 0
