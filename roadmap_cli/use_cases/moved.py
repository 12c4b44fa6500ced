"""A roadmap file that is not where it was: looked for by its id, in the few places where one is likely."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import definition, settings
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import read_bytes
from roadmap_cli.settings import ROADMAP_SUFFIXES, folders

MOST_FILES = 200
"""Of a folder that are looked at: who keeps more there waits for no search."""
HEAD = 2**14
"""Bytes in which the id stands, if a file is a roadmap: its first table is about itself."""


class MovedFile(NamedTuple):
    """`places` are all files that have its id; only where there is one, it is known which is meant."""

    id: str
    places: tuple[Path, ...]

    @property
    def place(self) -> Path | None:
        return self.places[0] if len(self.places) == 1 else None


def look_for(file: Path, cache: Path) -> MovedFile | None:
    """None where nobody remembers which roadmap was in it."""
    name = _id_of(file, cache)
    if name is None:
        return None
    found = {place.resolve(): place for folder in _folders(file) for place in _of_id(name, folder, cache)}
    return MovedFile(name, tuple(found.values()))


def _id_of(file: Path, cache: Path) -> str | None:
    named = (name for name, its in settings.known_roadmaps().items() if its == file)
    return next(named, None) or definition.last_id(file, cache)


def _folders(file: Path) -> dict[Path, None]:
    """Where it was and beside that, where roadmaps are kept, and where somebody stands."""
    beside = file.absolute().parent
    return dict.fromkeys((folders.roadmaps_folder(), beside, beside.parent, folders.config_file().parent, Path.cwd()))


def _of_id(name: str, folder: Path, cache: Path) -> Iterator[Path]:
    said = re.compile(
        rb"^\s*(?:id|roadmap)\s*[=:]\s*[\"']?" + re.escape(name.encode()) + rb"[\"']?\s*(?:#.*)?$", re.MULTILINE
    )
    for file in islice(_files(folder), MOST_FILES):
        try:
            if said.search(read_bytes(file, HEAD)) and definition.load(file, cache).roadmap.id == name:
                yield file
        except (OSError, InvalidFile):
            continue


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from (file for file in sorted(folder.iterdir()) if file.suffix in ROADMAP_SUFFIXES and file.is_file())
    except OSError:
        return
