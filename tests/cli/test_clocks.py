"""A clock that was wrong once: nothing is lost by it, nothing is rewritten, and it is said."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import assert_refused, events_in
from conftest import NOW, Cli, Clock
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli import cli as program
from roadmap_cli.domain.events import milliseconds_of, next_id
from roadmap_cli.use_cases import session

FUTURE = datetime(2029, 3, 2, 19, 30, tzinfo=UTC)
REMARK = "the newest event has an id of 2029-03-02"


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def _wrong_once(cli: Cli, clock: Clock) -> None:
    """One command of an evening with the clock years ahead, those before and after it with the right one."""
    cli("log a 10m")
    clock.now = FUTURE
    cli("note a from another time")
    clock.now = NOW + timedelta(minutes=5)
    cli("done a")


def ids(archive: str) -> list[str]:
    return [each["id"] for each in events_in(archive)]


@pytest.mark.usefixtures("_wrong_once")
def test_what_was_exported_is_imported_unchanged_and_it_is_said_once(cli: Cli, tmp_path: Path) -> None:
    file, other = tmp_path / "all.json", tmp_path / "other.db"
    archive = cli("export json").out
    file.write_text(archive, encoding="utf-8")
    came = cli(f"--database {other} import {file}")
    assert (came.code, came.err.count(REMARK)) == (0, 1), came
    assert cli(f"--database {other} export json").out == archive
    assert len(ids(archive)) == 4


@pytest.mark.usefixtures("_wrong_once")
def test_later_events_stand_behind_those_of_the_future(cli: Cli) -> None:
    archive = events_in(cli("export json").out)
    assert [each["kind"] for each in archive] == ["started", "logged", "noted", "finished"]
    names = [each["id"] for each in archive]
    assert names == sorted(set(names))
    assert milliseconds_of(names[-1]) == milliseconds_of(names[-2])
    assert cli("undo").out.startswith("Took back: done: Alpha\n")


@pytest.mark.usefixtures("_wrong_once")
@pytest.mark.parametrize("command", ["log a 5m", "undo", "status", "next", "history", "import ARCHIVE"])
def test_a_command_that_sees_it_says_so_once(cli: Cli, tmp_path: Path, command: str) -> None:
    (tmp_path / "all.json").write_text(cli("export json").out, encoding="utf-8")
    said = cli(command.replace("ARCHIVE", str(tmp_path / "all.json"))).err
    assert said.count(REMARK) == 1, said
    assert said.count("more than a day ahead of the clock of this computer (2026-11-23 19:35)") == 1


@pytest.mark.usefixtures("_wrong_once")
def test_in_a_prompt_and_in_quiet_it_is_not_said(cli: Cli) -> None:
    assert cli("status --short").err == cli("log a 5m --quiet").err == ""


def test_a_day_ahead_is_nothing_to_say(cli: Cli, clock: Clock) -> None:
    cli("done a")
    clock.move(hours=-23)
    assert cli("log a 5m").err == cli("status").err == ""
    clock.move(hours=-2)
    assert "more than a day ahead" in cli("log a 5m").err


@pytest.mark.usefixtures("_wrong_once")
def test_history_tells_when_it_was_by_the_time_that_was_right(cli: Cli) -> None:
    """`done a` was recorded after the clock had been put right: its id is of the future, its time is not."""
    (done,) = [
        each for each in json.loads(cli("history --json").out)["entries"] if each["events"][0]["kind"] == "finished"
    ]
    assert (done["day"], done["recorded_at"][:16]) == ("2026-11-23", "2026-11-23T19:35")
    assert not done["back_dated"]
    assert "2026-11-23 19:35  done: Alpha" in cli("history").out


@pytest.mark.usefixtures("_wrong_once")
def test_what_looks_at_the_past_goes_on(cli: Cli, clock: Clock) -> None:
    clock.move(days=9)
    cli("log b 30m")
    for command in ("report --now", "forecast", "status", "activity", "plan", "ready", "export markdown"):
        assert cli(command).code == 0, command
    assert json.loads(cli("forecast --json").out)["p80"] is not None


@pytest.mark.parametrize("year", [1969, 2262, 9999])
def test_a_clock_that_no_event_could_be_told_by_is_refused(cli: Cli, clock: Clock, database: Path, year: int) -> None:
    clock.now = datetime(year, 1, 1, tzinfo=UTC)
    refused = cli("done a")
    assert_refused(refused, 1, f"the clock of this computer says the year {year}")
    assert not database.exists()


def test_an_id_of_the_year_9999_is_refused(cli: Cli, tmp_path: Path) -> None:
    cli("done a")
    archive = json.loads(cli("export json").out)
    last = datetime(9998, 12, 31, 23, 59, 59, tzinfo=UTC)
    file, other = tmp_path / "all.json", tmp_path / "other.db"
    for moment, code in ((last + timedelta(seconds=1), 3), (last, 0)):
        archive["roadmaps"][0]["events"][0]["id"] = next_id(None, int(moment.timestamp() * 1000), 5)
        file.write_text(json.dumps(archive), encoding="utf-8")
        assert cli(f"--database {other} import {file}").code == code
    assert cli(f"--database {other} log a 5m").code == 0
    file.write_text(cli(f"--database {other} export json").out, encoding="utf-8")
    assert cli(f"--database {tmp_path / 'third.db'} import {file}").code == 0


MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2261, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 - these are bounds
COMMANDS = st.sampled_from(
    ["log a 10m", "done a", "note b so", "undo", "redo", "choose x", "skip c", "card add b -q x -a y"]
)


@given(st.lists(st.tuples(MOMENTS, COMMANDS), min_size=1, max_size=6))
def test_an_export_of_ones_own_can_be_imported_whatever_the_clock_said(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[datetime, str]]
) -> None:
    folder = tmp_path_factory.mktemp("clocks")
    with pytest.MonkeyPatch.context() as patch:
        for moment, command in said:
            patch.setattr(session, "clock", lambda at=moment: at)
            assert run(f"--database {folder / 'one.db'} {command}") in {0, 1}
        patch.setattr(session, "clock", lambda: NOW)
        assert run(f"--database {folder / 'one.db'} export json -o {folder / 'one.json'}") == 0
        assert run(f"--database {folder / 'two.db'} import {folder / 'one.json'}") == 0
        assert run(f"--database {folder / 'two.db'} export json -o {folder / 'two.json'}") == 0
    assert events(folder / "one.json") == events(folder / "two.json")


def run(line: str) -> int:
    return program.run([*line.split(), "--quiet"])


def events(file: Path) -> Any:
    return events_in(file.read_text(encoding="utf-8"))
