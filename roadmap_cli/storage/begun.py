"""Whether a database was begun, so that one that is missing, empty or out of reach is not taken for one to begin."""

import os
from contextlib import suppress
from pathlib import Path
from shlex import quote
from stat import S_ISDIR, S_ISFIFO, S_ISREG, S_ISSOCK
from typing import NamedTuple
from zlib import crc32

from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.files import SQLITE, written_beside
from roadmap_cli.storage.guard import Guard

PAGE_SIZE = slice(16, 18)
"""Where the size of a page stands in a database; 1 means the largest."""
LARGEST_PAGE = 2**16


class Absence(NamedTuple):
    """Why there is nothing to read in a place, and what helps; `is_odd` where no database could be begun there either."""

    told: str
    advice: str = ""
    is_odd: bool = False


EMPTY = Absence("is empty, and was not")


def is_there(path: Path, guard: Guard) -> bool:
    """Whether there is anything to read. Raises DatabaseUnusable where there has been, and OSError."""
    lack = lack_of(path)
    if lack is None:
        return True
    if not (lack.is_odd or is_begun(path, guard)):
        return lack is EMPTY and path.stat().st_size > 0
    lack = lack_of(path)  # the signs come after what they are signs of: somebody may just have begun it
    if lack is None:
        return True
    raise DatabaseUnusable(_sentence(path, lack), _hint(path, lack, guard))


def lack_of(path: Path) -> Absence | None:
    """None where there is a file with something in it, a folder, or what the operating system keeps to itself."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return _missing(path)
    if S_ISDIR(found.st_mode):
        return None
    if not S_ISREG(found.st_mode):
        kind = "pipe" if S_ISFIFO(found.st_mode) else "socket" if S_ISSOCK(found.st_mode) else "device"
        return Absence(f"is a {kind}, which holds nothing", "move that away, and put the database back", is_odd=True)
    return EMPTY if found.st_size <= LARGEST_PAGE and _is_empty(path) else None


def is_begun(path: Path, guard: Guard) -> bool:
    """By a mark on this machine, a journal with something in it, or a copy; or it is configured and its folder is away."""
    return is_away(path, guard) or _is_marked(path, guard) or has_journal(path) or _has_copy(path, guard)


def is_away(path: Path, guard: Guard) -> bool:
    """Whether its folder is missing, and is not to be made: the drive may be away that it is on."""
    with suppress(PermissionError):  # what is closed is there
        return not path.parent.is_dir() and (guard.is_configured or _is_marked(path, guard))
    return False


def is_missing(path: Path) -> bool:
    """What may not be looked at is there, as far as anybody knows."""
    with suppress(OSError):
        return not path.exists()
    return False


def away(path: Path) -> DatabaseUnusable:
    folder = Path(os.path.realpath(path)).parent
    sentence = f"the database {path} cannot be reached, its folder is missing: {folder}"
    return DatabaseUnusable(
        sentence, f"bring back the drive that it is on, or make the folder: mkdir -p {quote(str(folder))}"
    )


def remember(path: Path, guard: Guard) -> None:
    """Mark it as begun, where it is not yet. Nobody is stopped by a mark that cannot be made."""
    if guard.marks is None:
        return
    with suppress(OSError, ValueError):
        if not os.path.exists(mark := _mark(path, guard.marks)):  # noqa: PTH110 - the cheapest there is, at every command
            _put(Path(mark), _name(path))


def files(path: Path, guard: Guard) -> list[str]:
    """Whatever an answer out of it depends on, the journals of SQLite among them, which stand beside the file itself."""
    real, mark = os.path.realpath(path), [_mark(path, guard.marks)] if guard.marks else []
    return [str(path.absolute()), f"{real}-wal", f"{real}-journal", *mark]


def newest_copy(path: Path, chosen: Path | None, *, verify: bool = False) -> Path | None:
    """What `restore` would take without a name, as far as a glance tells, or by reading it as `restore` does: of this database,
    and not of another whose copies are kept in the same folder.
    """
    from roadmap_cli.storage import copies

    usual = [each for each in copies.of(str(path), chosen) if each.is_own and not each.guards_a_step]
    sound, damaged = copies.newest_sound(usual, copies.contents if verify else copies.glance)
    return sound.path if sound else damaged[0].path if damaged else None


def size_of(path: Path) -> int | None:
    """With its journal; None where there is none."""
    with suppress(OSError, ValueError):
        return path.stat().st_size + (journal_of(path).stat().st_size if has_journal(path) else 0)
    return None


def _missing(path: Path) -> Absence:
    if path.is_symlink():
        return Absence(f"is a link to {path.readlink()}, where nothing is", "bring back what it leads to", is_odd=True)
    if not path.parent.is_dir():
        return Absence(
            f"cannot be reached, its folder is missing: {path.parent}",
            "bring back the drive or the folder that it is in",
        )
    return Absence("is missing, and was there before", "put it back if it was moved")


def journal_of(path: Path) -> Path:
    """SQLite keeps it beside the file itself, not beside a link."""
    return Path(f"{os.path.realpath(path)}-wal")


def has_journal(path: Path) -> bool:
    with suppress(OSError, ValueError):
        return journal_of(path).stat().st_size > 0
    return False


def _has_copy(path: Path, guard: Guard) -> bool:
    from roadmap_cli.storage import copies

    return any(each.is_own for each in copies.of(str(path), guard.backups))


def _is_empty(path: Path) -> bool:
    """Also with the first page alone, in which no table is: what is left of a young database without its journal."""
    is_journal_there = has_journal(path)  # looked at first: what is in it moves to the database
    with path.open("rb") as file:
        head, size = file.read(PAGE_SIZE.stop), os.fstat(file.fileno()).st_size
    page = int.from_bytes(head[PAGE_SIZE], "big")
    return size == 0 or (
        not is_journal_there and head.startswith(SQLITE) and size <= (page if page > 1 else LARGEST_PAGE)
    )


def _mark(path: Path, marks: Path) -> str:
    return f"{marks}/{crc32(_name(path)):08x}"


def _name(path: Path) -> bytes:
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100 - `absolute` leaves `..` in it


def _is_marked(path: Path, guard: Guard) -> bool:
    """Two paths may have the same sum, so the mark says which it is of."""
    with suppress(OSError, ValueError):
        return guard.marks is not None and Path(_mark(path, guard.marks)).read_bytes() == _name(path)
    return False


def _put(mark: Path, content: bytes) -> None:
    """Whole or not at all, in folders that only their owner sees."""
    for folder in (mark.parent.parent, mark.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with written_beside(mark, [content]) as temporary:
        temporary.replace(mark)


def _sentence(path: Path, lack: Absence) -> str:
    rest = f"; what was recorded last is still in {journal_of(path)}" if has_journal(path) else ""
    return f"the database {path} {lack.told}{rest}"


def _hint(path: Path, lack: Absence, guard: Guard) -> str:
    copy = newest_copy(path, guard.backups, verify=True)
    how = " --replace" if lack.is_odd and path.exists() else ""
    others = "see which copies there are: roadmap backup list" if _has_copy(path, guard) else ""
    restore = f"bring back the newest copy, {copy}, with: roadmap restore{how}" if copy else others
    begin = "begin an empty one, which removes nothing, with: roadmap database begin"
    if is_away(path, guard):
        restore, begin = f"make the folder, and {restore or begin}", ""
    return "; or ".join(each for each in (lack.advice, restore, begin) if each)
