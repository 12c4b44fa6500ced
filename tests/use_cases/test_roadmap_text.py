"""Roadmap files travel with their progress, between real homes."""

from pathlib import Path

import pytest
from cli_helpers import json_of, tiny
from conftest import Cli, examples
from device_helpers import Device, sync
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.roadmap import NO_ROADMAP
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.heads import HeadLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.heads import on_record
from roadmap_cli.settings.folders import config_file
from roadmap_cli.use_cases.roadmap_text import head_texts, hints, record

pytestmark = pytest.mark.usefixtures("few_cards")


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


def test_ones_own_changes_of_a_roadmap_come_to_the_others(laptop: Device, desk: Device) -> None:
    assert laptop.run("topic edit vectors --hours 9") == 0
    sync(laptop, desk)
    assert desk.own("ml-scientist").read_bytes() == laptop.own("ml-scientist").read_bytes()
    assert desk.session().roadmap.topics["vectors"].hours == 9
    assert laptop.run("undo") == 0
    sync(laptop, desk)
    assert desk.session().roadmap.topics["vectors"].hours != 9


def test_who_changes_a_roadmap_of_others_in_two_ways_settles_on_one(laptop: Device, desk: Device) -> None:
    assert laptop.run("topic edit vectors --hours 9") == 0
    assert desk.run("topic edit vectors --hours 8") == 0
    _, report = sync(laptop, desk)
    (line,) = report.texts
    assert (line.fate, line.own, line.roadmap) == ("beside", True, "ml-scientist")
    other = next(each for each in line.heads if not each.here)
    assert "what you changed in" in next(hints(report))
    assert f"roadmap use ml-scientist@{other.hash[:8]}" in next(hints(report))
    assert desk.run(f"use ml-scientist@{other.hash[:8]}") == 0
    assert desk.session().roadmap.topics["vectors"].hours == 9
    sync(laptop, desk)
    assert laptop.session().roadmap.topics["vectors"].hours == 9


def test_a_hand_that_goes_back_to_an_older_text_is_believed(laptop: Device, desk: Device) -> None:
    file = laptop.begin("tea")
    first = file.read_bytes()
    sync(laptop, desk)
    assert laptop.run("topic edit t --title Leaves") == 0
    file.write_bytes(first)
    sync(laptop, desk)
    assert desk.file("tea").read_bytes() == file.read_bytes() == first


def test_a_hand_and_a_command_between_two_exchanges_are_one_way(laptop: Device, desk: Device) -> None:
    laptop.begin("tea")
    sync(laptop, desk)
    laptop.by_hand("tea", "Water")
    assert laptop.run("topic edit t --hours 3") == 0
    reports = sync(laptop, desk)
    assert [each.fate for each in reports[1].texts] == ["forward"]
    assert desk.text("tea") == laptop.text("tea")
    assert laptop.run("undo") == 0
    assert "Water" in laptop.text("tea")
    assert "hours" not in laptop.text("tea")


def test_undo_and_redo_pass_over_what_was_only_put_on_record(laptop: Device, desk: Device) -> None:
    laptop.begin("tea")
    assert laptop.run("done t") == 0
    sync(laptop, desk)
    laptop.by_hand("tea", "Water")
    sync(laptop, desk)
    assert laptop.kinds() == ["finished", "defined", "redefined"]
    assert laptop.run("undo") == 0
    laptop.by_hand("tea", "Leaves")
    record(laptop.session())
    assert laptop.kinds() == ["finished", "defined", "redefined", "undone", "redefined"]
    assert laptop.run("redo") == 0
    assert laptop.run("undo") == 0
    assert laptop.run("undo") == 1
    assert "Leaves" in laptop.text("tea")


def test_a_roadmap_that_was_removed_does_not_come_back_by_itself(laptop: Device, desk: Device) -> None:
    laptop.begin("tea")
    sync(laptop, desk)
    assert desk.run("use ml-scientist") == 0
    assert desk.run("roadmaps remove tea --yes") == 0
    sync(laptop, desk)
    assert not desk.file("tea").exists()
    name = next(each.data["hash"] for each in laptop.events() if each.kind == "defined")
    assert desk.run(f"use tea@{name[:8]}") == 0
    assert desk.text("tea") == laptop.text("tea")


