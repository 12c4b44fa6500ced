"""What is known of a database from outside of the file: so that one that is away is not taken for one to begin."""

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

JOURNALS = ("-journal", "-wal")
PARTS = ("", *JOURNALS, "-shm")
"""What stands beside a database by its name, and only together with it is what it was."""


class Guard(NamedTuple):
    """`marks` is a folder on this machine in which databases that were begun are named, `backups` where copies are kept if
    not beside the database; `is_configured` says that config.toml names the database.
    """

    marks: Path | None = None
    backups: Path | None = None
    is_configured: bool = False


UNGUARDED = Guard()
"""For databases that nobody has begun: in memory, of a test."""


def folder_beside(path: Path) -> Path:
    """Where copies of a database in a file are kept, unless another folder is chosen."""
    return path.with_name(f"{path.name}.backups")


def copy_of_day(path: Path, folder: Path, day: date) -> Path:
    """What the copy of a learner's day is called. In a folder that several databases of one name may share it tells them
    apart; looked for at every command that writes.
    """
    return folder / f"{path.name}.{day}.day{tag_of(path, folder)}.backup"


def tag_of(path: Path, folder: Path) -> str:
    return "" if folder == folder_beside(path) else f"-{crc32(os.fsencode(path.absolute())):08x}"
