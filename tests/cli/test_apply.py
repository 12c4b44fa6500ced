"""Applications on the command line."""

import json
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from acting_letters import ACTING
from cli_helpers import (
    assert_refused,
    assert_walks_back_and_forward,
    json_of,
    run_in_terminal,
    run_program,
    talk_in_terminal,
)
from conftest import Cli, Clock, Result
from json_shapes import COUNT, DAY, DAY_OR_NULL, FLAG, NAMED, TEXT, TEXT_OR_NULL, listing, table

from roadmap_cli.cli.commands.export import Format

ADD = 'apply add Acme "ML engineer"'
LINE = table(
    id=TEXT,
    company=TEXT,
    role=TEXT,
    stage=NAMED,
    since=DAY,
    due=DAY_OR_NULL,
    closed=TEXT_OR_NULL,
    closed_on=DAY_OR_NULL,
    source=TEXT,
    url=TEXT,
    last_day=DAY,
)
CONTRACT = {
    "apply": table(today=DAY, applications=listing(LINE), due=COUNT, closed=COUNT, only_open=FLAG, knows_stages=FLAG),
    "apply list --all": table(applications=listing(LINE)),
    "apply show acme": table(
        today=DAY,
        application=LINE,
        stages=listing(table(stage=NAMED, day=DAY)),
        notes=listing(table(day=DAY, text=TEXT)),
    ),
    "apply funnel": table(
        applications=COUNT,
        open=COUNT,
        few=FLAG,
        stages=listing(table(stage=NAMED, reached=COUNT, here=COUNT, days={"type": ["number", "null"]}, samples=COUNT)),
        sources=listing(table(source=TEXT, applications=COUNT, reached=listing(COUNT))),
        reasons=listing(table(reason=TEXT, applications=COUNT)),
    ),
}


def ids(cli: Cli, options: str = "") -> list[str]:
    return [each["id"] for each in json_of(cli, f"apply list {options}")["applications"]]


def application(cli: Cli, name: str = "acme") -> Any:
    return json_of(cli, f"apply show {name}")["application"]


def test_one_can_apply_before_anything_is_learned(cli: Cli) -> None:
    result = cli(f"{ADD} --due friday --source 'a friend' --url https://example.org/job --note 'They pair.'")
    assert (result.code, result.err) == (0, "")
    assert "Kept: Acme, ML engineer, Saved  acme-ml-engineer" in result.out
    said = json_of(cli, "apply show acme")
    line = said["application"]
    assert (line["due"], line["source"], line["url"]) == ("2026-11-27", "a friend", "https://example.org/job")
    assert said["notes"] == [{"day": "2026-11-23", "text": "They pair."}]


@pytest.mark.parametrize("command", CONTRACT)
def test_json_keeps_its_keys(cli: Cli, command: str) -> None:
    for each in (f"{ADD} --source x --due friday", "apply note acme hello", "apply move acme"):
        assert cli(each).code == 0
    jsonschema.validate(json_of(cli, command), CONTRACT[command])


def test_json_of_a_change_says_what_it_was(cli: Cli) -> None:
    cli(ADD)
    report = json_of(cli, "apply move acme screening")
    assert (report["change"], report["before"]["id"], report["application"]["stage"]["id"]) == (
        *("moved", "saved"),
        "screening",
    )


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("acme", "applied"),
        ("acme ml", "applied"),
        ("acme-ml", "applied"),
        ("engineer acme", "applied"),
        ("acme screening", "screening"),
        ("acme ml engineer offer", "offer"),
        ("acme behav", "behavioural"),
    ],
)
def test_a_move_goes_to_the_next_stage_or_the_one_that_is_last_named(cli: Cli, words: str, stage: str) -> None:
    cli(ADD)
    assert cli(f"apply move {words}").code == 0
    assert application(cli)["stage"]["id"] == stage


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("apply move acme scrning", 1, "did you mean screening?"),
        ("apply move foo screening", 1, 'there is no application "foo"'),
        ("apply show foo", 1, "apply list --all"),
        ("apply add Deep Mind Scientist", 2, "put each into quotes"),
        ("apply add acme 'ml  ENGINEER'", 1, "already: acme-ml-engineer"),
        ("apply add Foo Bar --stage aplied", 1, "did you mean applied?"),
        ("apply add Foo Bar --due yesterday", 2, "is in the past"),
        ("apply add Foo Bar --url ftp://x", 2, "--url"),
        ("apply add Foo Bar --on tomorrow", 2, "is in the future"),
        ("apply add ' ' Bar", 2, ""),
        ("apply due acme someday", 2, "is not a day"),
        ("apply note acme ' '", 2, ""),
        ("apply --json list", 2, "write: roadmap apply list --json"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cli: Cli, command: str, code: int, message: str) -> None:
    cli(ADD)
    before = cli("history").out
    assert_refused(cli(command), code, message)
    assert cli("history").out == before


