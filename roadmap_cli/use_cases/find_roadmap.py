"""Roadmaps by name: which there are, and which one somebody means."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import definition, settings
from roadmap_cli.definition import Definition
from roadmap_cli.domain.lookup import find_roadmap
from roadmap_cli.domain.roadmap import BUILT_IN, Roadmap
from roadmap_cli.errors import InvalidFile
from roadmap_cli.reports.roadmaps import Known
from roadmap_cli.settings import ROADMAP_SUFFIXES, folders
from roadmap_cli.use_cases.library import provenance_of
from roadmap_cli.use_cases.session import Session


class Found(NamedTuple):
    """`file` is None for the built-in roadmap."""

    file: Path | None
    definition: Definition


def find(session: Session, words: str) -> Found:
    """By a file, or like a topic by the id or title of a known roadmap. Raises CannotBeDone and InvalidFile."""
    path = folders.path_of(words)
    if os.path.isfile(path) or path.name != words or path.suffix in ROADMAP_SUFFIXES:  # noqa: PTH113 - whatever was typed
        return Found(None if is_same(path, None) else path, session.load(path))
    by_id = {each.id: each for each in reversed(known(session))}
    roadmaps = (each.roadmap or Roadmap(each.id, each.id, ()) for each in by_id.values())
    found = by_id[find_roadmap(roadmaps, words).id]
    return Found(found.file, session.load(found.file))


def known(session: Session) -> tuple[Known, ...]:
    """The built-in roadmap, the others by their ids, and the one in use where it has no name."""
    named = {name: _where(session, file) for name, file in settings.known_roadmaps().items()}
    used = session.settings.file
    nameless = [] if any(is_same(used, file) for file in named.values()) else [(used.stem, used)] if used else []
    ordered = sorted(named.items(), key=lambda each: (each[0] != BUILT_IN, each[0]))
    return tuple(look_at(session, *each) for each in (*ordered, *nameless))


def look_at(
    session: Session, name: str, file: Path | None, load: Callable[[Path | None], Definition] | None = None
) -> Known:
    """What is known by a name, faulty or not."""
    in_use, fault, roadmap, imprint = is_same(file, session.settings.file), "", None, None
    try:
        found = (load or session.load)(file)
        roadmap, imprint = found.roadmap, found.about
    except InvalidFile as error:
        fault = error.sentence.partition("\n")[0]
        fault = fault.replace(str(file), file.name) if file else fault
    name = roadmap.id if roadmap else name
    provenance = provenance_of(file) if file else None
    return Known(
        id=name,
        file=file.absolute() if file else None,
        in_use=in_use,
        roadmap=roadmap,
        fault=fault,
        imprint=imprint,
        copy=file is not None and folders.is_in_library(file),
        address=provenance.address if provenance else None,
    )


def _where(session: Session, file: Path | None) -> Path | None:
    """A file that has moved is where one alone has its id."""
    if file is None or file.exists():
        return file
    from roadmap_cli.use_cases.moved import look_for

    moved = look_for(file, session.settings.cache)
    return (moved and moved.place) or file


def is_same(one: Path | None, other: Path | None) -> bool:
    """Whether both are the same file; None is the built-in one."""
    file, another = (each or definition.builtin() for each in (one, other))
    with suppress(OSError):
        return file.samefile(another)
    return file.absolute() == another.absolute()
