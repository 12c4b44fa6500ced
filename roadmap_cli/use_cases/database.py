"""The database itself: where it is and what is known of it, and another one in its place."""

from roadmap_cli import storage
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.reports.database import BeginReport, DatabaseReport, DatabaseState
from roadmap_cli.storage import shared_place
from roadmap_cli.storage.aside import with_content
from roadmap_cli.use_cases.session import Session


def look(session: Session) -> DatabaseReport:
    """Also at one that cannot be used: why, stands in the report."""
    database, guard = session.settings.database, session.guard
    found = storage.look(database, guard)
    users, fault, advice = tuple[str, ...](), "", ""
    try:
        users = _users(session)
    except DatabaseUnusable as error:
        fault, advice = error.sentence, error.hint
    state: DatabaseState = "unusable" if fault else "there" if found.is_begun or found.size_bytes else "new"
    return DatabaseReport(
        database=found.place,
        state=state,
        begun=found.is_begun,
        size_bytes=found.size_bytes,
        users=users,
        newest_copy=str(found.newest_copy) if found.newest_copy else None,
        fault=fault,
        advice=session.advice(advice),
        shared_by=shared_by(session),
    )


def shared_by(session: Session) -> str:
    """What takes the folder of the database to other machines; empty where nothing does, as far as a glance tells."""
    path = storage.file_of(session.settings.database)
    return shared_place.shared_by(path) if path else ""


def users_in_the_way(session: Session) -> tuple[str, ...]:
    """Whose progress would be moved aside. Raises DatabaseUnusable for a file that was never begun here as a database."""
    try:
        return _users(session)
    except DatabaseUnusable as error:
        found = storage.look(session.settings.database, session.guard)
        if found.size_bytes and not found.is_begun:
            hint = "if that was your record all the same, put it aside with: roadmap database begin --yes"
            raise DatabaseUnusable(error.sentence, hint) from error
    return ()


def begin(session: Session) -> BeginReport:
    """Raises DatabaseUnusable, and then everything stands where it stood."""
    database = session.settings.database
    moved = storage.begin_anew(database, session.now, session.guard)
    return BeginReport(storage.look(database).place, with_content(moved))


def _users(session: Session) -> tuple[str, ...]:
    with storage.reading(session.settings.database, session.guard) as log:
        return tuple(log.users())
