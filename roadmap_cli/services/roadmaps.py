"""Several roadmaps side by side: which there are, and how far the learner is on each."""

from collections.abc import Iterable

from roadmap_cli.domain.lesson import Imprint
from roadmap_cli.domain.progress import RoadmapTotal
from roadmap_cli.reports.heads import HeadLine
from roadmap_cli.reports.roadmaps import Known, RoadmapLine, RoadmapsReport
from roadmap_cli.services.heads import head_lines, on_record
from roadmap_cli.services.workspace import Workspace


def overview(workspace: Workspace, known: Iterable[Known]) -> RoadmapsReport:
    """Those that have a name, and behind them those on which there is progress all the same."""
    totals = {each.roadmap: each for each in workspace.log.roadmaps(workspace.user)}
    lines = tuple(_line(workspace, each, totals.get(each.id)) for each in known)
    nameless = totals.keys() - {line.id for line in lines}
    unknown = (
        RoadmapLine(id=name, source="unknown", touched=totals[name].topics, last_day=totals[name].last_day)
        for name in sorted(nameless)
    )
    return RoadmapsReport(workspace.user, (*lines, *unknown))


def _line(workspace: Workspace, known: Known, total: RoadmapTotal | None) -> RoadmapLine:
    roadmap, imprint = known.roadmap, known.imprint or Imprint()
    return RoadmapLine(
        id=known.id,
        source="file" if known.file else "built in",
        touched=total.topics if total else 0,
        last_day=total.last_day if total else None,
        title=roadmap.title if roadmap else "",
        in_use=known.in_use,
        file=str(known.file) if known.file else None,
        totals=workspace._replace(roadmap=roadmap).standing().whole if roadmap else None,
        fault=known.fault,
        copy=known.copy,
        address=known.address,
        version=imprint.version or None,
        author=imprint.author or None,
        licence=imprint.licence or None,
        heads=_heads(workspace, known),
    )


def _heads(workspace: Workspace, known: Known) -> tuple[HeadLine, ...]:
    record = on_record(workspace, known.id)
    both = ((record.file, False), (record.own, True))
    return tuple(line for heads, own in both for line in head_lines(heads, known.hashes, own=own))


def touched(workspace: Workspace, roadmap: str) -> int:
    """On how many topics of a roadmap anything is recorded."""
    return next((each.topics for each in workspace.log.roadmaps(workspace.user) if each.roadmap == roadmap), 0)
