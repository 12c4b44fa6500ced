"""A database in a file without a name, which vanishes: for what is too much for the memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from roadmap_cli.errors import CannotBeDone


@contextmanager
def nameless() -> Iterator[sqlite3.Connection]:
    """A database in a file that nobody else sees. Raises CannotBeDone where there is no room for it."""
    try:
        with closing(sqlite3.connect("")) as connection:
            yield connection
    except sqlite3.Error as error:
        raise no_room(error) from error


def no_room(error: sqlite3.Error) -> CannotBeDone:
    sentence = f"what is read cannot be kept meanwhile: {error}"
    return CannotBeDone(sentence, "see that there is room where temporary files are (TMPDIR)")
