"""Breaks, plans and timers in a file to import are read with the same suspicion as the rest."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW, Cli, Clock
from imports_helpers import events_of
from list_log import workspace

from roadmap_cli.errors import InvalidFile
from roadmap_cli.services.archive import restore
from roadmap_cli.services.workspace import Workspace

GOOD: dict[str, list[dict[str, Any]]] = {
    "paused": [
        {"first": "2026-11-23", "last": "2026-12-02", "reason": "ill"},
        {"first": "2026-11-23", "last": "2026-11-23"},
        {"first": "2028-02-29", "last": "2028-03-01", "reason": None},
    ],
    "resumed": [{"on": "2026-11-23"}],
    "planned": [
        {"hours_per_week": 6, "days": "mon,wed,sat", "at": "19:30", "cue": "after dinner"},
        {"hours_per_week": 0.5, "days": "sun", "at": "00:00", "cue": ""},
        {"hours_per_week": 168, "days": "", "at": "23:59", "cue": ""},
        {"hours_per_week": None, "days": None, "at": None, "cue": None},
        {},
    ],
    "timed": [{"action": "start"}, {"action": "stop"}, {"action": "cancel"}],
}
NO_DAYS = (
    *(1, None, True, "", "x", "today", "23.11.2026", "2026-13-01", "2026-02-29"),
    *("0001-01-01", "9999-12-31", "2026-11-23T00:00"),
)
WRONG: dict[tuple[str, str], tuple[Any, ...]] = {
    ("paused", "first"): NO_DAYS,
    ("paused", "last"): (*NO_DAYS, "2026-11-22"),
    ("paused", "reason"): (1, True),
    ("resumed", "on"): NO_DAYS,
    ("planned", "hours_per_week"): (0, 0.0, -1, 168.5, 200, 10**30, True, False, "6", ""),
    ("planned", "days"): ("monday", "mo", "Mon", "mon;wed", "mon, wed", "mon,", ",", "lun,mar", 0, True),
    ("planned", "at"): ("24:00", "19:60", "7:05", "19", "19:3\u0660", "19:30:00", "19:30\n", "", "noon", 19, True),
    ("planned", "cue"): (1, False),
    ("timed", "action"): (None, "", "pause", "Start", "start ", 1, True),
}
Given = Callable[..., Path]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """An archive of events, each a kind with its data."""
    file = tmp_path / "progress.json"

    def write(*events: tuple[str, dict[str, Any]]) -> Path:
        rows = [
            {
                "id": f"019ab4cb-4e00-7000-8000-{number:012x}",
                "batch": "019ab4cb-4e00-7000-8000-000000000000",
                "kind": kind,
                "topic": "a" if kind == "timed" else None,
                "at": "2026-11-23T19:30:00+00:00",
                "day": "2026-11-23",
                "data": data,
            }
            for number, (kind, data) in enumerate(events, start=1)
        ]
        whole = {"schema": 1, "format": "roadmap-progress", "roadmap": {"id": "test"}, "events": rows}
        file.write_text(json.dumps(whole), encoding="utf-8")
        return file

    return write


def refusal(file: Path) -> str:
    """What is wrong with the second event."""
    with pytest.raises(InvalidFile) as caught:
        events_of(file)
    assert caught.value.exit_code == 3
    return caught.value.sentence.removeprefix(f"{file}: event 2 is not valid: ")


@pytest.mark.parametrize(("kind", "data"), [(kind, data) for kind, many in GOOD.items() for data in many])
def test_what_is_well_formed_comes_in_as_it_was_written(given: Given, kind: str, data: dict[str, Any]) -> None:
    (event,) = events_of(given((kind, data)))
    assert (event.kind, event.topic, event.data) == (kind, "a" if kind == "timed" else None, data)


@pytest.mark.parametrize(
    ("kind", "name", "value"), [(kind, name, value) for (kind, name), values in WRONG.items() for value in values]
)
def test_wrong_data_are_refused_with_their_place(given: Given, kind: str, name: str, value: Any) -> None:
    good = (kind, GOOD[kind][0])
    assert refusal(given(good, (kind, {**GOOD[kind][0], name: value}))) == f'"{kind}" has a wrong "{name}"'


@pytest.mark.parametrize(
    ("kind", "name"), [("paused", "first"), ("paused", "last"), ("resumed", "on"), ("timed", "action")]
)
def test_what_cannot_be_left_out_is_missed(given: Given, kind: str, name: str) -> None:
    data = {key: value for key, value in GOOD[kind][0].items() if key != name}
    assert refusal(given((kind, GOOD[kind][0]), (kind, data))) == f'"{kind}" has a wrong "{name}"'


@pytest.mark.parametrize(("first", "last"), [("2026-12-01", "20261130"), ("2026-12-01", "2026-W01-1")])
def test_a_break_ends_after_it_begins_in_whichever_form_its_days_are_written(
    given: Given, first: str, last: str
) -> None:
    good = ("paused", GOOD["paused"][0])
    assert refusal(given(good, ("paused", {"first": first, "last": last}))) == '"paused" has a wrong "last"'


def restored(file: Path) -> Workspace:
    here = workspace()
    restore(here, "test", events_of(file), dry_run=False)
    return here


def test_what_came_in_is_what_the_learner_means_to_do(given: Given) -> None:
    here = restored(given(*((kind, many[0]) for kind, many in GOOD.items() if kind != "resumed")))
    breaks, plan, timer, _ = here.intentions()
    assert [(str(each.first), str(each.last), each.reason) for each in breaks] == [("2026-11-23", "2026-12-02", "ill")]
    assert plan is not None
    assert (plan.hours_per_week, plan.days, str(plan.at), plan.cue) == (6, (0, 2, 5), "19:30:00", "after dinner")
    assert timer is not None
    assert (timer.topic, timer.at) == ("a", NOW)


def test_every_well_formed_plan_and_break_can_be_read(given: Given) -> None:
    for kind, many in GOOD.items():
        for data in many:
            restored(given((kind, data))).intentions()


def test_what_the_program_exports_it_reads_and_exports_again(
    cli: Cli, clock: Clock, small: Path, tmp_path: Path
) -> None:
    for words in (
        "break 10d 'a new job'",
        "break --end",
        "break 3d",
        "plan --hours-per-week 6 --days mon,sat --at 19:30 --cue 'after dinner'",
        "timer start a",
        "timer stop 'first evening'",
        "timer start b",
        "timer cancel",
        "timer start b",
    ):
        clock.move(minutes=20)
        assert cli(f"--file {small} {words}").code == 0, words
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert cli(f"--file {small} export json -o {first}").code == 0
    assert {each.kind for each in events_of(first)} == {"started", "logged", *GOOD}
    elsewhere = f"--file {small} --database {tmp_path / 'new.db'}"
    assert cli(f"{elsewhere} import {first}").code == 0
    assert cli(f"{elsewhere} export json -o {second}").code == 0
    assert second.read_bytes() == first.read_bytes()
    assert cli(f"{elsewhere} timer status").out == cli(f"--file {small} timer status").out


def test_a_file_with_a_wrong_break_brings_nothing_in(cli: Cli, small: Path, given: Given) -> None:
    good = ("planned", GOOD["planned"][0])
    file = given(good, ("paused", {"first": "2026-12-02", "last": "2026-12-01"}))
    result = cli(f"--file {small} import {file}")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f'error: {file}: event 2 is not valid: "paused" has a wrong "last"')
    assert cli(f"--file {small} plan --json").out.count('"source": "settings"') == 1
