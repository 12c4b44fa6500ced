"""Events that come back from a copy of the database, of all learners and roadmaps."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from roadmap_cli.domain.events import Event
from roadmap_cli.reports.restore import RestoredLine
from roadmap_cli.services.workspace import Workspace


class Returned(NamedTuple):
    """What was not here, how much was, how much is here alone, and how much stays away, since a row of its id is here that is
    no event.
    """

    lines: tuple[RestoredLine, ...]
    known: int
    left_out: int
    barred: int = 0


def compare(workspace: Workspace, events: Sequence[Event]) -> Returned:
    """What a merge would bring. Nothing is written."""
    return _returned(workspace.log.everything(), events)


def merge(workspace: Workspace, events: Sequence[Event]) -> Returned:
    """Whatever was not here is added with its id and batch, so that undo goes back through it command by command."""
    here = workspace.log.everything()
    return _returned(here, events, workspace.log.merge(events))


def _returned(here: Sequence[Event], events: Iterable[Event], taken: Iterable[Event] | None = None) -> Returned:
    """`taken` are those that came in; without them, those that are missing here."""
    known, there = {(each.user, each.id) for each in here}, {(each.user, each.id): each for each in events}
    missing = there.keys() - known
    come = missing if taken is None else {(each.user, each.id) for each in taken}
    new: dict[tuple[str, str], list[Event]] = {}
    for key in sorted(come):
        new.setdefault((there[key].user, there[key].roadmap), []).append(there[key])
    users = {each.id: each.user for each in here} if new else {}
    return Returned(
        lines=tuple(_line(*scope, its, users) for scope, its in sorted(new.items())),
        known=len(there.keys() & known),
        left_out=len(known - there.keys()),
        barred=len(missing - come),
    )


def _line(user: str, roadmap: str, events: Sequence[Event], users: dict[str, str]) -> RestoredLine:
    names = {users.get(each.id, "") for each in events}
    return RestoredLine(
        user=user,
        roadmap=roadmap,
        events=len(events),
        first=min(each.day for each in events),
        last=max(each.day for each in events),
        here_as=names.pop() if len(names) == 1 else "",
    )


def all_new(events: Iterable[Event]) -> Returned:
    """Where nothing is here."""
    return _returned((), events)
