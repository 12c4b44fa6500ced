"""`roadmap config`, from the command line to config.toml and to what the settings then change."""

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import assert_refused, files_in, histories, json_of, run_program
from conftest import Cli, Clock
from platformdirs import PlatformDirs

AS_NOBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all") if os.geteuid() == 0 else ()
"""Permissions bind an ordinary user; root has to give up the powers that they do not bind."""
WRITTEN = """\
# Mine
user = 'ada'   # not Ada

# weekends are for the family
rest_days = ["sat", "sun"]
"""


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def file(home: Path) -> Path:
    """Where config.toml belongs; nothing is there yet."""
    return Path(PlatformDirs("learning-roadmap", appauthor=False).user_config_dir) / "config.toml"


@pytest.fixture
def written(file: Path) -> Path:
    """A config.toml that somebody wrote by hand."""
    file.parent.mkdir(parents=True)
    file.write_text(WRITTEN, encoding="utf-8")
    return file


def settings_of(cli: Cli, before: str = "") -> dict[str, tuple[str, str]]:
    """Value and source of every setting."""
    return {line["key"]: (line["value"], line["source"]) for line in json_of(cli, f"{before} config")["settings"]}


def test_every_setting_is_shown_with_where_it_comes_from(
    cli: Cli, written: Path, small: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_DAY_START", "5")
    assert settings_of(cli) == {
        "user": ("ada", "config.toml"),
        "file": (str(small), "environment"),
        "database": (str(database), "default"),
        "hours_per_week": ("7", "default"),
        "day_start": ("05:00", "environment"),
        "rest_days": ("sat, sun", "config.toml"),
        "clock": ("24h", "default"),
        "week_starts": ("mon", "default"),
        "desired_retention": ("0.9", "default"),
        "maximum_interval": ("180", "default"),
        "new_cards_per_day": ("5", "default"),
        "reviews_per_day": ("20", "default"),
        "leech_lapses": ("8", "default"),
        "plain": ("no", "default"),
        "pager": ("cat", "environment"),
        "backup_folder": ("beside the database", "default"),
        "daily_backups": ("7", "default"),
        "weekly_backups": ("4", "default"),
        "monthly_backups": ("12", "default"),
        "plan": ("none", "progress"),
    }
    assert settings_of(cli, "--user bob")["user"] == ("bob", "flag")
    lines = cli("config").out.splitlines()
    assert lines[5].split() == ["rest_days", "sat,", "sun", "config.toml"]
    assert lines[-1] == f"Kept in {written}"


def test_the_plan_is_shown_among_them(cli: Cli) -> None:
    cli("plan --hours-per-week 6 --days mon,sat --at 19:30 --cue 'after dinner'")
    assert settings_of(cli)["plan"] == ("6 h a week, on Mon and Sat, at 19:30, after dinner", "progress")


def test_looking_creates_nothing(cli: Cli, home: Path) -> None:
    assert (cli("config").code, cli("config user").code, cli("config --json").code) == (0, 0, 0)
    assert all("cache" in name for name in files_in(home))


def test_one_setting_alone_is_one_line(cli: Cli, written: Path) -> None:
    assert cli("config rest_days").out == "rest_days  sat, sun  config.toml\n"
    assert json_of(cli, "config rest_days")["settings"] == [
        {"key": "rest_days", "value": "sat, sun", "source": "config.toml"}
    ]


@pytest.mark.parametrize(
    ("key", "value", "said", "stored"),
    [
        ("user", "bob", "bob", "bob"),
        ("user", 'O\'Brien "x" #1', 'O\'Brien "x" #1', 'O\'Brien "x" #1'),
        ("hours_per_week", "6,5", "6.5", 6.5),
        ("hours_per_week", "6h", "6", 6),
        ("day_start", "3", "03:00", "03:00"),
        ("rest_days", "sunday,SAT", "sat, sun", ["sat", "sun"]),
        ("rest_days", "none", "none", []),
        ("week_starts", "Sunday", "sun", "sun"),
        ("desired_retention", "85%", "0.85", 0.85),
        ("desired_retention", "0,8", "0.8", 0.8),
        ("maximum_interval", "365d", "365", 365),
        ("new_cards_per_day", "0", "0", 0),
        ("reviews_per_day", "40", "40", 40),
        ("leech_lapses", "0", "0", 0),
        ("backup_folder", "/mnt/stick", "/mnt/stick", "/mnt/stick"),
        ("daily_backups", "0", "0", 0),
        ("database", "/tmp/x.db", "/tmp/x.db", "/tmp/x.db"),  # noqa: S108 - nothing is put there
    ],
)
def test_what_is_set_is_answered_kept_and_shown_again(
    cli: Cli, file: Path, key: str, value: str, said: str, stored: Any
) -> None:
    result = cli("config", key, value)
    assert (result.code, result.out, result.err) == (0, f"{key}  {said}  config.toml\n", "")
    assert tomllib.loads(file.read_text(encoding="utf-8")) == {key: stored}
    assert settings_of(cli)[key] == (said, "config.toml")


@pytest.mark.parametrize("key", ["file", "database"])
def test_a_path_is_kept_as_it_is_seen_from_here(
    cli: Cli, file: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for said, kept in (("mine", tmp_path / "mine"), ("~/mine", home / "mine")):
        cli("config", key, said)
        assert tomllib.loads(file.read_text(encoding="utf-8")) == {key: str(kept)}


def test_a_url_is_kept_as_it_is(cli: Cli, file: Path) -> None:
    cli("config database sqlite:///relative.db")
    assert file.read_text() == 'database = "sqlite:///relative.db"\n'


def test_a_new_config_file_lies_in_a_folder_of_ones_own(cli: Cli, file: Path) -> None:
    cli("config user bob")
    assert oct(file.parent.stat().st_mode & 0o777) == "0o700"
    assert list(file.parent.iterdir()) == [file]


def test_setting_and_unsetting_leave_comments_order_and_quotes(cli: Cli, written: Path) -> None:
    cli("config hours_per_week 5")
    assert written.read_text() == f"{WRITTEN}hours_per_week = 5\n"
    cli("config rest_days sun")
    assert written.read_text() == WRITTEN.replace('["sat", "sun"]', '["sun"]') + "hours_per_week = 5\n"
    assert cli("config hours_per_week --unset").out == "hours_per_week  7  default\n"
    assert cli("config rest_days --unset").out == "rest_days  none  default\n"
    assert written.read_text() == WRITTEN.replace('rest_days = ["sat", "sun"]\n', "")


def test_unsetting_what_is_not_set_is_no_error(cli: Cli, written: Path) -> None:
    assert cli("config day_start --unset").out == "day_start  04:00  default\n"
    assert written.read_text() == WRITTEN


@pytest.mark.parametrize(
    ("command", "variable", "source"),
    [("config user bob", "ROADMAP_USER", "environment"), ("--user eve config user bob", None, "flag")],
)
def test_a_value_that_does_not_count_here_is_kept_and_said(
    cli: Cli, file: Path, monkeypatch: pytest.MonkeyPatch, command: str, variable: str | None, source: str
) -> None:
    if variable:
        monkeypatch.setenv(variable, "eve")
    result = cli(command)
    assert (result.code, result.out) == (0, f"user  eve  {source}\n")
    assert result.err == f"hint: what config.toml says of user does not count here: the {source} comes first\n"
    assert file.read_text() == 'user = "bob"\n'


def test_the_hours_of_the_plan_come_before_those_of_the_settings(cli: Cli) -> None:
    cli("plan --days mon,wed,fri")
    assert cli("config hours_per_week 4").err == ""
    cli("plan --hours-per-week 6")
    assert cli("config hours_per_week 5").err == (
        "hint: your plan of 6 h a week comes first; change it with: roadmap plan\n"
    )
    assert json_of(cli, "plan")["hours_per_week"] == 6


@pytest.mark.parametrize(
    ("words", "code", "message", "hint"),
    [
        ("usr x", 1, 'there is no setting "usr"', "did you mean user?"),
        ("rest-days sun", 1, 'there is no setting "rest-days"', "did you mean rest_days?"),
        ("colour", 1, 'there is no setting "colour"', "the settings are user, file, database, hours_per_week, "),
        ("plan 'mon,wed'", 1, "the plan is kept with your progress", "change it with: roadmap plan"),
        ("plan --unset", 1, "the plan is kept with your progress", "change it with: roadmap plan"),
        ("--unset", 2, "--unset needs the name of a setting, and no value", "see: roadmap config --help"),
        ("user bob --unset", 2, "--unset needs the name of a setting, and no value", "see: roadmap config --help"),
        ("user bob eve", 2, "got unexpected extra argument", "see: roadmap config --help"),
        ("hours_per_week 200", 2, "hours_per_week must be a number of hours from 0.1 to 168", ""),
        ("hours_per_week -- -1", 2, "hours_per_week must be a number of hours from 0.1 to 168", ""),
        ("hours_per_week many", 2, "hours_per_week must be a number of hours from 0.1 to 168", ""),
        ("day_start 12:01", 2, "day_start must be a time until noon", ""),
        ("day_start 25:00", 2, "day_start must be a time of day", ""),
        ("rest_days domingo", 2, '"domingo" is none of them', ""),
        ("rest_days mon,tue,wed,thu,fri,sat,sun", 2, "rest_days must leave at least one day", ""),
        ("desired_retention 0.5", 2, "desired_retention must be a share from 0.7 to 0.97", ""),
        ("desired_retention 98%", 2, "desired_retention must be a share from 0.7 to 0.97", ""),
        ("desired_retention nan", 2, "desired_retention must be a share from 0.7 to 0.97", ""),
        ("maximum_interval 0", 2, "maximum_interval must be a number of days from 1 to 36,500", ""),
        ("maximum_interval 2.5", 2, "maximum_interval must be a number of days from 1 to 36,500", ""),
        ("new_cards_per_day -- -1", 2, "new_cards_per_day must be a number of cards from 0 to 9,999", ""),
        ("plain perhaps", 2, "plain must be yes or no", ""),
        ("pager ''", 2, "pager must be text", ""),
        ("reviews_per_day many", 2, "reviews_per_day must be a number of cards from 0 to 9,999", ""),
        ("reviews_per_day 10000", 2, "reviews_per_day must be a number of cards from 0 to 9,999", ""),
        ("user ''", 2, "empty", ""),
        ("user ' '", 2, "'' cannot be a user name", ""),
        ("user 'a\tb'", 2, "'a\\tb' cannot be a user name", ""),
        ("file ~nobody-of-this-name/x.toml", 2, "is in the home of somebody unknown here", ""),
        ("database ~nobody-of-this-name/x.db", 2, "is in the home of somebody unknown here", ""),
    ],
)
def test_what_cannot_be_a_setting_is_refused_and_leaves_the_file(
    cli: Cli, written: Path, words: str, code: int, message: str, hint: str
) -> None:
    result = cli(f"config {words}")
    assert_refused(result, code, message)
    assert f"hint: {hint}" in result.err or not hint
    assert written.read_text() == WRITTEN
    assert cli("config").code == 0


@pytest.mark.parametrize("key", ["user", "file", "database", "rest_days"])
def test_bytes_that_are_no_text_are_refused_and_leave_the_file(cli: Cli, written: Path, key: str) -> None:
    assert_refused(cli("config", key, os.fsdecode(b"caf\xe9")), 2, "caf")
    assert written.read_text() == WRITTEN


@pytest.mark.parametrize("command", ["config", "config user", "config user bob", "config user --unset", "status"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"user = ", "config.toml"),
        (b"user = '\xff'", "config.toml"),
        (b'hours_per_week = "many"\n', '"hours_per_week" must be a number of hours'),
    ],
)
def test_a_faulty_file_is_refused_and_not_written_over(
    cli: Cli, written: Path, content: bytes, message: str, command: str
) -> None:
    written.write_bytes(content)
    assert_refused(cli(command), 3, message)
    assert written.read_bytes() == content


def test_a_setting_that_is_at_fault_can_be_mended_with_config_itself(cli: Cli, written: Path) -> None:
    written.write_text("user = 3  # mine\n")
    assert cli("config user ada").out == "user  ada  config.toml\n"
    assert written.read_text() == 'user = "ada"  # mine\n'
    written.write_text("user = 3  # mine\n")
    assert cli("config user --unset").code == 0
    assert cli("status").code == 0


def test_what_points_at_an_unusable_database_can_be_mended(cli: Cli, written: Path, tmp_path: Path) -> None:
    cli("config", "database", str(tmp_path))
    assert_refused(cli("status"), 4, "it is a folder")
    assert settings_of(cli)["plan"][0].startswith("not known, since the database")
    assert cli("config database --unset").code == 0
    assert cli("status").code == 0


def test_a_folder_that_cannot_be_written_is_named(written: Path) -> None:
    written.parent.chmod(0o500)
    result = run_program("config", "user", "bob", prefix=AS_NOBODY)
    written.parent.chmod(0o700)
    assert_refused(result, 1, f"cannot write {written}: permission denied")
    assert files_in(written.parent) == {"config.toml": WRITTEN.encode()}


def test_a_folder_that_cannot_be_made_is_named(file: Path) -> None:
    file.parent.parent.mkdir(exist_ok=True)
    file.parent.write_text("in the way")
    result = run_program("config", "user", "bob")
    assert_refused(result, 1, f"cannot make {file.parent}: file exists")
    assert file.parent.read_text() == "in the way"


def test_a_file_that_cannot_be_read_is_named_and_kept(written: Path) -> None:
    written.chmod(0o200)
    result = run_program("config", "user", "bob", prefix=AS_NOBODY)
    written.chmod(0o600)
    assert_refused(result, 3, str(written))
    assert "ermission denied" in result.err
    assert written.read_text() == WRITTEN


def test_the_file_keeps_its_mode(cli: Cli, written: Path) -> None:
    written.chmod(0o640)
    cli("config user bob")
    assert oct(written.stat().st_mode & 0o777) == "0o640"


def test_the_start_of_the_day_moves_what_counts_as_today(cli: Cli, clock: Clock) -> None:
    clock.move(hours=6.5)  # two in the morning
    cli("log a 30m")
    cli("config day_start 00:00")
    cli("log a 45m")
    report = json_of(cli, "activity --weeks 1")
    assert report["today"] == "2026-11-24"
    assert {day["day"]: day["minutes"] for day in report["days"]} == {"2026-11-23": 30, "2026-11-24": 45}
    cli("config day_start --unset")
    assert json_of(cli, "activity --weeks 1")["today"] == "2026-11-23"


@pytest.mark.parametrize(
    ("start", "today"), [("00:00", "2026-11-24"), ("02:00", "2026-11-24"), ("02:01", "2026-11-23")]
)
def test_the_start_of_the_day_moves_the_days_that_are_said_too(cli: Cli, clock: Clock, start: str, today: str) -> None:
    clock.move(hours=6.5)  # two in the morning
    cli(f"config day_start {start}")
    cli("break 1d")
    cli("done a --on today")
    assert json_of(cli, "break")["breaks"][0]["first"] == today
    assert histories(cli)[0]["day"] == today


def test_rest_days_reach_the_map_the_streak_and_the_plan(cli: Cli, clock: Clock) -> None:
    cli("log a 30m")
    clock.move(days=3)  # Tuesday and Wednesday were missed
    cli("log a 30m")
    assert json_of(cli, "activity --weeks 1")["streaks"]["current"] == 1
    cli("config rest_days tue,wed")
    report = json_of(cli, "activity --weeks 1")
    assert [day["state"] for day in report["days"]] == ["studied", "rest", "rest", "studied"]
    assert report["streaks"]["current"] == 2
    assert json_of(cli, "plan")["days"] == [0, 3, 4, 5, 6]


def test_the_hours_a_week_are_the_goal_and_the_pace_before_a_record(cli: Cli) -> None:
    cli("config hours_per_week 3.5")
    status = json_of(cli, "status")
    assert status["habits"]["week"]["goal_minutes"] == 210
    assert (status["forecast"]["hours_per_week"], status["forecast"]["basis"]) == (3.5, "settings")


STRANGE = 'colour = "red"  # of a later version\n'
REMARK = 'config.toml:1: unknown setting "colour" does not count'


@pytest.mark.parametrize(
    "command", ["status", "done a", "config", "status --user ada", "list --json", "--user ada next"]
)
def test_a_key_that_is_no_setting_is_told_once_and_stops_nothing(cli: Cli, written: Path, command: str) -> None:
    written.write_text(STRANGE, encoding="utf-8")
    result = cli(command)
    assert (result.code, result.err.count(REMARK), result.err.count("\n")) == (0, 1, 1), result
    assert cli(f"{command} --quiet").err == ""


def test_a_key_of_a_later_version_is_left_where_it_is(cli: Cli, written: Path) -> None:
    written.write_text(f'{STRANGE}user = "ada"\n', encoding="utf-8")
    assert cli("config user bob").out == "user  bob  config.toml\n"
    assert cli("use ml-scientist").code == 0
    assert written.read_text(encoding="utf-8").startswith(f'{STRANGE}user = "bob"\n')
    assert_refused(cli("config colour"), 1, 'there is no setting "colour"')
    assert_refused(cli("config colour --unset"), 1, 'there is no setting "colour"')
