"""The library: the folder of roadmaps that came in from elsewhere, each as ID.toml or ID.md, and where they came from."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.free_name import numbered
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import read_bytes, sync_folder, write_file
from roadmap_cli.settings import ROADMAP_SUFFIXES, folders

MOST_BYTES = 2**16
"""Of what is noted about a copy."""


class Provenance(NamedTuple):
    """Where a copy was fetched from, as it stands beside it. `sha256` is that of the text that came; one that is another
    by now was edited here.
    """

    address: str
    sha256: str
    fetched: str


def provenance_of(file: Path) -> Provenance | None:
    """None for a file that was not fetched. What stands there is looked at as anybody's file."""
    if not folders.is_in_library(file):
        return None
    try:
        said = json.loads(read_bytes(folders.origin_file(file), MOST_BYTES))
        found = Provenance(said["address"], said["sha256"], said["fetched"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return found if all(isinstance(each, str) for each in found) else None


def is_fetched(file: Path) -> bool:
    """Whether it is the copy of a file on the web: what is changed in it is lost by the next update."""
    return provenance_of(file) is not None


def copy_of(roadmap: str) -> Path | None:
    """The file of a roadmap in the library."""
    places = (place_for(roadmap, suffix) for suffix in reversed(ROADMAP_SUFFIXES))
    return next((place for place in places if place.exists()), None)


def place_for(roadmap: str, suffix: str) -> Path:
    return folders.roadmaps_folder() / f"{roadmap}{suffix}"


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def is_edited(file: Path) -> bool:
    """Whether a copy is another than the text that was fetched. Raises OSError."""
    provenance = provenance_of(file)
    return provenance is None or digest(file.read_bytes()) != provenance.sha256


def keep(place: Path, content: bytes, provenance: Provenance | None, former: Path | None) -> Path | None:
    """A roadmap in its place; where another stood, that is kept beside it, unless it can be fetched again. Its new place.

    Only for who is alone there.
    """
    with _told(place):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = _put_beside(former) if former and is_edited(former) else None
        if former:
            folders.origin_file(former).unlink(missing_ok=True)
        if provenance:
            write_file(*noted(place, provenance), force=True)
        write_file(place, content, force=True)
        if former and former != place:
            former.unlink(missing_ok=True)
        sync_folder(place.parent)
    return beside


def take_out(file: Path) -> Path:
    """A copy goes, into a folder beside the library: what somebody may have written in it is not lost. Its new place."""
    with _told(file):
        folder = removed_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = free_place(folder / file.name)
        file.rename(aside)
        folders.origin_file(file).unlink(missing_ok=True)
        sync_folder(folder)
    return aside


def removed_folder() -> Path:
    return folders.roadmaps_folder().parent / "removed"


def noted(place: Path, provenance: Provenance) -> tuple[Path, str]:
    """Where it is written down where a copy came from, and how."""
    return folders.origin_file(place), json.dumps(provenance._asdict(), indent=1) + "\n"


def _put_beside(former: Path) -> Path:
    """A copy of it: what stands in its place goes over it whole."""
    beside = free_place(former.with_name(f"{former.name}.backup"))
    write_file(beside, former.read_bytes(), force=False)
    return beside


def free_place(place: Path) -> Path:
    """The place itself, or with a number behind its name."""
    places = (place.with_name(name) for name in numbered(place.name))
    return next(each for each in places if not each.exists())


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """The person named no file here, so that no other name can help."""
    help_ = f"roadmaps are kept in {place.parent}: see that there is room and that it may be written, then try again"
    try:
        yield
    except CannotBeDone as error:
        error.hint = help_
        raise
    except OSError as error:
        raise CannotBeDone(f"cannot write {place}: {(error.strerror or str(error)).lower()}", help_) from error


def forget(name: str) -> None:
    """The name of a file that is elsewhere: the file stays."""
    from roadmap_cli.settings.config_toml import forgetting
    from roadmap_cli.use_cases.config import write_config

    with suppress(FileNotFoundError):
        write_config(forgetting(folders.config_file(), name))
