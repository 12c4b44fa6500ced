"""Tips on status and choose: at most one, only to somebody who sits there, never twice in a week."""

from datetime import timedelta
from pathlib import Path

import pytest
from career_tables import CAREER
from cli_helpers import json_of
from conftest import NOW, SMALL, Cli
from evenings import Learner, Said

MAKE, BACK, ONE = "One page set beats ten pages read.", "A letter a day.", "Nobody goes all ways."
TIPS = (MAKE, BACK, ONE)


@pytest.fixture(autouse=True)
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "job.toml"
    file.write_text(SMALL + CAREER, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(file))
    return file


@pytest.fixture
def learner() -> Learner:
    found = Learner()
    found.now = NOW
    return found


@pytest.fixture
def trapped(learner: Learner) -> Learner:
    """Two topics done, no project, and chosen."""
    for words in ("choose x", "done a b"):
        learner.typed(words)
    return learner


def told(said: Said) -> list[str]:
    return [tip for tip in TIPS if tip in said.out]


def test_whoever_has_done_nothing_is_told_nothing(learner: Learner) -> None:
    assert told(learner.typed("status")) == []


def test_it_stands_below_everything_else_with_its_voice(trapped: Learner) -> None:
    lines = trapped.typed("status").out.splitlines()
    assert f'A master: "{MAKE}"' in lines[-1]
    assert lines[-2] == ""


def test_it_comes_once_and_then_after_a_week(trapped: Learner) -> None:
    assert told(trapped.typed("status")) == [MAKE]
    for _ in range(6):
        assert told(trapped.typed("status")) == []
        trapped.now += timedelta(days=1)
    trapped.now += timedelta(days=1)
    assert told(trapped.typed("status")) == [MAKE]


def test_of_several_one_is_told_the_one_whose_time_passes_soonest(learner: Learner) -> None:
    learner.typed("break 3d")
    learner.typed("done a b")
    assert told(learner.typed("status")) == []
    learner.now += timedelta(days=4)
    assert told(learner.typed("status")) == [BACK]
    learner.now += timedelta(days=7)
    assert told(learner.typed("status")) == [ONE]
    learner.now += timedelta(days=7)
    assert told(learner.typed("status")) == [MAKE]


@pytest.mark.parametrize("words", ["status --short", "status --all", "status two", "status --json", "--quiet status"])
def test_elsewhere_it_is_neither_told_nor_counted_as_told(trapped: Learner, words: str) -> None:
    assert told(trapped.typed(words)) == []
    assert told(trapped.typed("status")) == [MAKE]


def test_a_pipe_is_told_none_and_it_is_not_counted_as_told(trapped: Learner, cli: Cli) -> None:
    assert [tip for tip in TIPS if tip in cli("status").out] == []
    assert told(trapped.typed("status")) == [MAKE]


def test_a_screen_without_room_is_told_none_and_scrolls_not(trapped: Learner, job: Path) -> None:
    job.write_text(SMALL + CAREER.replace(MAKE, "word " * 40), encoding="utf-8")
    said = trapped.typed("status")
    assert "word word" not in said.out
    job.write_text(SMALL + CAREER, encoding="utf-8")
    assert told(trapped.typed("status")) == [MAKE]


def test_a_voice_for_which_there_is_no_room_is_left_out(trapped: Learner, job: Path) -> None:
    long = "word " * 30 + "end."
    job.write_text(SMALL + CAREER.replace(MAKE, long), encoding="utf-8")
    said = trapped.typed("status").out
    assert "end." in said
    assert "A master" not in said


def test_json_holds_no_tips(cli: Cli) -> None:
    cli("done a b")
    assert "tips" not in json_of(cli, "status")
    assert "tips" not in json_of(cli, "choose")


def test_choose_says_it_while_the_choice_is_open(cli: Cli) -> None:
    assert f'The handbook: "{ONE}"' in cli("choose").out
    cli("choose x")
    assert ONE not in cli("choose").out
