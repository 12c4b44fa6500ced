"""What is recorded on one roadmap, recorded on its copy as well."""

from collections.abc import Iterator

from roadmap_cli.domain.edit import counted, edits_by_event
from roadmap_cli.domain.event_log import Appended
from roadmap_cli.domain.events import KINDS, Fact, Folds, Kind
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services.workspace import Workspace

_FOLDS: frozenset[Folds] = frozenset(
    {
        *("status", "time", "note", "link", "tick", "card", "choice"),
        *("break", "plan", "project", "story", "practice", "application"),
    }
)
CARRIED: frozenset[Kind] = frozenset(kind for kind, its in KINDS.items() if its.folds in _FOLDS)
"""All but what is said of other events, which is taken into account, and a timer: one that runs belongs to one topic."""


def carry(workspace: Workspace, origin: Roadmap) -> Appended:
    """The workspace is on the copy. Each event as it counts, at its own time, in one batch.

    Raises CannotBeDone where something is recorded on the copy already: it would count twice.
    """
    if is_recorded_on(workspace, workspace.roadmap.id):
        name = workspace.roadmap.id
        sentence = f'there is progress on "{name}" already, and it would mix with what comes along'
        raise CannotBeDone(sentence, "give the copy another id: roadmap fork --as NEW-ID")
    user, copy, now = workspace.user, workspace.roadmap.id, workspace.now
    return workspace.recorder().append_many(user, copy, _facts(workspace, origin.id), now)


def is_recorded_on(workspace: Workspace, roadmap: str) -> bool:
    """Whatever became of it since."""
    return workspace.log.newest_ordinary(workspace.user, roadmap) is not None


def _facts(workspace: Workspace, origin: str) -> Iterator[Fact]:
    """Read while the copies are written: whether a database shows these to who reads on makes no difference, for they are of
    another roadmap.
    """
    log, user = workspace.log, workspace.user
    gone = log.undone(user, origin)
    edits = edits_by_event(each for each in log.edits(user, origin) if each.batch not in gone)
    said = (each for each in log.streamed(user, origin) if each.kind in CARRIED and each.batch not in gone)
    for event in counted(said, edits):
        yield Fact(kind=event.kind, topic=event.topic, at=event.at, day=event.day, data=event.data)
