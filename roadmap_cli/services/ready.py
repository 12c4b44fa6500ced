"""Am I ready: what the role asks for, against what there is."""

from typing import TYPE_CHECKING

from roadmap_cli.domain.ready import hours_to_ready, is_phase_reached, nearest_first, rows
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.ready import ReadyLine, ReadyReport, line_of
from roadmap_cli.reports.topic import Named
from roadmap_cli.services.workspace import Workspace

if TYPE_CHECKING:
    from roadmap_cli.domain.candidacy import Candidacy


def ready(workspace: Workspace) -> ReadyReport:
    standing, candidacy = workspace.standing(), workspace.candidacy()
    its = tuple(row._replace(hours=round(row.hours, 2)) for row in rows(standing, candidacy, workspace.today))
    return ReadyReport(
        roadmap=Named(workspace.roadmap.id, workspace.roadmap.title),
        today=workspace.today,
        wanted=workspace.roadmap.hiring.wanted,
        rows=its,
        nearest=nearest_first(its),
        hours=round(hours_to_ready(standing, candidacy, workspace.today), 2),
        estimates=workspace.roadmap.hiring.effort,
    )


def ready_line(workspace: Workspace, standing: Standing, candidacy: "Candidacy | None") -> ReadyLine | None:
    """Once it is time: from the phase on that the roadmap names, at the end of the path, and for whoever has begun with
    anything towards a job; before that it would only say how far away everything is.
    """
    if candidacy is None or standing.roadmap.hiring.wanted is None:
        return None
    if not (any(candidacy) or is_phase_reached(standing)):
        return None
    return line_of(rows(standing, candidacy, workspace.today))
