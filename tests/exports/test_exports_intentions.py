"""What the report for a mentor tells of breaks and placements, and what of plans and timers it keeps to itself."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Cli, Clock

Report = Callable[[], str]
PLAN = "plan --hours-per-week 6 --days mon,sat --at 19:30 --cue 'after dinner'"


@pytest.fixture(autouse=True)
def _small(home: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    time.tzset()
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def report(cli: Cli) -> Report:
    def export() -> str:
        result = cli("export markdown")
        assert result.code == 0
        return result.out

    return export


@pytest.fixture
def did(cli: Cli, clock: Clock) -> Callable[..., None]:
    """Commands, each some minutes after the one before."""

    def run(*commands: str) -> None:
        for command in commands:
            clock.move(minutes=25)
            assert cli(command).code == 0, command

    return run


def recent(text: str) -> list[str]:
    """The lines of recent activity, newest first."""
    part = text.partition("## Recent activity\n\n")[2].partition("\n## ")[0]
    return [line for line in part.splitlines() if line]


def test_a_break_and_its_end_are_told(did: Callable[..., None], report: Report) -> None:
    did("break 10d 'a new *job*'", "break --end")
    assert recent(report()) == [
        "- 23 November 2026: no break from 2026-11-23 on",
        "- 23 November 2026: break from 2026-11-23 to 2026-12-02: a new \\*job\\*",
    ]


def test_plans_and_timers_are_the_learners_own_affair(did: Callable[..., None], report: Report) -> None:
    did(PLAN, "timer start a", "timer cancel", "timer start b", "plan --hours-per-week 5")
    text = report()
    assert recent(text) == ["Nothing yet."]
    assert "timer" not in text
    assert "dinner" not in text


def test_what_a_timer_logged_is_told_like_any_study_time(did: Callable[..., None], report: Report) -> None:
    did("timer start a", "timer stop 'first evening'")
    assert recent(report()) == ["- 23 November 2026: started Alpha; 25 min on Alpha (first evening)"]


def test_plans_and_timers_leave_room_for_ten_commands_that_are_told(did: Callable[..., None], report: Report) -> None:
    did(*(f"note a n{number}" for number in range(12)), PLAN, "timer start a", "timer cancel")
    assert [line[-3:].strip() for line in recent(report())] == [f"n{number}" for number in range(11, 1, -1)]


def test_a_placed_topic_was_known_before(did: Callable[..., None], report: Report, tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text("b yes\n", encoding="utf-8")
    did(f"place --answers {answers} --yes", "done c")
    text = report()
    assert "- [x] Alpha (2 h, known before)" in text
    assert "- [x] Beta (4 h, known before, untested)" in text
    assert "- [x] Gamma (3 h)" in text
    did("reset a", "done a")
    assert "- [x] Alpha (2 h)" in report()
