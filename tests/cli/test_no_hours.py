"""Dates are told of hours that somebody stated, never of an hour a topic that nobody meant."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_helpers import json_of
from conftest import Cli

NONE = "o hours in the roadmap, so no date can be told"
MONTHS = ("January", "February", "March", "June", "December", "2027")


@pytest.fixture
def plain(tmp_path: Path, cli: Cli) -> Path:
    file = tmp_path / "garden.md"
    file.write_text(
        "# Garden\n\n- [x] Clay\n- [ ] Compost\n- [ ] Beans (needs: Compost)\n- [ ] Kale\n", encoding="utf-8"
    )
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


HOURS = re.compile(r"\d (?:h|min)\b|\bPT\d|est:")


@pytest.mark.parametrize(
    "command",
    [
        *("use garden", "list", "next", "next --why beans", "show beans", "show garden", "choose", "skip kale"),
        *("done compost", "start beans", "topic add Peas --phase garden", "topic edit kale --title Cale"),
        *("export markdown", "export mermaid", "export dot", "export todotxt", "export taskwarrior", "export csv"),
        *("report week --now --markdown", "career", "ready"),
    ],
)
def test_no_hours_are_told_that_nobody_said(cli: Cli, plain: Path, command: str) -> None:
    said = cli(command).out
    assert said
    assert not HOURS.search(said.replace("the goal is 7 h", ""))


def test_a_page_tells_topics_alone(cli: Cli, plain: Path) -> None:
    """But for the words beside the colours of a day."""
    page = re.sub(r'<span class="key">.*?</span>|<style>.*?</style>', "", cli("export html").out, flags=re.DOTALL)
    assert "1 of 4 topics<" in page
    assert not re.search(r"\d h\b", page)


def hours_in(value: object, name: str = "") -> Iterator[float]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from hours_in(each, f"{name}.{key}")
    elif isinstance(value, list):
        for each in value:
            yield from hours_in(each, name)
    elif "hours" in name and isinstance(value, float) and not name.endswith((".logged", "per_week")):
        yield value


@pytest.mark.parametrize("command", ["status", "forecast", "list", "next", "next --why beans", "show beans", "plan"])
def test_json_sums_up_no_hours_either(cli: Cli, plain: Path, home: Path, command: str) -> None:
    assert set(hours_in(json_of(cli, command))) <= {0.0}
    give_hours(home, 4)
    assert command == "plan" or max(hours_in(json_of(cli, command))) >= 30


def test_topics_make_the_percentages_in_their_place(cli: Cli, plain: Path) -> None:
    assert cli("link clay https://example.org --proves").code == 0
    said = cli("status").out
    assert "covered   25 %  1 of 4 topics\n" in said
    assert "proven    25 %  1 topic with" in said
    assert not re.search(r"topics +left", said)


def test_what_is_skipped_is_counted(cli: Cli, plain: Path) -> None:
    assert "1 of 3 topics, 2 left, 1 skipped\n" in cli("skip kale").out
    assert re.search(r"^1  Garden +33 % +1/3 +1$", cli("status").out, re.MULTILINE)


def test_a_plan_is_kept_and_says_what_it_lacks(cli: Cli, plain: Path, home: Path) -> None:
    kept = cli("plan --hours-per-week 5 --days sat")
    assert (kept.code, "On Sat: 5 h" in kept.out) == (0, True)
    assert "No hours in the roadmap, so no topic can be laid out; say them with: roadmap topic edit" in kept.out
    assert not re.search(r"\d{4}-\d\d-\d\d", kept.out)
    assert cli("export ics").code == 1
    give_hours(home, 1)
    assert "Clay" not in (said := cli("plan").out)
    assert "begin Compost" in said


def test_cards_have_their_days_all_the_same(cli: Cli, plain: Path) -> None:
    assert cli("card add clay --question Why? --answer So.").code == 0
    said = cli("plan").out
    assert "recall 1 card" in said
    assert "no topic can be laid out" in said


def test_of_some_hours_those_that_nobody_said_are_named_so(cli: Cli, plain: Path, home: Path) -> None:
    give_hours(home, 1)
    assert "ready, no hours" in cli("show compost").out
    assert "30 h" in cli("list").out
    assert json_of(cli, "status")["totals"]["hours"]["counted"] == 33.0


def test_a_topic_without_hours_says_nothing_of_how_estimates_fit(cli: Cli, plain: Path, home: Path) -> None:
    give_hours(home, 1)
    assert cli("log compost 10h").code == 0
    assert cli("done compost").code == 0
    assert json_of(cli, "forecast")["calibration"]["topics"] == 0


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