@pytest.mark.parametrize("arguments", [(), ("Acme",)])
def test_what_is_missing_is_asked_for(cli: Cli, arguments: tuple[str, ...]) -> None:
    answers = [("Company: ", "Acme\n"), ("Role: ", "ML engineer\n")][len(arguments) :]
    code, said = talk_in_terminal("apply", "add", *arguments, answers=answers)
    assert (code, "Kept: Acme, ML engineer" in said) == (0, True)
    assert ids(cli) == ["acme-ml-engineer"]


@pytest.mark.parametrize(("arguments", "missing"), [("add", "company"), ("add Foo", "role"), ("note acme", "note")])
def test_for_a_script_nothing_is_asked(cli: Cli, arguments: str, missing: str) -> None:
    cli(ADD)
    code, said = run_in_terminal("apply", *arguments.split(), "--json")
    assert (code, f"the {missing} is missing" in said, ": \n" in said) == (2, True, False)


def test_where_nobody_answers_it_is_said_what_to_write(database: Path) -> None:
    result = run_program("apply", "add", "Acme")
    assert (result.code, result.out) == (2, "")
    assert 'hint: write: roadmap apply add "Company" "Role"' in result.err
    assert not database.exists()


def test_days_are_said_in_words_and_taken_back_with_none(cli: Cli) -> None:
    cli(ADD)
    for words, day in (("in 3 days", "2026-11-26"), ("tomorrow", "2026-11-24"), ("none", None), ("none", None)):
        assert cli(f"apply due acme {words}").code == 0
        assert application(cli)["due"] == day


def test_what_is_due_stands_first_and_says_so(cli: Cli, clock: Clock) -> None:
    for each in ("apply add One Job", "apply add Two Job --due tomorrow", "apply add Three Job --due today"):
        cli(each)
    assert ids(cli) == ["three-job", "two-job", "one-job"]
    clock.move(days=2)
    assert json_of(cli, "apply")["due"] == 2
    assert "due 2026-11-23" in cli("apply").out


def test_closed_ones_are_kept_apart_and_the_same_job_can_be_applied_for_again(cli: Cli) -> None:
    cli(ADD)
    assert "Closed: Acme, ML engineer, at Saved, no reply" in cli("apply close acme --reason 'no reply'").out
    assert (ids(cli), ids(cli, "--all")) == ([], ["acme-ml-engineer"])
    assert "No application is open." in cli("apply").out
    assert cli(ADD).code == 0
    assert ids(cli, "--all") == ["acme-ml-engineer-2", "acme-ml-engineer"]


def test_undo_and_redo_walk_through_it_all(cli: Cli) -> None:
    commands = (
        ADD,
        "apply move acme",
        "apply note acme They pair.",
        "apply due acme friday",
        "apply due acme none",
        "apply close acme",
        "apply move acme offer",
    )
    assert_walks_back_and_forward(
        cli, commands, lambda cli: [json_of(cli, f"apply {each}") for each in ("list --all", "funnel")] + _notes(cli)
    )


def _notes(cli: Cli) -> list[Any]:
    return [json_of(cli, f"apply show {each}") for each in ids(cli, "--all")]


