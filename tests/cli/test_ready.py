"""`roadmap ready` on the real program, and numbers that stand beside steps towards a job."""

import json
from pathlib import Path

import jsonschema
import pytest
from cli_helpers import assert_refused, json_of
from conftest import SMALL, Cli
from domain_helpers import roadmap
from hired_helpers import TABLES, live_towards_a_job
from json_shapes import DAY, FLAG, HOURS, NAMED, TEXT, listing, table
from list_log import workspace

from roadmap_cli.storage import writing

ROW = table(
    code=TEXT,
    title=TEXT,
    have=HOURS,
    want=HOURS,
    met=FLAG,
    missing=listing(TEXT),
    command=TEXT,
    hours=HOURS,
    id=TEXT,
)
CONTRACT = table(
    schema={"const": 1},
    roadmap=NAMED,
    today=DAY,
    wanted={"type": ["object", "null"]},
    rows=listing(ROW),
    nearest=listing(ROW),
    hours=HOURS,
    estimates=table(project=HOURS, format=HOURS, story=HOURS),
)


@pytest.fixture(autouse=True)
def file(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    small.write_text(SMALL + TABLES, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    return small


def recorded(database: Path) -> None:
    with writing(str(database)) as log:
        live_towards_a_job(workspace(roadmap()._replace(id="small"))._replace(log=log))


def test_it_says_what_is_missing_nearest_first_before_and_after_anything_is_done(cli: Cli, database: Path) -> None:
    said = cli("ready").out
    assert said.startswith("Ready to apply: 0 of 9\n")
    assert "Nine things are missing; nearest first." in said
    cli("done a b")
    recorded(database)
    said = cli("ready").out
    assert said.startswith("Ready to apply: 0 of 9\n")
    assert "roadmap link a URL --proves" in said
    assert "roadmap portfolio stage churn" in said
    assert "By the estimates of the roadmap file: a project 30 h, a story 2 h, a format 4 h." in said


def test_a_roadmap_that_asks_for_nothing_says_so_in_a_sentence(cli: Cli, file: Path) -> None:
    file.write_text(SMALL, encoding="utf-8")
    result = cli("ready")
    assert (result.code, result.out.count("\n")) == (0, 1)
    assert "does not say what it takes to be hired" in result.out
    assert json_of(cli, "ready")["rows"] == []


@pytest.mark.parametrize("past", [(), ("done a b",), ("choose x", "done a b c x-topic end extra")])
def test_its_json_keeps_its_shape(cli: Cli, database: Path, past: tuple[str, ...]) -> None:
    for command in past:
        assert cli(command).code == 0
    for _ in range(2):
        found = json_of(cli, "ready")
        jsonschema.validate(found, CONTRACT)
        assert [row for row in found["nearest"] if row["met"]] == []
        recorded(database)


def test_steps_towards_a_job_have_a_target_and_no_topic(cli: Cli, database: Path) -> None:
    cli("done a b")
    recorded(database)
    found = json_of(cli, "next -n 99")["suggestions"]
    targets = {each["action"]: each["target"] for each in found if each["topic"] is None}
    assert targets["apply"] == {"kind": "application", "id": "byte"}
    assert targets["project"] == {"kind": "project", "id": "churn"}
    assert targets["story"] == {"kind": "story", "id": "quarrel"}
    assert targets["practise"] == {"kind": "format", "id": "coding"}
    assert all(each["target"] is None for each in found if each["topic"])


def test_a_topic_that_was_weak_is_to_be_reviewed_with_that_reason(cli: Cli, database: Path) -> None:
    cli("done a b --on yesterday")
    recorded(database)
    (step,) = (each for each in json_of(cli, "next -n 99")["suggestions"] if each["topic"] == "a")
    assert (step["action"], step["reasons"][0]["code"]) == ("review", "weak")
    assert "Refresh Alpha  roadmap review a --ahead" in cli("next -n 99").out


@pytest.mark.usefixtures("_watched")
def test_the_number_of_a_step_towards_a_job_says_what_does_it(cli: Cli, database: Path) -> None:
    cli("done a b")
    recorded(database)
    steps = json.loads(cli("next -n 9 --json").out)["suggestions"]
    cli("next -n 9")
    said = {"apply": "roadmap apply show acme", "story": "roadmap story edit quarrel"}
    for number, step in enumerate(steps, 1):
        if step["action"] in said and step["target"]["id"] in {"acme", "quarrel"}:
            for verb in ("done", "start", "log", "show"):
                assert_refused(cli(f"{verb} {number}" + " 5m" * (verb == "log")), 1, said[step["action"]])


@pytest.fixture
def _watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap_cli.cli.screen.is_watched", lambda: True)


def test_what_is_due_is_told_to_a_prompt(cli: Cli, database: Path) -> None:
    assert cli("status --short --due").out == ""
    recorded(database)
    assert "2 applications due" in cli("status --short --due").out


def test_what_was_recorded_is_undone_and_ready_with_it(cli: Cli, database: Path) -> None:
    cli("done a b")
    before = json_of(cli, "ready")
    recorded(database)
    assert json_of(cli, "ready") != before
    assert cli("undo").code == 0
    assert json_of(cli, "ready") == before
