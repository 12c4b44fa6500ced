"""The JSON that scripts rely on, of all that is about time: forecast, plan, days, breaks, the timer, settings."""

from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_helpers import a_command_a_day, json_of
from conftest import Cli, Clock
from json_shapes import (
    COUNT,
    DATES,
    DAY,
    DAY_OR_NULL,
    FLAG,
    HOURS,
    NAMED,
    PASTS,
    STREAKS,
    TEXT,
    TIME,
    Schema,
    listing,
    one_of,
    table,
)

from roadmap_cli.settings import KEYS

CLOCK_OR_NULL: Schema = {"type": ["string", "null"], "pattern": r"^\d\d:\d\d(:\d\d)?$"}
PLACE_IN_WEEK: Schema = {"type": "integer", "minimum": 0, "maximum": 6}
POSITIVE: Schema = {"type": "number", "exclusiveMinimum": 0}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


CORE = or_null(table(title=one_of("Job-ready", "The core"), hours_left=HOURS, done=FLAG, **DATES))
PART = table(id=TEXT, title=TEXT, hours_left=HOURS, done=FLAG, **DATES)
WEEK = table(first=DAY, minutes=COUNT, goal_minutes=COUNT, study_days=COUNT)
TIMER = table(topic=TEXT, title=TEXT, started_at=TIME, minutes={"type": "integer"})
BREAK = table(first=DAY, last=DAY, reason=TEXT)
ENTRY = table(
    action=one_of("learn", "continue", "choose", "review"), topic=TEXT, title=TEXT, minutes=COUNT, finishes=FLAG
)
CONTRACT = {
    "forecast --by 2027-06-01": table(
        schema={"const": 1},
        roadmap=NAMED,
        today=DAY,
        done=FLAG,
        counted=COUNT,
        hours_left=HOURS,
        hours_expected=HOURS,
        **DATES,
        pace=table(
            basis=one_of("record", "plan", "settings", "asked"),
            hours_per_week=HOURS,
            weeks=listing(HOURS),
            idle_weeks=COUNT,
        ),
        calibration=table(factor=POSITIVE, spread=POSITIVE, topics=COUNT, logged=HOURS, estimated=HOURS),
        phases=listing(PART),
        options=listing(PART),
        option=or_null(NAMED),
        by=or_null(table(day=DAY, hours_per_week={"type": ["number", "null"], "minimum": 0})),
        bands=listing({"type": "object"}),
        began=DAY_OR_NULL,
        break_until=DAY_OR_NULL,
        futures={"const": 1000},
        core=CORE,
        burnup=or_null(
            table(done=listing(table(day=DAY, hours=HOURS)), ahead=listing(table(hours=HOURS, **DATES)), counted=HOURS)
        ),
    ),
    "activity": table(
        schema={"const": 1},
        today=DAY,
        weeks=COUNT,
        days=listing(
            table(day=DAY, minutes=COUNT, events=COUNT, state=one_of("studied", "repaired", "break", "rest", "idle"))
        ),
        window={"const": 28},
        study_days=COUNT,
        minutes=COUNT,
        week=WEEK,
        streaks=STREAKS,
        break_until=DAY_OR_NULL,
    ),
    "plan": table(
        schema={"const": 1},
        today=DAY,
        hours_per_week=POSITIVE,
        source=one_of("plan", "settings"),
        days=listing(PLACE_IN_WEEK),
        at=CLOCK_OR_NULL,
        cue=TEXT,
        minutes=COUNT,
        weeks=COUNT,
        blocks=listing(table(day=DAY, minutes=COUNT, entries=listing(ENTRY))),
        changed=FLAG,
        break_until=DAY_OR_NULL,
    ),
    "break": table(
        schema={"const": 1},
        today=DAY,
        breaks=listing(BREAK),
        change=one_of("", "taken", "extended", "ended", "cancelled"),
        subject=or_null(BREAK),
    ),
    "timer status": table(schema={"const": 1}, timer=or_null(TIMER), change=one_of("", "started", "cancelled")),
    "config": table(
        schema={"const": 1},
        file=TEXT,
        settings=listing(
            table(
                key=one_of(*KEYS, "plan"),
                value=TEXT,
                source=one_of("flag", "environment", "config.toml", "default", "progress"),
            )
        ),
    ),
    "status": table(
        forecast=table(
            **DATES, hours_per_week=HOURS, basis=one_of("record", "plan", "settings"), weeks=COUNT, done=FLAG
        ),
        timer=or_null(TIMER),
        habits=table(week=WEEK, break_until=DAY_OR_NULL, streaks=STREAKS),
    ),
}
Live = Callable[[str], None]


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def live(cli: Cli, clock: Clock) -> Live:
    """One of the pasts."""
    return lambda past: a_command_a_day(cli, clock, PASTS[past])


@pytest.mark.parametrize("past", PASTS)
@pytest.mark.parametrize("command", CONTRACT)
def test_the_contract_is_kept(cli: Cli, live: Live, command: str, past: str) -> None:
    live(past)
    jsonschema.Draft202012Validator(CONTRACT[command]).validate(json_of(cli, command))


