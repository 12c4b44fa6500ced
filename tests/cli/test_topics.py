"""Which topic is meant: by its number in the list shown last, the one in progress, or the one that is picked."""

import json
from pathlib import Path

import pytest
from cli_helpers import (
    assert_refused,
    files_in,
    histories,
    json_of,
    run_in_terminal,
    run_program,
    status_of,
    talk_in_terminal,
)
from conftest import Cli, Clock


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


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
            assert_refused(cli(f"{flags} done 1"), 1, "there is no list of the last 12 hours to which 1 belongs")
        monkeypatch.chdir(tmp_path)
        cli("--database x.db next")
        assert cli(f"--database {tmp_path / 'x.db'} start 1").code == 0

    def test_a_list_is_forgotten_over_night(self, cli: Cli, clock: Clock) -> None:
        cli("next")
        clock.move(hours=12)
        assert cli("show 1").code == 0
        clock.move(minutes=1)
        assert_refused(
            cli("show 1"), 1, "there is no list of the last 12 hours to which 1 belongs; the next steps are:"
        )

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


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("done", "Done: Beta, the topic in progress  b"),
        ("log 45m", "Logged 45 min on Beta, the topic in progress"),
        ("note Letters are hard.", "Noted on Beta, the topic in progress: Letters are hard."),
        ("note 'The letters are hard.'", "Noted on Beta, the topic in progress: The letters are hard."),
        ("link https://example.org", "Linked to Beta, the topic in progress"),
        ("link https://example.org --proves", "Linked to Beta, the topic in progress, which is proven by it"),
        ("timer start", "The timer is running on Beta, the topic in progress"),
    ],
)
def test_without_a_name_the_one_in_progress_is_meant_and_said(cli: Cli, command: str, said: str) -> None:
    cli("start b")
    assert cli(command).out.splitlines()[0] == said


@pytest.mark.parametrize("command", ["done", "log 45m", "note", "link https://example.org", "timer start"])
@pytest.mark.parametrize(
    ("begun", "message"),
    [
        ((), "no topic is named, and none is in progress"),
        (("a", "b"), "several topics are in progress, so one has to be named: Alpha (a); Beta (b)"),
    ],
)
def test_without_a_name_a_script_is_told_which_there_are(
    cli: Cli, database: Path, command: str, begun: tuple[str, ...], message: str
) -> None:
    for topic in begun:
        cli(f"start {topic}")
    before = files_in(database.parent)
    assert_refused(cli(command), 1, message)
    assert files_in(database.parent) == before


def test_what_is_in_progress_is_not_begun_again(cli: Cli) -> None:
    cli("start b")
    assert_refused(cli("start"), 1, "no topic is named")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Gamma rays are not meant", '"Gamma" could be the topic Gamma, or the first word of the note'),
        ("x-t is short", '"x-t" could be the topic Ex'),
        ("x-topik is a slip", '"x-topik" could be the topic Ex'),
        ("ext is a beginning", '"ext" could be the topic More'),
    ],
)
def test_a_note_that_may_begin_with_a_topic_is_refused_with_both_readings(
    cli: Cli, database: Path, words: str, message: str
) -> None:
    cli("start b")
    before = files_in(database.parent)
    refused = cli(f"note {words}")
    assert_refused(refused, 2, message)
    assert f", or with roadmap note b {words.split(maxsplit=1)[0]}\n" in refused.err
    assert files_in(database.parent) == before


@pytest.mark.parametrize("words", ["Beta is a letter", "The letter", "b-day is near"])
def test_a_note_may_begin_with_the_name_of_the_topic_in_progress(cli: Cli, words: str) -> None:
    cli("start b")
    assert cli(f"note {words}").out == f"Noted on Beta, the topic in progress: {words}\n"


def test_other_words_are_text_and_an_id_is_a_topic(cli: Cli) -> None:
    cli("start b")
    assert cli("note the norm").out == "Noted on Beta, the topic in progress: the norm\n"
    assert cli("note c the norm").out == "Noted on Gamma: the norm\n"
    assert_refused(cli("note nonsense"), 1, 'there is no topic "nonsense"')


