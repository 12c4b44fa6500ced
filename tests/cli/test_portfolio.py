"""`roadmap portfolio`: projects from the idea to the write-up, by hand and by script."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import (
    PROGRAM,
    assert_refused,
    assert_walks_back_and_forward,
    in_terminal,
    json_of,
    run_in_terminal,
    status_of,
    talk_in_terminal,
)
from conftest import Cli
from portfolio_helpers import HIRED, SAID, WHOLE

ADD = "portfolio add Churn of a phone company"


@pytest.fixture(autouse=True)
def _roadmap_with_stages(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small.write_text(HIRED, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def projects(cli: Cli) -> list[Any]:
    found: list[Any] = json_of(cli, "portfolio list")["projects"]
    return found


def shown(cli: Cli, name: str = "churn") -> dict[str, Any]:
    """A project by its fields."""
    report = json_of(cli, f"portfolio show {name}")
    texts = {each["field"]: each["text"] for each in report["texts"]}
    links = {each["sort"]: each["url"] for each in report["project"]["links"]}
    return {**texts, **links, "stage": report["project"]["stage"]["id"], "copy": report["copy"]}


def test_from_an_idea_to_nothing_missing(cli: Cli) -> None:
    for command in WHOLE:
        assert cli(command).code == 0, command
    assert projects(cli)[0]["lacks"] == []
    assert "Nothing is missing" in cli("portfolio show churn").out
    assert cli("portfolio").out == (
        "churn-of-a-phone-company  told  Churn of a phone company  missing: nothing  "
        "repository https://github.com/ada/churn  write-up https://ada.medium.com/churn\n"
    )


def test_every_command_is_taken_back_whole_and_brought_back(cli: Cli) -> None:
    commands = [ADD, f"portfolio edit churn {SAID}", "portfolio stage churn live --yes"]
    commands += ["portfolio link churn https://github.com/ada/churn", "portfolio stage churn scoped"]
    commands += ["portfolio edit churn --baseline '' --copy", "portfolio drop churn"]
    assert_walks_back_and_forward(cli, commands, lambda cli: (projects(cli), json_of(cli, "status")["phases"]))


def test_without_any_it_says_how_to_begin(cli: Cli) -> None:
    assert cli("portfolio").out == (
        "No project yet. Add one: roadmap portfolio add NAME\n3 ideas of the roadmap: roadmap portfolio ideas\n"
    )
    assert json_of(cli, "portfolio") == {"schema": 1, "projects": [], "known": True, "ideas": 3}


def test_a_project_is_named_by_id_by_its_beginning_or_by_words(cli: Cli) -> None:
    cli(ADD)
    cli("portfolio add Faces")
    for name in ("churn-of-a-phone-company", "ch", "phone company", "'churn phone'"):
        assert cli(f"portfolio show {name}").out.startswith("Churn of a phone company")
    assert_refused(cli("portfolio show x"), 1, 'there is no project "x"\nhint: see them all with: roadmap portfolio')
    cli("portfolio add Faces again")
    assert_refused(cli("portfolio show face"), 1, '"face" could be any of these:')


def test_an_idea_gives_its_name(cli: Cli) -> None:
    assert cli("portfolio add --idea alpha").out.startswith(
        "Added: An alphabet of one's own  an-alphabet-of-ones-own\n"
    )
    assert cli("portfolio add Birds --idea alpha --topic extra").out.startswith("Added: Birds  birds\n")
    assert [each["id"] for each in json_of(cli, "portfolio show birds")["topics"]] == ["a", "c", "extra"]
    assert_refused(cli("portfolio add --idea nothing"), 1, 'there is no idea "nothing"')
    assert_refused(cli("portfolio add"), 2, "a project needs a name, or an idea")
    assert_refused(cli("portfolio", "add", " "), 2, "it is empty")


def test_ideas_tell_what_is_missing_of_the_options_that_count(cli: Cli) -> None:
    cli("done a b")
    cli("choose y")
    report = json_of(cli, "portfolio ideas")
    assert [(each["id"], each["missing"]) for each in report["ideas"]] == [
        ("beta-test", 0),
        ("alphabet", 1),
        ("why-not", 1),
    ]
    said = cli("portfolio ideas").out
    assert "A test of beta  beta-test\n   all that it shows is covered\n" in said
    assert "for example of birds\n   1 topic is missing, 3 h\n     ready Gamma  c\n" in said


def test_a_text_is_said_and_taken_away(cli: Cli) -> None:
    cli(ADD)
    assert cli("portfolio edit churn --baseline 0.3 --data calls").out.startswith(
        "Churn of a phone company: data, baseline  churn-of-a-phone-company\n"
    )
    assert shown(cli)["baseline"] == "0.3"
    assert cli("portfolio edit churn --baseline ''").code == 0
    assert "baseline" not in shown(cli)
    assert cli("portfolio edit churn --name 'Who leaves'").out.startswith("Who leaves: name")
    assert cli("portfolio edit leaves --data calls").out == "Already so: Who leaves  churn-of-a-phone-company\n"
    assert_refused(cli("portfolio edit churn --name ''"), 2, "it is empty")
    assert_refused(cli("portfolio edit churn"), 2, "nothing is said of the project")


def test_what_is_left_behind_is_told_and_marked_if_wanted(cli: Cli) -> None:
    cli(ADD)
    result = cli("portfolio stage churn model")
    assert "Churn of a phone company: Idea -> Model  churn-of-a-phone-company\nLeft behind: Alpha\n" in result.out
    assert result.err == "hint: mark what is left behind with: roadmap done a; --yes does it at once\n"
    assert status_of(cli, "a") == "todo"
    assert "Marked as done: Beta; Gamma" in cli("portfolio stage churn live --yes").out
    assert [status_of(cli, each) for each in ("a", "b", "c", "end")] == ["todo", "done", "done", "todo"]
    assert "Churn of a phone company: Live -> Scoped" in cli("portfolio stage churn scoped").out
    assert cli("portfolio stage churn scoped").out.startswith("Already so: ")


def test_the_last_stage_has_none_behind_it(cli: Cli) -> None:
    cli(ADD)
    cli("portfolio stage churn told")
    assert_refused(cli("portfolio stage churn"), 1, "Churn of a phone company has reached the last stage, Told")
    assert_refused(cli("portfolio stage churn sold"), 1, 'there is no stage "sold"\nhint: did you mean told?')
    assert_refused(
        cli("portfolio stage churn company"),
        1,
        'there is no stage "company"\nhint: the stages are: idea, scoped, model, evaluated, live, told',
    )


def test_a_link_is_evidence_and_tells_what_it_was_taken_for(cli: Cli) -> None:
    cli(ADD)
    said = cli("portfolio link churn https://ada.hf.space").out
    assert "Taken for the demo; say otherwise with --as writeup\n" in said
    assert "Proves: Gamma\n" in said
    (proof,) = json_of(cli, "evidence")["proven"]
    assert (proof["topic"]["id"], proof["link"]["title"]) == ("c", "Churn of a phone company (demo)")
    assert "In the place of https://ada.hf.space" in cli("portfolio link churn https://x.example.org --as demo").out
    assert "Taken for" not in cli("portfolio link churn https://y.example.org --as writeup").out
    assert_refused(cli("portfolio link churn ftp://x.org"), 2, "it should begin with https:// or http://")
    assert_refused(cli("portfolio link churn https://x.org --as toy"), 2, "'toy' is not one of")


def test_what_is_dropped_is_gone_and_its_evidence_is_not(cli: Cli) -> None:
    for command in WHOLE:
        cli(command)
    assert cli("portfolio drop churn").out.startswith("Dropped: Churn of a phone company")
    assert projects(cli) == []
    assert len(json_of(cli, "evidence")["proven"]) == 2
    assert_refused(cli("portfolio drop churn"), 1, "there is none yet")


def test_commands_that_write_answer_in_json_too(cli: Cli) -> None:
    assert json.loads(cli(f"{ADD} --json").out)["project"]["id"] == "churn-of-a-phone-company"
    moved = json.loads(cli("portfolio stage churn model --json").out)
    assert (moved["change"], moved["before"]["id"], [each["id"] for each in moved["behind"]]) == (
        "moved",
        "idea",
        ["a"],
    )
    assert json.loads(cli("portfolio link churn https://github.com/a/b --json").out)["link"]["sort"] == "repository"
    assert json.loads(cli("portfolio drop churn --json").out)["change"] == "dropped"
    assert_refused(cli("portfolio --json show churn"), 2, "--json stands behind show")


def test_quiet_says_nothing(cli: Cli) -> None:
    result = cli(f"--quiet {ADD}")
    assert (result.out, result.err) == ("", "")
    assert cli("--quiet portfolio stage churn model").err == ""


def test_a_roadmap_without_stages_says_so_in_one_sentence(cli: Cli, small: Path) -> None:
    small.write_text(HIRED.partition("[portfolio]")[0], encoding="utf-8")
    sentence = "This roadmap knows no stages of projects: they are said in its file, as [[portfolio.stage]].\n"
    assert cli("portfolio").out == cli("portfolio ideas").out == sentence
    assert_refused(cli(ADD), 1, "this roadmap knows no stages of projects")


def test_projects_outlive_the_stages_of_their_roadmap(cli: Cli, small: Path) -> None:
    for command in WHOLE:
        cli(command)
    small.write_text(HIRED.partition("[portfolio]")[0], encoding="utf-8")
    assert "churn-of-a-phone-company  told  Churn of a phone company  missing: nothing" in cli("portfolio").out
    assert shown(cli)["stage"] == "told"
    assert_refused(cli("portfolio stage churn live"), 1, "this roadmap knows no stages of projects")
    assert cli("portfolio edit churn --metric F1").code == 0


def test_a_record_goes_out_and_comes_in_again(cli: Cli, tmp_path: Path) -> None:
    for command in WHOLE:
        cli(command)
    before = projects(cli)
    file = tmp_path / "all.json"
    cli("export", "json", "-o", str(file))
    assert cli("--database", str(tmp_path / "other.db"), "import", str(file)).code == 0
    again = cli("--database", str(tmp_path / "other.db"), "portfolio", "list", "--json")
    assert json.loads(again.out)["projects"] == before


@pytest.mark.process
def test_on_a_terminal_add_asks_for_the_problem_and_nothing_more(cli: Cli) -> None:
    code, screen = talk_in_terminal("portfolio", "add", "Churn", answers=[("for whom?", "Who leaves?\n")])
    assert code == 0
    assert screen.count("?") == 2  # of the question and of its answer
    assert shown(cli)["problem"] == "Who leaves?"
    assert cli("undo").code == 0
    assert projects(cli) == []


@pytest.mark.process
def test_an_interrupted_add_keeps_the_project(cli: Cli) -> None:
    code, screen = run_in_terminal("portfolio", "add", "Churn", interrupt_at="for whom?")
    assert code == 130
    assert "Added: Churn" in screen
    assert [each["id"] for each in projects(cli)] == ["churn"]


@pytest.mark.process
def test_edit_asks_for_one_after_the_other_keeps_each_and_undo_takes_back_all(cli: Cli) -> None:
    cli(ADD)
    cli("portfolio edit churn --data old --source somewhere")
    answers = [
        ("Name [", "\n"),
        ("for whom?", "Who leaves?\n"),
        ("Which data? [old]", "-\n"),
        ("come from? [somewhere]", "\n"),
        ("Which metric", "recall\n"),
        ("What does a simple way reach?", "\x03"),
    ]
    code, screen = in_terminal([*PROGRAM, "portfolio", "edit", "churn"], os.environ, answers)
    assert code == 130
    assert "Churn of a phone company: problem, data, metric" in screen
    assert shown(cli) == {
        "problem": "Who leaves?",
        "source": "somewhere",
        "metric": "recall",
        "stage": "idea",
        "copy": None,
    }
    assert cli("undo").code == 0
    assert shown(cli) == {"dataset": "old", "source": "somewhere", "stage": "idea", "copy": None}


@pytest.mark.process
def test_show_only_reads(cli: Cli) -> None:
    cli(ADD)
    code, screen = run_in_terminal("portfolio", "show", "churn")
    assert (code, shown(cli)["copy"]) == (0, None)
    assert "[y/" not in screen


@pytest.mark.process
def test_whether_it_is_a_copy_is_asked_until_it_is_said(cli: Cli) -> None:
    cli(ADD)
    for answer, copy in (("\n", None), ("\x04", None), ("perhaps\n", None), ("n\n", False)):
        answers = [("tutorial? [y/n]", answer), ("Mark as done? [y/N]", "\n")]
        assert in_terminal([*PROGRAM, "portfolio", "stage", "churn", "model"], os.environ, answers)[0] == 0
        assert (shown(cli)["copy"], shown(cli)["stage"]) == (copy, "model")
        cli("portfolio stage churn idea")
    _, screen = run_in_terminal("portfolio", "stage", "churn", "scoped")
    assert "[y/" not in screen


@pytest.mark.process
@pytest.mark.parametrize("question", ["tutorial? [y/n]", "Mark as done?"])
def test_ctrl_c_before_a_move_leaves_everything(cli: Cli, question: str) -> None:
    cli(ADD)
    answers = [("tutorial? [y/n]", "y\n")] if question == "Mark as done?" else []
    answers.append((question, "\x03"))
    code, _ = in_terminal([*PROGRAM, "portfolio", "stage", "churn", "model"], os.environ, answers)
    assert (code, status_of(cli, "a"), shown(cli)["stage"], shown(cli)["copy"]) == (130, "todo", "idea", None)


@pytest.mark.process
def test_stage_asks_whether_to_mark(cli: Cli) -> None:
    cli(ADD)
    answers = [("tutorial? [y/n]", "n\n"), ("Left behind: Alpha. Mark as done? [y/N]", "y\n")]
    code, _ = talk_in_terminal("portfolio", "stage", "churn", "model", answers=answers)
    assert (code, status_of(cli, "a"), shown(cli)["copy"]) == (0, "done", False)


@pytest.mark.process
def test_with_json_nothing_is_asked(cli: Cli) -> None:
    code, screen = run_in_terminal("portfolio", "add", "Churn", "--json")
    assert (code, "for whom?" in screen, shown(cli)["stage"]) == (0, False, "idea")
    code, screen = run_in_terminal("portfolio", "edit", "churn", "--json")
    assert (code, "nothing is said of the project" in screen) == (2, True)
    code, screen = run_in_terminal("portfolio", "stage", "churn", "model", "--json")
    assert (code, "[y/" in screen, shown(cli)["stage"]) == (0, False, "model")
