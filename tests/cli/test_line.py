"""Lines that somebody types in a terminal, and Ctrl-C at the worst of moments."""

import io
import os
import pty
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import NOW, Cli
from interview_helpers import GARDEN, drafts, sit

from roadmap_cli.cli.line import read_line
from roadmap_cli.cli.project_questions import ask_all
from roadmap_cli.domain.events import Data
from roadmap_cli.domain.portfolio import Project

TIMES = 8
PROMPT, LEAVE = "> ", "\x03"


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where to type what the program reads."""
    leader, follower = pty.openpty()
    with os.fdopen(follower, "r", encoding="utf-8") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        yield leader
    os.close(leader)


@pytest.mark.parametrize("number", range(TIMES))
def test_a_line_that_was_ended_just_before_ctrl_c_is_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """It was lost where Ctrl-C came between the reading of a line and the keeping of it, as it does more often than not."""
    monkeypatch.setenv("ROADMAP_FILE", str(GARDEN))
    lines = [f"line {each}" for each in range(number + 1)]
    code, screen = sit("screening", answers=[(PROMPT, "\n".join([*lines, LEAVE]))])
    (draft,) = drafts(home)
    assert (code, "Traceback" in screen) == (130, False), screen
    assert draft.read_text(encoding="utf-8").endswith("\n".join(["\n", *lines, ""]))


def test_ctrl_c_is_heard_that_did_not_end_the_wait(keyboard: int) -> None:
    """As where it comes between the last look of Python and the wait: then nothing in the wait is interrupted, and it went on
    until a line was typed. Another thread that hears it leaves the wait alone in the same way.
    """

    def press() -> None:
        time.sleep(0.1)
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    def wait() -> None:
        threading.Thread(target=press).start()
        read_line()

    last = threading.Timer(10, lambda: os.write(keyboard, b"at last\n"))
    last.start()
    with pytest.raises(KeyboardInterrupt):
        wait()
    last.cancel()


@pytest.mark.parametrize(
    ("typed", "line", "pieces"),
    [
        (b"whole\n", "whole\n", ["whole\n"]),
        ("hä\x04lf\n".encode(), "hälf\n", ["hä", "lf\n"]),
        (b"half\x04\x04", "half", ["half", ""]),
        (b"\x04", "", [""]),
        (b"one\ntwo\n", "one\n", ["one\n"]),
    ],
)
def test_every_piece_is_kept_and_the_line_is_whole(keyboard: int, typed: bytes, line: str, pieces: list[str]) -> None:
    kept: list[str] = []
    os.write(keyboard, typed)
    assert (read_line(kept.append), kept) == (line, pieces)


def test_what_is_no_text_is_no_answer(keyboard: int) -> None:
    os.write(keyboard, b"\xff\n")
    with pytest.raises(ValueError, match="codec"):
        read_line()


def test_from_a_pipe_lines_come_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("one\ntwo"))
    kept: list[str] = []
    assert [read_line(kept.append) for _ in range(3)] == ["one\n", "two", ""] == kept
    monkeypatch.setattr("sys.stdin", None)
    assert read_line() == ""


def test_half_a_line_is_kept_with_the_rest_of_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-D gives out what is not ended yet, and Ctrl-C is heard behind it."""
    monkeypatch.setenv("ROADMAP_FILE", str(GARDEN))
    code, _ = sit("screening", answers=[(PROMPT, "first\n"), (PROMPT, "ha\x04lf"), ("", LEAVE)])
    (draft,) = drafts(home)
    assert code == 130
    assert draft.read_text(encoding="utf-8").endswith("\n\nfirst\nhalf\n")


def test_ctrl_c_waits_until_a_line_is_kept(keyboard: int) -> None:
    kept: list[str] = []

    def keep(piece: str) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        kept.append(piece)

    os.write(keyboard, b"whole\n")
    with pytest.raises(KeyboardInterrupt):
        read_line(keep)
    assert kept == ["whole\n"]


class Hasty(io.TextIOWrapper):
    """Somebody presses Ctrl-C the moment after the first line was read."""

    @property
    def encoding(self) -> str:
        os.kill(os.getpid(), signal.SIGINT)
        return "utf-8"


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    leader, follower = pty.openpty()
    with Hasty(os.fdopen(follower, "rb"), encoding="utf-8") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        yield leader
    os.close(leader)


@pytest.mark.parametrize(
    "command", ["card add svd", "card add svd -q why", "apply note acme", "apply add", "apply add Acme"]
)
def test_an_answer_that_was_given_before_ctrl_c_is_in_a_file(cli: Cli, home: Path, hasty: int, command: str) -> None:
    cli("apply add Acme Engineer")
    os.write(hasty, b"said aloud\n")
    ended = cli(command)
    (draft,) = drafts(home)
    assert (ended.code, f"what you typed is left in {draft}" in ended.err) == (130, True)
    assert draft.read_text(encoding="utf-8").endswith("\n\nsaid aloud\n")


def test_an_answer_to_a_story_that_was_given_before_ctrl_c_is_recorded(cli: Cli, home: Path, hasty: int) -> None:
    os.write(hasty, b"said aloud\n")
    assert cli("story new Rare churners").code == 130
    assert "said aloud" in cli("story show churners").out
    assert drafts(home) == []


def test_an_answer_about_a_project_that_was_given_before_ctrl_c_counts(hasty: int) -> None:
    os.write(hasty, b"Churn of customers\n")
    said: list[Data] = []
    with pytest.raises(KeyboardInterrupt):
        ask_all(Project(id="churn", name="Churn", first_day=NOW.date(), last_day=NOW.date()), said.append)
    assert said == [{"name": "Churn of customers"}]