def test_with_several_in_progress_a_short_word_of_a_title_is_no_topic(cli: Cli) -> None:
    cli("start a b")
    assert_refused(cli("note the norm"), 1, "several topics are in progress")
    assert cli("note 'the end' the norm").out == "Noted on The end: the norm\n"
    assert cli("note gamma the norm").out == "Noted on Gamma: the norm\n"


def test_with_nothing_in_progress_any_name_of_a_topic_will_do(cli: Cli) -> None:
    assert cli("note Gamma rays").out == "Noted on Gamma: rays\n"
    assert_refused(cli("note nonsense words"), 1, 'there is no topic "nonsense"')


@pytest.mark.parametrize("words", ["c https://example.org", "https://example.org c", "the end https://example.org"])
def test_a_link_is_known_wherever_it_stands(cli: Cli, words: str) -> None:
    cli("start b")
    assert cli(f"link {words}").out.startswith(f"Linked to {'The end' if 'end' in words else 'Gamma'}\n")


def test_two_links_at_once_are_refused(cli: Cli) -> None:
    assert_refused(cli("link a https://example.org https://example.com"), 2, "there are 2 links")


DOWN = "\x1b[B"


@pytest.mark.parametrize(
    ("command", "keys", "said"),
    [
        ("log 45m", "\r", "Logged 45 min on Alpha"),
        ("log 45m", f"{DOWN}\r", "Logged 45 min on Beta"),
        ("done", "gam\r", "Done: Gamma"),
        ("start", f"{DOWN}\r", "Started: Ex"),
        ("note some new thought", "ex\r", "Noted on Ex: some new thought"),
        ("link https://example.org", "why\r", "Linked to Why"),
        ("timer start", "\r", "The timer is running on Alpha"),
    ],
)
def test_somebody_at_a_terminal_picks(cli: Cli, command: str, keys: str, said: str) -> None:
    cli("skip extra")
    cli("start a b")
    code, screen = talk_in_terminal(*command.split(), answers=[("type to filter", keys)])
    assert (code, said in screen) == (0, True), screen


def test_in_the_list_a_title_acts_on_nothing(cli: Cli, small: Path) -> None:
    text = small.read_text().replace('title = "Gamma"', 'title = "Gam\\u001b]0;owned\\u0007\\u202ema"')
    small.write_text(text)
    cli("start c b")
    code, screen = talk_in_terminal("log", "45m", answers=[("type to filter", "gam\r")])
    assert (code, "Logged 45 min on Gam" in screen) == (0, True), screen
    assert "\x1b]0;" not in screen
    assert "\u202e" not in screen


def test_enter_takes_nothing_where_no_title_has_the_letters(cli: Cli) -> None:
    cli("start a b")
    code, screen = talk_in_terminal("log", "45m", answers=[("type to filter", "zz\r\x7f\x7fbet\r")])
    assert (code, "Logged 45 min on Beta" in screen) == (0, True), screen


@pytest.mark.parametrize(
    ("command", "key"),
    [
        ("done", "\x03"),
        ("done", "\x04"),
        ("done", "\x1b"),
        ("done", "zz\r\x03"),
        ("start", "\x03"),
        ("log 45m", "\x1b"),
    ],
)
def test_leaving_the_list_writes_nothing(cli: Cli, database: Path, command: str, key: str) -> None:
    cli("start a b")
    before = files_in(database.parent)
    code, screen = talk_in_terminal(*command.split(), answers=[("type to filter", key)])
    assert (code, "Traceback" in screen) == (130, False), screen
    assert files_in(database.parent) == before


@pytest.mark.parametrize(("words", "environment"), [(("done",), {"TERM": "dumb"}), (("--plain", "done"), {})])
def test_who_cannot_or_will_not_see_a_drawn_list_gets_the_error(
    cli: Cli, words: tuple[str, ...], environment: dict[str, str]
) -> None:
    cli("start a b")
    code, screen = run_in_terminal(*words, environment=environment)
    assert code == 1
    assert "several topics are in progress" in screen
