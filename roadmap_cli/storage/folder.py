"""A folder that devices share: each writes events to the end of a file of its own, and reads those of all.

    FOLDER/roadmap/USER/DEVICE.jsonl

Whatever carries it from one machine to another may bring files late, in part, or twice under another name. So only whole
lines are read, of every file there; and how far a file was read holds only as long as what was read is still before that.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import ELOOP
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote
from zlib import crc32

from roadmap_cli.domain.later_event import AnyEvent, LaterEvent
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.domain.user_name import name_of
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import sync_folder
from roadmap_cli.storage.event_line import event_of, line_of
from roadmap_cli.storage.replica import Cursor, Damage, News

WITHIN = "roadmap"
ENDING = ".jsonl"
PROOF_BYTES = 1024
"""So many before the place up to which a file was read have to be as they were."""
MOST_LINE = 128 * 2**20
"""Bytes: a roadmap file of 32 MiB is in one line, each of its letters perhaps as several."""
MOST_NAME = 180
"""Letters of a file name, which all file systems have room for."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10)))
)
"""What Windows takes for a printer or the like, whatever comes behind a dot."""
_MARK = b"\xef\xbb\xbf"
_AS_ASKED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Reached(NamedTuple):
    """How far a file was read: bytes and lines, and a checksum of what stands before."""

    bytes: int = 0
    lines: int = 0
    proof: int = 0


def file_name(name: str) -> str:
    """Of a user or a device: another one for each, also where a file system makes no difference between A and a, and none that
    Windows keeps for itself. A very long one ends in its checksum.
    """
    last = len(name) - 1
    is_odd = name.partition(".")[0] in _DEVICES
    plain = [letter in _PLAIN or (letter == "." and 0 < place < last) for place, letter in enumerate(name)]
    quoted = "".join(
        letter if plain[place] and not (is_odd and place == 0) else _quoted(letter) for place, letter in enumerate(name)
    )
    return quoted if len(quoted) <= MOST_NAME else f"{quoted[:MOST_NAME]}~{crc32(name.encode()):08x}"


def _quoted(letter: str) -> str:
    return "".join(f"%{byte:02x}" for byte in letter.encode())


