"""Progress out and in: the report for a mentor, the archive, and its restoration."""

from collections.abc import Iterable
from datetime import timedelta

from roadmap_cli.domain.events import Event, milliseconds_of
from roadmap_cli.domain.progress import fold
from roadmap_cli.domain.standing import Standing
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.reports.history import EventLine, HistoryEntry
from roadmap_cli.reports.moving import Archive, ImportReport, ProgressReport
from roadmap_cli.reports.status import Named
from roadmap_cli.services.proving import named, proofs
from roadmap_cli.services.reading import status
from roadmap_cli.services.remembering import history
from roadmap_cli.services.workspace import Workspace

RECENT_COMMANDS = 10
MOST_AHEAD = timedelta(days=1)


def progress(workspace: Workspace) -> ProgressReport:
    """What a person would send to a mentor."""
    standing = workspace.standing()
    recent = (
        entry._replace(events=told)
        for entry in history(workspace, 6 * RECENT_COMMANDS).entries
        if not entry.undone and not entry.about and (told := _for_a_mentor(entry))
    )
    return ProgressReport(
        status(workspace),
        tuple(recent)[:RECENT_COMMANDS],
        proofs(workspace, standing),
        {topic: (state.started_at, state.finished_at) for topic, state in standing.states.items()},
    )


def _for_a_mentor(entry: HistoryEntry) -> tuple[EventLine, ...]:
    """What a learner plans and how they measure time is their own affair."""
    return tuple(event for event in entry.events if event.kind not in {"planned", "timed"})


def archive(workspace: Workspace) -> Archive:
    roadmap = workspace.roadmap
    events = workspace.log.events(workspace.user, roadmap.id)
    return Archive(Named(roadmap.id, roadmap.title), workspace.user, tuple(events), fold(events))


def restore(workspace: Workspace, roadmap: str, events: Iterable[Event], *, dry_run: bool) -> ImportReport:
    """Merge an archive: what is known already is left alone, so that importing twice changes nothing.

    Raises CannotBeDone for an archive of another roadmap, InvalidFile for events from the future: an id far ahead would
    put everything written before that time behind it.
    """
    if roadmap != workspace.roadmap.id:
        sentence = f'this is progress on the roadmap "{roadmap}", not on "{workspace.roadmap.id}"'
        raise CannotBeDone(sentence, "name its roadmap file with: roadmap --file FILE import ...")
    given = list({event.id: event for event in events}.values())
    latest = int((workspace.now + MOST_AHEAD).timestamp() * 1000)
    if any(milliseconds_of(event.id) > latest for event in given):
        sentence = "the file holds events that are more than a day in the future"
        raise InvalidFile(sentence, "set the clock of this computer, or of the one that wrote the file")
    known = {event.id: event for event in workspace.log.events(workspace.user, roadmap)}
    before = Standing(workspace.roadmap, fold(known.values()))
    new = [event for event in given if event.id not in known] if dry_run else workspace.log.merge(given)
    after = Standing(workspace.roadmap, fold([*known.values(), *new]))
    return ImportReport(
        len(new),
        len(given) - len(new),
        tuple(named(after, topic) for topic in _done(after) if topic not in set(_done(before))),
        tuple(sorted(state.topic for state in after.orphaned)),
        after.whole,
        workspace.user,
        dry_run,
    )


def _done(standing: Standing) -> list[str]:
    return [topic for topic in standing.roadmap.topics if standing.status(topic) == "done"]
