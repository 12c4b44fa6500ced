"""One row a topic, as CSV that no spreadsheet takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from roadmap_cli.exports.safe_text import one_line
from roadmap_cli.reports.choose import ChoiceStatus
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
    "choice",
)
"""Phase and module go by their titles, as in every other table; topics are named by their ids. A resource is `[title](address)`,
a choice `[title](id)` and the same of each of its options, beside every topic of one and the topic at which it is made.
"""
_BRACKET, _ESCAPED = re.compile(r"[\\\[\]]"), r"\\\g<0>"
_FORMULA_STARTS = ("=", "+", "-", "@")


def render(report: ProgressReport) -> str:
    return table_text(HEADER, _rows(report))


def table_text(header: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue()


def _rows(report: ProgressReport) -> Iterator[list[object]]:
    links: dict[str, list[str]] = {}
    for each in report.evidence:
        links.setdefault(each.topic.id, []).append(each.link.url)
    for phase in report.status.phases:
        for module in phase.modules:
            for topic in module.topics:
                evidence = _words(links.get(topic.id, ()))
                yield [*_row(report, phase, module, topic), evidence, *_kept(report, phase, module, topic)]


def _kept(report: ProgressReport, phase: PhaseStatus, module: ModuleStatus, topic: TopicLine) -> list[object]:
    links = (_named(each.title, each.url) for each in report.resources.get(topic.id, ()))
    choice = _choice_of(topic, report.status.choices)
    told = (
        [_named(choice.title, choice.id), *(_named(each.title, each.id) for each in choice.options)] if choice else []
    )
    return [" ".join(links), phase.id, module.id, " ".join(told)]


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
        ";".join(report.needs[topic.id]),
    ]


def _choice_of(topic: TopicLine, choices: Iterable[ChoiceStatus]) -> ChoiceStatus | None:
    """The one that it belongs to an option of, else the one that is made at it."""
    if topic.option is None:
        return next((each for each in choices if topic.id == each.topic), None)
    return next(each for each in choices if topic.option in {option.id for option in each.options})


def _named(title: str, target: str) -> str:
    return f"[{_BRACKET.sub(_ESCAPED, one_line(title))}]({_words([target])})"


def _words(names: Iterable[str]) -> str:
    """Several in one cell; ids and addresses hold no space, whatever an imported event says."""
    return " ".join(re.sub(r"\s", "%20", name) for name in names)


def _safe(cell: object) -> object:
    """A leading apostrophe keeps a spreadsheet from reading text as a formula (OWASP, CSV injection)."""
    if not isinstance(cell, str):
        return cell
    text = one_line(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text