class FolderReplica:
    """`device` is the one that this program writes as."""

    def __init__(self, place: Path, device: str) -> None:
        self.place = place
        self.device = device

    def users(self) -> list[str]:
        """As far as their names are not too long to be told."""
        with self._sentences("read"):
            self._see()
            within = self.place / WITHIN
            names = [each.name for each in within.iterdir() if each.is_dir()] if within.is_dir() else []
        told = ((name, unquote(name, errors="replace")) for name in names if not name.startswith("."))
        return sorted(user for name, user in told if file_name(user) == name)

    def present_name(self, user: str) -> str:
        """Of who is known by that one here; all that is here of them is read."""
        with self.news(user, None) as news:
            renames = [each for each in news if each.kind == "renamed" and not isinstance(each, LaterEvent)]
        return name_of(user, renames) if renames else user

    def _see(self) -> None:
        """Raises CannotBeDone where it is away: no folder is made up in the place of a drive."""
        if not self.place.is_dir():
            sentence = f"the folder {self.place} is not there"
            raise CannotBeDone(sentence, "bring back the drive that it is on, or make the folder")

    def _folder(self, user: str) -> Path:
        return self.place / WITHIN / file_name(user)

    @contextmanager
    def news(self, user: str, cursor: Cursor | None) -> Iterator["FolderNews"]:
        with self._sentences("read"):
            self._see()
            found = FolderNews(self._folder(user), user, self.own_name, _believed(cursor))
        yield found

    @property
    def own_name(self) -> str:
        return f"{file_name(self.device)}{ENDING}"

    def take(self, user: str, events: Iterable[AnyEvent], news: News) -> Cursor:
        """Written, and on its disk, before it counts. What could not be written as a whole is taken away again."""
        reached = _believed(news.cursor) or {}
        before = reached.get(self.own_name, Reached())
        with self._sentences("write to"):
            pieces = in_pieces(events)
            first = next(pieces, None)
            if first is not None:
                self._see()
                after = self._append(user, before, first, pieces)
                reached = {**reached, self.own_name: after}
        return _told(reached)

    def _append(self, user: str, before: Reached, first: list[AnyEvent], rest: Iterable[list[AnyEvent]]) -> Reached:
        folder = self._folder(user)
        for each in (folder.parent, folder):
            each.mkdir(mode=0o700, exist_ok=True)
        path = folder / self.own_name
        is_new = not path.exists()
        number = os.open(path, os.O_RDWR | os.O_CREAT | _AS_ASKED, 0o600)
        try:
            with os.fdopen(number, "r+b", closefd=False) as file:
                _see_file(file)
                _see_end(file, before)
            after = _written_whole(number, before, first, rest)
        finally:
            os.close(number)
        for each in (folder, folder.parent, self.place) if is_new else ():
            sync_folder(each)
        return after

    @contextmanager
    def _sentences(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            within = f" ({os.path.relpath(error.filename, self.place)})" if error.filename else ""
            sentence = f"cannot {what} the folder {self.place}: {_why(error)}{within}"
            raise CannotBeDone(
                sentence, "see that it is there, that you may write to it, and that it has room"
            ) from error


def _written_whole(number: int, before: Reached, first: list[AnyEvent], rest: Iterable[list[AnyEvent]]) -> Reached:
    """What is cut off at the end is past the buffer, which a full disk does not take."""
    os.ftruncate(number, before.bytes)  # half a line, of a sync that was stopped
    try:
        with os.fdopen(number, "r+b", closefd=False) as file:
            return _write(file, before, first, rest)
    except BaseException:
        with suppress(OSError):
            os.ftruncate(number, before.bytes)
        raise


def _write(file: BinaryIO, before: Reached, first: list[AnyEvent], rest: Iterable[list[AnyEvent]]) -> Reached:
    file.seek(before.bytes)
    lines = before.lines
    for some in _chained(first, rest):
        file.writelines(map(line_of, some))
        lines += len(some)
    file.flush()
    os.fsync(file.fileno())
    end = file.tell()
    return Reached(end, lines, _proof(file, end))


def _chained(first: list[AnyEvent], rest: Iterable[list[AnyEvent]]) -> Iterator[list[AnyEvent]]:
    yield first
    yield from rest


class FolderNews:
    def __init__(self, folder: Path, user: str, own_name: str, before: Mapping[str, Reached] | None) -> None:
        self.folder = folder
        self.user = user
        self.own_name = own_name
        self.damage: list[Damage] = []
        names = _names(folder)
        self.is_whole = before is None or not all(_is_as_read(folder / name, its) for name, its in before.items())
        self.before = {} if self.is_whole or before is None else before
        self.names = [name for name in names if self._has_grown(name)]
        self.reached = dict(self.before)

    def _has_grown(self, name: str) -> bool:
        with suppress(OSError):
            return (self.folder / name).stat().st_size > self.before.get(name, Reached()).bytes
        return True

    @property
    def cursor(self) -> Cursor:
        return _told(self.reached)

    def __iter__(self) -> Iterator[AnyEvent]:
        self.damage.clear()
        for name in self.names:
            yield from self._read(name)

    def has_any(self) -> bool:
        return any(True for _ in self)

    def own(self) -> Iterator[AnyEvent]:
        if self.own_name in self.names:
            yield from self._read(self.own_name)
            self.damage.clear()

    def _read(self, name: str) -> Iterator[AnyEvent]:
        path = self.folder / name
        end = before = self.before.get(name, Reached())
        try:
            with _opened(path) as file:
                for end, line in _lines(file, before):
                    if line:
                        yield from self._checked(f"{path}:{end.lines}", line)
                self.reached[name] = end._replace(proof=_proof(file, end.bytes))
        except OSError as error:
            self.damage.append(Damage(str(path), _why(error)))

    def _checked(self, place: str, line: bytes) -> Iterator[AnyEvent]:
        try:
            event = event_of(line, self.user)
        except ValueError as error:
            self.damage.append(Damage(place, str(error)))
        else:
            yield event


def _names(folder: Path) -> list[str]:
    """Also of conflict copies, whatever the program calls them that made them; hidden ones are its own."""
    with suppress(FileNotFoundError):
        return sorted(each.name for each in folder.iterdir() if _is_of_a_device(each.name))
    return []


def _is_of_a_device(name: str) -> bool:
    return name.endswith(ENDING) and not name.startswith(".")


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file, and nothing that a link leads to: others write in this folder."""
    with os.fdopen(os.open(path, os.O_RDONLY | _AS_ASKED), "rb") as file:
        _see_file(file)
        yield file


def _why(error: OSError) -> str:
    """Of a link that was not followed the system says something about levels of links."""
    return "it is a link" if error.errno == ELOOP else (error.strerror or str(error)).lower()


def _see_file(file: BinaryIO) -> None:
    if not S_ISREG(os.fstat(file.fileno()).st_mode):
        message = "it is no file"
        raise OSError(message)


def _see_end(file: BinaryIO, reached: Reached) -> None:
    """Raises CannotBeDone where anything but half a line stands behind what was read, or less than that."""
    size = file.seek(0, os.SEEK_END)
    file.seek(reached.bytes)
    if size < reached.bytes or file.readline(MOST_LINE).endswith(b"\n"):
        sentence = "what this device has written there was changed just now by somebody else"
        raise CannotBeDone(sentence, "give the command again")


def _lines(file: BinaryIO, before: Reached) -> Iterator[tuple[Reached, bytes]]:
    """Whole ones, each with where it ends; of one that is too long what it begins with."""
    file.seek(before.bytes)
    place, number = before.bytes, before.lines
    while line := file.readline(MOST_LINE):
        place += len(line)
        rest = line
        while len(rest) == MOST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(MOST_LINE)
            place += len(rest)
        if not rest.endswith(b"\n"):  # somebody is still writing it
            return
        number += 1
        yield Reached(place, number), (line if number > 1 else line.removeprefix(_MARK)).strip()


def _is_as_read(path: Path, reached: Reached) -> bool:
    """What cannot be read at present is told when its turn comes."""
    try:
        with _opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            return size >= reached.bytes and _proof(file, reached.bytes) == reached.proof
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _proof(file: BinaryIO, end: int) -> int:
    first = max(end - PROOF_BYTES, 0)
    file.seek(first)
    return crc32(file.read(end - first))


def _told(reached: Mapping[str, Reached]) -> Cursor:
    return {"files": {name: list(its) for name, its in sorted(reached.items())}}


def _believed(cursor: Cursor | None) -> dict[str, Reached] | None:
    """None for one that another hand wrote."""
    files = cursor.get("files") if cursor else None
    if not isinstance(files, dict):
        return None
    try:
        found = {name: Reached(*its) for name, its in files.items()}
    except TypeError:
        return None
    sound = all(isinstance(number, int) and number >= 0 for its in found.values() for number in its)
    return found if sound and all("/" not in name for name in found) else None
