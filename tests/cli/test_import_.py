"""What other programs wrote, as progress on a roadmap or as a roadmap of its own."""

import json
import stat
import subprocess
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from cli_helpers import (
    PROGRAM,
    assert_refused,
    files_in,
    histories,
    json_of,
    run_in_terminal,
    run_program,
    talk_in_terminal,
)
from conftest import SMALL, Cli, Clock
from platformdirs import PlatformDirs
from process_helpers import impatient

from roadmap_cli.definition.reader import read

ASKED = "Import this? [y/N] "
PLAN = """\
# My plan

Some words before.

## Maths

- [x] Vectors
- [ ] Matrices

## Python

- [/] Loops
- [-] Old things
- [ ] Intro
"""
LETTERS = "title,status,finished,minutes\nAlpha,done,2026-11-02,90\nBeta,doing,,\n"
TEA = {
    "nodes": [
        {"id": f"n{number}", "type": "topic", "position": {"x": 0, "y": number}, "data": {"label": f"Tea {number}"}}
        for number in range(4)
    ],
    "edges": [],
}


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def folder(home: Path) -> Path:
    """Where roadmaps are kept."""
    return Path(PlatformDirs("learning-roadmap", appauthor=False).user_data_dir) / "roadmaps"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return written(tmp_path / "plan.md", PLAN)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    return written(tmp_path / "letters.csv", LETTERS)


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    return written(tmp_path / "tea.json", json.dumps(TEA))


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def statuses(cli: Cli, roadmap: str | Path = "") -> dict[str, str]:
    before = f"--file {roadmap} " if roadmap else ""
    topics = json_of(cli, f"{before}list")["topics"]
    return {each["id"]: each["status"] for each in topics if each["status"] != "todo"}


def report(cli: Cli, command: str) -> Any:
    """What an import prints as JSON, whatever hints stand beside it."""
    result = cli(f"{command} --json")
    assert result.code == 0, result
    return json.loads(result.out)


PLANNED = {"vectors": "done", "loops": "doing", "old-things": "skipped"}


def test_a_checklist_of_other_topics_becomes_a_roadmap_of_its_own(cli: Cli, plan: Path, folder: Path) -> None:
    result = cli("import", str(plan))
    assert result.out.splitlines() == [
        "A new roadmap: My plan  my-plan",
        "   1 phase, 2 modules, 5 topics",
        f"   {folder}/my-plan.toml",
        "   No hours in the file, so no date can be told; say them with: roadmap topic edit TOPIC --hours H",
        "Becomes done: 1 topic",
        "   Vectors  vectors",
        "Becomes in progress: 1 topic",
        "   Loops  loops",
        "Becomes skipped: 1 topic",
        "   Old things  old-things",
        "Without a place: 1",
        f"   {plan}:3  Some words before.  text outside of the list",
    ]
    assert result.err.splitlines() == [
        "hint: to work on it: roadmap use my-plan",
        "hint: to take the progress back: roadmap --file my-plan undo",
    ]
    assert statuses(cli, "my-plan") == PLANNED
    assert statuses(cli) == {}
    assert cli("check", str(folder / "my-plan.toml")).code == 0
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["my-plan.toml"]


def test_what_is_undone_can_be_imported_again(cli: Cli, plan: Path) -> None:
    cli("import", str(plan))
    cli("--file my-plan undo")
    assert statuses(cli, "my-plan") == {}
    cli("import", str(plan))
    assert statuses(cli, "my-plan") == PLANNED


def test_a_second_time_nothing_is_new_and_nothing_is_written(cli: Cli, plan: Path, home: Path) -> None:
    plan.write_text(PLAN.replace("Some words before.\n", ""), encoding="utf-8")
    cli("import", str(plan))
    cli("status")
    before = files_in(home)
    result = cli("import", str(plan))
    assert (result.code, result.out, result.err) == (0, "Nothing new: My plan knows all that plan.md says.\n", "")
    assert {name: content for name, content in files_in(home).items() if "cache" not in name} == {
        name: content for name, content in before.items() if "cache" not in name
    }


