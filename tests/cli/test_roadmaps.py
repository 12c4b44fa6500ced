"""`roadmap use`, `roadmap roadmaps` and `roadmap adopt`: several roadmaps side by side."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import Files, assert_no_traceback, assert_refused, files_in, json_of, run_program, talk_in_terminal
from completion_helpers import tab
from conftest import SMALL, Cli, Clock, Result

from roadmap_cli.settings import folders
from roadmap_cli.use_cases import find_roadmap

TEA = """\
[roadmap]
id = "tea-making"
title = "Making tea"

[[phase]]
id = "one"
title = "Leaves"

[[phase.module]]
id = "leaves"
title = "Leaves"

[[phase.module.topic]]
id = "water"
title = "Boil water"

[[phase.module.topic]]
id = "first"
title = "ALPHA"
hours = 2

[[phase.module.topic]]
id = "c"
title = "Pour it"
hours = 5
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """A roadmap file in the folder where one is."""
    monkeypatch.chdir(tmp_path)

    def run(name: str, content: str = TEA, **keys: str) -> Path:
        for key, value in keys.items():
            content = content.replace({"id": "tea-making", "title": "Making tea"}[key], value)
        (tmp_path / name).write_text(content, encoding="utf-8")
        return tmp_path / name

    return run


@pytest.fixture
def tea(write: Write) -> Path:
    return write("tea.toml")


def kept_in(home: Path) -> Files:
    """Without what is derived."""
    return {name: content for name, content in files_in(home).items() if "cache" not in name}


def config() -> dict[str, Any]:
    file = folders.config_file()
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def lines_of(cli: Cli, before: str = "") -> dict[str, dict[str, Any]]:
    return {line["id"]: line for line in json_of(cli, f"{before} roadmaps")["roadmaps"]}


def in_use(cli: Cli, before: str = "") -> list[str]:
    return [name for name, line in lines_of(cli, before).items() if line["in_use"]]


def cells(out: str) -> list[list[str]]:
    """What stands in the columns of a list, line by line."""
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in out.splitlines()]


def done(cli: Cli, roadmap: str) -> list[str]:
    return [topic["id"] for topic in json_of(cli, f"--file {roadmap} list --status done")["topics"]]


def test_at_first_there_is_the_built_in_roadmap_alone(cli: Cli, home: Path) -> None:
    result = cli("roadmaps")
    assert (result.code, result.err) == (0, "")
    assert cells(result.out) == [
        ["in use", "ml-scientist", "Become a machine learning scientist", "0 %", "0 of 112 topics", "built in"]
    ]
    assert cli("use") == result
    assert kept_in(home) == {}


def test_a_file_is_used_and_remembered_by_its_id(cli: Cli, tea: Path) -> None:
    result = cli("use tea.toml")
    assert (result.code, result.err) == (0, "")
    assert result.out == "In use: Making tea  tea-making\n  0 %  0 of 3 topics, 8 h left\n"
    assert config() == {"file": str(tea), "roadmaps": {"tea-making": str(tea)}}
    assert in_use(cli) == ["tea-making"]
    assert json_of(cli, "status")["roadmap"] == {"id": "tea-making", "title": "Making tea"}


@pytest.mark.parametrize("words", ["tea-making", "TEA", "making", "Making Tea", "tea.toml", "./tea.toml"])
def test_it_is_found_again_by_its_id_its_title_and_its_file(cli: Cli, tea: Path, words: str) -> None:
    cli("use tea.toml")
    assert cli("use ml-scientist").out.startswith("In use: Become a machine learning scientist  ml-scientist\n")
    assert config() == {"roadmaps": {"tea-making": str(tea)}}
    assert cli("use", words).code == 0
    assert config() == {"file": str(tea), "roadmaps": {"tea-making": str(tea)}}


def test_a_roadmap_that_was_imported_has_its_name_already(cli: Cli) -> None:
    kept = folders.roadmaps_folder() / "tea-making.toml"
    kept.parent.mkdir(parents=True)
    kept.write_text(TEA, encoding="utf-8")
    assert cli("use tea").code == 0
    assert config() == {"file": str(kept)}
    assert lines_of(cli)["tea-making"]["file"] == str(kept)


