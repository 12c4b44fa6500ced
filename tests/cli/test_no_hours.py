"""Dates are told of hours that somebody stated, never of an hour a topic that nobody meant."""

from pathlib import Path

import pytest
from cli_helpers import json_of
from conftest import Cli

NONE = "o hours in the roadmap, so no date can be told"
MONTHS = ("January", "February", "March", "June", "December", "2027")


@pytest.fixture
def plain(tmp_path: Path, cli: Cli) -> Path:
    file = tmp_path / "garden.md"
    file.write_text("# Garden\n\n- [x] Clay\n- [ ] Compost\n- [ ] Beans\n- [ ] Kale\n", encoding="utf-8")
    assert cli("import", str(file)).code == 0
    assert cli("use garden").code == 0
    return file


def give_hours(home: Path, number: int) -> None:
    """To so many of the topics, from the last one on."""
    (file,) = home.rglob("garden.toml")
    text = file.read_text(encoding="utf-8")
    for title in ("Kale", "Beans", "Compost", "Clay")[:number]:
        text = text.replace(f'title = "{title}"', f'title = "{title}"\nhours = 30')
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "command", ["status", "status --all", "forecast", "forecast --chart", "forecast --hours-per-week 5", "report month"]
)
def test_without_any_hours_no_date_is_told(cli: Cli, plain: Path, command: str) -> None:
    said = cli(command).out
    assert NONE in said
    assert not any(month in said.split("rom 2026")[-1] for month in MONTHS)
    assert "no date" not in said.replace("so no date", "")


@pytest.mark.parametrize("form", ["html", "svg", "badge"])
def test_no_page_and_no_picture_tells_a_date_either(cli: Cli, plain: Path, form: str) -> None:
    said = cli(f"export {form}").out
    assert "Expected end" not in said
    assert (NONE in said) == (form != "badge")


def test_a_day_to_reach_needs_no_pace_that_was_made_up(cli: Cli, plain: Path) -> None:
    assert "To be there" not in cli("forecast --by 2027-06-01").out


def test_json_says_why_there_is_no_date(cli: Cli, plain: Path, home: Path) -> None:
    for said in (json_of(cli, "forecast"), json_of(cli, "status")["forecast"]):
        assert (said["p50"], said["no_hours"], said["without_hours"]) == (None, True, 4)
    give_hours(home, 4)
    for said in (json_of(cli, "forecast"), json_of(cli, "status")["forecast"]):
        assert said["p50"] is not None
        assert (said["no_hours"], said["without_hours"]) == (False, 0)


@pytest.mark.parametrize(
    ("estimated", "told"), [(3, "1 of 4 topics has no hours; "), (1, "3 of 4 topics have no hours; "), (4, "")]
)
def test_where_some_have_none_it_is_counted(cli: Cli, plain: Path, home: Path, estimated: int, told: str) -> None:
    give_hours(home, estimated)
    said = cli("forecast").out
    assert "You are there" in said
    assert ("no hours" in said) == bool(told)
    assert told in said


def test_what_is_next_does_not_need_hours(cli: Cli, plain: Path) -> None:
    assert "Compost" in cli("next").out
    assert cli("plan --hours-per-week 5 --days sat --at 19:30").code == 0
