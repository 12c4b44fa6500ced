"""Two homes of one learner, from the command line: what is recorded tells the device, and undo takes what was done on this one."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from cli_helpers import assert_refused, events_in, files_in, histories, json_of, run_in_terminal, status_of
from conftest import Cli, Clock

At = Callable[[str], None]


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    monkeypatch.delenv("ROADMAP_DEVICE")


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> At:
    """From here on at the device of this name."""

    def move(name: str) -> None:
        monkeypatch.setattr("socket.gethostname", lambda: name)
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / name))

    return move


@pytest.fixture
def two(cli: Cli, at: At, clock: Clock, tmp_path: Path) -> At:
    """The laptop has done a, the desk has noted on b an hour later, and each has what the other one recorded."""
    for name, command in (("laptop", "done a"), ("desk", "note b so")):
        at(name)
        clock.move(hours=1)
        assert cli(command).code == 0
        assert cli(f"export json --to {tmp_path / name}.json").code == 0
    for name, other in (("laptop", "desk"), ("desk", "laptop")):
        at(name)
        assert cli(f"import {tmp_path / other}.json").code == 0
    return at


def devices(cli: Cli) -> list[str]:
    return [each["name"] for each in json_of(cli, "device")["devices"]]


def test_each_event_tells_its_device_and_an_import_leaves_it(cli: Cli, two: At) -> None:
    two("desk")
    told = {each["kind"]: each["device"].partition(".")[0] for each in events_in(cli("export json").out)}
    assert told == {"finished": "laptop", "noted": "desk"}
    two("laptop")
    assert {each["kind"]: each["device"].partition(".")[0] for each in events_in(cli("export json").out)} == told


def test_a_rename_tells_where_it_was_given(cli: Cli, two: At) -> None:
    two("desk")
    cli("user rename ada lovelace")
    (newest, *_) = json_of(cli, "--user lovelace history")["entries"]
    assert (newest["events"][0]["kind"], newest["device"].partition(".")[0]) == ("renamed", "desk")


def test_undo_and_redo_are_of_the_device_that_one_sits_at(cli: Cli, two: At) -> None:
    two("laptop")
    assert cli("undo").out.startswith("Took back: done: Alpha\n")
    two("desk")
    assert cli("undo").out.startswith("Took back: note on Beta: so\n")
    assert status_of(cli, "a") == "done"
    refused = cli("undo")
    assert_refused(refused, 1, "there is nothing to undo on this device")
    assert "hint: what another device did last is taken back with: roadmap undo --device laptop." in refused.err
    two("laptop")
    assert cli("redo").out.startswith("Brought back: done: Alpha\n")


def test_history_tells_devices_where_there_are_two(cli: Cli, two: At) -> None:
    two("laptop")
    assert cli("history").out == (
        "2026-11-23 21:30  note on Beta: so  (on desk)\n2026-11-23 20:30  done: Alpha  (on laptop)  (undo takes this back)\n"
    )
    assert cli("history a").out == "Alpha\n2026-11-23 20:30  done: Alpha\n"
    assert [each["device"].partition(".")[0] for each in histories(cli)] == ["desk", "laptop"]
    assert cli("history b").out == "Beta\n2026-11-23 21:30  note on Beta: so  (on desk)\n"
    cli("device rename study")
    assert "(on study)" in cli("history").out


def test_two_of_one_name_are_told_apart_by_their_ids(cli: Cli, two: At) -> None:
    two("laptop")
    cli("device rename desk")
    lines = cli("history").out.splitlines()
    assert [line.count("(on desk.") for line in lines] == [1, 1]
    assert "(on desk." in cli("history b").out
    refused = cli("undo --device desk")
    assert_refused(refused, 1, '"desk" could be any of these')
    assert refused.err.count("\n  desk.") == 2


def test_what_another_device_did_is_shown_before_it_is_taken_back(cli: Cli, two: At) -> None:
    two("desk")
    refused = cli("undo --device laptop")
    assert_refused(refused, 1, "the last command on laptop.")
    assert "was, on 2026-11-23 20:30: done: Alpha\nhint: to take it back give --yes\n" in refused.err
    assert status_of(cli, "a") == "done"
    assert cli("undo --device laptop --yes").out.startswith("Took back: done: Alpha\n")
    assert cli("redo").out.startswith("Brought back: done: Alpha\n")
    assert_refused(cli("undo --device lapptop"), 1, 'there is no device "lapptop"')
    assert "did you mean laptop? the devices are " in cli("undo --device lapptop").err
    assert cli("undo --device desk").out.startswith("Took back: note on Beta")


@pytest.mark.process
@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("n\n", 1)])
def test_in_a_terminal_it_is_asked(cli: Cli, two: At, typed: str, code: int) -> None:
    two("desk")
    got, screen = run_in_terminal("undo", "--device", "laptop", typed=typed)
    assert "done: Alpha. Take it back? [y/N]" in " ".join(screen.split())
    assert (got, status_of(cli, "a")) == (code, "todo" if code == 0 else "done")


def test_a_copied_home_is_told_once_and_is_a_device_of_its_own(
    cli: Cli, at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at("laptop")
    cli("done a")
    copytree(tmp_path / "laptop", tmp_path / "copy")
    at("copy")
    for command in ("status", "history", "device"):
        assert cli(command).err == ""
    assert "hint: this home is a copy of that of laptop." in cli("note b so").err
    assert cli("note b so again").err == ""
    assert devices(cli) == ["copy", "laptop"]
    cli("undo")
    cli("undo")
    assert_refused(cli("undo"), 1, "there is nothing to undo on this device")


@pytest.mark.parametrize("command", ["status", "history", "device", "undo", "redo", "edit --last --delete"])
def test_nothing_is_kept_of_a_device_that_records_nothing(cli: Cli, at: At, tmp_path: Path, command: str) -> None:
    at("laptop")
    cli(command)
    assert not (tmp_path / "laptop" / "learning-roadmap" / "device.json").exists()


def test_what_is_made_at_the_first_command_stays_as_it_is(cli: Cli, at: At, tmp_path: Path) -> None:
    at("laptop")
    file = "learning-roadmap/device.json"
    cli("done a")
    before = files_in(tmp_path / "laptop")[file]
    cli("note a so")
    assert files_in(tmp_path / "laptop")[file] == before


def test_the_environment_says_it_in_a_container(cli: Cli, two: At, monkeypatch: pytest.MonkeyPatch) -> None:
    two("desk")
    monkeypatch.setenv("ROADMAP_DEVICE", "ci")
    cli("note a so")
    assert devices(cli) == ["ci", "desk", "laptop"]
    assert "note on Alpha: so  (on ci)" in cli("history").out
    assert_refused(cli("device rename other"), 1, "ROADMAP_DEVICE says what this device is called")
    monkeypatch.setenv("ROADMAP_DEVICE", "a b")
    assert_refused(cli("note a so"), 2, "ROADMAP_DEVICE 'a b' is no device")


def test_one_that_the_environment_names_is_found_whatever_others_are_called(
    cli: Cli, two: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    two("desk")
    cli("device rename ci")
    with monkeypatch.context() as patched:
        patched.setenv("ROADMAP_DEVICE", "ci")
        assert cli("note b so it is").code == 0
    assert "the last command on ci was" in cli("undo --device ci").err
    assert "the last command on laptop." in cli("undo --device laptop").err


def test_a_device_is_renamed_and_stays_the_same(cli: Cli, two: At) -> None:
    two("laptop")
    before = json_of(cli, "device")["devices"][0]
    assert cli("device").out.startswith(f"laptop.{before['id']}  last on 2026-11-23 20:30  this one\ndesk.")
    assert cli("device rename study").out == f"Renamed laptop.{before['id']} to study.{before['id']}\n"
    assert json_of(cli, "device")["devices"][0] == {**before, "name": "study"}
    assert cli("undo").out.startswith("Took back: done: Alpha\n")
    assert_refused(cli("device rename a.b"), 2, "'a.b' cannot be the name of a device")


def test_a_name_from_elsewhere_never_acts(cli: Cli, two: At, tmp_path: Path) -> None:
    two("desk")
    archive = tmp_path / "desk.json"
    hostile = "[red]x\\u001b[31m.aaaaaa"
    told = archive.read_text(encoding="utf-8").replace('"device": "desk.', f'"device": "{hostile}')
    archive.write_text(told, encoding="utf-8")
    two("other")
    came = cli(f"import {archive}")
    for said in (came, cli("history"), cli("device"), cli("undo"), cli("undo --device desk")):
        assert "\x1b" not in said.out + said.err


def test_before_anything_is_recorded_there_is_no_device(cli: Cli, at: At) -> None:
    at("laptop")
    assert cli("device").out == "Nothing tells yet on which device it was recorded: the next event will.\n"
    assert json_of(cli, "device") == {"schema": 1, "devices": []}


@pytest.fixture
def synced(cli: Cli, at: At, tmp_path: Path) -> Path:
    """The laptop has done a, and written it into a folder."""
    (shared := tmp_path / "shared").mkdir()
    at("laptop")
    cli("done a"), cli(f"sync add home {shared}"), cli("sync")
    return shared / "roadmap" / "ada"


def test_a_home_that_was_moved_keeps_its_remotes(cli: Cli, at: At, synced: Path, tmp_path: Path) -> None:
    (tmp_path / "laptop").rename(tmp_path / "elsewhere")
    at("elsewhere")
    assert cli("sync").out == "home: nothing new\n"
    cli("note b so"), cli("sync")
    assert len(lines_of(synced)) == 1


def test_a_copied_home_leaves_the_file_of_the_other_one_alone(cli: Cli, at: At, synced: Path, tmp_path: Path) -> None:
    copytree(tmp_path / "laptop", tmp_path / "copy")
    before = lines_of(synced)
    at("copy")
    cli("note b so")
    assert "home: 1 event went" in cli("sync").out
    assert lines_of(synced).items() > before.items()


def test_remotes_of_before_are_known(cli: Cli, synced: Path, tmp_path: Path) -> None:
    file = next(tmp_path.rglob("sync.json"))
    database = file.with_name("progress.db")
    file.write_text(file.read_text().replace('"progress.db": [', f"{json.dumps(str(database))}: ["))
    assert str(database) in file.read_text()
    assert cli("sync").out == "home: nothing new\n"
    assert cli(f"sync add stick {tmp_path / 'stick'}").code == 0
    assert [each["name"] for each in json_of(cli, "sync list")["remotes"]] == ["home", "stick"]


def lines_of(folder: Path) -> dict[str, list[str]]:
    return {each.name: each.read_text().splitlines() for each in folder.iterdir()}
