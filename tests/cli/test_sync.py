"""`roadmap sync`, as a learner types it."""

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import rmtree

import pytest
from cli_helpers import PROGRAM, assert_no_traceback, assert_refused, in_terminal, json_of, talk_in_terminal, tiny
from conftest import Cli, Result

from roadmap_cli.storage import shared_place


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def at(cli: Cli, monkeypatch: pytest.MonkeyPatch, home: str, command: str) -> Result:
    """In a home of its own."""
    with monkeypatch.context() as patched:
        for kind in ("DATA", "CONFIG", "CACHE"):
            patched.setenv(f"XDG_{kind}_HOME", f"/{Path.home()}/{home}/{kind}")
        patched.setenv("ROADMAP_DEVICE", f"{home}.{home}{home}")
        return cli(command)


def test_two_homes_agree(cli: Cli, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def a(command: str) -> str:
        return at(cli, monkeypatch, "a", command).out

    def b(command: str) -> str:
        return at(cli, monkeypatch, "b", command).out

    a("done a"), a("log b 45m the norm")
    assert "Nobody is there yet: you begin there as ada" in a(f"sync add home {shared}")
    told = re.compile(r"home: \d events (would go|went): 1 topic done; 45 min logged; .*\n(Nothing is written: .*\n)?")
    assert told.fullmatch(a("sync --dry-run"))
    assert told.fullmatch(a("sync"))
    assert a("sync") == "home: nothing new\n"
    b(f"sync add home {shared} --as ada")
    assert b("sync home").startswith("home: ")
    b("note a so it is"), b("undo")
    assert b("sync now home").startswith("home: 2 events went")
    a("sync")
    assert a("export json") == b("export json")
    assert a("status") == b("status")


def test_what_is_there_is_asked_about_before_anything_is_written(
    cli: Cli, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("done a").code == 0
    cli(f"sync add home {shared}"), cli("sync")
    before = sorted(tmp_path.rglob("*.json"))
    result = at(cli, monkeypatch, "b", f"sync add home {shared}")
    assert_refused(result, 1, "holds progress of ada")
    assert "--as USER" in result.err
    assert sorted(tmp_path.rglob("*.json")) == before
    known = at(cli, monkeypatch, "b", f"sync add home {shared} --as eve")
    assert "Nothing is there of eve yet, only of ada" in known.out


@pytest.mark.parametrize("words", ["sync --dry-run home", "sync --dry-run now home", "sync --json --dry-run home"])
def test_a_dry_run_writes_nothing_wherever_it_is_said(cli: Cli, shared: Path, words: str) -> None:
    cli("done a"), cli(f"sync add home {shared}")
    said = cli(words)
    assert said.code == 0
    assert said.out.startswith("{") == ("--json" in words)
    assert [*shared.iterdir()] == []
    for other in ("list", f"add more {shared}", "remove home"):
        assert_refused(cli(f"sync --dry-run {other}"), 2, f"roadmap sync {other.split()[0]} knows no --dry-run")
    assert len(json_of(cli, "sync list")["remotes"]) == 1


def test_who_has_another_name_by_now_is_known_by_it_in_a_folder(
    cli: Cli, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("done a"), cli(f"sync add home {shared}"), cli("user rename ada lovelace")
    assert cli("--user lovelace sync").code == 0
    added = at(cli, monkeypatch, "b", f"--user lovelace sync add home {shared} --as lovelace")
    assert added.out.startswith(f"Added home: {shared}, as ada\n")
    assert "Nothing is there" not in added.out
    at(cli, monkeypatch, "b", "--user lovelace note b so"), at(cli, monkeypatch, "b", "--user lovelace sync")
    assert "1 note" in cli("--user lovelace sync").out
    assert cli("--user lovelace export json").out == at(cli, monkeypatch, "b", "--user lovelace export json").out


@pytest.mark.process
def test_on_a_terminal_somebody_says_who_they_are(cli: Cli, shared: Path) -> None:
    cli("done a"), cli(f"sync add home {shared}"), cli("sync"), cli("sync remove home")
    code, said = talk_in_terminal(
        "sync", "add", "home", str(shared), answers=[("Which of them are you?", "eve\n"), ("[y/N]", "n\n")]
    )
    assert (code, "nothing was changed" in said) == (1, True)
    for answer in ("\n", "\x04"):
        command = (*PROGRAM, "sync", "add", "home", str(shared))
        code, said = in_terminal(command, os.environ, [("Which of them are you?", answer)])
        assert (code, "there was no answer" in said, "--as USER" in said) == (1, True, True)
    assert json_of(cli, "sync list")["remotes"] == []
    code, said = talk_in_terminal("sync", "add", "home", str(shared), answers=[("Which of them are you?", "ada\n")])
    assert (code, "Bring both together" in said) == (0, True)
    assert json_of(cli, "sync list")["remotes"][0]["user"] == "ada"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("sync", 1, "there is nothing to sync with yet"),
        ("sync nowhere", 1, "there is nothing to sync with yet"),
        ("sync remove home", 1, "there is nothing to sync with yet"),
        ("sync add home postgresql://ada:secret@localhost/x", 2, "holds a password"),
        ("sync add home 'postgresql://localhost/x?password=secret'", 2, "holds a password"),
        ("sync add home postgresql://[x/y", 2, "no address of a database"),
        ("sync add home mysql://localhost/x", 4, "not a database that roadmap can use"),
        ("sync add home https://example.org", 4, "sqlite:///path, or postgresql://"),
        ("sync add now x", 2, "cannot be the name of a remote"),
        ("sync add -- -x x", 2, "cannot be the name of a remote"),
        ("sync add 'a b' x", 2, "cannot be the name of a remote"),
        ("sync add home away/x", 1, "is not there, nor the folder"),
        ("sync add home away/x.db", 4, "is not there"),
        ("sync add home notes.txt", 1, "is no folder"),
        ("sync add home shared --as ' '", 2, "cannot be a user name"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, code: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    result = cli(words)
    assert_refused(result, code, message)
    assert "secret" not in result.err
    assert not (tmp_path / "away").exists()
    assert not [*tmp_path.rglob("sync.json")]


def test_a_database_is_not_synced_with_itself(cli: Cli, database: Path) -> None:
    cli("done a")
    for place in (str(database), f"sqlite:///{database}"):
        assert_refused(cli(f"sync add home {place}"), 1, "is the database in use")


def test_what_is_no_database_is_no_matter_of_the_configuration(cli: Cli, tmp_path: Path) -> None:
    for name, content in (("text.db", b"mine"), ("other.db", None)):
        place = tmp_path / name
        if content:
            place.write_bytes(content)
        else:
            with closing(sqlite3.connect(place)) as other:
                other.execute("CREATE TABLE bird (name)")
        result = cli(f"sync add home {place}")
        assert_refused(result, 4, "database")
        assert (
            "hint: nothing in it was changed; name another one, or see what you sync with: roadmap sync list"
            in result.err
        )


@pytest.mark.parametrize(("place", "kept"), [("stick.db", "{}"), ("sqlite:///stick.db", "sqlite:///{}")])
def test_a_place_is_the_same_wherever_one_is(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, kept: str
) -> None:
    monkeypatch.chdir(tmp_path)
    cli("done a"), cli(f"sync add stick {place}")
    (remote,) = json_of(cli, "sync list")["remotes"]
    assert remote["place"] == kept.format(tmp_path / "stick.db")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert cli("sync").code == 0
    assert [path.parent for path in tmp_path.rglob("stick.db")] == [tmp_path]


def test_names_are_taken_once_and_given_free(cli: Cli, shared: Path) -> None:
    cli(f"sync add home {shared}")
    assert_refused(cli(f"sync add home {shared}"), 1, "there is a remote home already")
    assert_refused(cli("sync hom"), 1, "no remote is called hom")
    assert json_of(cli, "sync list")["remotes"] == [
        {"name": "home", "kind": "folder", "place": str(shared), "user": "ada"}
    ]
    assert cli("sync remove home").code == 0
    assert cli(f"sync add home {shared}").code == 0
    assert cli("--user bob sync list").out.startswith("bob syncs with nothing yet")


def test_no_two_learners_are_made_one(cli: Cli, shared: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    for user in ("ada", "bob"):
        cli(f"--database {other} --user {user} log a 5m")
    assert cli(f"sync add home {shared}").code == 0
    for place in (shared, other):
        assert cli(f"--user eve sync add {place.name} {place} --as eve").code == 0
    for words, told, way in (
        (f"sync add again {shared}", "is the remote home already\n", "sync remove home"),
        (f"sync add again {shared} --as bob", "is the remote home already, where you are ada", "sync remove home"),
        (f"sync add else {other} --as eve", "is eve here, and you are ada", "--user eve"),
    ):
        assert_refused(refused := cli(words), 1, told)
        assert way in refused.err
    assert cli(f"sync add else {other} --as bob").code == 0  # nothing is here of ada yet
    cli("sync remove else"), cli("log a 7m")
    assert_refused(refused := cli(f"sync add else {other} --as bob"), 1, "ada has progress here and in")
    assert "roadmap user rename ada bob" in refused.err
    assert cli(f"sync add else {other} --as ada").code == 0
    assert cli(f"--user carol sync add else {other} --as bob").code == 0


def test_json_tells_what_came_and_went(cli: Cli, shared: Path) -> None:
    cli("log a 20m"), cli(f"sync add home {shared}")
    for words, dry in (("sync --dry-run", True), ("sync", False)):
        told = json.loads(cli(f"{words} --json").out)
        (remote,) = told["remotes"]
        assert (told["schema"], told["dry_run"], remote["went"]["minutes"]) == (1, dry, 20)


def test_one_that_is_away_ends_with_its_code_and_the_others_are_told(cli: Cli, shared: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    cli("done a"), cli(f"sync add away {away}"), cli(f"sync add here {shared}")
    away.rmdir()
    result = cli("sync")
    assert result.code == 1
    assert re.search(r"here: \d events? went: 1 topic done", result.out)
    assert "error: the folder" in result.err
    assert_no_traceback(result)
    assert_refused(cli("sync away"), 1, "is not there")
    rmtree(shared)
    for told in (cli("sync"), cli("sync --json")):
        assert (told.code, told.out.count("is not there"), told.err.count("is not there")) == (1, 2, 1)


@pytest.mark.parametrize("place", ["", " "])
def test_an_empty_place_is_not_where_one_is(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(cli("sync", "add", "home", place), 2, "no place is named")
    assert json_of(cli, "sync list")["remotes"] == []


def test_a_folder_in_which_nothing_is_left_may_be_the_place_of_a_drive(cli: Cli, shared: Path) -> None:
    cli(f"sync add home {shared}")
    for command in ("sync", "done a", "sync", "sync"):
        assert "a drive" not in cli(command).err
    rmtree(shared / "roadmap")
    assert "nothing is left in" in cli("sync --dry-run").err
    assert "if a drive belongs there" in cli("sync").err
    assert "a drive" not in cli("sync").err


def test_text_of_others_does_not_act(cli: Cli, shared: Path) -> None:
    cli("done a"), cli(f"sync add home {shared}"), cli("sync")
    (shared / "roadmap/ada/\x1b[31mevil[bold].jsonl").write_bytes(b"{\x1b[31m\n")
    (shared / "roadmap/\x1b[31mx").mkdir()
    result = cli("sync")
    assert result.code == 0
    assert "evil[bold].jsonl:1 is no event and left out" in result.err
    assert "\x1b" not in result.out + result.err
    cli("sync remove home")
    assert "\x1b" not in cli(f"sync add home {shared}").err


def test_a_database_in_a_shared_folder_is_noticed(cli: Cli, tmp_path: Path, shared: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    at = f"--database {tmp_path}/Dropbox/progress.db"
    cli(f"{at} done a")
    assert json_of(cli, f"{at} database")["shared_by"] == "Dropbox"
    assert "shared by Dropbox" in cli(f"{at} doctor").out
    assert "shared by Dropbox" in cli(f"{at} sync add home {shared}").err
    assert json_of(cli, "database")["shared_by"] == ""
    assert cli(f"sync add other {shared}/x").err == ""


def test_a_folder_that_holds_the_database_is_noticed(cli: Cli, database: Path) -> None:
    cli("done a")
    told = cli(f"sync add home {database.parent}").err
    assert f"the database itself is in {database.parent}; what keeps that folder the same can damage it" in told


def test_a_database_to_sync_with_in_a_shared_folder_is_noticed(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    told = cli(f"sync add home {folder}/there.db").err
    assert "there.db is in a folder shared by Dropbox, which can damage it: name a folder there instead" in told
    assert f"roadmap sync add NAME {folder}/there\n" in told


def test_a_network_is_known_by_its_file_system(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    lines = (
        "1 0 0:1 / / rw - 9p root rw",
        f"2 1 0:2 / {tmp_path} rw shared:1 - ext4 disk rw",
        rf"3 2 0:3 / {tmp_path}/my\040nas rw - nfs4 nas:/x rw",
        f"4 2 0:4 / {tmp_path}/ssh rw - fuse.sshfs x rw",
        f"5 2 0:5 / {tmp_path}/zip rw - fuse.archivemount x rw",
        "odd",
    )
    mounts.write_text("\n".join(lines))
    for name in ("my nas", "ssh", "zip", "plain", "syncthing"):
        (tmp_path / name).mkdir()
    (tmp_path / "syncthing/.stfolder").mkdir()
    told = {
        each: shared_place.shared_by(tmp_path / each / "progress.db", mounts)
        for each in ("my nas", "ssh", "zip", "plain")
    }
    assert told == {"my nas": "a network (nfs4)", "ssh": "a network (fuse.sshfs)", "zip": "", "plain": ""}
    assert shared_place.shared_by(tmp_path / "syncthing/x.db", mounts) == "Syncthing"
    assert shared_place.shared_by(Path("/nowhere/x.db"), tmp_path / "no file") == ""


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roadmap file that no variable names."""
    monkeypatch.delenv("ROADMAP_FILE")
    file = tmp_path / "tea.toml"
    file.write_text(tiny("tea"))
    return file


def test_a_roadmap_travels_with_its_progress(
    cli: Cli, shared: Path, tea: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in (f"import {tea}", "use tea", "done t", f"sync add home {shared}", "sync"):
        assert at(cli, monkeypatch, "a", command).code == 0
    at(cli, monkeypatch, "b", f"sync add home {shared} --as ada")
    told = at(cli, monkeypatch, "b", "sync").err
    assert re.search(r'the roadmap "tea" came with its progress: .*tea\.toml; it is in use now\n', told)
    assert at(cli, monkeypatch, "b", "status").out == at(cli, monkeypatch, "a", "status").out
    assert at(cli, monkeypatch, "b", "topic edit t --title Leaves").code == 0
    assert at(cli, monkeypatch, "b", "sync").code == 0
    assert "was changed elsewhere, and is so here now" in at(cli, monkeypatch, "a", "sync").err
    assert "Leaves" in at(cli, monkeypatch, "a", "list").out


def test_a_dry_run_foresees_the_texts_of_roadmaps(
    cli: Cli, shared: Path, tea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def agree(home: str, *told: str) -> None:
        """What is foreseen is what comes, and it is only foreseen."""
        before = {
            each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file() and "CACHE" not in each.parts
        }
        foreseen, come = (json.loads(done.out)["remotes"] for done in _twice(cli, monkeypatch, home, told, before))
        assert [(each["came"], each["went"]) for each in foreseen] == [(each["came"], each["went"]) for each in come]

    for command in (f"import {tea}", "use tea", "done t", f"sync add home {shared}"):
        assert at(cli, monkeypatch, "a", command).code == 0
    agree("a")
    at(cli, monkeypatch, "b", f"sync add home {shared} --as ada")
    agree("b", 'the roadmap "tea" would come with its progress', 'the roadmap "tea" came with its progress')
    there = next(Path.home().glob("b/**/tea.toml"))
    there.write_text(there.read_text().replace("Tiny", "Water"))
    agree("b")
    agree("a", "was changed elsewhere, and would be so here", "was changed elsewhere, and is so here now")
    for home, title in (("a", "Leaves"), ("b", "Cups")):
        assert at(cli, monkeypatch, home, f"topic edit t --title {title}").code == 0
    agree("a")
    agree("b", "each device would keep its own", "each device keeps its own")


def _twice(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, home: str, told: tuple[str, ...], before: dict[Path, bytes]
) -> Iterator[Result]:
    """Dry, and then really."""
    for command, words in zip(("sync --dry-run --json", "sync --json"), told or ("", ""), strict=True):
        assert {each: each.read_bytes() for each in before} == before
        done = at(cli, monkeypatch, home, command)
        assert words in done.err
        assert bool(words) == ("the roadmap" in done.err), done.err
        yield done
