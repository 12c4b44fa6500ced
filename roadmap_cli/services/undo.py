"""Taking back the last command of a device, and bringing it back."""

from collections.abc import Callable, Iterator, Sequence

from roadmap_cli.domain.device import OfDevice, of_this
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.found import is_found
from roadmap_cli.domain.user_name import PASSED_OVER
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.undo import Foreseen, UndoReport
from roadmap_cli.services.device import devices, find_device
from roadmap_cli.services.history import lines
from roadmap_cli.services.last_command import changes_of_roadmap, last_command
from roadmap_cli.services.workspace import EVENTS_AT_ONCE, Workspace

Announce = Callable[[Sequence[Event], str], None]
"""Is told what is taken back or brought back, and the batch that says so, before that is committed."""


def undo(
    workspace: Workspace,
    announce: Announce = lambda *_: None,
    *,
    skip: bool = False,
    foreseen: Foreseen | None = None,
) -> UndoReport:
    """Take back the last command of this device that still counts; with `skip` the last one that changed no roadmap; what
    another device did as it was foreseen. Raises CannotBeDone if there is none, or another one meanwhile.
    """
    of = OfDevice(foreseen.device.id) if foreseen else of_this(workspace.device)
    last = last_command(workspace, of, skip=skip)
    if last is None:
        raise _nothing_to_undo(workspace)
    if foreseen and foreseen.batch != last.batch:
        sentence = f"the last command on {foreseen.device.text} is another one by now"
        raise CannotBeDone(sentence, "nothing was taken back; see what happened with: roadmap history")
    return _take_back(workspace, last.batch, announce, redo=False)


def foresee(workspace: Workspace, words: str, *, skip: bool = False) -> Foreseen | None:
    """What an undo of a device would take back, by any of its names; None where it is this one. Raises CannotBeDone."""
    device = find_device(devices(workspace), words)
    if device.is_this:
        return None
    last = last_command(workspace, OfDevice(device.id), skip=skip)
    if last is None:
        sentence = f"there is nothing to undo on {device.text}"
        raise CannotBeDone(sentence, "see what happened with: roadmap history")
    said = workspace.batch(last.batch)
    return Foreseen(device=device, batch=last.batch, at=last.at, events=lines(workspace, said))


def redo(workspace: Workspace, announce: Announce = lambda *_: None, *, skip: bool = False) -> UndoReport:
    """Bring back what the last undo on this device took, unless something else was done on it since; with `skip` the last that
    changed no roadmap. Raises CannotBeDone.
    """
    user, roadmap = workspace.user, workspace.roadmap.id
    gone, passed = workspace.log.undone(user, roadmap), changes_of_roadmap(workspace) if skip else frozenset()
    undos = (each for each in _undos(workspace) if each.batch not in gone and each.data["batch"] not in passed)
    found = next((each for each in undos if _is_of_a_command(workspace, each)), None)
    if found is None:
        sentence = "there is nothing to redo"
        raise CannotBeDone(sentence, "redo brings back what undo took, as long as nothing else was done since")
    return _take_back(workspace, found.batch, announce, redo=True)


def _undos(workspace: Workspace) -> Iterator[Event]:
    """Of this device, newest first, up to its newest event that is to be undone itself."""
    of, limit, told = of_this(workspace.device), EVENTS_AT_ONCE, 0
    while True:
        newest = workspace.log.newest_of_device(workspace.user, workspace.roadmap.id, of, limit)
        for each in newest[told:]:
            if each.kind == "undone":
                yield each
            elif not (each.kind in PASSED_OVER or is_found(each)):
                return
        if len(newest) < limit:
            return
        limit, told = limit * EVENTS_AT_ONCE, len(newest)


def _is_of_a_command(workspace: Workspace, undo: Event) -> bool:
    """Whether what it took has arrived, and is no undo itself."""
    said = workspace.batch(undo.data["batch"])
    return bool(said) and all(each.kind != "undone" for each in said)


def _nothing_to_undo(workspace: Workspace) -> CannotBeDone:
    """With the way to what others did, which most likely was meant where this one did nothing."""
    sentence, others = "there is nothing to undo", [each for each in devices(workspace).devices if not each.is_this]
    if others:
        advice = f"what another device did last is taken back with: roadmap undo --device {others[0].text}"
        return CannotBeDone(f"{sentence} on this device", advice)
    return CannotBeDone(sentence, "see what happened with: roadmap history")


def _take_back(workspace: Workspace, batch: str, announce: Announce, *, redo: bool) -> UndoReport:
    target = workspace.batch(batch)
    undone = workspace.append([workspace.fact("undone", batch=batch)])
    said = workspace.batch(target[0].data["batch"]) if redo else target
    if redo:
        _take_back_other_undos(workspace, said[0].batch, undone[0].batch)
    announce(said, undone[0].batch)
    return UndoReport(redo=redo, at=said[0].at, events=lines(workspace, said), totals=workspace.standing().whole)


def _take_back_other_undos(workspace: Workspace, batch: str, by: str) -> None:
    """Of what is brought back: two devices may have taken it back before they heard of each other."""
    user, roadmap = workspace.user, workspace.roadmap.id
    gone = workspace.log.undone(user, roadmap)
    if batch in gone:
        undos = workspace.log.events(user, roadmap, kind="undone")
        its = [each.batch for each in undos if each.data["batch"] == batch and each.batch not in gone]
        workspace.append([workspace.fact("undone", batch=each) for each in its], by)
