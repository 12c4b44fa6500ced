"""A mock interview in a real terminal: what is asked and ticked, what is kept, and every way to leave."""

import io
import os
import signal
import sys
from functools import partial
from pathlib import Path

import pytest
from cli_helpers import PROGRAM, in_terminal, json_of
from conftest import NOW, Cli, Clock
from interview_helpers import GARDEN, drafts, practised, sit

from roadmap_cli.cli.interview_session import hold, ticked
from roadmap_cli.definition.job import questions_of
from roadmap_cli.services.interview import Texts, sitting
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases.session import Session

STRANGER = "wants the old tree gone"
"""The only question of the trial day, with two criteria and no topic."""
PROMPT, MET, SCORE, NOTE, WEAK = "> ", "Met, such", "Score 1 to 5", "Note", "Weak topics"
ALOUD = (STRANGER, "\n")
LEAVE = "\x03"


@pytest.fixture(autouse=True)
def _garden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(GARDEN))


def graded(met: str = "all", score: str = "", note: str = "") -> tuple[tuple[str, str], ...]:
    return (MET, f"{met}\n"), (SCORE, f"{score}\n"), (NOTE, f"{note}\n")


def mock(*answers: tuple[str, str], of: str = "trial", options: str = "") -> str:
    """The screen of a mock that ends well."""
    code, screen = sit(of, *options.split(), answers=answers)
    assert (code, "Traceback" in screen) == (0, False), screen
    return screen


def test_a_question_comes_without_its_criteria_and_again_with_them(cli: Cli) -> None:
    screen = mock(ALOUD, *graded("1"))
    before, asked, after = screen.split(STRANGER)
    assert "asks why" not in before + asked
    assert "30 min left" in before
    assert "asks why" in after
    assert "Met: 1 of 2" in after
    assert "A day on trial: 3 of 5 over 1 question" in screen.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert practised(cli) == [("stranger", 3, "", "")]


def test_an_answer_is_told_after_ticking_with_its_complexity(cli: Cli) -> None:
    answers = [*[(PROMPT, "\n")] * 4, *graded() * 4]
    screen = mock(*answers, of="screening")
    first = screen.index("Answer 1 of 4")
    for told in ("leave where it is sour", "only after a measurement", "O(n) cuts"):
        assert screen.index(told) > screen.index(MET, first)
    assert sorted(practised(cli)) == [(name, 5, "", "") for name in ("hedge", "lime", "roses", "worms")]


def test_what_was_typed_is_kept_as_the_note_with_its_blanks(cli: Cli, home: Path) -> None:
    answers = (STRANGER, "def f():\n"), (PROMPT, "  return [b]1\n"), (PROMPT, "\n")
    screen = mock(*answers, *graded(note="too short"))
    assert practised(cli) == [("stranger", 5, "", "def f():\n  return [b]1\n\ntoo short")]
    assert "not graded" not in screen
    assert drafts(home) == []


def test_a_score_can_be_another_than_the_proposed_one_and_what_makes_no_sense_is_asked_again(cli: Cli) -> None:
    screen = mock(ALOUD, (MET, "3\n"), (MET, "2\n"), (SCORE, "6\n"), (SCORE, "4\n"), (NOTE, "\n"))
    assert "write numbers from 1 to 2, all, or nothing" in screen
    assert "a score is a whole number from 1 to 5" in screen
    assert practised(cli) == [("stranger", 4, "", "")]


@pytest.mark.parametrize(
    ("said", "kept"), [("", "proposed"), ("none", ""), ("soil, prun", "soil,pruning"), ("soil,soil", "soil")]
)
def test_a_bad_answer_asks_for_weak_topics(cli: Cli, said: str, kept: str) -> None:
    mock((PROMPT, "\n"), *graded(""), (WEAK, "moss\n"), (WEAK, f"{said}\n"), of="screening", options="-n 1")
    ((name, score, weak, _),) = practised(cli)
    topics = {"worms": "soil", "lime": "soil", "roses": "pruning", "hedge": "pruning"}
    assert (score, weak) == (1, topics[name] if kept == "proposed" else kept)


