"""A disk whose power is cut: which system calls were made is recorded from outside, and played back as far as a cut lets them.

A disk may keep what was written to it for later, and in any order, until a sync of that file has returned. So after a cut
each file is what was synced, and of the writes since then any: all, none, some, or the beginning of one. That a file or a
folder is there at all, or is gone, lasts once the folder that it is in was synced: before, all that is new in it may be
missing, and what was removed be back. That is what POSIX promises and no more; a disk that lies about syncs is not
simulated. The index in shared memory is gone: SQLite makes it anew.
"""

import random
import re
import subprocess
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path, PurePath
from typing import NamedTuple

from faults_helpers import STRACE
from process_helpers import PATIENCE

SECTOR = 512
"""What a disk writes as a whole."""
TRACED = "openat,mkdir,write,pwrite64,fsync,fdatasync,ftruncate,unlink"
CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?")
WITH_FILE = re.compile(r'^(\d+)<([^>]*)>(\(deleted\))?(?:, "((?:\\x[0-9a-f]{2})*)"(?:, \d+)?)?(?:, (\d+))?$')


class Call(NamedTuple):
    """What was done to a file or a folder; `data` at `offset`, or for a truncation the new size."""

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
    if found[1] in {"unlink", "mkdir"}:
        return Call(found[1], _path(found[2].split('"')[1]))
    if found[1] == "openat":
        return Call("create", _path(found[4])) if "O_CREAT" in found[2] else None
    parts = WITH_FILE.match(found[2])
    assert parts, line
    number, place, is_gone, data, offset = parts.groups()
    if is_gone:  # what SQLite puts aside for a moment, which is nobody's after a cut
        return None
    file = "stdout" if number == "1" else _path(place)
    return Call(found[1], file, _text(data or "")[: int(found[3])], int(offset or 0))


def _path(escaped: str) -> str:
    return re.sub(r"\\x([0-9a-f]{2})", lambda each: chr(int(each[1], 16)), escaped)


def _text(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


class Disk:
    """Files as they were synced, what was written to each since, and what became of names that their folder does not know
    to last: `new` files and folders, and what was in those that were `removed`.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self.synced = files
        self.pending: dict[str, list[Write]] = {}
        self.new: set[str] = set()
        self.removed: dict[str, bytes] = {}

    def do(self, call: Call) -> None:
        match call.name:
            case "create" if call.file not in self.synced:
                self.synced[call.file] = b""
                self.new.add(call.file)
            case "mkdir":
                self.new.add(call.file)
            case "write" | "pwrite64":
                self.pending.setdefault(call.file, []).append(Write(call.offset, call.data))
            case "ftruncate":
                self.pending.setdefault(call.file, []).append(Write(0, b"", call.offset))
            case "fsync" | "fdatasync" if call.file in self.synced:
                self.synced[call.file] = played(self.synced[call.file], self.pending.pop(call.file, []))
            case "fsync" | "fdatasync":
                self._sync_folder(PurePath(call.file))
            case "unlink":
                self.new.discard(call.file)
                self.removed[call.file] = played(self.synced.pop(call.file), self.pending.pop(call.file, []))

    def _sync_folder(self, folder: PurePath) -> None:
        self.new = {each for each in self.new if PurePath(each).parent != folder}
        self.removed = {each: its for each, its in self.removed.items() if PurePath(each).parent != folder}

    def after_cut(self, dice: random.Random, scattered: int) -> Iterator[dict[str, bytes]]:
        """What may be there: of names that may not last all, none and some, the new ones and the removed ones."""
        for files in self._contents(dice, scattered):
            for new, removed in product((self.new, set(), _some(self.new, dice)), ({*self.removed}, set())):
                missing = self.new - new
                lasting = {name: its for name, its in files.items() if name not in missing}
                there = {**{name: self.removed[name] for name in removed}, **lasting}
                yield {name: its for name, its in there.items() if missing.isdisjoint(_folders_of(name))}

    def _contents(self, dice: random.Random, scattered: int) -> Iterator[dict[str, bytes]]:
        """Everything, nothing since the sync, each number of writes, torn ones, some in any order."""
        everything = {file: len(writes) for file, writes in self.pending.items()}
        yield self._with(self.pending)
        yield self._with({})
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
        return {file: played(content, writes.get(file, [])) for file, content in self.synced.items()}


def _some(names: Collection[str], dice: random.Random) -> set[str]:
    return {each for each in sorted(names) if dice.random() < 0.5}


@cache  # for each of a hundred thousand cuts asks for those of the same few files
def _folders_of(file: str) -> frozenset[str]:
    return frozenset(str(each) for each in PurePath(file).parents)


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
