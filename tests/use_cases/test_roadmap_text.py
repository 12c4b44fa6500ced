"""Roadmap files travel with their progress, between real homes."""

from pathlib import Path

import pytest
from device_helpers import Device, sync

from roadmap_cli.reports.topic_line import Named
from roadmap_cli.settings.folders import config_file


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Device:
    return Device(tmp_path / "laptop", monkeypatch)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Device:
    return Device(tmp_path / "desk", monkeypatch)


def test_a_fresh_machine_gets_the_roadmap_that_is_followed_elsewhere(laptop: Device, desk: Device) -> None:
    laptop.begin("tea")
    assert laptop.run("done t") == 0
    _, report = sync(laptop, desk)
    assert [(each.roadmap, each.fate) for each in report.texts] == [("tea", "new")]
    assert report.put_to_use == Named("tea", "Tiny")
    assert desk.text("tea") == laptop.text("tea")
    desk.use()
    assert "tea.toml" in config_file().read_text()
    assert desk.session().roadmap.id == "tea"


def test_what_a_command_or_a_hand_changes_comes_to_the_others(laptop: Device, desk: Device) -> None:
    laptop.begin("tea")
    sync(laptop, desk)
    assert desk.run("topic edit t --title Leaves") == 0
    sync(laptop, desk)
    assert laptop.text("tea") == desk.text("tea")
    assert "Leaves" in laptop.text("tea")
    laptop.by_hand("tea", "Water")
    _, report = sync(laptop, desk)
    assert [each.fate for each in report.texts] == ["forward"]
    assert "Water" in desk.text("tea")
    assert laptop.kinds() == desk.kinds() == ["defined", "redefined", "redefined"]


def test_nothing_is_recorded_where_nothing_has_changed(laptop: Device, desk: Device) -> None:
    laptop.begin("tea")
    sync(laptop, desk)
    before = laptop.kinds()
    reports = [*sync(laptop, desk), *sync(desk, laptop)]
    assert laptop.kinds() == before == ["defined"]
    assert not any(each.texts for each in reports)


def forked(laptop: Device, desk: Device) -> list[str]:
    """Two devices change one text; the hashes of what comes of it, that of the laptop first."""
    laptop.begin("tea")
    sync(laptop, desk)
    assert laptop.run("topic edit t --title Leaves") == 0
    desk.by_hand("tea", "Water")
    reports = sync(laptop, desk)
    assert [[line.fate for line in each.texts] for each in reports] == [["beside"], ["beside"]]
    return [next(head.hash for head in each.texts[0].heads if head.here) for each in reports]


def test_two_texts_stand_beside_each_other_and_each_device_keeps_its_own(laptop: Device, desk: Device) -> None:
    forked(laptop, desk)
    assert "Leaves" in laptop.text("tea")
    assert "Water" in desk.text("tea")
    again = sync(laptop, desk)
    assert not any(each.texts for each in again), "it is told once"


def test_one_text_is_settled_on_for_all(laptop: Device, desk: Device) -> None:
    leaves, water = forked(laptop, desk)
    assert desk.run(f"use tea@{leaves[:6]}") == 0
    assert "Leaves" in desk.text("tea")
    assert not any(each.texts for each in sync(laptop, desk))
    assert "Leaves" in laptop.text("tea")
    assert water != leaves


def test_a_choice_is_taken_back_with_its_text(laptop: Device, desk: Device) -> None:
    leaves, water = forked(laptop, desk)
    assert desk.run(f"use tea@{leaves}") == 0
    assert desk.run("undo") == 0
    assert "Water" in desk.text("tea")
    assert desk.run("redo") == 0
    assert "Leaves" in desk.text("tea")
    sync(laptop, desk)
    assert laptop.run(f"use tea@{water[:4]}") == 0
    sync(laptop, desk)
    assert laptop.text("tea") == desk.text("tea")
    assert "Water" in desk.text("tea")
