"""The JSON that scripts rely on, of a report of a week or a month."""

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
    HOURS,
    HOURS_LOGGED,
    NAMED,
    PASTS,
    STREAKS,
    TEXT,
    TIME,
    listing,
    one_of,
    table,
)

from roadmap_cli.services.forecast_change import CODES

LINK = table(at=TIME, day=DAY, url=TEXT, title=TEXT, proves={"const": True})
STUDY = table(minutes=COUNT, goal_minutes=COUNT, study_days=COUNT, days=COUNT, break_days=COUNT)
CONTRACT = table(
    schema={"const": 1},
    period=one_of("week", "month", "year", "range"),
    first=DAY,
    last=DAY,
    today=DAY,
    roadmap=NAMED,
    user=TEXT,
    study=STUDY,
    topics=table(
        finished=listing(table(id=TEXT, title=TEXT, minutes=COUNT)),
        started=listing(NAMED),
        skipped=listing(NAMED),
        placed=listing(NAMED),
    ),
    evidence=listing(table(topic=NAMED, link=LINK)),
    notes=COUNT,
    reviews=table(grades=COUNT, recalled=COUNT, fresh=COUNT, fading=COUNT, untested=COUNT, unsure=COUNT),
    streaks=STREAKS,
    forecast=table(
        **DATES,
        hours_per_week=HOURS,
        basis=one_of("record", "plan", "settings"),
        weeks=COUNT,
        done={"type": "boolean"},
    ),
    move=table(
        days={"type": ["integer", "null"]},
        parts=listing(table(code=one_of(*CODES), days={"type": "integer"}, text=TEXT)),
        lack=one_of("", "record", "then", "now"),
    ),
    next=listing(
        table(
            topic=TEXT,
            title=TEXT,
            action=one_of("continue", "learn", "review", "choose"),
            hours_left=HOURS,
            reasons=listing(table(code=TEXT, text=TEXT)),
        )
    ),
    waiting=table(cards=COUNT, new=COUNT, minutes=COUNT, later=COUNT),
    counted=COUNT,
    so_far={"type": "boolean"},
    hours=HOURS_LOGGED,
    before={
        "anyOf": [
            {"type": "null"},
            table(first=DAY, last=DAY, study=STUDY, finished=COUNT, grades=COUNT, recalled=COUNT),
        ]
    },
)
LIVED: dict[str, tuple[str, ...]] = {
    **PASTS,
    "a busy week": (
        *PASTS["a record"],
        "link a https://example.org --proves",
        "done b",
        "review grade b-1 3",
        "skip c",
    ),
}


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.mark.parametrize("past", LIVED)
def test_the_contract_is_kept(cli: Cli, clock: Clock, past: str) -> None:
    a_command_a_day(cli, clock, LIVED[past])
    for period in ("week", "week --now", "month", "month --now", "year --now", "--since 2026-11-23"):
        report = json_of(cli, f"report {period}")
        jsonschema.Draft202012Validator(CONTRACT).validate(report)
        assert report["period"] == ("range" if period.startswith("-") else period.partition(" ")[0])
        assert _same_as_status(report, json_of(cli, "status"))
    assert cli("report --json").out == cli("report --json").out


def _same_as_status(report: dict[str, Any], status: dict[str, Any]) -> bool:
    return all(report[ours] == status[theirs] for ours, theirs in (("forecast", "forecast"), ("next", "next")))


def test_the_built_in_roadmap_keeps_the_contract_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    jsonschema.Draft202012Validator(CONTRACT).validate(json_of(cli, "report"))
