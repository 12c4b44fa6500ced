"""Roadmap files taken into the library and out of it, and those that have moved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cli_helpers import assert_refused, json_of, talk_in_terminal
from conftest import Cli
from library_helpers import TEA, answer, kept

from roadmap_cli import settings

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)

    def run(name: str = "tea.toml", content: str = TEA) -> Path:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content.encode())
        return tmp_path / name

    return run


def listed(cli: Cli) -> dict[str, dict[str, object]]:
    return {each["id"]: each for each in json_of(cli, "roadmaps")["roadmaps"]}


def test_a_roadmap_file_is_copied_as_it_is(cli: Cli, write: Write) -> None:
    write(content=TEA.replace("\n", "\r\n"))
    result = cli("import tea.toml")
    assert (
        result.out
        == f"A new roadmap: Making tea  tea\n   1 phase, 1 module, 2 topics\n   version 1.2, by Ada\n   a copy: {kept()}\n"
    )
    assert result.err == (
        "hint: what is changed in tea.toml does not change the copy; to follow the file itself: roadmap use tea.toml\n"
        "hint: to work on it: roadmap use tea\n"
    )
    assert kept().read_bytes() == TEA.replace("\n", "\r\n").encode()
    line = listed(cli)["tea"]
    assert (line["copy"], line["address"], line["version"], line["author"]) == (True, None, "1.2", "Ada")
    assert cli("roadmaps").out.splitlines()[1].endswith(f"{kept()}, version 1.2, by Ada")
    assert cli("use tea").out.startswith("In use: Making tea")


def test_a_dry_run_says_the_same_and_writes_nothing(cli: Cli, write: Write) -> None:
    write()
    dry = answer(cli, "import tea.toml --dry-run")
    assert not kept().exists()
    assert answer(cli, "import tea.toml") == dry | {"dry_run": False}
    assert answer(cli, "import tea.toml")["state"] == "known"
    assert cli("import tea.toml").out.startswith("Nothing new, it is kept already: Making tea")


@pytest.mark.parametrize("name", ["tea", "tea.txt"])
def test_it_is_known_by_what_is_in_it(cli: Cli, write: Write, name: str) -> None:
    write(name)
    assert answer(cli, f"import {name} --dry-run")["state"] == "new"
    write("page.md", "# How\n\n- [ ] Write a file\n\n```toml\n[roadmap]\n```\n")
    assert answer(cli, "import page.md --dry-run")["origin"]["format"] == "markdown"
    write("other", TEA.replace("[roadmap]", "[road]"))
    assert_refused(cli("import other --as roadmap"), 3, 'other:2: the file has the unknown key "road"')


def test_a_faulty_one_is_refused_with_its_lines(cli: Cli, write: Write) -> None:
    write(content=TEA.replace("hours = 2", "hours = 0"))
    assert_refused(cli("import tea.toml"), 3, 'tea.toml:19: topic "water": "hours" must be')
    assert_refused(cli("import none.toml"), 3, "cannot read none.toml: no such file")
    assert_refused(cli("import tea.toml --new"), 2, "--new is for what other programs wrote")
    assert not kept().exists()


def test_another_one_of_its_id_stays_until_somebody_says_so(cli: Cli, write: Write) -> None:
    write()
    cli("import tea.toml")
    write(content=TEA.replace('id = "pour"', 'id = "serve"').replace("hours = 2", "hours = 3"))
    sentence = (
        f'"tea" is here already, and another: 1 topic more, 1 topic fewer, 1 topic changed in tea.toml than in {kept()}'
    )
    assert_refused(cli("import tea.toml"), 1, sentence)
    assert kept().read_text() == TEA
    report = answer(cli, "import tea.toml --force")
    assert (report["state"], report["former"]) == ("replaced", f"{kept()}.backup")
    assert report["difference"]["changed"] == [
        {"id": "water", "title": "Boil water", "changes": [{"field": "hours", "before": "2 h", "after": "3 h"}]}
    ]
    assert Path(report["former"]).read_text() == TEA
    write()
    assert answer(cli, "import tea.toml --force")["former"] == f"{kept()}.backup-2"


def test_the_id_of_a_roadmap_elsewhere_is_refused(cli: Cli, write: Write) -> None:
    write()
    cli("use tea.toml")
    assert answer(cli, "import tea.toml")["state"] == "named"
    write("other.toml", TEA.replace("Boil", "Heat"))
    assert_refused(cli("import other.toml"), 1, 'tea.toml has the id "tea" too, and the progress on both would mix')
    write("ml.toml", TEA.replace('"tea"', '"ml-scientist"'))
    assert_refused(cli("import ml.toml --force"), 1, 'ml.toml has the id of the built-in roadmap, "ml-scientist"')
    assert not kept().exists()


def test_a_file_may_be_followed_after_its_copy_was_taken(cli: Cli, write: Write) -> None:
    file = write()
    cli("import tea.toml")
    assert cli("use tea.toml").code == 0
    assert listed(cli)["tea"]["file"] == str(file)
    cli("use ml-scientist")
    cli("roadmaps remove tea --yes")  # the copy
    cli("roadmaps remove tea --yes")  # the name
    cli("import tea.toml")
    write(content=TEA.replace("Boil", "Heat"))
    assert_refused(cli("use tea.toml"), 1, f'{kept()} has the id "tea" too, and the progress on both would mix')


def test_it_asks_in_a_terminal(write: Write) -> None:
    write()
    question = "Keep a copy of this? [y/N] "
    code, screen = talk_in_terminal("import", "tea.toml", answers=[(question, "n\n")])
    assert (code, kept().exists()) == (0, False), screen
    code, screen = talk_in_terminal("import", "tea.toml", answers=[(question, "y\n")])
    assert (code, kept().exists()) == (0, True), screen


def test_a_copy_is_put_aside_and_progress_stays(cli: Cli, write: Write) -> None:
    file = write()
    cli("import tea.toml")
    cli("--file tea done water")
    refused = cli("roadmaps remove tea")
    assert_refused(refused, 1, f"Making tea (tea) would leave the list, and {kept()} be put aside; progress on 1 topic")
    dry = answer(cli, "roadmaps remove tea --dry-run")
    assert (kept().exists(), dry["copy"], dry["touched"], dry["aside"]) == (True, True, 1, None)
    aside = kept().parent.parent / "removed/tea.toml"
    assert_refused(cli("roadmaps remove making --yes"), 1, 'no roadmap here has the id "making"')
    assert cli("roadmaps remove tea --yes").out == (
        f"Removed: Making tea  tea\n   its file is put aside: {aside}\n   progress on 1 topic stays on record\n"
    )
    assert (kept().exists(), aside.read_text(), file.exists()) == (False, TEA, True)
    assert listed(cli)["tea"]["source"] == "unknown"
    assert_refused(cli("roadmaps remove tea --yes"), 1, 'of "tea" there is progress here and no file')
    cli("import", str(aside))
    assert listed(cli)["tea"]["totals"]["topics"]["done"] == 1  # type: ignore[index]
    assert answer(cli, "roadmaps remove tea --yes")["aside"] == f"{aside}-2"


def test_a_faulty_copy_can_be_removed(cli: Cli, write: Write) -> None:
    write()
    cli("import tea.toml")
    kept().write_text("nonsense")
    assert answer(cli, "roadmaps remove tea --yes")["roadmap"] == {"id": "tea", "title": "tea"}


def test_of_a_file_elsewhere_only_the_name_goes(cli: Cli, write: Write) -> None:
    file = write()
    cli("use tea.toml")
    assert_refused(cli("roadmaps remove tea --yes"), 1, '"tea" is in use')
    cli("use ml-scientist")
    assert cli("roadmaps remove tea --yes").out == (
        f"Removed: Making tea  tea\n   only its name: {file} stays as it is\n"
    )
    assert file.exists()
    assert list(listed(cli)) == ["ml-scientist"]
    assert_refused(cli("roadmaps remove ml-scientist --yes"), 1, "comes with the program and stays")
    assert_refused(cli("roadmaps remove coffee --yes"), 1, 'there is no roadmap "coffee"')
    assert_refused(cli("roadmaps remove tea.toml --yes"), 1, "tea.toml has no name here")


def test_it_is_removed_after_a_yes(write: Write, cli: Cli) -> None:
    write()
    cli("import tea.toml")
    code, screen = talk_in_terminal("roadmaps", "remove", "tea", answers=[("Remove it? [y/N] ", "n\n")])
    assert (code, kept().exists()) == (1, True), screen


def test_a_file_that_has_moved_is_found_by_its_id(cli: Cli, write: Write, tmp_path: Path) -> None:
    file = write()
    cli("use tea.toml")
    cli("done water")
    moved = file.rename(tmp_path / "green.toml")
    said = cli("list")
    assert said.code == 0
    assert said.err == f"hint: {file} is gone; {moved} has its id and is used; to keep it so: roadmap use {moved}\n"
    lines = [line for line in answer(cli, "roadmaps")["roadmaps"] if line["in_use"]]
    assert [(line["id"], line["file"]) for line in lines] == [("tea", str(moved))]
    assert cli("use tea").code == 0
    assert cli("list").err == ""
    assert settings.known_roadmaps()["tea"] == moved


def test_of_two_none_is_guessed(cli: Cli, write: Write, tmp_path: Path) -> None:
    file = write()
    cli("use tea.toml")
    cli("status")
    file.rename(tmp_path / "a.toml")
    write("b.toml")
    said = cli("status")
    assert_refused(said, 3, f"cannot read {file}: no such file or directory")
    assert f"its id stands in {tmp_path / 'a.toml'}; {tmp_path / 'b.toml'}: say which is meant" in said.err


def test_one_that_is_nowhere_is_told_with_what_to_do(cli: Cli, write: Write) -> None:
    file = write()
    cli("config file tea.toml")  # which gives it no name, so that only the cache knows
    cli("status")
    file.unlink()
    said = cli("status")
    assert_refused(said, 3, f"cannot read {file}")
    assert (
        'it held "tea": say where that is now, roadmap use FILE, or go on with another, roadmap use ml-scientist'
        in said.err
    )
    assert cli("use ml-scientist").code == 0


def test_what_is_typed_is_not_guessed_at(cli: Cli, write: Write, tmp_path: Path) -> None:
    file = write()
    cli("--file tea.toml status")
    file.rename(tmp_path / "green.toml")
    said = cli("--file tea.toml status")
    assert_refused(said, 3, "cannot read tea.toml")
    assert f"its id stands in {tmp_path / 'green.toml'}" in said.err
