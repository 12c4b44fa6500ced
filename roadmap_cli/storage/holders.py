"""Who holds a lock on a file, where the operating system tells it (Linux does)."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

INTERPRETERS = ("python", "pypy")
MOST_LETTERS = 40


def holder_of(files: Iterable[Path]) -> str:
    """The program, with its number, that keeps others from writing to one of these; empty where nobody tells."""
    with suppress(OSError, ValueError):
        held = {(each.stat().st_ino, each.stat().st_dev): each for each in files if each.exists()}
        table = Path("/proc/locks").read_text(encoding="ascii", errors="replace")
        for number in _writers(table, held):
            return f"{_program(number)} (process {number})"
    return ""


def _writers(table: str, held: dict[tuple[int, int], Path]) -> Iterator[int]:
    """From lines such as `1: FLOCK  ADVISORY  WRITE 708 00:13:1234 0 EOF`; one that waits has an arrow there."""
    for line in table.splitlines():
        words = line.split()
        if words[1] == "->" or words[3] != "WRITE":
            continue
        number, inode = int(words[4]), int(words[5].rpartition(":")[2])
        if (
            number > 0
            and number != os.getpid()
            and any(_is_of(number, words[5], inode, file) for file in held if file[0] == inode)
        ):
            yield number


def _is_of(number: int, place: str, inode: int, file: tuple[int, int]) -> bool:
    """Some file systems are told by another device there; then the process has to have the file open."""
    major, minor = (int(part, 16) for part in place.split(":")[:2])
    if os.makedev(major, minor) == file[1]:
        return True
    with suppress(OSError):
        opened = (each.stat() for each in Path(f"/proc/{number}/fd").iterdir())
        return any((found.st_ino, found.st_dev) == (inode, file[1]) for found in opened)
    return False


def _program(number: int) -> str:
    """As one would know it: for what Python runs, that."""
    with suppress(OSError):
        words = Path(f"/proc/{number}/cmdline").read_bytes().decode(errors="replace").split("\0")
        if Path(words[0]).name.startswith(INTERPRETERS) and len(words) > 1 and words[1]:
            words = words[2:] if words[1] == "-m" else words[1:]
        name = Path(words[0]).name
        return "roadmap" if name == "roadmap_cli" else name[:MOST_LETTERS] or "a program"
    return "a program"
