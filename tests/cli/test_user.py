"""Users that are new, mistyped or renamed, from the command line to what is said and stored."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cli_helpers import assert_refused, events_in, histories, json_of, run_in_terminal, status_of
from conftest import Cli, Clock
from storage_helpers import watched

NEW = '"adda" is new here: progress is of ada; bob; did you mean ada?'


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def config(home: Path) -> Path:
    return home / ".config" / "learning-roadmap" / "config.toml"


@pytest.fixture
def _two(cli: Cli) -> None:
    cli("log a 30m")
    cli("--user bob done a")


READING = (
    "status",
    "next",
    "list",
    "show a",
    "history",
    "activity",
    "plan",
    "break",
    "report --now",
    "export json",
    "",
)


@pytest.mark.usefixtures("_two")
@pytest.mark.parametrize("command", [*READING, "log b 10m", "start b", "note b so", "plan --days mon", "choose x"])
def test_who_is_new_among_others_is_told_so(cli: Cli, command: str) -> None:
    assert cli(f"--user adda {command}").err.count(f"hint: {NEW}\n") == 1
    assert NEW not in cli(command).err


@pytest.mark.usefixtures("_two")
def test_it_is_said_where_there_is_nothing_to_undo_too(cli: Cli) -> None:
    refused = cli("--user adda undo")
    assert (refused.code, refused.err.startswith(f"hint: {NEW}\nerror: there is nothing to undo\n")) == (1, True)


@pytest.mark.usefixtures("_two")
def test_it_is_not_said_again_once_there_is_an_event(cli: Cli) -> None:
    assert NEW in cli("--user adda log b 10m").err
    for command in READING:
        assert cli(f"--user adda {command}").err == ""
    assert cli("--user adda undo").err == cli("--user adda status").err == ""


@pytest.mark.usefixtures("_two")
@pytest.mark.parametrize("options", ["--short", "--short --due"])
def test_it_is_not_said_in_a_prompt(cli: Cli, options: str) -> None:
    assert cli(f"--user adda status {options}").err == ""
    assert NEW in cli("--user adda status").err


def test_the_first_user_of_all_is_not_new_to_anybody(cli: Cli) -> None:
    assert "is new here" not in cli("status").err + cli("log a 10m").err + cli("status").err


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Every statement that SQLite runs."""
    seen: list[str] = []
    with watched(lambda connection: connection.set_trace_callback(seen.append)):
        yield seen


@pytest.mark.usefixtures("_two")
@pytest.mark.parametrize("command", ["status", "next", "list", "done b", "log a 5m", "undo", "history", "activity"])
def test_of_a_known_user_nothing_more_is_asked(cli: Cli, asked: list[str], command: str) -> None:
    assert cli(command).code == 0
    assert asked
    assert not any("min(event.user)" in each for each in asked)
    assert sum("ORDER BY event.arrived DESC" in each for each in asked) == (command in {"done b", "log a 5m", "undo"})


@pytest.mark.usefixtures("_two")
def test_users_are_listed_with_their_progress(cli: Cli) -> None:
    assert cli("user").out == cli("user list").out
    assert cli("user").out == (
        "ada  1 topic of small, last on 2026-11-23  in use\nbob  1 topic of small, last on 2026-11-23\n"
    )
    assert json_of(cli, "user") == json_of(cli, "user list")
    assert json_of(cli, "user list")["users"][1] == {
        "name": "bob",
        "roadmaps": [{"roadmap": "small", "topics": 1, "last_day": "2026-11-23"}],
        "in_use": False,
    }
    cleo = cli("--user cleo user")
    assert (cleo.out.splitlines()[-1], cleo.err) == ("In use is cleo, of whom nothing is recorded yet", "")


def test_without_anybody_the_list_is_empty(cli: Cli, database: Path) -> None:
    assert cli("user").out == "There is no progress of anybody yet.\n"
    assert not database.exists()


