"""Validated definitions as JSON in the user's cache folder: derived, disposable, ignored when anything is odd.

The first line is the skeleton, which every command reads; the second holds the texts, which few commands read.
"""

import json
import os
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32

from roadmap_cli import __version__
from roadmap_cli.definition.document import Definition, unpack

FORMAT = 3
Key = list[Any]


def key_of(path: Path) -> Key:
    """What a kept definition is known by. To be taken before the file is read: it may change meanwhile."""
    with suppress(OSError):
        status = path.stat()
        return [FORMAT, __version__, str(path.absolute()), status.st_size, status.st_mtime_ns]
    return [FORMAT, __version__, str(path.absolute())]


def find(key: Key, folder: Path) -> Definition | None:
    """The definition of a file, if it was kept by this version and the file has not changed since."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        kept = _place(key, folder)
        with kept.open(encoding="utf-8") as lines:
            content = json.loads(next(lines, ""))
        if content["key"] == key:
            roadmap = unpack(content["roadmap"])
            return Definition(roadmap, cache(lambda: _lessons(kept, key)), content["roadmap"])
    return None


def keep(definition: Definition, key: Key, folder: Path) -> None:
    """Written to a temporary name and renamed, so that a reader sees all of it or nothing."""
    with suppress(OSError):
        kept = _place(key, folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = kept.with_suffix(f".{os.getpid()}")
        skeleton = {"key": key, "roadmap": definition.skeleton}
        lines = (json.dumps(each, separators=(",", ":")) for each in (skeleton, definition.read_lessons()))
        temporary.write_text("\n".join(lines), encoding="utf-8")
        temporary.replace(kept)


def _place(key: Key, folder: Path) -> Path:
    return folder / f"{crc32(os.fsencode(key[2])):08x}.json"


def _lessons(kept: Path, key: Key) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError), kept.open(encoding="utf-8") as lines:
        next(lines, "")
        lessons = json.loads(next(lines, ""))
        if isinstance(lessons, dict):
            return lessons
    return import_module("roadmap_cli.definition.reader").read(Path(key[2])).read_lessons()  # type: ignore[no-any-return]
