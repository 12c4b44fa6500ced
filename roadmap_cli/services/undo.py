"""Taking back the last command, and bringing it back."""

from collections.abc import Callable, Iterator, Sequence

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.found import is_found
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.undo import UndoReport
from roadmap_cli.services.history import lines
from roadmap_cli.services.workspace import EVENTS_AT_ONCE, Workspace

Announce = Callable[[Sequence[Event], str], None]
"""Is told what is taken back or brought back, and the batch that says so, before that is committed."""


def undo(workspace: Workspace, announce: Announce = lambda *_: None, *, skip: bool = False) -> UndoReport:
    """Take back the last command that still counts; with `skip` the last one that changed no roadmap. Raises CannotBeDone if
    there is none.
    """
    user, roadmap = workspace.user, workspace.roadmap.id
    last = workspace.log.newest_ordinary(user, roadmap, in_effect=True)
    if last is not None and (skip or is_found(last)):
        last = _newest_command(workspace, skip=skip)
    if last is None:
        sentence = "there is nothing to undo"
        raise CannotBeDone(sentence, "see what happened with: roadmap history")
    return _take_back(workspace, last.batch, announce, redo=False)


def redo(workspace: Workspace, announce: Announce = lambda *_: None, *, skip: bool = False) -> UndoReport:
    """Bring back what the last undo took, unless something else was done since; with `skip` the last that changed no roadmap.
    Raises CannotBeDone.
    """
    user, roadmap = workspace.user, workspace.roadmap.id
    gone, passed = workspace.log.undone(user, roadmap), _changes_of_roadmap(workspace) if skip else frozenset()
    undos = (each for each in _undos(workspace) if each.batch not in gone and each.data["batch"] not in passed)
    found = next((each for each in undos if _is_of_a_command(workspace, each)), None)
    if found is None:
        sentence = "there is nothing to redo"
        raise CannotBeDone(sentence, "redo brings back what undo took, as long as nothing else was done since")
    return _take_back(workspace, found.batch, announce, redo=True)


def _undos(workspace: Workspace) -> Iterator[Event]:
    """Newest first, up to the newest event that is none."""
    limit, told = EVENTS_AT_ONCE, 0
    while True:
        newest = workspace.log.newest(workspace.user, workspace.roadmap.id, limit)
        for each in newest[told:]:
            if each.kind == "undone":
                yield each
            elif not is_found(each):
                return
        if len(newest) < limit:
            return
        limit, told = limit * EVENTS_AT_ONCE, len(newest)


def _is_of_a_command(workspace: Workspace, undo: Event) -> bool:
    """Whether what it took has arrived, and is no undo itself."""
    said = workspace.batch(undo.data["batch"])
    return bool(said) and all(each.kind != "undone" for each in said)


def _newest_command(workspace: Workspace, *, skip: bool) -> Event | None:
    """Of the events that count, the newest one of a command; with `skip` of one that changed no roadmap."""
    user, roadmap = workspace.user, workspace.roadmap.id
    changes = _changes_of_roadmap(workspace) if skip else frozenset()
    passed, limit = workspace.log.undone(user, roadmap) | changes, EVENTS_AT_ONCE
    while True:
        newest = workspace.log.newest(user, roadmap, limit)
        others = (each for each in newest if each.kind != "undone" and not is_found(each))
        found = next((each for each in others if each.batch not in passed), None)
        if found is not None or len(newest) < limit:
            return found
        limit *= EVENTS_AT_ONCE


def _changes_of_roadmap(workspace: Workspace) -> frozenset[str]:
    """The commands, by their batches."""
    changes = workspace.log.of_kinds(workspace.user, workspace.roadmap.id, ("redefined", "settled"))
    return frozenset(each.batch for each in changes)


def _take_back(workspace: Workspace, batch: str, announce: Announce, *, redo: bool) -> UndoReport:
    target = workspace.batch(batch)
    undone = workspace.append([workspace.fact("undone", batch=batch)])
    said = workspace.batch(target[0].data["batch"]) if redo else target
    announce(said, undone[0].batch)
    return UndoReport(redo=redo, at=said[0].at, events=lines(workspace, said), totals=workspace.standing().whole)
