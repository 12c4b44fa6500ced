"""What grades come to: freshness in status, list and next, the reader's own statistics, and what is to come."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import give_cards, json_of
from conftest import Cli, Clock
from storage_helpers import fact, write


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give_cards(small, a=2, c=2)
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def actions(cli: Cli) -> list[str]:
    return [each["action"] for each in json_of(cli, "next")["suggestions"]]


def stats(cli: Cli) -> Any:
    return json_of(cli, "review --stats")


def test_the_queue_counts_in_status_and_next_too(cli: Cli) -> None:
    cli("done a b c --on yesterday")
    cli("review grade b-1 3")
    for command in ("status", "next", "review"):
        report = json_of(cli, command)
        assert report["waiting" if command == "review" else "review"] == {
            "cards": 4,
            "new": 4,
            "minutes": 2,
            "later": 0,
        }


def test_status_and_list_tell_fading_unsure_and_untested_apart(cli: Cli, clock: Clock) -> None:
    cli("done a b extra --on yesterday")
    cli("review grade b-1 3")
    totals = json_of(cli, "status")["totals"]
    assert [totals[name] for name in ("fresh", "fading", "unsure", "untested")] == [0, 0, 1, 1]
    clock.move(days=60)
    totals = json_of(cli, "status")["totals"]
    assert (totals["fresh"], totals["fading"], totals["untested"], totals["hours"]["fresh"]) == (0, 1, 1, 0)
    lines = {line["id"]: (line["memory"], line["fresh"]) for line in json_of(cli, "list --status done")["topics"]}
    assert (lines["a"], lines["extra"]) == (("untested", None), (None, None))
    assert (lines["b"][0], lines["b"][1] < 0.7) == ("fading", True)
    assert [line["id"] for line in json_of(cli, "list --stale")["topics"]] == ["b"]


def test_fitting_takes_many_grades_of_all_cards(cli: Cli) -> None:
    cli("done a --on yesterday")
    cli("review grade a-1 3")
    few, some = cli("review --fit"), cli("review --fit a")
    assert (few.code, few.out) == (1, "")
    assert "there is 1 grade, and it takes 400" in few.err
    assert (some.code, "--fit is about all cards" in some.err) == (2, True)
    assert stats(cli)["fit"] is None


def test_a_fit_is_told_kept_and_taken_back(cli: Cli, home: Path, clock: Clock) -> None:
    database = str(home / "progress.db")
    cli(f"--database {database} done a --on yesterday")
    days = (clock.now + timedelta(days=number) for number in range(220))
    events = [
        fact("graded", "a", at=day, card=card, rating=1 if (number + place) % 2 else 3)
        for number, day in enumerate(days)
        for place, card in enumerate(("a-1", "a-2"))
    ]
    write(database, *events, user="ada", roadmap="small", now=clock.now)
    clock.move(days=221)
    told = json_of(cli, f"--database {database} --user ada review --fit")
    assert (told["schema"], told["grades"], told["held_out"]) == (1, 440, 88)
    kept = json_of(cli, f"--database {database} --user ada review --stats")["fit"]
    assert (kept["grades"], kept["loss"]) == (440, told["loss"])
    assert (kept["used_since"] is not None) == told["used"]
    assert "fitted FSRS to 440 grades" in cli(f"--database {database} --user ada history").out
    assert "before and" in cli(f"--database {database} --user ada review --stats").out
    assert "fitted FSRS" in cli(f"--database {database} --user ada undo").out
    assert json_of(cli, f"--database {database} --user ada review --stats")["fit"] is None
    assert cli(f"--database {database} doctor").code == 0


def test_what_was_just_failed_is_not_still_remembered(cli: Cli) -> None:
    cli("done b --on yesterday")
    cli("review grade b-1 1")
    totals = json_of(cli, "status")["totals"]
    assert (totals["fresh"], totals["unsure"]) == (0, 1)


def test_next_sends_to_a_faded_prerequisite_before_what_stands_on_it(cli: Cli, clock: Clock) -> None:
    cli("choose x")
    cli("done a b --on yesterday")
    cli("review grade b-1 1")
    assert "review" not in actions(cli)
    clock.move(days=60)
    assert actions(cli)[:2] == ["review", "learn"]
    first = json_of(cli, "next")["suggestions"][0]
    assert (first["topic"], [reason["code"] for reason in first["reasons"]]) == ("b", ["faded", "stood_on"])
    cli("review grade b-1 3")
    assert "review" not in actions(cli)


def test_statistics_of_nothing_say_so(cli: Cli) -> None:
    assert cli("review --stats").out.startswith("Nothing is graded yet, so there is nothing to tell.")
    assert (stats(cli)["reviews"], stats(cli)["months"], len(stats(cli)["load"])) == (0, [], 30)


def test_statistics_tell_first_reviews_from_later_ones_and_months_apart(cli: Cli, clock: Clock) -> None:
    cli("done b --on yesterday --confidence 4")
    cli("done a --on yesterday")
    cli("review grade b-1 3")
    cli("review grade a-1 1")
    clock.move(days=2)
    cli("review grade b-1 3")
    clock.move(days=30)
    cli("review grade b-1 1")
    cli("review grade a-1 3")
    cli("undo")
    report = stats(cli)
    assert (report["reviews"], report["first"]["reviews"], report["first"]["recalled"]) == (4, 2, 1)
    assert (report["later"]["reviews"], report["later"]["recalled"]) == (2, 1)
    months = [(each["month"], each["share"]["reviews"], each["share"]["recalled"]) for each in report["months"]]
    assert months == [("2026-11-01", 1, 1), ("2026-12-01", 1, 0)]
    assert [(each["confidence"], each["share"]["recalled"]) for each in report["confidence"]] == [(4, 1)]
    assert sum(each["share"]["reviews"] for each in report["bands"]) == 2
    assert cli("review --stats").out.startswith("Too few repeated reviews to judge your memory: 2 of 20")


def test_the_load_to_come_is_what_then_waits(cli: Cli, clock: Clock) -> None:
    cli("done a b --on yesterday")
    cli("review grade b-1 4")
    load = [each["cards"] for each in stats(cli)["load"]]
    assert (load[0], load[1:8], load[8]) == (2, [0] * 7, 1)
    clock.move(days=8)
    assert json_of(cli, "review b")["cards"][0]["id"] == "b-1"