def test_every_answer_is_a_step_of_its_own_for_undo_with_its_time(cli: Cli) -> None:
    mock(*[(PROMPT, "\n")] * 4, *graded() * 4, of="screening")
    assert len(practised(cli)) == 4
    assert json_of(cli, "show interviews")["minutes"] == 1
    (sitting,) = json_of(cli, "interview screening")["mocks"]
    assert (sitting["questions"], sitting["score"]) == (4, 5.0)
    assert cli("undo").code == 0
    assert len(practised(cli)) == 3
    assert [cli("undo").code for _ in range(3)] == [0, 0, 0]
    assert json_of(cli, "show interviews")["minutes"] == 0


def test_ctrl_c_at_a_question_keeps_what_was_typed_in_a_file_and_says_where(cli: Cli, home: Path) -> None:
    answers = (PROMPT, "first\n"), (PROMPT, "\n"), (PROMPT, "\n"), (PROMPT, "half\n"), (PROMPT, LEAVE)
    code, screen = sit("screening", answers=answers)
    (draft,) = drafts(home)
    assert (code, "Traceback" in screen) == (130, False), screen
    assert "3 answers are not graded" in screen
    assert draft.name in screen
    assert draft.read_text(encoding="utf-8").count("## ") == 2
    assert {"first", "half"} <= set(draft.read_text(encoding="utf-8").splitlines())
    assert draft.parent.stat().st_mode & 0o077 == 0
    assert practised(cli) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("whole\n",), "whole"),
        (("half",), "half"),
        (("  first\n", "hälf  "), "  first\nhälf"),
        (("half\n", " "), "half"),
    ],
)
def test_ctrl_c_at_the_first_question_keeps_the_line_that_was_not_ended(
    home: Path, typed: tuple[str, ...], kept: str
) -> None:
    code, screen = sit("screening", answers=[*((PROMPT, each) for each in typed), ("", LEAVE)])
    (draft,) = drafts(home)
    assert (code, "Traceback" in screen) == (130, False), screen
    assert "1 answer is not graded; what you typed is kept in" in screen
    assert draft.name in screen
    assert draft.read_text(encoding="utf-8").endswith(f"\n\n{kept}\n")


@pytest.mark.parametrize("at", [MET, SCORE])
def test_ctrl_c_before_a_score_keeps_what_was_graded_before(cli: Cli, home: Path, at: str) -> None:
    begun = [*[(PROMPT, "\n")] * 2, *graded(), *([(MET, "1\n")] if at == SCORE else []), (at, LEAVE)]
    code, screen = sit("screening", "-n", "2", answers=begun)
    assert code == 130, screen
    assert "1 answer is not graded" in screen
    assert "kept in" not in screen
    assert "over 1 question" in screen
    assert [score for _, score, *_ in practised(cli)] == [5]
    assert drafts(home) == []


@pytest.mark.parametrize("at", [NOTE, WEAK])
def test_ctrl_c_after_a_score_keeps_it_with_the_proposed_topics(cli: Cli, at: str) -> None:
    begun = [(PROMPT, "typed\n"), (PROMPT, "\n"), (MET, "\n"), (SCORE, "\n")]
    code, screen = sit(
        "screening", "-n", "1", answers=[*begun, *([(NOTE, "why\n")] if at == WEAK else []), (at, LEAVE)]
    )
    assert code == 130, screen
    ((_, score, weak, note),) = practised(cli)
    assert (score, bool(weak), note) == (1, True, "typed\n\nwhy" if at == WEAK else "typed")
    assert "not graded" not in screen


def test_ctrl_c_at_once_leaves_nothing(cli: Cli, home: Path) -> None:
    code, screen = sit("trial", answers=[(STRANGER, LEAVE)])
    assert code == 130, screen
    assert "graded" not in screen.partition(STRANGER)[2]
    assert (practised(cli), drafts(home)) == ([], [])


