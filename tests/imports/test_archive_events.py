"""Events of a foreign hand in an archive: the row is named, and nothing of the file is recorded."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import events_in
from conftest import TESTS, Cli

GOLDEN = TESTS / "foreign" / "archive-schema-1.json"
EVENT: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))["events"][1]
KEYS = ("id", "batch", "kind", "topic", "at", "day", "data")
DEEP: Any = []
for _ in range(500):
    DEEP = [DEEP]
VALUES = {
    "a number": 5,
    "a fraction": 1.5,
    "an endless number": 10**400,
    "no number": float("nan"),
    "a truth": True,
    "a list": [],
    "a deep list": DEEP,
    "half a letter": "\ud800",
    "a NUL": "\0",
    "an empty text": "",
    "ten thousand letters": "a" * 10_000,
}
"""None of which any key may have, but for a topic, of whose length roadmaps decide."""
LOGGED, NOTED = {**EVENT, "kind": "logged"}, {**EVENT, "kind": "noted"}
WRONG: dict[str, Any] = {
    **{f"event: {name}": value for name, value in VALUES.items()},
    **{f"without {key}": {name: EVENT[name] for name in KEYS if name != key} for key in KEYS},
    **{
        f"{key}: {name}": {**EVENT, key: value}
        for key in KEYS
        for name, value in VALUES.items()
        if (key, name) != ("topic", "ten thousand letters")
    },
    "of the year 9999": {**EVENT, "at": "9999-12-31T23:59:59.999999+00:00", "day": "9999-12-31"},
    "a day of the year 9999": {**EVENT, "day": "9999-12-31"},
    "a time at the end of all times": {**EVENT, "at": "9999-12-31T23:59:59-14:00"},
    "a time at their beginning": {**EVENT, "at": "0001-01-01T00:00:00+14:00"},
    "minutes of a fraction": {**LOGGED, "data": {"minutes": 1.5}},
    "minutes of a whole fraction": {**LOGGED, "data": {"minutes": 30.0}},
    "endless minutes": {**LOGGED, "data": {"minutes": 10**400}},
    "minutes of no number": {**LOGGED, "data": {"minutes": float("nan")}},
    "a note of half a letter": {**NOTED, "data": {"text": "\ud83d"}},
    "a note that is deep": {**NOTED, "data": {"text": DEEP}},
    "what is not known": {**NOTED, "data": {"text": "a", "colour": DEEP}},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_the_event_is_named_and_none_is_recorded(cli: Cli, tmp_path: Path, wrong: Any) -> None:
    document = json.loads(GOLDEN.read_text(encoding="utf-8"))
    document["roadmap"]["id"] = "ml-scientist"
    document["events"][1] = wrong
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    found = cli("import", str(file), "--yes")
    assert found.code == 3, found
    assert f"{file}: event 2 is not valid: " in found.err or f"{file}: not valid JSON" in found.err
    assert len(found.err) < 500
    assert events_in(cli("export", "json").out) == []


@pytest.mark.parametrize("minutes", [2**63, -500, "abc", 1.5])
def test_minutes_of_what_is_no_log_are_no_time(cli: Cli, tmp_path: Path, minutes: Any) -> None:
    document = json.loads(GOLDEN.read_text(encoding="utf-8"))
    document["roadmap"]["id"] = "ml-scientist"
    before = {**EVENT, "kind": "finished", "topic": "vectors"}
    file = tmp_path / "theirs.json"
    for data in ({}, {"minutes": minutes}):
        document["events"] = [{**before, "data": data}]
        file.write_text(json.dumps(document), encoding="utf-8")
        assert cli(f"--database {tmp_path}/{len(data)}.db import {file}").code == 0
    told = [json.loads(cli(f"--database {tmp_path}/{each}.db activity --json").out) for each in (0, 1)]
    assert [sum(day["minutes"] for day in each["days"]) for each in told] == [0, 0]
    assert [each["study_days"] for each in told] == [1, 0]  # what a later version says of it is not guessed at
    assert cli(f"--database {tmp_path}/1.db doctor").code == 0
