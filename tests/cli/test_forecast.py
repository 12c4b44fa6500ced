"""Forecast and plan, and what the commands about time do to each other, from the command line to what the next command says."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import assert_refused, assert_walks_back_and_forward, files_in, histories, json_of
from conftest import Cli, Clock


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def ends(cli: Cli, options: str = "") -> list[datetime]:
    """P20, P50 and P80 of the whole path."""
    report = json_of(cli, f"forecast {options}")
    return [datetime.fromisoformat(report[name]) for name in ("p20", "p50", "p80")]


def live(cli: Cli, clock: Clock, weeks: int, topic: str = "y-topic", minutes: int = 60) -> None:
    """Monday and Thursday evenings, and then it is Monday again."""
    for _ in range(weeks):
        cli(f"log {topic} {minutes}m")
        clock.move(days=3)
        cli(f"log {topic} {minutes}m")
        clock.move(days=4)


def test_a_forecast_before_any_record_is_of_the_goal_and_says_so(cli: Cli, database: Path) -> None:
    out = cli("forecast").out
    assert out.startswith("You are there around ")
    assert "7 h a week from the settings, since less than two weeks are recorded" in out
    assert "These dates are for The X way, which is not chosen yet: roadmap choose" in out
    assert not database.exists()


def test_two_weeks_of_record_replace_the_goal(cli: Cli, clock: Clock) -> None:
    live(cli, clock, 1)
    assert json_of(cli, "forecast")["pace"]["basis"] == "settings"
    live(cli, clock, 1)
    pace = json_of(cli, "forecast")["pace"]
    assert (pace["basis"], pace["hours_per_week"], pace["weeks"]) == ("record", 2, [2, 2])
    assert "Pace: 2 h a week, your own over the last 2 weeks." in cli("forecast").out


def test_a_pace_that_is_asked_about_takes_the_place_of_the_own(cli: Cli, clock: Clock) -> None:
    live(cli, clock, 3)
    slow, fast = ends(cli), ends(cli, "--hours-per-week 5")
    assert all(sooner < later for sooner, later in zip(fast, slow, strict=True))
    assert json_of(cli, "forecast --hours-per-week 5")["pace"]["basis"] == "asked"
    assert "5 h a week, as you asked" in cli("forecast --hours-per-week 5").out


def test_of_a_record_the_goal_counts_as_two_more_weeks_and_that_is_said(cli: Cli, clock: Clock) -> None:
    live(cli, clock, 2)
    pace = json_of(cli, "forecast")["pace"]
    assert (pace["hours_per_week"], pace["expected"]) == (2, pytest.approx((2 + 7) / 2, abs=0.1))
    assert "The dates expect 4 h 31 a week: the goal counts as two more weeks." in cli("forecast").out
    assert "expect" not in cli("forecast --hours-per-week 5").out


@pytest.mark.parametrize("day", ["2027-03-01", "'1 March 2027'", "'March 1, 2027'"])
def test_by_answers_with_the_hours_a_week_that_it_takes(cli: Cli, day: str) -> None:
    by = json_of(cli, f"forecast --by {day}")["by"]
    assert (by["day"], 0 < by["hours_per_week"] < 7) == ("2027-03-01", True)
    assert "To be there by 2027-03-01 with 80 %: " in cli(f"forecast --by {day}").out
    assert ends(cli, f"--hours-per-week {by['hours_per_week']}")[2] <= datetime(2027, 3, 2)  # noqa: DTZ001 - a day


def test_by_a_day_that_no_pace_reaches_is_said(cli: Cli) -> None:
    cli("break 2d")
    assert "No pace reaches it by tomorrow with 80 %." in cli("forecast --by tomorrow").out
    assert json_of(cli, "forecast --by tomorrow")["by"] == {"day": "2026-11-24", "hours_per_week": None}


def test_options_are_compared_until_one_is_chosen(cli: Cli) -> None:
    assert [each["id"] for each in json_of(cli, "forecast")["options"]] == ["x", "y"]
    assert [each["id"] for each in json_of(cli, "forecast --option y")["options"]] == ["y"]
    assert json_of(cli, "forecast --option y")["option"] == {"id": "y", "title": "The Y way"}
    assert json_of(cli, "forecast --option y")["hours_left"] == 18
    cli("choose y")
    chosen = json_of(cli, "forecast")
    assert (chosen["options"], chosen["option"], chosen["hours_left"]) == ([], None, 18)


def test_a_month_away_moves_the_end_more_than_a_month_and_a_declared_break_by_itself_and_what_it_says_of_others(
    cli: Cli, clock: Clock
) -> None:
    live(cli, clock, 8)
    before = ends(cli)[1]
    clock.move(days=30)
    idle = ends(cli)[1]
    clock.move(days=-30)
    cli("break 30d")
    clock.move(days=30)
    rested = ends(cli)[1]
    assert idle - before > timedelta(days=45)
    assert timedelta(days=28) <= rested - before < idle - before


def test_when_everything_is_done_there_is_nothing_to_foresee(cli: Cli) -> None:
    cli("done a b c x-topic end extra")
    assert cli("forecast").out == "Nothing counted is left: the whole path is done.\n"
    assert cli("forecast --by 2027-03-01").out == "Nothing counted is left: the whole path is done.\n"
    assert "there around" not in cli("status").out


def test_a_plan_is_kept_as_an_if_then_line_and_laid_out(cli: Cli) -> None:
    result = cli("plan --hours-per-week 3 --days mon,wed,sat --at 19:30 --cue 'after dinner'")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[:5] == [
        "Kept: After dinner at 19:30 on Mon, Wed and Sat: 1 h",
        "The goal is 3 h a week",
        "",
        "This week",
        "   2026-11-23  begin  Alpha  a",
    ]
    assert cli("plan").out == result.out.removeprefix("Kept: ")


def test_a_part_of_a_plan_is_changed_alone_and_what_is_so_already_makes_no_event(cli: Cli, database: Path) -> None:
    cli("plan --hours-per-week 3 --days mon,wed,sat --cue 'after dinner'")
    cli("plan --days 'tuesday thu' --at 7")
    assert cli("config plan").out == "plan  3 h a week, on Tue and Thu, at 07:00, after dinner  progress\n"
    before = files_in(database.parent)
    assert cli("plan --days thu,tue --hours-per-week 3h").out.startswith("After dinner at 07:00 on Tue and Thu: 1 h 30")
    assert files_in(database.parent) == before


def test_looking_at_the_plan_creates_nothing(cli: Cli, database: Path) -> None:
    assert (cli("plan").code, cli("plan --ics -").code, cli("plan --json").code) == (0, 0, 0)
    assert not database.parent.exists()


def test_the_blocks_of_a_plan_lie_on_its_days_and_outside_breaks(cli: Cli) -> None:
    cli("plan --days mon,sat")
    cli("break --from 2026-11-28 --until 2026-12-04")
    blocks = json_of(cli, "plan --weeks 3")["blocks"]
    assert [block["day"] for block in blocks] == ["2026-11-23", "2026-12-05", "2026-12-07", "2026-12-12"]
    assert {block["minutes"] for block in blocks} == {210}
    cli("break --end")
    cli("break 26w")
    assert "No study block falls into the next 2 weeks." in cli("plan").out


def test_a_calendar_goes_to_stdout_alone_or_into_a_file(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "plan.ics"
    streamed = cli("plan --days mon --ics -")
    assert (streamed.out.split("\r\n")[0], streamed.err) == ("BEGIN:VCALENDAR", "")
    result = cli("plan", "--ics", str(file))
    assert (result.code, result.err) == (0, f"hint: written to {file}\n")
    assert result.out == cli("plan").out
    assert file.read_bytes().decode() == streamed.out
    assert streamed.out.count("BEGIN:VEVENT") == 2


def test_an_existing_calendar_is_not_written_over_without_force_and_the_plan_stays(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "plan.ics"
    file.write_text("precious")
    assert_refused(cli("plan", "--ics", str(file), "--days", "mon"), 1, f"{file} exists already")
    assert file.read_text() == "precious"
    assert cli("config plan").out == "plan  none  progress\n"
    assert cli("plan", "--ics", str(file), "--days", "mon", "--force").code == 0
    assert file.read_text().startswith("BEGIN:VCALENDAR")


COMMANDS = (
    "plan --hours-per-week 6 --days mon,sat --cue 'after dinner'",
    "plan --days tue",
    "break 10d",
    "break 12d longer",
    "break --end",
    "break --from 2026-12-24 1w",
    "break --end",
    "timer start a",
    "timer cancel",
    "timer start b",
    "timer stop a note",
)
SHOWN = ("status", "next", "forecast", "plan", "activity", "break", "timer status", "config", "show b")


def comparable(cli: Cli) -> list[Any]:
    """What the learner sees, without the history that only grows."""
    return [{**json_of(cli, command), "history": None} for command in SHOWN]


def test_undo_walks_back_through_every_command_and_redo_forward_again(cli: Cli, clock: Clock) -> None:
    assert_walks_back_and_forward(cli, COMMANDS, comparable)


def test_history_tells_each_kind_in_words_and_in_json(cli: Cli) -> None:
    for command in COMMANDS:
        cli(command)
    assert [line.removeprefix("2026-11-23 19:30  ") for line in cli("history").out.splitlines()[::-1]] == [
        "plan: 6 h a week, on Mon and Sat, after dinner",
        "plan: 6 h a week, on Tue, after dinner",
        "break from 2026-11-23 to 2026-12-02",
        "break from 2026-11-23 to 2026-12-04: longer",
        "no break from 2026-11-23 on",
        "break from 2026-12-24 to 2026-12-30",
        "no break from 2026-12-24 on",
        "timer started on Alpha",
        "timer cancelled on Alpha",
        "timer started on Beta",
        "started: Beta; 1 min on Beta: a note",
    ]
    kinds = [[event["kind"] for event in entry["events"]] for entry in histories(cli)[::-1]]
    assert kinds == [
        *(["planned"], ["planned"], ["paused"], ["paused"], ["resumed"], ["paused"], ["resumed"]),
        *(["timed"], ["timed"], ["timed"], ["timed", "started", "logged"]),
    ]


def test_status_carries_forecast_timer_and_the_week(cli: Cli, clock: Clock) -> None:
    live(cli, clock, 3)
    cli("plan --hours-per-week 5")
    cli("log a 45m")
    cli("timer start b")
    clock.move(minutes=10)
    report = json_of(cli, "status")
    assert report["habits"]["week"] == {"first": "2026-12-14", "minutes": 45, "goal_minutes": 300, "study_days": 1}
    assert (report["timer"]["topic"], report["timer"]["title"], report["timer"]["minutes"]) == ("b", "Beta", 10)
    line, whole = report["forecast"], json_of(cli, "forecast")
    assert (line["basis"], line["weeks"], line["hours_per_week"], line["done"]) == ("record", 3, 2, False)
    assert [line[name] for name in ("p20", "p50", "p80")] == [whole[name] for name in ("p20", "p50", "p80")]


def test_a_story_of_eight_weeks(cli: Cli, clock: Clock) -> None:
    """Plan, study by the timer, rest over a holiday, come back, and arrive."""
    cli("plan --hours-per-week 2 --days mon,thu --at 19:30 --cue 'after dinner'")
    wished = ends(cli)[1]
    for topic in ("a", "b", "b"):
        for _ in range(2):
            cli(f"timer start {topic}")
            clock.move(hours=1)
            cli("timer stop")
            clock.move(hours=83)
    cli("done a --on 2026-11-27")
    assert json_of(cli, "forecast")["pace"]["weeks"] == [2, 2, 2]
    assert abs(ends(cli)[1] - wished) < timedelta(weeks=2)
    assert json_of(cli, "forecast")["calibration"]["topics"] == 1
    planned = ends(cli)[1]
    cli("break 2w family")
    assert timedelta(days=13) <= ends(cli)[1] - planned <= timedelta(days=15)
    assert "On a break until 2026-12-27" in cli("activity").out
    clock.move(days=14)
    assert json_of(cli, "activity")["break_until"] is None
    cli("done b")
    cli("choose x")
    assert "begin  Ex  x-topic" in cli("plan").out
    cli("log x-topic 5h")
    cli("done x-topic c end extra")
    assert cli("forecast").out.startswith("Nothing counted is left")
    assert cli("history").out.splitlines()[-1].endswith("plan: 2 h a week, on Mon and Thu, at 19:30, after dinner")
