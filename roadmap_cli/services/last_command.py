"""The command that an undo takes back."""

from roadmap_cli.domain.device import OfDevice
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.found import is_found
from roadmap_cli.domain.user_name import PASSED_OVER
from roadmap_cli.services.workspace import EVENTS_AT_ONCE, Workspace


def last_command(workspace: Workspace, of: OfDevice, *, skip: bool = False) -> Event | None:
    """Of the events that count, the newest one of a command of a device; with `skip` of one that changed no roadmap."""
    last = workspace.log.newest_in_effect(workspace.user, workspace.roadmap.id, of)
    return _newest_command(workspace, of, skip=skip) if last is not None and (skip or is_found(last)) else last


def _newest_command(workspace: Workspace, of: OfDevice, *, skip: bool) -> Event | None:
    user, roadmap = workspace.user, workspace.roadmap.id
    changes = changes_of_roadmap(workspace) if skip else frozenset()
    passed, limit = workspace.log.undone(user, roadmap) | changes, EVENTS_AT_ONCE
    while True:
        newest = workspace.log.newest_of_device(user, roadmap, of, limit)
        others = (each for each in newest if each.kind not in PASSED_OVER and not is_found(each))
        found = next((each for each in others if each.batch not in passed), None)
        if found is not None or len(newest) < limit:
            return found
        limit *= EVENTS_AT_ONCE


def changes_of_roadmap(workspace: Workspace) -> frozenset[str]:
    """The commands, by their batches."""
    changes = workspace.log.of_kinds(workspace.user, workspace.roadmap.id, ("redefined", "settled"))
    return frozenset(each.batch for each in changes)
