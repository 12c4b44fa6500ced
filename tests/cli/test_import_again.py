"""A file that is imported again after it has grown, and after somebody has edited what was made of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import assert_refused, files_in, json_of
from conftest import Cli
from platformdirs import PlatformDirs

from roadmap_cli.cli.commands import import_ as command
from roadmap_cli.settings.folders import roadmaps_folder

PLAN = """\
# Garden

## Soil

- [x] Clay
- [ ] Compost (2 h)
- [ ] Sand

## Plants

- [ ] Beans
"""


@pytest.fixture
def plan(tmp_path: Path, cli: Cli) -> Path:
    file = tmp_path / "plan.md"
    file.write_text(PLAN, encoding="utf-8")
    assert cli("import", str(file)).code == 0
    return file


@pytest.fixture
def made(plan: Path) -> Path:
    return Path(PlatformDirs("learning-roadmap", appauthor=False).user_data_dir) / "roadmaps" / "garden.toml"


def change(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def titles(cli: Cli) -> dict[str, str]:
    return {each["title"]: each["status"] for each in json_of(cli, "--file garden list")["topics"]}


def grown(cli: Cli, file: Path, *words: str) -> Any:
    result = cli("import", str(file), "--json", *words)
    assert result.code == 0, result
    return json.loads(result.out)["grown"]


def test_what_is_new_renamed_changed_and_gone_is_told(cli: Cli, plan: Path) -> None:
    change(
        plan,
        ("Clay", "Clay and loam"),
        ("(2 h)", "(3 h)"),
        ("- [ ] Sand\n", ""),
        ("- [ ] Compost", "- [ ] Peat\n- [ ] Worms\n- [ ] Compost"),
    )
    dry = cli("import", str(plan), "--dry-run").out
    said = cli("import", str(plan)).out
    assert dry.removesuffix("Nothing was written.\n") == said or dry.startswith(said)
    assert "New: 2 topics\n   Peat  peat\n   Worms  worms\n" in said
    assert "Renamed, with their progress: Clay → Clay and loam\n" in said
    assert "Changed: Compost\n" in said
    assert "No longer in the file: Sand\n" in said
    assert titles(cli)["Clay and loam"] == "done"


def test_hand_edits_and_their_comments_stay_while_the_file_grows_twice(cli: Cli, plan: Path, made: Path) -> None:
    change(made, ('title = "Clay"', 'title = "Clay, mine"  # wet only'), ('id = "sand"', '# ask Ben\nid = "sand"'))
    made.write_bytes(b"\xef\xbb\xbf" + made.read_bytes().replace(b"\n", b"\r\n"))  # as an editor of Windows does
    for number, more in enumerate(("Peat", "Worms")):
        change(plan, ("- [ ] Compost (2 h)", f"- [ ] {more}\n- [ ] Compost (2 h)"))
        before = made.read_text(encoding="utf-8")
        told = grown(cli, plan)
        assert [each["title"] for each in told["added"]] == [more]
        assert (told["renamed"], told["changed"], told["removed"]) == ([], [], [])
        text = made.read_text(encoding="utf-8")
        assert 'title = "Clay, mine"  # wet only\n' in text
        assert "# ask Ben\n" in text
        backup = made.with_name(f"{made.name}.backup")
        assert backup.read_text(encoding="utf-8") == before, number
        content = made.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf#")
        assert content.count(b"\r\n") == content.count(b"\n") == text.count("\n")
    assert cli("import", str(plan)).code == 0
    assert made.read_bytes() == content
    assert list(titles(cli)) == ["Clay, mine", "Peat", "Worms", "Compost", "Sand", "Beans"]
    assert cli("import", str(plan)).out.startswith("Nothing new: ")


def test_what_left_the_file_stays_where_a_hand_has_edited_it(cli: Cli, plan: Path, made: Path) -> None:
    change(made, ('title = "Sand"', 'title = "Sand"\nwhy = "for carrots"'))
    change(plan, ("- [ ] Sand\n", ""), ("- [ ] Beans\n", "- [ ] Kale and cabbage\n- [ ] Leek\n"))
    told = grown(cli, plan)
    assert [each["title"] for each in told["staying"]] == ["Sand"]
    assert [each["title"] for each in told["removed"]] == ["Beans"]
    assert titles(cli)["Sand"] == "todo"


def test_what_both_have_changed_is_refused_line_by_line_and_nothing_is_written(
    cli: Cli, plan: Path, made: Path, home: Path
) -> None:
    change(made, ("hours = 2", "hours = 9"))
    change(plan, ("(2 h)", "(4 h)"), ("[ ] Beans", "[x] Beans"))
    before = files_in(home)
    for words in ((), ("--dry-run",), ("--yes",), ("--json",)):
        result = cli("import", str(plan), *words)
        assert_refused(result, 1, f"{made} was edited since it was imported")
        assert "\n  Compost, hours: 9 / 4\n" in result.err
        assert "--mine" in result.err
    assert {name: text for name, text in files_in(home).items() if "cache" not in name} == {
        name: text for name, text in before.items() if "cache" not in name
    }


@pytest.mark.parametrize(("side", "hours"), [("--mine", "hours = 9"), ("--theirs", "hours = 4")])
def test_it_is_settled_for_all_of_it_at_once(cli: Cli, plan: Path, made: Path, side: str, hours: str) -> None:
    change(made, ("hours = 2", "hours = 9"))
    change(plan, ("(2 h)", "(4 h)"), ("[ ] Beans", "[x] Beans"))
    assert cli("import", str(plan), side).code == 0
    assert hours in made.read_text(encoding="utf-8")
    assert titles(cli)["Beans"] == "done"
    assert cli("import", str(plan)).code == 0  # what was settled is not asked again
    assert hours in made.read_text(encoding="utf-8")


def test_both_sides_at_once_are_wrong_usage(cli: Cli, plan: Path) -> None:
    assert_refused(cli("import", str(plan), "--mine", "--theirs"), 2, "exclude each other")


def test_on_a_terminal_each_difference_is_asked_about(
    cli: Cli, plan: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(made, ("hours = 2", "hours = 9"), ('title = "Sand"', 'title = "Sand"\nhours = 7'))
    change(plan, ("(2 h)", "(4 h)"), ("Sand", "Sand (1 h)"))
    answers = iter(["t", "quit", ""])
    monkeypatch.setattr(command, "has_terminal", lambda: True)
    monkeypatch.setattr(command, "asked", lambda _: next(answers))
    monkeypatch.setattr(command, "confirmed", lambda _: True)
    result = cli("import", str(plan))
    assert result.code == 0
    assert "  Compost, hours: 9 / 4\n" in result.err
    assert "  Sand, hours: 7 / 1\n" in result.err
    text = made.read_text(encoding="utf-8")
    assert "hours = 4" in text
    assert "hours = 7" in text


def test_without_what_was_imported_last_every_difference_is_asked_about(cli: Cli, plan: Path, made: Path) -> None:
    change(made, ("hours = 2", "hours = 9"))
    (made.parents[1] / "imported" / "garden.imported").unlink()
    assert_refused(cli("import", str(plan)), 1, "Compost, hours: 9 / 2")
    assert cli("import", str(plan), "--mine").code == 0
    assert "hours = 9" in made.read_text(encoding="utf-8")


def test_a_topic_that_a_hand_took_out_stays_out_and_its_progress_is_told(cli: Cli, plan: Path, made: Path) -> None:
    change(made, ('[[phase.module.topic]]\nid = "sand"\ntitle = "Sand"\n', ""))
    change(plan, ("[ ] Sand", "[x] Sand"))
    said = cli("import", str(plan)).out
    assert "Sand  you took it out of the roadmap\n" in said
    assert "Sand" not in titles(cli)


def test_no_progress_goes_to_a_topic_that_only_took_the_place_of_another(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "books.csv"
    file.write_text("Topic,Status\nDeep Work,Doing\nRange,Todo\nOld,Done\n", encoding="utf-8")
    assert cli("import", str(file)).code == 0
    change(file, ("Old,Done", "New,Todo"))
    assert cli("import", str(file)).code == 0
    found = {each["title"]: each["status"] for each in json_of(cli, "--file books list")["topics"]}
    assert found == {"Deep Work": "doing", "Range": "todo", "New": "todo"}
    assert [each["id"] for each in json_of(cli, "--file books status")["orphaned"]] == ["old"]


def test_a_list_that_was_mostly_renamed_is_still_that_list_and_another_one_is_not(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "cooking.md"
    file.write_text("# Cooking\n\n- [ ] Knife skills\n- [ ] Stock\n- [x] Rice\n", encoding="utf-8")
    assert cli("import", str(file)).code == 0
    file.write_text("# Cooking\n\n- [ ] Knife skills and sharpening\n- [ ] Veal stock\n- [x] Rice\n", encoding="utf-8")
    said = cli("import", str(file))
    assert "Renamed, with their progress: Knife skills → Knife skills and sharpening; Stock → Veal stock" in said.out
    file.write_text("# Cooking\n\n- [ ] Yeast\n- [ ] Sourdough\n- [ ] Rice\n", encoding="utf-8")
    said = cli("import", str(file))
    assert said.out.startswith("A new roadmap: Cooking  cooking-2\n")
    assert "cooking stays as it is: cooking.md names 1 topic of it, so it is another roadmap" in said.err


def test_a_tag_leaves_the_title_and_a_roadmap_that_has_it_in_its_id_is_found(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("# Algebra\n\n- [ ] Vectors\n- [ ] Rank\n", encoding="utf-8")
    cli("import", str(file))
    made = roadmaps_folder() / "algebra.toml"
    named = made.read_text(encoding="utf-8").replace(
        'id = "algebra"\ntitle = "Algebra"', 'id = "algebra-study"\ntitle = "A"'
    )
    made.rename(made.with_name("algebra-study.toml")).write_text(named, encoding="utf-8")
    file.write_text("# Algebra #study\n\n- [ ] Vectors\n- [ ] Rank\n- [ ] Trace\n", encoding="utf-8")
    said = cli("import", str(file), "--theirs")
    assert said.out.startswith("Brought up to date: Algebra  algebra-study\n"), said
    file.write_text("# Geometry #study\n\n- [ ] Circles\n", encoding="utf-8")
    assert cli("import", str(file)).out.startswith("A new roadmap: Geometry  geometry\n")
