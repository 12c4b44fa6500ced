"""A database moved out of the way with all that belongs to it, and an empty one in its place. Nothing is removed."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from stat import S_ISBLK, S_ISCHR, S_ISDIR

from roadmap_cli.domain.free_name import numbered
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable
from roadmap_cli.files import sync_folder
from roadmap_cli.storage import sqlite
from roadmap_cli.storage.begun import lack_of
from roadmap_cli.storage.faults import fault_of
from roadmap_cli.storage.guard import JOURNALS, PARTS


def begin(path: Path) -> None:
    """An empty one where none is; one that is there is made fit for use."""
    with _sentences(path), sqlite.alone(str(path)):
        place = _place_of(path)
        if os.path.lexists(place) and lack_of(place) is None:
            with sqlite.writing(str(path)):
                return
        if any(map(_holds_something, (place, *(Path(f"{place}{part}") for part in JOURNALS)))):
            sentence = f"what is left of a database stands at {place}, and belongs to it"
            raise DatabaseUnusable(sentence, "put it aside, which removes nothing: roadmap database begin")
        with _made(place) as new:
            new.rename(place)


def begin_anew(path: Path, now: datetime) -> list[Path]:
    """Both at once: where one of them fails, everything stands where it stood."""
    with _sentences(path):
        place = _movable(path)  # before anything is made beside it
        with sqlite.alone(str(path)), _made(place) as new:
            return _replaced(place, new, now)


def put_in_place(path: Path, new: Path, now: datetime, *, over: bool) -> list[Path]:
    """A whole one that stands ready beside it, and what was there aside: where one of them fails, everything stands where it
    stood. Only `over` one that can be used if that is said. What went aside.
    """
    with _sentences(path), sqlite.alone(str(path)):
        place = _movable(path)
        if not over and os.path.lexists(place) and lack_of(place) is None:
            sentence = f"{place} was begun anew meanwhile, so the copy was not put in its place"
            raise CannotBeDone(sentence, "nothing is lost; look again: roadmap restore --dry-run")
        return _replaced(place, new, now)


def with_content(moved: Iterable[Path]) -> tuple[str, ...]:
    """What of it anybody has to know of: a journal with nothing in it says nothing."""
    return tuple(str(each) for each in moved if not (each.name.endswith(JOURNALS) and each.lstat().st_size == 0))


def _place_of(path: Path) -> Path:
    """Where the file itself is or would be; a link into a folder that is away is no more than itself."""
    real = Path(os.path.realpath(path))
    return real if real.parent.is_dir() else path.absolute()


def _holds_something(path: Path) -> bool:
    """What is not an empty file is not replaced by another."""
    return os.path.lexists(path) and not (path.is_file() and path.stat().st_size == 0)


@contextmanager
def _made(place: Path) -> Iterator[Path]:
    """A whole one by another name, before anything is moved: a disk that is full is noticed here."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = place.with_name(f".{os.urandom(8).hex()}.new")
    try:
        with sqlite.writing(str(new)):
            pass
        yield new
    finally:
        for part in PARTS:
            Path(f"{new}{part}").unlink(missing_ok=True)


def _moved(place: Path, now: datetime) -> list[Path]:
    target, moved = _free_name(place, now), list[Path]()
    try:
        for part in PARTS:
            if os.path.lexists(old := f"{place}{part}"):
                moved.append(Path(old).rename(f"{target}{part}"))
    except BaseException:
        _move_back(place, moved)
        raise
    return moved


def _replaced(place: Path, new: Path, now: datetime) -> list[Path]:
    moved = _moved(place, now)
    try:
        new.rename(place)
    except BaseException:
        _move_back(place, moved)
        raise
    sync_folder(place.parent)
    return moved


def _move_back(place: Path, moved: list[Path]) -> None:
    """Raises DatabaseUnusable, with where everything is."""
    try:
        for each in reversed(moved):
            each.rename(f"{place}{each.name.rpartition('.aside')[2]}")
    except OSError as error:
        left = listed([str(each) for each in moved if os.path.lexists(each)])
        sentence = f"nothing could be put in the place of {place}, nor what was there be moved back: it is in {left}"
        hint = "nothing is lost; once that disk answers, take the time and .aside out of each of these names, with mv"
        raise DatabaseUnusable(sentence, hint) from error


def _free_name(place: Path, now: datetime) -> Path:
    stem = f"{place.name}.{now:%Y-%m-%dT%H%M%S}"
    targets = (place.with_name(f"{name}.aside") for name in numbered(stem))
    return next(each for each in targets if not any(os.path.lexists(f"{each}{part}") for part in PARTS))


def _movable(path: Path) -> Path:
    """Where it is. Raises DatabaseUnusable for what is left there."""
    place = _place_of(path)
    mode = place.lstat().st_mode if os.path.lexists(place) else 0
    if S_ISDIR(mode) or S_ISBLK(mode) or S_ISCHR(mode):
        kind = "folder" if S_ISDIR(mode) else "device"
        sentence = f"{place} is a {kind}, which is left where it is"
        hint = "move it away, or correct what names it, which is told by: roadmap config database"
        raise DatabaseUnusable(sentence, hint)
    return place


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise fault_of(str(path), error) from error
