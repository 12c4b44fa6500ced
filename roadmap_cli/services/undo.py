"""Taking back the last command, and bringing it back."""

from collections.abc import Callable, Sequence

from roadmap_cli.domain.events import Event
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.undo import UndoReport
from roadmap_cli.services.history import EVENTS_AT_ONCE, lines
from roadmap_cli.services.workspace import Workspace

Announce = Callable[[Sequence[Event], str], None]
"""Is told what is taken back or brought back, and the batch that says so, before that is committed."""


def undo(workspace: Workspace, announce: Announce = lambda *_: None, *, skip: bool = False) -> UndoReport:
    """Take back the last command that still counts; with `skip` the last one that changed no roadmap. Raises CannotBeDone if
    there is none.
    """
    user, roadmap = workspace.user, workspace.roadmap.id
    last = _newest_mark(workspace) if skip else workspace.log.newest_ordinary(user, roadmap, in_effect=True)
    if last is None:
        sentence = "there is nothing to undo"
        raise CannotBeDone(sentence, "see what happened with: roadmap history")
    return _take_back(workspace, last.batch, announce, redo=False)


def redo(workspace: Workspace, announce: Announce = lambda *_: None, *, skip: bool = False) -> UndoReport:
    """Bring back what the last undo took, unless something else was done since; with `skip` the last that changed no roadmap.
    Raises CannotBeDone.
    """
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
    passed = _changes_of_roadmap(workspace) if skip else frozenset()
    arrived = [
        event for event in open_undos if event.data["batch"] not in passed and workspace.batch(event.data["batch"])
    ]
    if not arrived:
        sentence = "there is nothing to redo"
        raise CannotBeDone(sentence, "redo brings back what undo took, as long as nothing else was done since")
    return _take_back(workspace, arrived[-1].batch, announce, redo=True)


def _newest_mark(workspace: Workspace) -> Event | None:
    """Of the events that count, the newest one of a command that changed no roadmap."""
    user, roadmap = workspace.user, workspace.roadmap.id
    passed, limit = workspace.log.undone(user, roadmap) | _changes_of_roadmap(workspace), EVENTS_AT_ONCE
    while True:
        newest = workspace.log.newest(user, roadmap, limit)
        found = next((each for each in newest if each.kind != "undone" and each.batch not in passed), None)
        if found is not None or len(newest) < limit:
            return found
        limit *= EVENTS_AT_ONCE


def _changes_of_roadmap(workspace: Workspace) -> frozenset[str]:
    """The commands, by their batches."""
    changes = workspace.log.events(workspace.user, workspace.roadmap.id, kind="redefined")
    return frozenset(each.batch for each in changes)


def _take_back(workspace: Workspace, batch: str, announce: Announce, *, redo: bool) -> UndoReport:
    target = workspace.batch(batch)
    undone = workspace.append([workspace.fact("undone", batch=batch)])
    said = workspace.batch(target[0].data["batch"]) if redo else target
    announce(said, undone[0].batch)
    return UndoReport(redo=redo, at=said[0].at, events=lines(workspace, said), totals=workspace.standing().whole)
