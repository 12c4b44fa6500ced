"""Study days, breaks and the timer, from the command line to what the next command says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli_helpers import histories, json_of, run_in_terminal, run_program, status_of
from conftest import Cli, Clock

STOP = "Stop it with: roadmap timer stop\n"


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def days_of(cli: Cli, weeks: int = 1) -> dict[str, str]:
    return {day["day"]: day["state"] for day in json_of(cli, f"activity --weeks {weeks}")["days"]}


def test_a_day_with_something_done_is_a_study_day_and_a_break_or_a_missed_day_is_not(cli: Cli, clock: Clock) -> None:
    for command in ("log a 30m", "done a", "log b 90m"):
        cli(command)
        clock.move(days=1)
    clock.move(days=1)  # Thursday is missed
    cli("log b 10m")
    cli("break --from tomorrow 2d")
    clock.move(days=2)
    assert [*days_of(cli).values()] == [*["studied"] * 3, "repaired", "studied", "break", "break"]
    assert "4 of the last 28 days studied, 2 h 10 logged" in cli("activity").out
    assert "Streak: 4 study days, your best" in cli("activity").out
    assert "On a break until 2026-11-29, which breaks no streak" in cli("activity").out


def test_activity_shows_as_many_weeks_as_asked(cli: Cli) -> None:
    assert len(days_of(cli)) == 1  # it is Monday
    assert len(days_of(cli, 3)) == 15
    assert len(json_of(cli, "activity")["days"]) == 25 * 7 + 1


def test_a_missed_day_can_still_be_made_good_on_the_next(cli: Cli, clock: Clock) -> None:
    cli("log a 30m")
    clock.move(days=2)
    assert "A day was missed: studying today makes it good" in cli("activity").out
    cli("log a 30m")
    assert json_of(cli, "activity")["streaks"] == {
        "current": 2,
        "best": 2,
        "repaired": ["2026-11-24"],
        "repairable": False,
        "planned": None,
        "best_planned": None,
    }


def test_a_plan_that_is_kept_is_a_streak_of_its_days_wherever_one_is_said(cli: Cli, clock: Clock) -> None:
    cli("plan --days mon,wed,sat")
    for ahead in (2, 3, 2) * 4:
        cli("log a 30m")
        clock.move(days=ahead)
    assert json_of(cli, "status")["habits"]["streaks"] == json_of(cli, "activity")["streaks"]
    assert "\nStreak 12 planned days, best 12; " in cli("status").out
    assert "\nStreak: 12 planned days, your best\n" in cli("activity").out
    assert "Streak       12 planned days, your best\n" in cli("report").out
    assert set(days_of(cli, 2).values()) == {"studied", "rest", "idle"}


@pytest.mark.parametrize(
    ("words", "first", "last", "reason"),
    [
        ("10d", "2026-11-23", "2026-12-02", ""),
        ("1d", "2026-11-23", "2026-11-23", ""),
        ("2w holidays in the sun", "2026-11-23", "2026-12-06", "holidays in the sun"),
        ("10 days off", "2026-11-23", "2026-12-02", "off"),
        ("--until 2026-12-03 exams", "2026-11-23", "2026-12-03", "exams"),
        ("--until friday", "2026-11-23", "2026-11-27", ""),
        ("3d --from 2026-12-24", "2026-12-24", "2026-12-26", ""),
        ("--from 2026-11-16 --until 2026-11-20 flu", "2026-11-16", "2026-11-20", "flu"),
        ("366d", "2026-11-23", "2027-11-23", ""),
        ("1d --from 2028-02-29", "2028-02-29", "2028-02-29", ""),
    ],
)
def test_a_break_has_a_length_or_a_last_day_and_perhaps_a_reason(
    cli: Cli, words: str, first: str, last: str, reason: str
) -> None:
    assert cli(f"break {words}").out.startswith("Break ")
    assert json_of(cli, "break")["breaks"] == [{"first": first, "last": last, "reason": reason}]


def test_a_longer_break_takes_the_place_of_the_running_one(cli: Cli) -> None:
    cli("break 3d flu")
    assert cli("break 10d").out == "The break is longer now: until 2026-12-02, 10 days.\n"
    assert cli("break").out == "2026-11-23 to 2026-12-02  10 days  now  flu\n"


def test_a_break_is_ended_early_and_the_next_one_called_off(cli: Cli, clock: Clock) -> None:
    cli("break 10d")
    cli("break --from 2026-12-24 1w")
    clock.move(days=3)
    assert cli("break --end").out.startswith("The break is over.")
    assert cli("break --end").out.startswith("Called off: the break from ")
    assert cli("break").out == "2026-11-23 to 2026-11-25  3 days  over\n"
    assert cli("status --json").out.count('"break_until": null') == 1


def test_without_anything_breaks_are_shown_and_nothing_is_written(cli: Cli, database: Path) -> None:
    assert cli("break").out == "No break is declared.\nTake one with: roadmap break 10d\n"
    assert json_of(cli, "break")["breaks"] == []
    assert not database.parent.exists()


def test_a_timer_logs_what_it_measured(cli: Cli, clock: Clock) -> None:
    assert cli("timer start alpha").out == f"The timer is running on Alpha\n{STOP}"
    clock.move(minutes=25)
    assert cli("timer status").out == f"The timer is running on Alpha since 19:30 on 2026-11-23: 25 min so far\n{STOP}"
    assert cli("timer").out == cli("timer status").out
    assert "   1  Alpha  a  2 h  timer 25 min\n" in cli("status").out
    assert cli("timer stop the first pages").out == "Logged 25 min on Alpha, and started it: the first pages\n"
    assert cli("timer status").out.startswith("No timer is running.\n")
    assert histories(cli)[0]["events"][-1]["data"] == {"minutes": 25, "note": "the first pages"}


def test_a_timer_that_is_stopped_after_midnight_is_told_on_the_day_of_its_time(cli: Cli, clock: Clock) -> None:
    cli("timer start a")
    clock.move(hours=18)
    cli("timer stop --minutes 2h")
    line = cli("history -n 1").out
    assert line == "2026-11-23  started: Alpha; 2 h on Alpha  (recorded 2026-11-24)\n"


def test_a_timer_that_is_cancelled_logs_nothing(cli: Cli, clock: Clock) -> None:
    cli("timer start a")
    clock.move(minutes=25)
    assert cli("timer cancel").out == "The timer on Alpha is cancelled; nothing is logged\n"
    assert (json_of(cli, "show a")["minutes"], status_of(cli, "a")) == (0, "todo")
    assert cli("timer start b").code == 0


def test_a_timer_over_midnight_counts_for_the_day_on_which_it_was_started(cli: Cli, clock: Clock) -> None:
    clock.move(hours=8)  # half past three at night, which is still Monday
    cli("timer start a")
    clock.move(hours=1)
    cli("timer stop")
    assert days_of(cli) == {"2026-11-23": "studied", "2026-11-24": "idle"}


def test_a_timer_survives_the_process_that_started_it(cli: Cli) -> None:
    assert run_program("timer", "start", "b").out.startswith("The timer is running on Beta")
    assert run_program("timer", "stop").out == "Logged 1 min on Beta, and started it\n"
    assert json_of(cli, "show b")["minutes"] == 1


def test_what_a_forgotten_timer_measured_may_be_said_instead(cli: Cli, clock: Clock) -> None:
    cli("timer start a")
    clock.move(hours=20)
    assert (
        cli("timer stop --minutes 1h30 'until the pub'").out
        == "Logged 1 h 30 on Alpha, and started it: until the pub, yesterday\n"
    )
    assert days_of(cli)["2026-11-23"] == "studied"


@pytest.mark.parametrize(
    ("typed", "code", "said", "minutes"),
    [
        ("50m\n", 0, "Logged 50 min on Alpha, and started it", 50),
        ("\n", 1, "nothing was done", 0),
        ("banana\n", 2, "'banana' is not a length of time", 0),
        ("\x04", 1, "nothing was done", 0),
    ],
)
def test_in_a_terminal_a_forgotten_timer_asks(
    cli: Cli, clock: Clock, typed: str, code: int, said: str, minutes: int
) -> None:
    clock.now = datetime.now(UTC) - timedelta(hours=5)
    cli("timer start a")
    got, screen = run_in_terminal("timer", "stop", typed=typed)
    assert (got, said in screen) == (code, True), screen
    assert "The timer on Alpha has run for 5 h. How long did you study?" in screen
    assert json_of(cli, "show a")["minutes"] == minutes
    assert (json_of(cli, "timer status")["timer"] is None) == bool(minutes)


def test_ctrl_c_at_that_question_ends_with_130_and_leaves_the_timer_running(cli: Cli, clock: Clock) -> None:
    clock.now = datetime.now(UTC) - timedelta(hours=5)
    cli("timer start a")
    code, screen = run_in_terminal("timer", "stop", interrupt_at="How long did you study?")
    assert (code, "Traceback" in screen) == (130, False)
    assert json_of(cli, "timer status")["timer"]["topic"] == "a"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("timer --help", ["start ", "stop ", "status ", "cancel "]),
        ("timer -h", ["Measure study time"]),
        ("timer start --help", ["Usage: roadmap timer start", "TOPIC"]),
        ("timer stop -h", ["Usage: roadmap timer stop", "--minutes"]),
        ("break --help", ["--until", "--from", "--end"]),
        ("activity --help", ["--weeks"]),
    ],
)
def test_help_tells_what_there_is_and_reads_no_database(
    cli: Cli, database: Path, command: str, said: list[str]
) -> None:
    result = cli(command)
    assert (result.code, result.err) == (0, "")
    assert all(each in result.out for each in said)
    assert not database.parent.exists()
