"""What cannot be written is still read; what cannot be used is refused and left alone."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from storage_helpers import Address, both, fact, hear, say, start, write

pytestmark = both

WITHOUT_PRIVILEGE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")

Ordinary = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def ordinary() -> Iterator[Ordinary]:
    """A process that permissions bind, also where the tests run as root: asked in a line, it answers in one."""
    with start("answer", prefix=WITHOUT_PRIVILEGE if os.geteuid() == 0 else ()) as process:

        def asked(line: str) -> dict[str, Any]:
            say(process, line)
            answer: dict[str, Any] = json.loads(hear(process))
            return answer

        yield asked


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    folder.mkdir()
    yield folder / "progress.db"
    folder.chmod(0o700)


def test_a_database_in_a_folder_that_cannot_be_written_is_read(at: Address, path: Path, ordinary: Ordinary) -> None:
    write(at(path), fact("started", "a"), fact("finished", "a"))
    path.parent.chmod(0o500)
    assert ordinary(f"read {at(path)}") == {"events": 2}


def test_a_database_that_cannot_be_written_is_read(at: Address, path: Path, ordinary: Ordinary) -> None:
    write(at(path), fact("started", "a"), fact("finished", "a"))
    path.chmod(0o400)
    assert ordinary(f"read {at(path)}") == {"events": 2}


def test_a_database_that_cannot_be_written_is_refused_and_left_alone(
    at: Address, path: Path, ordinary: Ordinary
) -> None:
    write(at(path), fact("started", "a"))
    path.chmod(0o400)
    before = path.read_bytes()
    assert "permission denied" in ordinary(f"write {at(path)}")["error"].lower()
    assert path.read_bytes() == before


def test_a_database_that_cannot_be_read_is_refused(at: Address, path: Path, ordinary: Ordinary) -> None:
    write(at(path), fact("started", "a"))
    path.chmod(0o000)
    assert ordinary(f"read {at(path)}")["error"].startswith("cannot use the database")


def test_a_folder_that_cannot_be_written_is_refused_and_stays_empty(
    at: Address, path: Path, ordinary: Ordinary
) -> None:
    path.parent.chmod(0o500)
    for refused in (path, path.parent / "deeper" / "progress.db"):
        assert ordinary(f"read {at(refused)}") == {"events": 0}
        assert "permission denied" in ordinary(f"write {at(refused)}")["error"].lower()
    assert list(path.parent.iterdir()) == []
