"""Progress that comes back in from an archive."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import date
from itertools import chain
from typing import NamedTuple

from roadmap_cli.domain.candidacy import Candidacy
from roadmap_cli.domain.event_log import Log
from roadmap_cli.domain.interview import mocks
from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.domain.standing import Standing
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.archive import ArrivedRoadmap, HiredCounts, ImportReport, KeptText
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.topic_line import named
from roadmap_cli.services.workspace import Workspace


class Arriving(NamedTuple):
    """What an archive holds on one roadmap; `roadmap` has no phases where no file says what its topics are. The events are
    each in it once, and can be read several times.
    """

    roadmap: Roadmap
    events: Iterable[AnyEvent]
    definition: KeptText | None = None
    own: KeptText | None = None


def restore(workspace: Workspace, roadmap: str, events: Iterable[AnyEvent], *, dry_run: bool) -> ImportReport:
    """Merge an archive of one roadmap. Raises CannotBeDone for one of another roadmap."""
    if roadmap != workspace.roadmap.id:
        sentence = f'this is progress on the roadmap "{roadmap}", not on "{workspace.roadmap.id}"'
        raise CannotBeDone(sentence, "name its roadmap file with: roadmap --file FILE import ...")
    return restore_all(workspace, [Arriving(workspace.roadmap, events)], dry_run=dry_run)


def restore_all(workspace: Workspace, arriving: Sequence[Arriving], *, dry_run: bool) -> ImportReport:
    """Merge what came on each roadmap: what is known already is left alone, so that importing twice changes nothing.

    Ids of a clock that was wrong stay as they are: whoever else has these events has them by the same ids.
    """
    found = [_arrived(workspace, each, dry_run=dry_run) for each in arriving]
    lines = tuple(line for line, _ in found)
    totals = next((each.totals for each in lines if each.roadmap.id == workspace.roadmap.id), None)
    return ImportReport(
        new_events=sum(each.new_events for each in lines),
        known_events=sum(each.known_events for each in lines),
        done=tuple(topic for each in lines for topic in each.done),
        unknown=tuple(topic for each in lines for topic in each.unknown),
        totals=totals or workspace.standing().whole,
        user=workspace.user,
        dry_run=dry_run,
        hired=HiredCounts(*map(sum, zip(*(hired for _, hired in found), strict=True))) if found else HiredCounts(),
        roadmaps=lines,
    )


def _arrived(workspace: Workspace, arriving: Arriving, *, dry_run: bool) -> tuple[ArrivedRoadmap, HiredCounts]:
    roadmap, log, user = arriving.roadmap, workspace.log, workspace.user
    before, was = _stands(log, user, roadmap), log.candidacy(user, roadmap.id)
    given, new = _would_come(log, user, arriving.events) if dry_run else _came(log, arriving.events)
    whole = chain(log.streamed(user, roadmap.id), arriving.events)
    with log.tried(user, whole) if dry_run and new else nullcontext(log) as there:
        after, became = _stands(there, user, roadmap), there.candidacy(user, roadmap.id)
    were_done = set(_done(before))
    is_known = bool(roadmap.phases)
    line = ArrivedRoadmap(
        roadmap=Named(roadmap.id, roadmap.title),
        new_events=new,
        known_events=given - new,
        done=tuple(named(after, topic) for topic in _done(after) if topic not in were_done),
        unknown=tuple(sorted(state.topic for state in after.orphaned)) if is_known else (),
        totals=after.whole if is_known else None,
        definition=arriving.definition,
        own=arriving.own,
    )
    return line, _hired(roadmap, was, became)


def _would_come(log: Log, user: str, events: Iterable[AnyEvent]) -> tuple[int, int]:
    """How many there are, and how many of them are new."""
    given = new = 0
    for some in in_pieces(events):
        given += len(some)
        new += len(some) - len(log.known_ids(user, (each.id for each in some)))
    return given, new


def _came(log: Log, events: Iterable[AnyEvent]) -> tuple[int, int]:
    """The same of what was brought in."""
    come = [(0, 0)]
    log.bring_in(events, lambda some, new: come.append((len(some), len(new))))
    given, new = map(sum, zip(*come, strict=True))
    return given, new


def _stands(log: Log, user: str, roadmap: Roadmap) -> Standing:
    return Standing(roadmap, log.state(user, roadmap.id, date.max))


def _done(standing: Standing) -> list[str]:
    return [topic for topic in standing.roadmap.topics if standing.status(topic) == "done"]


def _hired(roadmap: Roadmap, before: Candidacy, after: Candidacy) -> HiredCounts:
    """What was not there before."""
    formats = roadmap.job.formats
    held = [sum(len(mocks(each.practice, its)) for its in formats) for each in (before, after)]
    return HiredCounts(
        projects=len({each.id for each in after.projects} - {each.id for each in before.projects}),
        stories=len({each.id for each in after.stories} - {each.id for each in before.stories}),
        mocks=max(held[1] - held[0], 0),
        applications=len({each.id for each in after.applications} - {each.id for each in before.applications}),
    )