def rows(database: Path, user: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {name: [each[1] for each in connection.execute(f"PRAGMA table_info({name})")] for name in tables}
        return sum(
            connection.execute(f"SELECT count(*) FROM {name} WHERE user = ?", (user,)).fetchone()[0]  # noqa: S608
            for name in tables
            if "user" in columns[name]
        )


def test_a_renamed_user_has_all_that_was_there_before_and_a_copy_is_kept(
    cli: Cli, database: Path, clock: Clock, config: Path
) -> None:
    for command in (
        "config user ada",
        "done a",
        "review grade a-1 3",
        "card add b -q x -a y",
        "choose x",
        "log b 9m",
        "undo",
    ):
        cli(command)
    clock.move(minutes=1)
    before, held = cli("export json").out, rows(database, "ada")
    result = cli("user rename ada lovelace")
    copy = database.with_name("progress.db.backups") / "progress.db.2026-11-23T193100.rename.backup"
    assert result.out == (
        "Renamed ada to lovelace: 2 topics of small\n"
        "config.toml names lovelace now\n"
        f"The database as it was before is kept: {copy}\n"
        "Back again: roadmap user rename lovelace ada\n"
    )
    assert result.err == ""
    said = 2  # the rename itself, and that there is one of its kind
    assert (rows(database, "lovelace"), rows(database, "ada"), rows(copy, "ada")) == (held + said, 0, held)
    assert 'user = "lovelace"' in config.read_text(encoding="utf-8")
    *events, renamed = events_in(now := cli("export json").out)
    assert (events, json.loads(now)["user"]) == (events_in(before), "lovelace")
    assert (renamed["kind"], renamed["data"]) == ("renamed", {"before": "ada", "after": "lovelace"})
    assert copy.stat().st_mode & 0o777 == 0o600
    assert cli("undo").code == 0
    assert len(histories(cli)) > 1


def test_a_rename_in_another_database_leaves_the_user_of_config(
    cli: Cli, config: Path, tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.db"
    for command in ("config user ada", "done a", f"done a --database {other}"):
        assert cli(command).code == 0
    result = cli(f"user rename ada zoe --database {other}")
    assert "config.toml" not in result.out
    assert result.err == "hint: config.toml still names ada, for the usual database; for this one say --user zoe\n"
    assert 'user = "ada"' in config.read_text(encoding="utf-8")
    monkeypatch.chdir(database.parent)
    assert "config.toml names zoe now" in cli("user rename ada zoe --database progress.db").out


def test_each_of_two_copies_within_a_second_is_kept(cli: Cli, database: Path) -> None:
    for command in ("done a", "user rename ada lovelace", "user rename lovelace zoe"):
        assert cli(command).code == 0
    folder = database.with_name("progress.db.backups")
    first, second = (folder / f"progress.db.2026-11-23T193000{end}.rename.backup" for end in ("", "-2"))
    assert (rows(first, "ada") > 0, rows(first, "lovelace")) == (True, 0)
    assert (rows(second, "ada"), rows(second, "lovelace") > 0) == (0, True)
    assert second.stat().st_mode & 0o777 == 0o600


def test_who_is_user_by_their_login_is_told_how_to_stay_it(cli: Cli) -> None:
    cli("done a")
    said = cli("user rename ada lovelace").err
    assert said == "hint: the default still names ada as the user; change it with: roadmap config user lovelace\n"
    assert cli("config user lovelace").err == ""
    assert status_of(cli, "a") == "done"


@pytest.mark.usefixtures("_two")
@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("user rename ada bob", 1, '"bob" has progress already'),
        ("user rename add cleo", 1, 'nothing is recorded of "add"'),
        ("user rename ada ' '", 2, "cannot be a user name"),
        ("user rename ada", 2, "missing argument 'NEW'"),
    ],
)
def test_a_refused_name_changes_nothing_and_copies_nothing(
    cli: Cli, database: Path, command: str, code: int, message: str
) -> None:
    assert_refused(cli(command), code, message)
    assert list(database.parent.rglob("*.rename.backup")) == []
    assert rows(database, "ada") > 0


