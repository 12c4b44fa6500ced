"""With what a learner syncs: one more, one less, and which there are."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from roadmap_cli import storage
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable, WrongUsage
from roadmap_cli.files import is_database as holds_database
from roadmap_cli.reports.database import KEEP_APART
from roadmap_cli.reports.sync import AddedReport, ForgottenReport, RemoteLine, RemotesReport
from roadmap_cli.settings.folders import path_of
from roadmap_cli.storage import shared_place
from roadmap_cli.storage.folder import FolderReplica
from roadmap_cli.use_cases import roadmap_text, sync_memory
from roadmap_cli.use_cases.database import shared_by
from roadmap_cli.use_cases.find_roadmap import is_same
from roadmap_cli.use_cases.roadmap_file import anywhere
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.sync import is_database, named, opened
from roadmap_cli.use_cases.sync_memory import Remote

COMMANDS = ("now", "add", "list", "remove")
"""Which no remote can be called."""
_NAME = re.compile(r"[^\W_][\w.-]{0,39}")


class PlaceToSync(NamedTuple):
    """A remote that could be, and who has progress there."""

    name: str
    place: str
    users: tuple[str, ...]


def candidate(session: Session, name: str, given: str) -> PlaceToSync:
    """Nothing is written. Raises WrongUsage, CannotBeDone, and DatabaseUnusable where the place cannot be used."""
    if not _NAME.fullmatch(name) or name in COMMANDS:
        sentence = f"{name!r} cannot be the name of a remote"
        raise WrongUsage(sentence, f"up to 40 letters and digits, as in usb-stick; not {', '.join(COMMANDS)}")
    for each in sync_memory.remotes(session):
        if each.name == name:
            sentence = f"there is a remote {name} already: {each.place}"
            raise CannotBeDone(sentence, f"take another name, or forget that one: roadmap sync remove {name}")
    place = _place(given)
    if is_database(place):
        _see_another(session, place)
        return PlaceToSync(name, place, tuple(opened(session, place, dry_run=True).users()))
    _see_folder(Path(place))
    users = opened(session, place, dry_run=True).users() if Path(place).is_dir() else []
    return PlaceToSync(name, place, tuple(users))


def known_as(chosen: PlaceToSync, user: str) -> str:
    """There: a folder goes on under the name that somebody had at first."""
    if user in chosen.users or is_database(chosen.place):
        return user
    folder = FolderReplica(Path(chosen.place), "")
    return next((former for former in chosen.users if folder.present_name(former) == user), user)


def add(session: Session, chosen: PlaceToSync, user: str) -> AddedReport:
    """Raises CannotBeDone, and DatabaseUnusable for somebody else than the server knows."""
    _see_one_learner(session, chosen, user)
    remote = Remote(name=chosen.name, place=chosen.place, user=user)
    if not is_database(chosen.place):
        try:
            Path(chosen.place).mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            sentence = f"cannot make the folder {chosen.place}: {(error.strerror or str(error)).lower()}"
            raise CannotBeDone(sentence, "name one in a folder that you may write to") from error
    with sync_memory.alone():
        sync_memory.keep(session, remote)
    others = tuple(each for each in chosen.users if each != user)
    return AddedReport(_line(remote), is_new=user not in chosen.users, others=others)


def risks(session: Session, chosen: PlaceToSync) -> Iterator[str]:
    """Of databases that another program would copy while they are written, as far as a glance tells."""
    own = storage.file_of(session.settings.database)
    program = shared_by(session)
    if program:
        yield f"the database itself is in a folder shared by {program}, which can damage it: {KEEP_APART}"
    elif (
        own
        and not is_database(chosen.place)
        and Path(os.path.realpath(own)).is_relative_to(os.path.realpath(chosen.place))
    ):
        yield f"the database itself is in {chosen.place}; what keeps that folder the same can damage it: {KEEP_APART}"
    there = storage.file_of(chosen.place) if is_database(chosen.place) else None
    if there and (program := shared_place.shared_by(there)):
        way = f"name a folder there instead: roadmap sync add NAME {quote(str(there.with_suffix('')))}"
        yield f"{there} is in a folder shared by {program}, which can damage it: {way}"


def listing(session: Session) -> RemotesReport:
    found = sync_memory.remotes(session)
    database = storage.look(session.settings.database, session.guard).place
    return RemotesReport(database, session.settings.user, tuple(map(_line, found)))


def remove(session: Session, name: str) -> ForgottenReport:
    """What is there stays there. Raises CannotBeDone."""
    with sync_memory.alone():
        (remote,) = named(sync_memory.remotes(session), [name])
        sync_memory.forget(session, remote.name)
    return ForgottenReport(_line(remote))


def _see_one_learner(session: Session, chosen: PlaceToSync, user: str) -> None:
    """Nothing takes the events of two learners apart again. Raises CannotBeDone and DatabaseUnusable."""
    own, place = session.settings.user, chosen.place
    for each in sync_memory.remotes(session):
        if each.place == place:
            which = "" if each.user == user else f", where you are {each.user}, and not {user}"
            sentence = f"{place} is the remote {each.name} already{which}"
            raise CannotBeDone(sentence, f"to name it anew, forget that one first: roadmap sync remove {each.name}")
    for learner, each in sync_memory.remotes_of_others(session):
        if (each.place, each.user) == (place, user):
            sentence = f"{user} in {place} is {learner} here, and you are {own}"
            raise CannotBeDone(sentence, f"say who you are here, --user {quote(learner)}; or there, --as USER")
    if own != user and own in chosen.users and not roadmap_text.begins(session):
        sentence = f"{own} has progress here and in {place}, so {user} there is somebody else"
        way = f"if you are {user}, take that name here first: roadmap user rename {quote(own)} {quote(user)}"
        raise CannotBeDone(sentence, f"say that you are {own} there, --as {quote(own)}; {way}")
    if is_database(place):
        _see_rights(session, place, user)


def _see_rights(session: Session, place: str, user: str) -> None:
    """Raises DatabaseUnusable for somebody whose rows the server does not show."""
    try:
        with opened(session, place, dry_run=True).news(user, None):
            pass
    except DatabaseUnusable as error:
        if "--user" in error.hint:
            error.hint = "say who you are there: --as USER"
        raise


def _line(remote: Remote) -> RemoteLine:
    return RemoteLine(
        name=remote.name,
        kind="database" if is_database(remote.place) else "folder",
        place=remote.place,
        user=remote.user,
    )


def _place(given: str) -> str:
    """As it is kept: an address without a secret, or a path from the root, so that it means the same wherever one is. Raises
    WrongUsage.
    """
    if not given.strip():  # a variable of a script that holds nothing, and no word for the folder that it is run in
        sentence = "no place is named"
        raise WrongUsage(sentence, "name a folder, a database file, or postgresql://HOST/DATABASE; . is where you are")
    if "://" not in given:
        return os.path.abspath(path_of(given))  # noqa: PTH100 - `absolute` leaves `..` in it
    try:
        address = urlsplit(given)
        secret = address.password or "password" in dict(parse_qsl(address.query))
    except ValueError as error:
        sentence = "this is no address of a database"
        raise WrongUsage(sentence, "write: postgresql://HOST/DATABASE") from error
    if secret:
        sentence = "the address holds a password, which would be kept and shown"
        raise WrongUsage(sentence, "leave it out: PostgreSQL reads it from ~/.pgpass (PGPASSFILE) or a service file")
    return anywhere(given)


def _see_another(session: Session, place: str) -> None:
    """Raises CannotBeDone for the database itself."""
    own, there = storage.file_of(session.settings.database), storage.file_of(place)
    if place == session.settings.database or (own and there and is_same(own, there)):
        sentence = f"{place} is the database in use"
        raise CannotBeDone(sentence, "name another one, or a folder that your devices share")


def _see_folder(folder: Path) -> None:
    """Raises CannotBeDone."""
    if folder.is_dir():
        if not os.access(folder, os.R_OK | os.X_OK):
            sentence = f"the folder {folder} cannot be read"
            raise CannotBeDone(sentence, "name a folder that you may read and write")
    elif folder.exists() or folder.is_symlink():
        sentence = f"{folder} is no folder" + (", but a database" if holds_database(folder) else "")
        raise CannotBeDone(sentence, "name a folder, or a database whose name ends in .db")
    elif not folder.parent.is_dir():
        sentence = f"{folder} is not there, nor the folder that it would be in"
        raise CannotBeDone(sentence, "bring back the drive that it is on, or make the folder")