def test_the_file_of_the_built_in_roadmap_is_the_built_in_roadmap(cli: Cli, tea: Path) -> None:
    cli("use tea.toml")
    assert cli("use", str(find_roadmap.definition.builtin())).code == 0
    assert config() == {"roadmaps": {"tea-making": str(tea)}}


def test_a_file_that_was_in_use_without_a_name_is_not_forgotten(cli: Cli, tea: Path, write: Write) -> None:
    cli("config file tea.toml")
    write("coffee.toml", id="coffee")
    cli("use coffee.toml")
    assert set(config()["roadmaps"]) == {"coffee", "tea-making"}
    write("mine.toml", id="ml-scientist")
    cli("config file mine.toml")
    assert cli("use tea").code == 0  # its id is taken, so it keeps none
    assert set(config()["roadmaps"]) == {"coffee", "tea-making"}


def test_a_faulty_file_that_was_in_use_is_no_hindrance(cli: Cli, tea: Path, write: Write) -> None:
    write("bad.toml", "nonsense")
    cli("config file bad.toml")
    assert cli("use tea.toml").code == 0
    assert config()["roadmaps"] == {"tea-making": str(tea)}


def test_the_comments_of_config_toml_stay(cli: Cli, tea: Path) -> None:
    file = folders.config_file()
    file.parent.mkdir(parents=True)
    file.write_text('# Mine\nuser = "ada"  # not Ada\n', encoding="utf-8")
    cli("use tea.toml")
    said = file.read_text(encoding="utf-8")
    assert said.startswith(f'# Mine\nuser = "ada"  # not Ada\nfile = "{tea}"\n')
    cli("config user bob")
    assert config() == {"user": "bob", "file": str(tea), "roadmaps": {"tea-making": str(tea)}}


@pytest.mark.parametrize(
    ("words", "code", "message", "hint"),
    [
        ("tee-making", 1, 'there is no roadmap "tee-making"', "did you mean tea-making?"),
        ("nonsense", 1, 'there is no roadmap "nonsense"', "see them all with: roadmap roadmaps"),
        ("", 1, "an empty name is no roadmap", "see them all with: roadmap roadmaps"),
        ("m", 1, '"m" could be any of these:\n  mint (Making tea)\n  ml-scientist (', "type more of it"),
        ("gone.toml", 3, "cannot read gone.toml: no such file or directory", "name a roadmap file"),
        ("./tea-makin.toml", 3, "cannot read tea-makin.toml: no such file", "did you mean tea-making?"),
        ("bad.toml", 3, "bad.toml:1: behind a key stands =", ""),
        ("~nobody-of-this-name/x", 2, "is in the home of somebody unknown here", ""),
    ],
)
def test_what_is_no_roadmap_is_refused_and_nothing_changes(
    cli: Cli, tea: Path, write: Write, home: Path, words: str, code: int, message: str, hint: str
) -> None:
    write("bad.toml", "nonsense")
    write("mint.toml", id="mint")
    cli("use mint.toml")
    cli("use tea.toml")
    before = kept_in(home)
    result = cli("use", words)
    assert_refused(result, code, message)
    assert f"hint: {hint}" in result.err or not hint
    assert kept_in(home) == before


def test_a_known_file_that_broke_says_what_is_wrong_with_it(cli: Cli, tea: Path) -> None:
    cli("use tea.toml")
    cli("use ml-scientist")
    tea.write_text(TEA.replace("hours = 2", "hours = -2").replace("Boil water", ""), encoding="utf-8")
    result = cli("use tea")
    assert_refused(result, 3, "has 2 problems")
    assert result.err.count("tea.toml:") == 2
    assert "file" not in config()


def test_a_known_file_that_is_gone_is_not_proposed_in_its_own_place(cli: Cli, tea: Path) -> None:
    cli("use tea.toml")
    tea.unlink()
    result = cli("use tea-making")
    assert_refused(result, 3, f"cannot read {tea}")
    assert "did you mean" not in result.err


