"""A roadmap file that an import makes: it comes with its progress, or neither comes, whenever the import dies."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import settings, storage
from roadmap_cli.definition import writer
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable
from roadmap_cli.files import sync_folder, write_file


class Former(NamedTuple):
    """What stands in the place for a roadmap already: `content` is None where there is no such file, `roadmap` where it
    is not valid; `ids` are those that the items of the new file have in it.
    """

    path: Path
    content: bytes | None = None
    roadmap: Roadmap | None = None
    ids: tuple[str | None, ...] = ()

    @property
    def text(self) -> str:
        return (self.content or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")

    @property
    def is_edited(self) -> bool:
        return self.content is not None and not writer.is_untouched(self.text)

    @property
    def backup(self) -> Path:
        return self.path.with_name(f"{self.path.name}.backup")


class Arrival(NamedTuple):
    """A text that is on its way to its place. It belongs there once the batch of its progress is in the database."""

    path: str
    text: str
    database: str
    user: str
    batch: str


@contextmanager
def alone() -> Iterator[None]:
    """While no other import chooses a place for a roadmap."""
    folder = settings.roadmaps_folder()
    try:
        held = storage.alone(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    with held:
        yield


def put(former: Former, text: str) -> None:
    """A definition in its place, whole; what a hand had edited there is kept beside it."""
    _make_folders(former.path)
    if former.is_edited:
        _write(former.backup, former.content or b"", force=True)
    _write(former.path, text, force=former.content is not None)
    sync_folder(former.path.parent)


def announce(former: Former, text: str, database: str, user: str, batch: str) -> None:
    """Within the transaction of its progress, before that is committed: from here on `arrive` knows what to do."""
    _make_folders(former.path)
    if former.path.is_dir():
        raise _unwritable(former.path, IsADirectoryError(EISDIR, "it is a folder"))
    arrival = Arrival(path=str(former.path), text=text, database=_anywhere(database), user=user, batch=batch)
    _write(settings.arriving_file(), json.dumps(arrival), force=True)
    sync_folder(former.path.parent)


def arrive() -> None:
    """A definition that was announced is put in its place, if its progress is recorded; if not, it never was. Only for who
    is alone. Where the database cannot be asked now, the next one asks.
    """
    arrival = _announced()
    if arrival is None:  # or nobody can read it, as no import wrote it
        _forget()
        return
    try:
        with storage.reading(arrival.database) as log:
            is_recorded = bool(log.batch(arrival.user, arrival.batch))
    except DatabaseUnusable:
        return
    if is_recorded:
        path = Path(arrival.path)
        there = _content(path)
        if there != arrival.text.encode():
            put(Former(path, there), arrival.text)
    elif _is_away(arrival.database):
        return
    _forget()


def _forget() -> None:
    with suppress(OSError):  # whoever can will
        settings.arriving_file().unlink()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unwritable(path, error) from error


def arrive_if_nobody_else_does() -> None:
    """After an import that died, before anybody asks for a roadmap; one that is at work is left to itself."""
    with suppress(OSError, DatabaseUnusable, CannotBeDone), storage.alone(settings.roadmaps_folder(), seconds=0):
        arrive()


def _announced() -> Arrival | None:
    try:
        said = json.loads(settings.arriving_file().read_bytes())
        return Arrival(*map(str, said))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _anywhere(database: str) -> str:
    """The same database from wherever the next command is started."""
    if "://" not in database:
        return str(Path(database).absolute())
    return re.sub(r"^(sqlite[^:]*:///)(?=[^/])(.+)", lambda found: f"{found[1]}{Path(found[2]).absolute()}", database)


def _is_away(database: str) -> bool:
    """Whether its folder is missing: on a drive that is not there it may have everything."""
    path = re.sub(r"^sqlite[^:]*:///", "", database)
    return "://" not in path and not Path(path).parent.is_dir()


def _make_folders(path: Path) -> None:
    try:
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def _write(path: Path, content: str | bytes, *, force: bool) -> None:
    """The person named no file, so that no other name can help."""
    try:
        write_file(path, content, force=force)
    except CannotBeDone as error:
        error.hint = _help(path)
        raise


def _unwritable(path: Path, error: OSError) -> CannotBeDone:
    return CannotBeDone(f"cannot write {path}: {(error.strerror or str(error)).lower()}", _help(path))


def _help(path: Path) -> str:
    return f"roadmaps are kept in {path.parent}: see that there is room and that it may be written, then import again"
