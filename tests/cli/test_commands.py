"""Marking topics and logging time, from the command line to what the next command says."""

import json
from pathlib import Path

import pytest
from cli_helpers import files_in, histories, json_of, status_of
from conftest import Cli, Clock


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.mark.parametrize(
    ("command", "status", "word"),
    [("start", "doing", "Started"), ("done", "done", "Done"), ("skip", "skipped", "Skipped")],
)
def test_a_topic_is_marked_and_the_change_is_named(cli: Cli, command: str, status: str, word: str) -> None:
    result = cli(f"{command} a")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{word}: Alpha  a\n")
    assert status_of(cli, "a") == status


def test_reset_puts_a_topic_back_to_todo_and_keeps_its_time(cli: Cli) -> None:
    cli("log a 45m")
    cli("done a")
    assert cli("reset a").out.startswith("Back to todo: Alpha  a\n")
    shown = json_of(cli, "show a")
    assert (shown["status"], shown["minutes"]) == ("todo", 45)


@pytest.mark.parametrize("command", ["start", "done", "skip", "reset"])
def test_several_topics_are_marked_as_one_command(cli: Cli, command: str) -> None:
    if command == "reset":
        cli("done a extra")
    before = len(histories(cli))
    assert cli(f"{command} a extra").code == 0
    assert len(histories(cli)) == before + 1
    assert [event["topic"] for event in histories(cli)[0]["events"]] == ["a", "extra"]


@pytest.mark.parametrize("command", ["start", "done", "skip", "reset"])
def test_one_unknown_topic_among_several_marks_none(cli: Cli, database: Path, command: str) -> None:
    cli("start b")
    before = files_in(database.parent)
    assert cli(f"{command} a b nonsense").code == 1
    assert files_in(database.parent) == before


def test_a_topic_named_twice_is_marked_once(cli: Cli) -> None:
    cli("done a Alpha a")
    assert len(histories(cli)[0]["events"]) == 1


@pytest.mark.parametrize("words", ["x-topic", "X_TOPIC", "x-t", "Ex", "ex"])
def test_a_topic_is_found_by_id_beginning_or_title(cli: Cli, words: str) -> None:
    cli("start", words)
    assert status_of(cli, "x-topic") == "doing"


def test_words_of_a_title_find_it_in_any_order(cli: Cli) -> None:
    cli("start", "end the")
    assert status_of(cli, "end") == "doing"


def test_done_says_what_it_opened(cli: Cli) -> None:
    assert "Opens Beta\n" in cli("done a").out


def test_done_warns_about_prerequisites_on_stderr_and_does_it(cli: Cli) -> None:
    result = cli("done b")
    assert (result.code, result.err) == (0, "hint: Beta stands on what is not done yet: Alpha\n")
    assert status_of(cli, "b") == "done"


@pytest.mark.parametrize("command", ["start c", "timer start c"])
def test_beginning_warns_about_what_stands_before_and_does_it(cli: Cli, command: str) -> None:
    result = cli(command)
    assert (result.code, result.err) == (0, "hint: Gamma stands on what is not done yet: Alpha; Beta\n")
    assert "Gamma" in result.out


