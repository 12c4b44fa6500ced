"""The summaries of a cohort brought up to date by whoever may read everything: of a database in a file that is anybody."""

from roadmap_cli import storage
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.reports.cohort import CohortReport, MeReport
from roadmap_cli.services import cohort as service
from roadmap_cli.use_cases.session import Session


def cohort(session: Session, asked: service.CohortAsked) -> CohortReport:
    """Raises CannotBeDone. Where a summary was unsound all of them have gone with it, and are made once more."""
    bring_up_to_date(session)
    report = session.read(service.cohort, asked)
    if report.learners or not bring_up_to_date(session):
        return report
    return session.read(service.cohort, asked)


def me(session: Session) -> MeReport:
    bring_up_to_date(session, own=True)
    report = session.read(service.me)
    if report.kept or not bring_up_to_date(session, own=True):
        return report
    return session.read(service.me)


def bring_up_to_date(session: Session, *, own: bool = False) -> bool:
    """Of all learners on the roadmap, or the learner's own. On a server each of their commands keeps their own. A piece at a time, so that
    nobody who writes waits for all of them; where nothing can be written it is told, and the old ones have to do. Whether any
    was old.
    """
    if not storage.is_file(session.settings.database):
        return False
    users = session.read(service.stale, own=own)
    try:
        for some in in_pieces(users):
            session.write(service.make, some)
    except DatabaseUnusable as error:
        session.hint(f"what is told of {len(users)} of them is as it was: {error.sentence}")
    return bool(users)
