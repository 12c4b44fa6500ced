"""One row a topic, as CSV that no spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable

from roadmap_cli.exports.safe_text import one_line
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import ModuleStatus, PhaseStatus
from roadmap_cli.reports.topic_line import TopicLine

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
    "requires",
    "evidence",
    "resources",
    "phase_id",
    "module_id",
)
"""Phase and module go by their titles, as in every other table; topics are named by their ids."""
_FORMULA_STARTS = ("=", "+", "-", "@")


def render(report: ProgressReport) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    links: dict[str, list[str]] = {}
    for each in report.evidence:
        links.setdefault(each.topic.id, []).append(each.link.url)
    for phase in report.status.phases:
        for module in phase.modules:
            rows = (
                [
                    *_row(report, phase, module, each),
                    _words(links.get(each.id, ())),
                    *_kept(report, phase, module, each),
                ]
                for each in module.topics
            )
            writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def _kept(report: ProgressReport, phase: PhaseStatus, module: ModuleStatus, topic: TopicLine) -> list[object]:
    return [_words(each.url for each in report.resources.get(topic.id, ())), phase.id, module.id]


def _row(report: ProgressReport, phase: PhaseStatus, module: ModuleStatus, topic: TopicLine) -> list[object]:
    started, finished = report.dates.get(topic.id, (None, None))
    flags = {True: "yes", False: "no", None: ""}
    return [
        phase.title,
        module.title,
        topic.id,
        topic.title,
        topic.status,
        flags[topic.ready],
        f"{topic.hours:g}" if topic.hours else "",
        topic.minutes,
        started.astimezone().date().isoformat() if started else "",
        finished.astimezone().date().isoformat() if finished and not topic.placed else "",
        topic.option or "",
        flags[topic.stretch],
        flags[topic.proven],
        "" if topic.fresh is None else topic.fresh,
        topic.memory or "",
        ";".join(report.requires[topic.id]),
    ]


def _words(names: Iterable[str]) -> str:
    """Several in one cell; ids and addresses hold no space, whatever an imported event says."""
    return " ".join(re.sub(r"\s", "%20", name) for name in names)


def _safe(cell: object) -> object:
    """A leading apostrophe keeps a spreadsheet from reading text as a formula (OWASP, CSV injection)."""
    if not isinstance(cell, str):
        return cell
    text = one_line(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text
