"""A roadmap file that a command writes: it comes with what is recorded of it, or neither comes, whenever the command dies."""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EISDIR
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import storage
from roadmap_cli.definition import writer
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable, InvalidFile, RoadmapError
from roadmap_cli.files import BYTE_ORDER_MARK, is_of_windows, sync_folder, write_file
from roadmap_cli.settings import folders
from roadmap_cli.use_cases.last_text import remember
from roadmap_cli.use_cases.library import digest, free_place

WAY_ON = "bring that back, and the next command puts the roadmap in its place; if it never comes back, remove {}"


class Former(NamedTuple):
    """What stands in the place for a roadmap already: `content` is None where there is no such file, `roadmap` where it
    is not valid; `ids` are those that the items of the new file have in it. `is_carried_on` by the text that takes its
    place, so that nothing of it would be lost. By its `key` it is remembered which text stands there.
    """

    path: Path
    content: bytes | None = None
    roadmap: Roadmap | None = None
    ids: tuple[str | None, ...] = ()
    is_carried_on: bool = False
    key: str = ""

    @property
    def text(self) -> str:
        return (self.content or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")

    def as_written(self, text: str) -> str:
        """A text with the line ends and the mark that stand there now, as an editor has left them."""
        there = (self.content or b"").decode("utf-8", "replace")
        mark = BYTE_ORDER_MARK if there.startswith(BYTE_ORDER_MARK) else ""
        return mark + (text.replace("\n", "\r\n") if is_of_windows(there) else text)

    @property
    def written(self) -> str:
        """As it stands there; nothing where that is no roadmap, which nobody would bring back."""
        try:
            return (self.content or b"").decode()
        except UnicodeDecodeError:
            return ""

    @property
    def is_edited(self) -> bool:
        return self.content is not None and not self.is_carried_on and not writer.is_untouched(self.text)

    @property
    def backup(self) -> Path:
        return self.path.with_name(f"{self.path.name}.backup")


class Announced(NamedTuple):
    """A text that is on its way to its place. It belongs there once the batch of its progress is in the database."""

    path: str
    text: str
    database: str
    user: str
    batch: str
    carries_on: str = ""
    """The hash of what it was made from, if that stood in its place."""
    key: str = ""


@contextmanager
def alone() -> Iterator[None]:
    """While no other import chooses a place for a roadmap."""
    folder = folders.roadmaps_folder()
    try:
        held = storage.alone(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    with held:
        yield


def put(former: Former, text: str) -> None:
    """A definition in its place, whole; what a hand had edited there is kept beside it, with what was kept before."""
    _make_folders(former.path)
    if former.is_edited:
        if former.backup.exists() and _content(former.backup) != former.content:
            former.backup.rename(free_place(former.backup))
        _write(former.backup, former.content or b"", force=True)
    _write(former.path, text, force=former.content is not None)
    sync_folder(former.path.parent)


def announce(former: Former, text: str, database: str, user: str, batch: str) -> None:
    """Within the transaction of its progress, before that is committed: from here on `arrive` knows what to do."""
    for file in (former.path, folders.arriving_file()):
        _make_folders(file)
    if former.path.is_dir():
        raise _unwritable(former.path, IsADirectoryError(EISDIR, "it is a folder"))
    if not os.access(os.path.dirname(os.path.realpath(former.path)), os.W_OK):  # noqa: PTH120 - of what a link leads to
        raise _unwritable(former.path, PermissionError(EACCES, "its folder takes no file"))
    announced = Announced(
        path=str(former.path),
        text=text,
        database=anywhere(database),
        user=user,
        batch=batch,
        carries_on=digest(former.content or b"") if former.is_carried_on else "",
        key=former.key,
    )
    _write(folders.arriving_file(), json.dumps(announced), force=True)
    sync_folder(former.path.parent)


def arrive(guard: storage.Guard) -> Former | None:
    """A definition that was announced is put in its place, if its progress is recorded; if not, it never was. Only for who
    is alone. What stood there, if anything else did. Where that cannot be known now it stays announced: raises
    DatabaseUnusable, CannotBeDone and InvalidFile.
    """
    announced, former = _announced(), None
    if announced is not None and _is_recorded(announced, guard):
        path = Path(announced.path)
        there = _content(path)
        if there != announced.text.encode():
            former = Former(path, there, is_carried_on=digest(there or b"") == announced.carries_on)
            put(former, announced.text)
        if announced.key:
            remember(announced.database, announced.user, {announced.key: digest(announced.text.encode())})
    with suppress(OSError):  # whoever can will
        folders.arriving_file().unlink()
    return former


def arrive_or_tell(guard: storage.Guard, hint: Callable[[str], None]) -> None:
    """Once something is recorded it stays so, whatever becomes of the file."""
    try:
        arrive(guard)
    except (DatabaseUnusable, InvalidFile):  # nobody knows now whether it is recorded: the next command asks
        pass
    except CannotBeDone as error:
        hint(f"{error.sentence}; that is recorded, and the next command tries again to put the roadmap there")


def _is_recorded(announced: Announced, guard: storage.Guard) -> bool:
    """Its database stood in a folder when that was announced, so one that is away may hold everything."""
    try:
        with storage.reading(announced.database, guard._replace(is_configured=True)) as log:
            return log.has_batch(announced.user, announced.batch)
    except DatabaseUnusable as error:
        sentence = f"a roadmap file waits for what was recorded with it: {error.sentence}"
        raise DatabaseUnusable(sentence, WAY_ON.format(folders.arriving_file())) from error


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unwritable(path, error) from error


def arrive_if_nobody_else_does(guard: storage.Guard, hint: Callable[[str], None]) -> None:
    """After an import that died, before anybody asks for a roadmap; one that is at work is left to itself. What it waits for
    is told.
    """
    try:
        held = storage.alone(folders.roadmaps_folder(), seconds=0)
    except (OSError, DatabaseUnusable):  # nothing can be put there, or somebody else is about to
        return
    with held:
        try:
            former = arrive(guard)
        except RoadmapError as error:
            hint(f"{error.sentence}; {error.hint}")
            return
        if former and former.is_edited:
            hint(f"{former.path} is now as it was imported; what you had edited is kept: {former.backup}")


def _announced() -> Announced | None:
    """None where there is nothing, or what no import wrote. Raises InvalidFile for what cannot be read now."""
    file = folders.arriving_file()
    try:
        return Announced(*map(str, json.loads(file.read_bytes())))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError, RecursionError):
        return None
    except OSError as error:
        sentence = f"cannot read {file}, where a roadmap file waits: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(
            sentence, "the next command that can puts it in its place: see that it may be read"
        ) from error


def anywhere(database: str) -> str:
    """The same database from wherever the next command is started."""
    if "://" not in database:
        return str(Path(database).absolute())
    return re.sub(r"^(sqlite[^:]*:///)(?=[^/])(.+)", lambda found: f"{found[1]}{Path(found[2]).absolute()}", database)


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
    return f"roadmaps are kept in {path.parent}: see that there is room and that it may be written, then give the command again"
