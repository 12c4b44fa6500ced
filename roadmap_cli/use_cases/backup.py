"""Copies of the database: that of a day, by itself; those that are asked for or guard a step; and all that there are."""

from pathlib import Path

from roadmap_cli import storage
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.reports.backup import BackupReport, BackupsReport, CopyLine
from roadmap_cli.storage import backup, begun, copies
from roadmap_cli.storage.copies import ASKED, DAY, Copy, Reading, contents, glance
from roadmap_cli.storage.guard import folder_beside
from roadmap_cli.use_cases.output import assert_no_record
from roadmap_cli.use_cases.session import Session


def keep_copy_of_day(session: Session, database: str) -> None:
    """And clear away what is not to stay any longer. Raises whatever goes wrong."""
    settings = session.settings
    if backup.make_copy(database, settings.backup_folder, session.now, DAY, session.today):
        backup.prune(database, settings.backup_folder, settings.keeping, session.now)


def protect(session: Session, reason: str) -> Copy | None:
    """A copy before a step that no other command takes back; None where there is nothing that could be copied here."""
    database = session.settings.database
    path = storage.file_of(database)
    return backup.make_copy(database, None, session.now, reason) if path and not begun.is_missing(path) else None


def back_up(session: Session, target: Path | None, *, force: bool, fewer: bool = False) -> BackupReport:
    """Raises CannotBeDone for a database on a server, and where there is nothing yet."""
    settings, path = session.settings, file_of(session)
    if begun.is_missing(path):
        sentence = f"there is nothing to copy yet: {path} is not there"
        raise CannotBeDone(sentence, "it begins with the first thing that you record")
    if target is None:
        folder = settings.backup_folder
        made = backup.make_copy(settings.database, folder, session.now, ASKED, hint=session.hint)
    else:
        assert_no_record(session, target, stores=True)
        made = backup.copy_to(settings.database, target, session.now, force=force, fewer=fewer)
    if made is None:
        raise on_a_server()
    return BackupReport(str(path.absolute()), line_of(made))


def backups(session: Session, *, verify: bool = False) -> BackupsReport:
    """Each was read when it was made; `verify` reads it again. Raises CannotBeDone for a database on a server, and where none is
    found because a folder cannot be looked into.
    """
    settings, path, found = session.settings, file_of(session), copies_of(session)
    if not found:
        see_every_folder(session)
    folder = settings.backup_folder or folder_beside(path.absolute())
    return BackupsReport(
        database=str(path.absolute()),
        copies=tuple(line_of(each, contents if verify else glance) for each in found),
        folder=str(folder) if any(settings.keeping) else None,
        daily=settings.keeping.daily_backups,
        weekly=settings.keeping.weekly_backups,
        monthly=settings.keeping.monthly_backups,
    )


def copies_of(session: Session) -> list[Copy]:
    """Newest first. What cannot be looked into is said."""
    database, chosen = session.settings.database, session.settings.backup_folder
    found = copies.of(database, chosen, session.now)
    if found and (fault := copies.unreadable(database, chosen)):
        session.hint(f"there may be more copies: {fault}")
    return found


def see_every_folder(session: Session) -> None:
    """Where none is found. Raises CannotBeDone for a folder that cannot be looked into."""
    if fault := copies.unreadable(session.settings.database, session.settings.backup_folder):
        raise CannotBeDone(
            fault, "let it be a folder that you can read, or name a copy by its file: roadmap restore FILE"
        )


def line_of(copy: Copy, look: Reading = glance) -> CopyLine:
    line = CopyLine(
        path=str(copy.path.absolute()),
        reason=copy.reason,
        day=copy.day,
        made=copy.made,
        bytes=copy.bytes,
        is_own=copy.is_own,
        fades=copy.is_of_a_day,
    )
    try:
        found = look(copy.path)
    except InvalidFile as error:
        return line._replace(fault=error.sentence)
    return line._replace(events=found.events, users=found.users)


def file_of(session: Session) -> Path:
    """Raises CannotBeDone for a database on a server."""
    path = storage.file_of(session.settings.database)
    if path is None:
        raise on_a_server()
    return path


def on_a_server() -> CannotBeDone:
    sentence = "of a database on a server no copy can be made here"
    return CannotBeDone(sentence, "make one with the tools of the server: pg_dump, and pg_restore to bring it back")