def test_nobody_is_taken_away_from_the_roadmap_that_they_are_on(laptop: Device, desk: Device) -> None:
    laptop.begin("tea")
    assert laptop.run("done t") == 0
    assert desk.run("start vectors") == 0
    _, report = sync(laptop, desk)
    assert report.put_to_use is None
    assert "to work on it: roadmap use tea" in next(hints(report))
    assert desk.session().roadmap.id == "ml-scientist"


def test_of_two_ways_a_fresh_machine_takes_the_last_and_is_told(
    laptop: Device, desk: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked(laptop, desk)
    fresh = Device(tmp_path / "fresh", monkeypatch)
    report = sync(laptop, desk, fresh)[-1]
    assert [(each.fate, len(each.heads)) for each in report.texts] == [("new", 2)]
    assert fresh.text("tea") in {laptop.text("tea"), desk.text("tea")}
    assert any("changed in several ways" in each for each in hints(report))


def test_what_is_no_roadmap_or_too_large_stays_here_and_is_told(
    laptop: Device, desk: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.begin("tea")
    laptop.file("broken").write_text('[roadmap]\nid = "broken"\n', encoding="utf-8")
    laptop.file("long").write_text(tiny("long") + "#" * 3000, encoding="utf-8")
    monkeypatch.setattr("roadmap_cli.use_cases.file_text.MOST_TEXT", 2000)
    sync(laptop, desk)
    assert [name for name in ("tea", "broken", "long") if desk.file(name).exists()] == ["tea"]
    said = "\n".join(dict.fromkeys(laptop.hints))
    assert "broken.toml" in said
    assert "long.toml is larger than" in said


def test_what_cannot_be_used_here_is_kept_on_record(laptop: Device, desk: Device) -> None:
    """A path by its id, and a text that is another roadmap."""
    laptop.begin("tea")
    record(laptop.session())
    (event,) = laptop.events()
    evil = event._replace(roadmap="../../evil", id=event.id[:-1] + ("0" if event.id[-1] != "0" else "1"))
    report = desk.take([event, evil])
    assert {each.roadmap: each.fate for each in report.texts} == {"tea": "new", "../../evil": "invalid"}
    assert "it is kept on record" in "\n".join(hints(report))
    assert not list(desk.folder.rglob("*evil*"))


def die(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_choice_outlives_a_program_that_dies(laptop: Device, desk: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    leaves, _ = forked(laptop, desk)
    with monkeypatch.context() as broken:
        broken.setattr("roadmap_cli.use_cases.settle.arrive_or_tell", die)
        assert desk.run(f"use tea@{leaves}") == 0
    assert "Water" in desk.text("tea")
    assert desk.run("status") == 0
    assert "Leaves" in desk.text("tea")


def test_a_file_that_cannot_be_written_is_told_and_comes_the_next_time(
    laptop: Device, desk: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.begin("tea")
    sync(laptop, desk)
    assert laptop.run("topic edit t --title Leaves") == 0

    def full(*_: object) -> None:
        raise CannotBeDone("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("roadmap_cli.use_cases.roadmap_text.put", full)
        _, report = sync(laptop, desk)
    assert [(each.fate, each.fault) for each in report.texts] == [("unwritable", "the disk is full")]
    _, report = sync(laptop, desk)
    assert [each.fate for each in report.texts] == ["forward"]
    assert desk.text("tea") == laptop.text("tea")


def test_both_texts_and_the_choice_go_with_an_archive(laptop: Device, desk: Device, tmp_path: Path) -> None:
    leaves, _ = forked(laptop, desk)
    archive = tmp_path / "all.json"
    assert laptop.run(f"export json -o {archive}") == 0
    said = archive.read_text(encoding="utf-8")
    assert "Leaves" in said
    assert "Water" in said
    assert laptop.run(f"use tea@{leaves}") == 0
    assert laptop.run(f"export json -o {archive} --force") == 0
    assert desk.run(f"import {archive}") == 0
    assert desk.text("tea") == laptop.text("tea")
    assert desk.run(f"export json -o {tmp_path / 'again.json'}") == 0
    assert (tmp_path / "again.json").read_bytes() == archive.read_bytes()


def test_devices_of_one_name_are_told_apart() -> None:
    devices = ("vm.k3f9a2", "vm.abc234", "desk.abc235", None)
    lines = [HeadLine(hash="0" * 64, day=None, device=each, here=False, own=False) for each in devices]
    told = [each.removeprefix("00000000 as it came") for each in head_texts(lines)]
    assert told == [" on vm.k3f9a2", " on vm.abc234", " on desk", ""]
    assert head_texts(lines[1:])[0] == "00000000 as it came on vm"


def test_texts_that_stand_beside_each_other_are_listed(laptop: Device, desk: Device, cli: Cli) -> None:
    leaves, water = forked(laptop, desk)
    laptop.use()
    listed = cli("roadmaps")
    assert f"{leaves[:8]} of 2026-11-23 on laptop (here)" in listed.err
    assert f"to settle on one: roadmap use tea@{water[:8]}" in listed.err
    lines = {each["id"]: each for each in json_of(cli, "roadmaps")["roadmaps"]}
    assert {(each["hash"], each["here"], each["own"]) for each in lines["tea"]["heads"]} == {
        (leaves, True, False),
        (water, False, False),
    }
    assert lines["ml-scientist"]["heads"] == []
    assert laptop.run(f"use tea@{water}") == 0
    assert "changed in several ways" not in cli("roadmaps").err


WORDS = st.sampled_from(("Leaves", "Water", "Pot"))
STEPS = st.one_of(
    st.tuples(st.sampled_from(("topic edit t --title {}", "by hand", "settle")), WORDS),
    st.tuples(st.sampled_from(("undo", "redo", "sync")), st.just("")),
)


@examples(5)
@given(steps=st.lists(st.tuples(st.booleans(), STEPS), max_size=7))
def test_devices_that_have_exchanged_everything_agree_once_one_has_settled(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[bool, tuple[str, str]]]
) -> None:
    """Law 8, with the files of roadmaps: whatever commands and hands have done on both, and whenever they exchanged it."""
    folder = tmp_path_factory.mktemp("devices")
    with pytest.MonkeyPatch.context() as patch:
        devices = [Device(folder / name, patch) for name in ("one", "two")]
        devices[0].begin("tea")
        sync(*devices)
        for is_second, (step, word) in steps:
            take_step(devices, devices[is_second], step, word)
        sync(*devices)
        texts, heads = {each.text("tea") for each in devices}, heads_on(devices[0])
        assert heads == heads_on(devices[1])
        if len(heads) > 1:
            assert devices[0].run(f"use tea@{heads[0]}") == 0
            sync(*devices)
        assert len({each.text("tea") for each in devices}) == 1
        assert {each.text("tea") for each in devices} <= texts
        assert [each.run(f"export json -o {folder / each.folder.name}.json") for each in devices] == [0, 0]
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()


def heads_on(device: Device) -> tuple[str, ...]:
    return device.session().on(NO_ROADMAP).read(on_record, "tea").file.hashes


def take_step(devices: list[Device], device: Device, step: str, word: str) -> None:
    """What cannot be done now is refused, and changes nothing."""
    if step == "sync":
        sync(*devices)
    elif step == "by hand":
        device.by_hand("tea", word)
    elif step == "settle":
        names = [each.data.get("after") or each.data.get("hash") for each in device.events()]
        names = [each for each in names if each] or ["0000"]
        device.run(f"use tea@{names[len(word) % len(names)]}")
    else:
        assert device.run(step.format(word)) in {0, 1}
