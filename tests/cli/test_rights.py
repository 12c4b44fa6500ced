"""The program on a server with no more rights than a learner or a mentor has."""

import json
import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import get_args

import pytest
from cli_helpers import PROGRAM, assert_refused, files_in
from conftest import NOW, Cli
from postgres_helpers import asked, changed, cluster, without_tables
from postgres_server import LEARNER
from process_helpers import PATIENCE
from rights_helpers import MENTOR, Shared, psql, rows_of, shared
from storage_helpers import fact, holds_the_fold

from roadmap_cli.domain.cohort import Order
from roadmap_cli.storage import rights, writing

pytestmark = pytest.mark.process
PASSWORD = "pick-le_7"  # noqa: S105 - of a test


@pytest.fixture(scope="module", name="made")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    return shared(tmp_path_factory.mktemp("rights") / "progress.db")


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    monkeypatch.setenv("LOGNAME", "somebody")


def test_a_learner_has_every_evening_and_touches_nothing_of_others(
    made: Shared, cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ROADMAP_DATABASE", made.address("ada"))
    before = rows_of(made, "bob")
    for each in (
        *("start a", "done a", "log b 30m to and fro", "choose way x", "note b what I know", "undo", "redo"),
        *(
            "review grade b-1 3",
            "tick b 1",
            "skip c",
            "status",
            "next",
            "list",
            "show b",
            "history",
            "forecast",
            "activity",
        ),
        *("user list", "database", "doctor", "cohort", "cohort --me", "group", "export markdown"),
    ):
        done = cli(each)
        assert (done.code, done.err.count("error:")) == (0, 0), (each, done)
    whole = cli("export json").out
    assert json.loads(whole)["user"] == "ada"
    (tmp_path / "all.json").write_text(whole)
    assert cli(f"import {tmp_path / 'all.json'}").out.startswith("Nothing new")
    assert holds_the_fold(made.address("ada"), "ada", "small")
    assert asked(made.path, "SELECT count(*) FROM summary WHERE \"user\" = 'ada' AND roadmap = 'small'") == [(1,)]
    assert rows_of(made, "bob") == before


def test_a_learner_syncs_with_a_server_to_and_fro(made: Shared, cli: Cli, tmp_path: Path) -> None:
    before = rows_of(made, "bob")
    homes = [("--database", str(tmp_path / f"{each}.db"), "--user", "me") for each in ("one", "other")]
    assert cli(*homes[0], "log", "b", "17m").code == 0
    for home in homes:
        assert cli(*home, "sync", "add", "school", made.address("ada"), "--as", "ada").code == 0
        done = cli(*home, "sync", "school")
        assert (done.code, done.err.count("error:")) == (0, 0), done
    assert "17 min on Beta" in cli(*homes[1], "history").out
    assert rows_of(made, "bob") == before


def test_nobody_syncs_with_a_server_as_somebody_else(made: Shared, cli: Cli) -> None:
    refused = cli("sync", "add", "school", made.address("ada"), "--as", "bob")
    assert_refused(refused, 4, "this server knows you as ada, and shows nobody what is bob's")
    assert refused.err.endswith("hint: say who you are there: --as USER\n")
    assert cli("sync list").out.count("syncs with nothing yet") == 1


def test_a_mentor_sees_their_groups_and_records_nothing(
    made: Shared, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_DATABASE", made.address())
    for each in ("ada", "bob"):
        assert cli("--database", made.address(each), "log", "b", "30m").code == 0
    monkeypatch.setenv("ROADMAP_DATABASE", made.address(MENTOR))
    for each in ("cohort --json", "cohort --group spring --json"):
        assert [line["user"] for line in json.loads(cli(each).out)["lines"]] == ["ada"]
    assert cli("group").out.startswith("spring  1 learner")
    assert_refused(cli("cohort --group autumn"), 1, 'there is no group "autumn"')
    assert cli("cohort export csv").out.count("\n") == 2
    for each in ("status", "log b 5m", "export json"):
        assert_refused(cli(each), 4, "permission denied for table")


FACTS = '{"in_progress":[],"fades":[%s],"pace":[%s,1,1,null],"finishes":[],"breaks":[%s]}'
FORGED = {
    "no json": {"facts": "x"},
    "json without end": {"facts": "[" * 5000},
    "no number": {"facts": FACTS % ("", "NaN", "")},
    "no day": {"facts": FACTS % (10**30, 1, "")},
    "a break of all days": {"facts": FACTS % ("", 1, "[-719162,2932896]")},
    "no percent": {"percent": "NaN"},
    "less than nothing": {"percent": "-5"},
    "hours without end": {"hours": "Infinity"},
    "before all days": {"seen": "-900000"},
    "seen, but no day": {"seen": "20780", "minutes": ""},
    "elsewhere": {"topic": "b", "facts": FACTS % ("", 1, "")},
}
"""What the server lets a learner write over their summary."""


@pytest.mark.parametrize("name", FORGED)
def test_whoever_forges_their_summary_hides_nobody_else(
    made: Shared, cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    for each in ("ada", "bob"):
        assert cli("--database", made.address(each), "log", "b", "30m").code == 0
    sets = ", ".join(f"{column} = '{value}'" for column, value in FORGED[name].items())
    assert psql(made, "ada", f"UPDATE summary SET {sets} WHERE roadmap = 'small'") == "UPDATE 1\n"  # noqa: S608 - a test
    monkeypatch.setenv("ROADMAP_DATABASE", made.address())
    for order in get_args(Order):
        report = json.loads(cli(f"cohort --sort {order} --json").out)
        assert [line["user"] for line in report["lines"]] == ["bob"]
        assert report["unread"] == ["ada"]
    assert "\nNot told here: ada. What the database holds" in cli("cohort").out
    assert cli("cohort export csv").out.endswith(f"\nada{',' * 15}\n")
    assert cli(f"cohort export html -o {tmp_path / 'cohort.html'}").code == 0
    assert "<p>Not told here: ada. What" in (tmp_path / "cohort.html").read_text()
    assert cli("--database", made.address("ada"), "log", "b", "1m").code == 0
    assert json.loads(cli("cohort --json").out)["unread"] == []


@pytest.mark.parametrize("name", ["no json", "a break of all days"])
def test_a_learner_whose_summary_is_none_is_told_and_makes_it_anew(
    made: Shared, cli: Cli, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("ROADMAP_DATABASE", made.address("ada"))
    assert cli("log b 30m").code == 0
    before = json.loads(cli("cohort --me --json").out)
    forged = f"UPDATE summary SET facts = '{FORGED[name]['facts']}' WHERE roadmap = 'small'"  # noqa: S608 - a test
    assert psql(made, "ada", forged) == "UPDATE 1\n"
    told = cli("cohort --me")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("A mentor is told nothing of ada on Small. What the database holds")
    assert told.out.endswith("To make it anew: roadmap doctor --fix\n")
    assert "made anew what mentors see: ada" in cli("doctor --fix").out
    assert json.loads(cli("cohort --me --json").out) == before


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("user rename ada eve --yes", "rename a user"),
        ("group add spring bob", "say who is in a group"),
        ("group remove spring ada", "say who is in a group"),
        ("database upgrade", "bring it up to date"),
        ("database grant mentor ada", "say who may be a mentor there"),
        ("database revoke learner bob", "say who is no learner there"),
    ],
)
def test_what_the_owner_does_is_left_to_the_owner(made: Shared, cli: Cli, words: str, deed: str) -> None:
    refused = cli("--database", made.address("ada"), *words.split())
    assert_refused(refused, 1, f"can {deed}, and you are ada there")
    assert refused.err.endswith("hint: ask whoever made the database\n")


def test_who_is_somebody_else_there_is_told_who_they_are(
    made: Shared, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_DATABASE", made.address("ada"))
    assert cli("status").code == 0
    for each in ("status", "log a 5m", "export json", "cohort --me"):
        refused = cli(f"--user bob {each}")
        assert_refused(refused, 4, "this server knows you as ada, and shows nobody what is bob's")
        assert "--user ada" in refused.err
    monkeypatch.setenv("ROADMAP_DATABASE", made.address("ada").replace("ada@", ""))
    monkeypatch.setenv("PGUSER", "ada")
    assert_refused(cli("status"), 4, "this server knows you as ada, and shows nobody what is somebody's")
    assert cli("config user ada").code == 0
    assert cli("status").code == 0


def test_the_owner_lets_people_in_and_out(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_DATABASE", without_tables(tmp_path / "progress.db"))
    monkeypatch.setenv("ROADMAP_USER", "somebody")
    changed(tmp_path / "progress.db", 'DROP ROLE IF EXISTS "zoe [b]"')
    assert_refused(cli("database grant learner zoe"), 4, "there is no database of roadmap yet")
    assert cli("database init").code == 0
    granted = cli("database", "grant", "learner", "zoe [b]")
    assert granted.out.startswith("Granted: zoe [b] is a learner in postgresql://")
    assert granted.out.endswith('The role has no password yet. Give it one in psql: \\password "zoe [b]"\n')
    assert cli("database", "grant", "learner", "zoe [b]").out.count("\n") == 1
    assert "roadmap group add GROUP 'zoe [b]' --mentor" in cli("database", "grant", "mentor", "zoe [b]").out
    assert cli("database", "revoke", "mentor", "zoe [b]").out.startswith("Revoked: zoe [b] is a mentor no more in")
    assert cli("database", "revoke", "mentor", "zoe [b]").out.startswith("zoe [b] is no mentor in")


@pytest.mark.parametrize("words", ["database grant learner ada", "database revoke mentor ada"])
def test_a_file_belongs_to_whoever_can_read_it(cli: Cli, words: str) -> None:
    assert_refused(cli(words), 1, "is a file, and belongs to whoever can read it")


@pytest.fixture
def locked(made: Shared) -> str:
    """The address of a learner who has to give a password."""
    rights.grant(made.address(), "learner", LEARNER)
    made.change(f"ALTER ROLE {LEARNER} PASSWORD '{PASSWORD}'")
    return made.address(LEARNER)


def test_a_password_stands_in_a_file_or_a_service(
    made: Shared, locked: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = cli("--database", locked, "log", "a", "5m")
    assert_refused(refused, 4, "no password supplied")
    kept = tmp_path / "passwords"
    kept.write_text(f"*:*:*:{LEARNER}:{PASSWORD}\n")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    assert cli("--database", locked, "log", "a", "5m").code == 0
    monkeypatch.delenv("PGPASSFILE")
    services = tmp_path / "services"
    services.write_text(f"[there]\nhost={cluster().folder}\ndbname={made.name}\nuser={LEARNER}\npassword={PASSWORD}\n")
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    told = cli("--database", "postgresql://?service=there", "--user", LEARNER, "status")
    assert (told.code, told.err) == (0, "")


def test_a_password_is_told_nobody(made: Shared, locked: str, cli: Cli, home: Path) -> None:
    right, wrong = (locked.replace(f"{LEARNER}@", f"{LEARNER}:{each}@") for each in (PASSWORD, f"{PASSWORD}x"))
    said = [
        cli("--database", address, *words.split())
        for address in (right, wrong)
        for words in (
            "log a 5m",
            "status",
            "history",
            "history --json",
            "database",
            "database --json",
            "doctor",
            "config",
            "export json",
            "database upgrade",
            "--user bob status",
        )
    ]
    assert {each.code for each in said} >= {0, 1, 4}
    assert [each for each in said if PASSWORD in each.out + each.err] == []
    assert PASSWORD not in repr(asked(made.path, "SELECT * FROM event"))
    assert [each for each, content in files_in(home).items() if PASSWORD in repr(content)] == []


def test_no_password_of_a_file_is_in_the_list_of_processes(
    locked: str, small: Path, home: Path, tmp_path: Path
) -> None:
    """While it waits for another who records of the same learner."""
    kept = tmp_path / "passwords"
    kept.write_text(f"*:*:*:{LEARNER}:{PASSWORD}\n")
    kept.chmod(0o600)
    environment = {**os.environ, "PGPASSFILE": str(kept), "ROADMAP_FILE": str(small)}
    with writing(locked.replace(f"{LEARNER}@", f"{LEARNER}:{PASSWORD}@")) as store:
        store.append(LEARNER, "small", [fact("started", "a")], NOW)
        command = (*PROGRAM, "--database", locked, "log", "a", "5m")
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as running:
            told = _words_until(
                lambda: bool(asked_there("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
            )
            running.terminate()
    assert any("roadmap_cli" in each for each in told)
    assert not any(PASSWORD in each for each in told)


def asked_there(statement: str) -> list[tuple[object, ...]]:
    return cluster().connection("postgres").execute(statement).fetchall()


def _words_until(is_there: Callable[[], bool]) -> set[str]:
    """Of every process of this machine, of which there are those of the server as well."""
    told, end = set[str](), time.monotonic() + PATIENCE
    while not is_there():
        assert time.monotonic() < end
        for each in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                told.add(each.read_text(errors="replace"))
    return told
