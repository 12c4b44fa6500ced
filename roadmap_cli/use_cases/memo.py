"""What of an answer can be kept for the next time that the same is asked, and what it depends on: see `roadmap_cli.memo`."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path

from roadmap_cli import definition, memo, storage
from roadmap_cli.settings import folders
from roadmap_cli.use_cases.scrap import TIP, scrap_file
from roadmap_cli.use_cases.session import LastingAnswer, Session

DAY = timedelta(days=1)
DRAWING = ("rich", "typer")
"""Packages of others that have a part in how an answer looks."""


def keep_answer(session: Session, words: list[str], key: bytes, begun: float) -> None:
    """`key` are the circumstances in which the command began, and `begun` when. Never a reason for another answer."""
    answer = session.answer
    if answer is None or answer.text is None or session.is_passing or "://" in session.settings.database:
        return
    with suppress(OSError, ValueError):
        database = storage.files(session.settings.database, session.guard)
        is_there = bool(database) and all(map(memo.state_of, (database[0], str(_roadmap_file(session)))))
        if is_there and memo.folder() == str(session.settings.cache) and key == memo.circumstances(words):
            text = answer.text.encode(sys.stdout.encoding, sys.stdout.errors or "strict")
            files = [*database, *map(str, _files(session)), *_program()]
            times = begun, _until(session, answer)
            memo.keep(key, text, files, times, (_where(session), *_numbers(answer)))


def _files(session: Session) -> Iterator[Path]:
    """But for those of the database. A file that is not there may have gone a moment ago, which its folder tells."""
    config, said, own = folders.config_file(), _said_file(session), folders.own_changes(session.settings.file)
    yield from (config.parent, config, folders.roadmaps_folder(), folders.arriving_file(), scrap_file(session, TIP))
    yield from (_roadmap_file(session), *((own.parent, own) if own else ()), *([Path(said).absolute()] if said else []))


def _roadmap_file(session: Session) -> Path:
    return session.settings.file or definition.builtin()


def _program() -> Iterator[str]:
    """What was loaded of it, since in a working copy it changes from one hour to the next."""
    for name, module in sorted(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and (name in DRAWING or name.partition(".")[0] == "roadmap_cli"):
            yield file


def _until(session: Session, answer: LastingAnswer) -> float:
    """The end of the day: of the learner's, and of the calendar's."""
    now, start = session.now, session.settings.rhythm.day_start
    midnight = datetime.combine(now.date() + DAY, time(0), now.tzinfo)
    morning = datetime.combine(session.today + DAY, time(0), now.tzinfo) + start
    return min(midnight, morning, answer.until or morning).timestamp()


def _where(session: Session) -> str:
    """The working folder, if anything was named as seen from there."""
    names = session.settings.database, _said_file(session) or "/"
    return "" if all(map(os.path.isabs, names)) else os.getcwd()  # noqa: PTH109 - as memo compares it


def _said_file(session: Session) -> str:
    """Also where it was an id: a file of that name would come first."""
    return session.flags.file or os.environ.get("ROADMAP_FILE", "")


def _numbers(answer: LastingAnswer) -> tuple[str, str, str]:
    return (str(answer.numbers.file), answer.numbers.text, answer.numbers.at) if answer.numbers else ("", "", "")
