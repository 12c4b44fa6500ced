"""The database itself: where it is and what is known of it, and another one in its place."""

from roadmap_cli import storage
from roadmap_cli.domain.cohort import MemberRole
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable
from roadmap_cli.reports.database import (
    BeginReport,
    DatabaseReport,
    DatabaseState,
    GrantReport,
    InitReport,
    RevokeReport,
    UpgradeReport,
)
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
    """Whose progress would be moved aside. Raises CannotBeDone for a database on a server, and DatabaseUnusable for a file that was
    never begun here as a database.
    """
    storage.reachable(session.settings.database, session.guard)
    try:
        return _users(session)
    except DatabaseUnusable as error:
        found = storage.look(session.settings.database, session.guard)
        if found.size_bytes and not found.is_begun:
            hint = "if that was your record all the same, put it aside with: roadmap database begin --yes"
            raise DatabaseUnusable(error.sentence, hint) from error
    return ()


def begin(session: Session) -> BeginReport:
    """Raises DatabaseUnusable and CannotBeDone, and then everything stands where it stood."""
    database = session.settings.database
    moved = storage.begin_anew(database, session.now, session.guard)
    return BeginReport(storage.look(database).place, with_content(moved))


def init(session: Session, partitions: int) -> InitReport:
    """Raises CannotBeDone for a database in a file."""
    database = _on_server(session, "begins by itself with the first thing that you record")
    from roadmap_cli.storage.owner import init as make

    made = make(database, partitions)
    return InitReport(storage.look(database).place, made, partitions if made else 0)


def upgrade(session: Session) -> UpgradeReport:
    """Raises CannotBeDone for a database in a file. What was interrupted goes on where it ended."""
    database = _on_server(session, "is brought up to date by the first command of a newer version")
    from roadmap_cli.storage.owner import upgrade as bring_up

    return UpgradeReport(storage.look(database).place, sum(1 for _ in bring_up(database)))


def grant(session: Session, role: MemberRole, name: str) -> GrantReport:
    """Raises CannotBeDone for a database in a file."""
    database = _on_server(session, "belongs to whoever can read it")
    from roadmap_cli.storage.rights import grant as let_in

    is_new = let_in(database, role, name)
    return GrantReport(database=storage.look(database).place, role=role, name=name, is_new=is_new)


def revoke(session: Session, role: MemberRole, name: str) -> RevokeReport:
    """Raises CannotBeDone for a database in a file."""
    database = _on_server(session, "belongs to whoever can read it")
    from roadmap_cli.storage.rights import revoke as shut_out

    had = shut_out(database, role, name)
    return RevokeReport(database=storage.look(database).place, role=role, name=name, had=had)


def assert_owner(session: Session, deed: str) -> None:
    """Raises CannotBeDone for somebody else on a server. A file belongs to whoever can write to it."""
    if not storage.is_file(session.settings.database):
        from roadmap_cli.storage.rights import assert_owner_of

        assert_owner_of(session.settings.database, deed)


def _on_server(session: Session, otherwise: str) -> str:
    database = session.settings.database
    if storage.is_file(database):
        sentence = f"{database} is a file, and {otherwise}"
        raise CannotBeDone(sentence, "this is for a server, whose address begins with postgresql://")
    return database


def _users(session: Session) -> tuple[str, ...]:
    """Of a server the learner alone, of whose others nobody is told."""
    user = session.settings.user
    with storage.reading(session.settings.database, session.guard) as log:
        if storage.is_file(session.settings.database):
            return tuple(log.users())
        return (user,) if log.is_user(user) else ()
