"""Time, notes, links, choices, undo and history, from the command line to what the next command says."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
from cli_helpers import (
    PROGRAM,
    assert_refused,
    assert_walks_back_and_forward,
    files_in,
    histories,
    json_of,
    run_program,
    status_of,
)
from conftest import Cli
from process_helpers import PATIENCE


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def editor(folder: Path, script: str) -> str:
    """A command that edits the file it is given."""
    path = folder / "editor with a space.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"'{path}' --flag"


def run_with_typist(*arguments: str, environment: dict[str, str]) -> tuple[int, str]:
    """The program with a terminal as its stdin, as `note` needs it; the exit code and stderr."""
    master, slave = pty.openpty()
    try:
        done = subprocess.run(
            [*PROGRAM, *arguments],
            stdin=slave,
            capture_output=True,
            env={**os.environ, **environment},
            check=False,
            timeout=PATIENCE,
        )
    finally:
        os.close(master)
        os.close(slave)
    return done.returncode, done.stderr.decode()


def test_a_note_is_kept_with_its_topic(cli: Cli) -> None:
    assert cli("note b  letters are harder than they look").out == "Noted on Beta: letters are harder than they look\n"
    assert [note["text"] for note in json_of(cli, "show b")["notes"]] == ["letters are harder than they look"]


def test_a_note_changes_no_status(cli: Cli) -> None:
    cli("note b hello")
    assert status_of(cli, "b") == "todo"


def test_without_text_the_editor_opens_and_its_comment_lines_are_left_out(cli: Cli, tmp_path: Path) -> None:
    command = editor(tmp_path, 'grep -q "A note on: Beta" "$2" && printf "first\\n# aside\\nsecond\\n" >> "$2"')
    assert run_with_typist("note", "b", environment={"EDITOR": command}) == (0, "")
    assert [note["text"] for note in json_of(cli, "show b")["notes"]] == ["first\nsecond"]


def test_visual_goes_before_editor(cli: Cli, tmp_path: Path) -> None:
    environment = {"VISUAL": editor(tmp_path, 'echo seen > "$2"'), "EDITOR": "false"}
    assert run_with_typist("note", "b", environment=environment) == (0, "")
    assert json_of(cli, "show b")["notes"][0]["text"] == "seen"


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("true", 1, "nothing was written"),
        ("false", 1, "the editor 'false' ended with code 1, so nothing is recorded"),
        ("no-such-editor", 1, "cannot start the editor 'no-such-editor'"),
        ("'unclosed", 1, 'cannot start the editor "\'unclosed"'),
    ],
)
def test_an_editor_that_leaves_no_text_notes_nothing(database: Path, command: str, code: int, message: str) -> None:
    got, err = run_with_typist("note", "b", environment={"EDITOR": command})
    assert (got, message in err) == (code, True), err
    assert "Traceback" not in err
    assert not database.exists()


def test_without_text_and_without_a_terminal_nobody_can_type(database: Path) -> None:
    assert_refused(run_program("note", "b", stdin="ignored"), 2, "there is no text")
    assert not database.exists()


def test_a_link_is_kept_with_its_title(cli: Cli) -> None:
    assert cli("link b https://example.org/x --title 'A page'").out == "Linked to Beta\n"
    link = json_of(cli, "show b")["links"][0]
    assert (link["url"], link["title"], link["proves"]) == ("https://example.org/x", "A page", False)


def test_a_link_to_a_host_without_a_dot_is_kept_and_remarked_on(cli: Cli) -> None:
    result = cli("link a http://localhost:8000/demo")
    assert (result.code, result.out) == (0, "Linked to Alpha\n")
    assert result.err.startswith("hint: the host of http://localhost:8000/demo has no dot, so others will not find it")
    assert cli("link a https://example.org/demo").err == ""


def test_a_link_that_proves_makes_its_topic_proven_everywhere(cli: Cli) -> None:
    assert "proven" in cli("link b https://example.org/x --proves").out
    report = json_of(cli, "status")
    proven = {topic["id"]: topic["proven"] for topic in report["phases"][0]["modules"][0]["topics"]}
    assert proven == {"a": False, "b": True}
    assert report["totals"]["proven"] == 1
    assert json_of(cli, "show b")["proven"] is True


def test_proof_alone_does_not_mark_a_topic_as_done(cli: Cli) -> None:
    cli("link b https://example.org/x --proves")
    assert status_of(cli, "b") == "todo"


def test_choose_without_arguments_compares_the_options_and_writes_nothing(cli: Cli, database: Path) -> None:
    result = cli("choose")
    assert result.out.startswith("Which way  way  open\n")
    for said in ("The X way  x  counted until you choose", "1 topic, 5 h; 0 of them done", "ends in Why"):
        assert said in result.out
    assert not database.exists()


@pytest.mark.parametrize("arguments", ["way y", "y", "way 'The Y way'", "WAY Y"])
def test_an_option_is_chosen_with_or_without_naming_the_choice(cli: Cli, arguments: str) -> None:
    assert cli(f"choose {arguments}").out.startswith("Which way: The Y way\n")
    assert json_of(cli, "choose")["choices"][0]["chosen"] == "y"


def test_naming_only_the_choice_shows_it(cli: Cli, database: Path) -> None:
    assert cli("choose way").out == cli("choose").out
    assert not database.exists()


def test_a_change_of_mind_loses_nothing(cli: Cli) -> None:
    cli("choose x")
    cli("done a b x-topic")
    before = json_of(cli, "status")
    assert "before it was The X way" in cli("choose y").out
    assert json_of(cli, "status")["totals"]["topics"]["done"] == 2
    assert status_of(cli, "x-topic") == "done"
    cli("choose x")
    assert json_of(cli, "status") == before


def test_choosing_what_is_chosen_makes_no_event(cli: Cli, database: Path) -> None:
    cli("choose y")
    before = files_in(database.parent)
    assert cli("choose y").code == 0
    assert files_in(database.parent) == before


def test_none_takes_a_choice_back(cli: Cli) -> None:
    cli("choose way y")
    assert "open" in cli("choose way none").out
    assert json_of(cli, "choose")["choices"][0]["chosen"] is None


def test_the_built_in_specialty_is_chosen_and_taken_back(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    cli("choose specialty cv")
    assert json_of(cli, "choose")["choices"][0]["chosen"] == "cv"
    cli("choose specialty none")
    assert json_of(cli, "choose")["choices"][0]["chosen"] is None


COMMANDS = (
    "start a",
    "done a b",
    "skip extra",
    "reset a",
    "log c 45m with a note",
    "note b hello",
    "link b https://example.org --proves",
    "choose way y",
    "choose way none",
    "reset --all --yes",
)


def comparable(cli: Cli) -> list[object]:
    """What the learner sees, without the history that only grows."""
    shown = [json_of(cli, f"show {topic}") for topic in ("a", "b", "c", "extra")]
    return [json_of(cli, "status"), json_of(cli, "next"), [{**each, "history": None} for each in shown]]


def test_undo_walks_back_through_every_command_and_redo_forward_again(cli: Cli) -> None:
    assert_walks_back_and_forward(cli, COMMANDS, comparable)


def test_something_new_after_an_undo_ends_redo(cli: Cli) -> None:
    cli("done a")
    cli("undo")
    cli("start b")
    assert_refused(cli("redo"), 1, "there is nothing to redo")
    cli("undo")
    assert status_of(cli, "b") == "todo"


def test_undo_before_the_first_write_creates_no_database(cli: Cli, database: Path) -> None:
    assert_refused(cli("undo"), 1, "there is nothing to undo")
    assert_refused(cli("redo"), 1, "there is nothing to redo")
    assert not database.exists()


def test_nobody_undoes_what_another_user_did(cli: Cli) -> None:
    cli("--user bob done a")
    refused = cli("--user ada undo")
    assert (refused.code, refused.out) == (1, "")
    assert 'hint: "ada" is new here: progress is of bob\nerror: there is nothing to undo\n' in refused.err
    assert cli("--user bob undo").code == 0


def test_history_is_newest_first_and_says_what_was_taken_back(cli: Cli) -> None:
    cli("done a")
    cli("log b 45m with care")
    cli("undo")
    assert cli("history").out.splitlines() == [
        "2026-11-23 19:30  took back started: Beta; 45 min on Beta: with care",
        "2026-11-23 19:30  started: Beta; 45 min on Beta: with care  (taken back)",
        "2026-11-23 19:30  done: Alpha",
    ]


def test_history_can_be_cut_short_and_narrowed_to_a_topic(cli: Cli) -> None:
    for topic in ("a", "b", "c"):
        cli(f"start {topic}")
    assert len(cli("history -n 2").out.splitlines()) == 2
    assert cli("history b").out.splitlines() == ["Beta", "2026-11-23 19:30  started: Beta"]


def test_history_of_nothing_says_so(cli: Cli) -> None:
    assert (cli("history").code, cli("history").out) == (0, "Nothing has happened yet.\n")
    assert cli("history a").out == "Alpha\nNothing has happened yet.\n"
    assert json.loads(cli("history --json").out)["entries"] == []


def logged(cli: Cli) -> tuple[str, int, str]:
    """Topic, minutes and note of what was logged last."""
    event = histories(cli)[0]["events"][-1]
    return event["topic"], event["data"]["minutes"], event["data"].get("note", "")


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("a 45m", ("a", 45, "")),
        ("a 90", ("a", 90, "")),
        ("a 24H", ("a", 1440, "")),
        ("a 2 hours", ("a", 120, "")),
        ("a 1 h 30", ("a", 90, "")),
        ("a 1 hour reading", ("a", 60, "reading")),
        ("a 1 hour and 15 minutes", ("a", 75, "")),
        ("a 45 minutes of reading", ("a", 45, "reading")),
        ("a '1h 05m'", ("a", 65, "")),
        ("a 1:30 the first chapter", ("a", 90, "the first chapter")),
        ("a 45m 'two  spaces'", ("a", 45, "two  spaces")),
        ("a 45m 'first\nsecond'", ("a", 45, "first\nsecond")),
        ("the end 45m", ("end", 45, "")),
        ("end the 1.5 h slowly", ("end", 90, "slowly")),
        ("1h30 a", ("a", 90, "")),
        ("1 h 30 the end", ("end", 90, "")),
    ],
)
def test_log_parts_its_words_into_topic_time_and_note(cli: Cli, words: str, entry: tuple[str, int, str]) -> None:
    result = cli(f"log {words}")
    assert (result.code, result.err) == (0, "")
    assert logged(cli) == entry


@pytest.mark.parametrize("time", ["45m", "1 h 30", "1:30", "half an hour", "2 hours"])
def test_a_time_alone_is_for_the_topic_in_progress(cli: Cli, time: str) -> None:
    cli("start b")
    assert ", the topic in progress" in cli(f"log {time}").out
    assert logged(cli)[0] == "b"


@pytest.mark.parametrize(
    ("begun", "message"),
    [
        ((), "no topic is named, and none is in progress"),
        (("a", "b"), "several topics are in progress, so one has to be named: Alpha (a); Beta (b)"),
    ],
)
def test_a_time_alone_is_for_nothing_else(cli: Cli, database: Path, begun: tuple[str, ...], message: str) -> None:
    for topic in begun:
        cli(f"start {topic}")
    before = files_in(database.parent)
    assert_refused(cli("log 45m"), 1, message)
    assert files_in(database.parent) == before


def test_a_mere_number_is_refused_with_both_readings(cli: Cli) -> None:
    cli("start a")
    result = cli("log 45")
    assert_refused(result, 2, "45 could be minutes, or step 45 of the last list")
    assert "roadmap log 45m for the topic in progress, or roadmap log 45 TIME" in result.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("a 2 days", '"2 days" could be the time, or "2" could be, with "days" as the note'),
        ("a 90 s", '"90 s" could be the time'),
        ("a 2 hous", '"2 hous" could be the time'),
        ("a 1 30", '"1 30" could be the time'),
        ("a 1 and a half hours", '"1 and a half hours" could be the time'),
        ("a 1 h 5 exercises", '"1 h 5 exercises" could be the time'),
        ("a 1.5", "'1.5' is not a length of time"),
        ("a -30m", "'-30m' is not a length of time; write 45m, 1h30, 1.5h or 90"),
        ("-30m", "'-30m' is not a length of time"),
        ("45m reading", 'the time "45m" stands where the topic belongs'),
        ("45m c", 'the time "45m" stands where the topic belongs'),
        ("the end", "'end' is not a length of time"),
    ],
)
def test_what_could_mean_something_else_is_refused(cli: Cli, database: Path, words: str, message: str) -> None:
    cli("start b")
    before = files_in(database.parent)
    assert_refused(cli(f"log {words}"), 2, message)
    assert files_in(database.parent) == before


def test_swapped_words_are_named_where_they_could_be_a_note(cli: Cli) -> None:
    cli("start b")
    assert cli("log 45m c").err.endswith("hint: write roadmap log c 45m, or for a note roadmap log b 45m c\n")
    assert cli("log 45m reading").err.endswith("hint: write roadmap log b 45m reading\n")


def test_an_empty_name_is_not_the_topic_in_progress(cli: Cli) -> None:
    cli("start a")
    assert_refused(cli("log", "", "45m"), 1, "an empty name is no topic")


def test_the_help_of_log_says_the_rule(cli: Cli) -> None:
    said = " ".join(cli("log --help").out.split())
    assert "Words that as a whole are a time with a unit or a colon are a time for the topic in progress" in said


def test_the_answer_says_what_was_taken_for_the_note_and_every_minute(cli: Cli) -> None:
    assert cli("log a 2 stunden").out == "Logged 2 min on Alpha, and started it: stunden\n"
    assert cli("log a 11h15").out == "Logged 11 h 15 on Alpha, 11 h 17 in all\n"
    assert "11 h 15 on Alpha\n" in cli("history").out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("1.5", "write 45m, 1h30, 1:30 or 1.5h, or the topic first: roadmap log dev 45m"),
        ("45 alpha", "write roadmap log a 45m"),
    ],
)
def test_a_number_that_is_no_time_leads_to_one(cli: Cli, words: str, hint: str) -> None:
    refused = cli(f"log {words}")
    assert (refused.code, f"hint: {hint}\n" in refused.err) == (2, True), refused


def test_an_hour_with_a_number_and_words_behind_is_asked_about(cli: Cli) -> None:
    assert_refused(cli("log a 1 hour 45 cards"), 2, '"1 hour 45 cards" could be the time')
    assert cli("log a 1 hour 45").out.startswith("Logged 1 h 45 on Alpha")


def test_more_than_a_day_is_refused_on_one_day(cli: Cli, database: Path) -> None:
    cli("log a 20h")
    before = files_in(database.parent)
    assert_refused(cli("log b 5h"), 1, "20 h was logged today already, and 5 h more would be over 24 h")
    assert files_in(database.parent) == before


def test_what_is_imported_is_remarked_on_and_never_refused(cli: Cli, tmp_path: Path) -> None:
    for device in ("x", "y"):
        cli(f"--database {tmp_path / device}.db log b 13h")
        cli(f"--database {tmp_path / device}.db export json -o {tmp_path / device}.json")
    assert cli(f"import {tmp_path / 'x'}.json").err == ""
    result = cli(f"import {tmp_path / 'y'}.json")
    assert (result.code, result.err) == (
        0,
        "hint: more than 24 h was logged on 23 November 2026; see: roadmap history\n",
    )
    assert "More than 24 h was logged today\n" in cli("activity").out
    assert cli(f"import {tmp_path / 'y'}.json").err == ""
