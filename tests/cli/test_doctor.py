"""`roadmap doctor`: whatever is wrong is a finding, never an error and never a traceback, and nothing is written."""

import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_helpers import assert_no_traceback, files_in, run_in_terminal, run_program
from completion_helpers import CONTROL
from conftest import NOW, Cli, Clock, Result
from json_shapes import COUNT, DAY, FLAG, TEXT, TEXT_OR_NULL, listing, table
from process_helpers import AS_NOBODY

from roadmap_cli import storage
from roadmap_cli.storage import rows

FINDING = table(area=TEXT, severity={"enum": ["sound", "worth knowing", "wrong"]}, what=TEXT, todo=TEXT)
DOCTOR = table(schema={"const": 1}, database=TEXT, sound=FLAG, findings=listing(FINDING), fixed=listing(TEXT))
SAVED = table(user=TEXT, roadmap=TEXT, events=COUNT, first_day=DAY, last_day=DAY)
RESCUE = table(
    schema={"const": 1},
    database=TEXT,
    new=TEXT,
    events=COUNT,
    saved=listing(SAVED),
    pages=COUNT,
    odd=COUNT,
    odd_file=TEXT_OR_NULL,
    lost=COUNT,
    sources=listing(TEXT),
    members=COUNT,
)
Findings = dict[str, dict[str, Any]]


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    monkeypatch.delenv("SHELL", raising=False)


@pytest.fixture
def used(cli: Cli, database: Path) -> Path:
    for command in ("done a", "log b 45m 'the norm'", "review grade b-1 3", "choose x", "note b 'what I understood'"):
        assert cli(command).code == 0
    return database


def findings_of(result: Result) -> Findings:
    """By area; where an area has several, the worst."""
    report = json.loads(result.out)
    jsonschema.validate(report, DOCTOR)
    order = ["sound", "worth knowing", "wrong"]
    ranked = sorted(report["findings"], key=lambda each: order.index(each["severity"]))
    assert report["sound"] == (result.code == 0) == (ranked[-1]["severity"] != "wrong")
    return {each["area"]: each for each in ranked}


def look(cli: Cli, *words: str, code: int = 0) -> Findings:
    result = cli(*words, "doctor", "--json")
    assert result.code == code, result
    assert result.err == ""
    return findings_of(result)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_sound_record_is_sound_and_nothing_is_written(cli: Cli, used: Path, home: Path) -> None:
    before = files_in(home)
    found = look(cli)
    assert files_in(home) == before
    assert {each["area"] for each in found.values() if each["severity"] != "sound"} <= {"copies"}
    assert found["database"]["what"].startswith("6 events in 0.")
    assert found["progress"]["what"] == "of 1 learner on 1 roadmap, as the events say"
    assert found["clock"]["what"] == "no event is ahead of it: 2026-11-23 19:30"
    assert found["roadmaps"]["what"].startswith("in use: Small, 7 topics")
    assert found["program"]["what"].startswith("roadmap ")
    assert sqlite3.sqlite_version in found["program"]["what"]


def test_a_sound_record_takes_one_screen() -> None:
    run_program("done", "a")
    code, screen = run_in_terminal("doctor", environment={"COLUMNS": "80", "SHELL": "/bin/bash"})
    assert code == 0
    lines = CONTROL.sub("", screen).rstrip().splitlines()
    assert len(lines) < 24
    assert max(map(len, lines)) <= 80


def test_where_nothing_is_recorded_yet_there_is_nothing_wrong(cli: Cli, database: Path) -> None:
    assert look(cli)["database"]["what"].startswith("nothing is recorded yet")
    assert not database.parent.exists()


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere.db"))


def make_foreign(path: Path) -> None:
    change(path, "CREATE TABLE recipes (name TEXT)")


