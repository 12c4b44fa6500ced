"""`roadmap report`: what happened lately, on the screen, in a pipe and as Markdown."""

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
    """Four weeks, and on the fifth Monday morning nothing yet."""
    for command in ("log a 1h", "log a 30m", "", "note a 'so it is'", "log b 45m", "skip extra", "done a"):
        a_command_a_day(cli, clock, [command])
    a_command_a_day(cli, clock, ["log b 20m", "", "", "log b 10m", "", "", ""] * 2)
    a_command_a_day(cli, clock, ["log b 40m", "done b", "review grade b-1 again", "skip end", "", "note c so", ""])
    clock.move(hours=-12)


@pytest.mark.usefixtures("_lived")
def test_a_report_is_of_the_week_unless_a_month_is_asked_for(cli: Cli) -> None:
    assert cli("report").out == cli("report week").out
    week, month = cli("report").out, cli("report month").out
    assert week.startswith("The week from 2026-12-14 to 2026-12-20\n")
    assert month.startswith("The month from 2026-11-21 to 2026-12-20\n")
    assert "Finished  Beta (2 h 25)\n" in week
    assert "Finished  Alpha (1 h 30); Beta (2 h 25)\n" in month


@pytest.mark.usefixtures("_lived")
def test_what_happened_is_told_line_by_line(cli: Cli) -> None:
    said = [line.split(maxsplit=1) for line in cli("report").out.splitlines() if line.startswith("   ")]
    told = dict(each for each in said if len(each) == 2)
    assert told["Studied"] == "40 min of 7 h logged, on 3 of 7 days"
    assert told["Skipped"] == "The end"
    assert told["Notes"] == "1"
    assert told["Reviews"] == "0 of 1 card recalled, 0 %; topics done: 1 fading"
    assert "than on 14 December; 20 % by" in cli("report").out


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
    assert "there was no forecast yet on 16 November\n" in out
    assert "   1  Alpha  a  2 h\n" in out
    assert "nothing, a quiet month" in cli("report month --markdown").out


def test_a_break_is_no_quiet_week(cli: Cli, clock: Clock) -> None:
    cli("break 9d")
    clock.move(days=8)
    assert "Studied  nothing, as you had declared a break\n" in cli("report").out
    cli("log a 1h")
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
    for period in ("week", "month"):
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
    assert len(cli("report month --markdown").out.splitlines()) <= MOST_LINES


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("report year", "'year' is not one of 'week', 'month'"),
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
        lambda cli: {**json_of(cli, "report"), "last": None, "first": None, "move": None},
    )
