"""Clocks that are wrong, change their zone or jump: the order holds, days are those of the learner, and an export comes in."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cli_helpers import events_in
from conftest import NOW, Cli, Clock, examples
from faults_helpers import assert_sound, counted, rows
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from roadmap_cli.domain.days import Rhythm, local_day

ZONES = (
    "UTC",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
)


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def noted(cli: Cli) -> list[tuple[str, str]]:
    """Day and text of the notes of all logged time, in the order of the record."""
    events = events_in(cli("export json").out)
    return [(each["day"], each["data"]["note"]) for each in events if each["kind"] == "logged"]


def ids(archive: str) -> list[str]:
    return [each["id"] for each in events_in(archive)]


def day_of(clock: Clock) -> str:
    return local_day(clock.now, Rhythm().day_start).isoformat()


def assert_comes_in_everywhere(cli: Cli, folder: Path) -> None:
    """Into an empty database, with the clock as it is now: the same export comes out of it, and commands go on."""
    archive, other = folder / "archive.json", str(folder / f"other-{len(list(folder.iterdir()))}.db")
    archive.write_text(cli("export json").out, encoding="utf-8")
    result = cli("--database", other, "import", str(archive))
    assert result.code == 0, result
    assert cli("--database", other, "export", "json").out == archive.read_text(encoding="utf-8")
    assert cli("--database", other, "history").out == cli("history").out
    assert cli("--database", other, "log", "a", "5m", "last").code == 0
    assert cli("--database", other, "undo").out.startswith("Took back: ")
    assert ids(cli("--database", other, "export", "json").out)[: len(ids(archive.read_text(encoding="utf-8")))] == ids(
        archive.read_text(encoding="utf-8")
    )
    assert_sound(Path(other))


@pytest.mark.parametrize("days", [366, 2, -366, 365 * 50], ids=str)
def test_a_clock_that_was_wrong_once_is_of_no_consequence(
    cli: Cli, clock: Clock, database: Path, tmp_path: Path, days: int
) -> None:
    for name, moved in (("before", 0), ("wrong", days), ("after", -days)):
        clock.move(days=moved, minutes=1)
        assert cli("log", "a", "5m", name).code == 0
    assert [note for _, note in noted(cli)] == ["before", "wrong", "after"]
    assert [day for day, _ in noted(cli)][::2] == [NOW.date().isoformat()] * 2
    assert cli("undo").out.startswith("Took back: ")
    assert cli("redo").code == 0
    assert cli("edit --last --minutes 7").code == 0
    assert "17 min logged" in cli("show a").out
    assert_sound(database)
    assert_comes_in_everywhere(cli, tmp_path)
    counted(f"clocks: {days} days ahead for one command", lost=0, out_of_order=0)


@pytest.mark.parametrize("night", ["2026-03-28T23:30", "2026-10-24T23:30"], ids=["hour missing", "hour twice"])
def test_a_night_in_which_the_clocks_change_keeps_order_and_days(
    cli: Cli, clock: Clock, tmp_path: Path, night: str
) -> None:
    """A command each quarter of an hour, by the clock on the wall in Berlin."""
    moment, wanted = datetime.fromisoformat(night).replace(tzinfo=UTC), []
    for number in range(16):
        clock.now = (moment + number * timedelta(minutes=15)).astimezone(ZoneInfo("Europe/Berlin"))
        assert cli("log", "a", "5m", f"n{number}").code == 0
        wanted.append((day_of(clock), f"n{number}"))
    assert noted(cli) == wanted
    assert wanted == sorted(wanted, key=lambda each: each[0])
    assert_comes_in_everywhere(cli, tmp_path)
    counted(f"clocks: the night of {night[:10]}", commands=16, out_of_order=0)


def test_whoever_travels_keeps_order_and_gets_the_days_of_the_place(cli: Cli, clock: Clock, tmp_path: Path) -> None:
    for number, zone in enumerate(ZONES):
        clock.now = (clock.now.astimezone(UTC) + timedelta(minutes=1)).astimezone(ZoneInfo(zone))
        assert cli("log", "a", "5m", f"n{number}").code == 0
        assert noted(cli)[-1] == (day_of(clock), f"n{number}")
    assert_comes_in_everywhere(cli, tmp_path)
    counted("clocks: a journey", zones=len(ZONES), out_of_order=0)


JUMPS = st.lists(
    st.tuples(st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400)), st.sampled_from(ZONES)),
    min_size=1,
    max_size=6,
)


@settings(examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture], phases=[Phase.generate])
@given(jumps=JUMPS)
def test_any_jumps_of_the_clock_keep_the_order_of_commands(
    cli: Cli, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jumps: list[tuple[timedelta, str]]
) -> None:
    folder = tmp_path / f"run-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    monkeypatch.setenv("ROADMAP_DATABASE", str(folder / "progress.db"))
    clock.now = NOW
    for number, (jump, zone) in enumerate(jumps):
        clock.now = (clock.now.astimezone(UTC) + jump).astimezone(ZoneInfo(zone))
        assert cli("log", "a", "5m", f"n{number}").code == 0
    assert [note for _, note in noted(cli)] == [f"n{number}" for number in range(len(jumps))]
    entries = json.loads(cli("history --json").out)["entries"]  # that a clock was ahead is told beside it
    assert len(entries) == len(jumps)
    for _ in jumps:
        assert cli("undo").code == 0
    assert not [row for row in rows(folder / "progress.db").values() if row[4] == "corrected"]
    assert_comes_in_everywhere(cli, folder)
