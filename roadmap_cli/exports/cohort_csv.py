"""One row a learner, as CSV that no spreadsheet takes for a formula."""

from roadmap_cli.exports.csv import table_text
from roadmap_cli.reports.cohort import CohortReport, LearnerLine

HEADER = (
    "learner",
    "percent",
    "topics_done",
    "topics",
    "hours_done",
    "hours",
    "hours_28_days",
    "phase",
    "topic",
    "since",
    "last_day",
    "arrival",
    "stuck_topic",
    "stuck_days",
    "proven",
    "fresh",
)


def render(report: CohortReport) -> str:
    unread = ([each, *[""] * (len(HEADER) - 1)] for each in report.unread)
    return table_text(HEADER, (*map(_row, report.lines), *unread))


def _row(line: LearnerLine) -> list[object]:
    stuck = line.stuck
    return [
        line.user,
        line.percent,
        line.topics.done,
        line.topics.counted,
        line.hours.done,
        line.hours.counted,
        line.recent_hours,
        line.phase or "",
        line.topic.id if line.topic else "",
        line.since.isoformat() if line.since else "",
        line.last_day.isoformat() if line.last_day else "",
        line.arrival.isoformat() if line.arrival else "",
        stuck.topic.id if stuck else "",
        stuck.days if stuck else "",
        line.proven,
        line.fresh,
    ]
