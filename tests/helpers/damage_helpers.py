"""What can happen to the rows and pages of a database behind the back of the program."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel
from storage_helpers import ask, change, fact, later, write

from roadmap_cli.storage import tables as _tables  # noqa: F401 - defines the tables of the metadata

PAGE = 4096
ROUNDS = 24
Rows = set[tuple[Any, ...]]
KEYS = {
    "topic_progress": ("topic = 'a'", "topic"),
    "study_day": ("topic = 'a'", "topic"),
    "card": ("card = 'a-1'", "card"),
    "topic_memory": ("topic = 'a'", "topic"),
    "choice": ("choice = 'way'", "choice"),
    "undone_batch": ("batch IS NOT NULL", "batch"),
    "seal": ("part = 'topics'", "name"),
}
VALUES = {
    "topic_progress": ("minutes", "777"),
    "study_day": ("minutes", "777"),
    "card": ("reviews", "777"),
    "topic_memory": ("memory", "'[[[],[],[]],[[],[],[]],[],0,0]'"),
    "choice": ('"option"', "'other'"),
    "undone_batch": ("batch", "'another'"),
    "seal": ("value", "'1 1'"),
}


def damage(table: str) -> dict[str, str]:
    where, key = KEYS[table]
    column, value = VALUES[table]
    names = [str(each.name) for each in SQLModel.metadata.tables[table].columns]
    copied = ", ".join("'more'" if name == key else f'"{name}"' for name in names)
    return {
        "a row changed": f"UPDATE {table} SET {column} = {value} WHERE {where}",  # noqa: S608
        "a row deleted": f"DELETE FROM {table} WHERE {where}",  # noqa: S608
        "a row added": f"INSERT INTO {table} SELECT {copied} FROM {table} WHERE {where} LIMIT 1",  # noqa: S608
        "a value of a wrong sort": f"UPDATE {table} SET {column} = x'ff00' WHERE {where}",  # noqa: S608
        "all rows gone": f"DELETE FROM {table}",  # noqa: S608
        "the table gone": f"DROP TABLE {table}",
        "a column gone": f"ALTER TABLE {table} RENAME COLUMN {column} TO other",
    }


DAMAGES = {f"{table}: {name}": statement for table in KEYS for name, statement in damage(table).items()}


def spoil(path: Path, page: int) -> None:
    """Overwrite a page, with nothing left in a -wal that could bring it back."""
    change(path, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode = DELETE")
    size = ask(path, "PRAGMA page_size")[0][0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


def roots(path: Path) -> dict[str, int]:
    return dict(ask(path, "SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0"))


def of_many_pages(path: Path) -> Path:
    """Events of two learners with short notes and with some of several pages, each with words that nothing else has."""
    for number in range(ROUNDS):
        topic, length = f"topic-{number % 5}", (1, 60, 1500)[number % 3]
        facts = (
            fact("logged", topic, later(number), minutes=5, note=_token(3 * number) * length),
            fact("graded", topic, later(number), card=f"card-{number % 4}", rating=3),
            fact("noted", topic, later(number), text=_token(3 * number + 2) * (length // 3 or 1)),
        )
        write(str(path), *facts, user="bo" if number % 4 == 0 else "ada", now=later(number))
    write(str(path), fact("chose", choice="way", option="x"), user="ada", now=later(ROUNDS))
    path.chmod(0o600)
    return path


def _token(number: int) -> str:
    return f"<{number:05}>"


def events_in(path: Path) -> Rows:
    """Without their numbers, which each database gives."""
    with closing(sqlite3.connect(path)) as connection:
        return {row[:-1] for row in connection.execute("SELECT * FROM event")}


def owners(path: Path) -> dict[int, str]:
    """What each page belongs to, as SQLite tells."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            return dict(connection.execute("SELECT pageno, name FROM dbstat"))
        except sqlite3.OperationalError:
            pytest.skip("this SQLite has no dbstat")


def pages_of_the_tree(path: Path) -> list[int]:
    """Of the table of events those with a header; the long texts go on in others."""
    pages = "SELECT pageno FROM dbstat WHERE name = 'event' AND pagetype != 'overflow'"
    return [page for (page,) in ask(path, pages)]
