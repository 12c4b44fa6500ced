"""What is known of remotes: which there are of a learner's database, and how far each was read and written."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeGuard

from roadmap_cli import storage
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.files import sync_folder
from roadmap_cli.services.sync import Arrival, Span
from roadmap_cli.settings.folders import sync_file
from roadmap_cli.storage.replica import Cursor
from roadmap_cli.use_cases.session import Session

SCHEMA = 1
MOST_BYTES = 2**24
PATIENCE_SECONDS = 10.0


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
    its = _read().get(_database(session), {}).get(session.settings.user, {})
    return [_remote(name, its[name]) for name in sorted(its)]


def keep(session: Session, remote: Remote) -> None:
    """Whole or not at all. Raises InvalidFile and CannotBeDone."""
    content: dict[str, object] = {
        "place": remote.place,
        "user": remote.user,
        "read": remote.read,
        "here": remote.here,
        "unsent": remote.unsent,
    }
    everything = _read()
    everything.setdefault(_database(session), {}).setdefault(session.settings.user, {})[remote.name] = content
    _write(everything)


def forget(session: Session, name: str) -> None:
    everything = _read()
    everything.get(_database(session), {}).get(session.settings.user, {}).pop(name, None)
    _write(everything)


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
    return str(Path(database).absolute()) if "://" not in database else storage.look(database).place


def _remote(name: str, told: Mapping[str, object]) -> Remote:
    """What is odd about how far it was read is as if it never was."""
    remote = Remote(name=name, place=str(told.get("place")), user=str(told.get("user")))
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


Memory = dict[str, dict[str, dict[str, dict[str, object]]]]
"""By database, learner and name."""


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
    return databases


def _is_memory(found: object) -> bool:
    databases = found.get("databases") if isinstance(found, dict) else None
    tables: list[object] = [databases]
    for _ in range(3):  # databases, learners, remotes
        if not all(isinstance(each, dict) for each in tables):
            return False
        tables = [each for table in tables if isinstance(table, dict) for each in table.values()]
    return all(isinstance(each, dict) for each in tables)


def _odd(file: Path, why: str) -> InvalidFile:
    sentence = f"cannot read {file}, in which remotes are named: {why}"
    return InvalidFile(
        sentence, "move it away and name them again: roadmap sync add; nothing of your progress is in it"
    )


def _write(databases: Memory) -> None:
    file = sync_file()
    text = json.dumps({"schema": SCHEMA, "databases": databases}, ensure_ascii=False, indent=1)
    temporary = file.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as content:
            content.write(f"{text}\n".encode("utf-8", "surrogateescape"))
            content.flush()
            os.fsync(content.fileno())
        temporary.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        raise _unwritable(error) from error
    finally:
        temporary.unlink(missing_ok=True)
