"""What a person, a clock or a calendar may get wrong about time to come: said in a sentence, and nothing is written."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cli_helpers import Files, assert_refused, files_in, histories, json_of, run_program
from conftest import Cli, Clock

BERLIN, TOKYO, HONOLULU = (ZoneInfo(name) for name in ("Europe/Berlin", "Asia/Tokyo", "Pacific/Honolulu"))


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def kept(cli: Cli, database: Path) -> Files:
    """What is stored before the mistake."""
    cli("log b 45m")
    return files_in(database.parent)


@pytest.fixture
def _berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine stands in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


DAYS_AHEAD = (
    ("2027-02-29", "'2027-02-29' is not a day"),
    ("2027-13-01", "'2027-13-01' is not a day"),
    ("2027-06-31", "'2027-06-31' is not a day"),
    ("29 February 2027", "'29 February 2027' is not a day"),
    ("2026-11-22", "2026-11-22 is in the past"),
    ("yesterday", "2026-11-22 is in the past"),
    ("2127-06-01", "2127-06-01 is more than a hundred years away"),
    ("9999-12-31", "9999-12-31 is more than a hundred years away"),
    ("3. Maerz", "'3. Maerz' is not a day"),
    ("3 März 2027", "'3 März 2027' is not a day"),
    ("demain", "'demain' is not a day"),
    ("mañana", "'mañana' is not a day"),
    ("freitag", "'freitag' is not a day"),
    ("01/02/2027", "'01/02/2027' is not a day"),
    ("in 99999999 weeks", "'in 99999999 weeks' is not a day"),
    ("never", "'never' is not a day"),
    ("", "'' is not a day"),
)


@pytest.mark.parametrize("command", ["forecast --by", "break --until", "break 3d --from"])
@pytest.mark.parametrize(("day", "message"), DAYS_AHEAD)
def test_a_day_to_come_that_is_past_too_far_or_none(
    cli: Cli, database: Path, kept: Files, command: str, day: str, message: str
) -> None:
    result = cli(*command.split(), day)
    if "in the past" in message and "--from" in command:  # a break may be told of afterwards
        assert result.code == 0
        return
    assert_refused(result, 2, message)
    assert "hint: " in result.err
    assert files_in(database.parent) == kept


def test_by_today_is_too_late(cli: Cli, kept: Files) -> None:
    for words in ("today", "2026-11-23", "monday"):
        assert_refused(cli(f"forecast --by {words}"), 2, "by today there is no time left")


def test_the_29th_of_february_is_a_day_where_there_is_one(cli: Cli) -> None:
    assert json_of(cli, "forecast --by 2028-02-29")["by"]["day"] == "2028-02-29"
    assert json_of(cli, "forecast --by '29 February 2028'")["by"]["day"] == "2028-02-29"


@pytest.mark.parametrize("command", ["forecast", "plan"])
@pytest.mark.parametrize("hours", ["0", "-1", "0.09", "5e-324", "200", "168.5", "nan", "inf", "many", "", "9" * 400])
def test_hours_that_no_week_has(cli: Cli, database: Path, kept: Files, command: str, hours: str) -> None:
    result = cli(command, f"--hours-per-week={hours}")
    assert_refused(result, 2, f"invalid value for '--hours-per-week': '{hours}' must be a number of hours from 0.1")
    assert result.err.endswith(f"hint: see: roadmap {command} --help\n")
    assert files_in(database.parent) == kept


def test_next_to_no_hours_a_week_on_a_long_path_are_no_date(cli: Cli, small: Path) -> None:
    small.write_text(small.read_text(encoding="utf-8").replace("hours = 2", "hours = 9999"), encoding="utf-8")
    assert json_of(cli, "forecast --hours-per-week 0.1 --by 2027-06-01")["p20"] is None
    assert cli("plan --hours-per-week 0.1").code == 0
    for command in ("status", "forecast", "plan", "activity", "history", "config"):
        assert cli(command).code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--days", "lunes,miércoles"), '"lunes" is none of them'),
        (("--days", "Montag"), '"montag" is none of them'),
        (("--days", "lundi"), '"lundi" is none of them'),
        (("--days", "mo"), '"mo" is none of them'),
        (("--days", "mon;;banana"), '"banana" is none of them'),
        (("--days", "1,3"), '"1" is none of them'),
        (("--days", ""), "must be days of the week out of mon, tue, wed, thu, fri, sat, sun"),
        (("--at", "25:00"), "'25:00' must be a time of day, such as 19:30"),
        (("--at", "19:60"), "'19:60' must be a time of day, such as 19:30"),
        (("--at", "7 xm"), "'7 xm' must be a time of day, such as 19:30"),
        (("--at", "noon"), "'noon' must be a time of day, such as 19:30"),
        (("--at", ""), "'' must be a time of day, such as 19:30"),
        (("--weeks", "0"), "0 is not in the range 1<=x<=26"),
        (("--weeks", "27"), "27 is not in the range 1<=x<=26"),
        (("--weeks", "-1"), "-1 is not in the range 1<=x<=26"),
        (("--weeks", "two"), "'two' is not a valid"),
        (("--cue", "x" * 101), "the cue is too long for a line"),
        (("--hours-per-week", "100", "--days", "mon"), "100 hours a week on Mon would be 100 h a day"),
        (("--hours-per-week", "168"), "168 hours a week on every day would be 24 h a day"),
        (("--ics", ""), "a file needs a name"),
        (("monday",), "got unexpected extra argument"),
    ],
    ids=" ".join,
)
def test_a_plan_that_cannot_be_kept(
    cli: Cli, database: Path, kept: Files, arguments: tuple[str, ...], message: str
) -> None:
    assert_refused(cli("plan", *arguments), 2, message)
    assert files_in(database.parent) == kept


@pytest.mark.parametrize("weeks", ["0", "-1", "521", "many"])
def test_weeks_of_activity_that_nobody_has(cli: Cli, weeks: str) -> None:
    assert_refused(cli("activity", f"--weeks={weeks}"), 2, "invalid value for '--weeks': ")


def test_an_option_that_is_none(cli: Cli, kept: Files) -> None:
    assert_refused(cli("forecast --option z"), 1, 'there is no option "z"')


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("foo", 2, "a break needs an end"),
        ("''", 2, "a break needs an end"),
        ("0d", 2, "'0d' is not the length of a break"),
        ("-5d", 2, "no such option: -5"),
        ("10", 2, "'10' is not the length of a break"),
        ("99999d", 2, "'99999d' is not the length of a break"),
        ("--from tomorrow", 2, "a break needs an end"),
        ("367d", 2, "a break from 2026-11-23 to 2027-11-24 would last more than a year"),
        ("9999d", 2, "would last more than a year"),
        ("--until 2027-11-24", 2, "a break from 2026-11-23 to 2027-11-24 would last more than a year"),
        ("--from 2026-12-20 --until 2026-12-10", 2, "from 2026-12-20 cannot end on 2026-12-10, which is before it"),
        ("--from 2026-11-20 --until 2026-11-10", 2, "from 2026-11-20 cannot end on 2026-11-10, which is before it"),
        ("10d --until 2026-12-10", 2, "a break has a length or a last day, not both"),
        ("--end", 1, "there is no break to end"),
        ("--end 10d", 2, "--end stands alone"),
        ("--end --until tomorrow", 2, "--end stands alone"),
        ("--end --from tomorrow", 2, "--end stands alone"),
    ],
)
def test_a_break_that_is_none(cli: Cli, database: Path, kept: Files, words: str, code: int, message: str) -> None:
    result = cli(f"break {words}")
    assert_refused(result, code, message)
    assert "hint: " in result.err
    assert files_in(database.parent) == kept


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("10d", "this lies within the break from 2026-11-23 to 2026-12-02"),
        ("3d --from 2026-11-30", "this lies within the break from 2026-11-23 to 2026-12-02"),
        ("2w --from 2026-12-20", "there is a break from 2026-12-24 to 2026-12-30 already"),
        ("40d", "there is a break from 2026-12-24 to 2026-12-30 already"),
    ],
)
def test_a_break_that_overlaps_another(cli: Cli, database: Path, words: str, message: str) -> None:
    cli("break 10d")
    cli("break --from 2026-12-24 1w")
    before = files_in(database.parent)
    assert_refused(cli(f"break {words}"), 1, message)
    assert files_in(database.parent) == before


def test_a_break_made_longer_again_and_again_never_lasts_more_than_a_year(cli: Cli, clock: Clock) -> None:
    cli("break 366d")
    clock.move(days=300)
    assert_refused(cli("break 366d"), 2, "a break from 2026-11-23 to 2028-09-18 would last more than a year")


def test_words_about_a_timer_that_mean_nothing(cli: Cli, database: Path) -> None:
    for words, code, message in (
        ("start", 1, "no topic is named, and none is in progress"),
        ("start nonsense", 1, 'there is no topic "nonsense"'),
        ("begin a", 2, "no such command 'begin'"),
        ("stop", 1, "no timer is running"),
        ("stop --minutes 45m", 1, "no timer is running"),
        ("cancel", 1, "no timer is running"),
        ("stop --minutes banana", 2, "'banana' is not a length of time"),
        ("stop --minutes 0", 2, "'0' is no time at all"),
        ("stop --minutes 40h", 2, "'40h' is more than a day"),
        ("stop ' '", 2, "it is empty"),
    ):
        assert_refused(cli(f"timer {words}"), code, message)
    assert not database.exists()


def test_a_timer_that_is_running_already(cli: Cli, database: Path) -> None:
    cli("timer start a")
    before = files_in(database.parent)
    for topic in ("a", "b"):
        result = cli(f"timer start {topic}")
        assert_refused(result, 1, "a timer is running already, on Alpha")
        assert result.err.endswith("hint: end it with: roadmap timer stop, or roadmap timer cancel\n")
    assert files_in(database.parent) == before


def test_a_timer_that_was_forgotten_where_nobody_can_be_asked(cli: Cli, clock: Clock, database: Path) -> None:
    cli("timer start a")
    clock.move(minutes=240)
    assert "Logged 4 h" in cli("timer stop").out
    cli("timer start b")
    before = files_in(database.parent)
    clock.move(minutes=241)
    result = cli("timer stop")
    assert_refused(result, 1, "4 h 01 ago, and may have been forgotten")
    assert "roadmap timer stop --minutes 45m, or roadmap timer cancel" in result.err
    assert files_in(database.parent) == before
    assert json_of(cli, "timer status")["timer"]["minutes"] == 241


def test_a_forgotten_timer_asks_no_script(cli: Cli, clock: Clock) -> None:
    clock.now = datetime.now(UTC) - timedelta(hours=5)
    cli("timer start a")
    assert_refused(run_program("timer", "stop", stdin="50m\n"), 1, "may have been forgotten")


def test_a_timer_of_the_future_after_the_clock_was_set_back(cli: Cli, clock: Clock, database: Path) -> None:
    cli("timer start a")
    before = files_in(database.parent)
    clock.move(hours=-3)
    said = cli("timer status").out
    assert said.startswith("The timer is running on Alpha since 19:30 on 2026-11-23, which is later than now\n")
    assert "  timer running\n" in cli("status").out
    assert_refused(cli("timer stop"), 1, "which is later than now: the clock was changed meanwhile")
    assert files_in(database.parent) == before
    assert cli("timer stop --minutes 30m").out.startswith("Logged 30 min on Alpha")
    assert json_of(cli, "timer status")["timer"] is None


def test_a_timer_on_a_topic_that_left_the_file(cli: Cli, small: Path, database: Path) -> None:
    cli("timer start extra")
    text = small.read_text()
    small.write_text(text[: text.rindex("[[phase.module.topic]]")])
    before = files_in(database.parent)
    assert_refused(cli("timer stop"), 1, "the timer runs on extra, which is no longer in the roadmap file")
    assert files_in(database.parent) == before
    assert cli("timer cancel").out == "The timer on extra is cancelled; nothing is logged\n"


def test_a_journey_in_the_middle_of_a_streak_keeps_the_days_as_they_were_lived(cli: Cli, clock: Clock) -> None:
    evenings = (
        datetime(2026, 11, 23, 20, 0, tzinfo=BERLIN),
        datetime(2026, 11, 24, 20, 0, tzinfo=BERLIN),
        datetime(2026, 11, 25, 23, 0, tzinfo=TOKYO),
        datetime(2026, 11, 26, 5, 0, tzinfo=TOKYO),
        datetime(2026, 11, 26, 22, 0, tzinfo=HONOLULU),
        datetime(2026, 11, 28, 3, 0, tzinfo=HONOLULU),
    )
    for evening in evenings:
        clock.now = evening
        assert cli("log a 30m").code == 0
    report = json_of(cli, "activity --weeks 1")
    assert [day["state"] for day in report["days"]] == ["studied"] * 5
    assert (report["today"], report["streaks"]["current"], report["streaks"]["repaired"]) == ("2026-11-27", 5, [])


def test_a_day_that_was_lived_in_the_east_already_is_no_fault_in_the_west(cli: Cli, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 24, 8, 0, tzinfo=TOKYO)
    cli("log a 30m")
    clock.now = clock.now.astimezone(HONOLULU)  # the same moment, on Monday
    report = json_of(cli, "activity --weeks 1")
    assert (report["today"], report["streaks"]["current"]) == ("2026-11-23", 1)
    for command in ("status", "forecast", "plan", "activity", "history"):
        assert cli(command).code == 0


@pytest.mark.usefixtures("_berlin")
@pytest.mark.parametrize(
    ("start", "stop", "minutes"),
    [
        ((2026, 10, 25, 1, 30, 0), (2026, 10, 25, 3, 30, 0), 180),  # an hour came twice
        ((2026, 10, 25, 2, 30, 0), (2026, 10, 25, 2, 30, 1), 60),
        ((2026, 3, 29, 1, 30, 0), (2026, 3, 29, 3, 30, 0), 60),  # an hour was left out
    ],
)
def test_a_timer_across_a_change_of_the_clocks_logs_the_minutes_that_went_by(
    cli: Cli, clock: Clock, start: tuple[int, ...], stop: tuple[int, ...], minutes: int
) -> None:
    def at(year: int, month: int, day: int, hour: int, minute: int, fold: int) -> datetime:
        """As the clock of the program tells it, with a fixed offset."""
        local = datetime(year, month, day, hour, minute, fold=fold, tzinfo=BERLIN)
        return local.astimezone(UTC).astimezone()

    clock.now = at(*start)
    cli("timer start a")
    clock.now = at(*stop)
    assert json_of(cli, "timer status")["timer"]["minutes"] == minutes
    assert cli("timer stop").code == 0
    assert json_of(cli, "show a")["minutes"] == minutes


@pytest.mark.usefixtures("_berlin")
def test_a_block_stays_at_its_hour_when_the_clocks_change(cli: Cli, clock: Clock) -> None:
    clock.now = datetime(2026, 10, 21, 20, 0, tzinfo=BERLIN).astimezone(UTC).astimezone()
    calendar = cli("plan --days wed,sun --at 19:30 --ics -").out
    starts = [line for line in calendar.splitlines() if line.startswith("DTSTART:")]
    assert starts[:2] == ["DTSTART:20261021T173000Z", "DTSTART:20261025T183000Z"]


@pytest.mark.parametrize("command", ["place", "place one", "place --dry-run", "place --yes"])
def test_an_interview_without_a_terminal(cli: Cli, database: Path, kept: Files, command: str) -> None:
    for result in (cli(command), run_program(*command.split(), stdin="y\ny\ny\n")):
        assert_refused(result, 2, "there is nobody to ask")
        assert result.err.endswith("run it in a terminal, or give the answers with --answers FILE\n")
    assert files_in(database.parent) == kept


def test_an_interview_about_nothing_that_exists(cli: Cli) -> None:
    assert_refused(cli("place nonsense"), 1, 'there is no phase or module "nonsense"')


ODD = ("\x1b[31mred\x1b[0m", "[bold red]x[/]", "\x1b]0;title\x07", "\u202eeve", "\x9b31q", "a\nerror: b", "\0nul")


@pytest.mark.parametrize("words", ODD)
def test_odd_letters_in_a_reason_a_cue_or_a_note_are_shown_harmlessly(cli: Cli, words: str) -> None:
    cli("break", "3d", words)
    cli("plan", "--cue", words)
    cli("timer", "start", "a")
    cli("timer", "stop", words)
    for command in ("break", "plan", "history", "config", "status", "plan --ics -", "break --end"):
        result = cli(command)
        assert (result.code, result.err) == (0, "")
        assert not any(letter in result.out for letter in "\x1b\x07\x9b\u202e\0")
    assert len(histories(cli)) == 5


def test_markup_in_a_reason_or_a_cue_is_shown_as_it_was_typed(cli: Cli) -> None:
    cli("break 3d '[bold red]x[/]'")
    cli("plan --cue '[/z]'")
    assert cli("break").out.endswith("now  [bold red]x[/]\n")
    assert cli("plan").out.startswith("[/z] every day: ")
    assert "2026-11-25: [bold red]x[/]\n" in cli("history").out


def test_bytes_that_are_no_text_become_marks(cli: Cli) -> None:
    odd = os.fsdecode(b"caf\xe9")
    for command in (("break", "3d", odd), ("plan", "--cue", odd), ("timer", "start", "a"), ("timer", "stop", odd)):
        assert cli(*command).code == 0
    assert cli("history").out.count("caf?") == 3
