"""What can happen to the rows and pages of a database behind the back of the program."""

from pathlib import Path

from sqlmodel import SQLModel
from storage_helpers import ask, change

from roadmap_cli.storage import tables as _tables  # noqa: F401 - defines the tables of the metadata

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
