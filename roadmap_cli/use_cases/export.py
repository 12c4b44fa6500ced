"""An archive that is to be written over: what it holds may be nowhere else."""

import re
from pathlib import Path

from roadmap_cli.domain.phrasing import count
from roadmap_cli.errors import CannotBeDone

EVENT = re.compile(
    rb'"id"\s{0,9}:\s{0,9}"([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})"', re.IGNORECASE
)
"""How an archive names an event, also where the rest of it is damaged."""
DEFINITION = re.compile(rb'"definition"\s{0,9}:\s{0,9}\{\s{0,99}"file"\s{0,9}:\s{0,9}"([^"]{1,210})"', re.IGNORECASE)
"""How it names a roadmap file, which may have another text by now."""
LONGEST = 500
CHUNK = 2**20


def assert_none_lost(file: Path, archive: str) -> None:
    """Raises CannotBeDone where a file that is there holds events which an archive lacks that is to replace it."""
    if not file.is_file():  # a pipe or a device holds nothing
        return
    try:
        lost = _lost(file, archive.encode())
    except OSError as error:
        sentence = f"cannot read {file}, which may hold what is recorded nowhere else: {(error.strerror or '').lower()}"
        raise CannotBeDone(sentence, "name another file") from error
    if lost:
        sentence = f"{file} is an archive that holds {lost} more than would be in its place"
        raise CannotBeDone(sentence, "name another file, or write over it all the same with --force --fewer")


def _lost(file: Path, archive: bytes) -> str:
    """In words; nothing where all of it is in the new one as well."""
    events, definitions = _held_by(file)
    gone = len(events - set(EVENT.findall(archive)))
    files = len(definitions - set(DEFINITION.findall(archive)))
    told = ([count(gone, "event")] if gone else []) + ([count(files, "roadmap file")] if files else [])
    return " and ".join(told)


def _held_by(file: Path) -> tuple[set[bytes], set[bytes]]:
    """The events and roadmap files of an archive, piece by piece, for it may be as large as it likes; without the zeros
    that UTF-16 puts between the letters.
    """
    events, definitions, rest = set[bytes](), set[bytes](), b""
    with file.open("rb") as opened:
        while piece := opened.read(CHUNK):
            text = rest + piece.replace(b"\0", b"").lower()
            events.update(EVENT.findall(text))
            definitions.update(DEFINITION.findall(text))
            rest = text[-LONGEST:]
    return events, definitions
