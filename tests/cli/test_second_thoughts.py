"""What a demanding user stumbled over once, and should not again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Cli


def test_a_file_named_like_sqlites_memory_is_a_file(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("--database :memory: done vectors").code == 0
    assert "done: Vectors" in cli("--database :memory: history").out


@pytest.mark.parametrize("words", ["20.11.", "04/05/2026", "05-04-2026", "november", "2026", "1h", "now", "5", "may"])
def test_a_day_with_more_than_one_meaning_is_refused(cli: Cli, words: str) -> None:
    result = cli("done", "vectors", "--on", words)
    assert (result.code, result.out) == (2, "")
    assert f"'{words}' is not a day" in result.err


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("monday", "today"),
        ("sunday", "yesterday"),
        ("2 weeks ago", "on 2026-11-09"),
        ("a month ago", "on 2026-10-23"),
        ("20 Nov", "on Friday"),
        ("October 3, 2025", "on 2025-10-03"),
    ],
)
def test_days_in_words(cli: Cli, words: str, day: str) -> None:
    out = cli("done", "vectors", "--on", words).out.splitlines()[0]
    assert out.endswith("vectors" if day == "today" else f"vectors, {day}")


def test_nothing_is_finished_before_it_was_started(cli: Cli) -> None:
    cli("start vectors")
    cli("done vectors --on 2026-11-20")
    cli("log vectors 1h --on 2026-11-18")
    shown = json.loads(cli("show vectors --json").out)
    assert (shown["started_at"][:10], shown["finished_at"][:10]) == ("2026-11-18", "2026-11-20")


def test_hours_and_minutes_may_stand_apart(cli: Cli) -> None:
    assert "Logged 1 h 30 on Vectors" in cli("log vectors 1h 30m with pen and paper").out
    assert json.loads(cli("history --json").out)["entries"][0]["events"][1]["data"]["note"] == "with pen and paper"


@pytest.mark.parametrize("command", ["start linear regression", "show linear regression", "history linear regression"])
def test_words_of_a_title_need_no_quotes(cli: Cli, command: str) -> None:
    result = cli(command)
    assert result.code == 0
    assert "Linear regression" in result.out


def test_a_name_nobody_has_is_not_looked_for_in_other_names(cli: Cli) -> None:
    result = cli("done vectors nonsense")
    assert (result.code, result.out) == (1, "")
    assert 'there is no topic "nonsense"' in result.err


def test_check_prints_json(cli: Cli, small: Path) -> None:
    valid = json.loads(cli(f"check {small} --json").out)
    assert (valid["schema"], valid["valid"], valid["topics"], valid["problems"]) == (1, True, 7, [])
    small.write_text(small.read_text().replace('requires = ["a"]', 'requires = ["q"]'))
    result = cli(f"check {small} --json")
    assert result.code == 3
    assert '"b" requires "q"' in json.loads(result.out)["problems"][0]


def test_help_in_a_pipe_has_no_boxes(cli: Cli) -> None:
    for words in ("--help", "log --help"):
        out = cli(words).out
        assert "Usage: roadmap" in out
        assert not set("│─╭╰") & set(out)


def test_everything_skipped_is_not_everything_done(cli: Cli, small: Path) -> None:
    roadmap = f"--file {small}"
    cli(f"{roadmap} skip a b c x-topic y-topic end extra")
    assert cli(f"{roadmap} status --short").out == "0 % no topic counts\n"
    assert (
        cli(f"{roadmap} next").out
        == "No topic counts: roadmap topic add adds one, roadmap reset brings skipped ones back.\n"
    )
    assert "No topic counts" in cli(f"{roadmap} export markdown").out


def test_a_topic_of_the_other_option_is_said_not_to_count(cli: Cli, small: Path) -> None:
    cli(f"--file {small} choose x")
    assert "Not counted" in cli(f"--file {small} done y-topic").out
    assert "not counted" in cli(f"--file {small} status --all").out


def test_starting_again_what_was_done_is_said(cli: Cli) -> None:
    cli("done vectors")
    out = cli("start vectors").out
    assert "(it was done)" in out
    assert "0 of 112 topics" in out


def test_a_reset_may_be_back_dated_and_a_wrong_day_is_explained(cli: Cli) -> None:
    cli("done vectors --on yesterday")
    assert "roadmap edit vectors" in cli("done vectors --on 2026-11-20").err
    assert "yesterday" in cli("reset vectors --on yesterday").out


def test_a_roadmap_named_in_the_settings_is_found_from_anywhere(
    cli: Cli, small: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from platformdirs import PlatformDirs  # noqa: PLC0415 - after HOME has moved

    folder = Path(PlatformDirs("learning-roadmap", appauthor=False).user_config_dir)
    folder.mkdir(parents=True)
    small.rename(folder / "mine.toml")
    (folder / "config.toml").write_text('file = "mine.toml"\n')
    monkeypatch.chdir(tmp_path)
    assert cli("status").out.startswith("Small\n")


def test_the_history_of_a_topic_that_left_the_file_can_still_be_read(cli: Cli, small: Path) -> None:
    cli(f"--file {small} log extra 45m more of it")
    text = small.read_text()
    small.write_text(text[: text.rindex("[[phase.module.topic]]")])
    assert "45 min on extra: more of it" in cli(f"--file {small} history extra").out
    assert cli(f"--file {small} history another").code == 1


def test_show_asks_the_recall_questions(cli: Cli) -> None:
    shown = cli("show vectors").out
    assert "Can you answer?" in shown
    assert shown.count("?") > 3


def test_long_lists_are_cut_short_in_history(cli: Cli) -> None:
    phase = json.loads(cli("status --json").out)["phases"][0]
    topics = [topic["id"] for module in phase["modules"] for topic in module["topics"]]
    cli("skip", *topics)
    assert f"and {len(topics) - 8} more" in cli("undo").out


@pytest.mark.parametrize(("browser", "code"), [("false %s", 1), ("echo %s", 0)])
def test_the_first_resource_opens_in_the_browser(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: str, code: int
) -> None:
    monkeypatch.setenv("BROWSER", browser)
    command = [sys.executable, "-m", "roadmap_cli", "show", "vectors", "--open"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == code
    assert "hint: opening https://www.youtube.com/" in result.stderr
    assert ("no browser could be started" in result.stderr) == bool(code)
