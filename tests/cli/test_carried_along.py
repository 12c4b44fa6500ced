"""A second computer: after one export and one import it has every roadmap, its progress, and what was changed of it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import assert_refused, events_in, tiny
from conftest import TESTS, Cli

from roadmap_cli.settings import known_roadmaps
from roadmap_cli.settings.folders import config_file, own_file, roadmaps_folder

pytestmark = pytest.mark.usefixtures("few_cards")
OWN = """\
# hours that are mine
[roadmap]
id = "ml-scientist"

[[topic]]
id = "vectors"
hours = 7

[[topic]]
id = "mine"
title = "Mine"
phase = "foundation"
module = "linear-algebra"
"""
Home = Callable[[str], Path]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_before: Path) -> Home:
    """From now on the home of that name, in which at first nothing is kept but the built-in roadmap as it was read."""

    def go(name: str) -> Path:
        folder = tmp_path / name
        if not folder.exists():
            shutil.copytree(read_before, folder)
        monkeypatch.setenv("HOME", str(folder))
        return folder

    return go


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first test that needs an archive has made of it."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def archive(cli: Cli, at: Home, small: Path, tmp_path: Path, kept: Path) -> Path:
    """Of a learner with the built-in roadmap, one in the library, one without progress, one that is gone, and one in use."""
    file = tmp_path / "everything.json"
    if (kept / file.name).exists():
        shutil.copytree(kept / "laptop", tmp_path / "laptop")
        shutil.copy2(kept / file.name, file)
        at("laptop")
        config_file().write_text(in_use(small), encoding="utf-8")
    else:
        record(cli, at, small, file)
        shutil.copytree(tmp_path / "laptop", kept / "laptop")
        shutil.copy2(file, kept)
    return file


def record(cli: Cli, at: Home, small: Path, file: Path) -> None:
    at("laptop")
    roadmaps_folder().mkdir(parents=True)
    (roadmaps_folder() / "calm.toml").write_bytes(tiny("calm").replace("\n", "\r\n").encode())
    (roadmaps_folder() / "quiet.toml").write_text(f"# Grüße, 語\n{tiny('quiet')}", encoding="utf-8")
    own_file("ml-scientist").parent.mkdir()
    own_file("ml-scientist").write_text(OWN, encoding="utf-8")
    gone = file.with_name("gone.toml")
    gone.write_text(tiny("gone"), encoding="utf-8")
    for command in ("done vectors", f"--file {gone} log t 5m", "--file calm done t", f"use {small}", "done a"):
        assert cli(command).code == 0, command
    gone.unlink()
    assert cli(f"export json -o {file}").code == 0
    assert config_file().read_text(encoding="utf-8") == in_use(small)


def in_use(file: Path) -> str:
    return f'file = "{file}"\n\n[roadmaps]\nsmall = "{file}"\n'


def roadmaps_in(file: Path) -> dict[str, Any]:
    return {each["id"]: each for each in json.loads(file.read_bytes())["roadmaps"]}


def exported(cli: Cli, file: Path) -> Path:
    assert cli(f"export json -o {file}").code == 0
    return file


def changed(file: Path, name: str, **keys: Any) -> Path:
    """The archive of a foreign hand."""
    whole = json.loads(file.read_bytes())
    next(each for each in whole["roadmaps"] if each["id"] == name).update(keys)
    other = file.with_name("theirs.json")
    other.write_text(json.dumps(whole), encoding="utf-8")
    return other


def kept_in(folder: Path) -> dict[str, bytes]:
    """But for what is derived."""
    files = (each for each in folder.rglob("*") if each.is_file() and ".cache" not in each.parts)
    return {str(each.relative_to(folder)): each.read_bytes() for each in files}


def test_an_archive_holds_each_roadmap_in_the_order_of_ids(archive: Path, small: Path) -> None:
    whole, its = json.loads(archive.read_bytes()), roadmaps_in(archive)
    assert (whole["schema"], whole["user"], whole["in_use"]) == (2, "ada", "small")
    assert [*its] == ["calm", "gone", "ml-scientist", "quiet", "small"]
    assert {name: len(each["events"]) for name, each in its.items()} == dict(zip(its, (1, 2, 1, 0, 1), strict=True))
    assert its["small"]["definition"] == {"file": "small.toml", "text": small.read_text(encoding="utf-8")}
    assert its["calm"]["definition"]["text"] == tiny("calm").replace("\n", "\r\n")
    assert (its["gone"]["title"], "definition" in its["gone"]) == (None, False)
    assert its["ml-scientist"]["own"] == OWN
    assert "definition" not in its["ml-scientist"]


def test_no_name_of_a_folder_or_a_file_travels(archive: Path, tmp_path: Path) -> None:
    assert str(tmp_path).encode() not in archive.read_bytes()


def test_what_cannot_go_along_is_told(cli: Cli, archive: Path) -> None:
    (roadmaps_folder() / "broken.toml").write_text("[roadmap]\nid = 5\n", encoding="utf-8")
    (roadmaps_folder() / "twice.toml").write_text(tiny("calm", "Other"), encoding="utf-8")
    told = cli(f"export json -o {archive} --force").err
    assert "hint: a roadmap file that cannot be used is not in the archive: broken.toml has 2 problems\n" in told
    assert f"hint: {roadmaps_folder() / 'twice.toml'} has the id calm as well, and is not in the archive\n" in told
    assert "hint: the archive holds progress alone where no roadmap file is known here: gone\n" in told
    assert [*roadmaps_in(archive)] == ["calm", "gone", "ml-scientist", "quiet", "small"]


@pytest.mark.parametrize("fate", ["gone", "broken"])
def test_progress_goes_along_where_the_file_in_use_cannot(cli: Cli, archive: Path, small: Path, fate: str) -> None:
    if fate == "gone":
        small.unlink()
    else:
        small.write_text("not [[ TOML", encoding="utf-8")
    told = cli(f"export json -o {archive} --force --fewer")
    assert (told.code, "hint: a roadmap file that cannot be used is not in the archive: " in told.err) == (0, True)
    its = roadmaps_in(archive)
    assert ("definition" in its["small"], len(its["small"]["events"])) == (False, 1)
    assert json.loads(archive.read_bytes())["in_use"] == "small"
    assert_refused(cli(f"--file {small} export json"), 3, str(small))  # who names a file means that one


def test_an_empty_home_is_whole_again(cli: Cli, at: Home, archive: Path, tmp_path: Path) -> None:
    before = [cli(command).out for command in SHOWN]
    at("desktop")
    told = cli(f"import {archive}")
    assert told.code == 0
    assert told.out.startswith("5 new events for ada, 0 known already.\n")
    assert "\nIn use from now on: Small\n" in told.out
    assert [cli(command).out for command in SHOWN] == before
    assert own_file("ml-scientist").read_text(encoding="utf-8") == OWN
    assert {*known_roadmaps()} == {"calm", "ml-scientist", "quiet", "small"}
    again = tmp_path / "again.json"
    assert cli(f"export json -o {again}").code == 0
    assert again.read_bytes() == archive.read_bytes()


SHOWN = ("status", "list", "history", "--file calm list", "--file ml-scientist list")


def test_importing_twice_changes_nothing(cli: Cli, at: Home, archive: Path) -> None:
    desktop = at("desktop")
    assert cli(f"import {archive}").code == 0
    before = {name: data for name, data in kept_in(desktop).items() if ".db" not in name}
    told = cli(f"import {archive}")
    assert (told.code, told.out) == (0, "Nothing new: all 5 events were here already.\n")
    assert {name: data for name, data in kept_in(desktop).items() if ".db" not in name} == before


def test_a_dry_run_says_what_the_run_says_and_writes_nothing(cli: Cli, at: Home, archive: Path) -> None:
    desktop = at("desktop")
    foreseen = json.loads(cli(f"import {archive} --dry-run --json").out)
    shown = cli(f"import {archive} --dry-run").out
    assert kept_in(desktop) == {}
    assert shown == f"Nothing is written: this is what would happen.\n{cli(f'import {archive}').out}"
    at("third")
    assert json.loads(cli(f"import {archive} --json").out) | {"dry_run": True, "roadmaps": 0} == foreseen | {
        "roadmaps": 0
    }


def test_json_says_what_came_on_each_roadmap(cli: Cli, at: Home, archive: Path) -> None:
    desktop = at("desktop")
    told = json.loads(cli(f"import {archive} --json").out)
    its = {each["roadmap"]["id"]: each for each in told["roadmaps"]}
    assert {name: each["new_events"] for name, each in its.items()} == dict(zip(its, (1, 2, 1, 0, 1), strict=True))
    assert {name: each["definition"] and each["definition"]["fate"] for name, each in its.items()} == {
        **dict.fromkeys(("calm", "quiet", "small"), "new"),
        **dict.fromkeys(("gone", "ml-scientist")),
    }
    assert its["calm"]["definition"]["file"] == str(roadmaps_folder() / "calm.toml")
    assert its["calm"]["definition"]["file"].startswith(str(desktop))
    assert its["ml-scientist"]["own"]["fate"] == "new"
    assert [each["title"] for each in its["calm"]["done"]] == ["T"]
    assert (its["gone"]["totals"], its["gone"]["unknown"]) == (None, [])
    assert told["put_to_use"] == {"id": "small", "title": "Small"}
    assert (told["new_events"], len(told["done"])) == (5, 3)


def test_who_has_begun_stays_on_their_roadmap(cli: Cli, at: Home, archive: Path) -> None:
    at("desktop")
    assert cli("start vectors").code == 0
    assert json.loads(cli(f"import {archive} --json").out)["put_to_use"] is None
    assert json.loads(cli("export json").out)["in_use"] == "ml-scientist"


def test_a_roadmap_that_was_chosen_stays_in_use(cli: Cli, at: Home, archive: Path, tmp_path: Path) -> None:
    at("desktop")
    mine = tmp_path / "mine.toml"
    mine.write_text(tiny("mine"), encoding="utf-8")
    assert cli(f"use {mine}").code == 0
    before = config_file().read_bytes()
    assert cli(f"import {archive}").code == 0
    assert config_file().read_bytes() == before


def test_an_archive_comes_in_where_config_names_a_file_that_is_gone(
    cli: Cli, at: Home, archive: Path, tmp_path: Path
) -> None:
    at("desktop")
    config_file().parent.mkdir(parents=True)
    config_file().write_text(f'file = "{tmp_path / "elsewhere.toml"}"\n', encoding="utf-8")
    before = config_file().read_bytes()
    told = cli(f"import {archive}")
    assert (told.code, told.err) == (0, ""), told
    assert len(events_in(cli("export json").out, "small")) == 1
    assert config_file().read_bytes() == before


def test_one_event_and_none_are_told_as_such(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    assert cli(f"export json -o {file}").code == 0
    assert cli(f"import {file}").out == "Nothing new: no event is in it.\n"
    assert cli("skip vectors").code == 0
    assert cli(f"export json -o {file} --force").code == 0
    assert cli(f"import {file}").out == "Nothing new: the 1 event was here already.\n"


def test_a_roadmap_without_progress_is_not_nothing_new(cli: Cli, at: Home, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    at("laptop")
    roadmaps_folder().mkdir(parents=True)
    (roadmaps_folder() / "quiet.toml").write_text(tiny("quiet"), encoding="utf-8")
    assert cli(f"export json -o {file}").code == 0
    at("desktop")
    assert cli(f"import {file}").out.startswith("No new event: no event is in it.\nRoadmap file of ")
    assert cli(f"import {file}").out == "Nothing new: no event is in it.\n"


def test_what_config_names_comes_to_its_place(cli: Cli, at: Home, archive: Path) -> None:
    """Settings were carried over by themselves, before the archive was."""
    at("desktop")
    config_file().parent.mkdir(parents=True)
    config_file().write_text(f'file = "{roadmaps_folder() / "small.toml"}"\n', encoding="utf-8")
    told = cli(f"import {archive}")
    assert told.code == 0, told
    assert json.loads(cli("status --json").out)["roadmap"]["id"] == "small"


def test_a_roadmap_of_the_same_id_stays_and_the_one_that_came_is_kept_beside_it(
    cli: Cli, at: Home, archive: Path
) -> None:
    at("desktop")
    roadmaps_folder().mkdir(parents=True)
    here = roadmaps_folder() / "calm.toml"
    here.write_text(tiny("calm", "Mine"), encoding="utf-8")
    told = cli(f"import {archive}")
    beside = roadmaps_folder() / "aside" / "calm.toml"
    assert f"Another roadmap calm is here already, and stays; the one that came is kept beside it: {beside}" in told.out
    assert f"roadmap check {beside}; to use it in its place: roadmap import {beside} --force\n" in told.err
    assert here.read_text(encoding="utf-8") == tiny("calm", "Mine")
    assert beside.read_bytes() == tiny("calm").replace("\n", "\r\n").encode()
    assert known_roadmaps()["calm"] == here
    assert "Mine" in cli("roadmaps").out
    assert "Tiny" not in cli("roadmaps").out.replace("quiet         Tiny", "")
    assert cli(f"import {archive}").code == 0
    other = changed(archive, "calm", definition={"file": "calm.toml", "text": tiny("calm", "Third")})
    assert cli(f"import {other}").code == 0
    assert sorted(each.name for each in beside.parent.iterdir()) == ["calm-2.toml", "calm.toml"]


def test_another_text_for_the_built_in_roadmap_never_takes_its_place(cli: Cli, at: Home, archive: Path) -> None:
    text = tiny("ml-scientist", "Mine")
    other = changed(archive, "ml-scientist", definition={"file": "x", "text": text})
    at("desktop")
    assert cli(f"import {other}").code == 0
    assert (roadmaps_folder() / "aside" / "ml-scientist.toml").read_text(encoding="utf-8") == text
    assert not (roadmaps_folder() / "ml-scientist.toml").exists()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "calm.toml"),
        ("not [[ TOML", "calm.toml"),
        (tiny("other"), 'calm.toml: it is the roadmap "other"'),
    ],
)
def test_a_roadmap_file_that_cannot_be_used_is_kept_and_never_used(
    cli: Cli, at: Home, archive: Path, text: str, fault: str
) -> None:
    other = changed(archive, "calm", definition={"file": "calm.toml", "text": text})
    at("desktop")
    told = cli(f"import {other}")
    beside = roadmaps_folder() / "aside" / "calm.toml"
    assert f"The roadmap file of calm that came cannot be used ({fault}" in told.out
    assert str(beside) in told.out
    assert beside.read_text(encoding="utf-8") == text
    assert "calm" not in known_roadmaps()
    assert len(events_in(cli("export json").out, "calm")) == 1


def test_what_came_is_counted_with_the_changes_that_came(cli: Cli, at: Home, archive: Path) -> None:
    at("desktop")
    told = json.loads(cli(f"import {archive} --json").out)
    come = next(each for each in told["roadmaps"] if each["roadmap"]["id"] == "ml-scientist")
    now = json.loads(cli("--file ml-scientist status --json").out)
    assert come["totals"] == now["totals"]
    assert now["totals"]["hours"]["done"] == 7


def test_changes_of_ones_own_that_differ_stay_and_those_that_came_are_kept(cli: Cli, at: Home, archive: Path) -> None:
    at("desktop")
    own_file("ml-scientist").parent.mkdir(parents=True)
    own_file("ml-scientist").write_text("# mine\n", encoding="utf-8")
    assert cli(f"import {archive}").code == 0
    assert own_file("ml-scientist").read_text(encoding="utf-8") == "# mine\n"
    assert (own_file("ml-scientist").parent / "aside" / "ml-scientist.toml").read_text(encoding="utf-8") == OWN


def own_in(cli: Cli, at: Home, home: str, *commands: str) -> str:
    """One's own changes of the built-in roadmap after some commands in that home."""
    at(home)
    for command in commands:
        assert cli(command).code == 0, command
    return own_file("ml-scientist").read_text(encoding="utf-8")


