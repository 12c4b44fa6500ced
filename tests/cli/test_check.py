"""Progress out and in again, and roadmap files of one's own."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
import tomli
from cli_helpers import assert_refused, files_in, json_of
from conftest import Cli


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def exported(cli: Cli, tmp_path: Path) -> Path:
    """A history with every kind of event, something taken back, and a topic of a former definition."""
    for command in (
        "done a --on 2026-11-20",
        "log b 1h30 'with \"quotes\", =SUM(A1) and äöü'",
        "note b 'two words'",
        "link b https://example.org --title Proof --proves",
        "choose y",
        "skip extra",
        "start c",
        "undo",
        "reset a",
    ):
        assert cli(command).code == 0
    file = tmp_path / "progress.json"
    assert cli("export", "json", "-o", str(file)).code == 0
    return file


def test_export_import_export_gives_the_same_bytes(cli: Cli, exported: Path, tmp_path: Path) -> None:
    empty = ("--database", str(tmp_path / "empty.db"))
    assert cli(*empty, "import", str(exported)).code == 0
    assert cli(*empty, "export", "json").out == exported.read_text(encoding="utf-8")


def test_import_brings_back_all_that_the_views_show(cli: Cli, exported: Path, tmp_path: Path) -> None:
    empty = ("--database", str(tmp_path / "empty.db"))
    cli(*empty, "import", str(exported))
    for command in ("status", "next", "list", "history", "show b", "choose"):
        assert cli(*empty, *command.split()).out == cli(command).out


def test_importing_twice_changes_nothing(cli: Cli, exported: Path, database: Path) -> None:
    before = files_in(database.parent)
    result = cli("import", str(exported))
    assert (result.code, result.out) == (0, "Nothing new: all 10 events were here already.\n")
    assert files_in(database.parent) == before


def test_importing_is_one_command_for_all_it_brings(cli: Cli, exported: Path) -> None:
    result = cli("--user", "bob", "import", str(exported))
    assert result.out.startswith("10 new events for bob, 0 known already.\n")
    bob = json.loads(cli("--user bob status --json").out)
    assert {**bob, "user": "ada"} == json_of(cli, "status")


def test_a_dry_run_of_an_import_creates_no_database(cli: Cli, exported: Path, tmp_path: Path) -> None:
    place = tmp_path / "new" / "p.db"
    result = cli("--database", str(place), "import", str(exported), "--dry-run")
    assert result.out.startswith("Nothing is written: this is what would happen.\n10 new events for ada")
    assert not place.parent.exists()


def test_merging_keeps_what_both_sides_did(cli: Cli, exported: Path) -> None:
    cli("done extra")
    cli("import", str(exported))
    assert json_of(cli, "show extra")["status"] == "done"
    assert json_of(cli, "show b")["minutes"] == 90


def test_markdown_is_a_report_with_checkboxes_and_evidence(cli: Cli, exported: Path) -> None:
    out = cli("export markdown").out
    assert out.startswith("# Small\n\nProgress of ada on 23 November 2026.\n")
    assert "- [ ] Beta (4 h, 1 h 30 logged, in progress, proven) <!-- id: b; requires: a -->\n" in out
    assert "- Beta: [Proof](https://example.org)\n" in out
    for heading in ("## Phase 1: Phase one", "## Next steps", "## Recent activity", "## Evidence"):
        assert heading in out


def test_csv_has_one_row_a_topic(cli: Cli, exported: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(cli("export csv").out)))
    assert [row["id"] for row in rows] == ["a", "b", "c", "x-topic", "y-topic", "end", "extra"]
    assert (rows[1]["status"], rows[1]["minutes"], rows[1]["proven"]) == ("doing", "90", "yes")


@pytest.mark.parametrize("form", ["markdown", "json", "csv", "anki"])
def test_a_file_gets_what_stdout_would(cli: Cli, tmp_path: Path, form: str) -> None:
    cli("done a")
    file = tmp_path / "out"
    result = cli("export", form, "-o", str(file))
    assert (result.code, result.out, result.err) == (0, "", f"hint: written to {file}\n")
    assert file.read_text(encoding="utf-8") == cli("export", form).out == cli("export", form, "-o", "-").out


@pytest.mark.parametrize("command", ["export json -o", "export markdown -o", "export anki -o", "new"])
def test_an_existing_file_is_not_written_over_without_force(cli: Cli, tmp_path: Path, command: str) -> None:
    file = tmp_path / "precious"
    file.write_text("precious")
    assert_refused(cli(*command.split(), str(file)), 1, f"{file} exists already")
    assert file.read_text() == "precious"
    assert cli(*command.split(), str(file), "--force").code == 0
    assert file.read_text() != "precious"


@pytest.mark.parametrize("command", ["export json -o", "export csv -o", "new"])
def test_a_missing_folder_is_named(cli: Cli, tmp_path: Path, command: str) -> None:
    file = tmp_path / "missing" / "out"
    assert_refused(cli(*command.split(), str(file)), 1, f"cannot write {file}: no such file or directory")
    assert not file.parent.exists()


@pytest.mark.parametrize("command", ["export json --force -o", "new --force"])
def test_a_folder_in_the_way_is_not_replaced(cli: Cli, tmp_path: Path, command: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert_refused(cli(*command.split(), str(folder)), 1, f"cannot write {folder}: is a directory")
    assert list(tmp_path.glob(".*")) == []


def test_a_home_may_be_written_as_a_tilde(cli: Cli, home: Path) -> None:
    assert cli("new ~/mine.toml").code == 0
    assert cli("check ~/mine.toml").code == 0
    assert (home / "mine.toml").exists()


def test_check_counts_what_a_valid_file_holds(cli: Cli, small: Path) -> None:
    assert cli("check").out == f"{small} is valid: 2 phases, 2 modules, 7 topics.\n"


@pytest.mark.parametrize("title", ["", " --title Songs"])
def test_a_file_with_blanks_in_its_name_is_quoted_in_what_to_do_next(cli: Cli, tmp_path: Path, title: str) -> None:
    file = tmp_path / "my songs.toml"
    said = cli(f"new '{file}'{title}")
    assert said.err.startswith(f"hint: written to {file}\n")
    assert f" '{file}'" in said.err


def test_a_new_file_is_valid_and_can_be_followed_at_once(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    result = cli("new", str(file))
    assert (result.code, result.out) == (0, "")
    assert cli("check", str(file)).code == 0
    assert cli("--file", str(file), "status").out.startswith("Learn to bake bread\n")
    assert cli("--file", str(file), "done", "flour").code == 0


def test_check_prints_every_problem_with_its_line(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('[roadmap]\nid = "r"\ntitle = "R"\nmotto = "x"\n\n[[phase]]\nid = "p"\ntitle = 3\n')
    result = cli("check", str(file))
    assert (result.code, result.out) == (3, "")
    assert f'{file}:4: roadmap "r" has the unknown key "motto"' in result.err
    assert f"{file}:8: " in result.err


def test_the_schema_accepts_the_small_roadmap_and_refuses_a_topic_without_title(cli: Cli, small: Path) -> None:
    schema = json.loads(cli("schema").out)
    document = tomli.loads(small.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    del document["phase"][0]["module"][0]["topic"][0]["title"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(document)


def test_a_renamed_topic_keeps_its_progress_and_a_removed_one_is_listed(cli: Cli, small: Path) -> None:
    cli("done a b")
    text = small.read_text(encoding="utf-8").replace('id = "b"', 'id = "beta"\nformerly = ["b"]')
    text = text.replace('requires = ["b"]', 'requires = ["beta"]')
    text = text.replace('id = "a"\ntitle = "Alpha"', 'id = "new"\ntitle = "New"').replace('requires = ["a"]', "")
    small.write_text(text, encoding="utf-8")
    report = json_of(cli, "status")
    assert json_of(cli, "show beta")["status"] == "done"
    assert report["orphaned"] == [{"id": "a", "status": "done", "minutes": 0}]


def test_an_import_says_what_comes_with_it_towards_a_job(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    place = tmp_path / "mine.json"
    for command in (
        "apply add Acme Engineer",
        "apply add Bolt Engineer",
        "story new Rare --part task=x",
        "interview log screening --score 4",
    ):
        assert cli(command).code == 0
    cli("export", "json", "-o", str(place))
    said = cli("--user", "bob", "import", str(place)).out
    assert "\nWith it: 1 story, 1 mock, 2 applications\n" in said
    assert "With it" not in cli("--user", "bob", "import", str(place)).out


def test_remarks_stand_below_the_answer_and_keep_nothing_from_being_valid(cli: Cli, small: Path) -> None:
    text = small.read_text(encoding="utf-8").replace('requires = ["b"]', "", 1).replace('["a"]', '["a", "c"]')
    small.write_text(text, encoding="utf-8")
    line = text[: text.index('["a", "c"]')].count("\n") + 1
    said = f'{small}:{line}: topic "b" requires "c", which stands behind it: move one of them'
    result = cli("check", str(small))
    assert (result.code, result.out.split("\n")[1:]) == (0, ["1 remark:", f"  {said}", ""])
    assert json_of(cli, f"check {small}")["remarks"] == [said]
