"""What is known of remotes: which there are of a learner's database, and how far each was read and written."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeGuard

from roadmap_cli import storage
from roadmap_cli.domain.roadmap import NO_ROADMAP
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.files import sync_folder, written_beside
from roadmap_cli.services.sync import Arrival, Span
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.settings.folders import sync_file
from roadmap_cli.storage.replica import Cursor
from roadmap_cli.use_cases.session import Session

SCHEMA = 1
MOST_BYTES = 2**24
PATIENCE_SECONDS = 10.0
Entry = Mapping[str, object]
"""A remote of a learner, as it stands in the file."""
Memory = dict[str, list[Entry]]
"""By database: one in the data folder by where it is there, so that a home that is moved keeps its remotes."""


class Remote(NamedTuple):
    """`user` is what the learner is called there. `read` is how far it was read, and `here` the newest event that the log had
    got by then, which shows that it is still the same log; `unsent` are spans of its numbers up to there that were not sent.
    """

    name: str
    place: str
    user: str
    read: Cursor | None = None
    here: Arrival | None = None
    unsent: tuple[Span, ...] = ()


def remotes(session: Session) -> list[Remote]:
    """Of the learner in use, in the order of their names. Raises InvalidFile."""
    its = _read().get(_database(session), [])
    names = _names(session, its)
    return sorted((_remote(each) for each in its if each.get("learner") in names), key=lambda remote: remote.name)


def remotes_of_others(session: Session) -> list[tuple[str, Remote]]:
    """In the same database, each with who syncs with it. Raises InvalidFile."""
    its = _read().get(_database(session), [])
    names = _names(session, its)
    return [(learner, _remote(each)) for each in its if (learner := str(each.get("learner"))) not in names]


def keep(session: Session, remote: Remote) -> None:
    """Whole or not at all. Raises InvalidFile and CannotBeDone."""
    others = _others(session, remote.name)
    content: Entry = {"name": remote.name, "learner": session.settings.user, "place": remote.place, "user": remote.user}
    reached: Entry = {"read": remote.read, "here": remote.here, "unsent": remote.unsent}
    _write(_read() | {_database(session): [*others, {**content, **reached}]})


def forget(session: Session, name: str) -> None:
    _write(_read() | {_database(session): _others(session, name)})


def _others(session: Session, name: str) -> list[Entry]:
    its = _read().get(_database(session), [])
    names = _names(session, its)
    return [each for each in its if each.get("name") != name or each.get("learner") not in names]


def _names(session: Session, entries: list[Entry]) -> set[str]:
    """By which the learner in use goes, or went when a remote was named."""
    user, others = session.settings.user, {str(each.get("learner")) for each in entries}
    if others <= {user}:
        return {user}

    def theirs(workspace: Workspace) -> set[str]:
        return {name for name in others if workspace.log.present_name(name) == workspace.user}

    return {user} | session.on(NO_ROADMAP).read(theirs)


@contextmanager
def alone() -> Iterator[None]:
    """While no other roadmap of this home syncs. Raises DatabaseUnusable for one that takes long, and CannotBeDone."""
    try:
        held = storage.alone(sync_file(), PATIENCE_SECONDS)
    except OSError as error:
        raise _unwritable(error) from error
    with held:
        yield


def _unwritable(error: OSError) -> CannotBeDone:
    sentence = f"cannot write {sync_file()}: {(error.strerror or str(error)).lower()}"
    return CannotBeDone(sentence, "it is where the remotes are named, and how far each was read: let it be written")


def _database(session: Session) -> str:
    database = session.settings.database
    return _within(str(Path(database).absolute()) if "://" not in database else storage.look(database).place)


def _within(database: str) -> str:
    path, folder = Path(database), sync_file().parent.absolute()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else database


def _remote(told: Entry) -> Remote:
    """What is odd about how far it was read is as if it never was."""
    name, place, user = (str(told.get(key)) for key in ("name", "place", "user"))
    remote = Remote(name=name, place=place, user=user)
    read, here, unsent = (told.get(key) for key in ("read", "here", "unsent"))
    if not (isinstance(read, dict) and isinstance(unsent, list)):
        return remote
    spans = [(first, last) for first, last in filter(_is_span, unsent)]
    match here:
        case [int(number), str(identifier)] if len(spans) == len(unsent):
            return remote._replace(read=read, here=(number, identifier), unsent=tuple(spans))
        case None if not unsent:
            return remote._replace(read=read)
    return remote


def _is_span(value: object) -> TypeGuard[list[int]]:
    return isinstance(value, list) and list(map(type, value)) == [int, int]


def _read() -> Memory:
    file = sync_file()
    try:
        with file.open("rb") as content:
            found = json.loads(content.read(MOST_BYTES))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _odd(file, str(error)) from error
    if not _is_memory(found):
        raise _odd(file, "it does not hold what roadmap writes there")
    databases: Memory = found["databases"]
    return {_within(database): its for database, its in databases.items()}


def _is_memory(found: object) -> bool:
    databases = found.get("databases") if isinstance(found, dict) else None
    if not isinstance(databases, dict):
        return False
    return all(isinstance(its, list) and all(isinstance(each, dict) for each in its) for its in databases.values())


def _odd(file: Path, why: str) -> InvalidFile:
    sentence = f"cannot read {file}, in which remotes are named: {why}"
    return InvalidFile(
        sentence, "move it away and name them again: roadmap sync add; nothing of your progress is in it"
    )


def _write(databases: Memory) -> None:
    file = sync_file()
    text = json.dumps({"schema": SCHEMA, "databases": databases}, ensure_ascii=False, indent=1)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with written_beside(file, [f"{text}\n".encode("utf-8", "surrogateescape")]) as temporary:
            temporary.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        raise _unwritable(error) from error
