"""A file that somebody names to be written: never over what is recorded, or what that stands on."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from roadmap_cli import settings, storage
from roadmap_cli.errors import CannotBeDone, RoadmapError
from roadmap_cli.files import is_database
from roadmap_cli.settings import folders
from roadmap_cli.storage.copies import FORMER_NAME, NAME
from roadmap_cli.storage.guard import PARTS, folder_beside
from roadmap_cli.use_cases.session import Session

BESIDE = (*PARTS[1:], ".lock")
"""What is put there is taken for what was recorded last, or deleted."""
COPY = re.compile(rf".+\.(?:{NAME.pattern}|{FORMER_NAME.pattern})")
ASIDE = re.compile(r".+\.\d{4}-\d\d-\d\dT\d{6}(-\d+)?\.aside")


def assert_no_record(session: Session, path: Path, *, stores: bool = False) -> None:
    """Raises CannotBeDone where a path is a part of a record, there or missing. What `stores` a record, as a copy does, may take
    the place of a copy.
    """
    named, real = Path(os.path.abspath(path)), Path(os.path.realpath(path))  # noqa: PTH100 - `absolute` leaves `..` in it
    looks = [_stood_on(session, real), *map(_of_database, (named, real))]
    if not stores:
        looks.append(_copied(real))
    what = next(filter(None, looks), "")
    if what:
        sentence = f"{path} is {what}, over which no other file is written"
        raise CannotBeDone(sentence, "name another file")


def _stood_on(session: Session, place: Path) -> str:
    known = [
        (folders.config_file(), "where settings are kept"),
        (folders.marks_folder(), "where databases are named that were begun"),
        (folders.drafts_folder(), "where texts are kept that are in no record yet"),
        (folders.roadmaps_folder(), "where roadmaps are kept"),
    ]
    found = [what for each, what in known if place.is_relative_to(os.path.realpath(each))]
    found += [what for each, what in _named(session) if str(place) == os.path.realpath(each)]
    return next(iter(found), "")


def _named(session: Session) -> Iterator[tuple[Path, str]]:
    """By settings and lists, also what is not there yet where a part of the record will be."""
    with suppress(RoadmapError):  # a config.toml that cannot be read names none
        roadmaps = filter(None, (session.settings.file, *settings.known_roadmaps().values()))
        yield from ((each, "a roadmap that is known here") for each in roadmaps if os.path.lexists(each))
        database = storage.file_of(session.settings.database)
        if database is not None:
            yield database, "a database"
            beside = folder_beside(database)
            if not os.path.isdir(beside):  # noqa: PTH112 - which one that is closed only is not
                yield beside, "where copies are kept"


def _of_database(place: Path) -> str:
    """Of one that was begun, whatever is left of it, or of any other that is whole."""
    if _is_begun(place):
        return "a database"
    if ASIDE.fullmatch(place.name) and os.path.lexists(place):
        return "a database that was put aside"
    for ending in BESIDE:
        of = Path(str(place).removesuffix(ending))
        if of != place and (_of_database(of) or _copied(of) or (ASIDE.fullmatch(of.name) and os.path.lexists(place))):
            return "a part of a database"
    return ""


def _is_begun(path: Path) -> bool:
    guard = storage.Guard(marks=folders.marks_folder())
    return path != path.parent and storage.look(str(path), guard).is_begun  # nothing is beside the root


def _copied(place: Path) -> str:
    if COPY.fullmatch(place.name):
        return "a copy of a database"
    return "a database" if is_database(place) else ""
