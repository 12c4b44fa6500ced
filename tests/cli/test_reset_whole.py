"""Resetting a phase or everything asks first, and can be taken back."""

import io
from pathlib import Path

import pytest
from cli_helpers import assert_refused, files_in, histories, json_of, run_shell, status_of
from conftest import Cli


@pytest.fixture(autouse=True)
def _begun(small: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    cli("done a b c")
    cli("choose y")


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.parametrize("yes", ["y", "Y", "yes", " YES "])
def test_reset_all_asks_on_stderr_and_does_it_after_a_yes(cli: Cli, monkeypatch: pytest.MonkeyPatch, yes: str) -> None:
    answer(monkeypatch, f"{yes}\n")
    result = cli("reset --all")
    assert result.err == "Put the whole roadmap back to todo? [y/N] "
    assert result.out.startswith("Back to todo: Alpha  a\n")
    report = json_of(cli, "status")
    assert report["totals"]["topics"]["done"] == 0
    assert report["choices"][0]["chosen"] is None


@pytest.mark.parametrize("no", ["n", "", "no", "nonsense"])
def test_anything_but_yes_changes_nothing(cli: Cli, monkeypatch: pytest.MonkeyPatch, database: Path, no: str) -> None:
    before = files_in(database.parent)
    answer(monkeypatch, f"{no}\n")
    result = cli("reset --all")
    assert (result.code, result.out) == (0, "")
    assert files_in(database.parent) == before


@pytest.mark.parametrize("command", ["reset --all", "reset --phase one"])
def test_no_answer_at_all_is_a_refusal(cli: Cli, monkeypatch: pytest.MonkeyPatch, database: Path, command: str) -> None:
    before = files_in(database.parent)
    answer(monkeypatch, "")
    result = cli(command)
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[1:] == [
        "error: there was no answer, so nothing was done",
        "hint: answer the question, or give --yes",
    ]
    assert files_in(database.parent) == before


def test_an_answer_that_is_no_text_changes_nothing(database: Path) -> None:
    before = files_in(database.parent)
    result = run_shell(r"printf '\377\376\n' | $ROADMAP_RUN reset --all")
    assert "nobody foresaw" not in result.err
    assert files_in(database.parent) == before


def test_reset_of_a_phase_touches_only_that_phase(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "y\n")
    assert cli("reset --phase 1").code == 0
    assert [status_of(cli, topic) for topic in ("a", "b", "c")] == ["todo", "todo", "done"]
    assert json_of(cli, "status")["choices"][0]["chosen"] == "y"


def test_yes_does_not_ask(cli: Cli) -> None:
    assert cli("reset --all --yes").err == ""
    assert status_of(cli, "a") == "todo"


@pytest.mark.parametrize("command", ["reset --all --yes", "reset --phase one -y"])
def test_a_whole_reset_is_one_command_that_undo_takes_back(cli: Cli, command: str) -> None:
    before = json_of(cli, "status")
    cli(command)
    assert len(histories(cli)) == 3
    cli("undo")
    assert json_of(cli, "status") == before


def test_reset_of_what_is_untouched_says_there_is_nothing_to_change(cli: Cli, database: Path) -> None:
    cli("reset --all --yes")
    before = files_in(database.parent)
    assert cli("reset --all --yes").out == "There is nothing to change.\n"
    assert files_in(database.parent) == before


@pytest.mark.parametrize("arguments", ["", "a --all", "--all --phase one", "a --phase one"])
def test_reset_wants_topics_or_a_phase_or_all(cli: Cli, arguments: str) -> None:
    assert_refused(cli(f"reset {arguments}"), 2, "reset needs topics, or --phase, or --all: one of them")
