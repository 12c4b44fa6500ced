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