@pytest.mark.usefixtures("_two")
def test_who_is_named_by_the_environment_is_told_to_change_it_there(
    cli: Cli, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("config user bob")
    monkeypatch.setenv("ROADMAP_USER", "bob")
    assert cli("user rename bob zoe").err == "hint: ROADMAP_USER still names bob: change it there to zoe\n"
    assert 'user = "zoe"' in config.read_text(encoding="utf-8")
    monkeypatch.setenv("ROADMAP_USER", "zoe")
    assert status_of(cli, "a") == "done"


@pytest.mark.usefixtures("_two")
def test_who_is_named_by_a_flag_is_told_to_name_the_other(cli: Cli) -> None:
    assert cli("--user bob user rename bob zoe").err == "hint: --user still names bob: from here on say --user zoe\n"
    assert cli("user rename zoe bob").err == ""
    assert "the default still names ada" in cli("--user ada user rename ada lovelace").err


def test_without_a_copy_it_has_to_be_said_that_it_is_meant(cli: Cli) -> None:
    result = cli("--database postgresql://nobody@localhost:1/none user rename ada bob")
    assert_refused(result, 1, "of a database on a server no copy can be made here")
    assert "give --yes" in result.err
    assert cli("--database postgresql://nobody@localhost:1/none user rename ada bob --yes").code == 4


@pytest.mark.usefixtures("_two")
def test_a_user_without_progress_is_not_set_in_a_pipe_where_it_hides_that_of_others(cli: Cli, config: Path) -> None:
    result = cli("config user cleo")
    assert_refused(result, 1, 'nothing is recorded of "cleo"; the progress here is of ada; bob')
    assert (
        "hint: give it the other name: roadmap user rename ada cleo; or set the user all the same, with --yes"
        in result.err
    )
    assert not config.exists()
    assert cli("config user bob").code == 0
    assert cli("config user cleo --yes").code == 0
    assert "cleo" in config.read_text(encoding="utf-8")


@pytest.mark.usefixtures("_two")
def test_a_user_is_not_unset_where_that_hides_progress(cli: Cli, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("config user bob")
    monkeypatch.setenv("LOGNAME", "cleo")
    result = cli("config user --unset")
    assert_refused(result, 1, 'nothing is recorded of "cleo"; the progress here is of bob; ada')
    assert "roadmap user rename bob cleo; or unset the user all the same, with --yes" in result.err
    assert "bob" in config.read_text(encoding="utf-8")
    assert cli("config user --unset --yes").out.startswith("user  cleo  default\n")
    assert cli("config user bob").code == 0
    monkeypatch.setenv("LOGNAME", "ada")
    assert cli("config user --unset --quiet").out == ""
    assert "bob" not in config.read_text(encoding="utf-8")


def test_where_there_is_no_progress_any_user_is_set(cli: Cli) -> None:
    assert cli("config user cleo").code == 0


@pytest.mark.usefixtures("_two")
@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_in_a_terminal_it_is_asked(config: Path, typed: str, code: int) -> None:
    got, screen = run_in_terminal("config", "user", "cleo", typed=typed)
    assert (got, config.exists()) == (code, code == 0), screen
    assert "Set the user all the same? [y/N]" in screen


@pytest.fixture
def renamed_elsewhere(cli: Cli, tmp_path: Path) -> Path:
    """What another device of ada's exported, on which she is lovelace by now."""
    file = tmp_path / "elsewhere.json"
    for command in ("log b 30m", "user rename ada lovelace", f"export json -o {file}"):
        assert cli("--database", str(tmp_path / "elsewhere.db"), *command.split()).code == 0
    return file


def test_a_rename_arrives_with_what_was_recorded_and_the_old_name_still_finds_everything(
    cli: Cli, renamed_elsewhere: Path
) -> None:
    cli("done a")
    tried = cli(f"import {renamed_elsewhere} --dry-run")
    assert "3 new events" in tried.out
    assert tried.err == ""
    come = cli(f"import {renamed_elsewhere}")
    assert "3 new events" in come.out
    assert come.err == 'hint: "ada" is called "lovelace" from here on, and is found by either name\n'
    for user in ("ada", "lovelace"):
        found = cli(f"--user {user} status --json")
        assert (json.loads(found.out)["user"], found.err) == ("lovelace", "")
    assert (cli("log a 5m").code, status_of(cli, "a"), status_of(cli, "b")) == (0, "done", "doing")
    assert [each["name"] for each in json_of(cli, "user list")["users"]] == ["lovelace"]
    again = cli(f"import {renamed_elsewhere}")
    assert ("Nothing new" in again.out, again.err) == (True, "")


@pytest.mark.usefixtures("_two")
def test_a_rename_to_the_name_of_somebody_else_is_told_and_waits(cli: Cli, renamed_elsewhere: Path) -> None:
    assert cli("user rename bob lovelace").code == 0
    come = cli(f"import {renamed_elsewhere}")
    assert come.err.startswith('hint: "ada" is to be called "lovelace", which is somebody else here, and stays "ada";')
    assert [each["name"] for each in json_of(cli, "user list")["users"]] == ["ada", "lovelace"]


def test_history_tells_of_a_rename_and_undo_takes_back_what_was_done_before(cli: Cli) -> None:
    for command in ("done a", "user rename ada lovelace"):
        cli(command)
    assert "renamed ada to lovelace" in cli("history").out
    assert cli("undo").out.startswith("Took back: ")
    assert (status_of(cli, "a"), json_of(cli, "status")["user"]) == ("todo", "lovelace")
    assert cli("user rename lovelace countess").code == 0
    assert cli("redo").code == 0
    assert (status_of(cli, "a"), json_of(cli, "status")["user"]) == ("done", "countess")


@pytest.mark.usefixtures("_two")
def test_a_name_by_which_somebody_else_went_is_not_given(cli: Cli) -> None:
    cli("user rename ada lovelace")
    assert_refused(cli("user rename bob ada"), 1, '"ada" is what "lovelace" was called before')
    assert cli("user rename ada countess").out.startswith("Renamed lovelace to countess")
    assert cli("user rename countess ada").code == 0
