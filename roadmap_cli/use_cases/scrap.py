"""What was shown to a learner last, or said by them, of a database and a roadmap: derived and disposable, a small file of each name in the
cache folder, ignored when anything about it is odd.
"""

import json
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from roadmap_cli.memo import put
from roadmap_cli.use_cases.session import Session

STEPS, TIP, ANSWERS = "steps", "tip", "answers"
"""The names of what is kept so."""


class Scrap(NamedTuple):
    """`content` is whatever stands in the file, perhaps by another hand."""

    at: datetime
    content: object


class KeptScrap(NamedTuple):
    """A file as it was written, and the part of its text that says when."""

    file: Path
    text: str
    at: str


def keep_scrap(session: Session, name: str, content: object) -> KeptScrap | None:
    """None where it could not be written: then what was kept before is forgotten."""
    with suppress(OSError):
        file, at = scrap_file(session, name), session.now.isoformat()
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps({"of": _key(session), "at": at, name: content})
        put(str(file), text.encode())
        return KeptScrap(file, text, at)
    return None


def find_scrap(session: Session, name: str, most_age: timedelta) -> Scrap | None:
    """What was kept in the last `most_age`, for this learner, of this database and roadmap."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        kept = json.loads(scrap_file(session, name).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(kept["at"])
        if kept["of"] == _key(session) and abs(session.now - at) <= most_age:
            return Scrap(at, kept[name])
    return None


def forget_scrap(session: Session, name: str) -> None:
    with suppress(OSError):
        scrap_file(session, name).unlink()


def _key(session: Session) -> list[str]:
    database = session.settings.database
    where = _hash_of(database) if "://" in database else str(Path(database).absolute())
    return [session.settings.user, where, session.roadmap.id]


def _hash_of(address: str) -> str:
    """An address may hold a password."""
    from hashlib import sha256

    return sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


def scrap_file(session: Session, name: str) -> Path:
    key = "\0".join(_key(session)).encode("utf-8", "surrogatepass")
    return session.settings.cache / f"{name}-{crc32(key):08x}.json"
