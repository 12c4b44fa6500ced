"""What is said of progress in a report for somebody else."""

from roadmap_cli.domain.phrasing import amount, count, full_day
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import at_the_end, ready_text


def no_step_text(report: ProgressReport) -> str:
    """What stands in the place of the next step when there is none."""
    if report.phase:
        return "Nothing of this phase is left."
    return at_the_end(report.status.totals.topics.counted, report.status.ready)


def readiness_text(report: ProgressReport) -> str:
    """In counts alone; nothing where it is not time for it, or where it stands in the place of the next step."""
    ready, left = report.status.ready, bool(report.status.next)
    return f"{ready_text(ready)}." if ready and left else ""


def study_text(report: ProgressReport) -> str:
    """Study days and hours of what is told."""
    if report.phase is None and report.since is None:
        habits = report.status.habits
        days, minutes = f"{count(habits.study_days, 'day')} of the last {habits.window}", habits.minutes
    else:
        studied = [day for day in report.activity.days if day.state == "studied"]
        days, minutes = count(len(studied), "day"), sum(day.minutes for day in studied)
    return f"Studied on {days}" + (f", {amount(minutes / 60)} logged" if minutes else "")


def no_evidence_text(report: ProgressReport) -> str:
    return f"None since {full_day(report.since)}." if report.since else "None linked yet."
