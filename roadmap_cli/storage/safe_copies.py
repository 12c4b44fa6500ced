"""What the copies of a database are worth: the newest opened and counted, and whether a broken disk would take them too."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from roadmap_cli.domain.phrasing import count
from roadmap_cli.reports.doctor import Finding, remark, sound, wrong
from roadmap_cli.storage import backup

DAMAGED = "fix"
"""Why a copy was made that may be of something damaged."""
ELSEWHERE = "keep them on another disk: roadmap config backup_folder FOLDER"


def examine(path: Path, chosen: Path | None, now: datetime) -> list[Finding]:
    findings = [*_of_folder(chosen)]
    copies = [each for each in backup.copies(str(path), chosen, now) if each.reason != DAMAGED]
    if not (copies or path.exists()):
        return findings
    if not copies:
        what = "there is none yet: if this disk breaks, everything is lost"
        return [*findings, remark("copies", what, "make one: roadmap backup")]
    return [*findings, _newest(path, copies, now)]


def _of_folder(chosen: Path | None) -> list[Finding]:
    if chosen is None or (chosen.is_dir() and os.access(chosen, os.W_OK)):
        return []
    why = "may not be written" if chosen.is_dir() else "is missing"
    what = f"the folder for them {why}, so they are made beside the database: {chosen}"
    return [wrong("copies", what, "bring it back, or name another: roadmap config backup_folder FOLDER")]


def _newest(path: Path, copies: list[backup.Copy], now: datetime) -> Finding:
    newest = copies[0]
    try:
        events = _counted(newest.path)
    except (sqlite3.Error, OSError, UnicodeError) as error:
        what = f"the newest, {newest.path}, cannot be used: {str(error)[:1].lower()}{str(error)[1:]}"
        return wrong("copies", what, "make another: roadmap backup")
    days = max((now.date() - newest.day).days, 0)
    age = "today" if not days else f"{count(days, 'day')} old"
    what = f"{len(copies)}, newest {newest.day} ({age}), opens with {count(events, 'event')}"
    if all(_is_on_the_disk_of(path, each.path) for each in copies):
        what = f"{what}; all on this disk"
        return remark("copies", what, ELSEWHERE)
    return sound("copies", f"{what}; what is newer is in none")


def _counted(copy: Path) -> int:
    """Raises sqlite3.Error for what is damaged."""
    place = f"{copy.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(place, uri=True)) as connection:
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if said != "ok":
            raise sqlite3.DatabaseError(said)
        return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])


def _is_on_the_disk_of(path: Path, copy: Path) -> bool:
    try:
        return path.stat().st_dev == copy.stat().st_dev
    except OSError:  # there is no telling
        return True