@pytest.mark.parametrize("command", CONTRACT)
def test_the_built_in_roadmap_keeps_the_contract_too(cli: Cli, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    report = json_of(cli, command)
    jsonschema.Draft202012Validator(CONTRACT[command]).validate(report)
    assert [band["years_max"] > band["years_min"] > 0 for band in report.get("bands", [])] in ([], [True, True])


@pytest.mark.parametrize(
    ("past", "basis", "dated", "done"),
    [
        ("untouched", "settings", True, False),
        ("a record", "record", True, False),
        ("a plan", "plan", True, False),
        ("idle", "record", False, False),
        ("all done", "record", False, True),
        ("all skipped", "settings", False, True),
    ],
)
def test_status_and_forecast_say_the_same(
    cli: Cli, live: Live, past: str, basis: str, *, dated: bool, done: bool
) -> None:
    live(past)
    whole, line = json_of(cli, "forecast"), json_of(cli, "status")["forecast"]
    for name in (*DATES, "done"):
        assert line[name] == whole[name]
    assert (line["basis"], line["hours_per_week"]) == (whole["pace"]["basis"], whole["pace"]["hours_per_week"])
    assert (line["basis"], line["p50"] is not None, line["done"]) == (basis, dated, done)


def dates_in(report: Any) -> list[list[str]]:
    """The dates of the whole, of each phase and of each option, where they have any."""
    parts = (report, *report["phases"], *report["options"])
    return [[part[name] for name in DATES] for part in parts if part["p20"] is not None]


@pytest.mark.parametrize("past", ["untouched", "a record", "a plan"])
def test_dates_come_in_order_and_the_last_phase_ends_with_the_path(cli: Cli, live: Live, past: str) -> None:
    live(past)
    report = json_of(cli, "forecast")
    for dates in dates_in(report):
        assert [report["today"], *dates] == sorted([report["today"], *dates])
    phases = [phase["p80"] for phase in report["phases"] if not phase["done"]]
    assert max(phases) == report["p80"]
    assert sum(phase["hours_left"] for phase in report["phases"]) == pytest.approx(report["hours_left"], abs=0.02)


@pytest.mark.parametrize("past", ["untouched", "a record", "idle", "all done"])
def test_the_way_is_there_if_it_is_asked_for_and_ends_where_the_forecast_does(cli: Cli, live: Live, past: str) -> None:
    live(past)
    assert json_of(cli, "forecast")["burnup"] is None
    report = json_of(cli, "forecast --chart")
    jsonschema.Draft202012Validator(CONTRACT["forecast --by 2027-06-01"]).validate(report)
    way = report["burnup"]
    assert (
        [way["ahead"][-1][name] for name in DATES] == [report[name] for name in DATES]
        if way["ahead"]
        else report["done"]
    )
    assert not way["ahead"] or way["ahead"][-1]["hours"] == way["counted"]


def test_of_a_phase_that_is_done_nothing_is_foreseen(cli: Cli) -> None:
    cli("done a b")
    first, second = json_of(cli, "forecast")["phases"]
    assert (first["done"], first["p80"], first["hours_left"]) == (True, None, 0)
    assert (second["done"], second["p80"] is None) == (False, False)


def test_the_days_of_activity_are_whole_weeks_up_to_today(cli: Cli, live: Live) -> None:
    live("a record")
    report = json_of(cli, "activity --weeks 3")
    assert (report["days"][0]["day"], report["days"][-1]["day"]) == ("2026-11-23", report["today"])
    studied = [day for day in report["days"] if day["state"] == "studied"]
    assert report["study_days"] == len(studied) == 19
    assert report["minutes"] == sum(day["minutes"] for day in report["days"])


def test_the_time_of_a_plan_is_a_time(cli: Cli) -> None:
    assert json_of(cli, "plan")["at"] is None
    cli("plan --at 19:30")
    assert time.fromisoformat(json_of(cli, "plan")["at"]) == time(19, 30)


def test_the_minutes_of_a_block_are_those_of_its_entries(cli: Cli, live: Live) -> None:
    live("a plan")
    for block in json_of(cli, "plan --weeks 4")["blocks"]:
        assert sum(entry["minutes"] for entry in block["entries"]) <= block["minutes"] == 180


@pytest.mark.parametrize(
    ("command", "changed"),
    [
        ("plan --days mon --hours-per-week 2", {"changed": True, "days": [0], "minutes": 120, "source": "plan"}),
        ("break 3d", {"change": "taken", "subject": {"first": "2026-11-23", "last": "2026-11-25", "reason": ""}}),
        ("config rest_days sun", {"settings": [{"key": "rest_days", "value": "sun", "source": "config.toml"}]}),
    ],
)
def test_what_was_changed_is_said_in_json_too(cli: Cli, command: str, changed: dict[str, Any]) -> None:
    report = json_of(cli, command)
    assert {**report, **changed} == report
    assert report["schema"] == 1


@pytest.mark.parametrize("command", CONTRACT)
def test_json_is_the_same_for_the_same_data(cli: Cli, live: Live, command: str) -> None:
    live("a record")
    assert cli(f"{command} --json").out == cli(f"{command} --json").out
