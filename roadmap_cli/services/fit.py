"""FSRS fitted to the learner: when asked, and by itself once a month when something was graded."""

from contextlib import suppress
from datetime import date

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.fit import LEAST_GRADES, Fit, Fitter, fitted, is_time
from roadmap_cli.domain.phrasing import count
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.review import GradeReport
from roadmap_cli.reports.review_stats import FitLine, FitReport
from roadmap_cli.services.review import grade
from roadmap_cli.services.workspace import Workspace


def fit(workspace: Workspace, fitter: Fitter) -> FitReport:
    """Whatever comes of it is kept. Raises CannotBeDone with too few grades, ImportError where it cannot be worked out."""
    graded = workspace.events("graded")
    if len(graded) < LEAST_GRADES:
        sentence = (
            f"there {'is' if len(graded) == 1 else 'are'} {count(len(graded), 'grade')}, and it takes {LEAST_GRADES}"
        )
        raise CannotBeDone(sentence, "until then you are taken for the average learner; see: roadmap review --stats")
    found = _kept(workspace, graded, fitter, None)
    return FitReport(
        grades=found.grades,
        held_out=found.held_out,
        loss_before=round(found.before, 4),
        loss=round(found.after, 4),
        used=bool(found.parameters),
    )


def grade_and_fit(workspace: Workspace, card: str, rating: int, fitter: Fitter) -> GradeReport:
    """A grade, and a fit where it is time for one; undo takes back both."""
    report = grade(workspace, card, rating)
    fit_in_time(workspace, fitter)
    return report


def is_due(workspace: Workspace) -> bool:
    """Reads no grade: they are counted."""
    grades = workspace.number_of("graded", date.min, date.max)
    return grades >= LEAST_GRADES and is_time(grades, _last_day(workspace), workspace.today)


def fit_in_time(workspace: Workspace, fitter: Fitter) -> None:
    """With what was graded last, so that undo takes back both. Where it cannot be worked out nothing is said."""
    if is_due(workspace):
        (newest,) = workspace.log.newest(workspace.user, workspace.roadmap.id, 1)
        with suppress(ImportError):
            _kept(workspace, workspace.events("graded"), fitter, newest.batch)


def _kept(workspace: Workspace, graded: list[Event], fitter: Fitter, batch: str | None) -> Fit:
    before = workspace.log.parameters(workspace.user, workspace.roadmap.id)
    found = fitted(graded, workspace.scheduling, fitter, before)
    fact = workspace.fact(
        "fitted",
        grades=found.grades,
        loss=_told(found.after),
        loss_before=_told(found.before),
        parameters=",".join(f"{each:.4f}" for each in found.parameters) or None,
    )
    workspace.append([fact], batch)
    return found


def _told(loss: float) -> float:
    """A number above 0, as events hold them."""
    return max(round(loss, 4), 0.0001)


def _last_day(workspace: Workspace) -> date | None:
    return max((each.day for each in workspace.events("fitted")), default=None)


def fit_line(workspace: Workspace) -> FitLine | None:
    """The last fit, and the day of the one whose parameters are in use."""
    fits = workspace.events("fitted")
    if not fits:
        return None
    last, used = fits[-1], [each.day for each in fits if each.data.get("parameters")]
    return FitLine(
        day=last.day,
        grades=last.data["grades"],
        loss_before=last.data["loss_before"],
        loss=last.data["loss"],
        used_since=used[-1] if used else None,
    )
