"""A change of a roadmap on record: its texts by their hashes, so that it can be taken back."""

from collections.abc import Iterable, Iterator

from roadmap_cli.domain.edit import was_recorded_at
from roadmap_cli.domain.events import Event, recorded_at
from roadmap_cli.domain.heads import TEXT_KINDS
from roadmap_cli.domain.redefinition import TextChange, facts_of, hash_of, texts
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.reports.redefine import Recorded
from roadmap_cli.services.heads import FoundText, keep_found
from roadmap_cli.services.workspace import Workspace


def redefine(workspace: Workspace, change: TextChange, last: str | None, batch: str | None = None) -> str:
    """In which batch it is on record: in one that the command has begun, or a new one. What a hand has done before it, since
    this machine last looked and found the text with the hash `last`, is kept first.
    """
    if hash_of(change.before) != last:
        keep_found(workspace, FoundText(text=change.before, own=change.own, last=last))
    facts = facts_of(change, known_texts(workspace))
    return workspace.append([workspace.fact(kind, **data) for kind, data in facts], batch)[0].batch


def known_texts(workspace: Workspace) -> dict[str, str]:
    """Those of the roadmap's files by their hash, of changes that were taken back, too."""
    return texts(workspace.log.of_kinds(workspace.user, workspace.roadmap.id, TEXT_KINDS))


def recorded_on(workspace: Workspace, topic: Topic) -> tuple[Recorded | None, tuple[str, ...]]:
    """By the learner, and by which others."""
    state = workspace.standing().states.get(topic.id)
    others = {each.user for each in recorded_by_others(workspace, topic.ids)}
    return Recorded(state.status, state.minutes) if state else None, tuple(sorted(others))


def recorded_by_others(workspace: Workspace, topics: Iterable[str], since: Event | None = None) -> Iterator[Event]:
    """What other learners have recorded on these topics, perhaps after an event, as far as it counts."""
    roadmap, log = workspace.roadmap.id, workspace.log
    moment = was_recorded_at(since, workspace.now) if since else None  # ids are in order for one learner alone
    for topic in topics:
        for user in log.others(workspace.user):
            its = log.events(user, roadmap, topic)
            new = [each for each in its if moment is None or recorded_at(each.id) >= moment]
            gone = log.undone(user, roadmap) if new else frozenset()
            yield from (each for each in new if each.batch not in gone)