def test_changes_that_were_carried_on_elsewhere_take_the_place_of_what_they_were_made_of(
    cli: Cli, at: Home, tmp_path: Path
) -> None:
    """There and back again, and an archive of before changes nothing; what undo knows stays known."""
    first, second, third = (tmp_path / f"{number}.json" for number in range(3))
    own_in(cli, at, "laptop", "topic edit vectors --hours 7", f"export json -o {first}")
    sent = own_in(cli, at, "desktop", f"import {first}", "topic edit matrices --hours 3", f"export json -o {second}")
    assert own_in(cli, at, "laptop", f"import {second}", f"import {first}") == sent
    taken_back = own_in(cli, at, "laptop", "undo", f"export json -o {third}", f"import {second}")
    assert "matrices" not in taken_back
    assert own_in(cli, at, "desktop", f"import {third}", f"import {second}") == taken_back
    assert own_in(cli, at, "desktop", "redo") == sent
    assert not (own_file("ml-scientist").parent / "aside").exists()


def test_changes_on_both_computers_stay_where_they_are(cli: Cli, at: Home, tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    own_in(cli, at, "laptop", "topic edit vectors --hours 7", f"export json -o {first}")
    mine = own_in(cli, at, "desktop", f"import {first}", "topic edit matrices --hours 9")
    sent = own_in(cli, at, "laptop", "topic edit vectors --hours 8", f"export json -o {second}")
    assert own_in(cli, at, "desktop", f"import {second}") == mine
    assert (own_file("ml-scientist").parent / "aside" / "ml-scientist.toml").read_text(encoding="utf-8") == sent


def test_what_a_hand_wrote_since_is_never_written_over(cli: Cli, at: Home, tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    own_in(cli, at, "laptop", "topic edit vectors --hours 7", f"export json -o {first}")
    own_in(cli, at, "desktop", f"import {first}")
    own_file("ml-scientist").write_text(OWN, encoding="utf-8")
    own_in(cli, at, "laptop", "topic edit vectors --hours 8", f"export json -o {second}")
    assert own_in(cli, at, "desktop", f"import {second}") == OWN


def test_changes_come_back_where_an_import_fails_on_its_way(cli: Cli, at: Home, tmp_path: Path) -> None:
    """They are written, then there is no room for another roadmap."""
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    own_in(cli, at, "laptop", "topic edit vectors --hours 7", f"export json -o {first}")
    (roadmaps_folder() / "zen.toml").write_text(tiny("zen"), encoding="utf-8")
    own_in(cli, at, "laptop", "topic edit vectors --hours 8", f"export json -o {second}")
    before = own_in(cli, at, "desktop", f"import {first}")
    roadmaps_folder().mkdir(exist_ok=True)
    (roadmaps_folder() / "zen.toml").write_text(tiny("zen", "Mine"), encoding="utf-8")
    (roadmaps_folder() / "aside").write_text("in the way", encoding="utf-8")
    assert_refused(cli(f"import {second}"), 1, f"cannot make {roadmaps_folder() / 'aside'}")
    assert own_file("ml-scientist").read_text(encoding="utf-8") == before
    (roadmaps_folder() / "aside").unlink()
    assert own_in(cli, at, "desktop", f"import {second}") != before


def test_changes_that_were_all_taken_back_elsewhere_are_taken_back_here(cli: Cli, at: Home, tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    sent = own_in(cli, at, "laptop", "topic edit vectors --hours 7", f"export json -o {first}")
    own_in(cli, at, "desktop", f"import {first}")
    own_in(cli, at, "laptop", "undo", f"export json -o {second}")
    assert own_in(cli, at, "desktop", f"import {second} --dry-run") == sent
    assert own_in(cli, at, "desktop", f"import {second}") == ""
    assert own_in(cli, at, "desktop", "redo") == sent
    assert own_in(cli, at, "desktop", f"import {second}") == sent


@pytest.mark.parametrize(
    "own", ["not [[ TOML", "[topic]\nhours = 7\n", '[[topic]]\nid = "vectors"\nformerly = ["matrices"]\n']
)
def test_changes_of_ones_own_that_do_not_fit_are_kept_and_never_laid_over(
    cli: Cli, at: Home, archive: Path, own: str
) -> None:
    other = changed(archive, "ml-scientist", own=own)
    at("desktop")
    told = cli(f"import {other}")
    beside = own_file("ml-scientist").parent / "aside" / "ml-scientist.toml"
    assert "Your own changes of Become a machine learning scientist that came cannot be used (" in told.out
    assert beside.read_text(encoding="utf-8") == own
    assert not own_file("ml-scientist").exists()


def test_changes_of_ones_own_that_would_stop_every_command_are_kept_beside(cli: Cli, at: Home, archive: Path) -> None:
    own = OWN.replace("hours = 7", 'hours = "x"')
    other = changed(archive, "ml-scientist", own=own)
    at("desktop")
    assert '"hours" must be a number' in cli(f"import {other}").out
    assert not own_file("ml-scientist").exists()
    assert (own_file("ml-scientist").parent / "aside" / "ml-scientist.toml").read_text(encoding="utf-8") == own
    assert cli("--file ml-scientist list").code == 0


def test_a_roadmap_goes_along_whose_changes_cannot_be_used(cli: Cli, archive: Path) -> None:
    own_file("calm").write_text("bad [", encoding="utf-8")
    its = roadmaps_in(exported(cli, archive.with_name("again.json")))["calm"]
    assert (its["own"], its["definition"]["text"]) == ("bad [", tiny("calm").replace("\n", "\r\n"))


def test_a_topic_of_ones_own_is_counted_where_it_comes_back_in(cli: Cli, at: Home, archive: Path) -> None:
    at("laptop")
    assert cli("--file ml-scientist done mine").code == 0
    assert cli(f"export json --force -o {archive}").code == 0
    at("desktop")
    told = cli(f"import {archive}").out
    assert "Not in this roadmap file" not in told
    assert "Become a machine learning scientist: 2 new events, 0 known, 2 topics become done" in told


def test_changes_of_ones_own_that_were_all_taken_back_are_none(cli: Cli, at: Home, archive: Path) -> None:
    desktop = at("desktop")
    for command in ("topic edit vectors --hours 9", "undo", "redo", "undo"):
        assert cli(command).code == 0, command
    assert "own" not in roadmaps_in(exported(cli, desktop / "a.json"))["ml-scientist"]
    assert "aside" not in cli(f"import {archive}").out
    assert own_file("ml-scientist").read_text(encoding="utf-8") == OWN


@pytest.mark.parametrize("name", ["../x", "..", "a/b", "/x/y", "Calm", "a" * 201, "a\\b", "-a"])
def test_no_id_leads_out_of_the_folder(cli: Cli, at: Home, archive: Path, name: str) -> None:
    other = changed(archive, "calm", id=name)
    desktop = at("desktop")
    assert_refused(cli(f"import {other}"), 3, "is no id under which a roadmap file can be kept")
    assert kept_in(desktop) == {}


WRONG: dict[str, Any] = {
    'the "text" of "calm" is no text': {"definition": {"file": "a.toml", "text": "a\0b"}},
    'the "text" of "calm" holds half of a surrogate pair': {"definition": {"file": "a.toml", "text": "\ud800"}},
    'the "definition" of "calm" needs a "text"': {"definition": {"file": "a.toml"}},
    'the "own" of "calm" is no text': {"own": 5},
    'the "own" of "calm" is larger than 2 MiB': {"own": "#" * (2**21 + 1)},
    'roadmap 1 needs an "id", which is text, and "events", a list': {"events": {}},
    'the roadmap "small" is in it twice': {"id": "small"},
    'event 1 of "calm" is not valid: it must be an object': {"events": [1]},
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_faulty_archive_is_refused_as_a_whole(cli: Cli, at: Home, archive: Path, fault: str) -> None:
    other = changed(archive, "calm", **WRONG[fault])
    desktop = at("desktop")
    assert_refused(cli(f"import {other}"), 3, f"{other}: {fault}")
    assert kept_in(desktop) == {}


def test_an_event_is_on_one_roadmap(cli: Cli, at: Home, archive: Path) -> None:
    other = changed(archive, "calm", events=roadmaps_in(archive)["small"]["events"])
    at("desktop")
    assert_refused(cli(f"import {other}"), 3, "is in it on two roadmaps")


def test_a_file_that_cannot_be_put_in_its_place_leaves_everything_as_it_was(cli: Cli, at: Home, archive: Path) -> None:
    """The library is written to, then the folder of one's own changes cannot be made."""
    at("desktop")
    own_file("x").parent.parent.mkdir(parents=True)
    own_file("x").parent.write_text("in the way", encoding="utf-8")
    assert_refused(cli(f"import {archive}"), 1, f"cannot make {own_file('x').parent}")
    assert [*roadmaps_folder().glob("*.toml")] == []
    assert events_in(cli("export json").out) == []
    assert not config_file().exists()


def test_an_archive_is_of_whoever_imports_it(cli: Cli, at: Home, archive: Path) -> None:
    at("desktop")
    assert cli(f"--user bob import {archive}").code == 0
    assert cli("--user bob export json").out == archive.read_text(encoding="utf-8").replace('"ada"', '"bob"')
    assert events_in(cli("export json").out) == []


def test_a_part_is_of_the_roadmap_in_use_alone(cli: Cli, archive: Path) -> None:
    for option in ("--phase 1", "--since 2026-11-01"):
        whole = json.loads(cli(f"export json {option}").out)
        assert [(each["id"], "definition" in each) for each in whole["roadmaps"]] == [("small", False)]
        assert whole["in_use"] is None
    assert archive.exists()


def test_an_archive_of_the_first_schema_comes_in_as_it_always_did(cli: Cli, small: Path) -> None:
    old = TESTS / "foreign" / "archive-schema-1.json"
    told = cli(f"--file {small} import {old}")
    assert told.out.startswith("17 new events for ada, 0 known already.\nBecomes done: Alpha; Beta\n")
    said = [{**each, "device": None} for each in json.loads(old.read_bytes())["events"]]
    assert events_in(cli(f"--file {small} export json").out, "small") == said
    assert_refused(cli(f"import {old}"), 1, 'this is progress on the roadmap "small", not on "ml-scientist"')


MARKDOWN = "---\nroadmap: plain\n---\n\n# Plain\n\n## P\n\n### M\n\n- T (2 h)\n"
ORIGIN = {"address": "https://example.org/plain.md", "sha256": "0" * 64, "fetched": "2026-11-20T10:00:00+00:00"}


def test_a_roadmap_in_markdown_and_where_it_was_fetched_go_along(
    cli: Cli, at: Home, archive: Path, tmp_path: Path
) -> None:
    (roadmaps_folder() / "plain.md").write_text(MARKDOWN, encoding="utf-8")
    (roadmaps_folder() / "plain.origin.json").write_text(json.dumps(ORIGIN), encoding="utf-8")
    assert cli(f"export json -o {archive} --force").code == 0
    assert roadmaps_in(archive)["plain"]["definition"] == {"file": "plain.md", "text": MARKDOWN, "origin": ORIGIN}
    at("desktop")
    assert cli(f"import {archive}").code == 0
    assert (roadmaps_folder() / "plain.md").read_text(encoding="utf-8") == MARKDOWN
    assert "https://example.org/plain.md" in cli("roadmaps --json").out
    again = tmp_path / "again.json"
    assert cli(f"export json -o {again}").code == 0
    assert again.read_bytes() == archive.read_bytes()


@pytest.mark.parametrize(
    "wrong", [{"address": "http://x"}, {"address": "https://a\nb"}, {"sha256": "x"}, {"fetched": "<b>"}, {"address": 5}]
)
def test_an_origin_that_is_none_makes_a_roadmap_that_was_never_fetched(
    cli: Cli, at: Home, archive: Path, wrong: dict[str, Any]
) -> None:
    kept = roadmaps_in(archive)["calm"]["definition"]
    other = changed(archive, "calm", definition={**kept, "origin": {**ORIGIN, **wrong}})
    at("desktop")
    assert cli(f"import {other}").code == 0
    assert sorted(each.name for each in roadmaps_folder().iterdir()) == ["calm.toml", "quiet.toml", "small.toml"]
