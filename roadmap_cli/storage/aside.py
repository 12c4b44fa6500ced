"""A database moved out of the way with all that belongs to it, and an empty one in its place. Nothing is removed."""

from datetime import datetime
from pathlib import Path

PARTS = ("", "-journal", "-wal", "-shm")
"""What stands beside a database by its name, and only together with it is what it was."""


def put_aside(path: Path, now: datetime) -> list[Path]:
    """Beside itself, by names that SQLite still takes for one database; for who is alone on it."""
    stem = f"{path.name}.{now:%Y-%m-%dT%H%M%S}"
    target = path.with_name(f"{stem}.aside")
    number = 1
    while any(path.with_name(f"{target.name}{part}").exists() for part in PARTS):
        number += 1
        target = path.with_name(f"{stem}-{number}.aside")
    moved: list[Path] = []
    for part in PARTS:
        old, new = (each.with_name(f"{each.name}{part}") for each in (path, target))
        if old.exists():
            old.rename(new)
            moved.append(new)
    return moved
