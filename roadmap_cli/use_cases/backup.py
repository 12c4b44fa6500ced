"""Copies of the database: that of a day, by itself; those that are asked for or guard a step; and all that there are."""

from pathlib import Path

from roadmap_cli import storage
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.reports.backup import BackupReport, BackupsReport, CopyLine
from roadmap_cli.storage import backup
from roadmap_cli.storage.guard import folder_beside
from roadmap_cli.storage.restore import contents
from roadmap_cli.use_cases.session import Session


def keep_copy_of_day(session: Session, database: str) -> None:
    """And clear away what is not to stay any longer. Raises whatever goes wrong."""
    settings = session.settings
    if backup.make_copy(database, settings.backup_folder, session.now, backup.DAY, session.today):
        backup.prune(database, settings.backup_folder, settings.keeping)


def protect(session: Session, reason: str) -> backup.Copy | None:
    """A copy before a step that no other command takes back; None where there is nothing that could be copied here."""
    database = session.settings.database
    path = storage.file_of(database)
    return backup.make_copy(database, None, session.now, reason) if path and path.exists() else None


def back_up(session: Session, target: Path | None, *, force: bool) -> BackupReport:
    """Raises CannotBeDone for a database on a server, and where there is nothing yet."""
    settings, path = session.settings, file_of(session)
    if not path.exists():
        sentence = f"there is nothing to copy yet: {path} is not there"
        raise CannotBeDone(sentence, "it begins with the first thing that you record")
    if target is None:
        made = backup.make_copy(settings.database, settings.backup_folder, session.now, backup.ASKED)
    else:
        made = backup.copy_to(settings.database, target, session.now, force=force)
    if made is None:
        raise on_a_server()
    return BackupReport(str(path.absolute()), line_of(made))


def backups(session: Session) -> BackupsReport:
    """Raises CannotBeDone for a database on a server."""
    settings, path = session.settings, file_of(session)
    folder = settings.backup_folder or folder_beside(path.absolute())
    return BackupsReport(
        database=str(path.absolute()),
        copies=tuple(map(line_of, backup.copies(settings.database, settings.backup_folder, session.now))),
        folder=str(folder) if any(settings.keeping) else None,
        daily=settings.keeping.daily_backups,
        weekly=settings.keeping.weekly_backups,
        monthly=settings.keeping.monthly_backups,
    )


def line_of(copy: backup.Copy) -> CopyLine:
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
        found = contents(copy.path)
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