def test_of_many_prerequisites_a_few_are_named_and_the_rest_counted(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    said = cli("start recommender-systems").err
    assert said.count(";") == 4
    assert said.endswith("; and 26 more\n")


def test_done_does_not_warn_when_prerequisites_are_skipped_or_come_along(cli: Cli) -> None:
    cli("skip a")
    assert cli("done c b").err == ""


@pytest.mark.parametrize(
    ("words", "day", "said"),
    [
        ("yesterday", "2026-11-22", "yesterday"),
        ("today", "2026-11-23", ""),
        ("3 days ago", "2026-11-20", "on Friday"),
        ("a week ago", "2026-11-16", "on 2026-11-16"),
        ("2026-11-20", "2026-11-20", "on Friday"),
        ("2025-02-03", "2025-02-03", "on 2025-02-03"),
    ],
)
def test_on_back_dates_in_numbers_and_in_words(cli: Cli, words: str, day: str, said: str) -> None:
    result = cli("done", "a", "--on", words)
    assert result.out.splitlines()[0] == f"Done: Alpha  a, {said}".removesuffix(", ")
    assert histories(cli)[0]["day"] == day


def test_history_is_told_by_days_and_says_what_was_recorded_later(cli: Cli, clock: Clock, tmp_path: Path) -> None:
    cli("log a 20m")
    clock.move(days=2)
    cli("log b 30m")
    cli("log a 40m --on 2026-11-20")
    file = tmp_path / "known.csv"
    file.write_text("title,status,completed on\nAlpha,done,2026-01-03\nGamma,done,2026-11-20\n", encoding="utf-8")
    cli("import", str(file), "--yes")
    assert cli("history").out.splitlines() == [
        "2026-11-25 19:30  started: Beta; 30 min on Beta",
        "2026-11-23 19:30  started: Alpha; 20 min on Alpha",
        "2026-11-20        done: Gamma  (recorded 2026-11-25)  (undo takes this back)",
        "2026-11-20        40 min on Alpha  (recorded 2026-11-25)",
        "2026-01-03        done: Alpha  (recorded 2026-11-25)  (undo takes this back)",
    ]
    assert "Alpha; Gamma" in cli("undo").out
    assert [line for line in cli("history").out.splitlines() if "(taken back)" in line] == [
        "2026-11-20        done: Gamma  (recorded 2026-11-25)  (taken back)",
        "2026-01-03        done: Alpha  (recorded 2026-11-25)  (taken back)",
    ]


def test_a_back_dated_evening_counts_as_a_study_day(cli: Cli) -> None:
    cli("log a 30m --on yesterday")
    days = {day["day"]: day["minutes"] for day in json_of(cli, "status")["habits"]["days"]}
    assert (days["2026-11-22"], days["2026-11-23"]) == (30, 0)


@pytest.mark.parametrize(
    "command", ["start a", "done a", "skip a", "reset b", "reset --all", "reset --phase one", "done a --on yesterday"]
)
def test_a_dry_run_says_what_would_happen_and_writes_nothing(cli: Cli, database: Path, command: str) -> None:
    cli("done b")
    before = files_in(database.parent)
    result = cli(f"{command} --dry-run")
    assert result.code == 0
    assert result.out.startswith("Nothing is written: this is what would happen.\n")
    assert len(result.out.splitlines()) > 1
    assert files_in(database.parent) == before


def test_a_dry_run_before_the_first_write_creates_no_database(cli: Cli, database: Path) -> None:
    assert cli("done a --dry-run").code == 0
    assert not database.parent.exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("start a", "Alpha is in progress already.\n"),
        ("done a", "Alpha is done already.\n"),
        ("skip a", "Alpha is skipped already.\n"),
    ],
)
def test_doing_what_is_already_so_is_a_friendly_no_op(cli: Cli, database: Path, command: str, said: str) -> None:
    cli(command)
    before = files_in(database.parent)
    result = cli(command)
    assert (result.code, result.out, result.err) == (0, said, "")
    assert files_in(database.parent) == before


def test_resetting_an_untouched_topic_creates_no_database(cli: Cli, database: Path) -> None:
    assert cli("reset a").out == "Alpha is to do already.\n"
    assert not database.exists()


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("45m", 45), ("1h30", 90), ("1.5h", 90), ("90", 90), ("1,5h", 90), ("2h", 120), ("1h 05m", 65), ("24H", 1440)],
)
def test_log_understands_the_usual_ways_to_write_a_time(cli: Cli, words: str, minutes: int) -> None:
    assert cli("log", "a", words).code == 0
    assert json_of(cli, "show a")["minutes"] == minutes


def test_log_starts_a_topic_that_is_still_to_do_and_says_so(cli: Cli) -> None:
    assert cli("log a 45m").out == "Logged 45 min on Alpha, and started it\n"
    assert status_of(cli, "a") == "doing"


def test_log_adds_up_and_tells_the_sum(cli: Cli) -> None:
    cli("log a 45m")
    assert cli("log a 1h").out == "Logged 1 h on Alpha, 1 h 45 in all\n"


def test_log_leaves_a_finished_topic_finished(cli: Cli) -> None:
    cli("done a")
    cli("log a 20m")
    assert status_of(cli, "a") == "done"


def test_log_keeps_its_note_of_any_number_of_words(cli: Cli) -> None:
    cli("log a 45m read the first chapter")
    assert histories(cli)[0]["events"][-1]["data"] == {"minutes": 45, "note": "read the first chapter"}


def test_each_user_has_progress_of_their_own(cli: Cli) -> None:
    cli("--user ada done a")
    assert json.loads(cli("--user bob status --json").out)["totals"]["topics"]["done"] == 0
    assert json.loads(cli("--user ada status --json").out)["totals"]["topics"]["done"] == 1


@pytest.mark.parametrize(
    "user", ["Ada Lovelace", "ada@example.org", "Зоя", "李雷", "O'Brien", '"; DROP', "../../x", "[/x]"]
)
def test_user_names_of_odd_letters_are_names(cli: Cli, user: str) -> None:
    assert cli("--user", user, "done", "a").code == 0
    report = json.loads(cli("--user", user, "status", "--json").out)
    assert (report["user"], report["totals"]["topics"]["done"]) == (user, 1)


def test_another_database_keeps_other_progress(cli: Cli, tmp_path: Path, database: Path) -> None:
    cli("--database", str(tmp_path / "other" / "p.db"), "done", "a")
    assert not database.exists()
    assert status_of(cli, "a") == "todo"


def test_a_database_url_works_as_well_as_a_path(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "p.db"
    cli("--database", f"sqlite:///{place}", "done", "a")
    cli("--database", str(place), "done", "b")
    totals = json.loads(cli("--database", f"sqlite:///{place}", "status", "--json").out)["totals"]
    assert totals["topics"]["done"] == 2
