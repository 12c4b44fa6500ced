"""The steps that a person saw last, so that a number means what stood beside it, whatever is ranked higher by now.

Derived and disposable: a small file in the cache folder for each learner, database and roadmap, ignored when anything
about it is odd.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.use_cases.session import Session

MOST_AGE = timedelta(hours=12)
"""After a night a number means nothing any more."""


class Step(NamedTuple):
    """As a suggestion: `topic` is the id of a choice where `action` is `choose`."""

    topic: str
    action: str


class LastList(NamedTuple):
    at: datetime
    steps: tuple[Step, ...]


def remember(session: Session, suggestions: Iterable[Suggestion]) -> None:
    """Written to a temporary name and renamed, so that a reader sees all of it or nothing."""
    with suppress(OSError):
        file = _file(session)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = file.with_suffix(f".{os.getpid()}")
        steps = [(each.topic, each.action) for each in suggestions]
        kept = {"of": _key(session), "at": session.now.isoformat(), "steps": steps}
        temporary.touch(mode=0o600)
        temporary.write_text(json.dumps(kept), encoding="utf-8")
        temporary.replace(file)


def last_list(session: Session) -> LastList | None:
    """What was shown to this learner, of this database and roadmap, in the last hours."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        kept = json.loads(_file(session).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(kept["at"])
        steps = tuple(Step(str(topic), str(action)) for topic, action in kept["steps"])
        if kept["of"] == _key(session) and abs(session.now - at) <= MOST_AGE:
            return LastList(at, steps)
    return None


def _key(session: Session) -> list[str]:
    database = session.settings.database
    where = database if "://" in database else str(Path(database).absolute())
    return [session.settings.user, where, session.roadmap.id]


def _file(session: Session) -> Path:
    name = "\0".join(_key(session)).encode("utf-8", "surrogatepass")
    return session.settings.cache / f"steps-{crc32(name):08x}.json"
