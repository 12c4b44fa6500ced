"""Which device this is: kept once, known again where its home was moved, and another one in a copy of it."""

import json
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from roadmap_cli.domain.device import id_of, name_of
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.settings import device, folders
from roadmap_cli.settings.device import KeptDevice


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this home; nothing is in it yet."""
    monkeypatch.delenv("ROADMAP_DEVICE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    machine = tmp_path / "machine-id"
    machine.write_text("0123456789abcdef\n", encoding="utf-8")
    monkeypatch.setattr(device, "_MACHINE", str(machine))
    return folders.device_file().parent


@pytest.fixture
def told() -> Iterator[list[str]]:
    """What is said: once, or never."""
    hints: list[str] = []
    yield hints
    assert len(hints) <= 1


def this(told: list[str], environment: Mapping[str, str] = {}) -> KeptDevice:
    return KeptDevice(told.append, environment)


def kept() -> Any:
    return json.loads(folders.device_file().read_bytes())


def test_a_look_makes_no_device(data: Path, told: list[str]) -> None:
    assert this(told).known() is None
    assert not data.exists()


def test_what_is_recorded_first_makes_one_that_stays(data: Path, told: list[str]) -> None:
    text = this(told).begun()
    assert text
    assert (this(told).known(), this(told).begun(), told) == (text, text, [])
    assert len(id_of(text)) == 6
    assert folders.device_file().stat().st_mode & 0o777 == 0o600
    assert data.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in data.iterdir()] == ["device.json"]
    assert "0123456789abcdef" not in folders.device_file().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("laptop", "laptop"),
        ("laptop.example.org", "laptop"),
        ("Ada's Mac", "Ada-s-Mac"),
        ("rechner-grün", "rechner-grün"),
        ("\x1b[31m", "31m"),
        ("", "device"),
        (".local", "device"),
        ("x" * 99, "x" * 30),
    ],
)
def test_it_is_called_as_the_host_is(monkeypatch: pytest.MonkeyPatch, told: list[str], host: str, name: str) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: host)
    assert name_of(this(told).begun() or "") == name


def test_a_moved_home_is_the_same_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:
    text = this(told).begun()
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    assert (this(told).begun(), told) == (text, [])


def test_a_home_that_came_back_to_its_place_is_the_same_device(tmp_path: Path, told: list[str]) -> None:
    text = this(told).begun()
    (tmp_path / "data").rename(tmp_path / "former")
    copytree(tmp_path / "former", tmp_path / "data")
    assert (this(told).begun(), told) == (text, [])


def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(tmp_path / "data", tmp_path / "copy")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "copy"))


def brought_to_another_machine(tmp_path: Path, _: pytest.MonkeyPatch) -> None:
    (tmp_path / "machine-id").write_text("fedcba9876543210\n", encoding="utf-8")


def copied_where_no_machine_has_an_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "machine-id").unlink()
    copied(tmp_path, monkeypatch)


@pytest.mark.parametrize("what", [copied, brought_to_another_machine, copied_where_no_machine_has_an_id])
def test_a_copied_home_is_a_device_of_its_own_which_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str], what: Any
) -> None:
    text = this(told).begun()
    what(tmp_path, monkeypatch)
    assert this(told).known() is None
    own = this(told).begun()
    assert own
    assert id_of(own) != id_of(text or "")
    assert told == [f"this home is a copy of that of {text}: from now on this is a device of its own, {own}"]
    assert this(told).begun() == own


def test_without_an_id_of_the_machine_a_moved_home_is_the_same_device(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    (tmp_path / "machine-id").unlink()
    text = this(told).begun()
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    assert (this(told).known(), told) == (text, [])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 4000,
        b'{"name": "a\\u001b", "id": "b", "machine": "", "folder": "", "inode": 1}',
        b'{"name": "a", "id": "b.c", "machine": "", "folder": "", "inode": 1}',
        b'{"name": "a", "id": "b", "machine": "", "folder": ""}',
    ],
)
def test_a_broken_file_makes_a_new_device_which_is_told(data: Path, told: list[str], content: bytes) -> None:
    data.mkdir(parents=True)
    folders.device_file().write_bytes(content)
    assert this(told).known() is None
    text = this(told).begun()
    assert told == [f"{folders.device_file()} cannot be used: from now on this is a device of its own, {text}"]
    assert this(told).known() == text


def test_where_nothing_can_be_kept_there_is_no_device(data: Path, told: list[str]) -> None:
    data.parent.write_text("no folder", encoding="utf-8")
    assert (this(told).known(), this(told).begun(), told) == (None, None, [])
    with pytest.raises(CannotBeDone, match="cannot write"):
        this(told).rename("laptop")


def test_those_that_begin_at_once_agree(told: list[str]) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = {each.result() for each in [pool.submit(this(told).begun) for _ in range(8)]}
    assert found == {this(told).known()}
    assert [each.name for each in folders.device_file().parent.iterdir()] == ["device.json"]


def test_who_is_late_takes_the_one_that_is_there(monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:
    late = this(told)
    text = this(told).begun()
    monkeypatch.setattr(device, "_kept_here", lambda: None)
    assert (late._new(), told) == (text, [])


@pytest.mark.parametrize("has_links", [True, False])
def test_who_is_overtaken_while_making_one_takes_the_one_that_is_there(
    monkeypatch: pytest.MonkeyPatch, told: list[str], *, has_links: bool
) -> None:
    keep, faster = device._keep, list[str | None]()

    def overtaken(text: str, *, replace: bool) -> None:
        if not faster:
            faster.append(None)
            faster.append(this(told).begun())
        keep(text, replace=replace)

    monkeypatch.setattr(device, "_keep", overtaken)
    if not has_links:
        monkeypatch.delattr(os, "link")
    assert this(told).begun() == faster[1] == this(told).known()


def test_on_a_file_system_without_links_there_is_one_too(monkeypatch: pytest.MonkeyPatch, told: list[str]) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    text = this(told).begun()
    assert text
    assert this(told).known() == text


def test_a_renamed_device_is_the_same(told: list[str]) -> None:
    text = this(told).begun() or ""
    assert this(told).rename("desk") == f"desk.{id_of(text)}"
    assert this(told).begun() == f"desk.{id_of(text)}"


def test_a_device_that_has_recorded_nothing_can_be_named(told: list[str]) -> None:
    text = this(told).rename("desk")
    assert (this(told).known(), name_of(text)) == (text, "desk")


@pytest.mark.parametrize("name", ["", "a.b", "a b", "x" * 31, "a\x1b", "-/-"])
def test_what_can_be_no_name_is_refused(data: Path, told: list[str], name: str) -> None:
    with pytest.raises(WrongUsage, match="cannot be the name of a device"):
        this(told).rename(name)
    assert not data.exists()


@pytest.mark.parametrize(("given", "identifier"), [("ci", "ci"), ("ci.k3f9a2", "k3f9a2")])
def test_the_environment_says_it_before_the_file(data: Path, told: list[str], given: str, identifier: str) -> None:
    its = this(told, {"ROADMAP_DEVICE": given})
    assert (its.known(), its.begun(), id_of(given)) == (given, given, identifier)
    with pytest.raises(CannotBeDone, match="ROADMAP_DEVICE says"):
        its.rename("other")
    assert not data.exists()


@pytest.mark.parametrize("given", ["a.b.c", ".", "a.", ".b", "a b", "\x1b[31m"])
def test_what_the_environment_cannot_mean_is_refused(told: list[str], given: str) -> None:
    with pytest.raises(WrongUsage, match="ROADMAP_DEVICE"):
        this(told, {"ROADMAP_DEVICE": given}).begun()
