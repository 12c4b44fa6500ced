"""One text of a roadmap settled on, by the beginning of its hash."""

from pathlib import Path

import pytest
from cli_helpers import assert_refused, json_of, tiny
from conftest import Cli

from roadmap_cli.domain.redefinition import hash_of
from roadmap_cli.settings import Flags
from roadmap_cli.settings.folders import roadmaps_folder
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.settle import NamedText, named_text, texts_to_settle_on


@pytest.fixture
def tea(cli: Cli) -> Path:
    """In use, and changed twice."""
    file = roadmaps_folder() / "tea.toml"
    file.parent.mkdir(parents=True)
    file.write_text(tiny("tea"), encoding="utf-8")
    for command in ("use tea", "topic edit t --title Leaves", "topic edit t --title Water"):
        assert cli(command).code == 0
    return file


def beginning(text: str, letters: int = 6) -> str:
    return hash_of(text)[:letters]


def test_a_text_is_named_behind_its_roadmap_unless_a_file_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert named_text("tea@1aF") == NamedText("tea", "1af")
    assert named_text("tea@") == NamedText("tea", "")
    for words in ("tea", "tea@home", "a/tea@12ab", "@12ab"):
        assert named_text(words) is None
    Path("tea@12ab").touch()
    assert named_text("tea@12ab") is None


def test_an_older_text_comes_back_and_goes_again(cli: Cli, tea: Path) -> None:
    water = tea.read_bytes()
    first = tiny("tea")
    said = cli(f"use tea@{beginning(first)}")
    assert said.out.startswith(f"Settled on the text {beginning(first, 8)}\nIn use: Tiny  tea\n")
    assert tea.read_text(encoding="utf-8") == first
    assert "settled on the text" in cli("history").out
    assert cli("undo").code == 0
    assert tea.read_bytes() == water
    assert cli("redo").code == 0
    assert tea.read_text(encoding="utf-8") == first


def test_what_a_hand_has_changed_is_kept_on_record(cli: Cli, tea: Path) -> None:
    by_hand = tea.read_text(encoding="utf-8") + "# mine\n"
    tea.write_text(by_hand, encoding="utf-8")
    assert json_of(cli, f"use tea@{beginning(tiny('tea'))}")["settled"] == hash_of(tiny("tea"))
    assert tea.read_text(encoding="utf-8") == tiny("tea")
    assert not list(tea.parent.glob("*.backup"))
    assert cli(f"use tea@{beginning(by_hand)}").code == 0
    assert tea.read_text(encoding="utf-8") == by_hand


def test_a_file_that_cannot_be_used_is_kept_beside(cli: Cli, tea: Path) -> None:
    tea.write_text("broken [", encoding="utf-8")
    assert cli(f"use tea@{beginning(tiny('tea'))}").code == 0
    assert tea.read_text(encoding="utf-8") == tiny("tea")
    assert tea.with_name("tea.toml.backup").read_text(encoding="utf-8") == "broken ["


def test_who_names_no_text_is_told_which_there_are(cli: Cli, tea: Path) -> None:
    water = beginning(tea.read_text(encoding="utf-8"), 8)
    short = cli("use tea@12a")
    assert_refused(short, 1, "a text is named by at least 4 letters of its hash; these stand:")
    assert f"  tea@{water} of 2026-11-23" in short.err
    assert_refused(cli("use tea@000000"), 1, 'no text of tea on record begins with "000000"; these stand:')
    assert_refused(cli("use ml-scientist@0000"), 1, "no text of ml-scientist is on record")
    assert_refused(cli("use coffee@0000"), 1, 'there is no roadmap "coffee"')


def test_what_stands_is_offered(tea: Path) -> None:
    water = beginning(tea.read_text(encoding="utf-8"), 8)
    session = Session(Flags())
    assert texts_to_settle_on(session, "tea@") == [(f"tea@{water}", f"{water} of 2026-11-23 on laptop")]
    assert texts_to_settle_on(session, f"tea@{water[:3]}")
    assert texts_to_settle_on(session, "tea@z") == []


def test_the_text_that_stands_already_changes_nothing(cli: Cli, tea: Path) -> None:
    before = cli("history").out
    water = tea.read_bytes()
    assert cli(f"use tea@{beginning(water.decode())}").code == 0
    assert (cli("history").out, tea.read_bytes()) == (before, water)
