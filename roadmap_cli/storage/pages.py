"""Rows out of the pages of an SQLite file, read without SQLite: for what no tree leads to any more.

The format is documented, and frozen: https://www.sqlite.org/fileformat2.html
"""

import struct
from collections.abc import Collection, Iterator
from typing import NamedTuple

HEADER_BYTES = 100
LEAF_OF_A_TABLE, INTERIOR_OF_A_TABLE = 0x0D, 0x05
NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of a whole number by its serial type."""
FIRST_BLOB, FIRST_TEXT = 12, 13
Value = str | int | float | bytes | None


class File(NamedTuple):
    """The bytes of a database; `usable` are those of a page that SQLite uses."""

    content: bytes
    size: int
    usable: int

    def page(self, number: int) -> bytes:
        """Numbers begin at 1. Raises ValueError."""
        if not 1 <= number <= len(self.content) // self.size:
            message = f"there is no page {number}"
            raise ValueError(message)
        return self.content[(number - 1) * self.size : number * self.size]


class Leaf(NamedTuple):
    number: int
    cells: tuple[tuple[Value, ...], ...]


def file_of(content: bytes, fallback: int = 4096) -> File:
    """The size of a page stands in the first; where that is damaged, it is what the program's own databases have."""
    size, reserved = struct.unpack(">H", content[16:18])[0] if len(content) > HEADER_BYTES else 0, 0
    size = 65536 if size == 1 else size
    if size < 512 or size & (size - 1):  # noqa: PLR2004 - the smallest there is
        size = fallback
    elif content.startswith(b"SQLite format 3\0"):
        reserved = content[20]
    return File(content, size, size - reserved)


def leaves(file: File, columns: Collection[int]) -> Iterator[Leaf]:
    """Every page that is a leaf of a table with so many columns, or so many, as far as it is whole."""
    for number in range(1, len(file.content) // file.size + 1):
        page = file.page(number)
        start = HEADER_BYTES if number == 1 else 0
        if page[start] != LEAF_OF_A_TABLE:
            continue
        cells = []
        for pointer in _pointers(page, start):
            try:
                cell = _cell(file, page, pointer)
            except (ValueError, IndexError, struct.error):
                continue
            if len(cell) in columns:
                cells.append(cell)
        if cells:
            yield Leaf(number, tuple(cells))


def free(file: File) -> frozenset[int]:
    """Pages that hold nothing any more; none where the list of them is not what the first page says."""
    if len(file.content) < HEADER_BYTES:
        return frozenset()
    trunk, count = struct.unpack_from(">II", file.content, 32)
    found: set[int] = set()
    try:
        while trunk and trunk not in found:
            found.add(trunk)
            trunk, number, *_ = struct.unpack_from(">II", page := file.page(trunk))
            found.update(struct.unpack_from(f">{number}I", page, 8))
    except (ValueError, struct.error):
        return frozenset()
    return frozenset(found) if len(found) == count else frozenset()


def _pointers(page: bytes, start: int) -> Iterator[int]:
    """To all cells, also behind the number of them that the page tells, which may be damaged: they end before the first cell.
    What has been moved to another page may still be here, and is found there too.
    """
    first, lowest = start + 8, len(page)
    for at in range(first, len(page) - 1, 2):
        pointer = struct.unpack_from(">H", page, at)[0]
        lowest = min(lowest, pointer)
        if lowest < at + 2:
            return
        yield pointer


def _cell(file: File, page: bytes, at: int) -> tuple[Value, ...]:
    """Raises ValueError, IndexError and struct.error for what is none."""
    length, at = _varint(page, at)
    _, at = _varint(page, at)
    local = _local(length, file.usable)
    payload = page[at : at + local]
    if len(payload) < local:
        message = "a row that is cut off"
        raise ValueError(message)
    if local < length:
        payload += _overflow(file, struct.unpack_from(">I", page, at + local)[0], length - local)
    return _record(payload)


def _local(length: int, usable: int) -> int:
    """How much of a row stands in its leaf."""
    most = usable - 35
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    kept = least + (length - least) % (usable - 4)
    return kept if kept <= most else least


def _overflow(file: File, number: int, left: int) -> bytes:
    parts = []
    if left > len(file.content):
        message = "a row longer than the file"
        raise ValueError(message)
    while left > 0:
        page = file.page(number)
        number = struct.unpack_from(">I", page)[0]
        parts.append(page[4 : min(4 + left, file.usable)])
        left -= len(parts[-1])
    return b"".join(parts)


def _record(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    sorts = []
    while at < end:
        sort, at = _varint(payload, at)
        sorts.append(sort)
    values = []
    for sort in sorts:
        value, at = _value(payload, at, sort)
        values.append(value)
    if at != len(payload):
        message = "a row of another length than it says"
        raise ValueError(message)
    return tuple(values)


def _value(payload: bytes, at: int, sort: int) -> tuple[Value, int]:
    if sort == 0:
        return None, at
    if sort in {8, 9}:
        return sort - 8, at
    if sort in NUMBERS:
        end = at + NUMBERS[sort]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if sort == 7:  # noqa: PLR2004 - the serial type of a float
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if sort < FIRST_BLOB:
        message = "a sort of value that there is not"
        raise ValueError(message)
    end = at + (sort - FIRST_BLOB) // 2
    data = payload[at:end]
    return data.decode() if sort % 2 else data, end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the last byte
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9
