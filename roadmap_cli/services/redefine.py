"""A change of a roadmap on record: its texts by their hashes, so that it can be taken back."""

from collections.abc import Callable

from roadmap_cli.domain.redefinition import TextChange, facts_of, texts
from roadmap_cli.reports.redefine import Recorded
from roadmap_cli.services.workspace import Workspace


def redefine(workspace: Workspace, change: TextChange, announce: Callable[[str], None]) -> None:
    """`announce` is told the batch before that is committed."""
    facts = facts_of(change, known_texts(workspace))
    events = workspace.append([workspace.fact(kind, **data) for kind, data in facts])
    announce(events[0].batch)


def known_texts(workspace: Workspace) -> dict[str, str]:
    """Those of the roadmap's files by their hash, of changes that were taken back, too."""
    user, roadmap = workspace.user, workspace.roadmap.id
    return texts(
        [
            *workspace.log.events(user, roadmap, kind="defined"),
            *workspace.log.events(user, roadmap, kind="redefined"),
        ]
    )


def recorded_on(workspace: Workspace, topic: str) -> Recorded | None:
    state = workspace.standing().states.get(topic)
    return Recorded(state.status, state.minutes) if state else None
