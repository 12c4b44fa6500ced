"""Text files of people: read whole, written whole or not at all."""

import codecs
import os
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EBADF, ENOTSUP
from functools import partial
from pathlib import Path
from stat import S_IMODE, S_ISBLK, S_ISCHR, S_ISFIFO
from typing import BinaryIO
from weakref import WeakKeyDictionary

from roadmap_cli.errors import CannotBeDone, InvalidFile

STANDARD_INPUT = Path("standard input")
"""What `-` stands for where a file is read: known by being this one, since a file may be called so."""
_KEPT: "WeakKeyDictionary[BinaryIO, bytearray]" = WeakKeyDictionary()
"""What was read of the standard input, so that it can be read again as a file can."""


def read_bytes(path: Path, most: int) -> bytes:
    """At most so many, from the beginning. What is neither a file nor a pipe somebody hands over (`-`, `<(...)`) could block for ever or never
    end. Raises OSError.
    """
    if path is STANDARD_INPUT:
        return _standard_input(most)
    with open(path, "rb", opener=_open_patiently) as file:  # a Path opens without an opener
        return file.read(most)


def _standard_input(most: int) -> bytes:
    if sys.stdin is None:
        raise OSError(EBADF, "it is closed")
    kept = _KEPT.setdefault(sys.stdin.buffer, bytearray())
    kept += sys.stdin.buffer.read(max(0, most - len(kept)))
    return bytes(kept[:most])


def is_of_windows(text: str) -> bool:
    """Whether each line ends as there."""
    return 0 < text.count("\r\n") == text.count("\n")


def as_typed(path: Path) -> str:
    """How a file is named on the command line, in a hint."""
    return "-" if path is STANDARD_INPUT else shlex.quote(str(path))


def _open_patiently(path: str, flags: int) -> int:
    """A pipe without a writer, as a named one is, has nothing to read: only a file, and what is open already, is read."""
    number = _open_at_once(path, flags)
    mode = os.fstat(number).st_mode
    named_pipe = S_ISFIFO(mode) and not _is_handed_over(path)
    if named_pipe or S_ISBLK(mode) or (S_ISCHR(mode) and not os.isatty(number) and path != os.devnull):
        os.close(number)
        raise OSError(ENOTSUP, "it is a pipe, which nobody may ever fill" if named_pipe else "it is a device, no file")
    return number


def _is_handed_over(path: str) -> bool:
    """Whether it is a stream of this process, as a shell gives it to whoever reads from another program."""
    handed_over = ("/dev/fd/", "/dev/stdin", "/proc/")
    return any(str(each).startswith(handed_over) for each in (Path(path).absolute(), os.path.realpath(path)))


BYTE_ORDER_MARK = "\ufeff"
"""What some editors begin a file with."""
PIECE = 2**20
"""Bytes that are read at once of what is not read whole."""
SQLITE = b"SQLite format 3\0"
"""How the file of a database begins."""


