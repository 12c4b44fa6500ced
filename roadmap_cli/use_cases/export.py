"""An archive that is to be written over: what it holds may be nowhere else."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

from roadmap_cli.domain.phrasing import count
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.storage.names import many_names

EVENT = re.compile(
    rb'"id"\s{0,9}:\s{0,9}"([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})"', re.IGNORECASE
)
"""How an archive names an event, also where the rest of it is damaged."""
DEFINITION = re.compile(rb'"definition"\s{0,9}:\s{0,9}\{\s{0,99}"file"\s{0,9}:\s{0,9}"([^"]{1,210})"', re.IGNORECASE)
"""How it names a roadmap file, which may have another text by now."""
LONGEST = 500
CHUNK = 2**20


def pieces_of(archive: IO[str]) -> Iterator[str]:
    """From its beginning, in pieces of whole lines."""
    archive.seek(0)
    while lines := archive.readlines(CHUNK):
        yield "".join(lines)


def assert_none_lost(file: Path, archive: IO[str]) -> None:
    """Raises CannotBeDone where a file that is there holds events which an archive lacks that is to replace it."""
    if not file.is_file():  # a pipe or a device holds nothing
        return
    try:
        lost = _lost(file, archive)
    except OSError as error:
        sentence = f"cannot read {file}, which may hold what is recorded nowhere else: {(error.strerror or '').lower()}"
        raise CannotBeDone(sentence, "name another file") from error
    if lost:
        sentence = f"{file} is an archive that holds {lost} more than would be in its place"
        raise CannotBeDone(sentence, "name another file, or write over it all the same with --force --fewer")


def _lost(file: Path, archive: IO[str]) -> str:
    """In words; nothing where all of it is in the new one as well."""
    definitions = set[bytes]()
    with many_names() as events:
        with file.open("rb") as opened:
            for some, files in _held_by(iter(partial(opened.read, CHUNK), b"")):
                events.add(some)
                definitions.update(files)
        for some, files in _held_by(map(str.encode, pieces_of(archive))):
            events.discard(some)
            definitions.difference_update(files)
        gone, lost = events.count(), len(definitions)
    told = ([count(gone, "event")] if gone else []) + ([count(lost, "roadmap file")] if lost else [])
    return " and ".join(told)


def _held_by(pieces: Iterable[bytes]) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """The events and roadmap files of an archive, piece by piece, for it may be as large as it likes; without the zeros
    that UTF-16 puts between the letters.
    """
    rest = b""
    for piece in pieces:
        text = rest + piece.replace(b"\0", b"").lower()
        yield EVENT.findall(text), DEFINITION.findall(text)
        rest = text[-LONGEST:]
