"""The last command taken back or brought back, with what it did to the roadmap file."""

from collections.abc import Callable, Sequence
from functools import partial

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.redefinition import difference, hash_of, redefinition
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.undo import UndoReport
from roadmap_cli.services.redefine import known_texts
from roadmap_cli.services.undo import Announce
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.use_cases.session import Session

MOST_LINES = 40
Service = Callable[[Workspace, Announce], UndoReport]


class TouchesFileError(Exception):
    """What is taken back changed the roadmap file, which only who is alone writes."""


def take_back(session: Session, service: Service, *, redo: bool) -> UndoReport:
    """Raises CannotBeDone where there is nothing, and where the roadmap file is not as that command left it."""
    try:
        return session.write(service, _refuse_files)
    except TouchesFileError:
        return _with_file(session, service, redo=redo)


def _refuse_files(said: Sequence[Event], _: str) -> None:
    if redefinition(said) is not None:
        raise TouchesFileError


def _with_file(session: Session, service: Service, *, redo: bool) -> UndoReport:
    from roadmap_cli.use_cases.roadmap_file import alone, arrive, arrive_or_tell

    with alone():
        arrive(session.guard)
        try:
            report = session.write(_serve, session, service, redo=redo)
        finally:
            arrive_or_tell(session.guard, session.hint)
    session.hear(session.flags)  # the roadmap is another one now
    return report._replace(totals=session.read(lambda workspace: workspace.standing().whole))


def _serve(workspace: Workspace, session: Session, service: Service, *, redo: bool) -> UndoReport:
    return service(workspace, partial(_announce, workspace, session, redo))


def _announce(workspace: Workspace, session: Session, redo: bool, said: Sequence[Event], batch: str) -> None:  # noqa: FBT001 - bound beforehand
    from roadmap_cli.use_cases.redefine import edited_file
    from roadmap_cli.use_cases.roadmap_file import Former, announce

    change = redefinition(said)
    if change is None:
        return
    file = edited_file(session, own=change.own)
    known = known_texts(workspace)
    here, there = (change.before, change.after) if redo else (change.after, change.before)
    _assert_is_as_left(str(file.path), file.text, known, here, redo=redo)
    if there not in known:
        sentence = f"the text of {file.path} before that is not on record here"
        raise CannotBeDone(sentence, "change it back in an editor, or bring in the rest of the record")
    former = Former(file.path, file.content, is_carried_on=file.content is not None)
    announce(former, known[there], session.settings.database, workspace.user, batch)


def _assert_is_as_left(name: str, text: str, known: dict[str, str], expected: str, *, redo: bool) -> None:
    """Raises CannotBeDone with the difference."""
    if hash_of(text) == expected:
        return
    lines = difference(known.get(expected, ""), text) if expected in known else ()
    shown = [
        *lines[:MOST_LINES],
        *([f"... and {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else []),
    ]
    done = (
        "undo left it, so the command cannot be brought back"
        if redo
        else "that command left it, so it cannot be taken back"
    )
    sentence = f"{name} is not as {done}"
    raise CannotBeDone("\n  ".join([sentence, *shown]), "take these changes out of it, or change it back in an editor")
