"""What is proven by a link, and what could be."""

from roadmap_cli.domain.edit import in_order_of_days
from roadmap_cli.domain.roadmap import PROJECT
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.evidence import EvidenceLine, EvidenceReport, UnprovenLine
from roadmap_cli.services.topic_line import link_line, named
from roadmap_cli.services.workspace import Workspace


def evidence(workspace: Workspace, *, only_missing: bool = False) -> EvidenceReport:
    """Topics done without evidence are what could be proven, projects in front."""
    standing = workspace.standing()
    done = [topic for key, topic in standing.path.items() if key in standing.learned]
    missing = [topic for topic in done if not standing.states[topic.id].proofs]
    lines = (
        UnprovenLine(id=topic.id, title=topic.title, kind=topic.kind, asked=topic.kind == PROJECT) for topic in missing
    )
    proven = () if only_missing else proofs(workspace, standing)
    return EvidenceReport(proven, tuple(sorted(lines, key=lambda line: not line.asked)), only_missing)


def proofs(workspace: Workspace, standing: Standing) -> tuple[EvidenceLine, ...]:
    """Every link that proves something, in the order of days."""
    return tuple(
        EvidenceLine(named(standing, event.topic or ""), link_line(event))
        for event in in_order_of_days(workspace.events("linked"))
        if event.data["proves"]
    )
