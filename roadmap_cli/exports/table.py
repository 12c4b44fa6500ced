"""One row a topic, as CSV that no spreadsheet takes for a formula."""

import csv
import io

from roadmap_cli.exports.lines import one_line
from roadmap_cli.reports.moving import ProgressReport
from roadmap_cli.reports.status import PhaseStatus, TopicLine

HEADER = (
    "phase",
    "module",
    "id",
    "title",
    "status",
    "ready",
    "hours",
    "minutes",
    "started",
    "finished",
    "option",
    "stretch",
    "proven",
    "fresh",
    "memory",
)
_FORMULA_STARTS = ("=", "+", "-", "@")


def render(report: ProgressReport) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for phase in report.status.phases:
        for module in phase.modules:
            writer.writerows([_safe(cell) for cell in _row(report, phase, module.id, each)] for each in module.topics)
    return text.getvalue()


def _row(report: ProgressReport, phase: PhaseStatus, module: str, topic: TopicLine) -> list[object]:
    started, finished = report.dates.get(topic.id, (None, None))
    flags = {True: "yes", False: "no", None: ""}
    return [
        phase.id,
        module,
        topic.id,
        topic.title,
        topic.status,
        flags[topic.ready],
        f"{topic.hours:g}",
        topic.minutes,
        started.astimezone().date().isoformat() if started else "",
        finished.astimezone().date().isoformat() if finished else "",
        topic.option or "",
        flags[topic.stretch],
        flags[topic.proven],
        "" if topic.fresh is None else topic.fresh,
        topic.memory or "",
    ]


def _safe(cell: object) -> object:
    """A leading apostrophe keeps a spreadsheet from reading text as a formula (OWASP, CSV injection)."""
    if not isinstance(cell, str):
        return cell
    text = one_line(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text
