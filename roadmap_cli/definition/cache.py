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
from roadmap_cli.definition.build import Definition, unpack

FORMAT = 1


def find(path: Path, folder: Path) -> Definition | None:
    """The definition of a file, if it was kept by this version and the file has not changed since."""
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        kept = _kept(path, folder)
        with kept.open(encoding="utf-8") as lines:
            content = json.loads(next(lines, ""))
        if content["key"] == _key(path):
            roadmap = unpack(content["roadmap"])
            return Definition(roadmap, cache(lambda: _lessons(kept, path)), content["roadmap"])
    return None


def keep(definition: Definition, path: Path, folder: Path) -> None:
    """Written to a temporary name and renamed, so that a reader sees all of it or nothing."""
    with suppress(OSError):
        kept = _kept(path, folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = kept.with_suffix(f".{os.getpid()}")
        skeleton = {"key": _key(path), "roadmap": definition.skeleton}
        lines = (json.dumps(each, separators=(",", ":")) for each in (skeleton, definition.read_lessons()))
        temporary.write_text("\n".join(lines), encoding="utf-8")
        temporary.replace(kept)


def _kept(path: Path, folder: Path) -> Path:
    return folder / f"{crc32(str(path.absolute()).encode()):08x}.json"


def _key(path: Path) -> list[Any]:
    status = path.stat()
    return [FORMAT, __version__, str(path.absolute()), status.st_size, status.st_mtime_ns]


def _lessons(kept: Path, path: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError), kept.open(encoding="utf-8") as lines:
        next(lines, "")
        lessons = json.loads(next(lines, ""))
        if isinstance(lessons, dict):
            return lessons
    return import_module("roadmap_cli.definition.reader").read(path).read_lessons()  # type: ignore[no-any-return]
