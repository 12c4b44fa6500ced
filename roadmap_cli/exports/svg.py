"""Progress as a picture for a README or a profile."""

from typing import NamedTuple

from roadmap_cli.domain.phrasing import amount, count, full_day
from roadmap_cli.exports.html import forecast_text, page_text
from roadmap_cli.exports.safe_text import begun
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import done_text, ready_count

MOST = 25
"""How many ems of a title fit beside the edges."""


class Row(NamedTuple):
    """`share` is a percentage of what counts."""

    name: str
    share: float
    told: str


def render(report: ProgressReport) -> str:
    return page_text(
        "card.svg",
        title=begun((report.phase or report.status.roadmap).title, MOST),
        rows=rows(report),
        lines=[since_text(report)] if report.since else _ahead(report),
        report=report,
    )


def _ahead(report: ProgressReport) -> list[str]:
    """Short enough for the card: what is nearest stays on the page."""
    ready, status = report.status.ready, report.status
    if ready and status.forecast.done and status.totals.topics.counted:
        return [done_text(ready), *([] if ready.is_ready else [f"{ready_count(ready)}."])]
    return forecast_text(report).replace(", at ", ",|at ").split("|")


def rows(report: ProgressReport) -> tuple[Row, ...]:
    totals = report.status.totals
    proven = totals.share(totals.hours.proven, totals.proven)
    fresh = totals.share(totals.hours.fresh, totals.fresh)
    return (
        Row("covered", totals.percent, f"{totals.topics.done} of {count(totals.topics.counted, 'topic')}"),
        Row("proven", proven, count(totals.proven, "topic")),
        Row("fresh", fresh, count(totals.fresh, "topic")),
    )


def since_text(report: ProgressReport) -> str:
    """What was done since the day that was asked about, or nothing where none was."""
    if report.since is None:
        return ""
    first = report.since
    lines = (line for phase in report.status.phases for module in phase.modules for line in module.topics)
    finished = (report.dates.get(line.id, (None, None))[1] for line in lines if line.status == "done")
    topics = sum(
        moment is not None and moment.astimezone(report.status.as_of.tzinfo).date() >= first for moment in finished
    )
    done = f"Since {full_day(first)}: {count(topics, 'topic')} done"
    if report.phase:  # days are not told by phase
        return done
    return f"{done}, {amount(sum(day.minutes for day in report.activity.days if day.day >= first) / 60)} logged"
