"""What is said of progress in a report for somebody else."""

from roadmap_cli.domain.phrasing import amount, count, full_day, nothing_left
from roadmap_cli.reports.export import ProgressReport


def no_step_text(report: ProgressReport) -> str:
    """What stands in the place of the next step when there is none."""
    return "Nothing of this phase is left." if report.phase else nothing_left(report.status.totals.topics.counted)


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