def test_the_end_of_input_ends_the_questions_and_then_the_grading(cli: Cli) -> None:
    answers = (PROMPT, "\n"), (PROMPT, "\x04"), *graded()
    screen = mock(*answers, of="screening")
    assert "Answer 1 of 1" in screen
    assert len(practised(cli)) == 1
    screen = mock((PROMPT, "typed\n"), (PROMPT, "\x04"), (MET, "\x04"), of="screening")
    assert "1 answer is not graded; what you typed is kept" in " ".join(screen.split())
    assert len(practised(cli)) == 1


def test_a_clock_that_is_set_back_takes_no_time_away_and_gives_none(
    cli: Cli, clock: Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Typing(io.StringIO):
        """Whoever types sets the clock back at each line."""

        def readline(self, size: int | None = -1, /) -> str:
            clock.move(hours=-1)
            return super().readline(-1 if size is None else size)

    session = Session(Flags())
    its, texts = session.roadmap.job.formats[0], Texts(partial(questions_of, session.definition), lambda _: ("", ""))
    plan = session.read(sitting, its, texts, 2)
    monkeypatch.setattr(sys, "stdin", Typing("\n\nall\n5\n\nall\n5\n\n"))
    hold(session, its, plan, texts)
    clock.now = NOW
    said = capsys.readouterr()
    assert said.err.count("8 min left") == 2
    assert "Logged 1 min" in said.out
    assert len(practised(cli)) == 2


def test_the_sum_of_a_mock_is_for_whoever_has_not_asked_for_quiet() -> None:
    code, screen = in_terminal(
        [*PROGRAM, "--quiet", "interview", "practise", "trial"], os.environ, [ALOUD, *graded("1")]
    )
    assert (code, "over 1 question" in screen) == (0, False), screen


def test_what_was_typed_survives_the_death_of_the_program(cli: Cli, home: Path, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho $$ > {tmp_path / "pid"}\nexec {" ".join(PROGRAM)} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    killer = tmp_path / "killer"
    killer.write_text(
        f"#!/bin/sh\nwhile ! grep -rqs --include='*.md' unlosable {home}; do sleep 0.05; done\nkill -KILL $(cat {tmp_path / 'pid'})\n"
    )
    killer.chmod(0o755)
    command = ["sh", "-c", f"{killer} & exec {program} interview practise screening"]
    code, _ = in_terminal(command, os.environ, [(PROMPT, "unlosable\n"), (PROMPT, "\n")])
    assert code == -signal.SIGKILL
    (draft,) = drafts(home)
    assert "unlosable" in draft.read_text(encoding="utf-8")
    assert practised(cli) == []


def test_a_folder_that_cannot_be_written_is_told_once_and_stops_nobody(cli: Cli, home: Path, database: Path) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    (database.parent / "drafts").write_text("in the way", encoding="utf-8")
    screen = mock((STRANGER, "typed\n"), (PROMPT, "\n"), *graded())
    assert screen.count("cannot be kept") == 1
    assert practised(cli) == [("stranger", 5, "", "typed")]
    assert drafts(home) == []


@pytest.mark.parametrize("option", ["--list", "--json"])
def test_in_a_terminal_too_nothing_is_asked_where_a_list_is_wanted(option: str) -> None:
    assert PROMPT not in mock(options=option)


@pytest.mark.parametrize(
    ("words", "met"),
    [
        ("", set()),
        ("none", set()),
        ("all", {0, 1, 2}),
        ("1 3", {0, 2}),
        ("1,3", {0, 2}),
        ("13", {0, 2}),
        ("1-3", {0, 1, 2}),
        ("1-2 3", {0, 1, 2}),
        ("y n y", {0, 2}),
        ("nny", {2}),
        ("4", None),
        ("x", None),
        ("yn", None),
        ("3-1", None),
        ("1 4", None),
        ("\u0663", None),
    ],
)
def test_criteria_are_ticked_by_number_range_or_letter(words: str, met: set[int] | None) -> None:
    found = ticked(words, 3)
    assert (None if found is None else set(found)) == met


def test_of_many_criteria_a_number_is_one_number() -> None:
    assert ticked("12", 12) == {11}
    assert ticked("1 2", 12) == {0, 1}
