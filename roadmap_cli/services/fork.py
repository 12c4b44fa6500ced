"""What is recorded on one roadmap, recorded on its copy as well."""

from collections.abc import Iterator

from roadmap_cli.domain.events import KINDS, Event, Fact, Folds, Kind
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


def carry(workspace: Workspace, origin: Roadmap) -> list[Event]:
    """The workspace is on the copy. Each event as it counts, at its own time, in one batch.

    Raises CannotBeDone where something is recorded on the copy already: it would count twice.
    """
    if is_recorded_on(workspace, workspace.roadmap.id):
        name = workspace.roadmap.id
        sentence = f'there is progress on "{name}" already, and it would mix with what comes along'
        raise CannotBeDone(sentence, "give the copy another id: roadmap fork --as NEW-ID")
    facts = list(_facts(workspace._replace(roadmap=origin)))
    return workspace.append(facts) if facts else []


def is_recorded_on(workspace: Workspace, roadmap: str) -> bool:
    """Whatever became of it since."""
    return workspace.log.newest_ordinary(workspace.user, roadmap, in_effect=False) is not None


def _facts(origin: Workspace) -> Iterator[Fact]:
    for event in origin.during(CARRIED):
        yield Fact(kind=event.kind, topic=event.topic, at=event.at, day=event.day, data=event.data)