def make_nonsense(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


def make_half(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)


@pytest.mark.parametrize("make", [make_fifo, make_folder, make_dangling, make_foreign, make_nonsense, make_half])
@pytest.mark.parametrize("as_url", [False, True], ids=["path", "url"])
def test_what_is_no_database_of_ours_is_a_finding(
    cli: Cli, tmp_path: Path, make: Callable[[Path], None], *, as_url: bool
) -> None:
    place = tmp_path / "place" / "p.db"
    place.parent.mkdir()
    make(place)
    before = sorted(place.parent.iterdir()), place.read_bytes() if place.is_file() else b""
    address = f"sqlite:///{place}" if as_url else str(place)
    found = look(cli, "--database", address, code=1)
    assert str(place) in next(each["what"] for each in found.values() if each["severity"] == "wrong")
    fixed = cli("--database", address, "doctor", "--fix")
    assert fixed.code == 1
    assert (sorted(place.parent.iterdir()), place.read_bytes() if place.is_file() else b"") == before


@pytest.mark.parametrize("address", ["oracle://x/y", "sqlite://", "nonsense://"])
def test_an_address_that_no_database_has_is_a_finding(cli: Cli, address: str) -> None:
    assert look(cli, "--database", address, code=1)["database"]["severity"] == "wrong"


def test_a_newer_database_is_left_alone(cli: Cli, used: Path) -> None:
    change(used, "UPDATE roadmap_meta SET value = '999' WHERE key = 'schema'")
    before = used.read_bytes()
    assert "newer version" in look(cli, code=1)["version"]["what"]
    assert cli("doctor --fix").code == 1
    assert used.read_bytes() == before


def test_a_locked_database_is_said_to_be_locked(cli: Cli, used: Path) -> None:
    with closing(sqlite3.connect(used, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        found = look(cli, code=1)
    assert "is locked by another program" in found["database"]["what"]
    assert look(cli)["database"]["severity"] == "sound"


@pytest.mark.parametrize(
    ("area", "spoil"),
    [
        ("progress", "UPDATE topic_progress SET minutes = 999"),
        ("progress", "DELETE FROM study_day"),
        ("progress", "DELETE FROM card"),
        ("progress", "UPDATE topic_memory SET memory = 'nonsense'"),
        ("progress", "INSERT INTO undone_batch SELECT user, roadmap, batch FROM event LIMIT 1"),
        ("progress", "DROP TABLE choice"),
        ("progress", "DROP TABLE topic_progress"),
        ("database", "DROP INDEX event_of_topic"),
    ],
)
def test_what_is_derived_is_put_right_and_a_copy_made_before(cli: Cli, used: Path, area: str, spoil: str) -> None:
    shown, told = cli("status --json").out, cli("history --json").out
    change(used, spoil)
    spoiled = used.read_bytes()
    found = look(cli, code=1)
    assert (found[area]["severity"], found[area]["todo"]) == (
        "wrong",
        "fold it anew from the events: roadmap doctor --fix",
    )
    assert used.read_bytes() == spoiled
    fixed = json.loads(cli("doctor --fix --json").out)
    assert fixed["sound"]
    assert [each.partition(":")[0] for each in fixed["fixed"][:1]] == ["copied first"]
    assert next(used.with_name(f"{used.name}.backups").glob("*.fix.backup")).read_bytes() == spoiled
    assert (cli("status --json").out, cli("history --json").out) == (shown, told)
    assert json.loads(cli("doctor --fix --json").out)["fixed"] == []


def test_events_of_a_later_version_are_counted_and_nothing_is_wrong(cli: Cli, used: Path) -> None:
    assert "later" not in look(cli)
    change(used, """UPDATE event SET data = '{"text": "so", "mood": ["calm"]}' WHERE kind = 'noted'""")
    assert cli("doctor --fix").code == 0  # what another hand has changed is added up anew
    found = look(cli)["later"]
    assert (found["severity"], found["what"]) == (
        "worth knowing",
        "1 event of a newer version of roadmap, kept and not counted",
    )


def test_an_odd_row_is_named_and_stays(cli: Cli, used: Path) -> None:
    change(used, "UPDATE event SET day = 'nonsense' WHERE kind = 'noted'")
    found = look(cli, code=1)
    assert "1 row that roadmap did not write" in found["rows"]["what"]
    assert '"day" must be a day' in found["rows"]["what"]
    assert cli("doctor --fix").code == 1
    with closing(sqlite3.connect(used)) as connection:
        assert connection.execute("SELECT count(*) FROM event WHERE day = 'nonsense'").fetchone() == (1,)


def test_ids_ahead_of_the_clock_are_told_and_kept(cli: Cli, database: Path, clock: Clock) -> None:
    clock.move(days=400)
    cli("done a")
    clock.now = NOW
    cli("log b 45m")
    before = files_in(database.parent)
    found = look(cli)
    assert found["clock"]["severity"] == "worth knowing"
    assert found["clock"]["what"].startswith("3 events of ada came while it was ahead, until 2027-12-28")
    assert cli("doctor --fix").code == 0
    assert files_in(database.parent) == before


def test_files_that_others_can_read_are_closed(cli: Cli, used: Path) -> None:
    used.chmod(0o644)
    assert "others on this machine can read progress.db" in look(cli)["access"]["what"]
    assert f"closed to others: {used}" in cli("doctor --fix").out
    assert used.stat().st_mode & 0o777 == 0o600
    assert look(cli)["access"]["severity"] == "sound"


def test_what_a_killed_command_left_is_removed_once_it_is_old(cli: Cli, used: Path) -> None:
    old, young, other = (used.with_name(name) for name in (f".{'a' * 16}.tmp", f".{'b' * 16}.tmp", ".mine.tmp"))
    for file in (old, young, other):
        file.write_text("x", encoding="utf-8")
        os.utime(file, (NOW.timestamp() - 86400 * (file != young),) * 2)
    assert f"removed what a killed command left: {old}" in cli("doctor --fix").out
    assert (old.exists(), young.exists(), other.exists()) == (False, True, True)


def test_while_somebody_else_writes_nothing_is_put_right_and_that_is_told(
    cli: Cli, used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadmap_cli.storage.sqlite.WAIT_SECONDS", 0.1)
    change(used, "DELETE FROM study_day")
    with storage.alone(used):
        found = findings_of(cli("doctor --fix --json"))
    assert "is locked" in found["database"]["what"]
    assert found["progress"]["severity"] == "wrong"
    assert cli("doctor --fix").code == 0


CONFIG = ("nonsense", "user = 3\n", "hours_per_week = 'many'\n", "\x00", "database = '~nobody-of-that-name/x.db'\n")


@pytest.mark.parametrize("text", CONFIG)
def test_a_faulty_config_is_a_finding_and_the_rest_is_looked_at(cli: Cli, used: Path, home: Path, text: str) -> None:
    config = config_file(cli)
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(text, encoding="utf-8")
    found = look(cli, code=1)
    assert found["settings"]["severity"] == "wrong"
    assert found["database"]["what"].startswith("6 events in")
    for words in ("doctor", "doctor --fix", f"doctor --rescue {home / 'new.db'}"):
        result = cli(words)
        assert result.code in {0, 1}
        assert "Traceback" not in result.err


def config_file(cli: Cli) -> Path:
    return Path(json.loads(cli("config --json").out)["file"])


def test_a_faulty_variable_is_a_finding(cli: Cli, used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_DAY_START", "noon")
    assert "ROADMAP_DAY_START" in look(cli, code=1)["settings"]["what"]


def test_a_roadmap_file_that_is_faulty_or_gone_is_a_finding(cli: Cli, used: Path, small: Path) -> None:
    small.write_text("nonsense", encoding="utf-8")
    assert "behind a key stands = and its value" in look(cli, code=1)["roadmaps"]["what"]
    small.unlink()
    assert "no such file" in look(cli, code=1)["roadmaps"]["what"]
    assert cli("--file", "ml-scientist", "doctor").code == 0


def test_progress_without_a_roadmap_file_is_told(cli: Cli, used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    found = look(cli)["roadmaps"]
    assert (found["severity"], found["what"]) == ("worth knowing", "progress without a roadmap file: small")


def test_a_remembered_file_that_is_gone_is_told(cli: Cli, used: Path, small: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(small.read_text(encoding="utf-8").replace('"small"', '"other"'), encoding="utf-8")
    assert cli("use", str(other)).code == 0
    other.unlink()
    assert f"other ({other})" in look(cli)["roadmaps"]["what"]


def test_texts_that_are_in_no_record_are_told(cli: Cli, used: Path) -> None:
    draft = used.parent / "drafts" / "note-1" / "note.md"
    draft.parent.mkdir(parents=True)
    draft.write_text("typed", encoding="utf-8")
    found = look(cli)["drafts"]
    assert (found["severity"], str(draft) in found["what"]) == ("worth knowing", True)


def test_copies_are_opened_and_counted(cli: Cli, used: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = used.with_name(f"{used.name}.backups")
    folder.mkdir(mode=0o700, exist_ok=True)
    for each in folder.iterdir():
        each.unlink()
    assert look(cli)["copies"]["what"].startswith("there is none yet")
    with closing(sqlite3.connect(used)) as source:
        for day in ("2026-11-20", "2026-11-22"):
            with closing(sqlite3.connect(folder / f"{used.name}.{day}.day.backup")) as copy:
                source.backup(copy)
    found = look(cli)["copies"]
    assert found["what"] == "2, newest 2026-11-22 (1 day old), opens with 6 events; all on this disk"
    assert found["todo"] == "keep them on another disk: roadmap config backup_folder FOLDER"
    (folder / f"{used.name}.2026-11-23.day.backup").write_bytes(b"nonsense" * 1000)
    assert "cannot be used" in look(cli, code=1)["copies"]["what"]
    monkeypatch.setenv("ROADMAP_BACKUP_FOLDER", str(tmp_path / "away"))
    assert cli("doctor").out.count(f"is missing, so they are made beside the database: {tmp_path / 'away'}") == 1


def test_what_no_copy_holds_for_more_than_a_day_is_told(cli: Cli, used: Path, clock: Clock) -> None:
    beside = used.with_name(f"{used.name}.backups")
    clock.move(days=3)
    aside = beside.rename(beside.with_name("elsewhere"))
    beside.touch()
    cli("log b 10m")
    beside.unlink()
    aside.rename(beside)
    told = "1 event since 2026-11-26 19:30 in none of them"
    assert told not in cli("doctor").out
    clock.move(days=1, minutes=1)
    assert told in cli("doctor").out
    cli("backup")
    assert told not in cli("doctor").out
    clock.move(days=30)
    assert "in none of them" not in cli("doctor").out


def test_why_no_copy_holds_it_is_told_where_that_can_be_seen(used: Path) -> None:
    """By the clock of this computer, which is a process's: so all was long ago."""
    beside = used.with_name(f"{used.name}.backups")
    (copy,) = beside.iterdir()
    copy.rename(copy.with_name("progress.db.2019-12-31.day.backup"))
    change(used, "UPDATE event SET at = '2020-01-02T10:00:00+00:00'")
    beside.chmod(0o500)
    told = run_program("doctor", prefix=AS_NOBODY).out
    assert f"6 events since 2020-01-02 10:00 in none of them; {beside} may not be written" in told


def test_a_journal_is_not_complained_of_where_only_nothing_may_be_written(used: Path) -> None:
    for part in ("-wal", "-shm"):
        used.with_name(f"{used.name}{part}").unlink(missing_ok=True)
    used.chmod(0o400)
    used.parent.chmod(0o500)
    found = findings_of(run_program("doctor", "--json", prefix=AS_NOBODY))
    used.parent.chmod(0o700)
    assert (found["journal"]["severity"], found["journal"]["what"][:4]) == ("sound", "wal,")
    assert found["access"]["todo"] == f"give yourself the right: chmod u+rw {used}"


def test_one_that_is_closed_to_its_owner_is_opened_by_what_is_said(cli: Cli, used: Path, tmp_path: Path) -> None:
    used.chmod(0)
    for words in (("doctor",), ("doctor", "--rescue", str(tmp_path / "new.db")), ("restore",)):
        said = run_program(*words, prefix=AS_NOBODY)
        assert said.code != 0
        told = said.out + said.err
        assert f"{used} may not be read" in told
        assert f"chmod u+rw {used}" in told
        assert "restore --replace" not in told
    used.chmod(0o600)
    assert look(cli)["access"]["severity"] == "sound"


def test_of_a_sound_database_without_events_there_is_nothing_to_rescue(
    cli: Cli, database: Path, tmp_path: Path
) -> None:
    assert cli("database begin").code == 0
    new = tmp_path / "new.db"
    refused = cli(f"doctor --rescue {new}")
    assert (refused.code, "there is nothing to rescue" in refused.err) == (1, True)
    assert "--replace" not in refused.err
    database.write_bytes(database.read_bytes()[:8192] + bytes(30000))
    refused = cli(f"doctor --rescue {new}")
    assert (refused.code, "can be read as an event" in refused.err) == (4, True)
    assert not new.exists()


@pytest.mark.parametrize("options", [("--fix", "--rescue", "new.db"), ("--rescue", " ")])
def test_what_makes_no_sense_is_refused(cli: Cli, options: tuple[str, ...]) -> None:
    assert cli("doctor", *options).code == 2


def test_a_rescue_tells_what_it_saved_and_how_to_go_on(cli: Cli, used: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    content = used.read_bytes()
    used.write_bytes(bytes(4096) + content[4096:])
    report = cli("doctor", "--rescue", str(new), "--json")
    jsonschema.validate(json.loads(report.out), RESCUE)
    assert json.loads(report.out)["events"] == 6
    assert cli("--database", str(new), "status", "--json").out != ""
    again = cli("doctor", "--rescue", str(new))
    assert (again.code, "exists already" in again.err) == (1, True)
    said = cli("doctor", "--rescue", str(tmp_path / "other.db")).out
    assert f"roadmap restore {tmp_path / 'other.db'} --replace" in said
    assert "roadmap database begin" in said
    assert used.read_bytes()[:4096] == bytes(4096)


@pytest.mark.parametrize("where", ["missing/new.db", "file/new.db"])
def test_a_rescue_into_nowhere_is_a_sentence(cli: Cli, used: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = cli("doctor", "--rescue", str(tmp_path / where))
    assert (result.code, "its folder is missing" in result.err) == (1, True)


def test_as_a_process_it_ends_as_quietly_on_a_damaged_database(database: Path) -> None:
    run_program("done", "a")
    database.write_bytes(database.read_bytes()[:5000] + b"\xa5" * 9000)
    for words in (("doctor",), ("doctor", "--json"), ("doctor", "--fix")):
        result = run_program(*words)
        assert result.code == 1
        assert_no_traceback(result)


def test_no_event_is_looked_at_twice(cli: Cli, used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is folded topic by topic has been checked row by row before; where no row is odd none is checked again."""
    seen: list[object] = []
    fault_of = rows.fault_of

    def counted(told: Mapping[str, object]) -> str:
        seen.append(told["id"])
        return fault_of(told)

    monkeypatch.setattr(rows, "fault_of", counted)
    assert cli("doctor").code == 0
    assert 0 < len(seen) == len(set(seen))
