"""What the copies of a database are worth: the newest opened and counted, and whether a broken disk would take them too."""

import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from roadmap_cli.domain.phrasing import count
from roadmap_cli.errors import InvalidFile
from roadmap_cli.reports.doctor import Finding, remark, sound, wrong
from roadmap_cli.storage import copies
from roadmap_cli.storage.as_read import AsRead
from roadmap_cli.storage.copies import Copy, contents
from roadmap_cli.storage.guard import folder_beside

A_SECOND, A_DAY = timedelta(seconds=1), timedelta(days=1)
"""By its name a copy is of a whole second."""
ELSEWHERE = "keep them on another disk: roadmap config backup_folder FOLDER"


def usual(path: Path, chosen: Path | None, now: datetime) -> list[Copy]:
    """Those that guard no step, newest first."""
    return [each for each in copies.of(str(path), chosen, now) if not each.guards_a_step]


def examine(path: Path, chosen: Path | None, now: datetime, found: list[Copy], read: AsRead | None) -> list[Finding]:
    """The usual ones that are found, beside what is read since the newest of them was made."""
    findings = _unreadable(path, chosen) or _of_folder(path, chosen)
    if found:
        return [*findings, *(_later(path, now, read) if read else ()), _newest(path, found, now)]
    if findings or not path.exists():
        return findings
    what = "there is none yet: if this disk breaks, everything is lost"
    return [remark("copies", what, "make one: roadmap backup")]


def _unreadable(path: Path, chosen: Path | None) -> list[Finding]:
    fault = copies.unreadable(str(path), chosen)
    return [wrong("copies", fault, "let it be a folder that you can read again, or move it away")] if fault else []


def _of_folder(path: Path, chosen: Path | None) -> list[Finding]:
    if chosen is None:
        return []
    why = _hindrance(path, chosen)
    if not why:
        return []
    what = f"the folder for them {why}, so they are made beside the database: {chosen}"
    return [wrong("copies", what, "bring it back, or name another: roadmap config backup_folder FOLDER")]


def _hindrance(path: Path, folder: Path) -> str:
    """What keeps copies from being made in a folder, as far as that can be seen without writing."""
    if not os.path.isdir(folder):  # noqa: PTH112 - one that is closed is told of already, and raises nothing
        return "is missing"
    if not os.access(folder, os.W_OK):
        return "may not be written"
    with suppress(OSError):
        return "has no room left" if path.is_file() and disk_usage(folder).free < path.stat().st_size else ""
    return "does not answer"


def _later(path: Path, now: datetime, read: AsRead) -> list[Finding]:
    """Nobody is told when the making of a day's copy fails."""
    if now - read.first_later <= A_DAY:
        return []
    beside = folder_beside(path)
    folder = beside if beside.exists() else path.parent
    why = _hindrance(path, folder)
    cause = f"; {folder} {why}" if why else ""
    what = f"{count(read.later, 'event')} since {read.first_later:%Y-%m-%d %H:%M} in none of them{cause}"
    return [remark("copies", what, "make one, or see what keeps it from being made: roadmap backup")]


def _newest(path: Path, found: list[Copy], now: datetime) -> Finding:
    newest = found[0]
    try:
        events = contents(newest.path).events
    except InvalidFile as error:
        return wrong("copies", f"the newest cannot be used: {error.sentence}", "make another: roadmap backup")
    what = f"{len(found)}, newest {newest.day} ({_age(newest, now)}), opens with {count(events, 'event')}"
    if others := sum(each.is_ahead(now) for each in found[1:]):
        what = f"{what}; {others} of a day to come, made while the clock was ahead"
    if all(_is_on_the_disk_of(path, each.path) for each in found):
        what = f"{what}; all on this disk"
        return remark("copies", what, ELSEWHERE)
    return sound("copies", f"{what}; what is newer is in none")


def _age(copy: Copy, now: datetime) -> str:
    if copy.is_ahead(now):
        return "made while the clock was ahead"
    days = max((now.date() - copy.day).days, 0)
    return f"{count(days, 'day')} old" if days else "today"


def _is_on_the_disk_of(path: Path, copy: Path) -> bool:
    try:
        return path.stat().st_dev == copy.stat().st_dev
    except OSError:  # there is no telling
        return True
