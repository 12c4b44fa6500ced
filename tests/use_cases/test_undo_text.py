"""What an undo of a change of a roadmap may not do, and how one goes on without it."""

from pathlib import Path

import pytest
from cli_helpers import assert_refused, json_of, status_of
from conftest import Cli, Clock

from roadmap_cli.settings.folders import roadmaps_folder

WAY_PAST = "to leave the roadmap as it is and go on with what was done besides: roadmap {} --skip"


@pytest.fixture
def mine(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roadmap file of one's own, in use."""
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    return small


def run(cli: Cli, *commands: str) -> None:
    for command in commands:
        done = cli(command)
        assert done.code == 0, (command, done)


def edited_by_hand(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('title = "Gamma"', 'title = "Gimel"'), encoding="utf-8")


def test_marks_before_and_after_a_change_that_a_hand_holds_up_can_be_taken_back(cli: Cli, mine: Path) -> None:
    run(cli, "done a", "log b 30m", "topic edit c --hours 9", "log b 5m")
    edited_by_hand(mine)
    text = mine.read_bytes()
    run(cli, "undo")
    refused = cli("undo")
    assert_refused(refused, 1, f"{mine} is not as that command left it")
    assert WAY_PAST.format("undo") in refused.err
    assert cli("undo --skip").out.startswith("Took back: started: Beta\nTook back: 30 min on Beta\n")
    assert cli("undo --skip").out.startswith("Took back: done: Alpha")
    assert_refused(cli("undo --skip"), 1, "there is nothing to undo")
    assert json_of(cli, "status")["totals"]["hours"]["logged"] == 0
    run(cli, "redo", "redo", "redo")
    assert (status_of(cli, "a"), json_of(cli, "status")["totals"]["hours"]["logged"]) == ("done", 0.58)
    assert mine.read_bytes() == text


def test_what_was_taken_back_before_a_change_that_a_hand_holds_up_can_be_brought_back(cli: Cli, mine: Path) -> None:
    run(cli, "topic edit c --hours 9", "done a", "undo", "undo")
    edited_by_hand(mine)
    run(cli, "redo --skip")
    assert status_of(cli, "a") == "done"


def test_a_change_that_a_hand_holds_up_cannot_be_brought_back(cli: Cli, mine: Path) -> None:
    run(cli, "done a", "topic edit c --hours 9", "undo", "undo")
    run(cli, "redo")
    edited_by_hand(mine)
    refused = cli("redo")
    assert_refused(refused, 1, f"{mine} is not as undo left it")
    assert WAY_PAST.format("redo") in refused.err
    assert_refused(cli("redo --skip"), 1, "there is nothing to redo")


def test_changes_are_passed_over_however_many_events_they_are(cli: Cli, mine: Path) -> None:
    run(cli, "done a", *(f"topic edit c --hours {hours}" for hours in range(4, 14)), "undo --skip")
    assert status_of(cli, "a") == "todo"
    assert "hours = 13" in mine.read_text(encoding="utf-8")


def test_a_change_back_to_markdown_does_not_hold_up_marks(
    cli: Cli, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(cli, "done a", "topic edit c --hours 9", f"export roadmap --to {tmp_path / 'small.md'}")
    monkeypatch.setenv("ROADMAP_FILE", str(tmp_path / "small.md"))
    assert WAY_PAST.format("undo") in cli("undo").err
    run(cli, "undo --skip")
    assert status_of(cli, "a") == "todo"


def test_an_undo_of_a_new_id_hides_nothing_that_others_recorded_under_it(cli: Cli, mine: Path) -> None:
    run(cli, "topic edit a --id alpha", "--user bob done alpha")
    refused = cli("undo")
    assert_refused(refused, 1, "bob has recorded something on alpha since, and would not find it any more")
    assert "roadmap topic edit alpha --id a;" in refused.err
    run(cli, "topic edit alpha --id a")
    assert status_of(cli, "a --user bob") == "done"
    assert json_of(cli, "--user bob status")["orphaned"] == []


def test_nor_of_a_topic_that_others_have_begun(cli: Cli, mine: Path) -> None:
    run(cli, "topic add New --phase 1", "--user bob start new")
    assert_refused(cli("undo"), 1, "bob has recorded something on new since")
    run(cli, "--user bob undo", "undo")
    assert "New" not in mine.read_text(encoding="utf-8")


def test_nor_in_ones_own_changes_of_a_roadmap(cli: Cli, home: Path) -> None:
    run(cli, "topic add New --phase 1 --module linear-algebra", "--user bob start new")
    assert_refused(cli("undo"), 1, "bob has recorded something on new since")


def test_nor_does_a_redo_take_out_what_others_have_begun_meanwhile(cli: Cli, clock: Clock, mine: Path) -> None:
    run(cli, "--user bob log extra 5m")
    clock.move(minutes=1)
    run(cli, "topic remove extra --yes", "undo", "redo", "undo", "--user bob done extra")
    assert_refused(cli("redo"), 1, "bob has recorded something on extra since")


def test_who_takes_a_topic_out_is_told_of_others_that_have_begun_it(cli: Cli, mine: Path) -> None:
    run(cli, "topic edit extra --id more", "--user bob start extra", "--user eve start more", "--user eve undo")
    assert "What bob recorded on it stays on record\n" in cli("topic remove more --yes").out
    assert json_of(cli, "--user bob topic remove end --yes")["others"] == []


def test_what_others_recorded_elsewhere_holds_up_nothing(cli: Cli, mine: Path) -> None:
    run(cli, "--user bob done a", "topic edit a --id alpha", "--user bob log b 5m", "undo")
    assert status_of(cli, "a --user bob") == "done"


def test_a_text_that_was_no_roadmap_comes_back_all_the_same(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import may have gone over what could not be used."""
    plan = tmp_path / "plan.md"
    plan.write_text("# Garden\n\n## Soil\n\n- [ ] Clay\n", encoding="utf-8")
    run(cli, f"import {plan}", "use garden")
    made = roadmaps_folder() / "garden.toml"
    made.write_text("[roadmap\n", encoding="utf-8")
    run(cli, f"import {plan} --force")
    said = cli("undo")
    assert made.read_text(encoding="utf-8") == "[roadmap\n", said
