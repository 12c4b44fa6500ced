"""What other programs keep of tasks comes in with all that can be carried, and what we wrote for them comes back."""

from pathlib import Path

import pytest
from cli_helpers import assert_refused, json_of, talk_in_terminal
from conftest import TESTS, Cli, Clock

FILES = TESTS / "foreign"


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def test_the_points_of_a_card_are_criteria_and_those_that_are_ticked_are_met(cli: Cli) -> None:
    said = cli(f"import {FILES}/trello-board.json --new")
    assert "Besides: 1 tick" in said.out
    assert "Read: the lists To Do, Doing, Done say how far one is" in said.out
    assert "no such criterion" not in said.out
    shown = json_of(cli, "--file learn-to-bake show sourdough")
    assert [(each["text"], each["ticked"]) for each in shown["ticks"] if each["sort"] == "criterion"] == [
        ("Feed a starter for a week", True),
        ("Bake a loaf", False),
    ]
    assert "Nothing new" in cli(f"import {FILES}/trello-board.json --new").out


def test_what_was_written_for_taskwarrior_comes_back_with_its_days(
    cli: Cli, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("start a --on 2026-11-02")
    cli("done a --on 2026-11-04")
    cli("start b --on 2026-11-05")
    cli("skip c")
    cli(f"export taskwarrior -o {tmp_path}/tasks.json")
    before = {each["id"]: each for each in json_of(cli, "list")["topics"]}
    table = cli("export csv").out
    monkeypatch.setenv("ROADMAP_DATABASE", str(tmp_path / "other.db"))
    assert cli(f"import {tmp_path}/tasks.json").code == 0
    assert {each["id"]: each for each in json_of(cli, "list")["topics"]} == before
    assert cli("export csv").out == table
    made = cli(f"import {tmp_path}/tasks.json --new")
    assert made.code == 0, made
    topics = json_of(cli, "--file tasks list")["topics"]
    assert {each["id"] for each in topics} == before.keys() - {"y-topic"}  # it is not on the path
    for each in topics:
        assert [each[key] for key in ("title", "status", "hours")] == [
            before[each["id"]][key] for key in ("title", "status", "hours")
        ]


def test_the_order_of_day_and_month_can_be_said(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("title,finished\nNorms,1/5/2026\n")
    assert "--dates day-first or --dates month-first" in cli(f"import {tmp_path}/plan.csv --dry-run").out
    assert cli(f"import {tmp_path}/plan.csv --dates day-first").code == 0
    assert [each["day"] for each in json_of(cli, "--file plan history")["entries"]] == ["2026-05-01"]
    assert_refused(cli(f"import {tmp_path}/plan.csv --dates dotted"), 2, "'dotted' is not one of")


def test_without_it_the_days_are_told_to_be_missing_and_how_they_come_in(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "books.csv"
    file.write_text("Topic,Status,Finished\nDeep Work,Done,1/5/2026\n", encoding="utf-8")
    assert "the days that are asked for above come in if you take this back" in cli("import", str(file)).err
    assert cli("--file books undo").code == 0
    assert "asked for above" not in cli("import", str(file), "--dates", "day-first").err
    assert "\n2026-05-01        done: Deep Work" in cli("--file books history").out


@pytest.mark.parametrize(("letter", "days"), [("d", ["2026-05-01"]), ("m", ["2026-01-05"])])
def test_somebody_at_a_terminal_is_asked_for_the_order(cli: Cli, tmp_path: Path, letter: str, days: list[str]) -> None:
    (tmp_path / "plan.csv").write_text("title,finished\nNorms,1/5/2026\n")
    answers = (("or 5 January 2026 (m)? [d/m, else it is left out]", f"{letter}\n"), ("Import this? [y/N] ", "y\n"))
    code, screen = talk_in_terminal("import", f"{tmp_path}/plan.csv", answers=answers)
    assert code == 0, screen
    assert [each["day"] for each in json_of(cli, "--file plan history")["entries"]] == days
