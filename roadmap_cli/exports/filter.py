"""What lists of tasks and pictures of the graph take from a report."""

from collections.abc import Iterator

from roadmap_cli.domain.advice import STUDYING
from roadmap_cli.exports.safe_text import one_line
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import ModuleStatus, PhaseStatus, StatusReport


def modules_on_path(status: StatusReport) -> Iterator[tuple[PhaseStatus, ModuleStatus]]:
    """Modules with their topics of no option or of an effective one, skipped ones too; none that is left empty."""
    effective = {None, *(choice.effective for choice in status.choices)}
    for phase in status.phases:
        for module in phase.modules:
            if topics := tuple(topic for topic in module.topics if topic.option in effective):
                yield phase, module._replace(topics=topics)


def next_topics(report: ProgressReport) -> tuple[str, ...]:
    """Those that are to be learned next, the best first."""
    return tuple(step.topic for step in report.status.next if step.topic and step.action in STUDYING)


def line_of(words: str) -> str:
    """One line without runs of spaces, and never an empty one, which no other program takes for a title."""
    return " ".join(one_line(words).split()) or "…"