def test_a_roadmap_without_stages_says_so(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    for command in ("apply", "apply list", "apply funnel"):
        result = cli(command)
        said = "This roadmap does not say which stages an application goes through.\n"
        assert (result.code, result.out, result.err) == (0, said, "")
    assert_refused(cli(ADD), 1, "[[apply.stage]]")
    assert_refused(cli("apply show acme"), 1, 'there is no application "acme"')


def test_a_hundred_applications_are_listed_and_counted(cli: Cli) -> None:
    for number in range(100):
        cli(f"apply add Company-{number} Engineer --stage applied")
    assert len(ids(cli)) == 100
    report = json_of(cli, "apply funnel")
    assert (report["few"], [each["reached"] for each in report["stages"][:3]]) == (False, [100, 100, 0])


TEXTS = ("Secretcorp", "secretcorp", "Hiddenrole", "Mysource", "Mynote")


@pytest.mark.parametrize("name", [each for each in get_args(Format) if each not in {"json", "pdf"}])
def test_no_export_but_the_archive_says_where_one_applies(cli: Cli, name: str) -> None:
    cli("done vectors")
    cli("apply add Secretcorp Hiddenrole --source Mysource --note Mynote --due friday")
    cli("apply close secretcorp --reason Mynote")
    said = cli(f"export {name}").out
    assert [each for each in TEXTS if each in said] == []


@pytest.mark.parametrize("command", ["report", "report --markdown", "report --json", "status", "status --json"])
def test_no_report_says_it_either(cli: Cli, command: str) -> None:
    cli("done vectors")
    cli("apply add Secretcorp Hiddenrole --source Mysource --note Mynote")
    result = cli(command)
    assert (result.code, [each for each in TEXTS if each in result.out]) == (0, [])


def test_the_archive_has_it_and_says_so(cli: Cli) -> None:
    assert cli("export json").err == ""
    cli(f"{ADD} --note Mynote")
    result = cli("export json")
    assert "keep it to yourself" in result.err
    assert json.loads(result.out)["roadmaps"][0]["events"][0]["data"]["note"] == "Mynote"


@pytest.mark.parametrize(("typed", "reason"), [("no reply\n", "no reply"), ("\n", ""), ("\x04", "")])
def test_the_reason_is_asked_for_where_somebody_can_answer(cli: Cli, typed: str, reason: str) -> None:
    cli(ADD)
    assert run_in_terminal("apply", "close", "acme", typed=typed)[0] == 0
    assert application(cli)["closed"] == reason
    code, said = run_in_terminal("apply", "close", "acme")
    assert (code, "Why" in said, "Already so" in said) == (0, False, True)


def test_who_leaves_at_the_reason_closes_nothing(cli: Cli) -> None:
    cli(ADD)
    assert run_in_terminal("apply", "close", "acme", interrupt_at="Why")[0] == 130
    assert application(cli)["closed"] is None


def test_one_shows_when_it_was_closed_and_why(cli: Cli) -> None:
    cli(f"{ADD} --on '5 days ago'")
    cli("apply close acme --reason 'no reply' --on yesterday")
    assert "Closed on 2026-11-22 at Saved: no reply" in cli("apply show acme").out


SAID = "[/x]\x1b]0;owned\x07\x9b31m\u202eevil\u0085\x7f\r\x08"


@pytest.mark.parametrize("command", ["apply", "apply show evil", "apply funnel", "apply list --all", "history", "undo"])
def test_hostile_text_does_not_act(cli: Cli, command: str) -> None:
    for words in (
        ("apply", "add", SAID, f"evil {SAID}", "--source", SAID, "--note", SAID),
        ("apply", "note", "evil", SAID),
        ("apply", "close", "evil", "--reason", SAID),
    ):
        assert_harmless(cli(*words))
    assert_harmless(cli(command))


def assert_harmless(result: Result) -> None:
    assert result.code == 0, result
    assert ACTING.search(result.out + result.err) is None, result


def test_a_reason_is_told_where_there_is_one(cli: Cli) -> None:
    cli(ADD)
    for options, said in (("", "closed\n"), (" --reason 'no reply'", "closed: no reply\n")):
        cli(f"apply close acme{options}")
        assert cli("history -n 1").out.endswith(said)
    assert cli("apply close acme --reason 'no  reply'").out.startswith("Already so: ")


def test_after_midnight_it_is_due_on_the_day_that_is_still_the_learners(cli: Cli, clock: Clock) -> None:
    cli(f"{ADD} --due today")
    clock.move(hours=7)
    assert "Acme, ML engineer, due 2026-11-23" in cli("status").out
    clock.move(hours=2)
    assert "Acme, ML engineer, was due 2026-11-23" in cli("status").out
