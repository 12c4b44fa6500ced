"""What is known of a database from outside of the file: so that one that is away is not taken for one to begin."""

from pathlib import Path
from typing import NamedTuple


class Guard(NamedTuple):
    """`marks` is a folder on this machine in which databases that were begun are named, `backups` where copies are kept if
    not beside the database; `is_configured` says that config.toml names the database.
    """

    marks: Path | None = None
    backups: Path | None = None
    is_configured: bool = False


UNGUARDED = Guard()
"""For databases that nobody has begun: in memory, of a test."""