def test_two_files_with_one_id_would_mix_their_progress(cli: Cli, tea: Path, write: Write) -> None:
    cli("use tea.toml")
    write("other tea.toml")
    result = cli("use", "other tea.toml")
    assert_refused(result, 1, f'{tea} has the id "tea-making" too, and the progress on both would mix')
    assert result.err.endswith("or let it replace that one: roadmap config file 'other tea.toml'\n")
    assert config()["file"] == str(tea)


def test_a_copy_of_the_built_in_roadmap_would_mix_with_it(cli: Cli, write: Write) -> None:
    write("mine.toml", id="ml-scientist")
    assert_refused(cli("use mine.toml"), 1, 'phases.toml has the id "ml-scientist" too')
    assert config() == {}


def test_a_file_that_was_moved_is_found_again(cli: Cli, tea: Path) -> None:
    cli("use tea.toml")
    cli("done water")
    moved = tea.rename(tea.with_name("moved.toml"))
    assert cli("use moved.toml").out.splitlines()[1] == "  12 %  1 of 3 topics, 7 h left"
    assert config() == {"file": str(moved), "roadmaps": {"tea-making": str(moved)}}


@pytest.mark.parametrize("source", ["environment", "flag"])
def test_what_comes_before_the_config_file_is_hinted_at(
    cli: Cli, tea: Path, small: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    if source == "environment":
        monkeypatch.setenv("ROADMAP_FILE", str(small))
    result = cli("use tea.toml" if source == "environment" else f"--file {small} use tea.toml")
    assert (result.code, result.err) == (0, f"hint: it does not count here: the {source} comes first\n")
    assert config()["file"] == str(tea)


def test_a_database_that_cannot_be_used_leaves_the_roadmap_as_it_was(cli: Cli, tea: Path, tmp_path: Path) -> None:
    assert cli(f"--database {tmp_path} use {tea}").code == 4
    assert config() == {}


def test_as_json(cli: Cli, tea: Path) -> None:
    said = json_of(cli, "use tea.toml")
    assert (said["schema"], said["roadmap"]) == (1, {"id": "tea-making", "title": "Making tea"})
    assert said["totals"]["topics"]["counted"] == 3


def test_an_id_stands_for_its_file_before_any_command(cli: Cli, tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("use tea.toml")
    cli("use ml-scientist")
    assert cli("--file tea-making done water").out.startswith("Done: Boil water")
    monkeypatch.setenv("ROADMAP_FILE", "tea-making")
    assert json_of(cli, "status")["roadmap"]["id"] == "tea-making"
    assert json_of(cli, "--file ml-scientist status")["roadmap"]["id"] == "ml-scientist"
    assert json_of(cli, "--file ml status")["roadmap"]["id"] == "ml-scientist"  # the beginning of an id
    assert cli("check").out.startswith(f"{tea} is valid")


@pytest.mark.parametrize("command", ["status", "done a", "undo", "list --json"])
def test_a_name_that_is_not_known_says_which_is_near(cli: Cli, tea: Path, command: str) -> None:
    cli(f"use {tea}")
    result = cli(f"--file tea-makign {command}")
    assert_refused(result, 3, "cannot read tea-makign: no such file or directory")
    assert result.err.endswith("hint: did you mean tea-making?\n")


def test_each_roadmap_has_its_own_progress(cli: Cli, tea: Path, small: Path, clock: Clock) -> None:
    for command in (f"use {tea}", "done water", "log c 45m", f"use {small}", "done a b", "choose x"):
        assert cli(command).code == 0
        clock.move(minutes=1)
    assert (done(cli, "tea-making"), done(cli, "small")) == (["water"], ["a", "b"])
    lines = lines_of(cli)
    assert [lines[each]["totals"]["topics"]["done"] for each in ("ml-scientist", "small", "tea-making")] == [0, 2, 1]
    assert cli("--file tea-making undo").out.startswith("Took back: started: Pour it\nTook back: 45 min on Pour it\n")
    assert cli("use tea").code == 0
    assert cli("undo").out.startswith("Took back: done: Boil water\n")
    assert_refused(cli("undo"), 1, "there is nothing to undo")
    assert (done(cli, "tea-making"), done(cli, "small")) == ([], ["a", "b"])
    assert cli("redo").code == 0
    assert cli("use small").code == 0
    assert cli("undo").out.startswith("Took back: chose The X way\n")
    assert (done(cli, "tea-making"), done(cli, "small")) == (["water"], ["a", "b"])


def test_roadmaps_are_listed_with_how_far_one_is(cli: Cli, tea: Path, small: Path, clock: Clock) -> None:
    cli(f"use {tea}")
    cli("done water")
    clock.move(days=1)
    cli(f"use {small}")
    assert cells(cli("roadmaps").out) == [
        ["ml-scientist", "Become a machine learning scientist", "0 %", "0 of 112 topics", "built in"],
        ["in use", "small", "Small", "0 %", "0 of 6 topics", str(small)],
        ["tea-making", "Making tea", "12 %", "1 of 3 topics", "2026-11-23", str(tea)],
    ]
    line = lines_of(cli)["tea-making"]
    assert (line["source"], line["touched"], line["last_day"], line["file"]) == ("file", 1, "2026-11-23", str(tea))


def test_progress_without_a_file_is_never_lost_from_sight(cli: Cli, tea: Path) -> None:
    cli(f"--file {tea} done water c")
    line = lines_of(cli)["tea-making"]
    assert (line["source"], line["touched"], line["last_day"]) == ("unknown", 2, "2026-11-23")
    assert (line["title"], line["in_use"], line["file"], line["totals"], line["fault"]) == ("", False, None, None, "")
    assert cells(cli("roadmaps").out)[-1] == ["tea-making", "file not known", "2 topics", "2026-11-23"]
    assert in_use(cli, f"--file {tea}") == ["tea-making"]
    others = json.loads(cli("--user eve roadmaps --json").out)
    assert [each["id"] for each in others["roadmaps"]] == ["ml-scientist"]


def test_a_file_that_is_broken_or_gone_is_listed_with_the_reason(cli: Cli, tea: Path, write: Write) -> None:
    for name in ("gone", "many"):
        cli("use", str(write(f"{name}.toml", id=name)))
    cli("use tea.toml")
    cli("done water")
    tea.write_text("nonsense", encoding="utf-8")
    Path("gone.toml").unlink()
    write("many.toml", '[roadmap]\nid = "many"\n[[phase]]\n')
    lines = lines_of(cli)
    assert list(lines) == ["ml-scientist", "gone", "many", "tea-making"]
    assert [lines[each]["fault"].partition(": ")[0] for each in ("gone", "tea-making")] == [
        *("cannot read gone.toml", "tea.toml:1"),
    ]
    assert lines["many"]["fault"].startswith("many.toml has ")
    assert (lines["tea-making"]["in_use"], lines["tea-making"]["touched"]) == (True, 1)
    assert cli("roadmaps").code == 0


@pytest.mark.parametrize("used", ["ml-scientist", "tea-making"])
@pytest.mark.usefixtures("few_cards")
def test_changes_of_ones_own_that_cannot_be_used_stop_what_is_done_on_that_roadmap_alone(
    cli: Cli, tea: Path, tmp_path: Path, used: str
) -> None:
    for command in (f"use {tea}", f"use {used}"):
        assert cli(command).code == 0
    own = folders.own_file("ml-scientist")
    own.parent.mkdir(parents=True)
    own.write_text("bad [\n", encoding="utf-8")
    assert lines_of(cli, "")["ml-scientist"]["fault"].startswith(f"{own}:1: ")
    archive = tmp_path / "all.json"
    for command in ("roadmaps", "use", "user list", f"export json -o {archive}", f"import {archive}"):
        assert cli(command).code == 0, command
    its = next(each for each in json.loads(archive.read_bytes())["roadmaps"] if each["id"] == "ml-scientist")
    assert its["own"] == "bad [\n"
    assert_refused(cli("--file ml-scientist status"), 3, f"{own}:1: ")
    assert_refused(cli("use ml-scientist"), 3, f"{own}:1: ")
    assert cli("use tea-making").code == 0


def test_one_that_is_in_use_without_a_name_is_listed_too(cli: Cli, tea: Path) -> None:
    assert in_use(cli, "--file gone.toml") == ["gone"]
    assert lines_of(cli, "--file gone.toml")["gone"]["fault"] == "cannot read gone.toml: no such file or directory"
    assert lines_of(cli, f"--file {tea}")["tea-making"]["source"] == "file"


@pytest.fixture
def both(cli: Cli, tea: Path, small: Path) -> None:
    """`small` is in use, and tea is known."""
    for file in (tea, small):
        assert cli(f"use {file}").code == 0


@pytest.mark.usefixtures("both")
def test_what_is_the_same_is_proposed_and_marked_after_a_yes(cli: Cli, database: Path) -> None:
    cli("done a b c")
    before = files_in(database.parent)
    result = cli("adopt tea --dry-run")
    assert (result.code, result.err, files_in(database.parent)) == (0, "", before)
    assert result.out.splitlines() == [
        "Not found in Making tea: 1 topic",
        "Beta",
        "",
        "To be marked as done in Making tea: 2 topics",
        "  alike  Small  Making tea",
        "same id  Gamma  Pour it",
        "  100 %  Alpha  ALPHA",
        "Nothing is written: this is what would happen.",
    ]
    result = cli("adopt tea --yes")
    assert result.err == "hint: take it back with: roadmap --file tea-making undo\n"
    assert result.out.splitlines()[-2:] == [
        "Marked as done: 2 topics",
        "87 % of the path: 2 of 3 topics, 1 h left",
    ]
    assert done(cli, "tea-making") == ["first", "c"]


@pytest.mark.usefixtures("both")
def test_adopting_twice_changes_nothing_and_one_undo_takes_it_back(cli: Cli, database: Path) -> None:
    cli("done a c --on 2026-11-20")
    cli("adopt tea --yes")
    before = files_in(database.parent)
    result = cli("adopt tea --yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == "Done there already: 2 topics\nThere is nothing to mark as done in Making tea.\n"
    assert files_in(database.parent) == before
    assert {entry["day"] for entry in json_of(cli, "--file tea-making history")["entries"]} == {"2026-11-20"}
    assert cli("--file tea-making undo").out.startswith("Took back: done: Pour it; ALPHA\n")
    assert (done(cli, "tea-making"), done(cli, "small")) == ([], ["a", "c"])


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(("answer", "marked"), [("y", True), ("yes", True), ("n", False), ("", False)])
def test_it_asks_in_a_terminal(cli: Cli, answer: str, *, marked: bool) -> None:
    cli("done a")
    question = 'Mark this topic as done in "Making tea"? [y/N] '
    code, screen = talk_in_terminal("adopt", "tea", answers=[(question, f"{answer}\n")])
    assert code == 0, screen
    assert (done(cli, "tea-making") == ["first"]) == marked


@pytest.mark.usefixtures("both")
def test_without_an_answer_nothing_is_done(cli: Cli) -> None:
    cli("done a c")
    result = run_program("adopt", "tea")
    question = 'Mark these 2 topics as done in "Making tea"? [y/N] '
    assert result.err.startswith(f"{question}\nerror: there was no answer, so nothing was done\n")
    assert result.code == 1
    assert done(cli, "tea-making") == []


@pytest.mark.usefixtures("both")
def test_adopting_as_json(cli: Cli) -> None:
    cli("done a b")
    said = json_of(cli, "adopt tea --dry-run")
    alpha = {"topic": {"id": "a", "title": "Alpha"}, "twin": {"id": "first", "title": "ALPHA"}}
    assert said == {
        "schema": 1,
        "here": {"id": "small", "title": "Small"},
        "there": {"id": "tea-making", "title": "Making tea"},
        "pairs": [{**alpha, "score": 100.0, "by": "title"}],
        "known": 0,
        "unmatched": [{"id": "b", "title": "Beta"}],
        "dry_run": True,
        "marked": False,
    }
    result = cli("adopt tea --json --yes")
    assert json.loads(result.out) == said | {"dry_run": False, "marked": True}
    again = json_of(cli, "adopt tea")
    assert (again["pairs"], again["known"], again["marked"]) == ([], 1, False)


@pytest.mark.usefixtures("both")
def test_how_alike_titles_must_be_can_be_said(cli: Cli, write: Write) -> None:
    write("near.toml", id="near", content=TEA.replace("ALPHA", "Alphabet"))
    cli("done a")
    assert json_of(cli, "adopt near.toml --dry-run")["pairs"] == []
    (pair,) = json_of(cli, "adopt near.toml --least 70 --dry-run")["pairs"]
    assert (pair["twin"]["title"], pair["score"]) == ("Alphabet", 76.9)


@pytest.mark.usefixtures("both")
def test_a_file_without_a_name_is_taken_back_by_its_path(cli: Cli, write: Write) -> None:
    write("my tea.toml", id="green")
    cli("done a")
    result = cli("adopt", "my tea.toml", "--yes")
    assert result.err == "hint: take it back with: roadmap --file 'my tea.toml' undo\n"
    assert cli("--file", "my tea.toml", "undo").code == 0


@pytest.mark.usefixtures("both")
def test_ids_of_other_programs_make_topics_the_same(cli: Cli, small: Path, write: Write) -> None:
    known_as = '{}\nknown_as = ["aBc-1"]\n'
    small.write_text(SMALL.replace('"Beta"', known_as.format('"Beta"')), encoding="utf-8")
    write("green.toml", id="green", content=TEA.replace('"Boil water"', known_as.format('"Boil water"')))
    cli("done b")
    (pair,) = json_of(cli, "adopt green.toml --dry-run")["pairs"]
    assert (pair["topic"]["id"], pair["twin"]["id"], pair["by"]) == ("b", "water", "id")


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ("small", 2, '"small" is the roadmap in use: there is nothing to adopt from itself'),
        ("nonsense", 1, 'there is no roadmap "nonsense"'),
        ("bad.toml", 3, "bad.toml:1: behind a key stands ="),
        ("", 2, "missing argument"),
        ("tea --least 101", 2, "101.0 is not in the range"),
        ("tea --least much", 2, "'much' is not a valid float"),
    ],
)
def test_what_cannot_be_adopted_is_refused(cli: Cli, write: Write, arguments: str, code: int, message: str) -> None:
    write("bad.toml", "nonsense")
    assert_refused(cli(f"adopt {arguments}"), code, message)


HOSTILE = TEA.replace("Making tea", r"M[/x][bold]\u001b]0;x\u0007\u009b2J\u202eevil").replace(
    "ALPHA", r"alpha\u001b[2J"
)


@pytest.mark.parametrize(
    "command", ["use hostile.toml", "use tea", "roadmaps", "adopt hostile.toml --yes --least 60", "use nonsense\x1b[2J"]
)
def test_hostile_titles_act_nowhere(cli: Cli, write: Write, small: Path, command: str) -> None:
    write("hostile.toml", HOSTILE)
    for before in ("use hostile.toml", f"use {small}", "done a"):
        assert_harmless(cli(before))
    assert_harmless(cli(command))


def assert_harmless(result: Result) -> None:
    assert_no_traceback(result)
    said = result.out + result.err
    assert not any(letter in said for letter in "\x1b\x07\x9b\u202e"), repr(said)


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_names_are_offered_on_tab(shell: str) -> None:
    Path("tea.toml").unlink()  # a name without a title
    for command in ("use", "adopt"):
        offers = sorted(each.split()[0] for each in tab(shell, f"roadmap {command} "))
        assert offers == ["ml-scientist", "small", "tea-making"]


def test_a_faulty_config_file_offers_nothing(write: Write) -> None:
    file = folders.config_file()
    file.parent.mkdir(parents=True)
    file.write_text("nonsense", encoding="utf-8")
    write("x.toml")
    assert "ml-scientist" not in tab("fish", "roadmap use ")
