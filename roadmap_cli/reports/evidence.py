"""What is proven, and what could be."""

from typing import NamedTuple

from roadmap_cli.domain.roadmap import TopicKind
from roadmap_cli.reports.topic_line import LinkLine, Named


class EvidenceLine(NamedTuple):
    topic: Named
    link: LinkLine


class UnprovenLine(NamedTuple):
    """A topic done without evidence; a project asks for it."""

    id: str
    title: str
    kind: TopicKind
    asked: bool


class EvidenceReport(NamedTuple):
    proven: tuple[EvidenceLine, ...]
    missing: tuple[UnprovenLine, ...]
    only_missing: bool = False
