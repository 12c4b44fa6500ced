"""Ticking criteria and resources from the command line."""

from pathlib import Path

import pytest
from cli_helpers import (
    assert_refused,
    assert_walks_back_and_forward,
    events_in,
    files_in,
    json_of,
    run_in_terminal,
)
from conftest import Cli

COUNT, READ, WRITE = "You can count.", "You can read.", "You can write."


@pytest.fixture(autouse=True)
def _with_criteria(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alpha has three criteria and two resources, Beta one of each."""
    text = small.read_text(encoding="utf-8")
    resources = '{title = "A page", url = "https://example.org/alpha", kind = "docs"}, {title = "A book", url = "https://example.org/book"}'
    keys = f'criteria = ["{COUNT}", "{READ}", "{WRITE}"]\nresources = [{resources}]\n'
    small.write_text(
        text.replace('title = "Alpha"\nhours = 2\n', f'title = "Alpha"\nhours = 9\n{keys}'), encoding="utf-8"
    )
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def boxes(cli: Cli, topic: str = "a") -> list[bool]:
    return [each["ticked"] for each in json_of(cli, f"tick {topic}")["lines"]]


def test_without_a_number_everything_is_listed_with_its_number_and_its_box(cli: Cli, database: Path) -> None:
    cli("tick a 2")
    before = files_in(database.parent)
    lines = cli("tick a").out.splitlines()
    assert lines[0] == "Alpha  a"
    assert [line.strip() for line in lines if "[" in line] == [
        f"1 [ ] {COUNT}",
        f"2 [x] {READ}",
        f"3 [ ] {WRITE}",
        "1 [ ] A page",
        "2 [ ] A book",
    ]
    assert lines[-1] == "1 of 3 criteria met, 6 h left"
    assert files_in(database.parent) == before


def test_several_at_once_and_what_comes_of_it(cli: Cli) -> None:
    result = cli("tick a 1,3 --resource 1 --resource 2")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        f"Ticked on Alpha, and started it: {COUNT}",
        f"Ticked on Alpha: {WRITE}",
        "Ticked on Alpha: A page",
        "Ticked on Alpha: A book",
        "2 of 3 criteria met, 3 h left",
    ]
    assert boxes(cli) == [True, False, True, True, True]
    assert cli("tick a 2").out.splitlines()[-1] == "That is all of it. When you are done: roadmap done a"
    assert json_of(cli, "show a")["status"] == "doing"


def test_what_is_so_already_is_said_and_not_written(cli: Cli) -> None:
    cli("tick a 1")
    events = events_in(cli("export json").out)
    assert cli("tick a 1").out.startswith(f"Ticked already on Alpha: {COUNT}\n")
    assert cli("tick a 2 --off").out.startswith(f"Not ticked on Alpha: {READ}\n")
    assert events_in(cli("export json").out) == events
    assert cli("tick a 1 --off").out.startswith(f"Taken back on Alpha: {COUNT}\n")
    assert boxes(cli) == [False] * 5


def test_who_wants_quiet_is_told_nothing_of_a_tick_and_still_sees_the_list(cli: Cli) -> None:
    assert cli("tick a 1 --quiet").out == cli("tick a 2 --off -q").out == ""
    assert boxes(cli)[:2] == [True, False]
    assert cli("tick a --quiet").out == cli("tick a").out != ""


def test_undo_walks_back_through_ticks(cli: Cli) -> None:
    commands = ("tick a 1 2", "tick a --resource 1", "tick a 2 --off", "tick b 1", "done a")
    assert_walks_back_and_forward(
        cli,
        commands,
        lambda cli: [
            json_of(cli, f"show {each}")["ticks"] + [json_of(cli, f"show {each}")["status"]] for each in ("a", "b")
        ],
    )


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ("a 4", 1, "Alpha has 3 criteria, so there is no number 4"),
        ("a 0", 1, "Alpha has 3 criteria, so there is no number 0"),
        ("b 2", 1, "Beta has 1 criterion, so there is no number 2"),
        ("a 1 --resource 3", 1, "Alpha has 2 resources, so there is no number 3"),
        ("c 1", 1, "Gamma has no criteria, so there is no number 1"),
        ("nowhere 1", 1, 'there is no topic "nowhere"'),
        ("a --off", 2, "the tick to take back needs its number"),
        ("2", 2, "2 could be a criterion or a topic"),
        ("", 1, "no topic"),
    ],
)
def test_what_cannot_be_ticked_is_refused_and_nothing_is_written(
    cli: Cli, database: Path, words: str, code: int, sentence: str
) -> None:
    before = files_in(database.parent)
    assert_refused(cli(f"tick {words}"), code, sentence)
    assert files_in(database.parent) == before


def test_without_a_topic_the_one_in_progress_is_meant_and_said(cli: Cli) -> None:
    cli("start a")
    assert cli("tick").out.startswith("Alpha, the topic in progress  a\n")
    assert cli("tick --resource 2").out.startswith("Ticked on Alpha, the topic in progress: A book\n")
    assert "write roadmap tick a 2, or roadmap show 2" in cli("tick 2").err


def test_a_number_before_the_numbers_is_a_step_of_the_last_list(cli: Cli) -> None:
    run_in_terminal("next")
    assert run_in_terminal("tick", "1", "2")[0] == 0
    assert boxes(cli) == [False, True, False, False, False]


def test_show_has_the_boxes_and_signs_for_them_on_a_terminal(cli: Cli) -> None:
    cli("tick a 2 --resource 1")
    assert [line.strip() for line in cli("show a").out.splitlines() if "[" in line][:2] == [
        f"1 [ ] {COUNT}",
        f"2 [x] {READ}",
    ]
    _, screen = run_in_terminal("show", "a", environment={"NO_COLOR": "1"})
    assert f"1 ☐ {COUNT}" in screen
    assert "1 ☑ A page (docs)" in screen
    _, screen = run_in_terminal("tick", "a", environment={"NO_COLOR": "1", "PYTHONIOENCODING": "ascii"})
    assert f"2 [x] {READ}" in screen


def test_the_part_stands_in_the_phase_and_in_the_next_step(cli: Cli) -> None:
    cli("tick a 1 3")
    (line,) = [line for line in cli("status one").out.splitlines() if "Alpha" in line]
    assert "2 of 3" in line
    assert "2 of 3 criteria met" in cli("next").out
    assert json_of(cli, "next")["suggestions"][0]["hours_left"] == 3
    topic = json_of(cli, "list")["topics"][0]
    assert (topic["criteria_met"], topic["criteria_count"]) == (2, 3)
    cli("done a")
    assert "2 of 3" not in cli("status one").out


def test_done_names_the_criteria_that_are_open_where_somebody_ticks(cli: Cli) -> None:
    cli("tick a 1")
    assert cli("done a").err == f"hint: Alpha has 2 of 3 criteria open: {READ}; {WRITE}\n"
    assert cli("done b").err == ""


def test_a_text_that_was_changed_in_the_file_stays_and_is_listed_as_such(cli: Cli, small: Path) -> None:
    cli("tick a 1 2 --resource 1")
    text = small.read_text(encoding="utf-8")
    small.write_text(text.replace(COUNT, "You can count to ten.").replace("/alpha", "/alpha/2"), encoding="utf-8")
    said = cli("tick a").out
    assert f"4 [x] {COUNT}  no longer in the roadmap file" in said
    assert "3 [x] https://example.org/alpha  no longer in the roadmap file" in said
    assert said.endswith("1 of 3 criteria met, 6 h left\n")
    assert f"{COUNT}  no longer in the roadmap file" in cli("show a").out
    assert cli("tick a 4 --resource 3 --off").code == 0
    assert "no longer" not in cli("show a").out


def test_an_archive_carries_ticks_to_another_computer(cli: Cli, tmp_path: Path) -> None:
    cli("tick a 1 2 --resource 2")
    cli("tick a 2 --off")
    before = json_of(cli, "show a")["ticks"]
    cli(f"export json -o {tmp_path / 'all.json'}")
    elsewhere = f"--database {tmp_path / 'other.db'}"
    assert cli(f"{elsewhere} import {tmp_path / 'all.json'}").code == 0
    assert json_of(cli, f"{elsewhere} show a")["ticks"] == before


def test_a_report_in_markdown_has_nested_boxes_and_carries_them(cli: Cli, tmp_path: Path) -> None:
    cli("tick a 1 2 --resource 1")
    cli("tick a 2 --off")
    report = tmp_path / "report.md"
    cli(f"export markdown -o {report}")
    lines = report.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if "Alpha" in line and line.startswith("- ["))
    assert lines[place + 1 : place + 6] == [
        f"  - [x] {COUNT}",
        f"  - [ ] {READ}",
        f"  - [ ] {WRITE}",
        "  - [x] [A page](https://example.org/alpha)",
        "  - [ ] [A book](https://example.org/book)",
    ]
    elsewhere = f"--database {tmp_path / 'other.db'}"
    result = cli(f"{elsewhere} import {report} --yes")
    assert result.code == 0
    assert "Besides: 2 ticks" in result.out + result.err
    assert json_of(cli, f"{elsewhere} show a")["ticks"] == json_of(cli, "show a")["ticks"]
    assert "Nothing new" in cli(f"{elsewhere} import {report}").out
