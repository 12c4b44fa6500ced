"""What was imported of a roadmap goes with it: to a second computer, and back through undo."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_helpers import assert_refused
from conftest import Cli

from roadmap_cli.settings.folders import imported_file, roadmaps_folder

PLAN = "# Garden\n\n## Soil\n\n- [x] Clay\n- [ ] Compost (2 h)\n- [ ] Sand\n"
GROWN = PLAN.replace("(2 h)", "(4 h)").replace("- [ ] Sand\n", "- [ ] Loam\n- [ ] Sand (1 h)\n")
HAND = (('title = "Clay"', 'title = "Clay, mine"'), ('title = "Sand"', 'title = "Sand"\nwhy = "for carrots"'))
Home = Callable[[str], None]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_before: Path) -> Home:
    """From now on the home of that name, in which at first nothing is kept but the built-in roadmap as it was read."""

    def go(name: str) -> None:
        if not (tmp_path / name).exists():
            shutil.copytree(read_before, tmp_path / name)
        monkeypatch.setenv("HOME", str(tmp_path / name))

    return go


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.md"
    file.write_text(PLAN, encoding="utf-8")
    return file


def made() -> Path:
    return roadmaps_folder() / "garden.toml"


def edit(*changes: tuple[str, str]) -> None:
    text = made().read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    made().write_text(text, encoding="utf-8")


def run(cli: Cli, *commands: str) -> None:
    for command in commands:
        done = cli(command)
        assert done.code == 0, (command, done)


@pytest.fixture
def archive(cli: Cli, at: Home, plan: Path, tmp_path: Path) -> Path:
    """Of a list that was imported on one computer and edited there, by hand and by a command."""
    at("laptop")
    run(cli, f"import {plan}")
    edit(*HAND)
    file = tmp_path / "all.json"
    run(cli, "--file garden topic add Worms --after compost --hours 1", f"export json -o {file}")
    return file


def changed(archive: Path, **keys: object) -> Path:
    """The archive of a foreign hand, or of an older version."""
    whole = json.loads(archive.read_bytes())
    definition = next(each for each in whole["roadmaps"] if each["id"] == "garden")["definition"]
    definition.update(keys)
    other = archive.with_name("theirs.json")
    other.write_text(json.dumps(whole), encoding="utf-8")
    return other


def test_a_grown_list_comes_to_the_same_on_a_second_computer(cli: Cli, at: Home, archive: Path, plan: Path) -> None:
    plan.write_text(GROWN, encoding="utf-8")
    found = []
    for home in ("laptop", "desktop"):
        at(home)
        run(cli, *([f"import {archive}"] if home == "desktop" else []), f"import {plan}")
        found.append((made().read_bytes(), imported_file("garden").read_bytes()))
    assert found[0] == found[1]
    assert b"Clay, mine" in found[0][0]
    assert b"hours = 4" in found[0][0]


def test_with_a_comment_less_it_is_known_all_the_same(cli: Cli, at: Home, archive: Path, plan: Path) -> None:
    at("laptop")
    edit(*((line, "") for line in made().read_text(encoding="utf-8").splitlines(keepends=True)[:2]))
    run(cli, f"export json --force -o {archive}")
    at("desktop")
    plan.write_text(GROWN, encoding="utf-8")
    run(cli, f"import {archive}", f"import {plan}")
    assert "hours = 4" in made().read_text(encoding="utf-8")


def test_an_editor_that_ends_lines_otherwise_changes_nothing_of_that(
    cli: Cli, at: Home, archive: Path, plan: Path
) -> None:
    at("laptop")
    made().write_bytes(b"\xef\xbb\xbf" + made().read_bytes().replace(b"\n", b"\r\n"))
    run(cli, f"export json --force -o {archive}")
    at("desktop")
    plan.write_text(GROWN, encoding="utf-8")
    run(cli, f"import {archive}", f"import {plan}")
    assert "hours = 4" in made().read_text(encoding="utf-8")


def test_the_archive_of_the_second_computer_is_the_same_bytes(cli: Cli, at: Home, archive: Path) -> None:
    at("desktop")
    run(cli, f"import {archive}", f"import {archive}")
    again = archive.with_name("again.json")
    run(cli, f"export json -o {again}")
    assert again.read_bytes() == archive.read_bytes()


def test_a_roadmap_that_nobody_edited_is_in_the_archive_once(cli: Cli, at: Home, plan: Path, tmp_path: Path) -> None:
    at("laptop")
    run(cli, f"import {plan}", f"export json -o {tmp_path / 'all.json'}")
    assert b'"imported"' not in (tmp_path / "all.json").read_bytes()


@pytest.mark.parametrize(
    "imported",
    [None, "", "of another\n", "# As imported: ../../x\n", "# As imported: e3b0c44298fc1c149afbf4c8996fb924\n"],
)
def test_without_it_every_difference_is_asked_about(
    cli: Cli, at: Home, archive: Path, plan: Path, imported: str | None
) -> None:
    """As in older archives, and in those in which a foreign hand says what is none of it."""
    other = changed(archive, imported=imported)
    at("desktop")
    run(cli, f"import {other}")
    assert not imported_file("garden").parent.exists()
    plan.write_text(GROWN, encoding="utf-8")
    assert_refused(cli(f"import {plan}"), 1, "Clay, mine, title: Clay, mine / Clay")


def test_it_waits_for_a_text_that_is_kept_aside(cli: Cli, at: Home, archive: Path, plan: Path) -> None:
    at("desktop")
    plan.write_text(PLAN.replace("(2 h)", "(3 h)"), encoding="utf-8")
    run(cli, f"import {plan}")
    edit(('title = "Sand"', 'title = "Sand"\nhours = 7'))
    mine = made().read_bytes()
    run(cli, f"import {archive}")
    assert made().read_bytes() == mine
    plan.write_text(GROWN, encoding="utf-8")
    assert_refused(cli(f"import {plan}"), 1, "Sand, hours: 7 / 1")
    run(cli, f"import {roadmaps_folder() / 'aside' / 'garden.toml'} --force", f"import {plan}")
    assert "Clay, mine" in made().read_text(encoding="utf-8")


def test_it_is_no_answer_for_a_roadmap_of_that_id_that_was_never_imported(
    cli: Cli, at: Home, archive: Path, plan: Path
) -> None:
    at("desktop")
    made().parent.mkdir(parents=True)
    made().write_text(
        '[roadmap]\nid = "garden"\ntitle = "Garden"\n[[phase]]\nid = "soil"\ntitle = "Soil"\n'
        '[[phase.module]]\nid = "soil-topics"\ntitle = "Soil"\n'
        '[[phase.module.topic]]\nid = "clay"\ntitle = "Clay"\n[[phase.module.topic]]\nid = "sand"\ntitle = "Sand"\n',
        encoding="utf-8",
    )
    run(cli, f"import {archive}")
    assert_refused(cli(f"--file ml-scientist import {plan}"), 1, "it is not known what was imported")


def test_after_undo_the_same_list_comes_in_again_without_a_question(cli: Cli, at: Home, plan: Path) -> None:
    at("laptop")
    run(cli, f"import {plan}", "use garden")
    edit(*HAND)
    plan.write_text(GROWN, encoding="utf-8")
    run(cli, f"import {plan}")
    after = made().read_bytes()
    run(cli, "undo", f"import {plan}")
    assert made().read_bytes() == after
