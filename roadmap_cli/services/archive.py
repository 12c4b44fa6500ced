"""Progress that comes back in from an archive."""

from collections.abc import Iterable

from roadmap_cli.domain.candidacy import Candidacy, fold_candidacy
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.interview import mocks
from roadmap_cli.domain.progress import fold
from roadmap_cli.domain.standing import Standing
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.archive import HiredCounts, ImportReport
from roadmap_cli.services.topic import named
from roadmap_cli.services.workspace import Workspace


def restore(workspace: Workspace, roadmap: str, events: Iterable[Event], *, dry_run: bool) -> ImportReport:
    """Merge an archive: what is known already is left alone, so that importing twice changes nothing.

    Ids of a clock that was wrong stay as they are: whoever else has these events has them by the same ids. Raises
    CannotBeDone for an archive of another roadmap.
    """
    if roadmap != workspace.roadmap.id:
        sentence = f'this is progress on the roadmap "{roadmap}", not on "{workspace.roadmap.id}"'
        raise CannotBeDone(sentence, "name its roadmap file with: roadmap --file FILE import ...")
    given = list({event.id: event for event in events}.values())
    known = {event.id: event for event in workspace.log.events(workspace.user, roadmap)}
    before = Standing(workspace.roadmap, fold(known.values()))
    new = [event for event in given if event.id not in known] if dry_run else workspace.log.merge(given)
    together = [*known.values(), *new]
    after = Standing(workspace.roadmap, fold(together))
    return ImportReport(
        new_events=len(new),
        known_events=len(given) - len(new),
        done=tuple(named(after, topic) for topic in _done(after) if topic not in set(_done(before))),
        unknown=tuple(sorted(state.topic for state in after.orphaned)),
        totals=after.whole,
        user=workspace.user,
        dry_run=dry_run,
        hired=_hired(workspace, fold_candidacy(known.values()), fold_candidacy(together)),
    )


def _done(standing: Standing) -> list[str]:
    return [topic for topic in standing.roadmap.topics if standing.status(topic) == "done"]


def _hired(workspace: Workspace, before: Candidacy, after: Candidacy) -> HiredCounts:
    """What was not there before."""
    formats = workspace.roadmap.job.formats
    held = [sum(len(mocks(each.practice, its)) for its in formats) for each in (before, after)]
    return HiredCounts(
        projects=len({each.id for each in after.projects} - {each.id for each in before.projects}),
        stories=len({each.id for each in after.stories} - {each.id for each in before.stories}),
        mocks=max(held[1] - held[0], 0),
        applications=len({each.id for each in after.applications} - {each.id for each in before.applications}),
    )
