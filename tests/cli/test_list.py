"""What the reading commands answer, edge to edge."""

from pathlib import Path

import pytest
from cli_helpers import assert_refused, json_of, run_program
from conftest import Cli, Clock

from roadmap_cli import __version__
from roadmap_cli.domain.phrasing import amount


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def listed(cli: Cli, conditions: str) -> list[str]:
    return [line["id"] for line in json_of(cli, f"list {conditions}")["topics"]]


def test_version_says_name_and_number(cli: Cli) -> None:
    assert cli("--version").out == f"roadmap {__version__}\n"


def test_the_module_runs_as_the_program_does() -> None:
    result = run_program("--version")
    assert (result.code, result.out, result.err) == (0, f"roadmap {__version__}\n", "")


def test_a_bare_roadmap_is_its_status(cli: Cli) -> None:
    cli("done a")
    assert cli("").out == cli("status").out
    assert cli("--user bob").out == cli("--user bob status").out


@pytest.mark.parametrize("command", ["status", "next", "list", "history", "show a", "choose", "status --short", ""])
def test_reading_creates_nothing_before_the_first_write(cli: Cli, database: Path, command: str) -> None:
    assert cli(command).code == 0
    assert not database.parent.exists()


def test_an_untouched_roadmap_tells_how_to_begin(cli: Cli) -> None:
    assert "Begin here\n   roadmap place" in cli("status").out
    cli("start a")
    assert "Begin here" not in cli("status").out


def test_status_of_a_phase_opens_its_topics(cli: Cli) -> None:
    assert "a  Alpha" in cli("status one").out
    assert "Gamma" not in cli("status one").out
    assert cli("status 1").out == cli("status 'phase one'").out == cli("status one").out


def test_status_of_a_module_opens_its_topics(cli: Cli) -> None:
    assert "c  Gamma" in cli("status ways").out


def test_status_all_opens_everything(cli: Cli) -> None:
    out = cli("status --all").out
    assert all(title in out for title in ("Alpha", "Beta", "Gamma", "Ex", "Why", "The end", "More"))


def test_status_short_is_one_line(cli: Cli) -> None:
    cli("done a")
    assert cli("status --short").out == "11 % next: Beta\n"


@pytest.mark.parametrize(
    ("conditions", "topics"),
    [
        ("", ["a", "b", "c", "x-topic", "y-topic", "end", "extra"]),
        ("--phase one", ["a", "b"]),
        ("--phase 2 --status todo", ["x-topic", "y-topic", "end", "extra"]),
        ("--module letters", ["a", "b"]),
        ("--status done", ["a"]),
        ("--status doing", ["c"]),
        ("--option y", ["y-topic"]),
        ("--ready", ["b", "extra"]),
        ("--search 'end the'", ["end"]),
        ("--search e --phase two", ["x-topic", "end", "extra"]),
        ("--module ways --ready --search mo", ["extra"]),
    ],
)
def test_list_is_narrowed_by_its_conditions(cli: Cli, conditions: str, topics: list[str]) -> None:
    cli("done a")
    cli("start c")
    assert listed(cli, conditions) == topics


@pytest.mark.parametrize("conditions", ["--search nonsense", "--status skipped", "--phase one --option x"])
def test_a_list_of_nothing_says_so_and_is_no_error(cli: Cli, conditions: str) -> None:
    result = cli(f"list {conditions}")
    assert (result.code, result.out, result.err) == (0, "No topic meets these conditions.\n", "")
    assert listed(cli, conditions) == []


def test_list_shows_one_line_a_topic_with_its_state(cli: Cli) -> None:
    cli("done a")
    lines = [line.split()[:2] for line in cli("list").out.splitlines()]
    assert lines[:3] == [["done", "a"], ["ready", "b"], ["blocked", "c"]]


