"""Taking back the last command, and bringing it back."""

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.undo import UndoReport
from roadmap_cli.services.history import lines
from roadmap_cli.services.workspace import Workspace


def undo(workspace: Workspace) -> UndoReport:
    """Take back the last command that still counts. Raises CannotBeDone if there is none."""
    user, roadmap = workspace.user, workspace.roadmap.id
    last = workspace.log.newest_ordinary(user, roadmap, in_effect=True)
    if last is None:
        sentence = "there is nothing to undo"
        raise CannotBeDone(sentence, "see what happened with: roadmap history")
    return _take_back(workspace, last.batch, redo=False)


def redo(workspace: Workspace) -> UndoReport:
    """Bring back what the last undo took, unless something else was done since. Raises CannotBeDone."""
    user, roadmap = workspace.user, workspace.roadmap.id
    ordinary = workspace.log.newest_ordinary(user, roadmap, in_effect=False)
    undone = workspace.log.events(user, roadmap, kind="undone")
    gone = workspace.log.undone(user, roadmap)
    undos = {event.batch for event in undone}
    open_undos = [
        event
        for event in undone
        if event.batch not in gone and event.data["batch"] not in undos and (ordinary is None or event.id > ordinary.id)
    ]
    arrived = [event for event in open_undos if workspace.batch(event.data["batch"])]
    if not arrived:
        sentence = "there is nothing to redo"
        raise CannotBeDone(sentence, "redo brings back what undo took, as long as nothing else was done since")
    return _take_back(workspace, arrived[-1].batch, redo=True)


def _take_back(workspace: Workspace, batch: str, *, redo: bool) -> UndoReport:
    target = workspace.batch(batch)
    workspace.append([workspace.fact("undone", batch=batch)])
    said = workspace.batch(target[0].data["batch"]) if redo else target
    return UndoReport(redo=redo, at=said[0].at, events=lines(workspace, said), totals=workspace.standing().whole)
