"""The last command taken back or brought back, with what it did to the roadmap file."""

from collections.abc import Callable, Sequence
from functools import partial

from roadmap_cli.domain.events import Event
from roadmap_cli.reports.undo import UndoReport
from roadmap_cli.services.undo import Announce
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.use_cases.session import Session

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
    if any(event.kind in {"redefined", "settled"} for event in said):
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
    from roadmap_cli.use_cases.undo_text import announce_text

    return service(workspace, partial(announce_text, workspace, session, redo))
