"""Am I ready: what the role asks for, against what there is; and what of it the dashboard says."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadmap_cli.domain.advice import Moment
from roadmap_cli.domain.candidacy import Candidacy, has_begun, is_near, is_time
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.status import DueLine, ReadyLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.workspace import Workspace

if TYPE_CHECKING:
    from roadmap_cli.reports.ready import ReadyReport


def ready(workspace: Workspace) -> "ReadyReport":
    from roadmap_cli.domain.ready import nearest_first, readiness
    from roadmap_cli.reports.ready import ReadyReport
    from roadmap_cli.services.status import ahead_of_core

    standing, candidacy = workspace.standing(), workspace.candidacy()
    rows, hours = readiness(standing, candidacy, workspace.today)
    its = tuple(row._replace(hours=standing.told(row.hours)) for row in rows)
    return ReadyReport(
        roadmap=Named(workspace.roadmap.id, workspace.roadmap.title),
        today=workspace.today,
        wanted=workspace.roadmap.job.wanted,
        rows=its,
        nearest=nearest_first(its),
        hours=standing.told(hours),
        estimates=workspace.roadmap.job.effort,
        new_cards_per_day=workspace.reviewing.new_a_day,
        hours_left=standing.hours_ahead(standing.left.values()),
        forecast=ahead_of_core(workspace, standing, workspace.intentions()).line,
    )


def with_rows(standing: Standing, moment: Moment) -> Moment:
    """With what is asked for to be ready, worked out once for the advice and for the line that says it."""
    if moment.candidacy is None or not is_near(standing, moment.candidacy):
        return moment
    from roadmap_cli.domain.ready import rows

    return moment._replace(rows=rows(standing, moment.candidacy, moment.today))


def ready_line(standing: Standing, moment: Moment) -> ReadyLine | None:
    """Of a moment with its rows, once it is time: from the phase on that the roadmap names, once it has begun, at the end of
    the path, and for whoever has begun with anything towards a job; before that it would only say how far away everything is.
    """
    if not moment.rows or not (any(moment.candidacy or ()) or has_begun(standing) or is_time(standing)):
        return None
    from roadmap_cli.reports.ready import line_of

    return line_of(row._replace(hours=standing.told(row.hours)) for row in moment.rows)


SOON = timedelta(days=3)
"""So long before its day something is told, since an interview has to be prepared."""


def due_line(candidacy: Candidacy | None, today: date) -> DueLine | None:
    if candidacy is None or not candidacy.applications:
        return None
    from roadmap_cli.domain.application import due_applications

    due = due_applications(candidacy.applications, today + SOON)
    if not due:
        return None
    first, number = due[0], len(due_applications(candidacy.applications, today))
    return DueLine(
        number=number,
        id=first.id,
        company=first.company,
        role=first.role,
        day=first.due or first.last_day,
        soon=len(due) - number,
    )
