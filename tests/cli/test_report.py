"""`roadmap report`: what happened lately, on the screen, in a pipe and as Markdown."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli_helpers import a_command_a_day, assert_refused, assert_walks_back_and_forward, json_of
from conftest import Cli, Clock

MOST_LINES = 25


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def _lived(cli: Cli, clock: Clock) -> None:
    """Four weeks, and on the fifth Monday morning nothing yet: 21 December."""
    for command in ("log a 1h", "log a 30m", "", "note a 'so it is'", "log b 45m", "skip extra", "done a"):
        a_command_a_day(cli, clock, [command])
    a_command_a_day(cli, clock, ["log b 20m", "", "", "log b 10m", "", "", ""] * 2)
    a_command_a_day(cli, clock, ["log b 40m", "done b", "review grade b-1 again", "skip end", "", "note c so", ""])
    clock.move(hours=-12)


@pytest.mark.usefixtures("_lived")
def test_a_report_is_of_the_last_week_unless_another_time_is_asked_for(cli: Cli) -> None:
    assert cli("report").out == cli("report week").out
    week, month, year = cli("report").out, cli("report month").out, cli("report year --now").out
    assert week.startswith("The week from 2026-12-14 to 2026-12-20\n")
    assert month.startswith("The month from 2026-11-01 to 2026-11-30\n")
    assert year.startswith("This year so far, 2026-01-01 to 2026-12-21\n")
    assert "Finished     Beta (2 h 25)\n" in week
    assert "Finished  Alpha (1 h 30)\n" in month
    assert "Finished  Alpha (1 h 30); Beta (2 h 25)\n" in year
    assert cli("report month --now").out.startswith("This month so far, 2026-12-01 to 2026-12-21\n")
    assert cli("report year").out.startswith(
        "The year from 2025-01-01 to 2025-12-31\n   Studied  nothing, a quiet year\n"
    )


@pytest.mark.usefixtures("_lived")
def test_any_days_can_be_told(cli: Cli) -> None:
    said = cli("report --since 2026-12-07 --until '13 December'").out
    assert said.startswith(
        "The days from 2026-12-07 to 2026-12-13\n   Studied  30 min logged, on 2 of 7 days; the goal was 7 h\n"
    )
    assert "   Before   30 min logged, on 2 of 7 days\n" in said
    assert ", after moving " in said
    sunday = json_of(cli, "report --since 2026-12-14 --until yesterday")
    assert sunday == {**json_of(cli, "report"), "period": "range"}
    assert cli("report --since today").out.startswith("2026-12-21\n   Studied  nothing, a quiet time\n")


@pytest.mark.usefixtures("_lived")
def test_a_week_begins_where_it_is_set_to_begin_wherever_one_is_told(cli: Cli, clock: Clock) -> None:
    clock.move(days=2)
    cli("log c 15m")
    cli("config week_starts sat")
    assert cli("report").out.startswith("The week from 2026-12-12 to 2026-12-18\n")
    assert cli("report week --now").out.startswith("This week so far, 2026-12-19 to 2026-12-23\n")
    for command in ("status", "activity"):
        report = json_of(cli, command)
        assert report.get("habits", report)["week"]["first"] == "2026-12-19"
    assert {day["day"]: day["state"] for day in json_of(cli, "activity --weeks 1")["days"]}.keys() == {
        f"2026-12-{day}" for day in range(19, 24)
    }
    cli("plan --hours-per-week 1 --days thu,sat")
    blocks = [line[:14].strip() for line in cli("plan").out.splitlines()[3:]]
    assert list(dict.fromkeys(each for each in blocks if each)) == [
        "This week",
        "2026-12-24",
        "Next week",
        "2026-12-26",
        "2026-12-31",
        "In 2 weeks",
        "2027-01-02",
    ]


def test_the_last_day_of_a_week_is_not_over_before_it_ends(cli: Cli, clock: Clock) -> None:
    clock.move(days=6)
    told = cli("report --now")
    assert (told.out.partition("\n")[0], told.err) == ("This week so far, 2026-11-23 to 2026-11-29", "")
    clock.move(days=1)
    assert cli("report").out.startswith("The week from 2026-11-23 to 2026-11-29\n")


def test_where_nothing_is_over_yet_what_is_going_on_is_pointed_at(cli: Cli) -> None:
    cli("log a 20m")
    assert cli("report").err == "hint: this week is told so far with: roadmap report week --now\n"
    now = cli("report week --now")
    assert (now.err, now.out.splitlines()[:2]) == (
        "",
        ["This week so far, 2026-11-23", "   Studied  20 min logged, on 1 of 1 day; the goal is 7 h"],
    )


@pytest.mark.usefixtures("_lived")
def test_what_happened_is_told_line_by_line(cli: Cli) -> None:
    said = [line.split(maxsplit=1) for line in cli("report").out.splitlines() if line.startswith("   ")]
    told = dict(each for each in said if len(each) == 2)
    assert told["Studied"] == "40 min logged, on 3 of 7 days; the goal was 7 h"
    assert told["Skipped"] == "The end"
    assert told["Notes"] == "1"
    assert told["Reviews"] == "0 of 1 card recalled, 0 %; topics done: 1 fading"
    assert "than on 2026-12-14; 20 % by" in cli("report").out


@pytest.mark.usefixtures("_lived")
def test_the_parts_of_the_move_stand_below_it(cli: Cli) -> None:
    move = json_of(cli, "report")["move"]
    assert sum(part["days"] for part in move["parts"]) == move["days"] != 0
    out = cli("report").out
    for part in move["parts"]:
        days = f"{abs(part['days'])} day{'s' if abs(part['days']) > 1 else ''} {'later' if part['days'] > 0 else 'earlier'}"
        assert f"{days}  {part['text']}\n" in out
        assert f"  - {days}: " in cli("report --markdown").out


def test_an_empty_time_is_said_kindly_and_what_comes_next_with_it(cli: Cli) -> None:
    out = cli("report").out
    assert "Studied  nothing, a quiet week\n" in out
    assert "Studied  nothing yet\n" in cli("report --now").out
    assert "there was no forecast yet on 2026-11-16\n" in out
    assert "   1  Alpha  a  2 h\n" in out
    assert "nothing, a quiet month" in cli("report month --markdown").out


def test_a_break_is_no_quiet_week(cli: Cli, clock: Clock) -> None:
    cli("break 9d")
    clock.move(days=7)
    assert "Studied  nothing, as you had declared a break\n" in cli("report").out
    cli("log a 1h --on yesterday")
    assert "Studied  1 h logged, on 1 of 7 days; 7 days of break\n" in cli("report").out


def test_at_the_end_of_the_path_there_is_no_forecast(cli: Cli) -> None:
    cli("done a b c x-topic y-topic end extra")
    for form in ("", "--markdown"):
        out = cli(f"report {form}").out
        assert "Forecast" not in out
        assert "Nothing counted is left: the whole path is done." in out


@pytest.mark.usefixtures("_lived")
def test_markdown_is_short_and_has_lists_and_bold_words_alone(cli: Cli) -> None:
    cli("link b https://example.org/beta_1 --title 'My [beta]' --proves")
    for period in ("week --now", "month --now"):
        lines = cli(f"report {period} --markdown").out.splitlines()
        assert len(lines) <= MOST_LINES
        assert lines[0].startswith("**Small: ")
        assert lines[1] == ""
        assert all(line.startswith(("- **", "  - ")) for line in lines[2:])
        assert "- **Evidence:** [My \\[beta\\]](https://example.org/beta_1)" in lines


def test_a_busy_month_is_short_too(cli: Cli, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    topics = [phase["modules"][0]["topics"] for phase in json_of(cli, "status")["phases"]]
    ids = [topic["id"] for its in topics for topic in its]
    cli(f"log {ids[0]} 1h")
    clock.move(days=40)
    for number, topic in enumerate(ids):
        assert cli(f"{('done', 'start', 'skip')[number % 3]} {topic}").code == 0
        assert cli(f"link {topic} https://example.org/{number} --proves").code == 0
    assert len(cli("report month --now --markdown").out.splitlines()) <= MOST_LINES


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("report day", "'day' is not one of 'week', 'month', 'year'"),
        ("report week --since monday", "of a week, month or year, or of the days since one"),
        ("report --now --since monday", "of a week, month or year, or of the days since one"),
        ("report --until today", "--until needs the day on which the time begins"),
        ("report --since 2026-11-20 --until 2026-11-19", "the time would end on 2026-11-19, before it begins"),
        ("report --since tomorrow", "is in the future"),
        ("report --since 2026-11-20 --until tomorrow", "is in the future"),
        ("report week month", "month"),
        ("report --json --markdown", "--json and --markdown cannot both have the terminal"),
        ("report --week", "--week"),
    ],
)
def test_wrong_words_are_refused(cli: Cli, command: str, message: str) -> None:
    assert_refused(cli(command), 2, message)


def test_a_report_writes_nothing(cli: Cli, database: Path) -> None:
    cli("report")
    assert not database.exists()


def test_a_report_follows_undo_and_redo(cli: Cli) -> None:
    assert_walks_back_and_forward(
        cli,
        ("log a 30m", "done a", "skip extra", "link a https://example.org --proves", "break 3d"),
        lambda cli: {**json_of(cli, "report --now"), "last": None, "first": None, "move": None},
    )


def test_a_day_that_is_no_text_is_left_out_and_named(cli: Cli, database: Path) -> None:
    cli("note a x")
    cli("note b y")
    with closing(sqlite3.connect(database)) as connection, connection:
        day = "UPDATE event SET day = cast(x'323032362d31312dff' AS text) WHERE topic = 'a' AND kind = 'noted'"
        assert connection.execute(day).rowcount == 1
    told = cli("report week")
    assert told.code == 0
    assert "is no event of roadmap and left out" in told.err
