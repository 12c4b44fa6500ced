"""A disk whose power is cut: which system calls were made is recorded from outside, and played back as far as a cut lets them.

A disk may keep what was written to it for later, and in any order, until a sync of that file has returned. So after a cut
each file is what was synced, and of the writes since then any: all, none, some, or the beginning of one. That is what POSIX
promises and no more; a disk that lies about syncs is not simulated. A sync of a file makes its name last, too; the removal
of a file lasts or not. The index in shared memory is gone: SQLite makes it anew.
"""

import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from faults_helpers import STRACE
from process_helpers import PATIENCE

SECTOR = 512
"""What a disk writes as a whole."""
TRACED = "write,pwrite64,fsync,fdatasync,ftruncate,unlink"
CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
WITH_FILE = re.compile(r'^(\d+)<([^>]*)>(?:, "((?:\\x[0-9a-f]{2})*)"(?:, \d+)?)?(?:, (\d+))?$')


class Call(NamedTuple):
    """What was done to a file; `data` at `offset`, or for a truncation the new size."""

    name: str
    file: str
    data: bytes = b""
    offset: int = 0


class Write(NamedTuple):
    offset: int
    data: bytes
    size: int | None = None


def recorded(words: Sequence[str], trace: Path) -> list[Call]:
    """Run a program, and tell what it did to files and said to stdout, in order."""
    assert STRACE
    command = [STRACE, "-f", "-xx", "-y", "-s", "100000", "-o", str(trace), "-e", f"trace={TRACED}", *words]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [call for line in trace.read_text(encoding="ascii").splitlines() if (call := _call(line))]


def _call(line: str) -> Call | None:
    found = CALL.match(line)
    if not found or int(found[3]) < 0:
        return None
    if found[1] == "unlink":
        return Call("unlink", _text(found[2].strip('"')).decode())
    parts = WITH_FILE.match(found[2])
    assert parts, line
    number, place, data, offset = parts.groups()
    file = "stdout" if number == "1" else re.sub(r"\\x([0-9a-f]{2})", lambda each: chr(int(each[1], 16)), place)
    return Call(found[1], file, _text(data or "")[: int(found[3])], int(offset or 0))


def _text(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


class Disk:
    """Files as they were synced, and what was written to each since."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.synced = files
        self.pending: dict[str, list[Write]] = {}
        self.removed: dict[str, bytes] = {}

    def do(self, call: Call) -> None:
        match call.name:
            case "write" | "pwrite64":
                self.pending.setdefault(call.file, []).append(Write(call.offset, call.data))
            case "ftruncate":
                self.pending.setdefault(call.file, []).append(Write(0, b"", call.offset))
            case "fsync" | "fdatasync":
                self.synced[call.file] = played(self.synced.get(call.file, b""), self.pending.pop(call.file, []))
            case "unlink":
                last = played(self.synced.pop(call.file, b""), self.pending.pop(call.file, []))
                self.removed[call.file] = last

    def after_cut(self, dice: random.Random, scattered: int) -> Iterator[dict[str, bytes]]:
        """What may be there: everything, nothing since the sync, each number of writes, torn ones, some in any order."""
        everything = {file: len(writes) for file, writes in self.pending.items()}
        yield self._with(self.pending)
        yield self._with({})
        if self.removed:
            yield {**self.removed, **self._with(self.pending)}  # the removal has not lasted
        for file, number in everything.items():
            for kept in range(number):
                whole, torn = self.pending[file][:kept], self.pending[file][kept]
                others = {name: its for name, its in self.pending.items() if name != file and dice.random() < 0.5}
                yield self._with({**others, file: whole})
                yield self._with({**others, file: [*whole, *_torn(torn, dice)]})
                yield self._with({**others, file: [*whole, torn._replace(data=bytes(len(torn.data)))]})
        for _ in range(scattered if everything else 0):
            some = {file: [each for each in its if dice.random() < 0.5] for file, its in self.pending.items()}
            yield self._with(some)

    def _with(self, writes: dict[str, list[Write]]) -> dict[str, bytes]:
        files = {*self.synced, *(file for file, its in writes.items() if its)}
        return {file: played(self.synced.get(file, b""), writes.get(file, [])) for file in files}


def played(content: bytes, writes: Sequence[Write]) -> bytes:
    changed = bytearray(content)
    for write in writes:
        if write.size is not None:
            changed = changed[: write.size].ljust(write.size, b"\0")
            continue
        if len(changed) < write.offset:
            changed.extend(bytes(write.offset - len(changed)))
        changed[write.offset : write.offset + len(write.data)] = write.data
    return bytes(changed)


def _torn(write: Write, dice: random.Random) -> list[Write]:
    """Some of its sectors."""
    sectors = range(0, len(write.data), SECTOR)
    return [Write(write.offset + each, write.data[each : each + SECTOR]) for each in sectors if dice.random() < 0.5]