def test_next_gives_as_many_as_asked(cli: Cli) -> None:
    assert len(json_of(cli, "next")["suggestions"]) == 2
    assert len(json_of(cli, "next -n 1")["suggestions"]) == 1
    assert cli("next -n 1").out.startswith("   1  Alpha  a  2 h\n")


def test_next_gives_three_unless_told_otherwise(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    assert len(json_of(cli, "next")["suggestions"]) == 3


def test_next_with_little_time_says_what_fits(cli: Cli) -> None:
    reasons = [each["text"] for step in json_of(cli, "next --time 2h")["suggestions"] for each in step["reasons"]]
    assert "fits into 2 h" in reasons


def test_next_why_explains_a_blocked_topic(cli: Cli) -> None:
    out = cli("next --why c").out
    assert "Blocked, 2 topics, 6 h away: it stands on Beta." in out
    assert json_of(cli, "next --why c")["missing"][0]["id"] == "b"


def test_next_why_says_the_hours_left_of_what_stands_before(cli: Cli) -> None:
    cli("log a 30m")
    blocked = json_of(cli, "next --why c")
    assert blocked["hours_before"] == sum(each["hours_left"] for each in blocked["before"])
    assert blocked["before"][0]["hours_left"] == blocked["before"][0]["hours"] - 0.5
    (line,) = (line for line in cli("next --why c").out.splitlines() if line.startswith("   doing"))
    assert line.endswith(f"  {amount(blocked['before'][0]['hours_left'])}")


def test_next_why_explains_a_ready_topic(cli: Cli) -> None:
    assert "Ready: number 1 of 2 steps that could be taken now." in cli("next --why a").out


def test_next_says_when_nothing_is_left(cli: Cli) -> None:
    cli("done a b c x-topic end extra")
    result = cli("next")
    assert (result.code, result.out) == (0, "Nothing counted is left: the whole path is done.\n")
    assert cli("status --short").out == "100 % all done\n"


def test_show_tells_everything_about_a_topic(cli: Cli) -> None:
    out = cli("show b").out
    for said in ("Beta", "You can say beta.", "https://example.org/beta", "Alpha", "Gamma", "Can you answer?"):
        assert said in out


def test_show_open_opens_the_first_resource(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {seen}\n')
    browser.chmod(0o755)
    result = run_program("show", "b", "--open", environment={"BROWSER": f"{browser} %s", "PATH": str(tmp_path)})
    assert (result.code, result.err) == (0, "hint: opening https://example.org/beta\n")
    assert seen.read_text() == "https://example.org/beta"


def test_show_open_of_a_topic_without_resources_is_refused(cli: Cli) -> None:
    result = cli("show a --open")
    assert (result.code, result.err) == (1, "error: Alpha has no resource on the web\n")


@pytest.mark.parametrize("help_option", ["--help", "-h"])
def test_help_names_every_command(cli: Cli, help_option: str) -> None:
    out = cli(help_option).out
    commands = "status next show list history start done skip reset log note link choose undo redo"
    for command in [*commands.split(), "review", "card", "evidence", "export", "import", "check", "new", "schema"]:
        assert f" {command} " in out


def test_a_line_for_the_start_of_a_shell_says_nothing_when_nothing_is_due(cli: Cli, clock: Clock) -> None:
    said = cli("status --short --due")
    assert (said.code, said.out, said.err) == (0, "", "")
    cli("timer start a")
    clock.move(minutes=25)
    assert cli("status --short --due").out == "0 %, timer 25 min, next: Alpha\n"
    for command in ("timer stop", "card add a -q Why -a Because", "done a"):
        cli(command)
    assert cli("status --short --due").out == ""
    clock.move(days=1)
    assert cli("status --short --due").out == "11 %, 1 card due, next: Beta\n"


@pytest.mark.parametrize("options", ["--due", "--json --due", "--short --json --due"])
def test_what_is_no_line_is_never_nothing(cli: Cli, options: str) -> None:
    assert_refused(cli(f"status {options}"), 2, "--due belongs to --short")
