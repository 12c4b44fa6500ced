"""Foreign files, read from what a test says is in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.outline import Item, Outline
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports import archive
from roadmap_cli.imports.formats import read
from roadmap_cli.imports.made_definition import define, tidy
from roadmap_cli.storage.staged import staged

FOREIGN = Path(__file__).with_name("foreign")
SHAPES = Path(__file__).parents[1] / "foreign"
"""Files in the shape of those that other programs write."""


def write(folder: Path, content: Any, name: str = "my-file") -> Path:
    """Text and bytes as they are, anything else as JSON."""
    file = folder / name
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    file.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return file


def events_of(file: Path, user: str = "ada") -> tuple[Event, ...]:
    """Those of an archive, in the order of ids on each roadmap."""
    with staged() as stage:
        return tuple(event for each in archive.read(file, user, stage).roadmaps for event in each.events)


def outline(folder: Path, content: Any, format_name: str | None = None, name: str = "my-file") -> Outline:
    found = read(write(folder, content, name), format_name)[1]
    assert found is not None
    return found


def items(folder: Path, content: Any, format_name: str | None = None) -> tuple[Item, ...]:
    return outline(folder, content, format_name).items


def unplaced(folder: Path, content: Any, format_name: str | None = None) -> list[tuple[str, str, str]]:
    """Places without the name of the file."""
    file = str(folder / "my-file")
    found = outline(folder, content, format_name).unplaced
    return [(each.place.removeprefix(file).lstrip(": "), each.text, each.why) for each in found]


def refusal(folder: Path, content: Any, format_name: str | None = None) -> str:
    """The sentence about a content, without the name of the file."""
    file = write(folder, content)
    with pytest.raises(InvalidFile) as raised:
        read(file, format_name)
    assert raised.value.exit_code == 3
    assert raised.value.sentence.startswith(f"{file}:")
    return raised.value.sentence.removeprefix(f"{file}:").strip()


def read_or_refuse(file: Path, format_name: str | None = None) -> Outline | None:
    """Whatever a file holds, it is an outline of clean text, or a sentence that names the file."""
    try:
        found = read(file, format_name)[1]
    except InvalidFile as error:
        assert str(file) in error.sentence  # noqa: PT017 - it need not be raised
        return None
    for item in found.items if found else ():
        assert str(file) in item.place
        assert item.title == " ".join(item.title.split())
        assert item.title
        assert item.status in {"todo", "doing", "done", "skipped"}
        assert item.minutes >= 0
        for text in (item.title, item.phase, item.module):
            text.encode()
            assert not any(ord(letter) < 32 for letter in text)
        assert all(each.title and each.url.lower().startswith("http") for each in item.resources)
    for each in found.unplaced if found else ():
        assert str(file) in each.place
        assert each.why
    return found


def known(name: str, format_name: str) -> Outline:
    """One of the shapes, which is to be known by its content."""
    found, what = read(SHAPES / name)
    assert found == format_name
    assert what is not None
    return tidy(what, name)


def requires(found: Outline) -> dict[str, list[str]]:
    """By id, as the roadmap that is made of it has them."""
    document: Any = define(found, "x").document
    topics = (topic for phase in document["phase"] for module in phase["module"] for topic in module["topic"])
    return {topic["id"]: topic.get("requires", []) for topic in topics}


def told(found: Outline) -> list[tuple[str, str]]:
    """What has no place, and why."""
    return [(each.text, each.why) for each in found.unplaced]
