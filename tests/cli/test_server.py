"""The program on a database of a server, from its making to what makes no sense there."""

import json
import re
import shlex
import socket
from pathlib import Path

import pytest
from cli_helpers import assert_refused
from conftest import Cli
from postgres_helpers import asked, cluster, postgres, without_tables
from postgres_proxy import NAME, Cut, proxied
from sqlalchemy import event
from storage_helpers import events_of, holds_the_fold

from roadmap_cli import storage
from roadmap_cli.domain.later_event import LaterEvent
from roadmap_cli.storage.server import engine_of

pytestmark = pytest.mark.process


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


@pytest.fixture
def server(path: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What every command uses, from here on."""
    address = postgres(path)
    monkeypatch.setenv("ROADMAP_DATABASE", address)
    monkeypatch.setenv("ROADMAP_USER", "ada")  # and not who owns it
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    return address


def test_its_owner_makes_it_and_everybody_uses_it(path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_DATABASE", without_tables(path))
    refused = cli("done vectors")
    assert_refused(refused, 4, "there is no database of roadmap yet")
    assert refused.err.endswith("hint: its owner makes one: roadmap database init\n")
    assert cli("database init --partitions 2").out.endswith("each table in 2 parts\n")
    assert cli("database init").out.startswith("It is there already: postgresql://")
    assert "stay as they are" in cli("database init --partitions 4").err
    assert cli("done vectors").code == 0
    assert cli("--user bob status").err == ""
    assert cli("database upgrade").out.startswith("It is up to date: postgresql://")


def test_what_its_owner_is_told_to_do_is_about_the_one_that_somebody_syncs_with(path: Path, cli: Cli) -> None:
    address = without_tables(path)
    refused = cli("sync", "add", "school", address)
    assert_refused(refused, 4, "there is no database of roadmap yet")
    (told,) = re.findall(r"hint: its owner makes one: roadmap (.*)\n", refused.err)
    assert cli(*shlex.split(told)).out.startswith("Made: postgresql://")
    assert cli("sync", "add", "school", address).code == 0


@pytest.mark.parametrize(("command", "most"), [("status", 6), ("done b", 13), ("card add b -q x -a y", 15)])
def test_a_command_goes_to_and_fro_a_few_times(server: str, cli: Cli, command: str, most: int) -> None:
    """Each time the server has to be waited for: so often for a status, and many rows of one table go in one statement."""
    trips = 0

    def hear(_: object, __: object, ___: str, given: object, ____: object, many: bool) -> None:  # noqa: FBT001
        nonlocal trips
        trips += len(given) if many and isinstance(given, list) else 1

    for each in ("done a", "log a 30m", "review grade b-1 3"):
        assert cli(each).code == 0
    for writes in (False, True):
        event.listen(engine_of(server, writes=writes), "before_cursor_execute", hear)
    assert cli(command).code == 0
    assert 0 < trips <= most, trips


def test_every_evening_goes_as_it_does_on_a_file(server: str, cli: Cli, tmp_path: Path) -> None:
    words = (
        "done a",
        "log b 30m to and fro",
        "choose way x",
        "note b what I know",
        "undo",
        "redo",
        "review grade b-1 3",
    )
    on_file = ("--database", str(tmp_path / "evening.db"))
    for each in words:
        there, here = cli(each), cli(*on_file, *each.split())
        assert (there.code, there.out, there.err) == (0, here.out, here.err)
    for each in ("status", "next", "show b", "forecast", "activity", "user list", "export markdown", "tick b 1"):
        there, here = cli(each), cli(*on_file, *each.split())
        assert (there.code, there.out, there.err) == (0, here.out, here.err)
    assert holds_the_fold(server, "ada", "small")


def test_what_was_exported_comes_in_again(server: str, cli: Cli, tmp_path: Path) -> None:
    for each in ("done a", "log b 30m", "undo", "choose way x"):
        assert cli(each).code == 0
    file = tmp_path / "all.json"
    file.write_text(cli("export json").out)
    assert cli(f"import {file}").out.startswith("Nothing new: all 5 events")
    assert cli(f"--user bob import {file}").code == 0
    mine, other = (json.loads(cli(f"--user {user} export json").out) for user in ("ada", "bob"))
    assert mine | {"user": "bob"} == other


def test_what_mentors_see_goes_along_with_whatever_brings_events(server: str, cli: Cli, tmp_path: Path) -> None:
    def seen() -> dict[str, tuple[float, int]]:
        lines = json.loads(cli("cohort --json").out)["lines"]
        return {each["user"]: (each["percent"], each["topics"]["done"]) for each in lines}

    home = ("--database", str(tmp_path / "home.db"))
    assert cli(*home, "done", "a").code == 0
    assert cli(*home, "sync", "add", "school", server, "--as", "ada").code == 0
    assert cli(*home, "sync").code == 0
    assert seen() == {"ada": (11.7, 1)}
    (tmp_path / "all.json").write_text(cli(*home, "export", "json").out)
    assert cli(f"--user bob import {tmp_path / 'all.json'}").code == 0
    assert cli("--user bob undo").code == 0
    folder = tmp_path / "folder"
    folder.mkdir()
    assert cli(*home, "sync", "add", "folder", str(folder), "--as", "carol").code == 0
    assert cli(*home, "sync", "folder").code == 0
    assert cli("--user", "carol", "sync", "add", "folder", str(folder), "--as", "carol").code == 0
    assert cli("--user", "carol", "sync", "folder").code == 0
    assert seen() == {"ada": (11.7, 1), "bob": (0, 0), "carol": (11.7, 1)}


def test_nobody_is_told_who_else_is_there(server: str, cli: Cli) -> None:
    assert cli("done a").code == 0
    new = cli("--user bob status")
    assert (new.code, new.err) == (0, "")
    assert json.loads(cli("--user bob database --json").out)["users"] == []
    assert json.loads(cli("database --json").out)["users"] == ["ada"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("backup", "of a database on a server no copy can be made here"),
        ("restore", "of a database on a server no copy can be made here"),
        ("doctor --rescue new.db", "a database on a server is saved by its own tools"),
        ("database begin", "a database on a server is no file that could be moved"),
        ("database begin --yes", "a database on a server is no file that could be moved"),
    ],
)
def test_what_makes_no_sense_there_says_so(server: str, cli: Cli, words: str, sentence: str) -> None:
    assert cli("done a").code == 0
    assert_refused(cli(words), 1, sentence)


@pytest.mark.parametrize("words", ["database init", "database upgrade"])
def test_a_file_needs_no_owner(cli: Cli, words: str) -> None:
    assert_refused(cli(words), 1, "is a file, and ")


def test_doctor_looks_at_what_is_the_learners(server: str, cli: Cli, path: Path) -> None:
    for each in ("done a", "--user bob done a"):
        assert cli(each).code == 0
    assert "on a server, which looks after itself; 1 learner on 1 roadmap" in cli("doctor").out
    columns = "id, batch, roadmap, kind, topic, at, day, data"
    odd = f"INSERT INTO event (\"user\", {columns}) SELECT \"user\", 'odd', {columns[4:]} FROM event WHERE kind = 'finished'"  # noqa: S608 - a constant
    cluster().connection(cluster().of(path)).execute(odd)
    assert "1 row that roadmap did not write, and leaves out: the event odd: " in cli("doctor").out
    cluster().connection(cluster().of(path)).execute("UPDATE topic_progress SET minutes = 9")
    assert "not as the events say: topics" in cli("doctor").out
    mended = cli("status")
    assert (mended.code, "added up anew" in mended.err) == (0, True)
    assert asked(path, 'SELECT "user", minutes FROM topic_progress ORDER BY 1') == [("ada", 0), ("bob", 9)]


def test_doctor_counts_what_is_of_a_later_version_there(server: str, cli: Cli) -> None:
    for each in ("done a", "--user bob done a"):
        assert cli(each).code == 0
    assert "newer version" not in cli("doctor").out
    for user, number in (("ada", 2), ("bob", 1)):
        event = events_of(server, user, "small")[0]
        others = (f"{event.id[:-2]}{(int(event.id[-2:], 16) + 1 + each) % 256:02x}" for each in range(number))
        later = [LaterEvent(*event)._replace(id=each, kind="dreamt") for each in others]
        with storage.writing(server) as store:
            store.bring_in(later)
    found = {each["area"]: each for each in json.loads(cli("doctor --json").out)["findings"]}["later"]
    assert found["what"] == "2 events of a newer version of roadmap, kept and not counted"


@pytest.mark.parametrize("word", [b"SELECT", b"pg_advisory", b"INSERT", b"COMMIT"])
@pytest.mark.parametrize("when", ["before it is heard", "before it is answered"])
def test_a_command_whose_line_was_cut_is_done_once(
    server: str, path: Path, cli: Cli, tmp_path: Path, word: bytes, when: str
) -> None:
    before = when == "before it is heard"
    cut = Cut(word, 2, before=before)
    (tmp_path / "line").mkdir()
    with proxied(cluster().folder, tmp_path / "line", cut) as folder:
        there = server.replace(str(cluster().folder), str(folder))
        done = cli("--database", there, "done", "a")
    assert (done.code, done.err, done.out.partition("\n")[0]) == (0, "", "Done: Alpha  a")
    assert [event.kind for event in events_of(server, "ada", "small")] == ["finished"]
    assert cut.done == (1 if word == b"COMMIT" and not before else 2)


def test_a_server_that_is_away_or_silent_is_told_soon(cli: Cli, tmp_path: Path) -> None:
    away = cli("--database", f"postgresql://ada:secret@/d?host={tmp_path}", "done", "vectors")
    assert_refused(away, 4, "cannot use the database postgresql://ada:***@/d")
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / NAME))
        silent.listen()
        said = cli("--database", f"postgresql://ada:secret@/d?host={tmp_path}&connect_timeout=2", "done", "vectors")
    assert_refused(said, 4, "timeout expired")
    assert "secret" not in f"{away.err}{said.err}"
