"""Which topic is meant: by its number in the list that was shown last."""

import json
import os
import pty
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_helpers import assert_refused, histories, json_of, run_in_terminal, run_program, status_of
from conftest import Cli, Clock


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A person may sit there: the program's stdin is a terminal."""
    leader, follower = pty.openpty()
    with os.fdopen(leader, "rb"), os.fdopen(follower, "r") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        yield


LIST = "1  Alpha  a\n  2  More  extra\n"


@pytest.mark.usefixtures("terminal")
class TestWithSomebodyThere:
    @pytest.mark.parametrize("shown", ["next", "status", "", "next -n 2", "next --time 30m"])
    def test_a_number_is_the_place_in_the_list_shown_last(self, cli: Cli, shown: str) -> None:
        cli(shown)
        assert cli("start 2").out.startswith("Started: More  extra\n")
        assert cli("show 1").out.startswith("Alpha")

    def test_every_command_that_takes_a_topic_takes_a_number(self, cli: Cli) -> None:
        cli("next")
        assert "Logged 45 min on Alpha" in cli("log 1 45m").out
        assert "Logged 30 min on Alpha" in cli("log 1 30").out
        assert "Noted on Alpha: first" in cli("note 1 first").out
        assert "Linked to Alpha" in cli("link 1 https://example.org").out
        assert "running on Alpha" in cli("timer start 1").out
        assert cli("next --why 1").out.startswith("Alpha")
        assert cli("history 1").out.startswith("Alpha")
        assert "Added to More" in cli("card add 2 -q x -a y").out
        assert "Alpha" in cli("done 1 2").out
        assert (status_of(cli, "a"), status_of(cli, "extra")) == ("done", "done")
        assert cli("reset 1 2").code == 0
        assert cli("skip 2").code == 0

    def test_a_changed_ranking_changes_no_number(self, cli: Cli) -> None:
        cli("next")
        cli("done a")
        assert cli("next --json").out.index('"b"') < cli("next --json").out.index('"extra"')
        assert "Alpha is done already." in cli("done 1").out

    @pytest.mark.parametrize(
        "command", ["next --json", "status --json", "status --short", "status one", "next --why b"]
    )
    def test_what_shows_no_steps_changes_no_number(self, cli: Cli, command: str) -> None:
        cli("next")
        cli("done a")
        cli(command)
        assert cli("show 1").out.startswith("Alpha")

    def test_the_list_is_of_one_learner_one_database_and_one_roadmap(
        self, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cli("next")
        for flags in ("--user bob", f"--database {tmp_path / 'x.db'}", "--file ml-scientist"):
            assert_refused(cli(f"{flags} done 1"), 1, "none was shown in the last 12 hours")
        monkeypatch.chdir(tmp_path)
        cli("--database x.db next")
        assert cli(f"--database {tmp_path / 'x.db'} start 1").code == 0

    def test_a_list_is_forgotten_over_night(self, cli: Cli, clock: Clock) -> None:
        cli("next")
        clock.move(hours=12)
        assert cli("show 1").code == 0
        clock.move(minutes=1)
        assert_refused(cli("show 1"), 1, "1 is a place in a list of steps, and none was shown in the last 12 hours")

    def test_without_a_list_the_steps_of_now_become_it(self, cli: Cli, database: Path) -> None:
        refused = cli("done 2")
        assert_refused(refused, 1, LIST)
        assert refused.err.endswith("hint: name it again if it is one of these\n")
        assert not database.exists()
        assert cli("done 2").out.startswith("Done: More  extra\n")

    @pytest.mark.parametrize("number", ["0", "3", "9999", "9" * 5000])
    def test_a_number_beyond_the_list_says_how_long_it_is(self, cli: Cli, number: str) -> None:
        cli("next -n 2")
        assert_refused(cli(f"done {number}"), 1, "the last list had 2 steps")

    def test_a_choice_is_no_topic(self, cli: Cli) -> None:
        cli("done a b")
        steps = [each["action"] for each in json_of(cli, "next")["suggestions"]]
        cli("next")
        refused = cli(f"start {steps.index('choose') + 1}")
        assert_refused(refused, 1, "is a choice, and no topic")
        assert refused.err.endswith("hint: compare its options with: roadmap choose way\n")

    def test_what_is_to_be_refreshed_is_not_begun_again(self, cli: Cli, clock: Clock) -> None:
        cli("done a b")
        clock.move(days=1)
        cli("review grade b-1 1")
        clock.move(days=60)
        steps = [(each["action"], each["topic"]) for each in json_of(cli, "next")["suggestions"]]
        number = steps.index(("review", "b")) + 1
        cli("next")
        assert_refused(cli(f"start {number}"), 1, f"step {number} is to refresh Beta, which is done")
        assert "Logged 20 min on Beta" in cli(f"log {number} 20").out

    def test_an_id_that_is_a_number_comes_first(self, cli: Cli, small: Path) -> None:
        text = small.read_text().replace('id = "extra"', 'id = "1"')
        small.write_text(text.replace('title = "Gamma"', 'title = "Gamma 2"').replace('id = "end"', 'id = "2-end"'))
        cli("next")
        assert cli("show 1").out.startswith("More")
        assert cli("show 2").out.startswith("More")
        assert_refused(cli("show 3"), 1, "the last list had 2 steps")

    def test_a_step_that_left_the_roadmap_is_not_guessed(self, cli: Cli, small: Path) -> None:
        cli("next")
        small.write_text(small.read_text().replace('id = "extra"', 'id = "another"'))
        assert_refused(cli("show 2"), 1, "step 2 was extra, which is no longer in the roadmap file")

    def test_a_step_with_a_new_id_is_found_by_its_former_one(self, cli: Cli, small: Path) -> None:
        cli("next")
        small.write_text(small.read_text().replace('id = "extra"', 'id = "another"\nformerly = ["extra"]'))
        assert cli("start 2").out.startswith("Started: More  another\n")


def test_a_script_changes_no_numbers(cli: Cli) -> None:
    cli("next")
    assert_refused(cli("done 1"), 1, LIST)
    refused = cli("done 1")
    assert_refused(refused, 1, LIST)
    assert refused.err.endswith("hint: name the topic by its id\n")


def test_a_script_takes_the_numbers_that_somebody_saw(small: Path) -> None:
    assert run_in_terminal("next")[0] == 0
    assert run_program("start", "2").out.startswith("Started: More  extra\n")


def test_the_numbers_on_the_screen_are_those_that_are_kept(cli: Cli) -> None:
    _, screen = run_in_terminal("next", environment={"TERM": "dumb"})
    shown = [line.split() for line in screen.splitlines() if line.strip()[:1].isdigit()]
    assert [words[:2] for words in shown[:2]] == [["1", "Alpha"], ["2", "More"]]
    assert json.loads(run_program("show", "2", "--json").out)["id"] == "extra"
    assert histories(cli) == []