@pytest.mark.parametrize("name", ["plan", "letters"])
def test_a_dry_run_leaves_nothing_behind(cli: Cli, empty_home: Path, request: pytest.FixtureRequest, name: str) -> None:
    file = request.getfixturevalue(name)
    result = cli("import", str(file), "--dry-run", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("Nothing is written: this is what would happen.\n")
    assert "Becomes done: 1 topic" in result.out
    assert list(empty_home.iterdir()) == []


def test_topics_of_the_roadmap_in_use_get_their_progress_there(cli: Cli, letters: Path, folder: Path) -> None:
    result = cli("import", str(letters))
    assert result.out.splitlines() == [
        "For the roadmap Small  small",
        "Becomes done: 1 topic",
        "   Alpha  a",
        "Becomes in progress: 1 topic",
        "   Beta  b",
        "Besides: 1 h 30 of study time",
    ]
    assert result.err == ""
    assert statuses(cli) == {"a": "done", "b": "doing"}
    assert json_of(cli, "show a")["finished_at"].startswith("2026-11-02T12:00")
    assert len({each["batch"] for each in histories(cli)}) == 1
    assert not folder.exists()
    assert cli("undo").code == 0
    assert statuses(cli) == {}


def test_most_of_the_topics_go_to_the_roadmap_in_use_or_all_to_one_of_its_own(
    cli: Cli, letters: Path, folder: Path
) -> None:
    letters.write_text(f"{LETTERS}Other,done,,\n", encoding="utf-8")
    result = cli("import", str(letters))
    assert f"   {letters}:4  Other  no one topic of small is known by that\n" in result.out
    assert result.err == f"hint: a roadmap of its own: roadmap import {letters} --new\n"
    assert not folder.exists()
    letters.write_text(f"{LETTERS}Other,done,,\nHalf,done,,\n", encoding="utf-8")
    assert cli("import", str(letters)).out.startswith("A new roadmap: Letters  letters\n")


def said_by_two_at_once(*words: str) -> list[str]:
    both = [
        subprocess.Popen([*PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in "12"
    ]
    for each in both:
        impatient(each)
    return [each.communicate()[0] for each in both]


def test_two_imports_at_the_same_time_make_one_roadmap_with_its_progress_once(
    cli: Cli, plan: Path, folder: Path
) -> None:
    """Who comes second finds nothing new, or that it would do something else by now than it has planned."""
    said = {text.partition("\n")[0] for text in said_by_two_at_once("import", str(plan))}
    (second,) = said - {"A new roadmap: My plan  my-plan"}
    assert second in {"Nothing new: My plan knows all that plan.md says.", ""}
    assert len(said) == 2
    assert [path.name for path in folder.iterdir()] == ["my-plan.toml"]
    assert len(json_of(cli, "--file my-plan history")["entries"]) == 1


def test_two_first_commands_at_the_same_time_are_one_fact(cli: Cli) -> None:
    assert sum("done already" in text for text in said_by_two_at_once("done", "a")) == 1
    assert len(histories(cli)) == 1


def test_a_topic_with_another_title_at_its_place_is_the_same_topic(cli: Cli, plan: Path, folder: Path) -> None:
    cli("import", str(plan))
    plan.write_text(PLAN.replace("Vectors", "Vectors and spaces"), encoding="utf-8")
    assert report(cli, f"import {plan}")["gone"] == []
    topics = read(folder / "my-plan.toml").roadmap.topics
    assert topics["vectors"].title == "Vectors and spaces"
    assert statuses(cli, "my-plan") == PLANNED


def test_what_left_the_file_is_told_with_its_record(cli: Cli, plan: Path) -> None:
    cli("import", str(plan))
    cli("--file my-plan log matrices 3h")
    plan.write_text("# My plan\n\n## Python\n\n- [/] Loops\n- [-] Old things\n- [ ] Intro\n", encoding="utf-8")
    told = "No longer in the file, their progress stays on record: Vectors (done); Matrices (in progress, 3 h)\n"
    assert told in cli("import", str(plan), "--dry-run").out
    assert report(cli, f"import {plan}")["gone"] == [
        {"id": "vectors", "title": "Vectors", "status": "done", "minutes": 0},
        {"id": "matrices", "title": "Matrices", "status": "doing", "minutes": 180},
    ]


@pytest.mark.parametrize("content", ["nonsense", None])
def test_a_roadmap_in_use_that_cannot_be_read_is_in_nobodys_way(
    cli: Cli, plan: Path, small: Path, content: str | None
) -> None:
    small.unlink()
    if content is not None:
        small.write_text(content)
    result = cli("import", str(plan))
    assert result.out.startswith("A new roadmap: My plan  my-plan\n")
    assert result.err.startswith("hint: the roadmap in use was not asked: ")
    again = cli("import", str(plan), "--new")
    assert (again.code, again.err) == (0, "")


def test_where_everything_repeats_order_decides(cli: Cli, tmp_path: Path, folder: Path) -> None:
    file = written(tmp_path / "tea.md", "# Tea\n\n- [ ] Cup\n- [ ] Cup\n- [ ] Cup\n")
    cli("import", str(file))
    kept = folder / "tea.toml"
    kept.write_text(f"{kept.read_text(encoding='utf-8')}\n# mine\n", encoding="utf-8")
    written(file, "# Tea\n\n- [ ] Cup\n- [x] Cup\n- [/] Cup\n")
    assert cli("--file", "tea", "import", str(file)).code == 0
    assert statuses(cli, "tea") == {"cup-2": "done", "cup-3": "doing"}


def test_new_makes_a_roadmap_of_its_own_which_later_imports_go_on_with(cli: Cli, letters: Path) -> None:
    assert cli("import", str(letters), "--new").out.startswith("A new roadmap: Letters  letters\n")
    assert statuses(cli) == {}
    again = cli("import", str(letters))
    assert again.out == "Nothing new: Letters knows all that letters.csv says.\n"
    assert statuses(cli) == {}


def test_nothing_that_is_done_here_is_taken_away(cli: Cli, letters: Path) -> None:
    cli("done b")
    cli("import", str(letters))
    assert statuses(cli) == {"a": "done", "b": "done"}


def test_a_grown_file_keeps_what_was_there_and_adds_the_rest(cli: Cli, plan: Path, folder: Path) -> None:
    cli("import", str(plan))
    grown = PLAN.replace("## Python", "## Maths again\n\n- [x] Intro\n\n## Python").replace("[ ] Mat", "[x] Mat")
    plan.write_text(grown, encoding="utf-8")
    result = cli("import", str(plan))
    assert result.out.startswith("Brought up to date: My plan  my-plan\n   1 phase, 3 modules, 6 topics\n")
    assert statuses(cli, "my-plan") == {**PLANNED, "matrices": "done", "intro-2": "done"}
    topics = read(folder / "my-plan.toml").roadmap.topics
    assert {key: each.module for key, each in topics.items() if "intro" in key} == {
        "intro-2": "maths-again",
        "intro": "python",
    }


def test_another_file_of_the_same_title_gets_another_name(cli: Cli, plan: Path, tmp_path: Path, folder: Path) -> None:
    cli("import", str(plan))
    other = written(tmp_path / "other.md", "# My plan\n\n- [x] Flour\n- [ ] Water\n")
    for _ in range(2):
        cli("import", str(other))
    assert sorted(path.name for path in folder.iterdir()) == ["my-plan-2.toml", "my-plan.toml"]
    assert statuses(cli, "my-plan-2") == {"flour": "done"}
    assert statuses(cli, "my-plan") == PLANNED


@pytest.mark.parametrize(("title", "name"), [("ML scientist", "ml-scientist-2"), ("Small", "small-2")])
def test_progress_is_never_mixed_with_that_of_a_roadmap_that_is_there(
    cli: Cli, tmp_path: Path, title: str, name: str
) -> None:
    file = written(tmp_path / "x.md", f"# {title}\n\n- [x] Flour\n")
    assert report(cli, f"import {file}")["roadmap"]["id"] == name


def test_a_roadmap_that_was_edited_keeps_that_and_gets_what_is_new(cli: Cli, plan: Path, folder: Path) -> None:
    cli("import", str(plan))
    kept = folder / "my-plan.toml"
    edited = kept.read_text(encoding="utf-8").replace("Vectors", "My vectors")
    kept.write_text(edited, encoding="utf-8")
    plan.write_text(PLAN.replace("[ ] Mat", "[x] Mat"), encoding="utf-8")
    assert cli("import", str(plan)).out.startswith(
        "For the roadmap My plan  my-plan, which is not the one in use\nBecomes"
    )
    assert kept.read_text(encoding="utf-8") == edited
    assert statuses(cli, "my-plan") == {**PLANNED, "matrices": "done"}
    forced = cli("import", str(plan), "--force")
    assert forced.out.startswith("Brought up to date: My plan  my-plan\n")
    assert f"hint: what you had edited is kept: {kept}.backup\n" in forced.err
    assert Path(f"{kept}.backup").read_text(encoding="utf-8") == edited
    assert "My vectors" not in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"nonsense", b"\xff", b""])
def test_a_faulty_file_in_the_place_of_a_roadmap_is_written_over_only_by_force(
    cli: Cli, plan: Path, folder: Path, content: bytes
) -> None:
    cli("import", str(plan))
    kept = folder / "my-plan.toml"
    made = kept.read_bytes()
    kept.write_bytes(content)
    assert_refused(cli("import", str(plan)), 1, "was edited since it was imported")
    assert kept.read_bytes() == content
    assert cli("import", str(plan), "--force").code == 0
    assert kept.read_bytes() == made


@pytest.mark.parametrize("earlier", [0, 1])
def test_a_definition_stays_only_with_its_progress(cli: Cli, plan: Path, folder: Path, earlier: int) -> None:
    for _ in range(earlier):
        cli("import", str(plan))
        plan.write_text(f"{PLAN}- [x] More\n", encoding="utf-8")
    before = files_in(folder)
    database = folder.parent / "progress.db"
    database.parent.mkdir(parents=True, exist_ok=True)
    database.write_bytes(b"this is no database, but long enough to be read as one" * 100)
    assert_refused(cli("import", str(plan)), 4, "progress.db")
    assert files_in(folder) == before


def test_a_database_that_fails_while_it_is_written_leaves_the_definition_as_it_was(
    cli: Cli, plan: Path, folder: Path
) -> None:
    cli("import", str(plan))
    before, progress = files_in(folder), statuses(cli, "my-plan")
    plan.write_text(f"{PLAN}- [x] More\n", encoding="utf-8")
    result = run_program("import", str(plan), prefix=("sh", "-c", 'ulimit -f 8; exec "$@"', "sh"))
    assert_refused(result, 4, "progress.db")
    assert files_in(folder) == before
    assert statuses(cli, "my-plan") == progress


def test_without_a_place_for_the_definition_nothing_is_recorded(
    cli: Cli, plan: Path, folder: Path, database: Path
) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    result = cli("import", str(plan))
    assert_refused(result, 1, "cannot write")
    assert f"hint: roadmaps are kept in {folder}: " in result.err
    assert not database.exists()


def test_progress_by_itself_goes_to_the_roadmap_that_knows_it(cli: Cli, tea: Path, tmp_path: Path) -> None:
    progress = written(
        tmp_path / "progress.json", json.dumps({"done": ["n1", "n9"], "learning": ["n2"], "skipped": []})
    )
    refused = cli("import", str(progress))
    assert_refused(refused, 1, "no roadmap here knows any of its topics")
    assert "import the roadmap itself first" in refused.err
    cli("import", str(tea))
    result = cli("import", str(progress))
    assert result.out.startswith("For the roadmap Tea  tea, which is not the one in use\nBecomes done: 1 topic\n")
    assert "n9  no one topic of tea is known by that\n" in result.out
    assert result.err == "hint: to take the progress back: roadmap --file tea undo\n"
    assert statuses(cli, "tea") == {"tea-1": "done", "tea-2": "doing"}
    assert_refused(cli("import", str(progress), "--new"), 2, "no roadmap can be made of it")


def test_progress_by_itself_goes_to_the_one_of_several_that_knows_most_of_it(
    cli: Cli, tea: Path, tmp_path: Path, folder: Path
) -> None:
    cli("import", str(tea))
    nodes = [*TEA["nodes"][1:3], {**TEA["nodes"][0], "id": "m1"}, {**TEA["nodes"][0], "id": "m2"}]
    cli("import", str(written(tmp_path / "other.json", json.dumps({**TEA, "nodes": nodes}))))
    (folder / "broken.toml").write_text("nonsense")
    progress = written(tmp_path / "progress.json", json.dumps({"done": ["n1", "n2", "m1"]}))
    result = cli("import", str(progress))
    assert result.out.startswith("For the roadmap Other  other, which is not the one in use\n")
    assert f"hint: {folder}/broken.toml is not valid, so it was not asked" in result.err
    there = written(tmp_path / "there.json", json.dumps({"done": ["n0"]}))
    assert cli("--file", "tea", "import", str(there)).out.startswith("For the roadmap Tea  tea\n")


def test_a_report_says_all_of_it_as_json(cli: Cli, plan: Path, folder: Path) -> None:
    assert report(cli, f"import {plan}") == {
        "schema": 1,
        "roadmap": {"id": "my-plan", "title": "My plan"},
        "user": "ada",
        "origin": {
            "file": "plan.md",
            "format": "markdown",
            "in_use": False,
            "inferred": "",
            "rules": [],
            "definition": {
                "file": f"{folder}/my-plan.toml",
                "phases": 1,
                "modules": 2,
                "topics": 5,
                "estimated": 0,
                "new": True,
            },
        },
        "done": [{"id": "vectors", "title": "Vectors"}],
        "doing": [{"id": "loops", "title": "Loops"}],
        "skipped": [{"id": "old-things", "title": "Old things"}],
        "minutes": 0,
        "links": 0,
        "known": 0,
        "ticks": 0,
        "notes": 0,
        "gone": [],
        "unplaced": [{"place": f"{plan}:3", "text": "Some words before.", "why": "text outside of the list"}],
        "dry_run": False,
        "grown": None,
    }
    again = report(cli, f"import {plan}")
    assert (again["done"], again["known"], again["origin"]["definition"]) == ([], 3, None)


def test_what_a_list_says_beside_its_titles_comes_in_once(cli: Cli, tmp_path: Path) -> None:
    text = "# Bread\n\n- [x] Flour ✅ 2026-05-11 #kitchen\n- [ ] Dough (needs: Flour) ~2 h\n  Ask Anna for hers.\n"
    bread = written(tmp_path / "bread.md", text)
    first, dry = report(cli, f"import {bread} --dry-run"), report(cli, f"import {bread}")
    assert {**dry, "dry_run": True} == first
    assert (first["notes"], [each["id"] for each in first["done"]]) == (1, ["flour"])
    dough = report(cli, "--file bread show dough")
    assert ([each["text"] for each in dough["notes"]], dough["hours"]) == (["Ask Anna for hers."], 2)
    assert [each["id"] for each in dough["requires"]] == ["flour"]
    assert cli("import", str(bread)).out.startswith("Nothing new: Bread knows all that bread.md says.\n")
    cli("--file", "bread", "undo")
    assert report(cli, "--file bread show dough")["notes"] == []
    assert report(cli, "--file bread show flour")["status"] == "todo"


def test_a_text_is_refused_with_a_picture_of_a_list(cli: Cli, tmp_path: Path) -> None:
    prose = written(
        tmp_path / "prose.md", f"# On bread\n\n{'It is good, and one can eat it. ' * 20}\n\n- Fast\n- Cheap\n"
    )
    result = cli("import", str(prose))
    assert (result.code, result.out) == (3, "")
    assert "this is a text rather than a list" in result.err
    assert "  - [ ] Vectors (3 h)\n" in result.err


def test_somebody_at_a_terminal_sees_it_and_is_asked(cli: Cli, plan: Path, home: Path, folder: Path) -> None:
    code, screen = talk_in_terminal("import", str(plan), answers=[(ASKED, "n\n")])
    assert code == 0
    assert "A new roadmap: My plan" in screen
    assert "Imported" not in screen
    assert [name for name in files_in(home) if "cache" not in name] == []
    code, screen = talk_in_terminal("import", str(plan), answers=[(ASKED, "y\n")])
    assert code == 0
    assert screen.index("Without a place: 1") < screen.index(ASKED) < screen.index("Imported into My plan.")
    assert "hint: to work on it: roadmap use my-plan" in screen
    assert statuses(cli, "my-plan") == PLANNED


@pytest.mark.parametrize("arguments", [("--yes",), ("-y",), ("--json",), ("--dry-run",)])
def test_who_has_said_it_already_is_not_asked(plan: Path, arguments: tuple[str, ...]) -> None:
    code, screen = run_in_terminal("import", str(plan), *arguments)
    assert (code, ASKED in screen) == (0, False)


def test_nothing_new_is_no_question(cli: Cli, plan: Path) -> None:
    cli("import", str(plan))
    code, screen = run_in_terminal("import", str(plan))
    assert (code, ASKED in screen, "Nothing new: My plan" in screen) == (0, False, True)


def test_a_script_is_not_asked(cli: Cli, plan: Path) -> None:
    result = run_program("import", str(plan))
    assert (result.code, ASKED in result.err) == (0, False)
    assert statuses(cli, "my-plan") == PLANNED


def test_a_table_of_a_history_gives_the_same_table_again(cli: Cli, tmp_path: Path, clock: Clock) -> None:
    for command in (
        "start a --on 2026-09-01",
        "log a 20h --on 2026-09-02",
        "log a 10h --on 2026-09-03",
        "done a --on 2026-10-01",
        "link a https://example.org/1 --proves",
        "link a https://example.org/2 --proves",
        "start b --on 2026-10-05",
        "log b 45m",
        "start c --on 2026-10-06",
        "skip c",
        "log extra 5m",
        "note extra 'two words'",
        "reset extra",
    ):
        assert cli(command).code == 0
        clock.move(minutes=1)
    file = tmp_path / "progress.csv"
    assert cli("export", "csv", "-o", str(file)).code == 0
    empty = ("--database", str(tmp_path / "empty.db"))
    assert cli(*empty, "import", str(file)).code == 0
    assert cli(*empty, "export", "csv").out == file.read_text(encoding="utf-8")
    assert cli(*empty, "import", str(file)).out.startswith("Nothing new: Small knows all that progress.csv says.\n")


def test_a_report_for_a_mentor_brings_back_statuses_times_and_evidence(cli: Cli, tmp_path: Path) -> None:
    for command in ("done a", "log a 1h30", "link a https://example.org/1 --proves", "start b", "skip extra"):
        assert cli(command).code == 0
    file = tmp_path / "report.md"
    assert cli("export", "markdown", "-o", str(file)).code == 0
    again = brought_back(cli, file, tmp_path / "again.md")
    ours, theirs = (told_of_topics(text) for text in (file.read_text(encoding="utf-8"), again))
    assert theirs == ours.replace("1 h 30 logged, proven", "1 h 30 logged, proven, known before")
    assert "Studied on 0 days of the last 28. 1 topic proven" in again


def test_a_report_that_was_brought_back_gives_the_same_report_again(cli: Cli, tmp_path: Path) -> None:
    for command in ("done a", "log a 1h30", "start b", "log b 45m", "skip extra"):
        assert cli(command).code == 0
    file, once = tmp_path / "report.md", tmp_path / "once.md"
    assert cli("export", "markdown", "-o", str(file)).code == 0
    first = brought_back(cli, file, once)
    second = brought_back(cli, once, tmp_path / "twice.md")
    ours, theirs = (text.partition("## Recent activity")[0] for text in (first, second))
    assert theirs == ours


def brought_back(cli: Cli, file: Path, target: Path) -> str:
    """What is exported from a database of which all came out of a file; written to `target`, too."""
    empty = ("--database", f"{target}.db")
    assert cli(*empty, "import", str(file)).code == 0
    assert cli(*empty, "export", "markdown", "-o", str(target)).code == 0
    return target.read_text(encoding="utf-8")


def told_of_topics(report: str) -> str:
    """All that the events add up to, without the days."""
    lines = report.partition("## Recent activity")[0].splitlines()
    return "\n".join(line for line in lines if not line.startswith("Studied on"))


def test_what_is_done_on_no_day_is_no_study_of_today(cli: Cli, letters: Path) -> None:
    letters.write_text("title,status,minutes\nAlpha,done,90\nBeta,doing,45\n", encoding="utf-8")
    assert cli("import", str(letters)).code == 0
    habits = json_of(cli, "status")["habits"]
    assert (habits["study_days"], habits["minutes"], habits["week"]["minutes"]) == (0, 0, 0)
    assert json_of(cli, "status")["totals"]["hours"]["logged"] == 2.25
    assert cli("history").out == (
        "2026-11-23 19:30  done, known before: Alpha; started: Beta; "
        "1 h 30 on Alpha, on no day in particular; 45 min on Beta, on no day in particular\n"
    )


@pytest.mark.parametrize("option", ["--new", "--force"])
def test_an_archive_belongs_to_its_own_roadmap(cli: Cli, tmp_path: Path, option: str) -> None:
    cli("done a")
    file = tmp_path / "progress.json"
    cli("export", "json", "-o", str(file))
    assert_refused(cli("import", str(file), option), 2, "for what other programs wrote")
    assert report(cli, f"import {file} --as archive")["known_events"] == 1


def test_text_of_a_file_does_not_act(cli: Cli, tmp_path: Path, folder: Path) -> None:
    hostile = "\x1b]0;x\x07[red]A\u202eb"
    file = written(tmp_path / "[red]\x1b[2J.md", f"# {hostile}\n\n{hostile}\n\n- [x] {hostile}\n- [ ] = =SUM(A1)\n")
    result = cli("import", str(file))
    assert result.code == 0
    assert not any(letter in result.out + result.err for letter in "\x1b\x07\u202e")
    (kept,) = folder.iterdir()
    assert not any(letter in kept.read_text(encoding="utf-8") for letter in "\x1b\x07\u202e")
    assert [each.title for each in read(kept).roadmap.topics.values()] == [" ]0;x [red]Ab".strip(), "= =SUM(A1)"]


def test_an_own_roadmap_in_use_is_brought_up_to_date_without_a_hint(cli: Cli, plan: Path) -> None:
    cli("import", str(plan))
    plan.write_text(f"{PLAN}- [x] More\n", encoding="utf-8")
    result = cli("--file", "my-plan", "import", str(plan))
    assert result.out.startswith("Brought up to date: My plan  my-plan\n")
    assert result.err == ""


def test_a_copy_of_the_roadmap_under_its_name_is_not_replaced(
    cli: Cli, letters: Path, small: Path, folder: Path
) -> None:
    """Somebody keeps a roadmap of their own where imports are kept."""
    folder.mkdir(parents=True)
    copy(small, folder / "letters.toml")
    result = cli("import", str(letters), "--new")
    assert_refused(result, 1, "letters.toml was edited since it was imported")
    assert (folder / "letters.toml").read_text(encoding="utf-8") == SMALL
