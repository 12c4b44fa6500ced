"""A cohort as one page: sums over all, and a row a learner."""

from roadmap_cli.domain.phrasing import full_day
from roadmap_cli.exports.html import page_text
from roadmap_cli.reports.cohort import UNREAD, CohortReport, LearnerLine


def render(report: CohortReport) -> str:
    return page_text("cohort.html", report=report, part=_part(report), arrival=_arrival, unread=UNREAD)


def _part(report: CohortReport) -> str:
    parts = [f"group {report.group}"] if report.group else []
    parts += [f"at {report.phase.title}"] if report.phase else []
    parts += [f"not seen since {full_day(report.idle_since)}"] if report.idle_since else []
    return ", ".join(parts)


def _arrival(line: LearnerLine) -> str:
    if line.is_done:
        return "done"
    return f"{line.arrival:%B %Y}" if line.arrival else ""
