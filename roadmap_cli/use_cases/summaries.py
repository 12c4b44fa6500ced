"""What mentors read of whom something was recorded, kept in the transaction of that."""

from contextlib import suppress

from roadmap_cli import storage
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import RoadmapError
from roadmap_cli.services import cohort as service
from roadmap_cli.settings import known_roadmaps
from roadmap_cli.use_cases.session import Session


def keep(session: Session, log: storage.Store) -> None:
    """On each roadmap that is known here. A summary of another one stays as it was until a command on that roadmap."""
    for user, name in sorted(log.progressed):
        roadmap = _known(session, name)
        if roadmap is not None:
            service.keep(session.workspace(roadmap, log, user))


def _known(session: Session, name: str) -> Roadmap | None:
    if session.roadmap.id == name:
        return session.roadmap
    with suppress(RoadmapError):
        if session.definition.roadmap.id == name:
            return session.definition.roadmap
        named = known_roadmaps()
        return session.load(named[name]).roadmap if name in named else None
    return None