def is_database(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except OSError:  # whoever writes there is told why it cannot be
        return False


def read_text(path: Path, most_bytes: int) -> str:
    """UTF-8, or UTF-16 that says so, at most so many bytes of it. Raises InvalidFile."""
    try:
        data = read_bytes(path, most_bytes + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > most_bytes:
        raise _too_large(path, most_bytes)
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return marked_once(data.decode("utf-16" if is_wide else "utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _no_text(path, line, error, is_wide=is_wide) from error


def marked_once(text: str, name: str) -> str:
    """A text without its byte order mark. Raises InvalidFile where another one, which nobody sees, would be its first letter."""
    if text.startswith(BYTE_ORDER_MARK):
        sentence = f"{name}:1: it begins with two byte order marks, which no editor shows"
        raise InvalidFile(sentence, "save the file as UTF-8 without a mark, or with one")
    return text


def plain(text: str) -> str:
    """Of a file as it stands, as it would be read."""
    return text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")


def _unreadable(path: Path, error: OSError) -> InvalidFile:
    return InvalidFile(f"cannot read {path}: {(error.strerror or str(error)).lower()}")


def _too_large(path: Path, most_bytes: int) -> InvalidFile:
    return InvalidFile(f"{path}: it is larger than {most_bytes // 2**20} MiB, which is the most that is read")


def _no_text(path: Path, line: int, error: UnicodeDecodeError, *, is_wide: bool) -> InvalidFile:
    sentence = f"{path}:{line}: this is not {'UTF-16' if is_wide else 'UTF-8'} text"
    return InvalidFile(sentence, _other_encoding(error.object))


def text_pieces(path: Path, most_bytes: int) -> Iterator[str]:
    """`read_text` piece by piece; what is read of the standard input is not kept. Raises InvalidFile."""
    decoder, size, line = None, 0, 1
    for data in _byte_pieces(path):
        size += len(data)
        if size > most_bytes:
            raise _too_large(path, most_bytes)
        if decoder is None:
            is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            decoder = codecs.getincrementaldecoder("utf-16" if is_wide else "utf-8-sig")()
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            line += error.object.count(b"\n", 0, error.start)
            raise _no_text(path, line, error, is_wide=is_wide) from error
        line += text.count("\n")
        yield text


def _byte_pieces(path: Path) -> Iterator[bytes]:
    """An empty one at the end. Raises InvalidFile."""
    try:
        if path is STANDARD_INPUT:
            kept = _KEPT.get(sys.stdin.buffer, b"") if sys.stdin else b""
            if first := _standard_input(max(PIECE, len(kept))):
                yield first
            yield from iter(partial(sys.stdin.buffer.read, PIECE), b"")
        else:
            with open(path, "rb", opener=_open_patiently) as file:  # a Path opens without an opener
                yield from iter(partial(file.read, PIECE), b"")
        yield b""
    except OSError as error:
        raise _unreadable(path, error) from error


def _other_encoding(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = "\0"
    if any(letter < " " and not letter.isspace() for letter in text):
        return "save the file as UTF-8"
    return "it looks like Windows text (cp1252); save it as UTF-8"


def write_file(path: Path, content: str | bytes | Iterator[str], *, force: bool) -> None:
    """All of it or nothing, and never over an existing file unless forced. Raises CannotBeDone."""
    data = _pieces(content)
    try:
        if path.exists() and not path.is_file():  # a device or a pipe holds nothing; a directory says so itself
            with open(path, "wb", opener=_open_at_once) as file:  # a Path opens without an opener
                file.writelines(data)
        elif path.exists() and not force:
            sentence = f"{path} exists already"
            raise CannotBeDone(sentence, "write over it with --force, or name another file")
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        sentence = f"cannot write {path}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence, "name a file in a folder that exists and may be written") from error


def _pieces(content: str | bytes | Iterator[str]) -> Iterable[bytes]:
    if isinstance(content, str | bytes):
        return [content.encode() if isinstance(content, str) else content]
    return map(str.encode, content)


def _open_at_once(path: str, flags: int) -> int:
    """A pipe that nobody reads is refused (ENXIO): whoever writes to it would wait for ever."""
    number = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "set_blocking"):
        os.set_blocking(number, True)
    return number


def _replace(path: Path, content: Iterable[bytes]) -> None:
    """A new file gets the mode that the user's umask gives, an existing one keeps its own."""
    mode = S_IMODE(path.stat().st_mode) if path.exists() else None
    with written_beside(path, content, 0o666 if mode is None else mode) as temporary:
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)


@contextmanager
def written_beside(path: Path, content: Iterable[bytes], mode: int = 0o600) -> Iterator[Path]:
    """A file that is whole, and on its disk, to be put in the place of another one; gone if it is not. Raises OSError."""
    temporary = path.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        # with its mode from the start
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """So that the names in it outlast a power cut, in the order in which they came. Windows does so by itself."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def create(path: Path) -> None:
    """A file that only its owner can read."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def content_of(path: Path) -> bytes | None:
    """Of a text as it stands, to be written anew; None where there is no file. Raises InvalidFile."""
    try:
        content = path.read_bytes()
        content.decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        sentence = f"{path} is no UTF-8 text"
        raise InvalidFile(sentence, "save it as UTF-8 in an editor") from error
    except OSError as error:
        sentence = f"cannot read {path}: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(sentence) from error
    return content
